"""What is due and when: the state and the dates of a payment or deadline in words."""

from __future__ import annotations

from collections.abc import Iterator

from integrationrules.engine.decision import Decision, Quantity
from integrationrules.report.catalogue import Translator
from integrationrules.report.quantities import quantity
from integrationrules.verdict import Verdict

__all__ = ["STATES", "STEPS", "payment_lines", "step"]

STATES: dict[str, str] = {
    "due": "due", "overdue": "overdue", "done": "done in time", "done_late": "done too late", "passed": "past", "running": "running", "earned": "earned", "claimed": "claimed",
    "paid": "paid",
}
"""The states of deadlines and payments."""
STEPS: dict[str, str] = {
    "earned": "earned", "will_be_earned": "earned if it continues", "claim_by": "claim due", "final_by": "final statement due",
}
"""What happens to a payment on its dates."""


def step(name: str, tr: Translator) -> str:
    """What happens on a date of a payment."""
    return tr(STEPS[name])


def payment_lines(decision: Decision, tr: Translator) -> Iterator[str]:
    """When it was or will be earned, and by when it is claimed and finally stated; nothing for other decisions."""
    earned = "earned" if decision.verdict is Verdict.MET else "will_be_earned"
    for name, found in ((earned, decision.earned_on), ("claim_by", decision.claim_by), ("final_by", decision.final_by)):
        if isinstance(found, Quantity):
            said = tr("{step}: {day}").format(step=step(name, tr), day=quantity(found, tr))
            yield said[:1].upper() + said[1:]
