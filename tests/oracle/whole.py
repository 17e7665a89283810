"""Grants, bonuses, IGU and deadlines of a citizen of whom everything is known: plain comparisons, nothing shared with the engine.

Every answer is (verdict, value): the value None where there is none to tell, "?" where an amount is not on file. A rule is left out where
the law that was read leaves even such a citizen open in a way that is told by the cases beside the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from dateutil.relativedelta import relativedelta

from .dates import DAY
from .job_bonus import day_of

__all__ = ["Answer", "answers"]

Answer = tuple[str, Any]
Fact = dict[str, Any]
FAR = date(2090, 1, 1)
EMPLOYER, DANISH, DUE = "dk.integration.employer_bonus", "dk.integration.danish_bonus", "dk.integration.deadlines"
PROGRAMME = ("refugee", "quota_refugee", "family_of_refugee", "family_reunified", "special_act")
REFUGEES = {2016: 2640, 2017: 3960, 2018: 3960, 2020: 2858, 2024: 3127, 2007: 3469}
OTHERS = {2016: 2640, 2017: 2693, 2020: 2858, 2024: 3127, 2007: 3469}
HELP = ("integration_benefit", "cash_assistance", "education_assistance")


def _said(truth: bool | None) -> str:
    return "unknown" if truth is None else "met" if truth else "not_met"


def _all(*parts: bool | None) -> bool | None:
    return False if False in parts else None if None in parts else True


def _months(day: date, months: int) -> date:
    return day + relativedelta(months=months)


class Whole:
    """One citizen on one day."""

    def __init__(self, case: dict[str, Any], on: date, options: dict[str, str]) -> None:
        self.on, self.options = on, options
        self.born = date.fromisoformat(case["citizen"]["born"])
        self.facts = [fact for fact in case["facts"] if day_of(fact) <= on]
        self.permit = next(fact for fact in case["facts"] if fact["kind"] == "residence_permit")
        self.permitted = day_of(self.permit)
        self.start = min((day_of(fact) for fact in self.of("responsibility")), default=None)
        if self.start is None and self.permit["basis"] in ("quota_refugee", "family_of_refugee", "family_reunified") and self.permitted <= on:
            # Nobody visits these: the register of residence tells.
            self.start = min((day_of(fact) for fact in self.of("residence")), default=None)

    def of(self, kind: str, **fields: Any) -> list[Fact]:
        """Facts of a kind that have begun and say so."""
        return [fact for fact in self.facts if fact["kind"] == kind and all(fact.get(name) == value for name, value in fields.items())]

    def days(self, facts: list[Fact], since: date, up_to: date) -> int:
        """Different days of the facts in a closed span."""
        found = set[date]()
        for fact in facts:
            day, end = max(day_of(fact), since), min(end_of(fact) - DAY, up_to)
            found.update(day + timedelta(days=number) for number in range((end - day).days + 1))
        return len(found)

    # -- the programme ----------------------------------------------------------------------------------------------

    @property
    def group(self) -> str | None:
        """The group of persons."""
        if self.permitted > self.on:
            return None
        basis = self.permit["basis"]
        names = {"family_of_refugee": "family_of_refugee", "family_reunified": "other_family_reunified"}
        return str(names.get(basis, "refugee")) if basis in PROGRAMME else "immigrant"

    @property
    def arrived(self) -> bool:
        """Of the group, and taken over."""
        return self.group not in (None, "immigrant") and self.start is not None

    @property
    def has_been_covered(self) -> bool:
        """Arrived, and grown up at takeover."""
        return self.arrived and self.start is not None and relativedelta(self.start, self.born).years >= 18

    def covered(self) -> bool:
        """The programme has not reached its greatest length."""
        if not self.has_been_covered or self.start is None:
            return False
        change = date.fromisoformat(self.options["five_year_change"])
        long = self.start >= change or (self.options["five_year_window"] == "everyone" and self.on >= change)
        return self.on < _months(self.start, 60 if long else 36)

    def first_three_years(self, day: date) -> bool:
        """From takeover to the day before three years."""
        return self.start is not None and self.start <= day < _months(self.start, 36)

    # -- grants -----------------------------------------------------------------------------------------------------

    def basic_grant(self) -> Answer:
        """The month that holds the day."""
        begins = self.on.replace(day=1)
        ends = _months(begins, 1) - DAY
        # On the first of a month nothing later has begun; on any day only takeovers up to it are known.
        partly = self.first_three_years(self.on) or (self.start is not None and self.start <= begins < _months(self.start, 36))
        wholly = self.start is not None and self.start <= begins and ends < _months(self.start, 36)
        within = partly if self.options["basic_grant_part_month"] == "counts" else wholly
        if not (self.covered() and within) or self.group == "immigrant":
            return "not_met", None
        table = REFUGEES if self.group in ("refugee", "family_of_refugee") else OTHERS
        return "met", table.get(self.on.year, "?")

    # -- employers --------------------------------------------------------------------------------------------------

    def hires(self) -> Iterator[tuple[date, date, list[Fact]]]:
        """Private ordinary employment, joined where it touches if the employer is one."""
        runs: list[tuple[date, date, list[Fact]]] = []
        for fact in sorted(self.of("employment", type="ordinary", sector="private"), key=day_of):
            if runs and self.options["touching_jobs"] == "same_employer" and runs[-1][1] == day_of(fact):
                runs[-1] = (runs[-1][0], end_of(fact), [*runs[-1][2], fact])
            else:
                runs.append((day_of(fact), end_of(fact), [fact]))
        yield from runs

    def after_hire(self, months: int) -> Answer:
        """The employer's bonus after some months."""
        if self.group not in ("refugee", "family_of_refugee", "other_family_reunified"):
            return "not_met", None
        for start, end, facts in self.hires():
            until = _months(start, months)
            if until > end or until > self.on or not date(2016, 7, 1) <= start <= date(2019, 6, 30) or start > _months(self.permitted, 24):
                continue
            worked = Fraction(0)
            for fact in facts:
                worked += Fraction(str(fact["hours_per_week"])) * max(0, (min(end_of(fact), until) - max(day_of(fact), start)).days)
            hours = worked / (until - start).days
            if hours > 19 or (hours == 19 and self.options["employer_bonus_hours"] == "at_least_19"):
                return "met", 20000 if start <= _months(self.permitted, 12) else 15000
        return "not_met", None

    def after_igu(self, months: int) -> Answer:
        """The bonus for a course at a private firm."""
        runs: list[tuple[date, date]] = []
        for fact in sorted(self.of("igu"), key=day_of):
            start, end = max(day_of(fact), date(2016, 7, 1)), end_of(fact)
            if start >= end:
                continue
            if runs and runs[-1][1] >= start:
                runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
            else:
                runs.append((start, end))
        earned = any(_months(start, months) <= min(end, self.on) for start, end in runs)
        return ("met", 20000) if earned and self.options["igu_employer"] == "private" else ("not_met", None)

    def may_begin_igu(self) -> Answer:
        """Age, time of residence, group and the day itself."""
        on, first = self.on, min((day_of(fact) for fact in self.of("residence")), default=None)
        if on < date(2016, 7, 1) or on > date(2027, 12, 31):
            return "not_met", None
        new, years = on >= date(2024, 1, 1), relativedelta(on, self.born).years
        stay = 5 if on < date(2021, 5, 1) else 20 if new else 10
        short = None if first is None else on < first + relativedelta(years=stay) + DAY * new
        group = None if self.permit["basis"] == "special_act" else self.group in ("refugee", "family_of_refugee")
        group = group if self.group in ("refugee", "family_of_refugee") else self.group == "other_family_reunified" and new
        return _said(_all(18 <= years < (50 if new else 40), short, group)), None

    # -- the Danish bonus -------------------------------------------------------------------------------------------

    def benefit(self, day: date, types: tuple[str, ...] = ("integration_benefit",)) -> bool:
        """Whether such help is paid on a day."""
        since = date(2015, 9, 1) if types == ("integration_benefit",) else date(1900, 1, 1)
        return any(fact["type"] in types and day_of(fact) <= day < end_of(fact) and day >= since for fact in self.of("benefit"))

    def tests(self) -> list[date]:
        """Days of passed tests of at least Danish 2."""
        return sorted(day_of(fact) for fact in self.of("danish_test", passed=True) if fact["level"] >= 2)

    def danish_month(self) -> Answer:
        """The monthly bonus."""
        if not self.tests():
            return "not_met", None
        passed, on = self.tests()[0], self.on
        runs = on < _months(passed, 6) if self.options["danish_bonus_applied"] == "at_once" and self.benefit(passed) else None
        if on < date(2018, 7, 1):
            runs = None                 # how long it ran before was not read
        force = _all(True if on >= date(2018, 7, 1) else None, on < date(2025, 7, 1))
        truth = _all(self.benefit(on), force, True if passed >= date(2018, 7, 1) else None, runs)
        # Its value is absent from the day it was abolished on, which is not asked then.
        return _said(truth), {2018: 1560, 2021: 1618}.get(on.year, "?") if truth else None

    def danish_lump(self) -> Answer:
        """The bonus for those who need no benefit."""
        if not self.tests():
            return "not_met", None
        on, passed = self.on, self.tests()[0]
        after = True if passed > date(2018, 1, 1) else None if any(day > date(2018, 1, 1) for day in self.tests()) else False
        with_right = self.days(self.of("benefit", type="integration_benefit"), max(passed, date(2015, 9, 1)), on)
        group = self.group in ("refugee", "family_of_refugee", "other_family_reunified")
        truth = _all(after, on >= date(2018, 7, 1), True if on < date(2025, 7, 1) else None, not self.benefit(on, HELP),
                     True if with_right == 0 else None, group, self.has_been_covered)
        return _said(truth), {2020: 6367, 2021: 6494}.get(on.year, "?") if truth else None

    # -- deadlines --------------------------------------------------------------------------------------------------

    def due(self, applies: bool, day: date, done: list[Fact]) -> Answer:
        """A deadline that something done by it meets."""
        return (_said(any(day_of(fact) <= day for fact in done)), str(day)) if applies else ("not_met", None)

    def fulfilled(self, applies: bool, day: date, facts: list[Fact]) -> Answer:
        """A deadline that a day of some facts by then meets."""
        if not applies or self.start is None:
            return "not_met", None
        return _said(self.days(facts, self.start, min(self.on, day)) >= 1), str(day)


def end_of(fact: Fact) -> date:
    """The day after the last."""
    return date.fromisoformat(fact["to"]) if "to" in fact else day_of(fact) + DAY if "on" in fact else FAR


def answers(case: dict[str, Any], on: date, options: dict[str, str]) -> dict[str, Answer]:
    """What is due to whom, and by when."""
    one = Whole(case, on, options)
    found = {
        "dk.integration.basic_grant.month": one.basic_grant(), f"{EMPLOYER}.after_6_months": one.after_hire(6),
        f"{EMPLOYER}.after_12_months": one.after_hire(12), f"{EMPLOYER}.igu_after_6_months": one.after_igu(6),
        f"{EMPLOYER}.igu_completed": one.after_igu(24), "dk.integration.igu.eligible": one.may_begin_igu(),
        f"{DANISH}.month": one.danish_month(), f"{DANISH}.lump_sum": one.danish_lump(),
    }
    start, covered = one.start, one.has_been_covered
    if start is None:
        return found
    at_company = [fact for fact in one.of("offer") if fact["type"] in ("company_internship", "wage_subsidy")]
    if start >= date(2016, 7, 1):
        found[f"{DUE}.first_offer"] = one.fulfilled(covered, _months(start, 1), at_company)
        found[f"{DUE}.first_offer_aim"] = one.fulfilled(covered, start + timedelta(weeks=2), at_company)
        quota = one.permit["basis"] == "quota_refugee"
        found[f"{DUE}.health"] = one.due(one.arrived and (quota or bool(one.of("health_assessment"))), _months(start, 6), one.of("health_assessment"))
        found[f"{DUE}.plan"] = ("not_met", None)
    elif start >= date(2013, 7, 1):
        found[f"{DUE}.plan"] = one.due(one.arrived, _months(start, 3), one.of("integration_plan"))
        found[f"{DUE}.programme_begins"] = one.fulfilled(covered, _months(start, 1), one.of("offer"))
    if start >= date(2017, 10, 11):
        found[f"{DUE}.danish_course_referral"] = one.due(covered, _months(start, 1), one.of("danish_referral"))
    ordinary = [*one.of("employment", type="ordinary"), *one.of("education")]
    found[f"{DUE}.first_three_years_end"] = one.fulfilled(covered, _months(start, 36) - DAY, ordinary)
    return found
