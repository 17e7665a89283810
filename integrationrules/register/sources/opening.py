"""Which kind of table a name names; most kinds are known by their first bytes, whatever the file is called."""

from __future__ import annotations

import codecs
from pathlib import Path

from integrationrules.register.problems import RegisterError

from .choosing import split_name
from .csvfile import CsvTable
from .folder import FolderTable
from .parquetfile import ParquetTable
from .table import Table

__all__ = ["files_of", "open_table"]

_PARQUET = b"PAR1"
_SQLITE = b"SQLite format 3\0"
_DUCKDB = b"DUCK"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")
"""Archives and workbooks."""


def open_table(name: str) -> Table:
    """The table of a name. Raises `RegisterError`.

    It may be a file; a folder of files that are alike; `FILE::TABLE` of a database, without a table where it has only one;
    or `postgresql://USER@HOST/DATABASE::SCHEMA.TABLE`.
    """
    from .server import PostgresTable, is_server

    if is_server(name):
        return PostgresTable(name)
    path = Path(name)
    if path.is_dir():
        return FolderTable(name, _plain)
    return _plain(name) if path.exists() else _file(*split_name(name))


def files_of(name: str) -> tuple[Path, ...]:
    """The files a name stands for, whether they can be read or not; none of a server."""
    from .server import is_server

    if is_server(name):
        return ()
    path = Path(name)
    if path.is_dir():
        return tuple(sorted(path.rglob("*")))
    return (path if path.exists() else Path(split_name(name)[0]),)


def _plain(path: str) -> Table:
    return _file(path, None)


def _file(path: str, table: str | None) -> Table:
    begins = _begins(path)
    if begins == _SQLITE:
        from .sqlitefile import SqliteTable

        return SqliteTable(path, table)
    if begins[8:12] == _DUCKDB:
        from .duckdbfile import DuckdbTable

        return DuckdbTable(path, table)
    if table is not None:
        raise RegisterError("register_no_database", file=path, found=table)
    ending = Path(path).suffix.lower()
    if begins[:4] == _PARQUET or ending in (".parquet", ".pq"):
        return ParquetTable(path)
    if begins[:4].startswith(_PACKED):
        raise RegisterError("register_packed", file=path)
    from .statfile import STAT_ENDINGS, StatTable

    return StatTable(path) if ending in STAT_ENDINGS else CsvTable(path)


def _begins(path: str) -> bytes:
    """The first bytes, which tell most kinds of files apart."""
    try:
        with open(path, "rb") as stream:
            begins = stream.read(16)
    except OSError:
        raise RegisterError("register_file", file=path) from None
    if not begins:
        raise RegisterError("register_empty", file=path)
    if begins[:2] in _UTF16:
        raise RegisterError("register_utf16", file=path)
    return begins
