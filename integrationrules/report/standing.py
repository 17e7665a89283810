"""Where a payment or a deadline stands, in a sentence: earned, claimed, paid; due, done, overdue."""

from __future__ import annotations

from collections.abc import Iterator

from integrationrules.engine.decision import Decision
from integrationrules.report.catalogue import Translator
from integrationrules.report.quantities import quantity
from integrationrules.verdict import Verdict

__all__ = ["STATES", "standing"]

STATES: dict[str, str] = {
    "running": "not earned yet", "earned": "earned", "claimed": "claimed", "paid": "paid",
    "due": "not due yet", "done": "done in time", "done_late": "done too late", "overdue": "overdue", "passed": "has passed",
}
DAYS: dict[str, str] = {
    "claim_by": "to be claimed by {day}", "final_by": "final statement by {day}", "done": "done on {day}",
    "municipality": "municipality {day}",
}


def standing(decision: Decision, tr: Translator) -> Iterator[str]:
    """The lines to show under the verdict; none for a rule that is neither payment nor deadline."""
    shown = {name: quantity(found, tr) for name, found in decision.days.items()}
    said: list[str] = []
    if "earned_on" in shown:
        template = tr("Earned on {day} if it goes on") if decision.running else tr("Earned on {day}")
        if decision.verdict is Verdict.UNKNOWN:
            template = tr("Earned on {day} if it is met")
        said.append(template.format(day=shown["earned_on"]))
        if "last_day" in shown:
            said[0] = tr("{earned} (last day {last})").format(earned=said[0], last=shown["last_day"])
    elif decision.state is not None:
        state = tr(STATES[decision.state])
        said.append(state[:1].upper() + state[1:])
    said += [tr(template).format(day=shown[name]) for name, template in DAYS.items() if name in shown]
    if decision.state in ("claimed", "paid") and "earned_on" in shown:
        said.append(tr(STATES[decision.state]))
    if said:
        yield "; ".join(said)
