"""Rules answered for citizens: verdicts, values, reasons, what is missing and what the answer hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

import numpy as np

from integrationrules.dates import LAST_DAY, IsoWeek, Quarter, QuarterScheme, as_date, day_number
from integrationrules.engine.decision import Decision
from integrationrules.engine.plan import Plan, Run
from integrationrules.engine.projection import AHEAD, projected
from integrationrules.engine.rows import Rows
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.timeline.batch import Batch, batch_of
from integrationrules.timeline.timeline import Timeline, Warning_

from .decide import Brief, Decider
from .questions import QuestionError, chosen_options, find_rules

__all__ = ["FORMAT", "Result", "briefly", "check_covers", "decider_of", "evaluate", "is_covered", "last_finished_quarter"]

FORMAT = 1
"""Version of the JSON documents."""

R = TypeVar("R", Decision, Brief)


@dataclass(frozen=True, slots=True)
class Result:
    """Everything answered about one citizen, and what was odd about the facts."""

    decisions: tuple[Decision, ...]
    warnings: tuple[Warning_, ...]
    timeline: Timeline | None = field(default=None, compare=False, repr=False)
    """What was asked about, as it was known; for showing."""
    book: Rulebook | None = field(default=None, compare=False, repr=False)
    """The rulebook that answered; for showing."""

    def _repr_html_(self) -> str:
        """The drawn timeline and the decisions, for notebooks."""
        from integrationrules.report.html import of_result

        return of_result(self)

    def as_json(self) -> dict[str, Any]:
        """The document that `evaluate --format json` writes."""
        return {
            "format": FORMAT,
            "decisions": [decision.as_json() for decision in self.decisions],
            "warnings": [{"id": warning.id, "values": dict(warning.values)} for warning in self.warnings],
        }


def evaluate(
    book: Rulebook,
    timelines: Sequence[Timeline],
    rules: Sequence[str] = (),
    quarters: Sequence[Quarter] = (),
    on: date | None = None,
    as_known: date | None = None,
    options: Mapping[str, str] | None = None,
    salt: bytes = b"integrationrules",
) -> list[Result]:
    """Answers rules (all when none is named) for each timeline, in order.

    Rules about a quarter are answered for each of `quarters`, or for the last that has ended by `on`. `on` is by
    default the end of observation, or the quarter's last day. `options` choose among the options of assumptions
    by name. `salt` goes into each `facts_hash`: keep one of your own, or known facts can be recognised by their hash.
    A pure function of its arguments. Raises `QuestionError` for what cannot be asked.
    """
    people = _People(timelines, batch_of(timelines, as_known), as_known, [timeline.facts_hash(salt) for timeline in timelines])
    found = _answered(book, people, rules, quarters, on, options, Decider.decisions)
    return [
        Result(tuple(decisions), timeline.warnings(as_known), timeline.as_known(as_known), book)
        for decisions, timeline in zip(found, timelines, strict=True)
    ]


def briefly(
    book: Rulebook, timelines: Sequence[Timeline], rules: Sequence[str] = (), quarters: Sequence[Quarter] = (), on: date | None = None,
    as_known: date | None = None, options: Mapping[str, str] | None = None,
) -> list[list[Brief]]:
    """As `evaluate`, without explanations and other options: for questions about many, of which few are to be explained."""
    people = _People(timelines, batch_of(timelines, as_known), as_known, [""] * len(timelines), alternatives=False)
    return _answered(book, people, rules, quarters, on, options, Decider.briefs)


def decider_of(
    book: Rulebook,
    timeline: Timeline,
    rule: str,
    quarters: Sequence[Quarter] = (),
    on: date | None = None,
    as_known: date | None = None,
    options: Mapping[str, str] | None = None,
    alternatives: bool = True,
) -> Decider:
    """What `evaluate` would answer one rule for one citizen with; without `alternatives` it cannot say what the answer hangs on."""
    people = _People([timeline], batch_of([timeline], as_known), as_known, [""], alternatives)
    [(_, found)] = _deciders(book, people, find_rules(book, [rule]), True, quarters, on, chosen_options(book, options or {}))
    return found


def _answered(
    book: Rulebook, people: _People, rules: Sequence[str], quarters: Sequence[Quarter], on: date | None, options: Mapping[str, str] | None,
    make: Callable[[Decider], list[list[R]]],
) -> list[list[R]]:
    """What `make` makes of every decider, by citizen, in the order of the rules."""
    asked, chosen = find_rules(book, rules), chosen_options(book, options or {})
    by_citizen: list[list[R]] = [[] for _ in people.timelines]
    for places, decider in _deciders(book, people, asked, bool(rules), quarters, on, chosen):
        for place, decisions in zip(places, make(decider), strict=True):
            by_citizen[place].extend(decisions)
    order = {rule.id: place for place, rule in enumerate(asked)}
    return [sorted(found, key=lambda one: order[one.rule]) for found in by_citizen]


def _deciders(
    book: Rulebook, people: _People, asked: Sequence[ReadyRule], named: bool, quarters: Sequence[Quarter], on: date | None, chosen: Mapping[str, str],
) -> Iterator[tuple[Sequence[int], Decider]]:
    """What decides the rules, period by period, and for which citizens."""
    of_period = {period: [rule for rule in asked if rule.rule.period == period] for period in ("citizen", "week", "quarter")}
    everyone = list(range(len(people.timelines)))
    if of_period["citizen"] and everyone:
        yield everyone, people.decider(everyone, Rows(book, of_period["citizen"], (), chosen, people.alternatives), on)
    if of_period["week"] and everyone:
        for day, places in people.by_day(on).items():
            yield places, people.decider(places, Rows(book, of_period["week"], [IsoWeek.holding(day)], chosen, people.alternatives), day)
    if of_period["quarter"] and everyone:
        scheme = Rows(book, of_period["quarter"], (), chosen, alternatives=False).scheme_of(0)
        for several, places in people.by_quarter(quarters, on, scheme).items():
            if quarters or named:
                check_covers(book, of_period["quarter"], several)
                covered = of_period["quarter"]
            else:
                # Nobody asked for this quarter of these rules: what does not cover it has nothing to say.
                covered = [rule for rule in of_period["quarter"] if all(is_covered(book, rule, quarter) for quarter in several)]
            if covered:
                yield places, people.decider(places, Rows(book, covered, several, chosen, people.alternatives), on)


@dataclass(frozen=True)
class _People:
    """The citizens of one call, as columns and with what every result of theirs carries."""

    timelines: Sequence[Timeline]
    batch: Batch
    as_known: date | None
    hashes: Sequence[str]
    alternatives: bool = True
    """Whether every other option of an assumption is tried."""

    def decider(self, places: Sequence[int], rows: Rows, on: date | None) -> Decider:
        """What decides the rows' rules for some of the citizens."""
        whole = len(places) == len(self.timelines)
        timelines = self.timelines if whole else [self.timelines[place] for place in places]
        batch = self.batch if whole else batch_of(timelines, self.as_known)
        plan, questions = Plan(rows.book, rows.rules), rows.questions(on, batch.end)
        run = plan.run(batch, questions)
        return Decider(run, _ahead(run), rows, timelines, [self.hashes[place] for place in places], self.as_known)

    def by_day(self, on: date | None) -> dict[date, list[int]]:
        """The day a week is asked at: the one given, or each citizen's last observed day."""
        groups: dict[date, list[int]] = {}
        for place, end in enumerate(self.batch.end):
            groups.setdefault(on or _date(int(end) - 1), []).append(place)
        return groups

    def by_quarter(self, quarters: Sequence[Quarter], on: date | None, scheme: QuarterScheme) -> dict[tuple[Quarter, ...], list[int]]:
        """The quarters asked about: those given, or the last that each citizen's observation saw the end of."""
        groups: dict[tuple[Quarter, ...], list[int]] = {}
        for place, end in enumerate(self.batch.end):
            groups.setdefault(tuple(quarters) or (last_finished_quarter(on or _date(int(end)), scheme),), []).append(place)
        return groups


def _ahead(run: Run) -> Run | None:
    """The same questions with what lasts going on; only payments ask for it."""
    sources = {id(rule.payment): rule.payment.arguments[0] for rule in run.plan.rules if rule.payment is not None}
    if not sources:
        return None
    kinds = {facts.type.unit for source in sources.values() for facts in source.arguments[3::2]}
    on = np.broadcast_to(run.questions.on[0], run.batch.size)
    questions = replace(run.questions, on=run.questions.on + AHEAD, seen=run.questions.on)
    return run.plan.run(projected(run.batch, on, kinds), questions)


def last_finished_quarter(on: date, scheme: QuarterScheme = "thursday") -> Quarter:
    """The last quarter whose weeks have all ended by `on`; raises `QuestionError` where there is none."""
    if on.year > 2099:
        raise QuestionError("beyond_calendar", on=on)
    if on.year < 1901:
        raise QuestionError("no_finished_quarter", on=on)
    quarter = Quarter.holding(on)
    while quarter.following().first_monday(scheme) > on:
        quarter = Quarter(quarter.year - (quarter.number == 1), (quarter.number - 2) % 4 + 1)
    return quarter


def check_covers(book: Rulebook, rules: Sequence[ReadyRule], quarters: Sequence[Quarter]) -> None:
    """Raises `QuestionError` for a quarter that the rule sets of the rules do not cover."""
    for rule in rules:
        covers = book.ruleset_of(rule.id).covers
        for quarter in quarters if covers else ():
            assert covers is not None
            start, end, why = covers
            if not is_covered(book, rule, quarter):
                values = {"rule": rule.id, "start": start, "end": end, "quarter": quarter, "why": why.en if why else "", "why_text": why}
                raise QuestionError("not_covered" if end else "covers_open", **values)


def is_covered(book: Rulebook, rule: ReadyRule, quarter: Quarter) -> bool:
    """Whether the calendar quarter lies wholly in what the rule set covers."""
    start, end, _ = book.ruleset_of(rule.id).covers or (quarter.first_day, None, None)
    return start <= quarter.first_day and (end is None or quarter.last_day < end)


def _date(number: int) -> date:
    return as_date(min(max(number, day_number(date(1800, 1, 1))), LAST_DAY))
