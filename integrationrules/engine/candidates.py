"""Candidates: spells or events looked at one by one, each with the days it may begin and end on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from integrationrules.dates import FIRST_DAY, LAST_DAY, DayArray
from integrationrules.rulebook.terms import Term
from integrationrules.verdict import INFINITE, BoolArray, Bounds, IntArray, Truths

from .intervals import NO_INTERVALS, Intervals
from .runs import Runs, citizens_and_days, keys, union, without
from .selected import Selected

if TYPE_CHECKING:
    from .run import Run

__all__ = ["Candidates", "Group", "candidates_of"]


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one reading of a candidate: which count, cut at the day asked about."""

    sources: tuple[Selected, ...]
    on: DayArray
    """The last day seen: one a citizen, or one for all."""

    def seen(self, citizen: IntArray) -> DayArray:
        """The last day seen of each of some citizens."""
        return self.on if len(self.on) == 1 else self.on[citizen]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidates in citizen order, one column each; `exists` has a row a question where readings differ."""

    citizen: IntArray
    start: Bounds
    end: Bounds
    exists: Truths
    place: IntArray | None
    """The fact, in the columns of its kind, where a candidate is a single fact; else -1."""
    group: IntArray
    groups: tuple[Group, ...]

    def some(self, places: IntArray) -> Candidates:
        """Only some of them."""
        def of(value: Bounds) -> Bounds:
            least = value.least[:, places]
            greatest = least if value.is_exact else value.greatest[:, places]
            return Bounds(least, least if np.array_equal(least, greatest) else greatest)

        exists = Truths(self.exists.sure[:, places], self.exists.possible[:, places])
        place = None if self.place is None else self.place[places]
        return Candidates(self.citizen[places], of(self.start), of(self.end), exists, place, self.group[places], self.groups)


def candidates_of(run: Run, term: Term) -> Candidates:
    """The candidates of a `candidates` term, under every reading among the rows."""
    gap, weekends, merged, *pairs = term.arguments
    facts, conditions = pairs[::2], pairs[1::2]
    settings = [run.bounds(gap).least[:, 0], run.truths(weekends).sure[:, 0], run.truths(merged).sure[:, 0],
                *(run.truths(condition).sure[:, 0] for condition in conditions)]
    rows = max(len(one) for one in settings)
    readings = list(zip(*(np.broadcast_to(one, rows).tolist() for one in settings), strict=True))
    distinct = list(dict.fromkeys(readings))
    on = run.questions.on[0]
    groups: list[Group] = []
    parts: list[_Part] = []
    for days, over_weekends, joined, *active in distinct:
        sources = tuple(run.facts(one) for one, counts in zip(facts, active, strict=True) if counts)
        groups.append(Group(sources, on))
        parts.append(_of_group(groups[-1], int(days), bool(over_weekends), bool(joined)))
    return _together(parts, groups, np.array([distinct.index(key) for key in readings], dtype=np.int64))


@dataclass(frozen=True, slots=True)
class _Part:
    citizen: IntArray
    start_least: DayArray
    start_greatest: DayArray
    end_least: DayArray
    end_greatest: DayArray
    sure: BoolArray
    place: IntArray | None = None


def _together(parts: Sequence[_Part], groups: Sequence[Group], row_group: IntArray) -> Candidates:
    group = np.repeat(np.arange(len(parts), dtype=np.int16), [len(part.citizen) for part in parts])
    found = _concatenated(parts)
    numbers = keys(found.citizen, found.start_least)
    if not (numbers[1:] >= numbers[:-1]).all():
        order = np.argsort(numbers, kind="stable")
        group = group[order]
        found = _Part(*(None if column is None else column[order] for column in _columns(found)))  # type: ignore[arg-type]
    live = group[None, :] == row_group[:, None] if len(parts) > 1 else _ALWAYS
    exists = Truths(found.sure[None, :] & live, np.broadcast_to(live, (len(live), len(found.citizen))))
    return Candidates(found.citizen, _bounds(found.start_least, found.start_greatest), _bounds(found.end_least, found.end_greatest), exists,
                      found.place, group, tuple(groups))


def _bounds(least: DayArray, greatest: DayArray) -> Bounds:
    low = _open(least)[None, :]
    return Bounds(low, low if least is greatest or np.array_equal(least, greatest) else _open(greatest)[None, :])


def _open(days: DayArray) -> DayArray:
    if days.size and days.min() <= FIRST_DAY:
        days = np.where(days <= FIRST_DAY, -INFINITE, days)
    return np.where(days >= LAST_DAY, INFINITE, days) if days.size and days.max() >= LAST_DAY else days


def _seen(selected: Selected, group: Group) -> tuple[Intervals, Intervals]:
    """The certain and the possible days of the facts that have begun by the last day seen; what lasts on it may last for ever."""
    found = selected.certain
    end = np.minimum(found.end, group.seen(found.citizen) + 1)
    certain = Intervals(found.citizen, found.start, end).where(found.start < end)
    found = selected.possible
    last = group.seen(found.citizen)
    return certain, Intervals(found.citizen, found.start, np.where(found.end > last, LAST_DAY, found.end)).where(found.start <= last)


def _apart(selected: Selected, group: Group) -> Intervals:
    """The possible days of facts without a certain day by the last day seen: those of others belong to their certain days."""
    lonely = selected.maybe.copy()
    lonely[selected.sure_places[selected.certain.start <= group.seen(selected.certain.citizen)]] = False
    if not lonely.any():
        return NO_INTERVALS
    found = selected.possible.where(lonely[selected.maybe_places])
    last = group.seen(found.citizen)
    return Intervals(found.citizen, found.start, np.where(found.end > last, LAST_DAY, found.end)).where(found.start <= last)


def unseen(selected: Selected, group: Group) -> Intervals:
    """The days up to the last on which the kind was not observed; a fact begun then may last for ever."""
    if selected.administrative and selected.unheard is None:
        return NO_INTERVALS
    found = selected.unobserved
    if selected.unheard is not None:
        found = found.where(selected.unheard[found.citizen])
    last = group.seen(found.citizen)
    return Intervals(found.citizen, found.start, np.where(found.end > last, LAST_DAY, found.end)).where(found.start <= last)


def _of_group(group: Group, gap: int, weekends: bool, joined: bool) -> _Part:
    if not group.sources:
        return _concatenated([])
    hidden = [unseen(one, group) for one in group.sources]
    if not joined:
        singles = [_single(one, group, len({source.kind for source in group.sources}) == 1) for one in group.sources if one.columns is not None]
        return _concatenated([*singles, *(_possible_only(one.citizen, one.start, one.end, group) for one in hidden)])
    days = [_seen(one, group) for one in group.sources]
    certain = union([one for one, _ in days])
    runs = certain if gap == 0 and not weekends else union([one for one, _ in days], gap, weekends)
    wide = union([*(possible for _, possible in days), *hidden], gap, weekends)
    sure = _sure(runs, wide)
    if np.array_equal(wide[0], runs[0]) and np.array_equal(wide[1], runs[1]):
        return _reaching(sure, group)
    # A break that a certain run bridges is no candidate of its own.
    starts, ends = without(union([*(_apart(one, group) for one in group.sources), *hidden], gap, weekends), runs)
    citizen, start = citizens_and_days(starts)
    return _reaching(_concatenated([sure, _possible_only(citizen, start, citizens_and_days(ends)[1], group)]), group)


def _sure(runs: Runs, wide: Runs) -> _Part:
    """Every certain run lies in one of the runs it may be part of."""
    around = np.searchsorted(wide[0], runs[0], side="right") - 1
    citizen, start = citizens_and_days(runs[0])
    begin, end, until = (citizens_and_days(numbers)[1] for numbers in (wide[0][around], runs[1], wide[1][around]))
    return _Part(citizen, begin, start, end, until, np.ones(len(start), dtype=np.bool_))


def _reaching(part: _Part, group: Group) -> _Part:
    """A candidate that is seen to the last day may go on."""
    return replace(part, end_greatest=np.where(part.end_greatest > group.seen(part.citizen), LAST_DAY, part.end_greatest))


def _single(selected: Selected, group: Group, only: bool) -> _Part:
    """Every fact for itself."""
    columns = selected.columns
    assert columns is not None
    last, begin = group.seen(columns.citizen), selected.none_before
    keep = selected.maybe & (columns.start_min <= last) & (columns.end_max > begin)
    end = np.where(columns.end_max > last, LAST_DAY, columns.end_max)
    sure = selected.sure & (columns.start_max <= last) & (columns.start_min >= begin)
    # However early it ends, a fact has at least the day it begins on.
    least = np.maximum(np.minimum(columns.end_min, last + 1), columns.start_min + 1)
    return _Part(columns.citizen[keep], np.maximum(columns.start_min, begin)[keep], np.maximum(columns.start_max, begin)[keep],
                 least[keep], end[keep], sure[keep], np.flatnonzero(keep) if only else None)


def _possible_only(citizen: IntArray, start: DayArray, end: DayArray, group: Group) -> _Part:
    """Days on which there may be a candidate that no certain day belongs to; it has begun by the last day seen."""
    seen = group.seen(citizen)
    begun = start <= seen
    if not begun.all():
        citizen, start, end, seen = citizen[begun], start[begun], end[begun], group.seen(citizen[begun])
    early = np.where(start <= FIRST_DAY, start, start + 1)
    return _Part(citizen, start, np.minimum(end - 1, seen), early, end, np.zeros(len(start), dtype=np.bool_))


def _concatenated(parts: Sequence[_Part]) -> _Part:
    if len(parts) == 1:
        return parts[0]
    if not parts:
        days = NO_INTERVALS.start
        return _Part(days, days, days, days, days, np.zeros(0, dtype=np.bool_))
    *columns, places = zip(*map(_columns, parts), strict=True)
    place = None
    if any(one is not None for one in places):
        place = np.concatenate([np.full(len(part.citizen), -1, dtype=np.int64) if part.place is None else part.place for part in parts])
    citizen, start, begun, end, until, sure = map(np.concatenate, columns)
    return _Part(citizen, start, begun, end, until, sure, place)


def _columns(part: _Part) -> tuple[IntArray | BoolArray | None, ...]:
    return part.citizen, part.start_least, part.start_greatest, part.end_least, part.end_greatest, part.sure, part.place


_ALWAYS: BoolArray = np.ones((1, 1), dtype=np.bool_)
