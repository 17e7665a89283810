"""Several tables with a row a person, such as one a year, as one table: joined by person, on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any
from weakref import finalize

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet

from integrationrules.register.columns import texts_of
from integrationrules.register.noticed import Rejected
from integrationrules.register.problems import RegisterError
from integrationrules.register.sources import Table

from .longtable import MEMORY, loaded
from .reading import named_rows
from .spilling import room_for, temporary_folder

__all__ = ["Joining", "joined"]

_ROWS = 1 << 14


@dataclass(frozen=True, slots=True)
class Joining:
    """A table to be joined: its column of ids, and its columns by the name they get."""

    table: Table
    id: str
    columns: Mapping[str, str]


class _Joined(Table):
    """A row for everyone who is in one of the tables."""

    def __init__(self, path: str, read: Path, files: Sequence[Path]) -> None:
        schema = pa.parquet.read_schema(read)
        super().__init__(path, dict(zip(schema.names, schema.types, strict=True)), files)
        self._read = read
        finalize(self, rmtree, read.parent, ignore_errors=True)

    def batches(self, columns: Sequence[str], rows: int, part: int | None = None) -> Iterator[pa.RecordBatch]:
        with pa.parquet.ParquetFile(self._read) as file:
            yield from file.iter_batches(rows, columns=list(columns))


def joined(tables: Sequence[Joining], rejected: Rejected) -> Table:
    """`id`, the columns of all tables, and `in_0`, `in_1` and so on: whether the person has a row in the table of that place.

    A column of several tables is taken from the last that has a value. Raises `RegisterError` where a table has a person twice.
    """
    folder = temporary_folder()
    try:
        config: dict[str, Any] = {"memory_limit": MEMORY, "temp_directory": str(folder / "spilled")}
        with room_for(tables[0].table.path), duckdb.connect(folder / "rows.duckdb", config=config) as database:
            mixed = _mixed(tables)
            for place, one in enumerate(tables):
                loaded(database, f"t{place}", _rows(one, mixed, rejected))
                _refuse_repeated(database, place, one.table.path)
            names = dict.fromkeys(name for one in tables for name in one.columns)
            columns = [f'coalesce({", ".join(_places(tables, name))}) AS "{name}"' for name in names]
            flags = [f"coalesce(t{place}.is_in, false) AS in_{place}" for place in range(len(tables))]
            others = "".join(f" FULL JOIN t{place} USING (id)" for place in range(1, len(tables)))
            target = str(folder / "joined.parquet").replace("'", "''")
            database.execute(f"COPY (SELECT id, {', '.join([*columns, *flags])} FROM t0{others}) TO '{target}' (FORMAT parquet)")
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise
    (folder / "rows.duckdb").unlink()
    return _Joined(tables[0].table.path, folder / "joined.parquet", [file for one in tables for file in one.table.files])


def _places(tables: Sequence[Joining], name: str) -> Iterator[str]:
    for place in reversed(range(len(tables))):
        if name in tables[place].columns:
            yield f't{place}."{name}"'


def _mixed(tables: Sequence[Joining]) -> frozenset[str]:
    """Columns that are of one kind in one table and of another in the next."""
    kinds: dict[str, set[str]] = {}
    for one in tables:
        for name, column in one.columns.items():
            kinds.setdefault(name, set()).add(str(one.table.types[column]))
    return frozenset(name for name, found in kinds.items() if len(found) > 1)


def _rows(one: Joining, mixed: frozenset[str], rejected: Rejected) -> Iterator[pa.RecordBatch]:
    is_empty = True
    for batch, ids, numbers in named_rows(one.table, one.id, list(one.columns.values()), _ROWS, rejected):
        columns: dict[str, Any] = {"id": pa.array(ids.astype(object), pa.binary()).cast(pa.string())}
        columns |= {name: texts_of(batch.column(column)) if name in mixed else batch.column(column) for name, column in one.columns.items()}
        columns |= {"is_in": pa.array(np.ones(len(ids), dtype=np.bool_)), "row": pa.array(numbers)}
        yield pa.RecordBatch.from_arrays(list(columns.values()), list(columns))
        is_empty = False
    if is_empty:
        raise RegisterError("register_empty", file=one.table.path)


def _refuse_repeated(database: duckdb.DuckDBPyConnection, place: int, path: str) -> None:
    [(count,)] = database.execute(f"SELECT count(*) - count(DISTINCT id) FROM t{place}").fetchall()
    if count:
        numbered = f"SELECT row, row_number() OVER (PARTITION BY id ORDER BY row) AS number FROM t{place}"
        [(row,)] = database.execute(f"SELECT min(row) FROM ({numbered}) WHERE number > 1").fetchall()
        raise RegisterError("register_repeated", file=path, count=count, row=row)
