"""From stated days to certain and possible days, for all facts of one kind at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from integrationrules.dates import FIRST_DAY, LAST_DAY, DayArray, mondays

__all__ = ["PRECISIONS", "Bounds", "earliest", "first_end_after", "merged", "of_points", "of_spells", "of_weeks"]

PRECISIONS = ("day", "week", "month", "quarter")
_STRIDE = LAST_DAY - FIRST_DAY + 2
"""Room for every day of one citizen, so that (citizen, day) becomes one sortable number."""


class Bounds(NamedTuple):
    """Day numbers: certain days are [start_max, end_min), possible days [start_min, end_max)."""

    start_min: DayArray
    start_max: DayArray
    end_min: DayArray
    end_max: DayArray


def of_points(on: DayArray, precision: NDArray[np.int64] | None) -> Bounds:
    """Events: one day, somewhere in the stated day's week, month or quarter. `precision` None: all to the day."""
    first, last = _unit(on, precision)
    return Bounds(first, last, first + 1, last + 1)


def of_weeks(monday: DayArray) -> Bounds:
    """Week codes: touched on at least one day of the week, no day of it certain."""
    return Bounds(monday, monday + 6, monday + 1, monday + 7)


def of_spells(
    start: DayArray,
    last: DayArray,
    is_through: NDArray[np.bool_],
    is_open: NDArray[np.bool_],
    observed_to: DayArray,
    precision: NDArray[np.int64] | None,
) -> Bounds:
    """Spells stated `from` start, `to` (or `through`) last.

    An open spell is certain up to `observed_to`, the end of observation for its earliest possible start, and
    possible for ever; one that may have begun later than that is nowhere certain. Values of `last` where `is_open`,
    and of `observed_to` where not, are not read.
    """
    start_min, start_max = _unit(start, precision)
    end_min, end_max = _unit(last, precision)
    end_min = np.where(is_open, observed_to, end_min + is_through)
    end_max = np.where(is_open, LAST_DAY, end_max + is_through)
    return Bounds(start_min, start_max, end_min, end_max)


def first_end_after(
    span_citizen: DayArray, span_end: DayArray, citizen: NDArray[np.int64], start: DayArray
) -> DayArray:
    """The end of the citizen's first span that ends after `start`; `start + 1` without one. Spans are `merged`."""
    if not len(span_end):
        return start + 1
    place = np.searchsorted(span_citizen * _STRIDE + span_end, citizen * _STRIDE + start, side="right")
    inside = np.minimum(place, len(span_end) - 1)
    found = (place < len(span_end)) & (span_citizen[inside] == citizen)
    return np.where(found, span_end[inside], start + 1)


def merged(
    citizen: NDArray[np.int64], start: DayArray, end: DayArray
) -> tuple[NDArray[np.int64], DayArray, DayArray]:
    """The same days as intervals that are sorted and neither overlap nor touch within a citizen."""
    keep = end > start
    order = np.lexsort((start[keep], citizen[keep]))
    citizen, start, end = citizen[keep][order], start[keep][order], end[keep][order]
    if len(start) < 2:
        return citizen, start, end
    reached = np.maximum.accumulate(citizen * _STRIDE + end)
    opens = np.concatenate(([True], (citizen * _STRIDE + start)[1:] > reached[:-1]))
    firsts = np.flatnonzero(opens)
    lasts = np.append(firsts[1:], len(start)) - 1
    return citizen[firsts], start[firsts], reached[lasts] - citizen[firsts] * _STRIDE


def earliest(days: DayArray, precision: NDArray[np.int64] | None) -> DayArray:
    """The first day each stated day can stand for."""
    return _unit(days, precision)[0]


def _unit(days: DayArray, precision: NDArray[np.int64] | None) -> tuple[DayArray, DayArray]:
    """First and last day of the unit that holds each day."""
    if precision is None:
        return days, days
    first, last = days.copy(), days.copy()
    weekly = precision == PRECISIONS.index("week")
    first[weekly] = mondays(days[weekly])
    last[weekly] = first[weekly] + 6
    for name, length in (("month", 1), ("quarter", 3)):
        those = precision == PRECISIONS.index(name)
        months = days[those].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        months -= months % length
        first[those] = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
        last[those] = (months + length).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) - 1
    return first, last
