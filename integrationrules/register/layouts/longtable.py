"""Long tables, with any number of rows a citizen: sorted on disk, and handed out with all rows of a citizen together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import rmtree
from typing import Any
from weakref import finalize

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet
from numpy.typing import NDArray

from .spilling import room_for, temporary_folder

__all__ = ["MEMORY", "LongTable", "grouped", "loaded"]

MEMORY = "512MB"
"""What sorting and joining may hold before it writes to disk."""
_READ = 1 << 17


class LongTable:
    """Rows of which the first column, `id`, names the citizen. They lie in a folder for temporary files until nobody holds this any more."""

    def __init__(self, path: str, batches: Iterable[pa.RecordBatch], each_once: bool = False) -> None:
        """Sorts the rows by all columns from the first on; `each_once` keeps one of those that are equal. `path` is how messages name them."""
        folder = temporary_folder()
        # Another process may convert what was read here, but not read it: its copy does not have the folder to look after.
        finalize(self, rmtree, folder, ignore_errors=True)
        self._sorted = folder / "sorted.parquet"
        config: dict[str, Any] = {"memory_limit": MEMORY, "temp_directory": str(folder / "spilled")}
        with room_for(path), duckdb.connect(folder / "rows.duckdb", config=config) as database:
            self.is_empty = not loaded(database, "arrived", batches)
            if not self.is_empty:
                once = "DISTINCT" if each_once else ""
                database.execute(f"COPY (SELECT {once} * FROM arrived ORDER BY ALL) TO '{_quoted(self._sorted)}' (FORMAT parquet)")
        (folder / "rows.duckdb").unlink()

    def citizens(self, count: int) -> Iterator[pa.RecordBatch]:
        """One row a citizen, `count` of them at a time: `id`, and `rows` with the other columns of all its rows in order."""
        if not self.is_empty:
            with pa.parquet.ParquetFile(self._sorted) as file:
                yield from grouped(file.iter_batches(_READ), count)


def grouped(batches: Iterable[pa.RecordBatch], count: int) -> Iterator[pa.RecordBatch]:
    """Rows sorted by their first column as one row for each of its values: never cut in two, whatever the batches were."""
    held: list[pa.RecordBatch] = []
    begun, last = 0, None
    for batch in batches:
        if not batch.num_rows:
            continue
        begins = _begins(batch.column(0), last)
        last = batch.column(0)[-1]
        taken = 0
        while begun + len(begins) > count:
            end = int(begins[count - begun])
            yield _together(pa.concat_batches([*held, batch.slice(taken, end - taken)]))
            begins, held, taken, begun = begins[count - begun:], [], end, 0
        begun += len(begins)
        held.append(batch.slice(taken))
    if held:
        yield _together(pa.concat_batches(held))


def loaded(database: duckdb.DuckDBPyConnection, name: str, batches: Iterable[pa.RecordBatch]) -> int:
    """Puts rows into a new table, and says in how many batches they came."""
    count = 0
    for batch in batches:
        database.register("arriving", batch)
        database.execute(f"INSERT INTO {name} SELECT * FROM arriving" if count else f"CREATE TABLE {name} AS SELECT * FROM arriving")
        database.unregister("arriving")
        count += 1
    return count


def _begins(ids: Any, last: Any) -> NDArray[np.int64]:
    """The rows at which another citizen begins; `last` is the id of the row before the first."""
    differs = np.ones(len(ids), dtype=np.bool_)
    differs[0] = last is None or ids[0] != last
    differs[1:] = np.asarray(pc.not_equal(ids[1:], ids[:-1]))
    return np.flatnonzero(differs)


def _together(rows: pa.RecordBatch) -> pa.RecordBatch:
    begins = _begins(rows.column(0), None)
    structs = pa.StructArray.from_arrays(rows.columns[1:], rows.schema.names[1:])
    lists = pa.ListArray.from_arrays(pa.array([*begins, rows.num_rows], pa.int32()), structs)
    return pa.RecordBatch.from_arrays([rows.column(0).take(pa.array(begins)), lists], ["id", "rows"])


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
