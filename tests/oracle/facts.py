"""What is known of one case on one day: which versions count, what was observed, and what each spell says for sure."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from .dates import DAY, day, monday_of_week, period

Case = dict[str, Any]
Fact = dict[str, Any]
Span = tuple[date, date]


class Spell(NamedTuple):
    """A fact with a beginning: the days it may begin, the days it covers for sure, and those it may cover."""

    fact: Fact
    earliest_from: date
    latest_from: date
    certain_to: date
    possible_to: date | None

    @property
    def certain(self) -> Span:
        """Covered whatever the exact dates were; empty if the end is not after the beginning."""
        return self.latest_from, self.certain_to

    @property
    def possible(self) -> tuple[date, date | None]:
        """Covered under some exact dates; without an end for an open spell."""
        return self.earliest_from, self.possible_to


class Known:
    """The facts and the observed spans of a case as they were known on a day (None: with everything recorded)."""

    def __init__(self, case: Case, as_known: date | None) -> None:
        self.citizen: Fact = case["citizen"]
        self.facts = last_versions(case.get("facts") or [], as_known)
        observed = case["observed"]
        general = observed if isinstance(observed, list) else [observed]
        by_kind = {} if isinstance(observed, list) else observed.get("by_kind") or {}
        self._general = observed_spans(general, as_known)
        self._by_kind = {
            kind: observed_spans(spans if isinstance(spans, list) else [spans], as_known)
            for kind, spans in by_kind.items()
        }
        last_end = max(end_of(span) for span in general)
        self.end_of_observation = last_end if as_known is None else min(last_end, as_known)
        self._spells: dict[str, list[Spell]] = {}
        self.week_codes = stated_codes(self.facts)

    def observed(self, kind: str) -> list[Span]:
        """The spans in which a fact of this kind would have been seen; a kind's own spans replace the general ones."""
        return self._by_kind.get(kind, self._general)

    def spells(self, kind: str) -> list[Spell]:
        """The spells of one kind."""
        if kind not in self._spells:
            of_kind = [fact for fact in self.facts if fact["kind"] == kind]
            self._spells[kind] = [spell_of(fact, self.observed(kind)) for fact in of_kind]
        return self._spells[kind]


def last_versions(facts: list[Fact], as_known: date | None) -> list[Fact]:
    """The last version of each id that had been recorded by then; gone if that version is withdrawn."""
    last: dict[object, tuple[date, Fact]] = {}
    for place, fact in enumerate(facts):
        recorded = recorded_on(fact)
        if as_known is not None and recorded > as_known:
            continue
        key = fact["id"] if fact.get("id") is not None else ("no id", place)
        if key not in last or recorded >= last[key][0]:
            last[key] = (recorded, fact)
    return [fact for _, fact in last.values() if not fact.get("withdrawn")]


def recorded_on(fact: Fact) -> date:
    """The day a version was recorded, or its own date where nobody wrote that down."""
    if fact.get("recorded") is not None:
        return day(fact["recorded"])
    if "week" in fact:
        return monday_of_week(fact["week"])
    return day(fact["from"] if "from" in fact else fact["on"])


def end_of(span: Fact) -> date:
    """The first day after a span; `through` is its last day."""
    return day(span["through"]) + DAY if span.get("through") is not None else day(span["to"])


def observed_spans(stated: list[Fact], as_known: date | None) -> list[Span]:
    """Observed time in order, cut at the day as-known, with spans that touch or overlap made one."""
    spans = [(day(span["from"]), end_of(span)) for span in stated]
    if as_known is not None:
        spans = [(start, min(end, as_known)) for start, end in spans if start < as_known]
    return joined(spans)


def joined(spans: list[Span]) -> list[Span]:
    """The same days as fewest spans, in order."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def spell_of(fact: Fact, observed: list[Span]) -> Spell:
    """A spell under its precision; an open one is certain to the end of its observed span and possible for ever."""
    precision = fact.get("precision") or "day"
    earliest_from, latest_from = period(day(fact["from"]), precision)
    if fact.get("through") is not None:
        earliest_last, latest_last = period(day(fact["through"]), precision)
        return Spell(fact, earliest_from, latest_from, earliest_last + DAY, latest_last + DAY)
    if fact.get("to") is not None:
        earliest_to, latest_to = period(day(fact["to"]), precision)
        return Spell(fact, earliest_from, latest_from, earliest_to, latest_to)
    # It may have begun, and ended unseen, as early as possible: observation after that start bounds what is certain.
    certain_to = end_of_observed_span(earliest_from, observed)
    return Spell(fact, earliest_from, latest_from, certain_to, None)


def end_of_observed_span(start: date, observed: list[Span]) -> date:
    """The end of the first observed span that ends after `start`; one day after `start` if there is none."""
    return next((end for _, end in observed if end > start), start + DAY)


def stated_codes(facts: list[Fact]) -> dict[date, set[str]]:
    """The codes stated for each week, by its Monday."""
    codes: dict[date, set[str]] = {}
    for fact in facts:
        if fact["kind"] == "week_code":
            codes.setdefault(monday_of_week(fact["week"]), set()).add(str(fact["code"]))
    return codes
