"""From days to weeks: support, SU, IGU and residence, week by week (a week is its Monday)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from . import codes
from .dates import DAY, week_days
from .days import Days
from .kleene import Truth, all_of, any_of, negation

Options = Mapping[str, str]

BENEFIT_TYPES = frozenset({
    "integration_benefit", "cash_assistance", "education_assistance", "unemployment_benefit", "sickness_benefit",
    "parental_benefit", "rehabilitation", "resource_course", "disability_pension", "early_retirement",
    "holiday_benefit", "other",
})
WAGE_SUPPORTED_JOBS = frozenset({"wage_subsidy_private", "wage_subsidy_public", "flex_job"})
_LISTED = frozenset(codes.LISTED)


class Weeks:
    """The week statements of one case as seen on a day, under the options."""

    def __init__(self, days: Days, on: date, options: Options) -> None:
        self.days = days
        self.on = on
        self.options = options
        self._support_codes = codes.support_codes(options["benefit_codes"], options["su_codes"])

    def code_in(self, monday: date, group: frozenset[str]) -> Truth:
        """Is the week's code one of the group? Nobody can say of a code that is not listed.

        A stated code holds although the week was not observed or ends after `on`. A week without one has no code if it
        was observed to its end, by `on`.
        """
        stated = self.days.known.week_codes.get(monday) if monday <= self.on else None
        if stated:
            if stated & group:
                return True
            return False if stated <= _LISTED else None
        if monday + DAY * 6 > self.on:
            return None
        observed = self.days.observed("week_code")
        return False if all(d in observed for d in week_days(monday)) else None

    def on_benefit(self, monday: date) -> Truth:
        """Note 8: "ikke engang én dag". One day of a benefit makes a benefit week."""
        if self.options["benefit_codes"] == "without_parental_and_holiday":
            types = BENEFIT_TYPES - {"parental_benefit", "holiday_benefit"}
            benefit = self.days.of("benefit", "type", types)
        else:
            benefit = self.days.of("benefit")
        return benefit.any_day(week_days(monday), self.on)

    def wage_supported(self, monday: date) -> Truth:
        """One day of a job with wage subsidy or of a flex job."""
        return self.days.of("employment", "type", WAGE_SUPPORTED_JOBS).any_day(week_days(monday), self.on)

    def coded_support(self, monday: date) -> Truth:
        """The register says that the week had a benefit."""
        return self.code_in(monday, self._support_codes)

    def public_support(self, monday: date) -> Truth:
        """Note 8: "nogen form for offentlig forsørgelsesydelse", from case facts or from the register."""
        return any_of(self.on_benefit(monday), self.wage_supported(monday), self.coded_support(monday))

    def su(self, monday: date) -> Truth:
        """Note 8: "har modtaget SU", one day of it in the week or the register's code for it."""
        studying = self.days.of("education", "support", frozenset({"su"})).any_day(week_days(monday), self.on)
        return any_of(studying, self.code_in(monday, codes.SU[self.options["su_codes"]]))

    def igu_practice(self, monday: date) -> Truth:
        """One day of IGU practice."""
        return self.days.of("igu", "part", frozenset({"practice"})).any_day(week_days(monday), self.on)

    def igu_school(self, monday: date) -> Truth:
        """One day of an IGU school period."""
        return self.days.of("igu", "part", frozenset({"school"})).any_day(week_days(monday), self.on)

    def resident(self, monday: date) -> Truth:
        """True if resident all seven days and no code says otherwise; in every other case unknown, never false."""
        home = self.days.resident(self.on)
        every_day = True if all(d in home and d <= self.on for d in week_days(monday)) else None
        return any_of(all_of(every_day, negation(self.code_in(monday, codes.NOT_RESIDENT))), None)
