"""Where a payment or a deadline stands: running, earned, claimed, paid; due, done, overdue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from integrationrules.engine.decision import Answer, Quantity
from integrationrules.engine.paid import Paid
from integrationrules.engine.quantity import join, quantity
from integrationrules.engine.run import Run
from integrationrules.rulebook.ready import Due, ReadyRule
from integrationrules.rulebook.terms import DATE, Term, number
from integrationrules.verdict import Bounds, Verdict

__all__ = ["Standing", "standing_of"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a result says beside its verdict and value."""

    running: bool = False
    state: str | None = None
    days: Mapping[str, Quantity] = field(default_factory=dict)
    projected: bool = False
    begins: Quantity | None = None
    """Of a payment: the first day of the spell or event it is for, or may be for while it is running."""


def standing_of(run: Run, ahead: Run | None, rule: ReadyRule, rows: Sequence[int], citizen: int, answer: Answer) -> Standing:
    """The standing of one result; nothing for a rule that is neither."""
    if rule.payment is not None and ahead is not None:
        return _of_payment(run, ahead, rule, rows, citizen, answer)
    if rule.due is not None:
        return _of_deadline(run, rule.due, rows, citizen, answer)
    return Standing()


def _of_payment(run: Run, ahead: Run, rule: ReadyRule, rows: Sequence[int], citizen: int, answer: Answer) -> Standing:
    assert rule.payment is not None
    running = answer.verdict is Verdict.NOT_MET and all(_may_yet_be(_paid(ahead, rule.payment), row, citizen) for row in rows)
    state = next((name for name in ("paid", "claimed") if name in rule.paid and run.truths(rule.paid[name]).at(rows[0], citizen) is Verdict.MET), None)
    if state is None:
        state = "running" if running else "earned" if answer.verdict is Verdict.MET else None
    if not running and answer.verdict is Verdict.NOT_MET:
        return Standing(state=state)
    paid = _paid(ahead if running else run, rule.payment)
    days: dict[str, Quantity] = {}
    for name in ("earned_on", "last_day", "claim_by", "final_by"):
        found = _all(getattr(paid, name), rows, citizen)
        if found is not None and (found.least is not None or found.greatest is not None):
            days[name] = found
    to = quantity(join([paid.municipality.at(row, citizen) for row in rows]), number("count"), 0, 0)
    if to is not None and (to.least is not None or to.greatest is not None):
        days["municipality"] = to
    return Standing(running, state, days, running, _all(paid.begins, rows, citizen))


def _may_yet_be(paid: Paid, row: int, citizen: int) -> bool:
    """Whether a spell that is surely there may still qualify."""
    found = paid.stated
    return bool(found[row if len(found) > 1 else 0, citizen if found.shape[1] > 1 else 0])


def _of_deadline(run: Run, due: Due, rows: Sequence[int], citizen: int, answer: Answer) -> Standing:
    row = rows[0]
    if answer.value is None or any(run.truths(due.applies).at(one, citizen) is not Verdict.MET for one in rows):
        return Standing()                        # nothing is late that perhaps was never due
    done = _all(run.bounds(due.done), rows, citizen) if due.done.operation != "none" else None
    days = {"done": done} if done is not None and done.exact else {}
    if answer.verdict is Verdict.MET:
        return Standing(state="done", days=days)
    if answer.verdict is Verdict.UNKNOWN:
        return Standing()
    if days:
        return Standing(state="done_late", days=days)
    passed = run.bounds(due.day).below(Bounds.exactly(run.questions.on)).at(row, citizen)
    if passed is Verdict.MET:
        return Standing(state="overdue" if due.shown else "passed")
    return Standing(running=True, state="due") if passed is Verdict.NOT_MET else Standing()


def _paid(run: Run, payment: Term) -> Paid:
    found = run.value(payment)
    assert isinstance(found, Paid)
    return found


def _all(value: Bounds, rows: Sequence[int], citizen: int) -> Quantity | None:
    """The day all readings agree on, or the first and the last of them."""
    return quantity(join([value.at(row, citizen) for row in rows]), DATE, 0, 0)
