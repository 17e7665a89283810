"""Where running cases are kept: an append-only log of events, and the alerts that were told of them.

Needs SQLAlchemy (the extra `sessions` or `service`), which is imported when a store is opened. A store is one SQLite file, or a
PostgreSQL database by URL. It decides nothing: what an event means is for the sessions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .problems import StoreError
from .values import CaseKey, Change, Entry, Erasure, Kept, KeptAlert, Step, Written

if TYPE_CHECKING:
    from .store import Store

__all__ = ["CaseKey", "Change", "Entry", "Erasure", "Kept", "KeptAlert", "Step", "StoreError", "Written", "open_store"]


def open_store(url: str, wait: float = 5.0) -> Store:
    """The store of a file name or URL, made where there is none; `wait` is how many seconds another writer is waited for.

    Raises `StoreError` for what is no store, one of another version, one that cannot be reached, or without SQLAlchemy.
    """
    try:
        from .store import Store
    except ModuleNotFoundError as error:
        if error.name != "sqlalchemy":
            raise
        raise StoreError("store_extra") from None
    return Store.open(url, wait)
