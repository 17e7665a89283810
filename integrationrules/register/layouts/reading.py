"""Rows that say whose they are, with their numbers; those that cannot be used are counted instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from integrationrules.register.ids import Ids, ids_of
from integrationrules.register.noticed import Reason, Rejected
from integrationrules.register.sources import Table

__all__ = ["named_rows"]

_HEADER = 2
"""The first line is the header, and rows count from one."""


def named_rows(
    table: Table, id_: str, columns: Sequence[str], batch: int, rejected: Rejected, part: int | None = None,
) -> Iterator[tuple[pa.RecordBatch, Ids, NDArray[np.int64]]]:
    """The rows, `batch` at a time, whose they are, and their numbers as an editor shows them."""
    broken: list[int] = []
    before = 0
    table.left_out = broken
    try:
        for rows in table.batches([id_, *columns], batch, part):
            ids = ids_of(rows.column(id_))
            numbers = _numbered(before + np.arange(len(ids)), broken)
            before += len(ids)
            named = ids != b""
            if not named.all():
                rejected.add(Reason("no_id"), numbers[~named])
                rows, ids, numbers = rows.filter(pa.array(named)), ids[named], numbers[named]
            yield rows, ids, numbers
    finally:
        table.left_out = None
    rejected.add(Reason("columns"), broken)


def _numbered(places: NDArray[np.int64], others: Sequence[int]) -> NDArray[np.int64]:
    """The rows of a file at some places among those that could be read."""
    before = np.array(others, dtype=np.int64) - np.arange(len(others))
    return places + _HEADER + np.searchsorted(before, places + _HEADER, side="right")
