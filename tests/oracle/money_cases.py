"""Random citizens with jobs, contracts and benefits, their dates crowded at the boundaries of the results bonus and the ladder."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from dateutil.relativedelta import relativedelta

__all__ = ["OPTIONS", "known", "learned", "random_citizen", "random_day", "random_options"]

OPTIONS: dict[str, tuple[str, ...]] = {
    "five_year_window": ("everyone", "clock_started_after_change"), "five_year_change": ("2016-07-01", "2017-01-01"),
    "break_bridged": ("0", "1", "3", "weekend"), "contract_required": ("required", "not_required"),
    "hours_averaged_over": ("first_six", "whole_job"), "earned_when": ("last_day", "day_after"), "amount_year": ("last_day", "job_start"),
    "reset_checked": ("when_reached", "at_new_benefit"), "reset_counts_su_and_abroad": ("counts",), "ladder_counts_before_2016": ("does_not_count",),
    "igu_is_ordinary": ("does_not_count",), "clock_pauses_for_leave": ("none",), "due_day_shift": ("none",),
}
CLOCKS = [date(2012, 7, 1), date(2014, 2, 1), date(2015, 6, 1), date(2016, 1, 1), date(2016, 6, 30), date(2016, 7, 1), date(2017, 1, 1),
          date(2020, 3, 1)]
GAPS = [-20, -1, 0, 0, 1, 2, 3, 4, 30, 200]
HOURS: list[dict[str, Any]] = [{"hours_per_week": hours} for hours in (10, 15, "19.99", 20, 25, 37)]
HOURS += [{"hours_per_month": "86.67"}, {"hours_per_month": "86.66"}, {}]
KINDS = ["ordinary", "ordinary", "ordinary", "wage_subsidy_private"]
BENEFITS = ["integration_benefit", "cash_assistance", "holiday_benefit"]


def random_citizen(rng: Random) -> dict[str, Any]:
    """A case file's document."""
    clock = rng.choice(CLOCKS) + timedelta(days=rng.choice([0, 0, 3, 14]))
    basis = rng.choice(["refugee", "family_reunified", "work"])
    facts: list[dict[str, Any]] = [{"kind": "residence_permit", "on": str(clock - timedelta(days=60)), "basis": basis}]
    if rng.random() < 0.95:
        facts.append({"kind": "responsibility", "from": str(clock), "municipality": 860})
    end = clock + relativedelta(years=6)
    observed = {"from": str(clock - timedelta(days=rng.choice([2000, 2000, 2000, 400, 0]))), "to": str(end)}
    spans = [observed]
    if rng.random() < 0.3:
        hole = clock + timedelta(days=rng.randrange(100, 1500))
        again = hole + timedelta(days=rng.choice([1, 3, 30, 200]))
        spans = [{"from": observed["from"], "to": str(hole)}, {"from": str(again), "to": observed["to"]}]
    if rng.random() < 0.5:
        facts.extend(studies(rng, clock))
    three, five, one = after(clock, 36), after(clock, 60), timedelta(days=1)
    start = rng.choice([clock + timedelta(days=rng.randrange(-100, 1900)), three - one, three, five - one, five, clock + 30 * one])
    for _ in range(rng.choice([0, 1, 1, 2, 2, 3])):
        half_year = start + relativedelta(months=6)
        near = [half_year - timedelta(days=1), half_year, half_year, half_year + timedelta(days=1)]
        stop = rng.choice([*near, start + timedelta(days=rng.randrange(1, 700)), None])
        job: dict[str, Any] = {"kind": "employment", "type": rng.choice(KINDS), "from": str(start), **rng.choice(HOURS)}
        if stop is not None:
            job["to"] = str(stop)
        elif not any(span["from"] <= str(start) < span["to"] for span in spans):
            break                                # when an open spell begins unobserved is told elsewhere
        facts.append(job)
        if stop is None:
            break
        start = stop + timedelta(days=rng.choice(GAPS))
    if rng.random() < 0.85:
        soon = clock + timedelta(days=rng.choice([10, 30, 31, 32, 40]))
        facts.append({"kind": "contract", "on": str(rng.choice([soon, soon, start, half(start), half(start) - timedelta(days=1)]))})
    day = clock + timedelta(days=rng.randrange(-30, 60))
    for _ in range(rng.choice([0, 1, 2, 3])):
        length = rng.choice([7, 27, 28, 29, 180, 182, 190, 364, 370, 700, rng.randrange(1, 900)])
        stop = min(day + timedelta(days=length), end)
        if stop > day:
            facts.append({"kind": "benefit", "type": rng.choice(BENEFITS), "from": str(day), "to": str(stop)})
        day = stop + timedelta(days=rng.choice([0, 1, 7, 100, 357, 364, 371, 400]))
    born = clock - rng.choice([relativedelta(years=30), relativedelta(years=30), relativedelta(years=18), relativedelta(years=18, days=-1)])
    return {"citizen": {"id": "c-1", "born": str(born)}, "observed": spans if len(spans) > 1 else observed, "facts": facts}


def studies(rng: Random, clock: date) -> list[dict[str, Any]]:
    """Education with something perhaps not stated, and Danish tests."""
    found: list[dict[str, Any]] = []
    start = clock + timedelta(days=rng.randrange(-50, 1900))
    for _ in range(rng.choice([1, 1, 2])):
        stop = rng.choice([half(start), half(start) - timedelta(days=1), start + timedelta(days=rng.randrange(1, 500))])
        study: dict[str, Any] = {"kind": "education", "from": str(start), "to": str(stop)}
        if rng.random() < 0.8:
            study["leads_to"] = rng.choice(["vocational", "vocational", "other"])
        if rng.random() < 0.8:
            study["support"] = rng.choice(["su", "su", "none"])
        found.append(study)
        start = stop + timedelta(days=rng.choice([0, 1, 40]))
    for _ in range(rng.choice([0, 1, 2])):
        edge = rng.choice([clock, clock + timedelta(days=rng.randrange(0, 1900)), after(clock, 36), after(clock, 60)])
        found.append({"kind": "danish_test", "on": str(edge + timedelta(days=rng.choice([-1, 0, 1]))), "level": 2, "passed": rng.random() < 0.8})
    return found


def after(day: date, months: int) -> date:
    """So many months later."""
    return day + relativedelta(months=months)


def learned(rng: Random, case: dict[str, Any]) -> dict[str, Any]:
    """The same facts, some recorded late, some corrected, some withdrawn."""
    facts: list[dict[str, Any]] = []
    for number, fact in enumerate(case["facts"]):
        began = date.fromisoformat(str(fact.get("from") or fact["on"]))
        if fact["kind"] not in ("employment", "benefit", "contract") or rng.random() < 0.6:
            facts.append(fact)
            continue
        first = began + timedelta(days=rng.choice([0, 5, 200, 400]))
        facts.append({**fact, "id": f"f{number}", "recorded": str(first)})
        again = first + timedelta(days=rng.choice([1, 100, 500]))
        if rng.random() < 0.5 and "to" in fact:
            longer = date.fromisoformat(fact["to"]) + timedelta(days=rng.choice([1, 30, 200]))
            facts.append({**fact, "id": f"f{number}", "recorded": str(again), "to": str(longer)})
        elif rng.random() < 0.5:
            facts.append({**fact, "id": f"f{number}", "recorded": str(again), "withdrawn": True})
    return {**case, "facts": facts}


def known(case: dict[str, Any], day: date) -> dict[str, Any]:
    """What was known at the end of a day: last versions, nothing withdrawn, the day itself not observed."""
    last: dict[str, dict[str, Any]] = {}
    for number, fact in enumerate(case["facts"]):
        recorded = date.fromisoformat(str(fact.get("recorded") or fact.get("from") or fact["on"]))
        name = fact.get("id", f"#{number}")
        if recorded <= day and (name not in last or last[name]["recorded"] <= str(recorded)):
            last[name] = {**fact, "recorded": str(recorded)}
    spans = case["observed"] if isinstance(case["observed"], list) else [case["observed"]]
    kept = [{"from": span["from"], "to": min(span["to"], str(day))} for span in spans if span["from"] < str(day)]
    facts = [{name: value for name, value in fact.items() if name not in ("id", "recorded")} for fact in last.values() if not fact.get("withdrawn")]
    return {**case, "observed": kept, "facts": facts}


def half(day: date) -> date:
    """Six months later."""
    return day + relativedelta(months=6)


def random_day(rng: Random, case: dict[str, Any]) -> date:
    """A day at or near something that is stated."""
    stated = [date.fromisoformat(str(fact[key])) for fact in case["facts"] for key in ("from", "to", "on") if key in fact]
    found = after(rng.choice(stated), rng.choice([0, 6, 1, rng.randrange(0, 30)]))
    return found + timedelta(days=rng.choice([-1, 0, 0, 1, 40]))


def random_options(rng: Random) -> dict[str, str]:
    """One option of every question that matters here."""
    return {name: rng.choice(options) for name, options in OPTIONS.items()}
