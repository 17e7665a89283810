"""Runs a twin: `python examples/registers/twins/run_sql.py FOLDER objective_1` prints its counts as CSV.

FOLDER holds extract and people, both .parquet or both .csv, as `simulate.py` writes them. Needs nothing but duckdb.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import duckdb

__all__ = ["counts"]

_HERE = Path(__file__).parent


def counts(folder: Path, measure: str, threads: int = 1) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The names of the columns, and the rows, of `self_support` or `objective_1`."""
    with duckdb.connect(":memory:", config={"threads": threads}) as connection:
        for name in ("extract", "people"):
            connection.execute(f"create temp view {name}_file as from {_read(folder, name)}")
        connection.execute("create temp view extract as from extract_file")
        connection.execute("create temp view people as select * replace (cast(nullif(born, '') as date) as born) from people_file")
        connection.execute(f"create temp view code as select coalesce(code, '') as code, kind from {_csv(_HERE / 'codes.csv')}")
        connection.execute((_HERE / "weeks.sql").read_text(encoding="utf-8"))
        found = connection.execute((_HERE / f"{measure}.sql").read_text(encoding="utf-8"))
        return [column[0] for column in found.description], found.fetchall()


def _read(folder: Path, name: str) -> str:
    parquet = folder / f"{name}.parquet"
    return f"read_parquet('{parquet}')" if parquet.exists() else _csv(folder / f"{name}.csv")


def _csv(path: Path) -> str:
    return f"read_csv('{path}', delim = ';', header = true, all_varchar = true)"


if __name__ == "__main__":
    header, rows = counts(Path(sys.argv[1]), sys.argv[2])
    for row in (header, *rows):
        print(*row, sep=";")
