"""Payments: the first candidate that qualifies, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from integrationrules.rulebook.terms import Term
from integrationrules.verdict import FALSE, INFINITE, Bounds, IntArray, Truths

from .candidates import candidates_of
from .frames import Frame
from .intervals import per_citizen
from .paid import Paid
from .values import ABSENT, Value, wide

if TYPE_CHECKING:
    from .run import Operation, Run

__all__ = ["OPERATIONS", "frame_of"]


def frame_of(run: Run, source: Term) -> Frame:
    """The candidates a `candidates` term names, made once a run."""
    found = run.frames.get(id(source))
    if found is None:
        found = run.frames[id(source)] = Frame(run, str(source.detail), candidates_of(run, source))
    return found


def _payment(run: Run, term: Term) -> Paid:
    source, where, when, earned, amount, claim_by, final_by, to = term.arguments
    frame = frame_of(run, source)
    if not len(frame.candidates.citizen):
        return Paid(FALSE, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, FALSE, FALSE.sure, np.zeros((1, 0), dtype=np.bool_))
    exists = frame.candidates.exists
    earned_on = wide(frame.bounds(earned))
    qualifies = exists & frame.truths(where)
    if qualifies.possible.any():
        # Most candidates fail on their own: what hangs on the citizen is looked at only where some do not.
        qualifies = qualifies & earned_on.at_most(Bounds.exactly(frame.questions.on)) & frame.truths(when)
    sum_ = wide(frame.bounds(amount)) if amount.operation != "none" else None
    if sum_ is not None:
        qualifies = qualifies & ~sum_.absent
    citizen, size = frame.candidates.citizen, run.batch.size
    shape = np.broadcast_shapes(qualifies.possible.shape, earned_on.least.shape, (1, len(citizen)))
    sure, possible = np.broadcast_to(qualifies.sure, shape), np.broadcast_to(qualifies.possible, shape)
    verdict = Truths(per_citizen(sure, citizen, size, np.logical_or, False), per_citizen(possible, citizen, size, np.logical_or, False))
    absent = ~verdict
    latest = per_citizen(np.where(sure, earned_on.greatest, INFINITE), citizen, size, np.minimum, INFINITE)
    stated = per_citizen(possible & np.broadcast_to(exists.sure, shape), citizen, size, np.logical_or, False)
    first = possible & (earned_on.least <= latest[:, citizen])
    exact = Bounds(per_citizen(np.where(possible, earned_on.least, INFINITE), citizen, size, np.minimum, INFINITE), latest, absent)
    exact = Bounds(np.where(absent.sure, -INFINITE, exact.least), exact.greatest, absent)

    def of_first(value: Bounds) -> Bounds:
        least = per_citizen(np.where(first, value.least, INFINITE), citizen, size, np.minimum, INFINITE)
        greatest = per_citizen(np.where(first, value.greatest, -INFINITE), citizen, size, np.maximum, -INFINITE)
        return Bounds(np.where(absent.sure, -INFINITE, least), np.where(absent.sure, INFINITE, greatest), absent)

    days = [of_first(wide(frame.bounds(day))) if day.operation != "none" else ABSENT for day in (claim_by, final_by, to)]
    last = exact.plus(Bounds.exactly([[-1]]))
    return Paid(verdict, exact, last, of_first(sum_) if sum_ is not None else ABSENT, days[0], days[1], days[2], qualifies, stated, first)


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
    least, greatest = (np.full((1, len(place)), side, dtype=np.int64) for side in (low, high))
    if columns is not None and len(columns.citizen):
        field = columns.fields[str(term.detail)]
        values: IntArray = field.values
        if kind.options:
            values = np.array([kind.options.index(word) for word in field.categories], dtype=np.int64)[values]
        known = (place >= 0) & field.known[place]
        least, greatest = np.where(known, values[place], low)[None, :], np.where(known, values[place], high)[None, :]
    return Truths(least >= 1, greatest >= 1) if kind.kind == "truth" else Bounds(least, greatest)


OPERATIONS: Mapping[str, Operation] = {"payment": _payment, "payment_part": _part, "candidate_field": _candidate_field}

