"""What an analyst would write in DuckDB's SQL: two sums of whole columns a quarter, three-valued. One row a citizen, one column a week."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from .population import CODES, NOT_OBSERVED, starts

__all__ = ["from_codes"]

_NEEDED = 5
_FREE = (CODES.index(""), CODES.index("652"))
_OPEN = (CODES.index("997"), NOT_OBSERVED)


def from_codes(codes: NDArray[np.uint8], threads: int = 1) -> Callable[[], NDArray[np.uint8]]:
    """From register codes that DuckDB already holds in memory."""
    connection = duckdb.connect(":memory:", config={"threads": threads})
    connection.register("raw", pa.table({f"w{week}": row for week, row in enumerate(codes)}))
    connection.execute("create table register as from raw")
    connection.unregister("raw")
    quarters = ", ".join(f"{_quarter(range(first, first + weeks))} as q{place}" for place, (first, weeks) in enumerate(starts()))
    query = f"select {quarters} from register"
    return lambda: np.stack(list(connection.execute(query).fetchnumpy().values()))


def _quarter(weeks: Iterable[int]) -> str:
    sure = _sum(weeks, _FREE)
    return f"cast(case when {sure} >= {_NEEDED} then 1 when {_sum(weeks, _FREE + _OPEN)} >= {_NEEDED} then 2 else 0 end as utinyint)"


def _sum(weeks: Iterable[int], places: tuple[int, ...]) -> str:
    return "(" + " + ".join(f"cast(w{week} in {places} as utinyint)" for week in weeks) + ")"
