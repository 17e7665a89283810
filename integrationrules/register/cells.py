"""Cells of a table from what was added up by period and group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from .averages import AverageCell, Averages
from .counts import OUTCOMES, Counts
from .groups import Group
from .measured import Cell
from .periods import Period

__all__ = ["average_cells", "share_cells"]


def share_cells(periods: Sequence[Period], groups: Sequence[Group], tally: NDArray[np.int64]) -> Iterator[Cell]:
    """The counts by period and group."""
    for period, row in zip(periods, tally, strict=True):
        for group, outcomes in zip(groups, row, strict=True):
            yield Cell(period, group, Counts.of(outcomes), tuple(int(one) for one in outcomes[OUTCOMES:]))


def average_cells(periods: Sequence[Period], groups: Sequence[Group], tally: NDArray[np.int64]) -> Iterator[AverageCell]:
    """The sums by period and group."""
    for period, row in zip(periods, tally, strict=True):
        for group, numbers in zip(groups, row, strict=True):
            yield AverageCell(period, group, Averages.of(numbers))
