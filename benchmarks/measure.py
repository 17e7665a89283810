"""A whole register on disk: objective 1 by municipality, sex and quarter, end to end, against reading the same columns."""

from __future__ import annotations

import tempfile
from itertools import product
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from examples.registers.simulate import write
from examples.registers.simulation.country import COUNTRY

from .contenders import Different, Measured, compete, table
from .measure_contenders import COUNTS, EXTRACT, needed

__all__ = ["TIMES", "measure", "shown"]

TITLES = {
    "read": "pyarrow reads them, dictionaries, 1 thread",
    "read_texts": "pyarrow reads them, texts, 1 thread",
    "measure": "integrationrules.measure",
    "twin": "DuckDB, the twin in SQL, 2 threads, once",
}
READERS = ("read", "read_texts")
TIMES = 10
"""How many times the citizens the large register has."""


def measure(citizens: int, rounds: int, large: bool = False, kept: Path | None = None) -> list[list[Measured]]:
    """All contenders over one invented register, which is made anew unless a folder is given that has one of as many.

    With `large` also all but the twin over a register of `TIMES` times the citizens, whose counts must be so many times as many.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder = (kept or Path(temporary)) / str(citizens)
        if not (folder / EXTRACT).exists():
            write(folder, citizens, 1, COUNTRY, "parquet")
        found = compete(tuple(TITLES), folder, rounds, {}, READERS, ("twin",))
        return [found, _large(folder, Path(temporary) / "large", rounds)] if large else [found]


def shown(measured: list[Measured]) -> str:
    """The table."""
    return table(measured, TITLES, dict.fromkeys(TITLES, READERS[0]), "x read")


def _large(folder: Path, large: Path, rounds: int) -> list[Measured]:
    large.mkdir()
    for name, columns in needed(folder).items():
        _repeat(folder / name, large / name, columns)
    found = compete([name for name in TITLES if name != "twin"], large, rounds, {}, READERS)
    few, many = (np.load(place / "measure.npy") for place in (folder, large))
    if not np.array_equal(few[:, COUNTS:].astype(np.int64) * TIMES, many[:, COUNTS:].astype(np.int64)):
        raise Different(f"{TIMES} times the citizens do not give {TIMES} times the counts")
    return found


def _repeat(source: Path, target: Path, columns: list[str]) -> None:
    """The same people several times over, under other ids; only the columns that are read."""
    with pq.ParquetFile(source, read_dictionary=columns[1:]) as file:
        schema = file.read_row_group(0, columns=columns).schema
        # Without the schema of Arrow they are texts again to who reads them.
        with pq.ParquetWriter(target, schema, store_schema=False) as writer:
            for turn, group in product(range(TIMES), range(file.num_row_groups)):
                rows = file.read_row_group(group, columns=columns, use_threads=False)
                ids = pa.array([f"{one}-{turn}" for one in rows.column(0).to_pylist()])
                writer.write_table(rows.set_column(0, columns[0], ids))
