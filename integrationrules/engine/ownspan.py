"""Counting the weeks of a set from one day of a citizen's to another, and the longest run of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from integrationrules.dates import FIRST_DAY, LAST_DAY, DayArray, mondays
from integrationrules.rulebook.terms import Term
from integrationrules.verdict import INFINITE, BoolArray, Bounds, IntArray, Truths

from .tally import NO, YES, masks, weekly
from .values import Value, wide
from .weeks import MOST_WEEKS, Mask

if TYPE_CHECKING:
    from .run import Operation, Run

__all__ = ["OPERATIONS"]

_RUN_BLOCK, _COUNT_BLOCK = 96, 384
"""Weeks looked at at a time, one by one or packed: memory is bounded however long ago somebody's span began."""


@dataclass(frozen=True, slots=True)
class _Span:
    """A week belongs if its Monday is not before the first day and not after the last: surely within the narrowest span, perhaps within the widest."""

    early: DayArray
    begin: DayArray
    end: DayArray
    late: DayArray
    absent: Truths
    shape: tuple[int, ...]

    @classmethod
    def of(cls, run: Run, since: Term, up_to: Term) -> _Span:
        start, stop = wide(run.bounds(since)), wide(run.bounds(up_to))
        sides = (start.least, start.greatest, stop.least, stop.greatest)
        return cls(*sides, start.absent | stop.absent, np.broadcast_shapes((run.questions.size, run.batch.size), *(side.shape for side in sides)))

    def blocks(self, weeks: int) -> Iterator[tuple[int, int]]:
        """Mondays of the first and last week of each block that anybody's span may reach."""
        sides = (self.early, self.begin, self.end, self.late)
        days = np.concatenate([side[(side > FIRST_DAY) & (side < LAST_DAY)] for side in sides])
        if len(days):
            first, last = (int(mondays(np.array([day]))[0]) for day in (days.min(), days.max()))
            for block in range(first, last + 1, 7 * weeks):
                end = min(block + 7 * (weeks - 1), last)
                if ((self.early <= end) & (self.late >= block)).any():
                    yield block, end

    def bounds(self, least: IntArray, greatest: IntArray) -> Bounds:
        """A span that may begin at any time, or never end, may hold any number of weeks."""
        is_open = np.broadcast_to((self.early <= FIRST_DAY) | (self.late >= LAST_DAY), self.shape)
        return Bounds(least, np.where(is_open, INFINITE, np.maximum(greatest, least)), self.absent)


def _count_span(run: Run, term: Term) -> Value:
    of, since, up_to = term.arguments
    span = _Span.of(run, since, up_to)
    least, greatest = np.zeros(span.shape, dtype=np.int64), np.zeros(span.shape, dtype=np.int64)
    for first, last in span.blocks(_COUNT_BLOCK):
        weeks = (last - first) // 7 + 1
        chunks = -(-weeks // MOST_WEEKS)
        found, rows = masks(run, of, first, chunks)
        certain, possible = (one.reshape(-1, chunks, one.shape[1])[rows] for one in (found.certain, found.possible))
        least += np.bitwise_count(certain & _between(span.begin, span.end, first, weeks)).sum(axis=1, dtype=np.int64)
        greatest += np.bitwise_count(possible & _between(span.early, span.late, first, weeks)).sum(axis=1, dtype=np.int64)
    return span.bounds(least, greatest)


def _between(since: DayArray, up_to: DayArray, first: int, weeks: int) -> Mask:
    """Of so many weeks from `first` on those whose Monday is not before the one day and not after the other: packed, a row, chunk and citizen each."""
    begin = np.arange(0, weeks, MOST_WEEKS, dtype=np.int16)[:, None]

    def bits_before(week: IntArray) -> Mask:
        inside = np.clip(week, 0, weeks).astype(np.int16)[:, None, :] - begin
        found: Mask = ~(np.uint16(0xFFFF) << np.clip(inside, 0, MOST_WEEKS).astype(np.uint16))
        return found

    return bits_before((up_to - first) // 7 + 1) & ~bits_before((since - first + 6) // 7)


def _longest(run: Run, term: Term) -> Value:
    of, since, up_to = term.arguments
    span = _Span.of(run, since, up_to)
    least, greatest = _Longest(span.shape), _Longest(span.shape)
    early, begin, end, late = (side[..., None] for side in (span.early, span.begin, span.end, span.late))
    for first, last in span.blocks(_RUN_BLOCK):
        monday = np.arange(first, last + 7, 7, dtype=np.int64)
        states = weekly(run, of, first, int(monday[-1]))
        least.add(np.broadcast_to((states == YES) & (begin <= monday) & (monday <= end), (*span.shape, len(monday))))
        greatest.add(np.broadcast_to((states != NO) & (early <= monday) & (monday <= late), (*span.shape, len(monday))))
    return span.bounds(least.found, greatest.found)


class _Longest:
    """How many weeks hold in a row, at most."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.found: IntArray = np.zeros(shape, dtype=np.int64)
        self.open: IntArray = np.zeros(shape, dtype=np.int64)

    def add(self, holds: BoolArray) -> None:
        """The weeks of one block, the last axis."""
        for week in range(holds.shape[-1]):
            self.open = np.where(holds[..., week], self.open + 1, 0)
            self.found = np.maximum(self.found, self.open)


OPERATIONS: Mapping[str, Operation] = {"count_span": _count_span, "longest": _longest}
