"""Candidates as citizens of their own: what a rule asks of each of them is computed by the same operations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from integrationrules.rulebook.terms import Term
from integrationrules.timeline.batch import Batch, FactColumns, Field, Spans
from integrationrules.verdict import FALSE, Bounds, IntArray, Truths

from .candidates import Candidates
from .run import Run
from .values import Value

__all__ = ["Frame"]


class Frame(Run):
    """Values for each candidate: one column a candidate; what does not speak of it is taken from its citizen."""

    def __init__(self, outer: Run, id: str, candidates: Candidates) -> None:
        of = candidates.citizen
        questions = outer.questions
        super().__init__(outer.plan, _batch(outer.batch, of), replace(
            questions, on=_columns(questions.on, of), seen=None if questions.seen is None else _columns(questions.seen, of)))
        self.outer, self.id, self.candidates = outer, id, candidates
        self.frames = outer.frames

    def value(self, term: Term) -> Value:
        """The term's value for each candidate."""
        found = self._values.get(id(term))
        if found is None:
            if self.id in term.free or term.type.kind == "facts":
                found = super().value(term)
            else:
                found = self._values[id(term)] = _gathered(self.outer.value(term), self.candidates.citizen)
        return found


def _gathered(value: Value, of: IntArray) -> Value:
    if isinstance(value, Truths):
        return _truths(value, of)
    assert isinstance(value, Bounds)
    least = _columns(value.least, of)
    return Bounds(least, least if value.least is value.greatest else _columns(value.greatest, of),
                  FALSE if value.absent is FALSE else _truths(value.absent, of))


def _truths(value: Truths, of: IntArray) -> Truths:
    sure = _columns(value.sure, of)
    return Truths(sure, sure if value.is_known else _columns(value.possible, of))


def _columns(values: Any, of: IntArray) -> Any:
    return values[:, of] if values.shape[1] > 1 else values


def _batch(batch: Batch, of: IntArray) -> Batch:
    return replace(batch, size=len(of), ids=None, end=batch.end[of], facts=_Copied(batch, of), observed=_spans(batch.observed, of, batch.size),
                   observed_by_kind=_Observed(batch, of), born=_field(batch.born, of), sex=_field(batch.sex, of),
                   origin=_field(batch.origin, of), weeks=None)


def _field(field: Field, of: IntArray) -> Field:
    return Field(field.values[of], field.known[of], field.categories)


def _rows(citizen: IntArray, of: IntArray, size: int) -> tuple[IntArray, IntArray]:
    """For each candidate the rows of its citizen: the candidate, and the row."""
    counts = np.bincount(citizen, minlength=size)
    begin = np.concatenate([[0], np.cumsum(counts)])
    many = counts[of]
    candidate = np.repeat(np.arange(len(of), dtype=np.int64), many)
    first = np.cumsum(many) - many
    return candidate, np.arange(len(candidate), dtype=np.int64) - first[candidate] + begin[of][candidate]


def _spans(spans: Spans, of: IntArray, size: int) -> Spans:
    candidate, rows = _rows(spans.citizen, of, size)
    return Spans(candidate, spans.start[rows], spans.end[rows])


class _Copied(Mapping[str, FactColumns]):
    """The facts of each candidate's citizen, copied when a kind is first asked for."""

    def __init__(self, batch: Batch, of: IntArray) -> None:
        self._batch, self._of = batch, of
        self._found: dict[str, FactColumns] = {}

    def __getitem__(self, kind: str) -> FactColumns:
        if kind not in self._found:
            columns = self._batch.facts[kind]
            candidate, rows = _rows(columns.citizen, self._of, self._batch.size)
            self._found[kind] = FactColumns(
                candidate, columns.start_min[rows], columns.start_max[rows], columns.end_min[rows], columns.end_max[rows],
                {name: Field(field.values[rows], field.known[rows], field.categories) for name, field in columns.fields.items()})
        return self._found[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._batch.facts)

    def __len__(self) -> int:
        return len(self._batch.facts)


class _Observed(Mapping[str, Spans]):
    """The observed days of each candidate's citizen, by kind."""

    def __init__(self, batch: Batch, of: IntArray) -> None:
        self._batch, self._of = batch, of

    def __getitem__(self, kind: str) -> Spans:
        return _spans(self._batch.observed_by_kind[kind], self._of, self._batch.size)

    def __iter__(self) -> Iterator[str]:
        return iter(self._batch.observed_by_kind)

    def __len__(self) -> int:
        return len(self._batch.observed_by_kind)
