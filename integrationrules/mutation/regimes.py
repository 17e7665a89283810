"""Every day on which the rules change: asked the day before and the day itself, beside a rulebook that changes a day later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from integrationrules.case.asked import Asked, read_asked
from integrationrules.case.questions import QuestionError
from integrationrules.dates import Quarter, as_date
from integrationrules.engine.answers import NOT_MET, Answers, answers
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.rulebook.variant import Variants
from integrationrules.timeline.batch import batch_of
from integrationrules.timeline.timeline import Timeline
from integrationrules.verdict import BoolArray

from .trees import Mutant, changed
from .values import of_parameters, of_settings

__all__ = ["ChangeDay", "Regimes", "regimes"]

_DAY = timedelta(days=1)
_DATES = ("first_day", "last_day", "boundary", "date")


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day on which a rule set changes, and what the citizens of its cases showed of it."""

    day: date
    parameters: tuple[str, ...]
    """What changes on it, by last name."""
    citizens: int
    """Citizens of cases who are observed on the day."""
    shown_by: tuple[str, ...]
    """Rules that answer some of them otherwise on that day than if the change came a day later."""
    ahead: tuple[str, ...]
    """Rules that do so the day before: they read what changes on a later day than the one asked about."""
    wrong: tuple[tuple[str, str], ...]
    """Rules that do so the day before without reading ahead (`before`), that do not read what changes (`unread`), or that broke (`broken`)."""


@dataclass(frozen=True, slots=True)
class Regimes:
    """A rule set's days of change, and the times between them in which no case expects anything."""

    ruleset: str
    days: tuple[ChangeDay, ...]
    silent: tuple[tuple[date | None, date | None], ...]
    """From the first day up to, not including, the last; None where it is open."""

    def as_json(self) -> dict[str, Any]:
        """As in the command's JSON."""
        return {
            "ruleset": self.ruleset,
            "days": [{"day": one.day.isoformat(), "parameters": list(one.parameters), "citizens": one.citizens, "shown_by": list(one.shown_by),
                      "ahead": list(one.ahead), "wrong": [{"rule": rule, "why": why} for rule, why in one.wrong]} for one in self.days],
            "silent": [{"from": start.isoformat() if start else None, "to": end.isoformat() if end else None} for start, end in self.silent],
        }


def regimes(root: Path) -> list[Regimes]:
    """Every rule set that has a day of change, in order. Raises `RulebookError` where the rule files cannot be used."""
    variants = Variants(root)
    everything = [one for one in read_asked(variants.book, root) if isinstance(one, Asked)]
    found: list[Regimes] = []
    for id_, written in variants.written.items():
        by_day: dict[date, list[Mutant]] = {}
        for mutant in (*of_parameters(written), *of_settings(written)):
            if mutant.kind in _DATES and mutant.new > mutant.old:
                by_day.setdefault(date.fromisoformat(mutant.old), []).append(mutant)
        if not by_day:
            continue
        users = variants.users(id_)
        asked = [one for one in everything if one.ruleset in users]
        timelines = list({id(one.timeline): one.timeline for one in asked}.values())
        rules = [rule for rule in variants.book.rules.values() if rule.id.rpartition(".")[0] in users]
        days = tuple(_change_day(variants, id_, day, by_day[day], timelines, rules) for day in sorted(by_day))
        own = [one for one in asked if one.rule.rpartition(".")[0] == id_ or one.rule in {rule.id for rule in rules}]
        found.append(Regimes(id_, days, tuple(_silent(sorted(by_day), {day for one in own if (day := _day_of(one, variants.book))}))))
    return found


def _change_day(
    variants: Variants, ruleset: str, day: date, mutants: Sequence[Mutant], timelines: Sequence[Timeline], rules: Sequence[ReadyRule],
) -> ChangeDay:
    names = tuple(dict.fromkeys(mutant.where.split(".")[1] for mutant in mutants))
    near = [one for one in timelines if any(span.from_ < day and (span.end is None or day < span.end) for span in one.observed.spans)]
    together = replace(mutants[0], changes=tuple(change for mutant in mutants for change in mutant.changes))
    later, problems = variants.variant(changed(variants.written[ruleset], together))
    if not near or problems.errors:
        return ChangeDay(day, names, len(near), (), (), ())
    shown: list[str] = []
    ahead: list[str] = []
    wrong: list[tuple[str, str]] = []
    for rule in rules:
        other = later.rules[rule.id]
        read = _read(rule, {f"{ruleset}.{name}" for name in names})
        try:
            if any(_differ(variants.book, rule, later, other, near, day - _DAY, _before(rule, day))):
                ahead.append(rule.id)
                if read <= {"law_date"}:
                    wrong.append((rule.id, "before"))
            if any(_differ(variants.book, rule, later, other, near, day, (Quarter.holding(day),))):
                shown.append(rule.id)
                if not read:
                    wrong.append((rule.id, "unread"))
        except (ArithmeticError, ValueError, AssertionError, IndexError, KeyError):
            wrong.append((rule.id, "broken"))
    return ChangeDay(day, names, len(near), tuple(shown), tuple(ahead), tuple(wrong))


def _read(rule: ReadyRule, names: set[str]) -> set[str]:
    """On which days a rule reads what changes, as operations; facts with a first day are read on no day of their own."""
    found = {node.arguments[0].operation for node in rule.nodes if node.operation in ("parameter", "lookup") and node.detail in names}
    return found | {"facts" for node in rule.nodes if node.operation == "named" and node.detail[0] in names}


def _before(rule: ReadyRule, day: date) -> tuple[Quarter, ...]:
    """The last quarter that ends before a day."""
    return (Quarter.holding(Quarter.holding(day).first_day - _DAY),) if rule.rule.period == "quarter" else ()


def _differ(
    book: Rulebook, rule: ReadyRule, later: Rulebook, other: ReadyRule, timelines: Sequence[Timeline], on: date, quarters: Sequence[Quarter],
) -> Iterator[bool]:
    """For each citizen whether two rulebooks answer a rule differently."""
    batch = batch_of(list(timelines), None)
    asked = {"quarters": quarters} if rule.rule.period == "quarter" else {"on": on}
    one, two = (answers(each, [ready], batch, **asked)[rule.id] for each, ready in ((book, rule), (later, other)))
    yield from np.any(_unlike(one, two), axis=0)


def _unlike(one: Answers, two: Answers) -> BoolArray:
    found: BoolArray = np.asarray(one.verdicts != two.verdicts)
    for left, right in ((one.least, two.least), (one.greatest, two.greatest)):
        if left is not None and right is not None:
            found = found | ((left != right) & (one.verdicts != NOT_MET))
    return found


def _day_of(asked: Asked, book: Rulebook) -> date | None:
    """The day an expectation asks about."""
    try:
        return as_date(int(asked.decider(book, alternatives=False).run.questions.on[0, 0]))
    except QuestionError:
        return None


def _silent(days: Sequence[date], asked: set[date]) -> Iterator[tuple[date | None, date | None]]:
    """The times between days of change that no expectation asks about; before the first there are no rules to test."""
    for start, end in zip(days, [*days[1:], None], strict=True):
        if not any(start <= day and (end is None or day < end) for day in asked):
            yield start, end
