"""Spells and events: the weeks they touch or fill, and the first of them."""

from __future__ import annotations

import numpy as np

from integrationrules.dates import LAST_DAY, DayArray
from integrationrules.rulebook.terms import Term, Type
from integrationrules.timeline.batch import Batch
from integrationrules.verdict import INFINITE, BoolArray, Bounds, IntArray, Truths

from .intervals import Intervals, combine, per_citizen
from .runs import less
from .selected import WEEK_CODE, Selected, select
from .weeks import Mask, Period, WeekSet, inside, touched

__all__ = ["first_day", "first_index", "resident_weeks", "weeks_of"]


def weeks_of(selected: Selected, mode: str, period: Period, last_day: DayArray, size: int, cut: bool = False,
             watched: dict[int, Mask] | None = None) -> WeekSet:
    """The weeks of the period with any day, or every day, of the selected facts.

    Days after `last_day` are unknown; where weeks are `cut`, they are not part of their week. `watched` keeps the weeks that were wholly
    observed, for what is asked of other facts that were observed on the same days.
    """
    full = period.full
    if selected.kind != WEEK_CODE and mode == "every_day":
        certain = _inside(selected.certain_days.parts, period, last_day, size, cut)
        return WeekSet(certain, full & ~touched(selected.absent, period, last_day, size))
    watched, days = {} if watched is None else watched, id(selected.observed.start)
    if days not in watched:
        watched[days] = _inside(selected.observed, period, last_day, size, cut)
    if selected.kind == WEEK_CODE:
        return _coded_weeks(selected, mode, period, last_day, size, watched[days])
    certain = touched(selected.certain, period, last_day, size)
    outside = watched[days] & ~touched(selected.possible, period, last_day if cut else _forever(last_day), size)
    return WeekSet(certain, full & ~outside)


def _inside(parts: Intervals, period: Period, last_day: DayArray, size: int, cut: bool) -> Mask:
    """Weeks that lie wholly in one of the (merged) intervals, as far as they count."""
    if not cut:
        return inside(parts, period, last_day, size)
    everyone = np.arange(size, dtype=np.int64)
    after = Intervals(everyone, np.full(size, int(last_day.max()) + 1, dtype=np.int64), np.full(size, LAST_DAY, dtype=np.int64))
    return inside(combine([parts, after], lambda depth: (depth[0] > 0) | (depth[1] > 0)), period, _forever(last_day), size)


def _coded_weeks(selected: Selected, mode: str, period: Period, last_day: DayArray, size: int, watched: Mask) -> WeekSet:
    # A stated code holds for its whole week, observed or not, once its Monday is not after `last_day`.
    mondays = Intervals(selected.stated.citizen, selected.stated.start, selected.stated.start + 1)
    stated = touched(mondays, period, last_day, size)
    possible = touched(mondays.where(selected.maybe), period, last_day, size)
    outside = (watched | stated) & ~possible & period.full
    if mode == "every_day":
        # A code says that a day was touched, never that all seven were.
        return WeekSet(np.zeros((1, 1), dtype=np.uint16), period.full & ~outside)
    certain = touched(mondays.where(selected.sure), period, last_day, size)
    return WeekSet(certain, period.full & ~outside)


def resident_weeks(batch: Batch, period: Period, last_day: DayArray, cut: bool = False) -> WeekSet:
    """Weeks wholly resident: in `residence` facts if one has begun by `last_day`, else in the observed span; never abroad."""
    residence, abroad = (select(batch, _ALL_OF[kind]) for kind in ("residence", "abroad"))
    observed, away = residence.observed, abroad.possible
    by_default = observed
    if "abroad" in batch.observed_by_kind or "residence" in batch.observed_by_kind:
        # Without a stated residence, a stay abroad that nobody would have seen may have happened.
        by_default = combine([observed, abroad.observed], lambda depth: (depth[0] > 0) & (depth[1] > 0))
    # Most registers know nobody abroad: then the days observed are the answer as they are.
    if len(away.start):
        by_default = less(by_default, away)
    gone = touched(abroad.certain, period, last_day, batch.size)
    certain = _inside(by_default, period, last_day, batch.size, cut)
    if residence.columns is not None:
        stated = less(residence.certain, away)
        begun = touched_ever(residence.possible, last_day, batch.size)
        certain = np.where(begun, _inside(stated, period, last_day, batch.size, cut), certain)
    return WeekSet(certain & ~gone, period.full & ~gone)


def touched_ever(parts: Intervals, last_day: DayArray, size: int) -> BoolArray:
    """Whether any of the intervals has begun by `last_day`."""
    begun = per_citizen(parts.start, parts.citizen, size, np.minimum, LAST_DAY)
    return np.asarray(begun[None, :] <= last_day)


def first_day(selected: Selected, last_day: DayArray, size: int, latest: DayArray | None = None, seen: DayArray | None = None,
              of: IntArray | None = None) -> Bounds:
    """The first day of the first fact that has begun by `last_day` (or, not known better, some day up to `latest`).

    Unless the kind is administrative an earlier one may stand in unobserved time, and one that has not been
    seen may come later: the first is bounded by the first unobserved day and the first certain fact. Facts begun
    after `seen` are nobody's knowledge. `of` are the citizens of the columns (None: everyone).
    """
    latest = last_day if latest is None else latest
    greatest: IntArray = _NEVER
    least: IntArray = _NEVER
    begun: IntArray = _NEVER
    if (firsts := selected.firsts) is not None:
        maybe = spread(firsts.maybe, of)
        seen_on, late = spread(firsts.seen, of), spread(firsts.sure, of)
        begun = greatest = np.where(seen_on <= last_day, late, INFINITE)
        if latest is not last_day:
            # If there is one by the day, it is no later than any that surely begins by the latest day meant.
            greatest = np.where(seen_on <= latest, late, INFINITE)
        least = greatest if firsts.maybe is firsts.seen and latest is last_day else np.where(maybe <= latest, np.maximum(maybe, selected.none_before), INFINITE)
    if not selected.administrative:
        return _open_first(selected, least, greatest, begun, last_day, of)
    stated = _stated_first(least, greatest, begun, latest, seen)
    if selected.unheard is None:
        return stated
    unheard = spread(selected.unheard, of)
    return _open_first(selected, least, greatest, begun, last_day, of).either(stated, Truths(unheard, unheard))


def _stated_first(least: IntArray, greatest: IntArray, begun: IntArray, latest: DayArray, seen: DayArray | None) -> Bounds:
    """Of an administrative kind: what is not stated did not happen."""
    if seen is not None:
        least = np.minimum(least, np.where(latest > seen, seen + 1, INFINITE))
    never = begun >= INFINITE
    if least is greatest:
        return Bounds(greatest, greatest, Truths(never, never))
    absent = least >= INFINITE
    return Bounds(np.where(absent, -INFINITE, least), greatest, Truths(absent, never))


def _open_first(selected: Selected, least: IntArray, greatest: IntArray, begun: IntArray, last_day: DayArray, of: IntArray | None) -> Bounds:
    """Of another kind: there may be one on the first unobserved day."""
    unseen = spread(selected.unobserved_from, of)
    least = np.minimum(least, np.minimum(unseen, np.maximum(last_day + 1, selected.none_before)))
    return Bounds(least, greatest, Truths(_NOT, begun >= INFINITE))


def first_index(selected: Selected, day: Bounds, size: int, of: IntArray | None = None) -> IntArray:
    """The place, among the kind's facts, of the fact that surely is the first; -1 where that is not certain."""
    columns = selected.columns
    if columns is None or not len(columns.citizen):
        return np.full((1, 1), -1, dtype=np.int64)
    place, begins, second = (spread(one, of) for one in selected.heads)
    alone = (begins <= day.greatest) & (day.greatest < second)
    # It is the first where the day is known; or where all that is not known of the day is the fact's own imprecision.
    early, late = (np.maximum(days[place], selected.none_before) for days in (columns.start_min, columns.start_max))
    own = (day.least == early) & (day.greatest == late)
    return np.asarray(np.where(alone & (day.exact | own), place, -1))


def spread(values: np.ndarray, of: IntArray | None) -> np.ndarray:
    """What is known of each citizen as a row: of those in the columns."""
    return values[None, :] if of is None or len(values) == 1 else values[of][None, :]


def _forever(last_day: DayArray) -> DayArray:
    return np.full((1, 1), LAST_DAY - 1, dtype=np.int64)


_NEVER: IntArray = np.full((1, 1), INFINITE, dtype=np.int64)
_NOT: BoolArray = np.zeros((1, 1), dtype=np.bool_)
_ALL_OF = {kind: Term("facts", Type("facts", kind), (), (kind, None, False)) for kind in ("residence", "abroad")}
