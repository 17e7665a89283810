"""What is drawn of answers: a verdict for each quarter, the spells looked at, and the days of payments and deadlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from integrationrules.dates import Quarter
from integrationrules.engine.decision import Decision, Quantity
from integrationrules.report.catalogue import Translator
from integrationrules.report.names import Names
from integrationrules.report.quantities import period, quantity
from integrationrules.report.reasons import VERDICTS
from integrationrules.verdict import Verdict

from .lanes import Bar, Lane, Mark

__all__ = ["answer_lanes", "letter"]

STEPS: dict[str, str] = {"earned_on": "earned", "last_day": "last day", "claim_by": "claim due", "done": "done"}
"""What is marked of a payment or a deadline."""


def letter(verdict: Verdict, tr: Translator) -> str:
    """The verdict in one letter of the language; `?` for one that cannot be decided."""
    return "?" if verdict is Verdict.UNKNOWN else tr(VERDICTS[verdict])[:1].upper()


def answer_lanes(decisions: Sequence[Decision], names: Names) -> Iterator[Lane]:
    """A lane for each rule about quarters, and for each with days or candidates to mark."""
    by_rule: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_rule.setdefault(decision.rule, []).append(decision)
    for rule, found in by_rule.items():
        bars = [_verdict(one, names.tr) for one in found if one.quarter is not None]
        bars += [bar for one in found for bar in _candidates(one, names.tr)]
        marks = [mark for one in found for mark in _marks(one, names)]
        if bars or marks:
            yield Lane(names.title(rule), tuple(bars), tuple(marks))


def _verdict(decision: Decision, tr: Translator) -> Bar:
    quarter = Quarter.parse(decision.period)
    start, end = quarter.first_day, quarter.following().first_day
    title = f"{period(decision.period, tr)}: {tr(VERDICTS[decision.verdict])}"
    return Bar(start, start, end, end, letter(decision.verdict, tr), title, str(decision.verdict))


def _candidates(decision: Decision, tr: Translator) -> Iterator[Bar]:
    for tried in decision.candidates:
        start, end = tried.start.least, tried.end.least or tried.end.greatest
        if tried.certain and isinstance(start, date):
            until = end if isinstance(end, date) else max(decision.on, start + timedelta(days=1))
            title = f"{quantity(tried.start, tr)}: {tr(VERDICTS[tried.verdict])}"
            yield Bar(start, start, until, until if tried.end.exact else None, letter(tried.verdict, tr), title, str(tried.verdict))


def _marks(decision: Decision, names: Names) -> Iterator[Mark]:
    tr = names.tr
    days = {tr(text): decision.days[name] for name, text in STEPS.items() if name in decision.days}
    rule = names.book.rules.get(decision.rule)
    if rule is not None and rule.due is not None and decision.value is not None:
        days[tr("deadline")] = decision.value
    for said, found in days.items():
        if isinstance(found, Quantity) and isinstance(found.least, date):
            last = found.greatest if isinstance(found.greatest, date) else found.least
            yield Mark(found.least, last + timedelta(days=1), said, f"{said}: {quantity(found, tr)}")
