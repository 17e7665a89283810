"""The same table as every kind of file that is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet

from .data import parquet, text, written
from .sas import in_sas


def in_folder(table: Any, folder: Path) -> str:
    (folder / "deep").mkdir(parents=True)
    half = table.num_rows // 2
    parquet(table.slice(0, half), folder / "a.parquet")
    parquet(table.slice(half).select(table.column_names[::-1]), folder / "deep" / "b.parquet")
    return str(folder)


def in_csv_folder(table: Any, folder: Path) -> str:
    folder.mkdir()
    half = table.num_rows // 2
    written(text(table.slice(0, half)), folder / "a.csv")
    written(text(table.slice(half), ","), folder / "b.csv")
    return str(folder)


def in_duckdb(table: Any, path: Path, name: str = "main.extract") -> str:
    with duckdb.connect(str(path)) as connection:
        if "." in name and not name.startswith("main."):
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name.partition('.')[0]}")
        connection.register("given", table)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
    return str(path)


def in_sqlite(table: Any, path: Path, name: str = "extract") -> str:
    listed = ", ".join(f'"{column}" {_declared(table.schema.field(column).type)}' for column in table.column_names)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"CREATE TABLE {name} ({listed})")
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * table.num_columns)})", rows)
    return str(path)


def in_stata(table: Any, path: Path) -> str:
    import polars  # an empty text is a missing one to pandas
    import pyreadstat

    pyreadstat.write_dta(polars.DataFrame(table.to_pydict()), str(path), version=14)
    return str(path)


def in_sas_transport(table: Any, path: Path) -> str:
    import polars
    import pyreadstat

    pyreadstat.write_xport(polars.DataFrame(table.to_pydict()), str(path), file_format_version=8)
    return str(path)


def _declared(type_: Any) -> str:
    return "INTEGER" if pa.types.is_integer(type_) else "DOUBLE" if pa.types.is_floating(type_) else "VARCHAR(40)"


KINDS: Mapping[str, Callable[[Any, Path], str]] = {
    "parquet": lambda table, path: parquet(table, path / "t.parquet"),
    "csv": lambda table, path: written(text(table), path / "t.csv"),
    "csv with tabs in Latin-1": lambda table, path: written(text(table, "\t"), path / "t.txt", "latin-1"),
    "folder": lambda table, path: in_folder(table, path / "pieces"),
    "folder of csv": lambda table, path: in_csv_folder(table, path / "texts"),
    "duckdb": lambda table, path: in_duckdb(table, path / "t.duckdb"),
    "duckdb by name": lambda table, path: in_duckdb(table, path / "n.db", "dream.extract") + "::dream.extract",
    "sqlite": lambda table, path: in_sqlite(table, path / "t.sqlite"),
    "sqlite by name": lambda table, path: in_sqlite(table, path / "n.sqlite", "weeks") + "::WEEKS",
    "stata": lambda table, path: in_stata(table, path / "t.dta"),
    "sas": lambda table, path: in_sas(table.to_pydict(), path / "t.sas7bdat"),
    "sas transport": lambda table, path: in_sas_transport(table, path / "t.xpt"),
}
