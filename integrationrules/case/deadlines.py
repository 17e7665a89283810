"""What is due for one citizen and when: deadlines, and the dates of payments, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from integrationrules.engine.decision import Decision, Quantity
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.timeline import Timeline, Warning_
from integrationrules.verdict import Verdict

from .arguments import checked
from .horizon import answered, lies_beyond
from .questions import find_rules

__all__ = ["Deadlines", "Due", "deadlines"]

_DATES = ("earned_on", "claim_by", "final_by")


@dataclass(frozen=True, slots=True)
class Due:
    """One date: `what` is `due` for a deadline, `earned_on`, `claim_by` or `final_by` for a payment."""

    what: str
    day: Quantity
    """A date, between bounds where it is not known exactly."""
    projected: bool
    """Whether it stands only if what lasts continues and nothing else happens."""
    decision: Decision

    @property
    def state(self) -> str | None:
        """The state of the deadline or payment."""
        return self.decision.state

    def as_json(self) -> dict[str, Any]:
        """As in the JSON of deadlines."""
        found = {"what": self.what, "day": self.day.as_json(), "rule": self.decision.rule, "state": self.state, "verdict": str(self.decision.verdict)}
        return found | ({"projected": True} if self.projected else {})


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Everything due, in order of date; the decisions it was taken from; and those that cannot be decided."""

    dues: tuple[Due, ...]
    decisions: tuple[Decision, ...]
    undecided: tuple[Decision, ...]
    warnings: tuple[Warning_, ...]
    projected_from: date | None = None
    """The end of observation, where the day asked about lies after it."""

    def _repr_html_(self) -> str:
        """What is due, in order of date, for notebooks."""
        from integrationrules.report.html import of_deadlines

        return of_deadlines(self)

    def as_json(self) -> dict[str, Any]:
        """The document of format 1."""
        return {
            "format": 1, "deadlines": [due.as_json() for due in self.dues], "undecided": [one.rule for one in self.undecided],
            "decisions": [one.as_json() for one in self.decisions],
            "projected_from": self.projected_from.isoformat() if self.projected_from else None,
            "warnings": [{"id": one.id, "values": dict(one.values)} for one in self.warnings],
        }


@checked
def deadlines(
    book: Rulebook, timeline: Timeline, on: date | None = None, rules: Sequence[str] = (), options: Mapping[str, str] | None = None,
    salt: bytes = b"integrationrules",
) -> Deadlines:
    """The dates of every deadline, and of every payment that is earned or running, as seen on a day (the end of observation).

    A deadline stands at its due date, a payment at the day it is earned and the days by which it is to be claimed and finally
    stated, unless a deadline says that of it. A payment that is still running has the dates it gets if what lasts continues;
    these are `projected`. A day after the end of observation is asked about on the projected timeline, and everything said of it
    is projected. Only rules that are deadlines or payments count; all of them when none is named. Raises `QuestionError`.
    """
    asked = [rule.id for rule in find_rules(book, rules) if rule.due is not None or rule.payment is not None]
    if not asked:
        return Deadlines((), (), (), timeline.warnings())
    (result,) = answered(book, [timeline], asked, (), on, options, salt)
    # One that does not apply is not met and has no day; a day without a state is that of one that perhaps does not apply.
    seen = tuple(one for one in result.decisions if one.state is not None or one.verdict is not Verdict.NOT_MET or one.value is not None)
    found = [due for one in seen for due in _dues(one, book.rules[one.rule].due is not None)]
    dues = sorted((due for due in found if not _said_by_a_deadline(book, due, found)), key=_order)
    undecided = tuple(one for one in seen if one.verdict is Verdict.UNKNOWN and not any(due.decision is one for due in dues))
    beyond = on is not None and lies_beyond(timeline, on)
    return Deadlines(tuple(dues), seen, undecided, result.warnings, timeline.observed.end if beyond else None)


def _dues(decision: Decision, is_deadline: bool) -> Iterator[Due]:
    """The dates of one answer: a deadline's day is its value, a payment has days of its own once it is decided."""
    if is_deadline:
        dates = {"due": decision.value} if decision.value is not None else {}
    else:
        dates = {name: decision.days[name] for name in _DATES if name in decision.days and decision.verdict is not Verdict.UNKNOWN}
    for name, day in dates.items():
        if day.least is not None or day.greatest is not None:
            yield Due(name, day, decision.projected, decision)


def _said_by_a_deadline(book: Rulebook, due: Due, found: Sequence[Due]) -> bool:
    """Whether a date of a payment is also that of a deadline made of the payment, which says more: its own paragraph and state."""
    payment = book.rules[due.decision.rule].payment
    return due.what in ("claim_by", "final_by") and any(
        other.what == "due" and other.day == due.day and any(node is payment for node in book.rules[other.decision.rule].nodes) for other in found)


def _order(due: Due) -> tuple[date, date, str, int]:
    """By the first day it may be, or the last where no first is known."""
    known = [day for day in (due.day.least, due.day.greatest) if isinstance(day, date)]
    return known[0], known[-1], due.decision.rule, ("due", *_DATES).index(due.what)
