"""Ragged intervals: many half-open day intervals for many citizens, combined in one sweep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from integrationrules.dates import DayArray
from integrationrules.verdict import BoolArray, IntArray

__all__ = ["Intervals", "combine", "merge", "per_citizen"]


@dataclass(frozen=True, slots=True)
class Intervals:
    """Intervals [start, end) in day numbers, ordered by citizen and start."""

    citizen: IntArray
    start: DayArray
    end: DayArray

    def where(self, keep: BoolArray) -> Intervals:
        """Only some of them."""
        return Intervals(self.citizen[keep], self.start[keep], self.end[keep])


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
    span = int(parts.end.max()) - int(parts.start.min()) + 2
    base = parts.citizen * span - int(parts.start.min())
    reach = np.maximum.accumulate(parts.end + base)
    fresh = np.empty(len(parts.start), dtype=np.bool_)
    fresh[0] = True
    fresh[1:] = parts.start[1:] + base[1:] > reach[:-1]
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(parts.start)) - 1
    return Intervals(parts.citizen[first], parts.start[first], reach[last] - base[first])


def per_citizen(values: np.ndarray, citizen: IntArray, size: int, reduce: np.ufunc, empty: int) -> np.ndarray:
    """Reduces the last axis of `values` (one column a fact, ordered by citizen) to one column a citizen."""
    found = np.full((*values.shape[:-1], size), empty, dtype=values.dtype)
    if len(citizen):
        starts = np.flatnonzero(np.diff(citizen, prepend=-1))
        found[..., citizen[starts]] = reduce.reduceat(values, starts, axis=-1)
    return found
