"""The facts of one kind that match a condition: the days they last, the days they were observed, and which is the first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np

from integrationrules.dates import FIRST_DAY, DayArray, day_number
from integrationrules.rulebook.terms import Term
from integrationrules.timeline.batch import Batch, FactColumns, Field
from integrationrules.verdict import INFINITE, BoolArray, IntArray

from .days import Days
from .intervals import NO_INTERVALS, Intervals, combine, gaps, per_citizen
from .runs import less
from .selection import matches

__all__ = ["WEEK_CODE", "Firsts", "Selected", "copied", "known_before", "select"]

WEEK_CODE = "week_code"


@dataclass(frozen=True)
class Selected:
    """Facts of one kind that match or may match a condition; what is asked of them is worked out when it is."""

    kind: str
    columns: FactColumns | None
    sure: BoolArray
    maybe: BoolArray
    spans: Intervals
    """The days on which the kind was observed."""
    size: int
    """How many citizens there are."""
    administrative: bool
    none_before: int
    unheard: BoolArray | None = field(default=None, kw_only=True)
    """Of an administrative kind: the citizens of whom the case says that nothing of the kind is known (None: of nobody)."""

    @cached_property
    def sure_places(self) -> IntArray:
        """Of each interval in `certain`, the place of its fact in `columns`."""
        if self.columns is None:
            return NO_INTERVALS.citizen
        start = self._since(self.columns.start_max)
        return np.flatnonzero(self.sure & (start < self.columns.end_min))

    @cached_property
    def maybe_places(self) -> IntArray:
        """Of each interval in `possible`, the place of its fact in `columns`."""
        if self.columns is None:
            return NO_INTERVALS.citizen
        found = np.flatnonzero(self.maybe & (self._since(self.columns.start_min) < self.columns.end_max))
        return self.sure_places if np.array_equal(found, self.sure_places) else found

    @cached_property
    def certain(self) -> Intervals:
        """Parts on which a matching fact surely lasts; in citizen order, not merged."""
        columns, places = self.columns, self.sure_places
        if columns is None:
            return NO_INTERVALS
        return Intervals(columns.citizen[places], self._since(columns.start_max)[places], columns.end_min[places])

    @cached_property
    def possible(self) -> Intervals:
        """Parts on which a fact that may match may last; in citizen order, not merged."""
        columns, places = self.columns, self.maybe_places
        if columns is None:
            return NO_INTERVALS
        if places is not self.sure_places:
            return Intervals(columns.citizen[places], self._since(columns.start_min)[places], columns.end_max[places])
        start = self.certain.start if columns.start_min is columns.start_max else self._since(columns.start_min)[places]
        return Intervals(self.certain.citizen, start, columns.end_max[places])

    def _since(self, days: DayArray) -> DayArray:
        return days if self.none_before <= FIRST_DAY else np.maximum(days, self.none_before)

    @cached_property
    def stated(self) -> Intervals:
        """Weeks of which any code is stated (only for `week_code`)."""
        columns = self.columns
        return NO_INTERVALS if columns is None or self.kind != WEEK_CODE else Intervals(columns.citizen, columns.start_min, columns.start_min + 7)

    @cached_property
    def observed(self) -> Intervals:
        """The days on which the kind was observed, and those before it existed."""
        return self.spans if self.none_before <= FIRST_DAY else known_before(self.spans, self.none_before, self.size)

    @cached_property
    def unobserved(self) -> Intervals:
        """The days, not before `none_before`, on which the kind was not observed."""
        return gaps(self.spans, self.none_before, self.size)

    @cached_property
    def certain_days(self) -> Days:
        """The days on which some matching fact surely lasts."""
        return Days([self.certain])

    @cached_property
    def possible_days(self) -> Days:
        """The days on which one may last, stated or not."""
        return Days([self.possible, self.unobserved])

    @cached_property
    def absent(self) -> Intervals:
        """The days that were observed and on which none may last."""
        return less(self.observed, self.possible)

    @cached_property
    def unobserved_from(self) -> IntArray:
        """Of each citizen the first day, not before `none_before`, on which the kind was neither observed nor stated."""
        if self.none_before <= FIRST_DAY:
            return np.full(self.size, -INFINITE, dtype=np.int64)
        covered = self.spans
        if len(self.stated.start):
            covered = combine([self.spans, self.stated], lambda depth: (depth[0] > 0) | (depth[1] > 0))
        holding = (covered.start <= self.none_before) & (self.none_before < covered.end)
        found = np.full(self.size, self.none_before, dtype=np.int64)
        found[covered.citizen[holding]] = covered.end[holding]
        return found

    @cached_property
    def firsts(self) -> Firsts | None:
        """The first of each citizen's facts; None if there is no fact at all."""
        return None if self.columns is None or not len(self.columns.citizen) else _firsts(self, self.columns)

    @cached_property
    def heads(self) -> tuple[IntArray, DayArray, DayArray]:
        """Of each citizen's first two facts that may match: the place of the first in `columns`, and the first day each may begin.

        `INFINITE` where there is none; facts are counted whether or not they ended before the kind existed.
        """
        columns, everyone = self.columns, np.arange(self.size, dtype=np.int64)
        if columns is not None and self.maybe.all() and np.array_equal(columns.citizen, everyone):
            return everyone, columns.start_min, np.full(self.size, INFINITE, dtype=np.int64)
        place, begins, second = (np.full(self.size, value, dtype=np.int64) for value in (0, INFINITE, INFINITE))
        if columns is not None:
            places = np.flatnonzero(self.maybe)
            citizen, start = columns.citizen[places], columns.start_min[places]
            first = np.flatnonzero(np.diff(citizen, prepend=-1))
            place[citizen[first]], begins[citizen[first]] = places[first], start[first]
            after = first[np.diff(first, append=len(citizen)) > 1] + 1
            second[citizen[after]] = start[after]
        return place, begins, second


@dataclass(frozen=True)
class Firsts:
    """Days of each citizen's first fact that may match and of the first that surely does; `INFINITE` where there is none."""

    maybe: DayArray
    """The first day it may begin."""
    seen: DayArray
    """The day the other is seen to have begun."""
    sure: DayArray
    """The day by which it has begun: of a week's code the last of its seven, while its Monday decides whether it is seen."""


def select(batch: Batch, term: Term) -> Selected:
    """The facts a `facts` term names."""
    kind, none_before, administrative = term.detail
    columns = batch.facts.get(kind)
    begin = day_number(none_before) if isinstance(none_before, date) else FIRST_DAY
    spans = batch.observed_for(kind)
    sure, maybe = (_NONE, _NONE) if columns is None else matches(columns, term.arguments[0] if term.arguments else None)
    unheard = _unheard(batch, kind) if administrative and kind in batch.observed_by_kind else None
    return Selected(kind, columns, sure, maybe, Intervals(spans.citizen, spans.start, spans.end), batch.size, bool(administrative), begin, unheard=unheard)


def copied(selected: Selected, of: IntArray) -> Selected:
    """The facts of some citizens, as if each were a citizen of their own."""
    def rows_of(citizen: IntArray) -> tuple[IntArray, IntArray]:
        counts = np.bincount(citizen, minlength=selected.size)
        many = counts[of]
        column = np.repeat(np.arange(len(of), dtype=np.int64), many)
        return column, np.arange(len(column), dtype=np.int64) + ((np.cumsum(counts) - counts)[of] - (np.cumsum(many) - many))[column]

    column, rows = rows_of(selected.spans.citizen)
    spans = Intervals(column, selected.spans.start[rows], selected.spans.end[rows])
    columns, sure, maybe = selected.columns, selected.sure, selected.maybe
    if columns is not None:
        column, rows = rows_of(columns.citizen)
        columns = FactColumns(column, columns.start_min[rows], columns.start_max[rows], columns.end_min[rows], columns.end_max[rows],
                              {name: Field(field.values[rows], field.known[rows], field.categories) for name, field in columns.fields.items()})
        sure, maybe = sure[rows], maybe[rows]
    unheard = None if selected.unheard is None else selected.unheard[of]
    return replace(selected, columns=columns, sure=sure, maybe=maybe, spans=spans, size=len(of), unheard=unheard)


def _unheard(batch: Batch, kind: str) -> BoolArray | None:
    """The citizens who were observed, but not at all for this kind."""
    found: BoolArray = np.zeros(batch.size, dtype=np.bool_)
    found[batch.observed.citizen] = True
    found[batch.observed_by_kind[kind].citizen] = False
    return found if found.any() else None


def known_before(observed: Intervals, begin: int, size: int) -> Intervals:
    """The observed days and all days before `begin`: a kind that did not exist then is known not to have happened."""
    everyone = np.arange(size, dtype=np.int64)
    before = Intervals(everyone, np.full(size, FIRST_DAY, dtype=np.int64), np.full(size, begin, dtype=np.int64))
    return combine([observed, before], lambda depth: (depth[0] > 0) | (depth[1] > 0))


def _firsts(selected: Selected, columns: FactColumns) -> Firsts:
    begin, is_code = selected.none_before, selected.kind == WEEK_CODE

    def least(days: DayArray, where: BoolArray) -> DayArray:
        if not where.all():
            days = np.where(where, days, INFINITE)
        return per_citizen(days, columns.citizen, selected.size, np.minimum, INFINITE)

    maybe, sure = selected.maybe, selected.sure
    if begin > FIRST_DAY:
        # What ended before the kind existed is no such fact; what may have ended then is only possible.
        maybe = maybe & (columns.end_max > begin)
        sure = sure & maybe & ((columns.end_min > begin) | (columns.start_max >= begin) | is_code)
    if is_code:
        seen = least(columns.start_min, sure)
        return Firsts(least(columns.start_min, maybe), seen, np.maximum(seen + 6, begin))
    seen = np.maximum(least(columns.start_max, sure), begin)
    alike = maybe is sure and columns.start_min is columns.start_max and begin <= FIRST_DAY
    return Firsts(seen if alike else least(columns.start_min, maybe), seen, seen)


_NONE: BoolArray = np.zeros(0, dtype=np.bool_)
