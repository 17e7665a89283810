"""Hours a week of a candidate: averaged over a span of days, or over the first span that is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from integrationrules.dates import FIRST_DAY, LAST_DAY, DayArray, after_days
from integrationrules.rulebook.terms import Term
from integrationrules.verdict import INFINITE, BoolArray, Bounds, IntArray, Truths

from .candidates import Group, unseen
from .frames import Frame
from .intervals import Intervals, per_citizen
from .selected import Selected
from .values import wide

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .run import Operation, Run
    from .values import Value

__all__ = ["OPERATIONS"]


class _Work:
    """The hours of one group of facts as steps: days that surely, and days that possibly, have so many."""

    def __init__(self, group: Group, size: int) -> None:
        self.size = size
        self._last: _Pairs | None = None
        self._of: IntArray | None = None
        surely, possibly = [], []
        self.hidden: list[tuple[Intervals, DayArray]] = []
        for source in group.sources:
            least, greatest = _hours(source)
            certain, possible = source.certain, source.possible
            last = group.seen(certain.citizen)
            surely.append((certain.citizen, certain.start, np.minimum(certain.end, last + 1), least[source.sure_places]))
            if possible.citizen is not certain.citizen:
                last = group.seen(possible.citizen)
            stop = np.where(possible.end > last, LAST_DAY, possible.end)
            begun = possible.start <= last
            possibly.append((possible.citizen, possible.start, stop if begun.all() else np.where(begun, stop, possible.start), greatest[source.maybe_places]))
            hidden = unseen(source, group)
            self.hidden.append((hidden, per_citizen(hidden.end, hidden.citizen, size, np.maximum, FIRST_DAY)))
        self.surely, self.possibly = _ordered(surely), _ordered(possibly)
        sure, maybe = self.surely, self.possibly
        self.until = int(group.on.min()) + 1
        self.alike = sure[0] is maybe[0] and sure[1] is maybe[1] and np.array_equal(np.minimum(sure[2], self.until), np.minimum(maybe[2], self.until))
        """Whether what possibly lasts surely does, up to the last day that is seen of everybody."""

    def bounds(self, of: IntArray, start: DayArray, end: DayArray) -> tuple[IntArray, IntArray]:
        """`least` and `greatest`; mostly they are about the same days."""
        if not self.alike or (end > self.until).any():
            return self.least(of, start, end), self.greatest(of, start, end)
        pairs = self._pairs(self.surely[0], of)
        _, begins, ends, hours = self.surely
        days = pairs.days(begins, ends, start, end)
        least = pairs.added(days * hours[pairs.row])
        unstated = (days > 0) & (self.possibly[3][pairs.row] >= INFINITE)
        greatest = np.where(pairs.added(unstated) > 0, _ENDLESS, least) if unstated.any() else least
        return least, self._with_hidden(greatest, of, start, end)

    def least(self, of: IntArray, start: DayArray, end: DayArray) -> IntArray:
        """Parts of hours times days that surely lie in each span (rows and candidates)."""
        return _sum(self._pairs(self.surely[0], of), self.surely, start, end)

    def greatest(self, of: IntArray, start: DayArray, end: DayArray) -> IntArray:
        """The most there may be; `INFINITE` times the days where nobody knows."""
        return self._with_hidden(_sum(self._pairs(self.possibly[0], of), self.possibly, start, end), of, start, end)

    def _with_hidden(self, found: IntArray, of: IntArray, start: DayArray, end: DayArray) -> IntArray:
        for hidden, until in self.hidden:
            # Most spans begin when everything was seen.
            some = np.flatnonzero(start.min(axis=0) < until[of])
            if len(some):
                pairs = _Pairs(hidden.citizen, of[some], self.size)
                days = pairs.added(pairs.days(hidden.start, hidden.end, start[:, some], end[:, some]))
                found = found.copy()
                found[:, some] = np.where(days > 0, _ENDLESS, found[:, some])
        return found

    def _pairs(self, citizen: IntArray, of: IntArray) -> _Pairs:
        # What surely and what possibly lasts are mostly the same spells.
        if self._last is None or self._last.citizen is not citizen or self._of is not of:
            self._last, self._of = _Pairs(citizen, of, self.size), of
        return self._last


_Steps = tuple[IntArray, DayArray, DayArray, IntArray]
_ENDLESS = np.int64(1) << 60


def _hours(source: Selected) -> tuple[IntArray, IntArray]:
    """Least and greatest hours of each fact of a kind."""
    columns = source.columns
    if columns is None:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    field = columns.fields.get("hours_per_week")
    if field is None:
        size = len(columns.citizen)
        return np.zeros(size, dtype=np.int64), np.full(size, INFINITE, dtype=np.int64)
    return np.where(field.known, field.values, 0), np.where(field.known, field.values, INFINITE)


def _ordered(parts: list[_Steps]) -> _Steps:
    if not parts:
        nothing: IntArray = np.zeros(0, dtype=np.int64)
        return nothing, nothing, nothing, nothing
    if len(parts) == 1:
        return parts[0]
    citizen, start, end, hours = (np.concatenate([part[place] for part in parts]) for place in range(4))
    order = np.argsort(citizen, kind="stable")
    return citizen[order], start[order], end[order], hours[order]


def _work_of(frame: Frame, place: int, group: Group) -> _Work:
    if place not in frame.kept:
        frame.kept[place] = _Work(group, frame.batch.size)
    found = frame.kept[place]
    assert isinstance(found, _Work)
    return found


class _Pairs:
    """Every step of each candidate's citizen beside the candidate."""

    def __init__(self, citizen: IntArray, of: IntArray, size: int) -> None:
        self.citizen, self.width = citizen, len(of)
        many = np.bincount(citizen, minlength=size)
        counts = many[of]
        self.column = np.repeat(np.arange(len(of), dtype=np.int64), counts)
        before = np.cumsum(counts) - counts
        self.row = np.arange(len(self.column), dtype=np.int64) + ((np.cumsum(many) - many)[of] - before)[self.column]
        self.some = np.flatnonzero(counts)
        self.before = before[self.some]

    def days(self, begins: DayArray, ends: DayArray, start: DayArray, end: DayArray) -> IntArray:
        """How many days of each step lie in the candidate's span."""
        start, end = (days[:, self.column] if days.shape[1] > 1 else days for days in (start, end))
        return np.asarray(np.maximum(np.minimum(end, ends[self.row]) - np.maximum(start, begins[self.row]), 0))

    def added(self, parts: IntArray | BoolArray) -> IntArray:
        """The sum of each candidate's parts."""
        found = np.zeros((len(parts), self.width), dtype=np.int64)
        if len(self.some):
            found[:, self.some] = np.add.reduceat(parts, self.before, axis=1, dtype=np.int64)
        return found


def _sum(pairs: _Pairs, steps: _Steps, start: DayArray, end: DayArray) -> IntArray:
    """Hours times days inside each span: each candidate's citizen's steps, cut to the span and added."""
    _, begins, ends, hours = steps
    days, each = pairs.days(begins, ends, start, end), hours[pairs.row]
    endless = each >= INFINITE
    if not endless.any():
        return pairs.added(days * each)
    return np.where(pairs.added((days > 0) & endless) > 0, _ENDLESS, pairs.added(days * np.where(endless, 0, each)))


def _average(run: Run, term: Term) -> Value:
    assert isinstance(run, Frame)
    span = term.arguments[1]
    while span.operation == "named":
        span = span.arguments[0]
    start, end = (wide(run.bounds(side)) for side in span.arguments)
    found, shape = run.candidates, np.broadcast_shapes(start.least.shape, end.least.shape)
    a, b = (np.broadcast_to(_calendar(day), shape) for day in (start.least, end.least))
    exact = np.broadcast_to((start.least == start.greatest) & (end.least == end.greatest), shape)
    days = b - a
    least, greatest = np.zeros(shape, dtype=np.int64), np.full(shape, INFINITE, dtype=np.int64)
    for place, group in enumerate(found.groups):
        some = np.flatnonzero(found.group == place)
        if not len(some):
            continue
        work, of = _work_of(run, place, group), found.citizen[some]
        length = np.maximum(days[:, some], 1)
        low, high = work.bounds(of, a[:, some], b[:, some])
        least[:, some] = low // length
        greatest[:, some] = np.where(high >= _ENDLESS, INFINITE, high // length)
        _loosen(work, of, some, exact, (start, end), least, greatest)
    # No days have no average; that of days which may be none may not exist.
    nothing = Truths(exact & (days <= 0), np.broadcast_to(end.least <= start.greatest, shape))
    return Bounds(least, greatest, start.absent | end.absent | nothing)


def _loosen(work: _Work, of: IntArray, some: IntArray, exact: BoolArray, span: tuple[Bounds, Bounds], least: IntArray, greatest: IntArray) -> None:
    """Where the span is not exact: at least what surely lies in all it may be, no more than the hours of the busiest day it may hold."""
    start, end = (Bounds(np.broadcast_to(side.least, exact.shape), np.broadcast_to(side.greatest, exact.shape)) for side in span)
    rows, places = np.nonzero(~exact[:, some])
    if not len(rows):
        return
    low, high = _calendar(start.least)[rows, some[places]], _calendar(end.greatest)[rows, some[places]]
    surely = work.least(of[places], _calendar(start.greatest)[rows, some[places]][None, :], _calendar(end.least)[rows, some[places]][None, :])[0]
    least[rows, some[places]] = surely // np.maximum(high - low, 1)
    many = work.greatest(of[places], low[None, :], np.maximum(high, low + 1)[None, :])[0]
    greatest[rows, some[places]] = INFINITE
    citizen, begins, ends, hours = work.possibly
    for cell in np.flatnonzero(many < _ENDLESS):
        mine = np.flatnonzero((citizen == of[places[cell]]) & (begins < high[cell]) & (ends > low[cell]))
        at = np.maximum(begins[mine], low[cell])
        busy = [int(hours[mine][(begins[mine] <= day) & (day < ends[mine])].sum()) for day in at]
        greatest[rows[cell], some[places[cell]]] = max(busy, default=0)


def _any_average(run: Run, term: Term) -> Value:
    """The end of the first span of so many months whose average is enough; only certain of candidates known to the day."""
    assert isinstance(run, Frame)
    found = run.candidates
    months, least = run.bounds(term.arguments[1]), run.bounds(term.arguments[2])
    horizon = run.questions.on if run.questions.seen is None else run.questions.seen
    rows = max(len(months.least), len(least.least), len(found.exists.possible))
    shape = (rows, len(found.citizen))
    first, last = np.full(shape, INFINITE, dtype=np.int64), np.full(shape, INFINITE, dtype=np.int64)
    for place, group in enumerate(found.groups):
        for column in map(int, np.flatnonzero(found.group == place)):
            for row in range(rows):
                if not found.exists.possible[min(row, len(found.exists.possible) - 1), column]:
                    continue
                work = _work_of(run, place, group)
                cell = tuple(int(np.broadcast_to(side, shape)[row, column]) for side in (months.least, months.greatest, least.least, least.greatest))
                seen_to = int(np.broadcast_to(horizon, (1, len(found.citizen)))[0, column])
                first[row, column], last[row, column] = _first_span(work, found.citizen[column:column + 1], found.start, found.end, column, cell, seen_to)
    never = Truths(first >= INFINITE, last >= INFINITE)
    return Bounds(np.where(never.sure, -INFINITE, first), last, never | months.absent | least.absent)


def _first_span(work: _Work, of: IntArray, start: Bounds, end: Bounds, column: int, cell: tuple[int, ...], seen_to: int) -> tuple[int, int]:
    """The earliest day such a span may end on, and the day by which one surely has."""
    begin, until = int(start.least[0, column]), int(end.greatest[0, column])
    if cell[0] != cell[1] or cell[2] != cell[3] or begin <= -INFINITE:
        return begin, INFINITE
    ends = []
    for low, high, hours in ((begin, until, work.greatest), (int(start.greatest[0, column]), int(end.least[0, column]), work.least)):
        # After the last day seen nothing changes: a span that is enough begins no later.
        days = np.arange(low, min(high, seen_to + 2), dtype=np.int64)
        stop = after_days(days, cell[0], "month")
        keep = stop <= high
        days, stop = days[keep], stop[keep]
        if not len(days):
            ends.append(INFINITE)
            continue
        total = hours(np.repeat(of, len(days)), days[None, :], stop[None, :])[0]
        enough = np.flatnonzero(total >= cell[2] * (stop - days))
        ends.append(int(stop[enough[0]]) if len(enough) else INFINITE)
    return ends[0], ends[1]


def _covered(run: Run, term: Term) -> Value:
    assert isinstance(run, Frame)
    span = term.arguments[1]
    while span.operation == "named":
        span = span.arguments[0]
    found = wide(run.bounds(span.arguments[1])).at_most(run.candidates.end)
    begins = span.arguments[0]
    while begins.operation == "named":
        begins = begins.arguments[0]
    if begins.operation == "candidate_field" and begins.detail == "start":
        return found             # however little is known of the day, it is the same day
    return found & run.candidates.start.at_most(wide(run.bounds(begins)))


def _seen_to(run: Run, term: Term) -> Value:
    assert isinstance(run, Frame)
    last = run.questions.on if run.questions.seen is None else run.questions.seen
    return run.candidates.end.minimum(Bounds.exactly(last + 1))


def _calendar(days: DayArray) -> DayArray:
    return np.clip(days, -200_000, LAST_DAY)


OPERATIONS: Mapping[str, Operation] = {"average": _average, "any_average": _any_average, "covered": _covered, "seen_to": _seen_to}
