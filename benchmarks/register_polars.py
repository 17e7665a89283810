"""What an analyst would write with Polars: two horizontal sums a quarter, three-valued. One row a citizen, one column a week."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from .population import CODES, NOT_OBSERVED, starts

__all__ = ["from_codes"]

_NEEDED = 5
_FREE = [CODES.index(""), CODES.index("652")]
_OPEN = [CODES.index("997"), NOT_OBSERVED]


def from_codes(codes: NDArray[np.uint8], threads: int = 1) -> Callable[[], NDArray[np.uint8]]:
    """From register codes that Polars already holds in memory."""
    os.environ["POLARS_MAX_THREADS"] = str(threads)        # read once, when Polars is imported
    import polars as pl

    def at_least(weeks: Iterable[int], places: list[int]) -> pl.Expr:
        # A sum of bytes could run over without a word: 14 weeks cannot.
        return pl.sum_horizontal([pl.col(f"w{week}").is_in(places).cast(pl.UInt8) for week in weeks]) >= _NEEDED

    frame = pl.DataFrame({f"w{week}": row for week, row in enumerate(codes)})
    asked = []
    for place, (first, count) in enumerate(starts()):
        weeks = range(first, first + count)
        answer = pl.when(at_least(weeks, _FREE)).then(1).when(at_least(weeks, _FREE + _OPEN)).then(2).otherwise(0)
        asked.append(answer.cast(pl.UInt8).alias(f"q{place}"))
    return lambda: np.stack([column.to_numpy() for column in frame.lazy().select(asked).collect().get_columns()])
