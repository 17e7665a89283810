"""dk.outcomes.self_support: chapter 3.1, note 8, of the 2018 report. Weeks of a quarter, five of which are enough."""

from __future__ import annotations

from datetime import date

from .dates import MEASURED_FROM, calendar_quarter, weeks_of_quarter
from .kleene import Truth, all_of, any_of, at_least, count, negation
from .weeks import Weeks

WEEKS_NEEDED = 5


class Refused(ValueError):
    """A question the rule does not answer."""


def school(weeks: Weeks, monday: date) -> Truth:
    """Note 8: in an IGU school period one is a benefit recipient; a week with both is a school week.

    Unless practice wins: then only a week without practice is one.
    """
    if weeks.options["school_or_practice"] == "practice_wins":
        return all_of(weeks.igu_school(monday), negation(weeks.igu_practice(monday)))
    return weeks.igu_school(monday)


def practice(weeks: Weeks, monday: date) -> Truth:
    """Note 8: a week "i IGU-praktik"."""
    return all_of(weeks.igu_practice(monday), negation(school(weeks, monday)))


def free(weeks: Weeks, monday: date) -> Truth:
    """Note 8: a week without any public support, of a resident who is neither on SU nor in an IGU school period."""
    return all_of(
        weeks.resident(monday),
        negation(weeks.public_support(monday)),
        negation(weeks.su(monday)),
        negation(school(weeks, monday)),
    )


def self_supporting(weeks: Weeks, quarter: str) -> Truth:
    """Note 8: five free weeks, or five weeks of IGU practice; they need not follow each other."""
    mondays = _mondays(weeks, quarter)
    free_weeks = [free(weeks, monday) for monday in mondays]
    practice_weeks = [practice(weeks, monday) for monday in mondays]
    if weeks.options["igu_counts"] == "pooled":
        return at_least(count(any_of(*both) for both in zip(free_weeks, practice_weeks, strict=True)), WEEKS_NEEDED)
    return any_of(at_least(count(free_weeks), WEEKS_NEEDED), at_least(count(practice_weeks), WEEKS_NEEDED))


def in_education(weeks: Weeks, quarter: str) -> Truth:
    """Note 8: "har modtaget SU i mindst 5 uger"."""
    return at_least(count(weeks.su(monday) for monday in _mondays(weeks, quarter)), WEEKS_NEEDED)


def counted(is_self_supporting: Truth, is_in_education: Truth) -> Truth:
    """Chapter 3.1: "selvforsørgelse eller ordinær uddannelse"."""
    return any_of(is_self_supporting, is_in_education)


def _mondays(weeks: Weeks, quarter: str) -> tuple[date, ...]:
    if calendar_quarter(quarter)[0] < MEASURED_FROM:
        raise Refused(f"{quarter} begins before {MEASURED_FROM}: the weeks needed are not stated")
    return weeks_of_quarter(quarter, weeks.options["quarter_weeks"])
