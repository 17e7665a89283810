"""Runs of days of many citizens as sorted numbers, so that one pass serves all of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from integrationrules.dates import FIRST_DAY, LAST_DAY, DayArray
from integrationrules.verdict import BoolArray, IntArray

from .intervals import Intervals

__all__ = ["Runs", "citizens_and_days", "keys", "less", "union", "without"]

Runs = tuple[IntArray, IntArray]
"""First days and days after the last, as numbers in order."""

_BITS = (LAST_DAY - FIRST_DAY + 2).bit_length()
_DAYS = (1 << _BITS) - 1


def keys(citizen: IntArray, days: DayArray) -> IntArray:
    """One number for a citizen and a day of the calendar; the numbers of one citizen all come before those of the next."""
    return np.asarray((citizen << _BITS) + (days - FIRST_DAY))


def citizens_and_days(numbers: IntArray) -> tuple[IntArray, DayArray]:
    """The citizens and days that `keys` made numbers of."""
    return numbers >> _BITS, (numbers & _DAYS) + FIRST_DAY


def union(parts: Sequence[Intervals], gap: int = 0, weekends: bool = False) -> Runs:
    """The days of all parts: joined where they touch, or where no more than `gap` days, or only Saturdays and Sundays, lie between."""
    start = _in_order([keys(part.citizen, part.start) for part in parts])
    end = _in_order([keys(part.citizen, part.end) for part in parts])
    if len(start) < 2:
        return start, end
    # As many runs have begun before a gap as have ended: so first and last days can be put in order each for themselves.
    between = start[1:] - end[:-1]
    near = between <= gap
    if weekends:
        weekday = ((end[:-1] & _DAYS) + FIRST_DAY + 3) % 7
        near |= ((between == 1) & (weekday >= 5)) | ((between == 2) & (weekday == 5))
    if gap > 0 or weekends:
        near &= start[1:] >> _BITS == start[:-1] >> _BITS
    if not near.any():
        return start, end
    apart = np.flatnonzero(~near)
    return start[np.append(0, apart + 1)], end[np.append(apart, len(end) - 1)]


def without(runs: Runs, taken: Runs) -> Runs:
    """The days of some runs that are in none of others; the runs of each are apart from one another."""
    starts = np.concatenate([runs[0][~_inside(runs[0], taken)], taken[1][_inside(taken[1], runs, strictly=True)]])
    ends = np.concatenate([runs[1][~_inside(runs[1] - 1, taken)], taken[0][_inside(taken[0], runs, strictly=True)]])
    # What is left begins and ends in turn.
    return np.sort(starts), np.sort(ends)


def less(parts: Intervals, taken: Intervals) -> Intervals:
    """The days of any of some intervals that none of others covers, in as few intervals as possible."""
    starts, ends = without(union([parts]), union([taken]))
    citizen, start = citizens_and_days(starts)
    return Intervals(citizen, start, citizens_and_days(ends)[1])


def _inside(numbers: IntArray, runs: Runs, strictly: bool = False) -> BoolArray:
    """Whether each number is in a run; strictly: not as its first day either."""
    before = np.searchsorted(runs[0], numbers, side="left" if strictly else "right") - 1
    return np.asarray((before >= 0) & (numbers < runs[1][before])) if len(runs[0]) else np.zeros(len(numbers), dtype=np.bool_)


def _in_order(parts: Sequence[IntArray]) -> IntArray:
    numbers = parts[0] if len(parts) == 1 else np.concatenate(parts)
    return numbers if len(numbers) < 2 or (numbers[1:] >= numbers[:-1]).all() else np.sort(numbers)
