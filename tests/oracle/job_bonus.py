"""The results bonus for a job, day by day: plain sets of days and plain comparisons, nothing shared with the engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from dateutil.relativedelta import relativedelta

__all__ = ["JobBonus", "Outcome"]

BEGINNING = date(1995, 1, 1)
"""Stands for "as early as you like"; nothing in the cases comes near it."""
NEVER = date(2090, 1, 1)
AMOUNTS = {2015: (48440, None), 2017: (76500, 51000), 2020: (81180, 54120), 2021: (82798, 55199), 2024: (88817, 59210)}
GROUPS = ("refugee", "family_reunified")


@dataclass(frozen=True)
class Outcome:
    """What there is to say on a day; `earned_on` and `amount` only where they are exact."""

    verdict: str
    running: bool
    earned_on: date | None
    amount: int | None


@dataclass(frozen=True)
class Candidate:
    """A run of work: it begins between two days, ends between two days, and is surely there or not."""

    first: date
    start: date
    end: date
    last: date
    sure: bool


class JobBonus:
    """One citizen on one day under one option of each question."""

    def __init__(self, case: dict[str, Any], on: date, options: dict[str, str], ahead: bool = False) -> None:
        self.case, self.on, self.options, self.ahead = case, on, options, ahead
        self.born = date.fromisoformat(case["citizen"]["born"])
        observed = case["observed"] if isinstance(case["observed"], list) else [case["observed"]]
        self.spans = [(date.fromisoformat(span["from"]), date.fromisoformat(span["to"])) for span in observed]
        facts = [fact for fact in case["facts"] if day_of(fact) <= on]
        self.jobs = [fact for fact in facts if fact["kind"] == "employment" and fact["type"] == "ordinary"]
        self.clock = min((day_of(fact) for fact in facts if fact["kind"] == "responsibility"), default=None)
        self.permit_on = next((day_of(fact) for fact in facts if fact["kind"] == "residence_permit"), NEVER)
        self.permit = next((fact["basis"] for fact in facts if fact["kind"] == "residence_permit"), None)
        self.contract = min((day_of(fact) for fact in facts if fact["kind"] == "contract"), default=None)
        self.horizon = on + timedelta(days=1500) if ahead else on

    # -- days -------------------------------------------------------------------------------------------------------

    def observed_on(self, day: date) -> bool:
        """Whether jobs of that day would be known; in a projection also of all days after the last that was seen."""
        last = max((min(end, self.on + timedelta(days=1)) for start, end in self.spans if start <= self.on), default=None)
        if self.ahead and last is not None and day >= last:
            return True
        return any(start <= day < min(end, self.on + timedelta(days=1)) for start, end in self.spans)

    def stretch(self, job: dict[str, Any]) -> tuple[date, date, date]:
        """First day, day after the last certain one, day after the last possible one."""
        start = day_of(job)
        if "to" in job:
            certain = possible = date.fromisoformat(job["to"])
        else:
            certain, possible = next((end for _, end in self.spans if end > start), start), NEVER
        lasts = possible > self.on + (timedelta(0))
        if self.ahead and possible > self.on and (certain > self.on or possible == NEVER):
            return start, NEVER, NEVER
        return start, min(certain, self.on + timedelta(days=1)), NEVER if lasts else possible

    def days(self) -> tuple[set[date], set[date]]:
        """Days surely worked, and days perhaps worked, up to the horizon."""
        sure, perhaps = set[date](), set[date]()
        for job in self.jobs:
            start, certain, possible = self.stretch(job)
            sure.update(each(start, min(certain, self.horizon + timedelta(days=1))))
            perhaps.update(each(start, min(possible, self.horizon + timedelta(days=1))))
        perhaps.update(self.hidden())
        return sure, sure | perhaps

    def edge(self) -> date:
        """A day before everything that is stated or observed."""
        return min([start for start, _ in self.spans] + [day_of(job) for job in self.jobs] + [self.on]) - timedelta(days=10)

    def hidden(self) -> set[date]:
        """The days nobody observed, from the edge on."""
        return {day for day in each(self.edge(), self.horizon + timedelta(days=1)) if not self.observed_on(day)}

    def apart(self) -> set[date]:
        """Days on which there may be work that belongs to no certain day: unobserved ones, and those of jobs that are nowhere certain."""
        found = self.hidden()
        for job in self.jobs:
            start, certain, possible = self.stretch(job)
            if certain <= start:
                found.update(each(start, min(possible, self.horizon + timedelta(days=1))))
        return found

    def joined(self, days: Iterable[date]) -> list[tuple[date, date]]:
        """Runs of days, over the breaks that do not interrupt."""
        runs: list[tuple[date, date]] = []
        for day in sorted(days):
            if runs and self.bridges(runs[-1][1], day):
                runs[-1] = (runs[-1][0], day + timedelta(days=1))
            else:
                runs.append((day, day + timedelta(days=1)))
        return runs

    def bridges(self, end: date, start: date) -> bool:
        """Whether the days from `end` to `start` without work interrupt nothing."""
        option, gap = self.options["break_bridged"], list(each(end, start))
        if option == "weekend":
            return all(day.weekday() >= 5 for day in gap) and len(gap) <= 2
        return len(gap) <= int(option)

    def candidates(self) -> list[Candidate]:
        """Each run of certain days with the days it may begin and end on, and the runs that only may be there."""
        sure, perhaps = self.days()
        wide, found = self.joined(perhaps), list[Candidate]()
        reach = self.horizon + timedelta(days=1)
        edge, taken = self.edge(), set[date]()
        for start, end in self.joined(sure):
            taken.update(each(start, end))
            first, last = next(run for run in wide if run[0] <= start < run[1])
            found.append(Candidate(BEGINNING if first == edge else first, start, end, NEVER if last >= reach else last, True))
        for first, last in self.joined(self.apart()):
            for start, end in self.joined_plain([day for day in each(first, last) if day not in taken]):
                if start <= self.on:
                    found.append(Candidate(BEGINNING if start == edge else start, min(end - timedelta(days=1), self.on), start + timedelta(days=1),
                                           NEVER if end >= reach else end, False))
        return found

    def joined_plain(self, days: list[date]) -> list[tuple[date, date]]:
        """Runs of days that follow each other."""
        runs: list[tuple[date, date]] = []
        for day in days:
            if runs and runs[-1][1] == day:
                runs[-1] = (runs[-1][0], day + timedelta(days=1))
            else:
                runs.append((day, day + timedelta(days=1)))
        return runs

    # -- conditions: (surely, possibly) -----------------------------------------------------------------------------

    def year(self, day: date) -> int:
        """The year of the introduction period that a day lies in; 0 or less before it."""
        assert self.clock is not None
        return (relativedelta(day, self.clock).years if day >= self.clock else -1) + 1

    def tiers(self, candidate: Candidate) -> set[str]:
        """The tiers the job may be begun in."""
        if self.clock is None:
            return {"none"}
        change = date.fromisoformat(self.options["five_year_change"])
        long = self.options["five_year_window"] == "everyone" or self.clock >= change
        found = set[str]()
        low = -100 if candidate.first == BEGINNING else self.year(candidate.first)
        for year in range(min(low, self.year(candidate.start)), self.year(candidate.start) + 1):
            if 1 <= year <= 3:
                found.add("high")
            elif 4 <= year <= 5 and long:
                if candidate.start >= change:
                    found.add("low")
                if candidate.first < change:
                    found.add("none")
            else:
                found.add("none")
        return found

    def ends_needed(self, candidate: Candidate) -> tuple[date | None, date]:
        """The day after the six months: at the earliest (None: unbounded) and at the latest."""
        return None if candidate.first == BEGINNING else half(candidate.first), half(candidate.start)

    def covered(self, candidate: Candidate) -> tuple[bool, bool]:
        """Six months without a break."""
        low, high = self.ends_needed(candidate)
        if low is None:
            return False, True
        return high <= candidate.end, low <= candidate.last

    def enough_hours(self, candidate: Candidate) -> tuple[bool, bool]:
        """Twenty hours a week on average."""
        if candidate.first == BEGINNING:
            return False, True
        start_low, start_high = candidate.first, candidate.start
        end_low, end_high = half(candidate.first), half(candidate.start)
        if self.options["hours_averaged_over"] == "whole_job":
            seen = self.on + timedelta(days=1)
            end_low, end_high = min(candidate.end, seen), min(candidate.last, seen)
        exact = start_low == start_high and end_low == end_high
        if exact and end_low <= start_low:
            return False, False
        surely = sum((self.hours(day)[0] for day in each(start_high, end_low)), Fraction(0))
        length = max((end_high - start_low).days, 1)
        most = [self.hours(day)[1] for day in each(start_low, max(end_high, start_low + timedelta(days=1)))]
        if any(hours is None for hours in most):
            return surely >= 20 * length, True
        known = [hours for hours in most if hours is not None]
        possible = sum(known, Fraction(0)) >= 20 * length if exact else max(known) >= 20
        return surely >= 20 * length, possible

    def hours(self, day: date) -> tuple[Fraction, Fraction | None]:
        """Hours a week of a day: at least, and at most (None: nobody knows)."""
        least, most = Fraction(0), Fraction(0)
        unknown = not self.observed_on(day)
        for job in self.jobs:
            start, certain, possible = self.stretch(job)
            if start <= day < possible:
                stated = Fraction(str(job["hours_per_week"])) if "hours_per_week" in job else (
                    Fraction(str(job["hours_per_month"])) * 37 / Fraction("160.33") if "hours_per_month" in job else None)
                unknown = unknown or stated is None
                most += stated or 0
                least += (stated or 0) if day < certain else 0
        return least, None if unknown else most

    def in_programme(self, candidate: Candidate) -> tuple[bool, bool]:
        """Of the group, grown up at takeover, and the clock started when the job begins."""
        if self.clock is None:
            return False, False
        # Responsibility without a permit known by then is open; a permit of another kind is not.
        perhaps = self.clock <= candidate.start and (self.permit in GROUPS or candidate.first < self.permit_on)
        if relativedelta(self.clock, self.born).years < 18:
            # Each condition is judged for itself: of a job that may begin on either side of the takeover both stay open.
            return False, perhaps and candidate.first < self.clock
        return self.permit in GROUPS and self.clock <= candidate.first, perhaps

    def has_contract(self, candidate: Candidate) -> tuple[bool, bool]:
        """Signed no later than the last of the six months' days."""
        if self.options["contract_required"] == "not_required":
            return True, True
        low, high = self.ends_needed(candidate)
        if self.contract is None:
            return False, self.ahead and high - timedelta(days=1) > self.on
        # How long a job of unknown age had to last is not known either.
        return low is not None and self.contract < low, low is None or self.contract < high

    def amount(self, tier: str, day: date) -> int | str | None:
        """Kroner; None where the amount is not on file; 'none' where there is no such bonus."""
        found = AMOUNTS.get(day.year)
        if found is None or day < date(2015, 1, 5):
            return None
        return (found[0] if tier == "high" else found[1]) or "none"

    def tests(self, one: Candidate) -> list[tuple[bool, bool]]:
        """What must hold of a candidate."""
        tiers, (low, high) = self.tiers(one), self.ends_needed(one)
        found = [self.covered(one), self.enough_hours(one), self.in_programme(one), self.has_contract(one), ("none" not in tiers, tiers != {"none"})]
        if not self.ahead:
            found.append((high <= self.on, low is None or low <= self.on))
        if "high" not in tiers and "low" in tiers and low == high:
            found.append((self.amount("low", self.amount_day(one)) != "none",) * 2)
        return found

    def amount_day(self, one: Candidate) -> date:
        """The day whose amount is paid."""
        earned = half(one.start)
        if self.options["amount_year"] == "job_start":
            return one.start
        return earned if self.options["earned_when"] == "day_after" else earned - timedelta(days=1)

    def may_yet_be_earned(self) -> bool:
        """Whether a job that is surely there may still qualify."""
        return any(one.sure and all(test[1] for test in self.tests(one)) for one in self.candidates())

    def answer(self) -> Outcome:
        """The verdict, and the rest where the days are exact."""
        sure_days: list[tuple[date, Candidate]] = []
        possible_days: list[tuple[date | None, Candidate]] = []
        for one in self.candidates():
            tests, (low, high) = self.tests(one), self.ends_needed(one)
            if one.sure and all(test[0] for test in tests):
                sure_days.append((high, one))
            if all(test[1] for test in tests):
                possible_days.append((low, one))
        verdict = "met" if sure_days else "unknown" if possible_days else "not_met"
        running = False
        if verdict == "not_met" and not self.ahead:
            running = JobBonus(self.case, self.on, self.options, ahead=True).may_yet_be_earned()
        return self._exact(verdict, running, sure_days, possible_days)

    def _exact(self, verdict: str, running: bool, sure: list[tuple[date, Candidate]], possible: list[tuple[date | None, Candidate]]) -> Outcome:
        if verdict != "met" or len(possible) != 1 or possible[0][0] != sure[0][0]:
            return Outcome(verdict, running, None, None)
        earned, one = sure[0]
        tiers = self.tiers(one)
        amount = self.amount(next(iter(tiers)), self.amount_day(one)) if len(tiers) == 1 else None
        return Outcome(verdict, running, earned, amount if isinstance(amount, int) else None)


def day_of(fact: dict[str, Any]) -> date:
    """The day a fact begins."""
    return date.fromisoformat(str(fact.get("from") or fact["on"]))


def half(day: date) -> date:
    """Six months later."""
    return day + relativedelta(months=6)


def each(start: date, end: date) -> Iterable[date]:
    """The days from `start` up to, not including, `end`."""
    return (start + timedelta(days=number) for number in range((end - start).days))
