"""A table or view on a PostgreSQL server, copied out as it is read; DuckDB would have to fetch an extension for it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.csv

from integrationrules.register.problems import RegisterError

from .choosing import chosen_table, quoted, split_name
from .table import Table, regrouped

if TYPE_CHECKING:
    import psycopg

__all__ = ["PostgresTable", "is_server"]

_SCHEMES = ("postgresql", "postgres")
_SECONDS = 10
_BLOCK = 1 << 22
_READABLE = """
SELECT n.nspname, c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%'
AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1, 2
"""
_TYPES = {
    "bool": pa.bool_(), "int2": pa.int64(), "int4": pa.int64(), "int8": pa.int64(), "float4": pa.float64(), "float8": pa.float64(),
    "date": pa.date32(), "timestamp": pa.timestamp("us"),
}
"""How the types of the server are read; all others are texts."""
_DIGITS = 18


def is_server(name: str) -> bool:
    """Whether a name is the address of a server."""
    return name.partition("://")[0] in _SCHEMES


class PostgresTable(Table):
    """Read in one transaction that cannot write."""

    def __init__(self, name: str) -> None:
        self._address, wanted = split_name(name)
        self._shown = _shown(self._address)
        with self._connected() as connection:
            tables = [("" if schema == "public" else str(schema), str(table)) for schema, table in connection.execute(_READABLE)]
            schema, table = chosen_table(self._shown, tables, wanted)
            self._from = quoted(schema or "public", table)
            columns = connection.execute(f"SELECT * FROM {self._from} LIMIT 0").description or ()
            types = {one.name: _type(one) for one in columns}
        super().__init__(f"{self._shown}::{f'{schema}.' if schema else ''}{table}", types, ())

    def batches(self, columns: Sequence[str], rows: int, part: int | None = None) -> Iterator[pa.RecordBatch]:
        """The columns in the order the server gives them, which is not settled."""
        yield from regrouped(self._blocks(columns), rows)

    def _blocks(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        read = pa.csv.ReadOptions(use_threads=False, column_names=list(columns), block_size=_BLOCK)
        parse = pa.csv.ParseOptions(newlines_in_values=True)
        convert = pa.csv.ConvertOptions(
            column_types={name: self.types[name] for name in columns}, strings_can_be_null=True, quoted_strings_can_be_null=False, null_values=[""],
            true_values=["t"], false_values=["f"],
        )
        listed = ", ".join(quoted(name) for name in columns)
        with self._connected() as connection, connection.cursor() as cursor:
            if cursor.execute(f"SELECT FROM {self._from} LIMIT 1").fetchone() is None:
                return
            with cursor.copy(f"COPY (SELECT {listed} FROM {self._from}) TO STDOUT (FORMAT csv)") as copy, io.BufferedReader(_Copied(copy), _BLOCK) as stream:
                yield from pa.csv.open_csv(stream, read, parse, convert)

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection[Any]]:
        try:
            import psycopg
        except ImportError:
            raise RegisterError("register_extra", file=self._shown, extra="postgresql") from None
        try:
            with psycopg.connect(self._address, connect_timeout=_SECONDS, client_encoding="utf8") as connection:
                connection.read_only = True
                connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
                connection.execute("SET LOCAL datestyle TO ISO")
                yield connection
        # What the server says may repeat values, what the client says the address.
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedTable):
            raise RegisterError("register_right", file=self._shown) from None
        except psycopg.OperationalError as error:
            raise RegisterError("register_password" if _is_refused(error) else "register_server", file=self._shown) from None
        except (psycopg.Error, pa.ArrowException):
            raise RegisterError("register_server", file=self._shown) from None


class _Copied(io.RawIOBase):
    """What the server copies out, as a stream of bytes."""

    def __init__(self, copy: psycopg.Copy) -> None:
        super().__init__()
        self._blocks = iter(copy)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = memoryview(next(self._blocks, b""))
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


def _is_refused(error: Exception) -> bool:
    """A server refuses before it can say why by number, so its words are all there is."""
    said = str(error).lower()
    return "password" in said or "authentication" in said


def _shown(address: str) -> str:
    """Where the server is; neither who asks nor the password."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
        return f"postgresql://{parts.hostname or ''}{port}/{parts.path.strip('/')}"
    except ValueError:
        return "postgresql://"


def _type(column: psycopg.Column) -> Any:
    if column.type_display.startswith("numeric"):
        return pa.int64() if column.scale == 0 and (column.precision or _DIGITS + 1) <= _DIGITS else pa.float64()
    from psycopg.postgres import types

    found = types.get(column.type_code)
    return _TYPES.get(found.name if found else "", pa.string())
