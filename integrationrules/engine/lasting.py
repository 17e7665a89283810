"""The fact that lasts on a day: where someone lives when a bonus is earned."""

from __future__ import annotations

import numpy as np

from integrationrules.dates import DayArray
from integrationrules.verdict import INFINITE, BoolArray, Bounds, IntArray, Truths

from .intervals import per_citizen
from .selected import Selected

__all__ = ["lasting_day", "lasting_index"]


def lasting_day(selected: Selected, day: Bounds, on: DayArray, size: int) -> Bounds:
    """The day itself; absent where no such fact lasts on it."""
    sure, maybe = _on_day(selected, day, on)
    citizen = selected.columns.citizen if selected.columns is not None else np.zeros(0, dtype=np.int64)
    found, possible = (per_citizen(each, citizen, size, np.logical_or, False) for each in (sure, maybe))
    if not selected.administrative or selected.unheard is not None:
        seen = selected.observed
        until = np.minimum(seen.end, _at(on, seen.citizen) + 1)          # nobody has seen what comes after the day asked on
        watched = (seen.start <= _at(day.least, seen.citizen)) & (_at(day.greatest, seen.citizen) < until)
        unwatched = ~per_citizen(watched, seen.citizen, size, np.logical_or, False)
        possible = possible | (unwatched if selected.unheard is None else unwatched & selected.unheard)
    return Bounds(day.least, day.greatest, Truths(~possible, ~found) | day.absent)


def lasting_index(selected: Selected, day: Bounds, on: DayArray, size: int) -> IntArray:
    """The place, among the kind's facts, of the one that surely lasts on the day; -1 where there may be another."""
    columns = selected.columns
    if columns is None or not len(columns.citizen):
        return np.full((1, 1), -1, dtype=np.int64)
    sure, maybe = _on_day(selected, day, on)
    place = np.arange(len(columns.citizen), dtype=np.int64)
    lowest = per_citizen(np.where(maybe, place, INFINITE), columns.citizen, size, np.minimum, INFINITE)
    highest = per_citizen(np.where(maybe, place, -1), columns.citizen, size, np.maximum, -1)
    certain = per_citizen(sure, columns.citizen, size, np.logical_or, False)
    return np.asarray(np.where((lowest == highest) & certain, highest, -1))


def _on_day(selected: Selected, day: Bounds, on: DayArray) -> tuple[BoolArray, BoolArray]:
    """For each fact whether it surely, and whether it possibly, lasts on the day; what begins after `on` is not seen."""
    columns = selected.columns
    if columns is None:
        nothing = np.zeros((1, 0), dtype=np.bool_)
        return nothing, nothing
    low, high, seen = (_at(days, columns.citizen) for days in (day.least, day.greatest, on))
    sure = selected.sure & (columns.start_max <= low) & (high < np.minimum(columns.end_min, seen + 1))
    maybe = selected.maybe & (columns.start_min <= np.minimum(high, seen)) & ((low < columns.end_max) | (columns.end_max > seen))
    return sure, maybe


def _at(days: DayArray, citizen: IntArray) -> DayArray:
    return days[:, citizen] if days.shape[1] > 1 else days
