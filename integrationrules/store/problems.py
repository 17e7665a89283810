"""What a store refuses or cannot do, and the errors of databases in those words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .messages import MESSAGES

__all__ = ["StoreError", "translated"]

_SQLITE = {
    5: "store_locked", 6: "store_locked", 8: "store_readonly", 11: "store_damaged", 13: "store_full", 14: "store_unreachable", 26: "store_none",
}
"""By the primary result code of SQLite."""
_POSTGRESQL = {
    "53100": "store_full", "55P03": "store_locked", "40P01": "store_locked", "40001": "store_locked", "25006": "store_readonly",
    "53300": "store_unreachable", "57P01": "store_unreachable", "57P03": "store_unreachable",
}
"""By the SQLSTATE of PostgreSQL."""


class StoreError(ValueError):
    """What cannot be kept or found; `id` and `values` name the message, in English by default. It repeats no id."""

    def __init__(self, id: str, **values: Any) -> None:
        self.id, self.values = id, values
        super().__init__(MESSAGES[id].format(**values))


@contextmanager
def translated() -> Iterator[None]:
    """Lets errors of the database leave as `StoreError`, without the statement and its values."""
    from sqlalchemy.exc import DBAPIError, SQLAlchemyError

    try:
        yield
    except DBAPIError as error:
        raise StoreError(_meaning(error)) from None
    except SQLAlchemyError:
        # A pool that has no connection left, most often.
        raise StoreError("store_locked") from None


def _meaning(error: Any) -> str:
    original = error.orig
    code = getattr(original, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF, "store_failed")
    state = getattr(original, "sqlstate", None)
    if state is None:
        # psycopg tells no state where no server answered or it went away.
        return "store_unreachable" if type(original).__name__ == "OperationalError" else "store_failed"
    return _POSTGRESQL.get(state, "store_failed")
