"""What is drawn of a timeline: for each kind of fact the spells, weeks and events, and the days nobody observed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from integrationrules.dates import LAST_DAY, as_date, day_number
from integrationrules.engine.decision import Quantity
from integrationrules.report.catalogue import Translator
from integrationrules.report.quantities import day, span, with_unit
from integrationrules.report.words import word
from integrationrules.timeline.bounds import PRECISIONS, of_points, of_spells
from integrationrules.timeline.facts import KINDS, Employment, Event, Fact, Spell, WeekCode
from integrationrules.timeline.timeline import Timeline

__all__ = ["Bar", "Lane", "Mark", "lanes"]

_SAID = ("type", "basis", "part", "support", "leads_to", "category", "sector", "level", "which", "municipality", "code")


@dataclass(frozen=True)
class Bar:
    """Something that lasts: possible days [first, end), certain days [sure, until); no `end` while it is open."""

    first: date
    sure: date
    until: date
    end: date | None
    label: str
    title: str
    of: str = "bar"
    """What it is drawn as: a spell's `bar`, a verdict, or `weeks`."""


@dataclass(frozen=True)
class Mark:
    """Something on one day, or on one of the days [first, end)."""

    first: date
    end: date
    label: str
    title: str


@dataclass(frozen=True)
class Lane:
    """What is drawn in one lane; `gaps` are the days nobody observed, half-open, None where without bound."""

    label: str
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    gaps: tuple[tuple[date | None, date | None], ...] = ()

    @property
    def things(self) -> tuple[Bar | Mark, ...]:
        """Bars, then marks."""
        return (*self.bars, *self.marks)


def lanes(timeline: Timeline, tr: Translator) -> Iterator[Lane]:
    """A lane for each kind that is stated, in the order of the documentation; and for each that has observed days of its own."""
    of_kind: dict[str, list[Fact]] = {kind: [] for kind in KINDS}
    for fact in timeline.as_known().facts:
        of_kind[fact.kind].append(fact)
    for kind, facts in of_kind.items():
        if facts or kind in timeline.observed.by_kind:
            facts.sort(key=lambda fact: fact.start)
            spells = tuple(_spell(fact, timeline, tr) for fact in facts if isinstance(fact, Spell))
            weeks = tuple(_weeks([fact for fact in facts if isinstance(fact, WeekCode)], tr))
            yield Lane(word(kind, tr), spells + weeks, tuple(_event(fact, tr) for fact in facts if isinstance(fact, Event)), gaps(timeline, kind))


def gaps(timeline: Timeline, kind: str) -> tuple[tuple[date | None, date | None], ...]:
    """The days on which nobody observed facts of a kind."""
    found: list[tuple[date | None, date | None]] = []
    reached: date | None = None
    for spans in sorted(timeline.observed.of(kind), key=lambda one: one.from_):
        if reached is None or spans.from_ > reached:
            found.append((reached, spans.from_))
        reached = max(reached or date.min, spans.end or date.max)
    return (*found, (reached, None))


def _spell(fact: Spell, timeline: Timeline, tr: Translator) -> Bar:
    ends = [one.end for one in timeline.observed.of(fact.kind) if one.end is not None and one.end > fact.start]
    start, end = (np.array([day_number(found)]) for found in (fact.start, fact.to or fact.through or fact.start))
    seen = np.array([day_number(min(ends)) if ends else day_number(fact.start) + 1])
    stated = np.array([PRECISIONS.index(fact.precision)])
    bounds = of_spells(start, end, np.array([fact.through is not None]), np.array([fact.end is None]), seen, stated)
    first, sure, until, last = (as_date(min(int(one[0]), LAST_DAY)) for one in bounds)
    label = _details(fact, tr)
    when = span(fact.start, fact.end - timedelta(days=1) if fact.end else None, tr)
    return Bar(first, sure, until, last if fact.end else None, label, _titled(fact, f"{label or word(fact.kind, tr)}: {when}", tr))


def _event(fact: Event, tr: Translator) -> Mark:
    bounds = of_points(np.array([day_number(fact.on)]), np.array([PRECISIONS.index(fact.precision)]))
    label = _details(fact, tr)
    return Mark(as_date(int(bounds.start_min[0])), as_date(int(bounds.end_max[0])), label,
                _titled(fact, f"{label or word(fact.kind, tr)}: {day(fact.on, tr)}", tr))


def _titled(fact: Fact, said: str, tr: Translator) -> str:
    return said if fact.precision == "day" else tr("{what} (to the {precision})").format(what=said, precision=tr(_PRECISION[fact.precision]))


_PRECISION: dict[str, str] = {"week": "week", "month": "month", "quarter": "quarter"}


def _weeks(facts: Sequence[WeekCode], tr: Translator) -> Iterator[Bar]:
    """Weeks with one code in a row, as one bar."""
    rows: list[list[WeekCode]] = []
    for fact in facts:
        if rows and rows[-1][-1].code == fact.code and (fact.start - rows[-1][-1].start).days in (0, 7):
            rows[-1].append(fact)
        else:
            rows.append([fact])
    for row in rows:
        start, end = row[0].start, row[-1].start + timedelta(days=7)
        label = str(row[0].code)
        yield Bar(start, start, end, end, label, f"{label or word('week_code', tr)}: {span(start, end - timedelta(days=1), tr)}", "weeks")


def _details(fact: Fact, tr: Translator) -> str:
    """What the fact says beside its days: its type, its hours."""
    said = [word(str(found), tr, fact.kind) if name != "municipality" else tr("municipality {day}").format(day=found)
            for name in _SAID if (found := getattr(fact, name, None)) is not None]
    if isinstance(fact, Employment) and (hours := fact.weekly_hours) is not None:
        shown = hours.quantize(hours.__class__("0.1"))
        said.append(with_unit(Quantity("number", shown, shown, "hours_per_week"), tr))
    return ", ".join(said)
