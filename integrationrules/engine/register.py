"""Dense register weeks as facts: which weeks match a condition, and which were seen at all."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from integrationrules.dates import FIRST_DAY, DayArray, day_number
from integrationrules.rulebook.terms import Term
from integrationrules.timeline.batch import FactColumns, Field, WeekColumns
from integrationrules.verdict import INFINITE, BoolArray, IntArray

from .dense import NOT_OBSERVED, looked_up
from .intervals import NO_INTERVALS, Intervals
from .selected import Firsts, Selected
from .selection import label_truths

__all__ = ["select_weeks"]

_MAYBE, _SURE, _UNSEEN = 1, 2, 4


def select_weeks(columns: WeekColumns, term: Term) -> Selected:
    """The register weeks a `facts` term names, as `select` gives stated ones; what is not in the columns was not observed."""
    kind, none_before, administrative = term.detail
    begin = FIRST_DAY if none_before is None else day_number(none_before)
    sure, maybe = label_truths(term.arguments[0] if term.arguments else None, columns.labels)
    table = np.zeros(256, dtype=np.uint8)
    table[:len(sure)] = _MAYBE * maybe + _SURE * sure
    table[NOT_OBSERVED] = _UNSEEN
    return RegisterWeeks(kind, bool(administrative), begin, columns, table)


class RegisterWeeks(Selected):
    """Weeks of a register, of which every one that was observed has a code; what is asked of them is mostly answered without listing them."""

    def __init__(self, kind: str, administrative: bool, none_before: int, register: WeekColumns, table: NDArray[np.uint8]) -> None:
        """`table` says of each code whether it may match, surely matches, or means that nothing was observed."""
        own = {
            "kind": kind, "administrative": administrative, "none_before": none_before, "unheard": None, "spans": NO_INTERVALS,
            "size": register.codes.shape[1], "register": register, "table": table,
        }
        self.__dict__.update(own)       # the class is frozen, and what is not listed here is worked out when it is asked for

    register: WeekColumns
    table: NDArray[np.uint8]

    @cached_property
    def columns(self) -> FactColumns:
        """The weeks that may match, one by one."""
        marked = (self.table & _MAYBE > 0)[self.register.codes[self._from:]]
        citizen, week = (np.asarray(part, dtype=np.int64) for part in np.nonzero(marked.T))
        week += self._from
        monday = self.register.first_monday + 7 * week
        codes = self.register.codes[week, citizen]
        field = Field(codes.astype(np.int64), np.ones(len(codes), dtype=np.bool_), self.register.labels)
        return FactColumns(citizen, monday, monday + 6, monday + 1, monday + 7, {"code": field})

    @cached_property
    def sure(self) -> BoolArray:
        """Of each of the `columns` whether it surely matches."""
        return (self.table & _SURE > 0)[self.columns.fields["code"].values]

    @cached_property
    def maybe(self) -> BoolArray:
        """Every one of the `columns` may match."""
        return np.ones(len(self.columns.citizen), dtype=np.bool_)

    @cached_property
    def stated(self) -> Intervals:
        """Runs of weeks that were observed, whatever their code."""
        return _seen(self.register)

    @cached_property
    def firsts(self) -> Firsts:
        """Of each citizen the first week that may match, and the first that surely does."""
        seen = self._first(_SURE)
        return Firsts(self._first(_MAYBE), seen, np.maximum(seen + 6, self.none_before))

    @cached_property
    def unobserved_from(self) -> IntArray:
        """Of each citizen the first day, not before `none_before`, that was not observed."""
        if self.none_before <= FIRST_DAY or self.register.first_monday > self.none_before:
            return np.full(self.size, -INFINITE if self.none_before <= FIRST_DAY else self.none_before, dtype=np.int64)
        monday = self.register.first_monday + 7 * (self._from + self._before[_UNSEEN].astype(np.int64))
        return np.maximum(monday, self.none_before)

    @property
    def _from(self) -> int:
        """The first week that does not end before the kind existed."""
        if self.none_before <= FIRST_DAY:
            return 0
        return min(max((self.none_before - self.register.first_monday) // 7, 0), len(self.register.codes))

    def _first(self, mark: int) -> DayArray:
        before = self._before[mark].astype(np.int64)
        monday = self.register.first_monday + 7 * (self._from + before)
        return np.where(before < len(self.register.codes) - self._from, monday, INFINITE)

    @cached_property
    def _before(self) -> dict[int, NDArray[np.uint16]]:
        """How many weeks each citizen has, from `_from` on, before the first with a mark."""
        codes = self.register.codes[self._from:]
        marks = np.zeros(self.size, dtype=np.uint8)
        none_yet = np.empty_like(marks)
        counts = {mark: np.zeros(self.size, dtype=np.uint16) for mark in (_MAYBE, _SURE, _UNSEEN)}
        for week in looked_up(codes, self.table):
            np.bitwise_or(marks, week, out=marks)
            for mark, count in counts.items():
                np.equal(marks & mark, 0, out=none_yet.view(np.bool_))
                np.add(count, none_yet, out=count)
        return counts


def _seen(columns: WeekColumns) -> Intervals:
    """Runs of weeks that were observed, whatever their code."""
    seen = np.zeros((columns.codes.shape[0] + 2, columns.codes.shape[1]), dtype=np.int8)
    seen[1:-1] = columns.codes != NOT_OBSERVED
    changes = np.diff(seen, axis=0).T
    citizen, first = np.nonzero(changes == 1)
    _, last = np.nonzero(changes == -1)
    return Intervals(citizen.astype(np.int64), columns.first_monday + 7 * first, columns.first_monday + 7 * last)
