"""What is asked: one row a question, with its date, its quarter and the options of the assumptions it is asked under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from integrationrules.dates import DayArray
from integrationrules.verdict import IntArray

from .weeks import Period

__all__ = ["Questions"]


@dataclass(frozen=True)
class Questions:
    """Rows of a run. `on` has one column, or one a citizen, and one row where it does not vary; `period` is None for questions about a day."""

    on: DayArray
    period: Period | None
    options: Mapping[str, IntArray]
    """Position of the chosen option, by assumption id, one column."""
    size: int
    """How many questions."""
    seen: DayArray | None = None
    """In a projection, the last day that was really seen; else the same as `on`."""
    cut: bool = False
    """Whether weeks are judged by their days up to `on`: what comes after does not count, rather than being unknown."""

    known: dict[int, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """Values of terms that hang on the question alone, by term: kept for every batch that is asked it."""

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "known": {}}       # elsewhere the terms are other objects

    @property
    def last_monday(self) -> DayArray:
        """Monday of the period's last week."""
        assert self.period is not None
        return self.period.first_monday + 7 * (self.period.weeks - 1)

    @property
    def law_date(self) -> DayArray:
        """The day whose law applies: the Monday of the period's last week, or `on`."""
        return self.on if self.period is None else self.last_monday

    @cached_property
    def distinct(self) -> tuple[Period, DayArray, IntArray | None]:
        """The different periods among the rows, their `on`, and for each row which of them it is (None: all differ)."""
        assert self.period is not None
        if self.on.shape[1] > 1:
            return self.period, self.on, None
        on = np.broadcast_to(self.on, self.period.weeks.shape)
        keys = np.concatenate([self.period.first_monday, self.period.weeks, on], axis=1)
        found, inverse = np.unique(keys, axis=0, return_inverse=True)
        if len(found) == len(keys):
            return self.period, self.on, None
        return Period(found[:, :1], found[:, 1:2]), found[:, 2:], inverse.reshape(-1)
