"""Counting weeks on support that begin anew after enough weeks of self-support: the ladder's recursion."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from integrationrules.dates import FIRST_DAY, LAST_DAY, DayArray, after_days, mondays
from integrationrules.rulebook.terms import Term
from integrationrules.verdict import INFINITE, TRUE, BoolArray, Bounds, IntArray, Truths

from .values import Value, wide
from .weeks import MOST_WEEKS, Mask, Period, WeekSet

if TYPE_CHECKING:
    from .run import Operation, Run

__all__ = ["NO", "OPERATIONS", "YES", "masks", "weekly"]

NO, MAYBE, YES = 0, 1, 2
NEVER = 1 << 30
"""More weeks than there are."""


def _tally(run: Run, term: Term) -> Value:
    of, begins, *restarts = term.arguments
    period = run.questions.period
    assert period is not None
    asked = period.first_monday
    last = int(asked.max())
    begin, latest, unseen = _begin(run, begins)
    first = int(mondays(np.array([max(int(begin.min(initial=last)), FIRST_DAY + 7)]))[0])
    sets = [of, restarts[0]] if restarts else [of]
    states = [weekly(run, one, first, last) for one in sets]
    after, within, limited, at_once = _limits(run, restarts)
    columns = (asked, begin, latest, unseen, after, within, at_once.sure, at_once.possible)
    shape = np.broadcast_shapes((run.questions.size, 1), limited.shape, *(one.shape for one in columns), *(one.shape[:2] for one in states))
    cells: list[NDArray[Any]] = [np.broadcast_to(one, shape) for one in columns]
    least, greatest = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    supported = np.broadcast_to(states[0], (*shape, states[0].shape[2]))
    free = np.broadcast_to(states[-1], (*shape, states[-1].shape[2])) if restarts else np.zeros((*shape, supported.shape[2]), dtype=np.uint8)
    done: dict[tuple[bytes, bytes, int, int, int, bool, bool], tuple[int, int]] = {}
    for cell in np.ndindex(*shape):
        day, earliest, sure_from, more, needed, months, sure, possible = (int(one[cell]) for one in cells)
        start, certain, weeks = ((one - first) // 7 for one in (earliest, sure_from, day + 7))
        # Weeks before the latest day it may be counted from are counted perhaps.
        on, off = (np.append(np.minimum(one[cell][start:min(certain, weeks)], MAYBE), one[cell][max(start, certain):weeks]).tobytes()
                   for one in (supported, free)) if certain > start else (one[cell][start:weeks].tobytes() for one in (supported, free))
        found = []
        for reading in {sure, possible}:
            key = (on, off, first + 7 * start, needed, months, bool(reading), bool(more))
            if key not in done:
                done[key] = _count(*key)
            found.append(done[key])
        least[cell], greatest[cell] = min(low for low, _ in found), max(high for _, high in found)
    return Bounds(np.where(limited, least, 0), greatest)


def _begin(run: Run, begins: Term) -> tuple[DayArray, DayArray, BoolArray]:
    """The Mondays it is counted from: at the earliest and at the latest; and whether weeks before the first may count too."""
    known = _first_known(run)[None, :]
    if begins.operation == "none":
        return known, np.full((1, 1), FIRST_DAY, dtype=np.int64), np.array([[True]])
    day = wide(run.bounds(begins))
    unseen = day.absent.possible | (day.least <= FIRST_DAY)
    earliest = np.where(unseen, known, mondays(np.clip(day.least, FIRST_DAY + 7, LAST_DAY - 7)))
    latest = np.where(day.absent.sure, FIRST_DAY, mondays(np.clip(day.greatest, FIRST_DAY + 7, LAST_DAY - 7)))
    return earliest, latest, unseen


def _limits(run: Run, restarts: Sequence[Term]) -> tuple[IntArray, IntArray, BoolArray, Truths]:
    """The weeks needed and the months they lie in; whether both are known (else nothing surely begins anew); whether at once."""
    if not restarts:
        return np.array([[NEVER]]), np.array([[1]]), np.array([[True]]), TRUE
    after, within = (wide(run.bounds(one)) for one in restarts[1:3])
    known = after.exact & within.exact
    return np.where(known, after.least, NEVER), np.where(known, within.least, 1), known, run.truths(restarts[3])


def _first_known(run: Run) -> DayArray:
    """For each citizen the first day that was observed or is stated."""
    batch = run.batch
    found = np.full(batch.size, LAST_DAY if batch.weeks is None else batch.weeks.first_monday, dtype=np.int64)
    for spans in (batch.observed, *batch.observed_by_kind.values()):
        np.minimum.at(found, spans.citizen, spans.start)
    for columns in batch.facts.values():
        np.minimum.at(found, columns.citizen, columns.start_min)
    return np.asarray(mondays(found))


def weekly(run: Run, term: Term, first: int, last: int) -> NDArray[np.uint8]:
    """NO, MAYBE or YES for each row, citizen and week from `first` to `last`."""
    weeks = (last - first) // 7 + 1
    chunks = -(-weeks // MOST_WEEKS)
    found, rows = masks(run, term, first, chunks)
    states = _unpacked(found.certain, chunks) + _unpacked(found.possible, chunks)
    by_row: NDArray[np.uint8] = states[rows][:, :, :weeks]
    return by_row


def masks(run: Run, term: Term, first: int, chunks: int) -> tuple[WeekSet, IntArray]:
    """The set in so many chunks of `MOST_WEEKS` weeks from `first`: one row a chunk, for each different row; and which of these each row is."""
    options = run.questions.options
    # Rows that differ in nothing the set hangs on are the same rows.
    used = sorted({str(node.detail) for node in term.walk() if node.operation == "assumption"})
    on = np.broadcast_to(run.questions.on, (run.questions.size, run.questions.on.shape[1]))
    keys = [(*(int(options[name][row if len(options[name]) > 1 else 0, 0]) for name in used), on[row].tobytes()) for row in range(run.questions.size)]
    distinct = list(dict.fromkeys(keys))
    chosen = [keys.index(key) for key in distinct]
    starts = first + 7 * MOST_WEEKS * np.arange(chunks, dtype=np.int64)
    questions = replace(
        run.questions, size=len(chosen) * chunks, on=np.repeat(on[chosen], chunks, axis=0),
        period=Period(np.tile(starts, len(chosen))[:, None], np.full((len(chosen) * chunks, 1), MOST_WEEKS, dtype=np.int64)),
        options={name: np.repeat(np.broadcast_to(values, (run.questions.size, 1))[chosen], chunks, axis=0) for name, values in options.items()},
    )
    found = run.asked(questions).weeks(term)
    certain, possible = (np.broadcast_to(one, (questions.size, one.shape[1])) for one in (found.certain, found.possible))
    return WeekSet(certain, possible), np.array([distinct.index(key) for key in keys])


def _unpacked(whole: Mask, chunks: int) -> NDArray[np.uint8]:
    rows = len(whole) // chunks
    bits = (whole[:, :, None] >> np.arange(MOST_WEEKS, dtype=np.uint16)) & 1
    weeks = bits.astype(np.uint8).reshape(rows, chunks, whole.shape[1], MOST_WEEKS).transpose(0, 2, 1, 3)
    return np.ascontiguousarray(weeks.reshape(rows, whole.shape[1], chunks * MOST_WEEKS), dtype=np.uint8)


def _count(supported: bytes, free: bytes, first: int, after: int, within: int, at_once: bool, unseen: bool) -> tuple[int, int]:
    """The least and the greatest number of weeks counted when the last week is over.

    `sure` are weeks that surely count towards a new beginning if any week on support came before them, `maybe` those that
    may. While the number may be 0, it may have begun anew since, or never have begun: then none is sure once a week on
    support follows.
    """
    least, greatest = 0, INFINITE if unseen else 0
    sure: list[int] = []
    maybe: list[int] = []
    back = _windows(first, len(supported) + 1, within)
    # Weeks nobody can know of, before the first: any of them may count towards a new beginning.
    before = 52 * 200 if unseen else 0
    for week, (state, rest) in enumerate(zip(supported, free, strict=True)):
        if not at_once and state != NO:
            anew = _enough(week, back, sure, maybe, after, before)
            if anew == YES and state == YES:
                least = greatest = before = 0
                sure, maybe = [], []
            elif anew != NO:
                least = 0
        if state != NO:
            if least == 0:
                sure = []
            least += state == YES
            greatest = min(greatest + 1, INFINITE)
        if rest != NO and greatest > 0:
            maybe.append(week)
            if rest == YES:
                sure.append(week)
        if at_once and rest != NO:
            anew = _enough(week + 1, back, sure, maybe, after, before)
            if anew == YES:
                least = greatest = before = 0
                sure, maybe = [], []
            elif anew != NO:
                least = 0
    return least, greatest


def _enough(week: int, back: list[int], sure: list[int], maybe: list[int], after: int, before: int) -> int:
    """Whether enough weeks lie in the window that ends with the Monday of `week`."""
    begin = back[week]
    if len(sure) - bisect_left(sure, begin) >= after:
        return YES
    possible = len(maybe) - bisect_left(maybe, begin) + (max(0, min(before, -begin)) if begin < 0 else 0)
    return MAYBE if possible >= after else NO


def _windows(first: int, weeks: int, within: int) -> list[int]:
    """For each week the first week of the window that ends with its Monday, counted from `first`."""
    days: DayArray = first + 7 * np.arange(weeks, dtype=np.int64)
    return [int(one) for one in -((first - after_days(days, -within, "month")) // 7)]      # rounded up: whole weeks only


OPERATIONS: Mapping[str, Operation] = {"tally": _tally}
