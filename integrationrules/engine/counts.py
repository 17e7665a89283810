"""Counting the weeks, days or months that facts touch, up to a day."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from integrationrules.dates import FIRST_DAY, LAST_DAY, DayArray
from integrationrules.verdict import ABSENT, FALSE, TRUE, Bounds, IntArray, Truths

from .days import Days, units
from .intervals import Intervals, combine
from .selected import WEEK_CODE, Selected, copied

__all__ = ["count_touched"]

_BEGIN: DayArray = np.full((1, 1), FIRST_DAY, dtype=np.int64)
Piece = tuple[IntArray, DayArray, DayArray]
"""Citizens (one a column), and first and end days (a row a question): empty where the end is not after the first."""


def count_touched(parts: Sequence[Selected], by: str, up_to: Bounds, last_day: DayArray, size: int, since: Bounds | None = None,
                  of: IntArray | None = None) -> Bounds:
    """How many weeks, days or months hold a day of the facts, from `since` and not after `up_to`: at least and at most.

    Days after `up_to` do not count; days up to it that are after `last_day`, or not observed, may. `of` are the citizens of the
    columns (None: everyone).
    """
    absent = up_to.absent if since is None or since.absent is FALSE else up_to.absent | since.absent
    if absent is TRUE:
        return ABSENT
    if all(part.kind != WEEK_CODE for part in parts) and (up_to.greatest <= last_day).all():
        return _of_days(parts, by, up_to, np.arange(size, dtype=np.int64) if of is None else of, since, absent)
    if of is not None:
        parts, size = [copied(part, of) for part in parts], len(of)
    rows = max(len(up_to.least), len(up_to.greatest), len(last_day), *((len(since.least), len(since.greatest)) if since else (1,)))
    least = [_certain(part, by, up_to.least + 1, last_day, rows) for part in parts]
    greatest = [_possible(part, up_to.greatest + 1, rows, size) for part in parts]
    if since is not None:
        # Which day of a code's week was touched is not known: a week that begins before may have been touched before.
        least = [_from(piece, since.greatest, whole=part.kind == WEEK_CODE) for piece, part in zip(least, parts, strict=True)]
        greatest = [_from(piece, since.least) for piece in greatest]
    begin = min(part.none_before for part in parts)
    ahead = _spread(np.maximum(last_day + 1, begin), rows, size), _spread(up_to.greatest + 1, rows, size)
    greatest.append(_from((np.arange(size, dtype=np.int64), *ahead), None if since is None else since.least))
    low, high = _distinct(least, by, rows, size), _distinct(greatest, by, rows, size)
    return Bounds(low, np.maximum(high, low), absent)


def _of_days(parts: Sequence[Selected], by: str, up_to: Bounds, citizen: IntArray, since: Bounds | None, absent: Truths) -> Bounds:
    """Where facts are days: those of each selection are put in order once, however many questions are asked of them."""
    certain, possible = parts[0].certain_days, parts[0].possible_days
    if len(parts) > 1:
        certain, possible = Days([part.certain_days.parts for part in parts]), Days([part.possible_days.parts for part in parts])
    early, late = (_BEGIN, _BEGIN) if since is None else (since.least, since.greatest)
    low, high = certain.touched(by, citizen, late, up_to.least + 1), possible.touched(by, citizen, early, up_to.greatest + 1)
    return Bounds(low, np.maximum(high, low), absent)


def _from(piece: Piece, begin: DayArray | None, whole: bool = False) -> Piece:
    """The part of the days that is not before `begin`; with `whole`, none of those that begin before."""
    if begin is None:
        return piece
    citizen, start, stop = piece
    first = _at(begin, citizen)
    return citizen, np.maximum(start, first), np.where(start < first, 0, stop) if whole else stop


def _certain(part: Selected, by: str, end: DayArray, last_day: DayArray, rows: int) -> Piece:
    """Days on which a matching fact surely lasts; of a week's code the whole week, where one of its days is enough."""
    if part.kind != WEEK_CODE:
        found = part.certain
        stop = np.minimum(np.minimum(found.end, _at(end, found.citizen)), _at(last_day, found.citizen) + 1)
        return found.citizen, _spread(found.start, rows, len(found.start)), _spread(stop, rows, len(found.start))
    columns = part.columns
    if columns is None or by == "day":
        nothing: IntArray = np.zeros(0, dtype=np.int64)
        return nothing, np.zeros((rows, 0), dtype=np.int64), np.zeros((rows, 0), dtype=np.int64)
    citizen, monday = columns.citizen[part.sure], columns.start_min[part.sure]
    # Which of its days was touched is not known: the week counts once all of them do. It is seen with its Monday.
    counts = (monday + 7 <= _at(end, citizen)) & (monday <= _at(last_day, citizen))
    start = np.maximum(monday, part.none_before)
    if by == "month":
        counts = counts & (units(start, by) == units(monday + 6, by))
    return citizen, _spread(start, rows, len(start)), _spread(np.where(counts, monday + 7, 0), rows, len(start))


def _possible(part: Selected, end: DayArray, rows: int, size: int) -> Piece:
    """Days on which a fact that may match may last, and the days nobody observed."""
    everyone = np.arange(size, dtype=np.int64)
    always = Intervals(everyone, np.full(size, part.none_before, dtype=np.int64), np.full(size, LAST_DAY, dtype=np.int64))
    hidden = combine([always, part.observed, part.stated], lambda depth: (depth[0] > 0) & (depth[1] == 0) & (depth[2] == 0))
    citizen = np.concatenate([part.possible.citizen, hidden.citizen])
    start = np.concatenate([part.possible.start, hidden.start])
    stop = np.minimum(np.concatenate([part.possible.end, hidden.end]), _at(end, citizen))
    return citizen, _spread(start, rows, len(start)), _spread(stop, rows, len(start))


def _distinct(pieces: Sequence[Piece], by: str, rows: int, size: int) -> IntArray:
    """The number of distinct units in the union of the pieces, one cell a question and citizen."""
    row = np.arange(rows, dtype=np.int64)[:, None]
    cells = np.concatenate([(row * size + citizen).ravel() for citizen, _, _ in pieces])
    starts = np.concatenate([start.ravel() for _, start, _ in pieces])
    stops = np.concatenate([stop.ravel() for _, _, stop in pieces])
    keep = starts < stops
    cells, low, high = cells[keep], units(starts[keep], by), units(stops[keep] - 1, by) + 1
    total = np.zeros(rows * size, dtype=np.int64)
    if len(cells):
        order = np.lexsort((low, cells))
        cells, low, high = cells[order], low[order], high[order]
        # A key that grows with the cell lets one running maximum serve all of them.
        base = cells * (int(high.max()) - int(low.min()) + 2) - int(low.min())
        reach = np.maximum.accumulate(high + base)
        previous = np.concatenate([[np.iinfo(np.int64).min], reach[:-1]])
        np.add.at(total, cells, np.maximum(high + base - np.maximum(low + base, previous), 0))
    return total.reshape(rows, size)


def _at(days: DayArray, citizen: IntArray) -> DayArray:
    """A row of days a question, for each fact's citizen."""
    return days[:, citizen] if days.shape[1] > 1 else days


def _spread(days: DayArray, rows: int, columns: int) -> DayArray:
    return np.broadcast_to(days, (rows, columns))
