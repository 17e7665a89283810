"""Counting the weeks, days or months that facts touch, up to a day."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from integrationrules.dates import DayArray
from integrationrules.verdict import BoolArray, Bounds, IntArray

from .intervals import Intervals, combine
from .spells import WEEK_CODE, Selected

__all__ = ["count_touched"]


def count_touched(parts: Sequence[Selected], by: str, up_to: Bounds, last_day: DayArray, size: int) -> Bounds:
    """How many weeks, days or months hold a day of the facts, not after `up_to`: at least and at most.

    Days after `up_to` do not count; days up to it that are after `last_day`, or not observed, may.
    """
    begin = min(part.none_before for part in parts)
    questions = np.broadcast_shapes(up_to.least.shape, up_to.greatest.shape, last_day.shape)
    least_end = np.broadcast_to(up_to.least + 1, questions)
    greatest_end = np.broadcast_to(up_to.greatest + 1, questions)
    certain = _together([_certain(part) for part in parts])
    possible = _together([_possible(part, size) for part in parts])
    least = _count(certain, by, begin, least_end, np.broadcast_to(last_day, questions), size, certain_only=True)
    greatest = _count(possible, by, begin, greatest_end, np.broadcast_to(last_day, questions), size, certain_only=False)
    return Bounds(least, np.maximum(greatest, least))


class _Parts:
    """Intervals ordered by citizen and start; `whole` marks weeks of which only some day is meant."""

    def __init__(self, intervals: Intervals, whole: BoolArray, unseen: BoolArray) -> None:
        self.intervals, self.whole, self.unseen = intervals, whole, unseen


def _certain(part: Selected) -> _Parts:
    if part.kind != WEEK_CODE:
        none = np.zeros(len(part.certain.start), dtype=np.bool_)
        return _Parts(part.certain, none, none)
    assert part.columns is not None or not len(part.sure)
    weeks = part.stated if part.columns is None else Intervals(part.columns.citizen, part.columns.start_min, part.columns.start_min + 7).where(part.sure)
    weeks = Intervals(weeks.citizen, np.maximum(weeks.start, part.none_before), weeks.end)
    return _Parts(weeks, np.ones(len(weeks.start), dtype=np.bool_), np.zeros(len(weeks.start), dtype=np.bool_))


def _possible(part: Selected, size: int) -> _Parts:
    """Stated facts that may match, and the days that were not observed (`unseen`: possible whatever the horizon)."""
    covered = [part.observed, part.stated]
    everyone = np.arange(size, dtype=np.int64)
    always = Intervals(everyone, np.full(size, part.none_before, dtype=np.int64), np.full(size, 10**6, dtype=np.int64))
    hidden = combine([always, *covered], lambda depth: (depth[0] > 0) & (depth[1] == 0) & (depth[2] == 0))
    seen = part.possible
    joined = _together([_Parts(seen, _no(seen), _no(seen)), _Parts(hidden, _no(hidden), ~_no(hidden))])
    return joined


def _no(intervals: Intervals) -> BoolArray:
    return np.zeros(len(intervals.start), dtype=np.bool_)


def _together(parts: Sequence[_Parts]) -> _Parts:
    citizen, start, end = (np.concatenate([getattr(part.intervals, name) for part in parts]) for name in ("citizen", "start", "end"))
    whole = np.concatenate([part.whole for part in parts])
    unseen = np.concatenate([part.unseen for part in parts])
    order = np.lexsort((start, citizen))
    return _Parts(Intervals(citizen[order], start[order], end[order]), whole[order], unseen[order])


def _count(parts: _Parts, by: str, begin: int, end: DayArray, last_day: DayArray, size: int, certain_only: bool) -> IntArray:
    found = parts.intervals
    rows = end.shape[0]
    limit = end[:, found.citizen] if end.shape[1] > 1 else np.broadcast_to(end, (rows, len(found.start)))
    seen = last_day[:, found.citizen] if last_day.shape[1] > 1 else np.broadcast_to(last_day, limit.shape)
    start = np.broadcast_to(np.maximum(found.start, begin), limit.shape)
    if certain_only:
        # A spell is seen day by day; a code is seen with its Monday, and counts if its whole week does.
        stop = np.where(parts.whole, np.where(found.end <= limit, found.end, 0), np.minimum(np.minimum(found.end, limit), seen + 1))
        stop = np.where(parts.whole & (found.end - 7 > seen), 0, stop)
        if by == "day":
            stop = np.where(parts.whole, 0, stop)
        elif by == "month":
            stop = np.where(parts.whole & (_unit(found.start, by) != _unit(found.end - 1, by)), 0, stop)
    else:
        stop = np.where((start <= seen) | parts.unseen, np.minimum(found.end, limit), 0)
        everyone = np.arange(size, dtype=np.int64)
        ahead = (everyone, np.broadcast_to(last_day + 1, (rows, size)), np.broadcast_to(end, (rows, size)), begin)
        return _distinct(found.citizen, start, stop, by, rows, size, after=ahead)
    return _distinct(found.citizen, start, stop, by, rows, size, after=None)


def _distinct(citizen: IntArray, start: DayArray, stop: DayArray, by: str, rows: int, size: int,
              after: tuple[IntArray, DayArray, DayArray, int] | None) -> IntArray:
    """The number of distinct units in the union of the intervals, one cell a question and citizen."""
    row = np.broadcast_to(np.arange(rows, dtype=np.int64)[:, None], start.shape)
    cells, starts, stops = (row * size + citizen).ravel(), start.ravel(), stop.ravel()
    if after is not None:
        people, begins, ends, begin = after
        more = (np.arange(rows, dtype=np.int64)[:, None] * size + people).ravel()
        cells = np.concatenate([cells, more])
        starts = np.concatenate([starts, np.maximum(begins, begin).ravel()])
        stops = np.concatenate([stops, ends.ravel()])
    keep = starts < stops
    cells, low, high = cells[keep], _unit(starts[keep], by), _unit(stops[keep] - 1, by) + 1
    total = np.zeros(rows * size, dtype=np.int64)
    if len(cells):
        order = np.lexsort((low, cells))
        cells, low, high = cells[order], low[order], high[order]
        span = int(high.max()) - int(low.min()) + 2
        base = cells * span - int(low.min())
        reach = np.maximum.accumulate(high + base)
        previous = np.concatenate([[np.iinfo(np.int64).min], reach[:-1]])
        fresh = np.maximum(high + base - np.maximum(low + base, previous), 0)
        np.add.at(total, cells, fresh)
    return total.reshape(rows, size)


def _unit(days: DayArray, by: str) -> IntArray:
    if by == "day":
        return days
    if by == "week":
        return np.asarray((days + 3) // 7, dtype=np.int64)
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
