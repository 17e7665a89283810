"""Candidates as columns of their own: what a rule asks of each of them is computed by the same operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any
from weakref import ref

import numpy as np

from integrationrules.rulebook.terms import Term
from integrationrules.verdict import BoolArray, Bounds, IntArray, Truths

from .candidates import Candidates
from .run import Run
from .selected import Selected
from .values import Value

__all__ = ["Frame", "Part", "truths_of"]

_FEW = 1000
"""With fewer columns it costs more to leave some out than to compute them all."""


class Frame(Run):
    """Values for each candidate: one column a candidate; what does not speak of it is taken from its citizen."""

    citizens: IntArray

    def __init__(self, outer: Run, id: str, of: IntArray, candidates: Callable[[], Candidates]) -> None:
        questions = outer.questions
        if questions.on.shape[1] > 1:
            questions = replace(questions, on=_columns(questions.on, of), seen=None if questions.seen is None else _columns(questions.seen, of))
        super().__init__(outer.plan, outer.batch, questions)
        # The run keeps its frames. If they kept the run as well, nothing of it were freed until the next collection of garbage.
        self._outer = ref(outer)
        self.id, self.frames, self.citizens, self._candidates = id, outer.frames, of, candidates
        self.kept: dict[int, Any] = {}
        """What was worked out about a whole group of facts, by the group's place: parts of a frame share it."""

    @cached_property
    def candidates(self) -> Candidates:
        """The candidates of the columns."""
        return self._candidates()

    @property
    def outer(self) -> Run:
        """The run for citizens that the candidates are of."""
        found = self._outer()
        assert found is not None
        return found

    def facts(self, term: Term) -> Selected:
        """The facts a term names, of all citizens: `citizens` says whose each column is."""
        return self.outer.facts(term)

    def value(self, term: Term) -> Value:
        """The term's value for each candidate."""
        while term.operation == "named":
            term = term.arguments[0]
        found = self.known(term)
        if found is None:
            found = self._computed(term) if self.id in term.free else _taken(self.outer.value(term), self.citizens)
            self._values[id(term)] = found
        return found

    def known(self, term: Term) -> Value | None:
        """The value of a term that was asked for before."""
        return self._values.get(id(term))

    def split(self) -> list[Frame]:
        """The candidates whose days are known, and the others: of the first kind everything needs to be computed only once."""
        start = self.candidates.start
        if len(self.citizens) < _FEW or start.is_exact:
            return [self]
        known = (start.least == start.greatest)[0]
        return [Part(self, places) for places in (np.flatnonzero(known), np.flatnonzero(~known)) if len(places)]

    def narrowed(self, where: BoolArray) -> Frame:
        """The candidates of which something may hold in some row; all of them if it is not worth leaving some out."""
        width = len(self.citizens)
        if width < _FEW or where.shape[1] == 1:
            return self
        places = np.flatnonzero(where.any(axis=0) if len(where) > 1 else where[0])
        return self if 5 * len(places) > 4 * width else Part(self, places)


class Part(Frame):
    """Some of the candidates of a frame; what the frame knows is not computed again."""

    def __init__(self, whole: Frame, places: IntArray) -> None:
        super().__init__(whole.outer, whole.id, whole.citizens[places], lambda: whole.candidates.some(places))
        self.whole, self.places, self.kept = whole, places, whole.kept

    def known(self, term: Term) -> Value | None:
        """The value of a term that was asked for before, here or of the whole."""
        found = self._values.get(id(term))
        if found is None and (theirs := self.whole.known(term)) is not None:
            found = self._values[id(term)] = _taken(theirs, self.places)
        return found

    def widened(self, value: Value) -> Value:
        """A value with a column for every candidate of the whole; it says nothing of those that are not in the part."""
        if isinstance(value, Truths):
            return self.spread(value)
        assert isinstance(value, Bounds)
        least = self._cells(value.least)
        return Bounds(least, least if value.is_exact else self._cells(value.greatest), self.spread(value.absent))

    def spread(self, value: Truths) -> Truths:
        """A condition with a column for every candidate of the whole; not met where it is not in the part."""
        sure = self._cells(value.sure)
        return Truths(sure, sure if value.is_known else self._cells(value.possible))

    def _cells(self, values: Any) -> Any:
        if values.shape[1] == 1 and len(self.places) != 1:
            return values            # the same for all of them
        found = np.zeros((len(values), len(self.whole.citizens)), dtype=values.dtype)
        found[:, self.places] = values
        return found


def _taken(value: Value, places: IntArray) -> Value:
    """Some of the columns, in any order, each as often as it is named."""
    if isinstance(value, Truths):
        return truths_of(value, places)
    assert isinstance(value, Bounds)
    if value.least.shape[1] == 1 and value.greatest.shape[1] == 1 and value.absent.possible.shape[1] == 1:
        return value
    least, absent = _columns(value.least, places), truths_of(value.absent, places)
    greatest = least if value.is_exact else _columns(value.greatest, places)
    return Bounds(least, least if greatest is not least and np.array_equal(least, greatest) else greatest, absent)


def truths_of(value: Truths, places: IntArray) -> Truths:
    """Some of the columns of a condition."""
    if value.sure.shape[1] == 1 and value.possible.shape[1] == 1:
        return value
    sure = _columns(value.sure, places)
    return Truths(sure, sure if value.is_known else _columns(value.possible, places))


def _columns(values: Any, places: IntArray) -> Any:
    return values[:, places] if values.shape[1] > 1 else values
