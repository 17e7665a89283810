"""The log of a case: events in order, each hashed with a salt of its own and chained to the one before.

Without its content and salt an event still has its place and hash, so that the log of an erased case can be checked and says nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from . import alerts
from .canonical import canonical, content_of
from .problems import StoreError
from .tables import cases, events
from .values import CaseKey, Entry, Kept, Step, Written

__all__ = ["CaseRow", "appended", "events_of", "found", "is_whole", "keys_of", "known", "locked", "opened", "repeated"]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as the database knows it."""

    key: int
    version: int
    """How many events it has."""
    chain: str


def found(connection: sa.Connection, case: CaseKey) -> CaseRow | None:
    """The row of a case; None where there is none."""
    return _row(connection, _of(case))


def known(connection: sa.Connection, case: CaseKey) -> CaseRow:
    """The row of a case; raises `StoreError` where there is none."""
    row = found(connection, case)
    if row is None:
        raise StoreError("case_unknown")
    return row


def locked(connection: sa.Connection, case: CaseKey) -> CaseRow | None:
    """The row of a case, which no other writer changes until this transaction ends."""
    return _row(connection, _of(case).with_for_update())


def opened(connection: sa.Connection, case: CaseKey) -> CaseRow:
    """The row of a new case. Another writer may have been first; then it is theirs."""
    try:
        with connection.begin_nested():
            connection.execute(cases.insert().values(municipality=case.municipality, id=case.id, version=0, chain=""))
    except sa.exc.IntegrityError:
        pass
    row = locked(connection, case)
    assert row is not None
    return row


def appended(
    connection: sa.Connection, row: CaseRow, steps: Sequence[Step], expected: int | None, new_salt: Callable[[], str],
) -> tuple[Written, ...]:
    """Adds the events that are new; raises `StoreError` for one that is another than the first of its id, and for an unexpected version."""
    written, version, chain = [], row.version, row.chain
    for step in steps:
        before = repeated(connection, row.key, step.entry)
        if before is not None:
            written.append(before)
            continue
        if expected is not None and expected != row.version:
            raise StoreError("case_version", expected=expected, found=row.version)
        text, salt, version = canonical(step.entry.content), new_salt(), version + 1
        hashed = _hash(salt, step.entry.id, text)
        chain = _chained(chain, version, hashed)
        connection.execute(
            events.insert().values(
                case_key=row.key, ordinal=version, id=step.entry.id, content=text, salt=salt, late=step.late, hash=hashed, chain=chain))
        alerts.changed(connection, row.key, version, step.changes)
        written.append(Written(version, False, step.changes, step.late))
    if version != row.version:
        connection.execute(cases.update().where(cases.c.key == row.key).values(version=version, chain=chain))
    return tuple(written)


def repeated(connection: sa.Connection, key: int, entry: Entry) -> Written | None:
    """What an event brought when it was first accepted; None for a new one. Raises `StoreError` where its content was another."""
    before = connection.execute(
        sa.select(events.c.ordinal, events.c.content, events.c.late).where(events.c.case_key == key, events.c.id == entry.id)).one_or_none()
    if before is None:
        return None
    if before.content != canonical(entry.content):
        raise StoreError("event_differs")
    return Written(before.ordinal, True, alerts.changes_of(connection, key, before.ordinal), before.late)


def events_of(connection: sa.Connection, key: int) -> tuple[Kept, ...]:
    """The events of a case, in order."""
    rows = connection.execute(sa.select(events.c.ordinal, events.c.id, events.c.content).where(events.c.case_key == key).order_by(events.c.ordinal))
    return tuple(Kept(row.ordinal, row.id, content_of(row.content)) for row in rows)


def keys_of(connection: sa.Connection) -> Sequence[int]:
    """Every case, also those that were erased."""
    return connection.execute(sa.select(cases.c.key).order_by(cases.c.key)).scalars().all()


def is_whole(connection: sa.Connection, key: int) -> bool:
    """Whether the hashes of a log agree with what it holds, and with each other to the last event."""
    row = connection.execute(sa.select(cases.c.version, cases.c.chain).where(cases.c.key == key)).one()
    chain, count = "", 0
    for count, one in enumerate(connection.execute(sa.select(events).where(events.c.case_key == key).order_by(events.c.ordinal)), 1):
        erased = one.content is None and one.salt is None and one.id is None
        if one.ordinal != count or not (erased or one.hash == _hash(one.salt or "", one.id or "", one.content or "")):
            return False
        chain = _chained(chain, count, one.hash)
        if one.chain != chain:
            return False
    return bool(count == row.version and chain == row.chain)


def _of(case: CaseKey) -> sa.Select[tuple[int, int, str]]:
    return sa.select(cases.c.key, cases.c.version, cases.c.chain).where(cases.c.municipality == case.municipality, cases.c.id == case.id)


def _row(connection: sa.Connection, query: sa.Select[tuple[int, int, str]]) -> CaseRow | None:
    row = connection.execute(query).one_or_none()
    return None if row is None else CaseRow(row.key, row.version, row.chain)


def _hash(salt: str, id_: str, content: str) -> str:
    return hashlib.sha256("\n".join((salt, id_, content)).encode()).hexdigest()


def _chained(before: str, ordinal: int, hashed: str) -> str:
    return hashlib.sha256(f"{before}\n{ordinal}\n{hashed}".encode()).hexdigest()
