"""What may be wrong with a store: English templates by id; the catalogues translate them. None repeats an id of a case or a person."""

from __future__ import annotations

__all__ = ["MESSAGES"]

MESSAGES: dict[str, str] = {
    "store_extra": "keeping cases needs SQLAlchemy: pip install 'integrationrules[sessions]'",
    "store_driver": "a PostgreSQL store needs psycopg: pip install 'integrationrules[postgresql]'",
    "store_kind": "'{found}' is no store; write a file name, sqlite:///FILE or postgresql://USER@HOST/DATABASE",
    "store_none": "the store is not a store of integrationrules; name a new file or an empty database",
    "store_version": "the store has format {found}; this version of integrationrules keeps format {known}. Use the version that made it",
    "store_unreachable": "the store cannot be opened; look at the folder and its rights, or at the address of the database",
    "store_locked": "the store is locked by another writer; try again",
    "store_full": "the disk of the store is full; nothing was written",
    "store_readonly": "the store may only be read; nothing was written",
    "store_damaged": "the store is damaged; take the last copy of it",
    "store_failed": "the store failed; nothing was written",
    "case_unknown": "there is no such case",
    "case_version": "the case has had other events since: expected version {expected}, found {found}. Read it again",
    "event_differs": "an event of this id was accepted before with other content; give the new one an id of its own",
    "event_number": "a number of the event has more than fifteen digits",
    "alert_unknown": "there is no such alert in the case",
    "alert_taken": "the alert was acknowledged before, by another or on another day",
}
