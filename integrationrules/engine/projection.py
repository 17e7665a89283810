"""What comes of it if things go on as they are: spells that last continue, and nothing else happens to their kind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from integrationrules.dates import FIRST_DAY, LAST_DAY, DayArray
from integrationrules.timeline.batch import Batch, FactColumns, Field, Spans
from integrationrules.timeline.facts import KINDS, Spell
from integrationrules.verdict import IntArray

from .intervals import Intervals, combine

__all__ = ["AHEAD", "projected"]

AHEAD = 20 * 366
"""Days after the day asked about that a projection looks."""


def projected(batch: Batch, on: DayArray, kinds: Collection[str]) -> Batch:
    """The batch as seen on `on` (one a citizen): later facts are gone, spells that last go on for ever.

    Of `kinds` the days after the last observed are as good as observed; of every other kind they are unknown.
    """
    facts = {kind: _continued(columns, on, issubclass(KINDS[kind], Spell)) for kind, columns in batch.facts.items()}
    every = {*kinds, *batch.observed_by_kind}
    return replace(batch, facts=facts, observed=_cut(batch.observed, on),
                   observed_by_kind={kind: _ahead(batch.observed_for(kind), on, batch.size) if kind in kinds else _cut(batch.observed_for(kind), on)
                                     for kind in every})


def _continued(columns: FactColumns, on: DayArray, lasts: bool) -> FactColumns:
    last = on[columns.citizen]
    keep = columns.start_min <= last
    # An end after `on` is not known yet, an end that may have come by then is: that spell only may go on.
    goes_on = (columns.end_max > last) & lasts
    end_min = np.where(goes_on & ((columns.end_min > last) | (columns.end_max >= LAST_DAY)), LAST_DAY, columns.end_min)
    end_max = np.where(goes_on, LAST_DAY, columns.end_max)
    fields = {name: Field(field.values[keep], field.known[keep], field.categories) for name, field in columns.fields.items()}
    return FactColumns(columns.citizen[keep], columns.start_min[keep], columns.start_max[keep], end_min[keep], end_max[keep], fields)


def _cut(spans: Spans, on: DayArray) -> Spans:
    end = np.minimum(spans.end, on[spans.citizen] + 1)
    keep = spans.start < end
    return Spans(spans.citizen[keep], spans.start[keep], end[keep])


def _ahead(spans: Spans, on: DayArray, size: int) -> Spans:
    """The observed days, and all after the last of them (or after `on`, if that is earlier)."""
    seen = _cut(spans, on)
    last: IntArray = np.full(size, FIRST_DAY, dtype=np.int64)
    np.maximum.at(last, seen.citizen, seen.end)
    everyone = np.flatnonzero(last > FIRST_DAY)
    after = Intervals(everyone, last[everyone], np.full(len(everyone), LAST_DAY, dtype=np.int64))
    found = combine([Intervals(seen.citizen, seen.start, seen.end), after], lambda depth: (depth[0] > 0) | (depth[1] > 0))
    return Spans(found.citizen, found.start, found.end)
