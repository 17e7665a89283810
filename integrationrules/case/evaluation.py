"""Rules answered for citizens: verdicts, values, reasons, what is missing and what the answer hangs on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, TypeVar

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

__all__ = ["FORMAT", "Result", "briefly", "evaluate", "is_covered", "last_finished_quarter"]

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
    found = _asked(book, timelines, rules, quarters, on, as_known, options, Decider.decisions, salt)
    return [
        Result(tuple(decisions), timeline.warnings(as_known), timeline.as_known(as_known), book)
        for decisions, timeline in zip(found, timelines, strict=True)
    ]


def briefly(
    book: Rulebook, timelines: Sequence[Timeline], rules: Sequence[str] = (), quarters: Sequence[Quarter] = (), on: date | None = None,
    as_known: date | None = None, options: Mapping[str, str] | None = None,
) -> list[list[Brief]]:
    """As `evaluate`, without explanations and other options: for questions about many, of which few are to be explained."""
    return _asked(book, timelines, rules, quarters, on, as_known, options, Decider.briefs)


def _asked(
    book: Rulebook, timelines: Sequence[Timeline], rules: Sequence[str], quarters: Sequence[Quarter], on: date | None, as_known: date | None,
    options: Mapping[str, str] | None, make: Callable[[Decider], list[list[R]]], salt: bytes | None = None,
) -> list[list[R]]:
    """What `make` makes of each run, by citizen, in the order of the rules; with a salt also other options are tried, and facts hashed."""
    asked = find_rules(book, rules)
    explained = salt is not None
    chosen = chosen_options(book, options or {})
    hashes = [timeline.facts_hash(salt) for timeline in timelines] if salt is not None else []
    people = _People(timelines, batch_of(timelines, as_known), as_known, hashes, make)
    by_citizen: list[list[R]] = [[] for _ in timelines]
    of_period = {period: [rule for rule in asked if rule.rule.period == period] for period in ("citizen", "week", "quarter")}
    everyone = list(range(len(timelines)))
    if of_period["citizen"] and timelines:
        people.answer(by_citizen, everyone, Rows(book, of_period["citizen"], (), chosen, explained), on)
    if of_period["week"] and timelines:
        for day, places in people.by_day(on).items():
            people.answer(by_citizen, places, Rows(book, of_period["week"], [IsoWeek.holding(day)], chosen, explained), day)
    if of_period["quarter"] and timelines:
        scheme = Rows(book, of_period["quarter"], (), chosen, alternatives=False).scheme_of(0)
        for several, places in people.by_quarter(quarters, on, scheme).items():
            if quarters or rules:
                _check_covers(book, of_period["quarter"], several)
                covered = of_period["quarter"]
            else:
                # Nobody asked for this quarter of these rules: what does not cover it has nothing to say.
                covered = [rule for rule in of_period["quarter"] if all(is_covered(book, rule, quarter) for quarter in several)]
            if covered:
                people.answer(by_citizen, places, Rows(book, covered, several, chosen, explained), on)
    order = {rule.id: place for place, rule in enumerate(asked)}
    return [sorted(found, key=lambda one: order[one.rule]) for found in by_citizen]


@dataclass(frozen=True)
class _People(Generic[R]):
    """The citizens of one call, as columns and with what every result of theirs carries."""

    timelines: Sequence[Timeline]
    batch: Batch
    as_known: date | None
    hashes: Sequence[str]
    make: Callable[[Decider], list[list[R]]]

    def answer(self, found: list[list[R]], places: Sequence[int], rows: Rows, on: date | None) -> None:
        """Adds the results of the rows' rules for some of the citizens."""
        whole = len(places) == len(self.timelines)
        timelines = self.timelines if whole else [self.timelines[place] for place in places]
        batch = self.batch if whole else batch_of(timelines, self.as_known)
        plan, questions = Plan(rows.book, rows.rules), rows.questions(on, batch.end)
        run = plan.run(batch, questions)
        decider = Decider(run, _ahead(run), rows, timelines, [self.hashes[place] for place in places] if self.hashes else (), self.as_known)
        for place, decisions in zip(places, self.make(decider), strict=True):
            found[place].extend(decisions)

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


def _check_covers(book: Rulebook, rules: Sequence[ReadyRule], quarters: Sequence[Quarter]) -> None:
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
