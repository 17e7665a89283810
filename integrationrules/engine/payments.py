"""Payments: the first candidate that qualifies, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import numpy as np

from integrationrules.dates import DayArray
from integrationrules.rulebook.terms import Term
from integrationrules.verdict import FALSE, INFINITE, BoolArray, Bounds, IntArray, Truths

from .candidates import candidates_of
from .frames import Frame
from .intervals import per_citizen
from .paid import Paid
from .remaining import Remaining
from .values import ABSENT, Value, wide

if TYPE_CHECKING:
    from .run import Operation, Run

__all__ = ["OPERATIONS", "frame_of"]


def frame_of(run: Run, source: Term) -> Frame:
    """The candidates a `candidates` term names, made once a run."""
    found = run.frames.get(id(source))
    if found is None:
        candidates = candidates_of(run, source)
        found = run.frames[id(source)] = Frame(run, str(source.detail), candidates.citizen, lambda: candidates)
    return found


def _payment(run: Run, term: Term) -> Paid:
    whole = frame_of(run, term.arguments[0])
    found = [_Qualifying(left, term) for frame in whole.split() if (left := _remaining(frame, term)) is not None]
    if not found:
        return Paid.nothing(np.zeros((1, len(whole.citizens)), dtype=np.bool_))
    return _paid(run, found, term)


def _remaining(frame: Frame, term: Term) -> Remaining | None:
    """The candidates that may qualify by the day asked about; None if there are none."""
    _, where, when, earned, amount, *_ = term.arguments
    left = Remaining(frame)
    left.also(wide(frame.bounds(earned)).at_most(Bounds.exactly(frame.questions.on)))
    left.require((where, when))
    if amount.operation != "none" and not left.truth.is_not_met:
        left.also(~left.frame.bounds(amount).absent)
    return None if left.truth.is_not_met else left


def _any(run: Run, term: Term) -> Truths:
    """Whether a condition holds of any candidate."""
    source, where = term.arguments
    whole, found = frame_of(run, source), FALSE
    for frame in whole.split():
        left = Remaining(frame)
        left.require((where,))
        if not left.truth.is_not_met:
            shape = np.broadcast_shapes(left.truth.sure.shape, left.truth.possible.shape, (1, len(left.frame.citizens)))
            sure, possible = (np.broadcast_to(side, shape) for side in (left.truth.sure, left.truth.possible))
            size, citizens = run.batch.size, left.frame.citizens
            found = found | Truths(per_citizen(sure, citizens, size, np.logical_or, False), per_citizen(possible, citizens, size, np.logical_or, False))
    return found


class _Qualifying:
    """Candidates that may qualify, and the days they are earned on."""

    def __init__(self, left: Remaining, term: Term) -> None:
        self.left, self.frame, self.citizen = left, left.frame, left.frame.citizens
        self.earned = wide(left.frame.bounds(term.arguments[3]))
        shape = np.broadcast_shapes(left.truth.sure.shape, left.truth.possible.shape, self.earned.least.shape, (1, len(self.citizen)))
        self.sure, self.possible = np.broadcast_to(left.truth.sure, shape), np.broadcast_to(left.truth.possible, shape)

    def may_be_first(self, latest: DayArray) -> BoolArray:
        """Which of them may be the first, if one surely is by the latest day."""
        return np.asarray(self.possible & (self.earned.least <= latest[:, self.citizen]))


def _paid(run: Run, found: Sequence[_Qualifying], term: Term) -> Paid:
    size = run.batch.size

    def over(values: Sequence[np.ndarray], ufunc: np.ufunc, empty: int) -> np.ndarray:
        return reduce(ufunc, (per_citizen(one, part.citizen, size, ufunc, empty) for one, part in zip(values, found, strict=True)))

    verdict = Truths(over([part.sure for part in found], np.logical_or, False), over([part.possible for part in found], np.logical_or, False))
    absent = ~verdict
    latest = over([np.where(part.sure, part.earned.greatest, INFINITE) for part in found], np.minimum, INFINITE)
    least = over([np.where(part.possible, part.earned.least, INFINITE) for part in found], np.minimum, INFINITE)
    stated = over([part.possible & part.frame.candidates.exists.sure for part in found], np.logical_or, False)
    exact = Bounds(np.where(absent.sure, -INFINITE, least), latest, absent)
    firsts = [part.may_be_first(latest) for part in found]

    def later(name: str) -> Bounds:
        if name == "begins":
            values = [wide(part.frame.candidates.start) for part in found]
        elif (what := term.arguments[_LATER[name]]).operation == "none":
            return ABSENT
        else:
            values = [wide(part.frame.bounds(what)) for part in found]
        exists = [first if value.absent is FALSE else first & ~value.absent.sure for value, first in zip(values, firsts, strict=True)]
        # Of one that may be the first and has no such value nothing is known.
        open_ = over([first & ~there for first, there in zip(firsts, exists, strict=True)], np.logical_or, False) | absent.sure
        least = over([np.where(there, value.least, INFINITE) for value, there in zip(values, exists, strict=True)], np.minimum, INFINITE)
        greatest = over([np.where(there, value.greatest, -INFINITE) for value, there in zip(values, exists, strict=True)], np.maximum, -INFINITE)
        return Bounds(np.where(open_, -INFINITE, least), np.where(open_, INFINITE, greatest), absent)

    def of_all(truths: Sequence[Truths]) -> Truths:
        return reduce(or_, (part.left.of_all(truth) for part, truth in zip(found, truths, strict=True)))

    return Paid(verdict, exact, exact.plus(Bounds.exactly([[-1]])), later("amount"), of_all([part.left.truth for part in found]), stated,
                of_all([Truths(first, first) for first in firsts]).sure, later)


_LATER = {"amount": 4, "claim_by": 5, "final_by": 6, "municipality": 7}
"""Places among the arguments of a payment."""


def _part(run: Run, term: Term) -> Value:
    paid = run.value(term.arguments[0])
    assert isinstance(paid, Paid)
    return paid.earned if term.detail == "verdict" else getattr(paid, str(term.detail))


def _candidate_field(run: Run, term: Term) -> Value:
    assert isinstance(run, Frame)
    found = run.candidates
    if term.detail in ("start", "end"):
        return found.start if term.detail == "start" else found.end
    place = found.place
    kind = term.type
    columns = next((source.columns for group in found.groups for source in group.sources if source.columns), None)
    low, high = (0, len(kind.options) - 1) if kind.options else (0, 1) if kind.kind == "truth" else (-INFINITE, INFINITE)
    least, greatest = (np.full((1, len(found.citizen)), side, dtype=np.int64) for side in (low, high))
    if columns is not None and place is not None and len(columns.citizen):
        field = columns.fields[str(term.detail)]
        values: IntArray = field.values
        if kind.options:
            values = np.array([kind.options.index(word) for word in field.categories], dtype=np.int64)[values]
        known = (place >= 0) & field.known[place]
        least, greatest = np.where(known, values[place], low)[None, :], np.where(known, values[place], high)[None, :]
    return Truths(least >= 1, greatest >= 1) if kind.kind == "truth" else Bounds(least, greatest)


OPERATIONS: Mapping[str, Operation] = {"payment": _payment, "payment_part": _part, "any": _any, "candidate_field": _candidate_field}

