"""Spells and events: the weeks they touch or fill, and the first of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from integrationrules.dates import FIRST_DAY, LAST_DAY, DayArray, day_number
from integrationrules.rulebook.terms import Term, Type
from integrationrules.timeline.batch import Batch, FactColumns
from integrationrules.verdict import INFINITE, BoolArray, Bounds, IntArray, Truths

from .intervals import Intervals, combine, merge, per_citizen
from .selection import matches
from .weeks import Mask, Period, WeekSet, inside, touched

__all__ = ["Selected", "first_day", "first_index", "known_before", "resident_weeks", "select", "weeks_of"]

WEEK_CODE = "week_code"


@dataclass(frozen=True, slots=True)
class Selected:
    """Facts of one kind that match or may match a condition, as intervals, with the days the kind was observed."""

    kind: str
    columns: FactColumns | None
    sure: BoolArray
    maybe: BoolArray
    certain: Intervals
    """Parts on which a matching fact surely lasts; in citizen order, not merged."""
    possible: Intervals
    stated: Intervals
    """Weeks of which any code is stated (only for `week_code`)."""
    observed: Intervals
    administrative: bool
    none_before: int
    sure_places: IntArray
    """Of each interval in `certain`, the place of its fact in `columns`."""
    maybe_places: IntArray


def select(batch: Batch, term: Term) -> Selected:
    """The facts a `facts` term names."""
    kind, none_before, administrative = term.detail
    columns = batch.facts.get(kind)
    begin = day_number(none_before) if isinstance(none_before, date) else FIRST_DAY
    spans = batch.observed_for(kind)
    observed = Intervals(spans.citizen, spans.start, spans.end)
    if none_before is not None:
        observed = known_before(observed, begin, batch.size)
    if columns is None:
        none = np.zeros(0, dtype=np.int64)
        empty = Intervals(none, none, none)
        return Selected(kind, None, none.astype(np.bool_), none.astype(np.bool_), empty, empty, empty, observed, bool(administrative), begin, none, none)
    sure, maybe = matches(columns, term.arguments[0] if term.arguments else None)
    certain = Intervals(columns.citizen, np.maximum(columns.start_max, begin), columns.end_min)
    possible = Intervals(columns.citizen, np.maximum(columns.start_min, begin), columns.end_max)
    stated = Intervals(columns.citizen, columns.start_min, columns.start_min + 7) if kind == WEEK_CODE else certain.where(np.zeros(len(sure), dtype=np.bool_))
    surely, possibly = sure & (certain.start < certain.end), maybe & (possible.start < possible.end)
    return Selected(kind, columns, sure, maybe, certain.where(surely), possible.where(possibly), stated, observed, bool(administrative), begin,
                    np.flatnonzero(surely), np.flatnonzero(possibly))


def weeks_of(selected: Selected, mode: str, period: Period, last_day: DayArray, size: int, cut: bool = False) -> WeekSet:
    """The weeks of the period with any day, or every day, of the selected facts.

    Days after `last_day` are unknown; where weeks are `cut`, they are not part of their week.
    """
    full = period.full
    if selected.kind == WEEK_CODE:
        return _coded_weeks(selected, mode, period, last_day, size, cut)
    if mode == "any_day":
        certain = touched(selected.certain, period, last_day, size)
        watched = _inside(selected.observed, period, last_day, size, cut)
        outside = watched & ~touched(selected.possible, period, last_day if cut else _forever(last_day), size)
        return WeekSet(certain, full & ~outside)
    certain = _inside(_merged(selected.certain), period, last_day, size, cut)
    absent = combine([selected.observed, selected.possible], lambda depth: (depth[0] > 0) & (depth[1] == 0))
    return WeekSet(certain, full & ~touched(absent, period, last_day, size))


def _inside(parts: Intervals, period: Period, last_day: DayArray, size: int, cut: bool) -> Mask:
    """Weeks that lie wholly in one of the (merged) intervals, as far as they count."""
    if not cut:
        return inside(parts, period, last_day, size)
    everyone = np.arange(size, dtype=np.int64)
    after = Intervals(everyone, np.full(size, int(last_day.max()) + 1, dtype=np.int64), np.full(size, LAST_DAY, dtype=np.int64))
    return inside(combine([parts, after], lambda depth: (depth[0] > 0) | (depth[1] > 0)), period, _forever(last_day), size)


def _coded_weeks(selected: Selected, mode: str, period: Period, last_day: DayArray, size: int, cut: bool) -> WeekSet:
    # A stated code holds for its whole week, observed or not, once its Monday is not after `last_day`.
    mondays = Intervals(selected.stated.citizen, selected.stated.start, selected.stated.start + 1)
    stated = touched(mondays, period, last_day, size)
    possible = touched(mondays.where(selected.maybe), period, last_day, size)
    outside = (_inside(selected.observed, period, last_day, size, cut) | stated) & ~possible & period.full
    if mode == "every_day":
        # A code says that a day was touched, never that all seven were.
        return WeekSet(np.zeros((1, 1), dtype=np.uint16), period.full & ~outside)
    certain = touched(mondays.where(selected.sure), period, last_day, size)
    return WeekSet(certain, period.full & ~outside)


def resident_weeks(batch: Batch, period: Period, last_day: DayArray, cut: bool = False) -> WeekSet:
    """Weeks wholly resident: in `residence` facts if one has begun by `last_day`, else in the observed span; never abroad."""
    residence, abroad = (select(batch, _ALL_OF[kind]) for kind in ("residence", "abroad"))
    observed, away = residence.observed, abroad.possible
    # Most registers know nobody abroad and observe both alike: then the observed days are the answer as they are.
    if len(away.start) or "abroad" in batch.observed_by_kind or "residence" in batch.observed_by_kind:
        # Without a stated residence, a stay abroad that nobody would have seen may have happened.
        by_default = combine([observed, abroad.observed, away], lambda depth: (depth[0] > 0) & (depth[1] > 0) & (depth[2] == 0))
    else:
        by_default = observed
    gone = touched(abroad.certain, period, last_day, batch.size)
    certain = _inside(by_default, period, last_day, batch.size, cut)
    if residence.columns is not None:
        stated = combine([_merged(residence.certain), away], lambda depth: (depth[0] > 0) & (depth[1] == 0))
        begun = touched_ever(residence.possible, last_day, batch.size)
        certain = np.where(begun, _inside(stated, period, last_day, batch.size, cut), certain)
    return WeekSet(certain & ~gone, period.full & ~gone)


def touched_ever(parts: Intervals, last_day: DayArray, size: int) -> BoolArray:
    """Whether any of the intervals has begun by `last_day`."""
    begun = per_citizen(parts.start, parts.citizen, size, np.minimum, LAST_DAY)
    return np.asarray(begun[None, :] <= last_day)


def first_day(selected: Selected, last_day: DayArray, size: int, latest: DayArray | None = None, seen: DayArray | None = None) -> Bounds:
    """The first day of the first fact that has begun by `last_day` (or, not known better, some day up to `latest`).

    Unless the kind is administrative an earlier one may stand in unobserved time, and one that has not been
    seen may come later: the first is bounded by the first unobserved day and the first certain fact. Facts begun
    after `seen` are nobody's knowledge.
    """
    columns = selected.columns
    latest = last_day if latest is None else latest
    greatest: IntArray = np.full((1, 1), INFINITE, dtype=np.int64)
    least: IntArray = greatest
    begun: IntArray = greatest
    if columns is not None and len(columns.citizen):
        horizon, ahead = (days[:, columns.citizen] if days.shape[1] > 1 else days for days in (last_day, latest))
        begin = selected.none_before
        late, early = np.maximum(columns.start_max, begin), np.maximum(columns.start_min, begin)
        # What ended before the kind existed is no such fact; what may have ended then is only possible.
        maybe = selected.maybe & (columns.end_max > begin)
        sure = selected.sure & maybe & ((columns.end_min > begin) | (columns.start_max >= begin) | (selected.kind == WEEK_CODE))
        # Of a week's code the Monday decides whether it is seen; its day is any of the seven.
        seen_late = columns.start_min if selected.kind == WEEK_CODE else late
        begun = greatest = per_citizen(np.where(sure & (seen_late <= horizon), late, INFINITE), columns.citizen, size, np.minimum, INFINITE)
        if latest is not last_day:
            # If there is one by the day, it is no later than any that surely begins by the latest day meant.
            greatest = per_citizen(np.where(sure & (seen_late <= ahead), late, INFINITE), columns.citizen, size, np.minimum, INFINITE)
        least = per_citizen(np.where(maybe & (columns.start_min <= ahead), early, INFINITE), columns.citizen, size, np.minimum, INFINITE)
    if selected.administrative:
        if seen is not None:
            least = np.minimum(least, np.where(latest > seen, seen + 1, INFINITE))
        return Bounds(np.where(least >= INFINITE, -INFINITE, least), greatest, Truths(least >= INFINITE, begun >= INFINITE))
    unseen = first_unobserved(selected, size)[None, :]
    least = np.minimum(least, np.minimum(unseen, np.maximum(last_day + 1, selected.none_before)))
    nothing = np.zeros((1, 1), dtype=np.bool_)
    return Bounds(least, greatest, Truths(nothing, begun >= INFINITE))


def first_unobserved(selected: Selected, size: int) -> IntArray:
    """The first day, not before `none_before`, on which the kind was neither observed nor stated."""
    if selected.none_before <= FIRST_DAY:
        return np.full(size, -INFINITE, dtype=np.int64)
    covered = selected.observed
    if len(selected.stated.start):
        covered = combine([selected.observed, selected.stated], lambda depth: (depth[0] > 0) | (depth[1] > 0))
    holding = (covered.start <= selected.none_before) & (selected.none_before < covered.end)
    found = np.full(size, selected.none_before, dtype=np.int64)
    found[covered.citizen[holding]] = covered.end[holding]
    return found


def first_index(selected: Selected, day: Bounds, size: int) -> IntArray:
    """The place, among the kind's facts, of the fact that surely is the first; -1 where that is not certain."""
    columns = selected.columns
    if columns is None or not len(columns.citizen):
        return np.full((1, 1), -1, dtype=np.int64)
    target = day.greatest[:, columns.citizen] if day.greatest.shape[1] > 1 else day.greatest
    place = np.arange(len(columns.citizen), dtype=np.int64)
    candidate = selected.maybe & (columns.start_min <= target)
    lowest = per_citizen(np.where(candidate, place, INFINITE), columns.citizen, size, np.minimum, INFINITE)
    highest = per_citizen(np.where(candidate, place, -1), columns.citizen, size, np.maximum, -1)
    only = np.asarray(np.where((lowest == highest) & (highest >= 0), highest, 0))
    # It is the first where the day is known; or where all that is not known of the day is the fact's own imprecision.
    own = (day.least == np.maximum(columns.start_min[only], selected.none_before)) & (day.greatest == np.maximum(columns.start_max[only], selected.none_before))
    return np.asarray(np.where((lowest == highest) & (highest >= 0) & (day.exact | own), highest, -1))


def known_before(observed: Intervals, begin: int, size: int) -> Intervals:
    """The observed days and all days before `begin`: a kind that did not exist then is known not to have happened."""
    everyone = np.arange(size, dtype=np.int64)
    before = Intervals(everyone, np.full(size, FIRST_DAY, dtype=np.int64), np.full(size, begin, dtype=np.int64))
    return combine([observed, before], lambda depth: (depth[0] > 0) | (depth[1] > 0))


def _merged(parts: Intervals) -> Intervals:
    order = np.lexsort((parts.start, parts.citizen))
    return merge(Intervals(parts.citizen[order], parts.start[order], parts.end[order]))


def _forever(last_day: DayArray) -> DayArray:
    return np.full((1, 1), LAST_DAY - 1, dtype=np.int64)


_ALL_OF = {kind: Term("facts", Type("facts", kind), (), (kind, None, False)) for kind in ("residence", "abroad")}
