"""A table or view in an SQLite file, through Python's own module: DuckDB would have to fetch an extension for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa

from integrationrules.register.problems import RegisterError

from .choosing import chosen_table, quoted
from .table import Table, refuse_repeated

__all__ = ["SqliteTable"]

_TABLES = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name"
_WAIT = 2.0
"""Seconds until a file that somebody writes to is given up."""
_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


class SqliteTable(Table):
    """Columns declared as numbers hold numbers or nothing; all others are read as texts."""

    def __init__(self, file: str, wanted: str | None) -> None:
        with _connected(file) as connection:
            found = connection.execute(_TABLES)
            _, table = chosen_table(file, [("", str(name)) for (name,) in found], wanted)
            self._from = quoted(table)
            columns = connection.execute(f"PRAGMA table_info({self._from})").fetchall()
        names = [str(column[1]) for column in columns]
        refuse_repeated(file, names)
        super().__init__(
            f"{file}::{table}" if wanted else file, {name: _type(str(column[2])) for name, column in zip(names, columns, strict=True)}, [Path(file)],
        )
        self._file = file

    def batches(self, columns: Sequence[str], rows: int, part: int | None = None) -> Iterator[pa.RecordBatch]:
        """The columns in the order of the table."""
        types = [self.types[name] for name in columns]
        with _connected(self._file) as connection:
            cursor = connection.execute(f"SELECT {', '.join(quoted(name) for name in columns)} FROM {self._from}")
            while found := cursor.fetchmany(rows):
                held = zip(columns, types, zip(*found, strict=True), strict=True)
                yield pa.RecordBatch.from_arrays([self._array(name, type_, values) for name, type_, values in held], names=list(columns))

    def _array(self, name: str, type_: Any, values: Sequence[Any]) -> Any:
        # Most columns hold what they are declared to hold, and are then made without a look at each value.
        with suppress(pa.ArrowException, TypeError):
            return pa.array(values, type_)
        try:
            # A blank text in a column of numbers is what an import of CSV leaves where there was nothing.
            return pa.array([_text(one) if type_ == pa.string() else None if one == "" else one for one in values], type_)
        except (pa.ArrowException, TypeError, ValueError):
            raise RegisterError("register_kinds", file=self.path, column=name) from None


@contextmanager
def _connected(file: str) -> Iterator[sqlite3.Connection]:
    try:
        # Batches may be asked for in another thread than the one that opened the file, but never in two at a time.
        address = f"file:{quote(str(Path(file).absolute()))}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=_WAIT, check_same_thread=False)) as connection:
            yield connection
    except sqlite3.Error as error:
        # What SQLite says may repeat values.
        locked = getattr(error, "sqlite_errorcode", None) in _LOCKED
        raise RegisterError("register_locked" if locked else "register_database", file=file) from None


def _type(declared: str) -> Any:
    """By the rules of SQLite, where the declared type is a name that need not be known."""
    name = declared.upper()
    if "INT" in name:
        return pa.int64()
    if any(one in name for one in ("CHAR", "CLOB", "TEXT")):
        return pa.string()
    return pa.float64() if any(one in name for one in ("REAL", "FLOA", "DOUB")) else pa.string()


def _text(value: Any) -> str | None:
    if isinstance(value, bytes):
        raise TypeError
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return None if value is None else str(value)
