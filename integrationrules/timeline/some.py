"""Some of the citizens of a batch as a batch of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from .batch import Batch, FactColumns, Field, Spans, WeekColumns

__all__ = ["some_of"]

_Places = NDArray[np.int64]


def some_of(batch: Batch, places: _Places) -> Batch:
    """The citizens at some places, in order; facts are copied once they are asked for."""
    number = np.full(batch.size, -1, dtype=np.int64)
    number[places] = np.arange(len(places))
    weeks = batch.weeks
    return Batch(
        size=len(places),
        ids=None if batch.ids is None else tuple(batch.ids[place] for place in places),
        born=_field(batch.born, places), sex=_field(batch.sex, places), origin=_field(batch.origin, places),
        end=batch.end[places],
        facts=_Facts(batch.facts, number),
        observed=_spans(batch.observed, number),
        observed_by_kind={kind: _spans(spans, number) for kind, spans in batch.observed_by_kind.items()},
        weeks=None if weeks is None else WeekColumns(weeks.first_monday, weeks.codes[:, places], weeks.labels),
    )


class _Facts(Mapping[str, FactColumns]):
    """The facts of some citizens by kind; a rule asks for few of the kinds."""

    def __init__(self, whole: Mapping[str, FactColumns], number: _Places) -> None:
        """`number` is the new number of each citizen, or below zero."""
        self._whole, self._number = whole, number
        self._found: dict[str, FactColumns] = {}

    def __getitem__(self, kind: str) -> FactColumns:
        if kind not in self._found:
            self._found[kind] = _columns(self._whole[kind], self._number)
        return self._found[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)


def _columns(columns: FactColumns, number: _Places) -> FactColumns:
    citizen, rows = _rows(columns.citizen, number)
    # Days that are the same array, because they are known, stay one: steps are saved by it.
    days = {id(one): one[rows] for one in (columns.start_min, columns.start_max, columns.end_min, columns.end_max)}
    return FactColumns(
        citizen, days[id(columns.start_min)], days[id(columns.start_max)], days[id(columns.end_min)], days[id(columns.end_max)],
        {name: _field(field, rows) for name, field in columns.fields.items()},
    )


def _spans(spans: Spans, number: _Places) -> Spans:
    citizen, rows = _rows(spans.citizen, number)
    return Spans(citizen, spans.start[rows], spans.end[rows])


def _rows(citizen: _Places, number: _Places) -> tuple[_Places, _Places]:
    """The new numbers of the citizens that are kept, and their rows."""
    found = number[citizen]
    rows = np.flatnonzero(found >= 0)
    return found[rows], rows


def _field(field: Field, rows: _Places) -> Field:
    return Field(field.values[rows], field.known[rows], field.categories)
