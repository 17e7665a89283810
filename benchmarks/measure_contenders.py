"""Objective 1 of twelve quarters from the files of a register; and what it takes to read the columns that are needed, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

import integrationrules as ir
from examples.registers.twins.run_sql import counts

__all__ = ["BY", "COUNTS", "EXTRACT", "PEOPLE", "QUARTERS", "by_engine", "by_twin", "needed", "reading"]

EXTRACT, PEOPLE = "extract.parquet", "people.parquet"
BY = ("municipality", "sex")
QUARTERS = [ir.Quarter(year, number) for year in (2016, 2017, 2018) for number in (1, 2, 3, 4)]
"""156 weeks; the 18 weeks before them are needed too, because integration benefit may have begun in them."""
COUNTS = 3
"""The first column of an answer that holds a count."""
_ROWS = 50_000
_SEXES = {"mand": "male", "kvinde": "female"}


def by_engine(folder: Path) -> Callable[[], Any]:
    """The shipped rules, from the files to the counts: one row a quarter and group."""
    def run() -> Any:
        found = ir.measure(
            ir.load_rulebook(), str(folder / EXTRACT), "objective_1", QUARTERS, str(folder / PEOPLE), by=BY, absent="blank",
        )
        return _as_array((str(cell.period), *cell.group, *_numbers(cell.counts)) for cell in found.cells)

    return run


def by_twin(folder: Path, threads: int) -> Callable[[], Any]:
    """The program in SQL that shares nothing with the package."""
    asked = {str(quarter) for quarter in QUARTERS}

    def run() -> Any:
        _, rows = counts(folder, "objective_1", threads)
        return _as_array((quarter, municipality, _SEXES[sex], *numbers) for quarter, municipality, sex, *numbers in rows if quarter in asked)

    return run


def needed(folder: Path) -> dict[str, list[str]]:
    """The columns that the measure reads of each file, the id first."""
    weeks = [name for name in pq.read_schema(folder / EXTRACT).names if name.startswith("y_")]
    return {EXTRACT: ["lobenr", *weeks], PEOPLE: ["id", "born", "sex", "origin", "municipality"]}


def reading(folder: Path, dictionaries: bool) -> Callable[[], Any]:
    """Reads the columns that the measure reads, with one thread, batch by batch."""
    files = needed(folder)

    def run() -> Any:
        rows = 0
        for name, columns in files.items():
            with pq.ParquetFile(folder / name, read_dictionary=columns[1:] if dictionaries else None) as file:
                for batch in file.iter_batches(_ROWS, columns=columns, use_threads=False):
                    rows += batch.num_rows
        return np.array([rows])

    return run


def _as_array(rows: Iterable[tuple[Any, ...]]) -> Any:
    """Quarter and group in order, then the counts; groups as the texts they are."""
    return np.array(sorted(tuple(str(value) for value in row) for row in rows))


def _numbers(found: Any) -> tuple[int, ...]:
    return found.met, found.not_met, found.unknown, found.possible, found.may_fail, found.may_succeed
