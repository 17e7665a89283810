"""Ragged intervals: many half-open day intervals for many citizens, combined in one sweep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from integrationrules.dates import FIRST_DAY, LAST_DAY, DayArray
from integrationrules.verdict import BoolArray, IntArray

__all__ = ["NO_INTERVALS", "Intervals", "combine", "gaps", "merge", "per_citizen"]


@dataclass(frozen=True, slots=True)
class Intervals:
    """Intervals [start, end) in day numbers, ordered by citizen and start."""

    citizen: IntArray
    start: DayArray
    end: DayArray

    def where(self, keep: BoolArray) -> Intervals:
        """Only some of them."""
        if len(keep) == 1:
            return self if keep[0] else NO_INTERVALS
        if keep.all():
            return self
        places = np.flatnonzero(keep)
        return Intervals(self.citizen[places], self.start[places], self.end[places])


_NOTHING: IntArray = np.zeros(0, dtype=np.int64)
NO_INTERVALS = Intervals(_NOTHING, _NOTHING, _NOTHING)


def combine(layers: Sequence[Intervals], condition: Callable[[Sequence[IntArray]], BoolArray]) -> Intervals:
    """The days on which `condition` holds of how many intervals of each layer cover them; merged where they touch.

    Days covered by no layer at all are not considered.
    """
    citizens = np.concatenate([part for layer in layers for part in (layer.citizen, layer.citizen)])
    days = np.concatenate([part for layer in layers for part in (layer.start, layer.end)])
    if not len(days):
        return Intervals(citizens, days, days)
    deltas = np.zeros((len(layers), len(days)), dtype=np.int64)
    place = 0
    for row, layer in enumerate(layers):
        count = len(layer.start)
        deltas[row, place:place + count] = 1
        deltas[row, place + count:place + 2 * count] = -1
        place += 2 * count
    order = np.lexsort((days, citizens))
    citizens, days, deltas = citizens[order], days[order], deltas[:, order]
    depths = np.cumsum(deltas, axis=1)[:, :-1]
    holds = condition(list(depths)) & (citizens[:-1] == citizens[1:]) & (days[:-1] < days[1:])
    return merge(Intervals(citizens[:-1][holds], days[:-1][holds], days[1:][holds]))


def merge(parts: Intervals) -> Intervals:
    """The same days in as few intervals as possible; `parts` must be ordered by citizen and start."""
    if len(parts.start) < 2:
        return parts
    # A key that grows with the citizen lets one running maximum serve all of them.
    base = parts.citizen * (LAST_DAY - FIRST_DAY + 2)
    reach = np.maximum.accumulate(parts.end + base)
    first = np.flatnonzero(np.append(True, parts.start[1:] + base[1:] > reach[:-1]))
    if len(first) == len(base):
        return parts
    last = np.append(first[1:], len(base)) - 1
    return Intervals(parts.citizen[first], parts.start[first], reach[last] - base[first])


def gaps(parts: Intervals, begin: int, size: int) -> Intervals:
    """All days from `begin` on that are in none of the intervals, which are merged and in order."""
    if size == 1:
        start = np.concatenate([[begin], np.maximum(parts.end, begin)])
        end = np.concatenate([parts.start, [LAST_DAY]])
        return Intervals(np.zeros(len(start), dtype=np.int64), start, end).where(start < end)
    count = np.bincount(parts.citizen, minlength=size)
    everyone = np.arange(size, dtype=np.int64)
    # Every interval is the end of one gap, and each citizen's last gap has no end.
    citizen = np.repeat(everyone, count + 1)
    last = np.cumsum(count + 1) - 1
    start, end = np.full(len(citizen), begin, dtype=np.int64), np.full(len(citizen), LAST_DAY, dtype=np.int64)
    inner = np.ones(len(citizen), dtype=np.bool_)
    inner[last] = False
    place = np.flatnonzero(inner)
    end[place], start[place + 1] = parts.start, np.maximum(parts.end, begin)
    found = Intervals(citizen, start, end)
    return found.where(start < end)


def per_citizen(values: np.ndarray, citizen: IntArray, size: int, reduce: np.ufunc, empty: int) -> np.ndarray:
    """Reduces the last axis of `values` (one column a fact, ordered by citizen) to one column a citizen."""
    if size == 1 and len(citizen):
        return np.asarray(reduce.reduce(values, axis=-1, keepdims=True))
    if len(citizen) == size and (citizen[1:] > citizen[:-1]).all():
        return values
    found = np.full((*values.shape[:-1], size), empty, dtype=values.dtype)
    if len(citizen):
        starts = np.flatnonzero(np.diff(citizen, prepend=-1))
        found[..., citizen[starts]] = reduce.reduceat(values, starts, axis=-1)
    return found
