"""Sets of days, one a citizen, asked how many days, weeks or months of a span they touch: worked out once, asked on any number of days."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from integrationrules.dates import FIRST_DAY, LAST_DAY, DayArray, months_of
from integrationrules.verdict import INFINITE, BoolArray, IntArray

from .intervals import Intervals
from .runs import citizens_and_days, keys, union

__all__ = ["Days", "unit", "units"]


class Days:
    """The days that any of some intervals covers."""

    def __init__(self, parts: Sequence[Intervals]) -> None:
        self._starts, self._ends = union(parts)
        citizen, start = citizens_and_days(self._starts)
        self.parts = Intervals(citizen, start, citizens_and_days(self._ends)[1])
        self._touched: dict[str, IntArray] = {}

    def touched(self, by: str, citizen: IntArray, since: DayArray, until: DayArray) -> IntArray:
        """How many days, weeks or months hold a day of the set that is in [since, until): a row a question, a column each citizen given."""
        if not len(self._starts):
            return np.zeros((1, 1), dtype=np.int64)
        if len(citizen) == since.size == until.size == 1:
            return np.array([[self._of_one(by, int(citizen[0]), since.item(), until.item())]], dtype=np.int64)
        some = np.flatnonzero(self._has[np.minimum(citizen, len(self._has) - 1)])
        if 2 * len(some) > len(citizen):
            return self._of(by, citizen, since, until)
        # Most citizens have none of the days.
        cut = [days[:, some] if days.shape[1] > 1 else days for days in (since, until)]
        found = np.zeros((max(len(since), len(until)), len(citizen)), dtype=np.int64)
        found[:, some] = self._of(by, citizen[some], *cut)
        return found

    def _of_one(self, by: str, citizen: int, since: int, until: int) -> int:
        """For one citizen asked one question a loop takes less than arrays do."""
        found, last = 0, -INFINITE
        for start, end in self._spans.get(citizen, ()):
            if start < until and since < end:
                low, high = unit(max(start, since), by), unit(min(end, until) - 1, by)
                found += max(high - max(low, last + 1) + 1, 0)
                last = high
        return found

    @cached_property
    def _spans(self) -> dict[int, list[tuple[int, int]]]:
        """First days and days after the last, in order, by citizen."""
        found: dict[int, list[tuple[int, int]]] = {}
        for citizen, start, end in zip(self.parts.citizen.tolist(), self.parts.start.tolist(), self.parts.end.tolist(), strict=True):
            found.setdefault(citizen, []).append((start, end))
        return found

    @cached_property
    def _has(self) -> BoolArray:
        """Whether a citizen has any of the days; the last stands for all after them."""
        found = np.zeros(int(self.parts.citizen[-1]) + 2, dtype=np.bool_)
        found[self.parts.citizen] = True
        return found

    def _of(self, by: str, citizen: IntArray, since: DayArray, until: DayArray) -> IntArray:
        start, end = self.parts.start, self.parts.end
        first = np.searchsorted(self._ends, keys(citizen, _held(since)), side="right")
        last = np.searchsorted(self._starts, keys(citizen, _held(until)), side="left") - 1
        some = (first <= last) & (since < until)
        first, last = np.minimum(first, len(start) - 1), np.maximum(last, 0)
        # All units of the intervals between, less those before `since` in the first and those from `until` on in the last.
        all_of_them = self._up_to(by)[last + 1] - self._up_to(by)[first + 1] + units(end[first] - 1, by) + 1
        before = units(np.maximum(start[first], since), by)
        after = units(end[last] - 1, by) - units(np.minimum(end[last], until) - 1, by)
        return np.where(some, all_of_them - before - after, 0)

    def _up_to(self, by: str) -> IntArray:
        """How many units the intervals before each touch; one that two share is counted with the first."""
        found = self._touched.get(by)
        if found is None:
            low, high = units(self.parts.start, by), units(self.parts.end - 1, by)
            low[1:] += (low[1:] == high[:-1]) & (self.parts.citizen[1:] == self.parts.citizen[:-1])
            found = self._touched[by] = np.append(0, np.cumsum(high - low + 1))
        return found


def units(days: DayArray, by: str) -> IntArray:
    """The number of each day's week or month, or the day itself."""
    if by == "day":
        return days.copy()
    return np.asarray((days + 3) // 7, dtype=np.int64) if by == "week" else months_of(days)


def unit(day: int, by: str) -> int:
    """`units` for one day."""
    if by == "day":
        return day
    if by == "week":
        return (day + 3) // 7
    month: int = months_of(np.array([day])).item()
    return month


def _held(days: DayArray) -> DayArray:
    return np.minimum(np.maximum(days, FIRST_DAY), LAST_DAY)
