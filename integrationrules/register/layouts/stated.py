"""Citizens of whom spells and events are stated: observed on the days the extract tells everything about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from integrationrules.dates import FIRST_DAY, day_number
from integrationrules.register.noticed import Reason
from integrationrules.register.people import Persons
from integrationrules.timeline.arrow import batch_from_arrow
from integrationrules.timeline.batch import Batch, FactColumns, Spans
from integrationrules.timeline.facts import KINDS
from integrationrules.timeline.problems import CaseError
from integrationrules.timeline.timeline import ObservedSpan

__all__ = ["batch_of_rows", "municipalities", "nobody_stated", "told"]

_LIVED_IN = ("responsibility", "residence")
"""The kinds that name a municipality; the first that has anything to say of a day decides."""


def batch_of_rows(table: pa.RecordBatch, is_bad: NDArray[np.bool_]) -> tuple[Batch, Counter[Reason]]:
    """Timelines as the engine reads them. Of citizens with something unusable nothing counts as not having happened."""
    noticed: Counter[Reason] = Counter()
    try:
        batch = batch_from_arrow(table)
    except CaseError:
        refused = np.array([not _is_usable(table.slice(row, 1)) for row in range(table.num_rows)])
        noticed[Reason("refused")] = int(refused.sum())
        kept = pa.array(~refused)
        columns = [pc.if_else(kept, table.column(name), pa.scalar(None, table.column(name).type)) if name in KINDS else table.column(name)
                   for name in table.schema.names]
        batch, is_bad = batch_from_arrow(pa.RecordBatch.from_arrays(columns, schema=table.schema)), is_bad | refused
    if not is_bad.any():
        return batch, noticed
    own = {kind: _without(spans, is_bad) for kind, spans in batch.observed_by_kind.items()}
    return replace(batch, observed=_without(batch.observed, is_bad), observed_by_kind=own), noticed


def told(batch: Batch, persons: Persons) -> Batch:
    """The same citizens with what is known of them otherwise."""
    return replace(batch, born=persons.born, sex=persons.sex, origin=persons.origin)


def nobody_stated(persons: Persons, spans: Sequence[ObservedSpan]) -> Batch:
    """Persons of whom nothing is stated, observed on some days or on none."""
    days = [(day_number(span.from_), day_number(span.end)) for span in spans if span.end is not None]
    start, end = (np.tile(np.array([one[place] for one in days], dtype=np.int64), persons.size) for place in (0, 1))
    last = max((one[1] for one in days), default=FIRST_DAY)
    return Batch(
        size=persons.size, ids=None, born=persons.born, sex=persons.sex, origin=persons.origin, end=np.full(persons.size, last, dtype=np.int64), facts={},
        observed=Spans(np.repeat(np.arange(persons.size), len(days)), start, end), observed_by_kind={},
    )


def municipalities(batch: Batch, days: Sequence[int]) -> list[Any]:
    """The municipality of each citizen on each day, by its number; none where several may be."""
    return [_on(batch, day) for day in days]


def _on(batch: Batch, day: int) -> Any:
    found = np.zeros(batch.size, dtype=np.int64)
    decided = np.zeros(batch.size, dtype=np.bool_)
    for kind in _LIVED_IN:
        facts = batch.facts.get(kind)
        if facts is not None:
            number, may_be = _of_kind(facts, batch.size, day)
            found = np.where(decided, found, number)
            decided |= may_be
    return pa.array(found, mask=found == 0)


def _of_kind(facts: FactColumns, size: int, day: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Where someone certainly is and nowhere else, else 0; and who may be anywhere at all."""
    field = facts.fields["municipality"]
    possible = (facts.start_min <= day) & (day < facts.end_max)
    certain = possible & (facts.start_max <= day) & (day < facts.end_min)
    least, greatest = np.full(size, 1 << 20, dtype=np.int64), np.zeros(size, dtype=np.int64)
    numbers = np.where(field.known, field.values, 0)
    np.minimum.at(least, facts.citizen[possible], numbers[possible])
    np.maximum.at(greatest, facts.citizen[possible], numbers[possible])
    sure = np.zeros(size, dtype=np.bool_)
    sure[facts.citizen[certain]] = True
    may_be = np.zeros(size, dtype=np.bool_)
    may_be[facts.citizen[possible]] = True
    return np.where(sure & (least == greatest), greatest, 0), may_be


def _without(spans: Spans, left_out: NDArray[np.bool_]) -> Spans:
    kept = ~left_out[spans.citizen]
    return Spans(spans.citizen[kept], spans.start[kept], spans.end[kept])


def _is_usable(row: pa.RecordBatch) -> bool:
    try:
        batch_from_arrow(row)
    except CaseError:
        return False
    return True
