"""What can be compared of a decision and of a fact in an alert: names and types."""

from __future__ import annotations

from collections.abc import Mapping

from integrationrules.timeline.facts import KINDS, Spell

from ..kinds import fields_of
from ..model import Deadline, Payment, Rule
from ..terms import DATE, TRUTH, Term, Type, number, option

__all__ = ["STATES", "decision_fields", "fact_fields"]

VERDICTS = ("met", "not_met", "unknown")
STATES = ("running", "earned", "claimed", "paid", "due", "done", "done_late", "overdue", "passed")
"""Where a payment or a deadline can stand."""
_COMMON = {"verdict": option(VERDICTS), "certain": TRUTH, "running": TRUTH}
_PAYMENT = {"state": option(STATES), "begins": DATE, "earned_on": DATE, "last_day": DATE, "claim_by": DATE, "final_by": DATE, "municipality": number("count")}
_DEADLINE = {"state": option(STATES), "done": DATE}


def fact_fields(kind: str) -> Mapping[str, Type]:
    """Days of a fact of a kind and its own fields; `open` says of a spell that no end is stated."""
    days = {"start": DATE, "end": DATE, "open": TRUTH} if issubclass(KINDS[kind], Spell) else {"start": DATE, "on": DATE}
    return {**days, **{name: type_ for name, type_ in fields_of(kind).items() if type_.kind != "code"}}


def decision_fields(item: Rule | Payment | Deadline, term: Term) -> Mapping[str, Type]:
    """Fields of what a rule answers; `value` where it has one."""
    if isinstance(item, Payment):
        amount = term.arguments[0].arguments[0].arguments[4].type
        return {**_COMMON, **_PAYMENT, **({"value": amount} if amount.kind == "number" else {})}
    if isinstance(item, Deadline):
        return {**_COMMON, **_DEADLINE, "value": DATE}
    return {**_COMMON, **({"value": term.type} if item.value is not None and term.type.kind in ("date", "number", "option") else {})}
