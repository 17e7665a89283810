"""Counting the weeks of a set from one day of a citizen's to another, and the longest run of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from integrationrules.dates import FIRST_DAY, LAST_DAY, mondays
from integrationrules.rulebook.terms import Term
from integrationrules.verdict import INFINITE, BoolArray, Bounds, IntArray

from .tally import NO, YES, weekly
from .values import Value, wide

if TYPE_CHECKING:
    from .run import Operation, Run

__all__ = ["OPERATIONS"]

_BLOCK = 96
"""Weeks looked at at a time: memory is bounded however long ago somebody's span began."""


def _count_span(run: Run, term: Term) -> Value:
    return _over(run, term, _Sum)


def _longest(run: Run, term: Term) -> Value:
    return _over(run, term, _Run)


class _Sum:
    """How many weeks hold."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.found: IntArray = np.zeros(shape, dtype=np.int64)

    def add(self, holds: BoolArray) -> None:
        """The weeks of one block, the last axis."""
        self.found = self.found + holds.sum(axis=-1)


class _Run(_Sum):
    """How many weeks hold in a row, at most."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        super().__init__(shape)
        self.open: IntArray = np.zeros(shape, dtype=np.int64)

    def add(self, holds: BoolArray) -> None:
        """The weeks of one block, the last axis."""
        for week in range(holds.shape[-1]):
            self.open = np.where(holds[..., week], self.open + 1, 0)
            self.found = np.maximum(self.found, self.open)


def _over(run: Run, term: Term, made: type[_Sum]) -> Bounds:
    """A week counts if its Monday is not before the first day and not after the last: surely within the narrowest span, perhaps within the widest."""
    of, since, up_to = term.arguments
    start, stop = wide(run.bounds(since)), wide(run.bounds(up_to))
    absent = start.absent | stop.absent
    sides = [side[..., None] for side in (start.least, start.greatest, stop.least, stop.greatest)]
    early, begin, end, late = sides
    shape = np.broadcast_shapes((run.questions.size, run.batch.size), *(side.shape[:2] for side in sides))
    least, greatest = made(shape), made(shape)
    known = [side[(side > FIRST_DAY) & (side < LAST_DAY)] for side in sides]
    days = np.concatenate([side.reshape(-1) for side in known])
    if len(days):
        first, last = (int(mondays(np.array([day]))[0]) for day in (days.min(), days.max()))
        for block in range(first, last + 1, 7 * _BLOCK):
            monday = np.arange(block, min(block + 7 * _BLOCK, last + 7), 7, dtype=np.int64)
            inside = (early <= monday) & (monday <= late)
            if inside.any():
                states = weekly(run, of, block, int(monday[-1]))
                least.add(np.broadcast_to((states == YES) & (begin <= monday) & (monday <= end), (*shape, len(monday))))
                greatest.add(np.broadcast_to((states != NO) & inside, (*shape, len(monday))))
    # A span that may begin at any time, or never end, may hold any number of weeks.
    open_ = np.broadcast_to(((early <= FIRST_DAY) | (late >= LAST_DAY))[..., 0], shape)
    return Bounds(least.found, np.where(open_, INFINITE, np.maximum(greatest.found, least.found)), absent)


OPERATIONS: Mapping[str, Operation] = {"count_span": _count_span, "longest": _longest}
