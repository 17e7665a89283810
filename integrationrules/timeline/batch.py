"""Many timelines as columns: what the engine computes on.

All days are day numbers (days since 1970-01-01). Facts are the last versions as known, without withdrawn ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from integrationrules.dates import FIRST_DAY, DayArray, day_number
from integrationrules.timeline.attributes import Attribute, attributes_of
from integrationrules.timeline.bounds import (
    PRECISIONS,
    Bounds,
    earliest,
    first_end_after,
    merged,
    of_points,
    of_spells,
    of_weeks,
)
from integrationrules.timeline.facts import KINDS, Fact, Spell, WeekCode
from integrationrules.timeline.timeline import ObservedSpan, Timeline, known_facts

__all__ = ["Batch", "FactColumns", "Field", "Spans", "WeekColumns", "batch_of"]


@dataclass(frozen=True, slots=True)
class Field:
    """One attribute of one kind, one row a fact; `values` mean nothing where not `known`."""

    values: NDArray[np.int64]
    """Place in `categories`; or a number: parts of an hour a week, øre, 0/1, a day number."""
    known: NDArray[np.bool_]
    categories: tuple[str, ...]
    """Texts in the order of the numbers; empty for numbers."""


@dataclass(frozen=True, slots=True)
class FactColumns:
    """All facts of one kind, sorted by citizen and earliest start, else in the order of the case.

    The fact lasts certainly on [start_max, end_min) and possibly on [start_min, end_max); a spell without end
    has `end_max = LAST_DAY`.
    """

    citizen: NDArray[np.int64]
    start_min: DayArray
    start_max: DayArray
    end_min: DayArray
    end_max: DayArray
    fields: Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class Spans:
    """Intervals [start, end), any number a citizen: sorted, and within a citizen neither overlapping nor touching."""

    citizen: NDArray[np.int64]
    start: DayArray
    end: DayArray


@dataclass(frozen=True, slots=True)
class WeekColumns:
    """Register weeks without holes: one row a week from `first_monday`, one column a citizen."""

    first_monday: int
    codes: NDArray[np.uint8]
    """Place in `labels`; 255 where the week was not observed."""
    labels: tuple[str, ...]
    """The text of each code; "" is a blank week."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Citizens 0 to `size - 1` with their facts and observed days."""

    size: int
    ids: tuple[str, ...] | None
    born: Field
    sex: Field
    origin: Field
    end: DayArray
    """The end of observation of each citizen (day after the last observed); FIRST_DAY if nothing is observed."""
    facts: Mapping[str, FactColumns]
    """By kind; only kinds that occur."""
    observed: Spans
    observed_by_kind: Mapping[str, Spans]
    """Kinds for which some citizen has spans of its own; the others' rows are their general spans."""
    weeks: WeekColumns | None = None

    def observed_for(self, kind: str) -> Spans:
        """The observed days that count for facts of `kind`."""
        return self.observed_by_kind.get(kind, self.observed)


def batch_of(timelines: Sequence[Timeline], as_known: date | None = None) -> Batch:
    """The timelines as columns, as known at the end of the day `as_known` (None: all that is known)."""
    observed, observed_by_kind, end = _observation(timelines, as_known)
    gathered: dict[str, tuple[list[int], list[Fact]]] = {}
    for citizen, timeline in enumerate(timelines):
        for fact in known_facts(timeline.facts, as_known):
            citizens, facts = gathered.setdefault(fact.kind, ([], []))
            citizens.append(citizen)
            facts.append(fact)
    people = [timeline.citizen for timeline in timelines]
    born = [person.born for person in people]
    return Batch(
        size=len(timelines),
        ids=tuple(person.id for person in people),
        born=Field(_days(born), np.array([day is not None for day in born], dtype=np.bool_), ()),
        sex=_categorical([person.sex for person in people], ("male", "female")),
        origin=_categorical([person.origin for person in people], ("danish", "western", "non_western")),
        end=end,
        facts={
            kind: _columns(kind, np.array(citizens, dtype=np.int64), facts, observed_by_kind.get(kind, observed))
            for kind in KINDS
            if kind in gathered
            for citizens, facts in [gathered[kind]]
        },
        observed=observed,
        observed_by_kind=observed_by_kind,
    )


def _observation(timelines: Sequence[Timeline], as_known: date | None) -> tuple[Spans, dict[str, Spans], DayArray]:
    general = [timeline.observed.spans for timeline in timelines]
    own_kinds = {kind for timeline in timelines for kind in timeline.observed.by_kind}
    last = [timeline.observed.end for timeline in timelines]
    end = np.array([FIRST_DAY if day is None else day_number(day) for day in last], dtype=np.int64)
    return (
        _spans(general, as_known),
        {
            kind: _spans([timeline.observed.of(kind) for timeline in timelines], as_known)
            for kind in KINDS
            if kind in own_kinds
        },
        end if as_known is None else np.minimum(end, day_number(as_known)),
    )


def _spans(spans: Sequence[Sequence[ObservedSpan]], as_known: date | None) -> Spans:
    flat = [(citizen, span) for citizen, several in enumerate(spans) for span in several]
    citizen = np.array([place for place, _ in flat], dtype=np.int64)
    start, end = _days([span.from_ for _, span in flat]), _days([span.end for _, span in flat])
    if as_known is not None:
        end = np.minimum(end, day_number(as_known))
    return Spans(*merged(citizen, start, end))


def _columns(kind: str, citizen: NDArray[np.int64], facts: Sequence[Fact], observed: Spans) -> FactColumns:
    bounds = _bounds(citizen, facts, observed)
    fields = {attribute.name: _field(attribute, facts) for attribute in attributes_of(kind)}
    return sorted_columns(citizen, bounds, fields)


def sorted_columns(citizen: NDArray[np.int64], bounds: Bounds, fields: Mapping[str, Field]) -> FactColumns:
    """Columns in the order of `FactColumns`; facts that begin alike keep their order."""
    order = np.lexsort((bounds.start_min, citizen))
    if not np.array_equal(order, np.arange(len(order))):
        citizen, bounds = citizen[order], Bounds(*(days[order] for days in bounds))
        fields = {name: Field(each.values[order], each.known[order], each.categories) for name, each in fields.items()}
    return FactColumns(citizen, bounds.start_min, bounds.start_max, bounds.end_min, bounds.end_max, fields)


def _bounds(citizen: NDArray[np.int64], facts: Sequence[Fact], observed: Spans) -> Bounds:
    start = _days([fact.start for fact in facts])
    if isinstance(facts[0], WeekCode):
        return of_weeks(start)
    precision = None
    if any(fact.precision != "day" for fact in facts):
        precision = np.array([PRECISIONS.index(fact.precision) for fact in facts], dtype=np.int64)
    spells = [fact for fact in facts if isinstance(fact, Spell)]
    if not spells:
        return of_points(start, precision)
    is_through = np.array([spell.through is not None for spell in spells], dtype=np.bool_)
    is_open = np.array([spell.to is None and spell.through is None for spell in spells], dtype=np.bool_)
    observed_to = start
    if is_open.any():
        observed_to = first_end_after(observed.citizen, observed.end, citizen, earliest(start, precision))
    last = _days([spell.to or spell.through for spell in spells])
    return of_spells(start, last, is_through, is_open, observed_to, precision)


def _field(attribute: Attribute, facts: Sequence[Fact]) -> Field:
    found = [attribute.read(fact) for fact in facts]
    if attribute.is_text:
        categories = attribute.categories or tuple(sorted({text for text in found if isinstance(text, str)}))
        return _categorical(found, categories)
    numbers = [number if isinstance(number, int) else 0 for number in found]
    known = np.array([number is not None for number in found], dtype=np.bool_)
    return Field(np.array(numbers, dtype=np.int64), known, ())


def _categorical(found: Sequence[object], categories: tuple[str, ...]) -> Field:
    places: dict[object, int] = {text: place for place, text in enumerate(categories)}
    values = np.array([places.get(text, 0) for text in found], dtype=np.int64)
    return Field(values, np.array([text is not None for text in found], dtype=np.bool_), categories)


def _days(days: Sequence[date | None]) -> DayArray:
    return np.array([0 if day is None else day_number(day) for day in days], dtype=np.int64)
