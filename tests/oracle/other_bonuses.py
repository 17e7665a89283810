"""The results bonuses for education and for a Danish test, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from .job_bonus import BEGINNING, GROUPS, JobBonus, day_of, each

__all__ = ["EducationBonus", "danish_test"]


class EducationBonus(JobBonus):
    """As for a job, without hours; breaks are not bridged, and what is not stated leaves the education open."""

    def __init__(self, case: dict[str, Any], on: date, options: dict[str, str], ahead: bool = False) -> None:
        fixed = {"break_bridged": "0", "hours_averaged_over": "first_six"}
        super().__init__(case, on, {**options, **fixed}, ahead)
        studies = [fact for fact in case["facts"] if fact["kind"] == "education" and day_of(fact) <= on]
        self.jobs = [fact for fact in studies if fact.get("leads_to") in ("vocational", None) and fact.get("support") in ("su", None)]

    def stretch(self, job: dict[str, Any]) -> tuple[date, date, date]:
        """An education of which something is not stated is nowhere certain."""
        start, certain, possible = super().stretch(job)
        stated = job.get("leads_to") is not None and job.get("support") is not None
        return start, certain if stated else start, possible

    def enough_hours(self, candidate: Any) -> tuple[bool, bool]:
        """No hours are asked for."""
        return True, True


def danish_test(case: dict[str, Any], on: date, options: dict[str, str]) -> str:
    """The verdict of the bonus for a passed test, taken while the programme lasts."""
    observed = case["observed"] if isinstance(case["observed"], list) else [case["observed"]]
    spans = [(date.fromisoformat(span["from"]), date.fromisoformat(span["to"])) for span in observed]
    facts = [fact for fact in case["facts"] if day_of(fact) <= on]
    clock = min((day_of(fact) for fact in facts if fact["kind"] == "responsibility"), default=None)
    contract = min((day_of(fact) for fact in facts if fact["kind"] == "contract"), default=None)
    basis = next((fact["basis"] for fact in facts if fact["kind"] == "residence_permit"), None)
    if clock is None or basis not in GROUPS or relativedelta(clock, date.fromisoformat(case["citizen"]["born"])).years < 18:
        return "not_met"
    change = date.fromisoformat(options["five_year_change"])
    terms = [(clock, clock + relativedelta(months=36))]
    if options["five_year_window"] == "everyone" or clock >= change:
        terms.append((max(clock, change), clock + relativedelta(months=60)))       # the longer programme, once there is one
    free = options["contract_required"] == "not_required"

    def possible(first: date, last: date) -> bool:
        """Whether a test on one of the days may give the bonus; each condition on the day that is best for it."""
        signed = free or (contract is not None and contract <= last)
        return any(begins <= last and first < ends for begins, ends in terms) and signed and first < on

    tests = [day_of(fact) for fact in facts if fact["kind"] == "danish_test" and fact["passed"]]
    if any(possible(day, day) for day in tests):
        return "met"
    runs: list[list[date]] = []
    edge = min(min(start for start, _ in spans), on) - timedelta(days=10)
    for day in each(edge, on + timedelta(days=1)):
        if not any(start <= day < end for start, end in spans):
            if runs and runs[-1][-1] == day - timedelta(days=1):
                runs[-1].append(day)
            else:
                runs.append([day])
    if any(possible(BEGINNING if run[0] <= edge else run[0], run[-1]) for run in runs):
        return "unknown"
    return "not_met"
