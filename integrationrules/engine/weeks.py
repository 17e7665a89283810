"""Week sets: in which weeks of a period a statement holds, and for which weeks we know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from integrationrules.dates import DayArray
from integrationrules.verdict import Bounds, IntArray, Truths

from .intervals import Intervals, per_citizen

__all__ = ["MOST_WEEKS", "Mask", "Period", "WeekSet", "inside", "touched"]

MOST_WEEKS = 16
"""Bits in a mask; quarters have 12 to 14 weeks."""

Mask = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class WeekSet:
    """One bit a week, first week lowest; rows are questions, columns citizens.

    `certain` marks the weeks that surely belong, `possible` those that are not known to be outside. Where the
    two are the same array, every week is known.
    """

    certain: Mask
    possible: Mask

    @property
    def holds(self) -> Mask:
        """The weeks known to belong."""
        return self.certain

    @property
    def known(self) -> Mask:
        """The weeks known to belong or not to belong; bits beyond the period are set."""
        return ~(self.certain ^ self.possible)

    @property
    def is_known(self) -> bool:
        """Whether every week of every row is known by construction."""
        return self.certain is self.possible

    def __invert__(self) -> WeekSet:
        if self.is_known:
            outside = ~self.certain
            return WeekSet(outside, outside)
        return WeekSet(~self.possible, ~self.certain)

    def __and__(self, other: WeekSet) -> WeekSet:
        certain = self.certain & other.certain
        return WeekSet(certain, certain if self.is_known and other.is_known else self.possible & other.possible)

    def __or__(self, other: WeekSet) -> WeekSet:
        certain = self.certain | other.certain
        return WeekSet(certain, certain if self.is_known and other.is_known else self.possible | other.possible)

    def either(self, other: WeekSet, condition: Truths) -> WeekSet:
        """`self` where the condition is met, `other` where not; where it is unknown, what both agree on."""
        if condition.sure.all():
            return self
        if not condition.possible.any():
            return other
        sure, possible = condition.sure, condition.possible
        certain = np.where(sure, self.certain, np.where(possible, self.certain & other.certain, other.certain))
        maybe = np.where(sure, self.possible, np.where(possible, self.possible | other.possible, other.possible))
        return WeekSet(certain, maybe)

    def count(self, full: Mask) -> Bounds:
        """How many of the period's weeks (`full`) belong: at least and at most."""
        least = _ones(self.certain & full)
        return Bounds(least, least if self.is_known else _ones(self.possible & full))

    @classmethod
    def everywhere(cls, condition: Truths) -> WeekSet:
        """A condition as a set: all weeks, none, or all unknown."""
        certain = np.where(condition.sure, _ALL, _NONE)
        if condition.sure is condition.possible:
            return cls(certain, certain)
        return cls(certain, np.where(condition.possible, _ALL, _NONE))


_ALL, _NONE = np.uint16(0xFFFF), np.uint16(0)


def _ones(masks: Mask) -> Any:
    # Counts stay in one byte: comparing a million of them is then eight times cheaper.
    return np.bitwise_count(masks).view(np.int8)


@dataclass(frozen=True, slots=True)
class Period:
    """The weeks asked about, one row a question: Monday of the first week and how many there are."""

    first_monday: DayArray
    weeks: IntArray

    @property
    def full(self) -> Mask:
        """All weeks of the period."""
        return ((np.int64(1) << self.weeks) - 1).astype(np.uint16)


def touched(parts: Intervals, period: Period, last_day: DayArray, size: int) -> Mask:
    """Weeks with at least one day of the intervals up to and including `last_day` (a row each, or a row and citizen)."""
    if not len(parts.start):
        return np.zeros((1, 1), dtype=np.uint16)
    parts, size = _one_for_all(parts, last_day, size)
    limit = _of_facts(last_day, parts)
    last = np.minimum(_week_of(parts.end + 6, period), _narrow((limit - period.first_monday) // 7 + 1))
    begun = (parts.start < parts.end) & (parts.start <= limit)
    return _bits(_week_of(parts.start, period), np.where(begun, last, np.int32(0)), period, parts, size)


def inside(parts: Intervals, period: Period, last_day: DayArray, size: int) -> Mask:
    """Weeks that lie wholly in one of the (merged) intervals and end by `last_day`."""
    if not len(parts.start):
        return np.zeros((1, 1), dtype=np.uint16)
    parts, size = _one_for_all(parts, last_day, size)
    limit = (_of_facts(last_day, parts) + 1 - period.first_monday) // 7
    return _bits(_week_of(parts.start + 6, period), np.minimum(_week_of(parts.end, period), _narrow(limit)), period, parts, size)


def _week_of(days: DayArray, period: Period) -> NDArray[np.int32]:
    """Weeks from each row's first Monday to the week of each day; divided once, as the rows begin whole weeks apart."""
    begin = period.first_monday[0, 0]
    return _narrow((days - begin) // 7)[None, :] - _narrow((period.first_monday - begin) // 7)


def _narrow(weeks: IntArray) -> NDArray[np.int32]:
    # Weeks fit in four bytes, and the arrays are rows times citizens long.
    return weeks.astype(np.int32)


def _one_for_all(parts: Intervals, last_day: DayArray, size: int) -> tuple[Intervals, int]:
    """One column in place of many where every citizen has the same single interval, as in a register's observed span."""
    if size == 1 or len(parts.start) != size or last_day.shape[1] > 1:
        return parts, size
    alike = (parts.start == parts.start[0]).all() and (parts.end == parts.end[0]).all() and np.array_equal(parts.citizen, np.arange(size))
    return (Intervals(parts.citizen[:1], parts.start[:1], parts.end[:1]), 1) if alike else (parts, size)


def _bits(first: NDArray[np.int32], last: NDArray[np.int32], period: Period, parts: Intervals, size: int) -> Mask:
    # The bits from `first` on that are not from `last` on; none where `last` comes before `first`.
    weeks = _narrow(period.weeks)
    low = np.minimum(np.maximum(first, 0), weeks).astype(np.uint16)
    high = np.minimum(np.maximum(last, 0), weeks).astype(np.uint16)
    masks = (_ALL << low) & ~(_ALL << high)
    if len(parts.citizen) == size and np.array_equal(parts.citizen, np.arange(size)):
        return masks
    return per_citizen(masks, parts.citizen, size, np.bitwise_or, 0)


def _of_facts(days: DayArray, parts: Intervals) -> DayArray:
    return days[:, parts.citizen] if days.shape[1] > 1 else days
