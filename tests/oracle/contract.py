"""The integration contract's deadline: within a month of takeover."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from .job_bonus import GROUPS, day_of

__all__ = ["contract_deadline"]


def contract_deadline(case: dict[str, Any], on: date) -> tuple[str, str | None, str | None]:
    """Verdict, state and the last day; nothing where no programme has begun by `on`."""
    facts = [fact for fact in case["facts"] if day_of(fact) <= on]
    clock = min((day_of(fact) for fact in facts if fact["kind"] == "responsibility"), default=None)
    basis = next((fact["basis"] for fact in facts if fact["kind"] == "residence_permit"), None)
    born = date.fromisoformat(case["citizen"]["born"])
    if clock is None or basis not in GROUPS or relativedelta(clock, born).years < 18:
        return "not_met", None, None
    if clock < date(2013, 7, 1):
        signed = min((day_of(fact) for fact in facts if fact["kind"] == "contract"), default=None)
        return ("unknown" if signed else "not_met"), None, None
    due = clock + relativedelta(months=1)
    signed = min((day_of(fact) for fact in facts if fact["kind"] == "contract"), default=None)
    if signed is not None:
        return ("met", "done", str(due)) if signed <= due else ("not_met", "done_late", str(due))
    return ("not_met", "due", str(due)) if on <= due else ("not_met", "overdue", str(due))
