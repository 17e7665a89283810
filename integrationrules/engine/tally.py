"""Counting weeks on support that begin anew after enough weeks of self-support: the ladder's recursion."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from integrationrules.dates import FIRST_DAY, DayArray, after_days, mondays
from integrationrules.rulebook.terms import Term
from integrationrules.verdict import INFINITE, Bounds

from .values import Value
from .weeks import MOST_WEEKS, Period

if TYPE_CHECKING:
    from .run import Operation, Run

__all__ = ["OPERATIONS"]

NO, MAYBE, YES = 0, 1, 2


def _tally(run: Run, term: Term) -> Value:
    of, begins, *restarts = term.arguments
    period = run.questions.period
    assert period is not None
    rows, size = run.questions.size, run.batch.size
    asked = period.first_monday
    last = int(asked.max())
    begin = run.bounds(begins).least if begins.operation != "none" else np.array([[FIRST_DAY]])
    absent = run.bounds(begins).absent.sure if begins.operation != "none" else np.array([[False]])
    begin = np.where(absent | (begin <= FIRST_DAY), FIRST_DAY, mondays(np.maximum(begin, FIRST_DAY + 7)))
    first = max(min(int(np.where(begin <= FIRST_DAY, _first_known(run), begin).min()), last), FIRST_DAY + 7)
    first = int(mondays(np.array([first]))[0])
    sets = [of, restarts[0]] if restarts else [of]
    states = [_weekly(run, one, first, last) for one in sets]
    if restarts:
        after, within = (run.bounds(one).least for one in restarts[1:3])
        at_once = run.truths(restarts[3]).sure
    else:
        after, within, at_once = np.array([[1 << 30]]), np.array([[1]]), np.array([[True]])
    shape = np.broadcast_shapes((rows, 1), asked.shape, begin.shape, after.shape, within.shape, at_once.shape, *(one.shape[:2] for one in states))
    shape = (shape[0], max(shape[1], size if any(one.shape[1] > 1 for one in states) else 1))
    asked, begin, after, within, at_once = (np.broadcast_to(one, shape) for one in (asked, begin, after, within, at_once))
    least, greatest = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    supported = np.broadcast_to(states[0], (*shape, states[0].shape[2]))
    free = np.broadcast_to(states[-1], (*shape, states[-1].shape[2])) if restarts else np.zeros((*shape, supported.shape[2]), dtype=np.uint8)
    done: dict[tuple[bytes, bytes, int, int, int, bool, bool], tuple[int, int]] = {}
    for cell in np.ndindex(*shape):
        weeks = (int(asked[cell]) - first) // 7 + 1
        start = max(0, (int(begin[cell]) - first) // 7) if begin[cell] > FIRST_DAY else 0
        unseen = bool(begin[cell] <= FIRST_DAY)
        limits = (int(after[cell]), int(within[cell]), bool(at_once[cell]), unseen)
        key = (supported[cell][start:weeks].tobytes(), free[cell][start:weeks].tobytes(), first + 7 * start, *limits)
        if key not in done:
            done[key] = _count(*key)
        least[cell], greatest[cell] = done[key]
    return Bounds(least, greatest)


def _first_known(run: Run) -> int:
    """No day before it is observed or stated of anybody."""
    days = [int(run.batch.observed.start.min())] if len(run.batch.observed.start) else []
    days += [int(spans.start.min()) for spans in run.batch.observed_by_kind.values() if len(spans.start)]
    days += [int(columns.start_min.min()) for columns in run.batch.facts.values() if len(columns.start_min)]
    return min(days, default=0)


def _weekly(run: Run, term: Term, first: int, last: int) -> NDArray[np.uint8]:
    """NO, MAYBE or YES for each row, citizen and week from `first` to `last`."""
    weeks = (last - first) // 7 + 1
    chunks = -(-weeks // MOST_WEEKS)
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
    found = run.plan.run(run.batch, questions).weeks(term)
    states = _unpacked(found.certain, len(chosen), chunks) + _unpacked(found.possible, len(chosen), chunks)
    found_rows: NDArray[np.uint8] = states[np.array([distinct.index(key) for key in keys])][:, :, :weeks]
    return found_rows


def _unpacked(masks: NDArray[np.uint16], rows: int, chunks: int) -> NDArray[np.uint8]:
    whole = np.broadcast_to(masks, (rows * chunks, masks.shape[1]))
    bits = (whole[:, :, None] >> np.arange(MOST_WEEKS, dtype=np.uint16)) & 1
    weeks = bits.astype(np.uint8).reshape(rows, chunks, whole.shape[1], MOST_WEEKS).transpose(0, 2, 1, 3)
    return np.ascontiguousarray(weeks.reshape(rows, whole.shape[1], chunks * MOST_WEEKS), dtype=np.uint8)


def _count(supported: bytes, free: bytes, first: int, after: int, within: int, at_once: bool, unseen: bool) -> tuple[int, int]:
    """The least and the greatest number of weeks counted when the last week is over.

    `sure` are weeks that surely count towards a new beginning, `maybe` those that may. After a beginning that only may
    have come (`pending`), what was sure before the next week on support is no longer: it may have been used up.
    """
    least, greatest = 0, INFINITE if unseen else 0
    sure: list[int] = []
    maybe: list[int] = []
    pending = False
    back = _windows(first, len(supported) + 1, within)
    # Weeks nobody can know of, before the first: any of them may count towards a new beginning.
    before = 52 * 200 if unseen else 0
    for week, (state, rest) in enumerate(zip(supported, free, strict=True)):
        if not at_once and state != NO:
            anew = _enough(week, back, sure, maybe, after, before)
            if anew == YES and state == YES:
                least = greatest = before = 0
                sure, maybe, pending = [], [], False
            elif anew != NO:
                least, pending = 0, True
        if state != NO:
            if pending:
                sure, pending = [], False
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
                sure, maybe, pending = [], [], False
            elif anew != NO:
                least, pending = 0, True
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
