"""Weeks on the refund ladder, week by week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from .job_bonus import day_of, each

__all__ = ["ladder_week"]

BEGINS = date(2016, 1, 4)
REFUNDED = ("integration_benefit", "cash_assistance")


def ladder_week(case: dict[str, Any], on: date, options: dict[str, str]) -> tuple[str, int | None, int | None]:
    """Whether the week that holds `on` is supported, and its number at least and at most; weeks before 2016 do not count."""
    observed = case["observed"] if isinstance(case["observed"], list) else [case["observed"]]
    spans = [(date.fromisoformat(span["from"]), date.fromisoformat(span["to"])) for span in observed]

    def state(monday: date, kinds: tuple[str, ...] | None, jobs: bool) -> str:
        """yes, no or maybe: a day of the week, not after `on`, is on one of the benefits (or in a wage-supported job)."""
        found = "no"
        for day in each(monday, min(monday + timedelta(days=7), on + timedelta(days=1))):
            watched = any(start <= day < end for start, end in spans)
            here = "no" if watched else "maybe"
            for fact in case["facts"]:
                if day_of(fact) > on or fact["kind"] not in ("benefit", "employment"):
                    continue
                last = date.fromisoformat(fact["to"]) if "to" in fact else next((end for _, end in spans if end > day_of(fact)), day_of(fact))
                lasts = day_of(fact) <= day < last
                counts = (kinds is None or fact["type"] in kinds) if fact["kind"] == "benefit" else jobs and fact["type"] != "ordinary"
                if lasts and counts:
                    here = "yes"
                elif counts and "to" not in fact and day_of(fact) <= day and here == "no":
                    here = "maybe"
            found = "yes" if "yes" in (found, here) else "maybe" if "maybe" in (found, here) else "no"
        return found

    asked = on - timedelta(days=on.weekday())
    supported = state(asked, REFUNDED, False)
    least = greatest = 0
    sure: list[date] = []
    maybe: list[date] = []
    at_once = options["reset_checked"] == "when_reached"

    def anew(monday: date) -> str:
        since = monday - relativedelta(months=36)
        if sum(1 for week in sure if week >= since) >= 52:
            return "yes"
        return "maybe" if sum(1 for week in maybe if week >= since) >= 52 else "no"

    monday = BEGINS
    while monday <= asked:
        on_benefit = state(monday, REFUNDED, False)
        free = {"yes": "no", "no": "yes", "maybe": "maybe"}[state(monday, None, True)]
        if not at_once and on_benefit != "no":
            reset = anew(monday)
            if reset == "yes" and on_benefit == "yes":
                least, greatest, sure, maybe = 0, 0, [], []
            elif reset != "no":
                least = 0
        if on_benefit != "no":
            if least == 0:
                sure = []        # perhaps nobody counted before this week: then what came before is no part of a new beginning
            greatest += 1
            least += on_benefit == "yes"
        if free != "no" and greatest > 0:
            maybe.append(monday)
            if free == "yes":
                sure.append(monday)
        if at_once and free != "no":
            reset = anew(monday + timedelta(days=7))
            if reset == "yes":
                least, greatest, sure, maybe = 0, 0, [], []
            elif reset != "no":
                least = 0
        monday += timedelta(days=7)
    if supported == "no":
        return "not_met", None, None
    return {"yes": "met", "maybe": "unknown"}[supported], least, greatest
