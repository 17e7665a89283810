"""Random citizens of whom everything is known, and the same citizens as a municipality that does not know everything sees them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from dateutil.relativedelta import relativedelta

from .dates import DAY
from .job_bonus import day_of

__all__ = ["OPTIONS", "day_to_ask", "partly_known", "whole_case"]

OPTIONS: dict[str, tuple[str, ...]] = {
    "five_year_window": ("everyone", "clock_started_after_change"), "five_year_change": ("2016-07-01", "2017-01-01"),
    "clock_pauses_for_leave": ("none",), "basic_grant_part_month": ("counts", "does_not_count"), "minor_is_unaccompanied": ("accompanied",),
    "employer_bonus_hours": ("more_than_19", "at_least_19"), "touching_jobs": ("same_employer", "other_employer"),
    "igu_employer": ("private", "public"), "danish_bonus_applied": ("at_once", "later_or_never"), "due_day_shift": ("none",),
}
BASES = ("refugee", "refugee", "quota_refugee", "family_of_refugee", "family_reunified", "special_act", "work")
CLOCKS = [date(2013, 7, 1), date(2015, 6, 1), date(2016, 6, 30), date(2016, 7, 1), date(2016, 12, 31), date(2017, 1, 1), date(2017, 10, 11), date(2019, 3, 1)]
STATED = ("residence_permit", "responsibility", "residence", "contract", "danish_referral", "integration_plan", "health_assessment", "danish_test")
"""Kinds that are taken as stated: nothing unobserved is presumed of them."""
BEGINS, ENDS = date(2006, 1, 1), date(2028, 1, 1)


def whole_case(rng: Random) -> dict[str, Any]:
    """A case file's document; dates are crowded at the boundaries of the rules."""
    clock = rng.choice(CLOCKS) + timedelta(days=rng.choice([0, 0, 1, 20]))
    permit = clock - timedelta(days=rng.choice([0, 30, 200]))
    facts: list[dict[str, Any]] = [{"kind": "residence_permit", "on": str(permit), "basis": rng.choice(BASES)}]
    if rng.random() < 0.9:
        facts.append({"kind": "responsibility", "from": str(clock), "municipality": 860})
    if rng.random() < 0.9:
        facts.append({"kind": "residence", "from": str(clock - timedelta(days=rng.choice([0, 10, 1800])))})
    near = [clock, clock + 14 * DAY, clock + relativedelta(months=1), clock + relativedelta(months=3), clock + relativedelta(months=6),
            clock + relativedelta(months=36), permit + relativedelta(years=1), permit + relativedelta(years=2)]

    def somewhere() -> date:
        return max(permit, rng.choice([*near, clock + timedelta(days=rng.randrange(0, 2000))]) + timedelta(days=rng.choice([-1, 0, 0, 1])))

    for kind in ("integration_plan", "health_assessment", "danish_referral"):
        facts += [{"kind": kind, "on": str(somewhere())} for _ in range(rng.choice([0, 1]))]
    for _ in range(rng.choice([0, 1, 2])):
        facts.append({"kind": "danish_test", "on": str(rng.choice([somewhere(), date(2018, 1, 1), date(2018, 1, 2), date(2018, 7, 1)])),
                      "level": rng.choice([1, 2, 3]), "passed": rng.random() < 0.8})
    facts += _spells(rng, "employment", somewhere(), lambda: {
        "type": rng.choice(["ordinary", "ordinary", "ordinary", "wage_subsidy_private"]), "sector": rng.choice(["private", "private", "public"]),
        "hours_per_week": rng.choice([10, 19, 19, "18.99", "19.01", 37])})
    facts += _spells(rng, "igu", somewhere(), lambda: {"part": rng.choice(["school", "practice"])})
    facts += _spells(rng, "benefit", somewhere(), lambda: {"type": rng.choice(["integration_benefit", "cash_assistance", "sickness_benefit"])})
    facts += _spells(rng, "offer", somewhere(), lambda: {"type": rng.choice(["company_internship", "wage_subsidy", "guidance_upskilling"])})
    facts += _spells(rng, "education", somewhere(), lambda: {"leads_to": "vocational", "support": rng.choice(["su", "none"])})
    born = clock - rng.choice([relativedelta(years=30), relativedelta(years=18), relativedelta(years=18, days=-1), relativedelta(years=38, months=3)])
    return {"citizen": {"id": "c-1", "born": str(born)}, "observed": {"from": str(BEGINS), "to": str(ENDS)}, "facts": facts}


def _spells(rng: Random, kind: str, start: date, fields: Any) -> list[dict[str, Any]]:
    """Some spells one after the other, touching or not; about six, twelve or twenty-four months, or any length."""
    found: list[dict[str, Any]] = []
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        months = rng.choice([3, 6, 6, 12, 24])
        stop = rng.choice([start + relativedelta(months=months) + timedelta(days=rng.choice([-1, 0, 0, 1])), start + timedelta(days=rng.randrange(1, 600))])
        found.append({"kind": kind, "from": str(start), "to": str(stop), **fields()})
        start = stop + timedelta(days=rng.choice([0, 0, 1, 40]))
    return found


def partly_known(rng: Random, case: dict[str, Any]) -> dict[str, Any]:
    """What is seen of the citizen: observation begins late, has a hole or ends early; some fields nobody stated."""
    edges = sorted(rng.sample([day_of(fact) + timedelta(days=rng.randrange(-40, 500)) for fact in case["facts"]], k=2))
    spans = rng.choice([[(BEGINS, edges[0]), (edges[1], ENDS)], [(edges[0], ENDS)], [(BEGINS, edges[1])], [(BEGINS, ENDS)]])
    spans = [(start, end) for start, end in spans if start < end] or [(BEGINS, ENDS)]
    facts = []
    for fact in case["facts"]:
        start = day_of(fact)
        end = date.fromisoformat(fact["to"]) if "to" in fact else ENDS
        seen = any(start < stop and begin < end for begin, stop in spans)
        if fact["kind"] not in STATED and not seen and rng.random() < 0.8:
            continue
        told = dict(fact)
        for name in ("hours_per_week", "sector"):
            if name in told and rng.random() < 0.15:
                del told[name]
        # An end that nobody saw, with nothing seen after it, may not be stated.
        if "to" in told and seen and not any(begin <= end < stop or end <= begin for begin, stop in spans) and rng.random() < 0.7:
            del told["to"]
        facts.append(told)
    return {**case, "observed": [{"from": str(start), "to": str(end)} for start, end in spans], "facts": facts}


def day_to_ask(rng: Random, case: dict[str, Any]) -> date:
    """A day at or near something stated, or at a change of the law."""
    stated = [date.fromisoformat(str(fact[key])) for fact in case["facts"] for key in ("from", "to", "on") if key in fact]
    changes = [date(2016, 7, 1), date(2018, 7, 1), date(2019, 1, 1), date(2021, 5, 1), date(2024, 1, 1), date(2025, 7, 1)]
    found = rng.choice([*stated, rng.choice(changes)]) + relativedelta(months=rng.choice([0, 0, 6, 12, 24, 1]))
    return min(max(found + timedelta(days=rng.choice([-1, 0, 0, 1, 30])), date(2010, 1, 1)), date(2027, 12, 1))
