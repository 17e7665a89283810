"""Candidates: spells or events looked at one by one, each with the days it may begin and end on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from integrationrules.dates import FIRST_DAY, LAST_DAY, DayArray
from integrationrules.rulebook.terms import Term
from integrationrules.verdict import INFINITE, BoolArray, Bounds, IntArray, Truths

from .intervals import Intervals, combine
from .spells import Selected

if TYPE_CHECKING:
    from .run import Run

__all__ = ["Candidates", "Group", "candidates_of"]


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one reading of a candidate: which count, cut at the day asked about."""

    sources: tuple[Selected, ...]
    on: DayArray
    """The last day seen, one a citizen."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidates in citizen order, one column each; `exists` has a row a question where readings differ."""

    citizen: IntArray
    start: Bounds
    end: Bounds
    exists: Truths
    place: IntArray
    """The fact, in the columns of its kind, where a candidate is a single fact; else -1."""
    group: IntArray
    groups: tuple[Group, ...]


def candidates_of(run: Run, term: Term) -> Candidates:
    """The candidates of a `candidates` term, under every reading among the rows."""
    gap, weekends, merged, *pairs = term.arguments
    facts, conditions = pairs[::2], pairs[1::2]
    settings = [run.bounds(gap).least[:, 0], run.truths(weekends).sure[:, 0], run.truths(merged).sure[:, 0],
                *(run.truths(condition).sure[:, 0] for condition in conditions)]
    rows = max(len(one) for one in settings)
    keys = list(zip(*(np.broadcast_to(one, rows).tolist() for one in settings), strict=True))
    distinct = list(dict.fromkeys(keys))
    on = np.broadcast_to(run.questions.on[0], run.batch.size)
    groups: list[Group] = []
    parts: list[_Part] = []
    for days, over_weekends, joined, *active in distinct:
        sources = tuple(run.facts(one) for one, counts in zip(facts, active, strict=True) if counts)
        groups.append(Group(sources, on))
        parts.append(_of_group(groups[-1], int(days), bool(over_weekends), bool(joined), run.batch.size))
    return _together(parts, groups, np.array([distinct.index(key) for key in keys], dtype=np.int64), run.batch.size)


@dataclass(frozen=True, slots=True)
class _Part:
    citizen: IntArray
    start_least: DayArray
    start_greatest: DayArray
    end_least: DayArray
    end_greatest: DayArray
    sure: BoolArray
    place: IntArray


def _together(parts: Sequence[_Part], groups: Sequence[Group], row_group: IntArray, size: int) -> Candidates:
    citizen = np.concatenate([part.citizen for part in parts])
    group = np.repeat(np.arange(len(parts), dtype=np.int64), [len(part.citizen) for part in parts])
    starts = np.concatenate([part.start_least for part in parts])
    order = np.lexsort((group, starts, citizen))

    def column(name: str) -> IntArray:
        return np.asarray(np.concatenate([getattr(part, name) for part in parts])[order])

    start = Bounds(_open(column("start_least"))[None, :], _open(column("start_greatest"))[None, :])
    end = Bounds(_open(column("end_least"))[None, :], _open(column("end_greatest"))[None, :])
    sure = column("sure").astype(np.bool_)[None, :]
    group = group[order]
    live = group[None, :] == row_group[:, None] if len(parts) > 1 else np.ones((1, 1), dtype=np.bool_)
    return Candidates(citizen[order], start, end, Truths(sure & live, np.broadcast_to(live, (len(live), len(citizen)))),
                      column("place"), group, tuple(groups))


def _open(days: DayArray) -> DayArray:
    return np.where(days <= FIRST_DAY, -INFINITE, np.where(days >= LAST_DAY, INFINITE, days))


def seen(selected: Selected, on: DayArray) -> tuple[Intervals, Intervals]:
    """The certain and the possible days of the facts that have begun by `on`; what lasts on `on` may last for ever."""
    found = selected.certain
    end = np.minimum(found.end, on[found.citizen] + 1)
    certain = Intervals(found.citizen, found.start, end).where(found.start < end)
    found = selected.possible
    end = np.where(found.end > on[found.citizen], LAST_DAY, found.end)
    return certain, Intervals(found.citizen, found.start, end).where(found.start <= on[found.citizen])


def _apart(selected: Selected, on: DayArray) -> Intervals:
    """The possible days, by `on`, of facts without a certain day: those of others belong to their certain days."""
    anchored = selected.sure_places[selected.certain.start <= on[selected.certain.citizen]]
    _, possible = seen(replace(selected, possible=selected.possible.where(~np.isin(selected.maybe_places, anchored))), on)
    return possible


def unseen(selected: Selected, on: DayArray, size: int) -> Intervals:
    """The days up to `on` on which the kind was not observed; a fact begun then may last for ever."""
    everyone = np.arange(size, dtype=np.int64)
    if selected.administrative:
        return Intervals(everyone[:0], everyone[:0], everyone[:0])
    begin = np.full(size, selected.none_before, dtype=np.int64)
    until = Intervals(everyone, np.minimum(begin, on + 1), on + 1).where(begin <= on)
    hidden = combine([until, selected.observed], lambda depth: (depth[0] > 0) & (depth[1] == 0))
    return replace(hidden, end=np.where(hidden.end > on[hidden.citizen], LAST_DAY, hidden.end))


def _of_group(group: Group, gap: int, weekends: bool, joined: bool, size: int) -> _Part:
    if not group.sources:
        nothing: IntArray = np.zeros(0, dtype=np.int64)
        return _Part(nothing, nothing, nothing, nothing, nothing, nothing.astype(np.bool_), nothing)
    hidden = [unseen(one, group.on, size) for one in group.sources]
    if not joined:
        parts = [_single(one, group.on, len({source.kind for source in group.sources}) == 1) for one in group.sources]
        outside = _sorted([interval for interval in hidden if len(interval.start)])
        return _concatenated([*parts, *([_possible_only(outside, group.on)] if outside is not None else [])])
    days = [seen(one, group.on) for one in group.sources]
    certain = _sorted([one for one, _ in days])
    either = _sorted([part for pair in days for part in pair] + hidden)
    assert certain is not None
    assert either is not None
    runs, wide = bridged(certain, gap, weekends), bridged(either, gap, weekends)
    # Every certain run lies in one of the runs it may be part of.
    span = LAST_DAY - FIRST_DAY + 2
    around = np.searchsorted(wide.citizen * span + wide.start - FIRST_DAY, runs.citizen * span + runs.start - FIRST_DAY, side="right") - 1
    sure = _Part(runs.citizen, wide.start[around], runs.start, runs.end, wide.end[around],
                 np.ones(len(runs.start), dtype=np.bool_), np.full(len(runs.start), -1, dtype=np.int64))
    if np.array_equal(wide.start, runs.start) and np.array_equal(wide.end, runs.end):
        return _reaching(sure, group.on)
    apart = _sorted([*(_apart(one, group.on) for one in group.sources), *hidden])
    assert apart is not None
    # A break that a certain run bridges is no candidate of its own.
    between = combine([bridged(apart, gap, weekends), runs], lambda depth: (depth[0] > 0) & (depth[1] == 0))
    return _reaching(_concatenated([sure, _possible_only(between, group.on)]), group.on)


def _reaching(part: _Part, on: DayArray) -> _Part:
    """A candidate that is seen to the last day may go on."""
    return replace(part, end_greatest=np.where(part.end_greatest > on[part.citizen], LAST_DAY, part.end_greatest))


def _single(selected: Selected, on: DayArray, only: bool) -> _Part:
    """Every fact for itself."""
    columns = selected.columns
    if columns is None:
        nothing: IntArray = np.zeros(0, dtype=np.int64)
        return _Part(nothing, nothing, nothing, nothing, nothing, nothing.astype(np.bool_), nothing)
    last, begin = on[columns.citizen], selected.none_before
    keep = selected.maybe & (columns.start_min <= last) & (columns.end_max > begin)
    end = np.where(columns.end_max > last, LAST_DAY, columns.end_max)
    sure = selected.sure & (columns.start_max <= last) & (columns.start_min >= begin)
    place = np.arange(len(columns.citizen), dtype=np.int64) if only else np.full(len(columns.citizen), -1, dtype=np.int64)
    # However early it ends, a fact has at least the day it begins on.
    least = np.maximum(np.minimum(columns.end_min, last + 1), columns.start_min + 1)
    return _Part(columns.citizen[keep], np.maximum(columns.start_min, begin)[keep], np.maximum(columns.start_max, begin)[keep],
                 least[keep], end[keep], sure[keep], place[keep])


def _possible_only(parts: Intervals, on: DayArray) -> _Part:
    """Days on which there may be a candidate that no certain day belongs to; it has begun by the last day seen."""
    parts = parts.where(parts.start <= on[parts.citizen])
    last = np.minimum(parts.end - 1, on[parts.citizen])
    early = np.where(parts.start <= FIRST_DAY, parts.start, parts.start + 1)
    return _Part(parts.citizen, parts.start, last, early, parts.end, np.zeros(len(parts.start), dtype=np.bool_),
                 np.full(len(parts.start), -1, dtype=np.int64))


def _concatenated(parts: Sequence[_Part]) -> _Part:
    names = ("citizen", "start_least", "start_greatest", "end_least", "end_greatest", "sure", "place")
    return _Part(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _sorted(parts: Sequence[Intervals]) -> Intervals | None:
    if not parts:
        return None
    citizen, start, end = (np.concatenate([getattr(part, name) for part in parts]) for name in ("citizen", "start", "end"))
    order = np.lexsort((start, citizen))
    return Intervals(citizen[order], start[order], end[order])


def bridged(parts: Intervals, gap: int, weekends: bool) -> Intervals:
    """Intervals joined where they touch, or where no more than `gap` days, or only Saturdays and Sundays, lie between."""
    if len(parts.start) < 2:
        return parts
    span = LAST_DAY - FIRST_DAY + 2
    base = parts.citizen * span - FIRST_DAY
    reach = np.maximum.accumulate(parts.end + base)
    before, start = reach[:-1], parts.start[1:] + base[1:]
    near = start - before <= gap
    if weekends:
        weekday = (before - base[:-1] + 3) % 7
        near |= ((start - before == 1) & (weekday >= 5)) | ((start - before == 2) & (weekday == 5))
    fresh = np.append(True, ~(near & (parts.citizen[1:] == parts.citizen[:-1])))
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(parts.start)) - 1
    return Intervals(parts.citizen[first], parts.start[first], reach[last] - base[last])
