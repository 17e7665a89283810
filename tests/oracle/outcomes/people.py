"""Random citizens with everything the outcome measures ask for, and with much that is not known."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

__all__ = ["random_citizen"]

FIRST, LAST = date(2012, 1, 2), date(2019, 6, 30)
CODES = ("", "", "", "700", "700", "703", "705", "707", "709", "713", "130", "135", "651", "783", "881", "890", "897", "997", "998", "771", "299", "9", "888")
BASES = ("refugee", "refugee", "quota_refugee", "family_of_refugee", "family_reunified", "work")
BENEFITS = ("integration_benefit", "integration_benefit", "cash_assistance", "parental_benefit", "holiday_benefit", "disability_pension", "early_retirement")
JOBS = ("ordinary", "ordinary", "wage_subsidy_private", "wage_subsidy_public", "flex_job")
OFFERS = ("company_internship", "company_internship", "wage_subsidy", "guidance_upskilling", "community_job", "mentor", "danish_course", "other")
CATEGORIES = ("job_ready", "job_ready", "activity_ready", "education_ready", "unknown")


def random_citizen(rng: Random, number: int) -> dict[str, Any]:
    """A case file."""
    citizen: dict[str, Any] = {"id": f"oracle-{number}"}
    if rng.random() < 0.95:
        citizen["born"] = str(_day(rng, date(1949, 1, 1), date(2000, 12, 31)))
    if rng.random() < 0.95:
        citizen["origin"] = rng.choice(("non_western", "non_western", "non_western", "western"))
    facts: list[dict[str, Any]] = []
    told = rng.random()
    if told < 0.85:
        permit = _day(rng, date(2012, 6, 1), date(2016, 6, 30))
        facts.append({"kind": "residence_permit", "on": str(permit), "basis": rng.choice(BASES)})
        if told < 0.7:
            start = permit + timedelta(days=rng.randrange(0, 60))
            facts += [{"kind": "residence", "from": str(start)}, {"kind": "responsibility", "from": str(start), "municipality": 860},
                      {"kind": "programme", "from": str(start), "to": str(start + timedelta(days=rng.randrange(300, 2000)))}]
    for kind, types in (("benefit", BENEFITS), ("employment", JOBS), ("offer", OFFERS)):
        for _ in range(rng.randrange(0, 5)):
            facts.append({"kind": kind, "type": rng.choice(types), **_spell(rng)})
    for _ in range(rng.randrange(0, 3)):
        facts.append({"kind": "visitation_category", "category": rng.choice(CATEGORIES), **_spell(rng)})
    if rng.random() < 0.2:
        facts.append({"kind": "education", "support": "su", **_spell(rng)})
    if rng.random() < 0.15:
        facts.append({"kind": "abroad", **_spell(rng)})
    if rng.random() < 0.2:
        facts.append({"kind": "igu", "part": rng.choice(("practice", "school")), **_spell(rng)})
    for kind in ("first_talk", "follow_up"):
        facts += [{"kind": kind, "on": str(_day(rng, date(2016, 10, 1), LAST))} for _ in range(rng.randrange(0, 4))]
    if rng.random() < 0.4:
        facts += _codes(rng)
    return {"citizen": citizen, "observed": _observed(rng), "facts": facts}


def _day(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def _spell(rng: Random) -> dict[str, str]:
    start = _day(rng, date(2013, 1, 1), date(2019, 3, 1))
    if rng.random() < 0.08:
        return {"from": str(start)}
    return {"from": str(start), "to": str(start + timedelta(days=rng.choice((1, 6, 7, 20, 60, 90, 200, 500))))}


def _codes(rng: Random) -> list[dict[str, str]]:
    """A stretch of weeks, most of them with a code."""
    monday = _day(rng, date(2013, 1, 1), date(2018, 10, 1))
    monday -= timedelta(days=monday.weekday())
    found = []
    for _ in range(rng.randrange(5, 120)):
        year, week, _day_of_week = monday.isocalendar()
        if rng.random() < 0.97:
            found.append({"kind": "week_code", "week": f"{year}-W{week:02}", "code": rng.choice(CODES)})
        monday += timedelta(days=7)
    return found


def _observed(rng: Random) -> list[dict[str, str]]:
    """Mostly all the time; else with a gap, or less at either end."""
    if rng.random() < 0.6:
        return [{"from": str(FIRST), "to": str(LAST)}]
    start, end = (_day(rng, FIRST, date(2016, 12, 31)), LAST) if rng.random() < 0.5 else (FIRST, _day(rng, date(2016, 6, 1), LAST))
    gap = _day(rng, date(2013, 6, 1), date(2018, 12, 1))
    until = gap + timedelta(days=rng.choice((1, 7, 30, 120)))
    if rng.random() < 0.5 or not start < gap < until < end:
        return [{"from": str(start), "to": str(end)}]
    return [{"from": str(start), "to": str(gap)}, {"from": str(until), "to": str(end)}]
