"""Facts that contradict each other on paper: versions nobody can put in order, two codes for one week."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from integrationrules.timeline.facts import Fact, WeekCode
from integrationrules.timeline.problems import LISTED, CaseError, Path, Place, Problem, field_text
from integrationrules.timeline.timeline import known_facts

if TYPE_CHECKING:
    from integrationrules.timeline.timeline import Timeline

__all__ = ["refuse_contradictions"]

Contradiction = tuple[int, str, str, dict[str, Any]]
"""The fact's place, its field, the message, and its values; `other` is the place of another fact."""


def refuse_contradictions(timeline: Timeline, place: Place) -> None:
    """Raises `CaseError` where the order of the facts in the file would decide what holds.

    Versions of a fact are of one kind and recorded on different days. One of them may say nothing of that; it is the
    first, and its own first day lies before the others were recorded.
    """
    found = [*_versions(timeline.facts), *_week_codes(timeline.facts)]
    if found:
        problems = [_problem(contradiction, place) for contradiction in sorted(found, key=lambda each: each[0])[:LISTED]]
        raise CaseError(tuple(problems), max(0, len(found) - LISTED))


def _problem(contradiction: Contradiction, place: Place) -> Problem:
    number, field, message_id, values = contradiction
    path: Path = ("facts", number, field)
    here = place(path, False)
    if "other" in values:
        other: Path = ("facts", values["other"])
        there = place(other, False)
        values = {**values, "other": field_text(other) if there == here else f"{field_text(other)} ({there})"}
    return Problem(here, field_text(path), message_id, values)


def _versions(facts: tuple[Fact, ...]) -> Iterator[Contradiction]:
    known: dict[str, list[int]] = {}
    for number, fact in enumerate(facts):
        if fact.id is None:
            if fact.withdrawn:
                yield number, "withdrawn", "withdrawn_without_id", {}
            continue
        earlier = known.setdefault(fact.id, [])
        for other in earlier:
            if clash := _clash(fact, facts[other]):
                yield number, "id", clash[0], {"other": other, **clash[1]}
                break
        earlier.append(number)


def _clash(fact: Fact, other: Fact) -> tuple[str, dict[str, Any]] | None:
    if fact.kind != other.kind:
        return "version_kind", {"kind": fact.kind, "other_kind": other.kind}
    if fact.recorded == other.recorded:
        return "version_recorded", {}
    if fact.recorded and other.recorded:
        return None
    undated, dated = (fact, other) if other.recorded else (other, fact)
    if undated.start < dated.counts_from:
        return None
    return "version_undated", {"start": str(undated.start), "recorded": str(dated.recorded)}


def _week_codes(facts: tuple[Fact, ...]) -> Iterator[Contradiction]:
    if not any(isinstance(fact, WeekCode) for fact in facts):
        return
    known = {id(fact) for fact in known_facts(facts)}
    first: dict[object, int] = {}
    for number, fact in enumerate(facts):
        if isinstance(fact, WeekCode) and id(fact) in known:
            other = facts[first.setdefault(fact.week, number)]
            if isinstance(other, WeekCode) and other.code != fact.code:
                yield number, "code", "two_codes", {"other": first[fact.week], "week": str(fact.week), "code": fact.code, "other_code": other.code}
