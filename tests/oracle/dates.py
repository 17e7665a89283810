"""Days, ISO weeks and quarters, written out the long way with datetime.date and relativedelta."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta

DAY = timedelta(days=1)
WEEK = timedelta(days=7)

FIRST_RECEIPT_DAY = date(2015, 9, 1)
"""Integration benefit did not exist before this day."""

MEASURED_FROM = date(2015, 10, 1)
"""The first day from which the five weeks of note 8 are used."""

CALENDAR_START = date(2015, 8, 31)
CALENDAR_END = date(2031, 1, 6)
CALENDAR = tuple(CALENDAR_START + DAY * n for n in range((CALENDAR_END - CALENDAR_START).days))
"""Every day the week measures may look at: whole weeks, from the one in which integration benefit began."""


def day(value: str | date) -> date:
    """A date, also when it was written as ISO text."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def calendar_days(start: date, end: date | None) -> tuple[date, ...]:
    """The days of the calendar from `start` to the day before `end` (None: no end)."""
    first = max(0, (start - CALENDAR_START).days)
    last = len(CALENDAR) if end is None else max(0, (end - CALENDAR_START).days)
    return CALENDAR[first:last]


def after(start: date, months: int) -> date:
    """So many months after a day; the 31st becomes the last day of a shorter month."""
    return start + relativedelta(months=months)


def elapsed_months(start: date, on: date) -> int:
    """The greatest n >= 0 for which n months after `start` is not later than `on`."""
    n = 0
    while after(start, n + 1) <= on:
        n += 1
    return n


def age(born: date, on: date) -> int:
    """Whole years by month and day: who is born on 29 February has a birthday on 1 March in other years."""
    had_birthday = (on.month, on.day) >= (born.month, born.day)
    return on.year - born.year - (0 if had_birthday else 1)


@cache
def monday_of(d: date) -> date:
    """The Monday of the day's ISO week."""
    return d - DAY * d.weekday()


@cache
def week_days(monday: date) -> tuple[date, ...]:
    """Monday to Sunday."""
    return tuple(monday + DAY * n for n in range(7))


def monday_of_week(text: str) -> date:
    """The Monday of a week written 2018-W40."""
    year, week = text.split("-W")
    return date.fromisocalendar(int(year), int(week), 1)


def period(d: date, precision: str) -> tuple[date, date]:
    """The first and the last day that a date of this precision may stand for."""
    if precision == "day":
        return d, d
    if precision == "week":
        return monday_of(d), monday_of(d) + DAY * 6
    if precision == "month":
        first = d.replace(day=1)
        return first, after(first, 1) - DAY
    if precision == "quarter":
        first = date(d.year, 3 * ((d.month - 1) // 3) + 1, 1)
        return first, after(first, 3) - DAY
    raise ValueError(f"unknown precision {precision!r}")


def calendar_quarter(quarter: str) -> tuple[date, date]:
    """The first day of 2018Q4 and the first day after it."""
    year, number = quarter.split("Q")
    first = date(int(year), 3 * int(number) - 2, 1)
    return first, after(first, 3)


@cache
def weeks_of_quarter(quarter: str, scheme: str) -> tuple[date, ...]:
    """The Mondays of the quarter's weeks.

    thursday: the weeks whose Thursday lies in the calendar quarter. blocks13: weeks 1-13, 14-26, 27-39, 40-52 (or 53).
    """
    first, end = calendar_quarter(quarter)
    nearby = [monday_of(first) + WEEK * n for n in range(-2, 16)]
    if scheme == "thursday":
        return tuple(monday for monday in nearby if first <= monday + DAY * 3 < end)
    if scheme == "blocks13":
        return tuple(monday for monday in nearby if _block_of(monday) == (first.year, (first.month + 2) // 3))
    raise ValueError(f"unknown quarter_weeks {scheme!r}")


def _block_of(monday: date) -> tuple[int, int]:
    iso_year, iso_week, _ = monday.isocalendar()
    return iso_year, min(4, (iso_week - 1) // 13 + 1)


def measuring_day(quarter: str, scheme: str, which: str) -> date:
    """Chapter 3.1: "den sidste uge i det pågældende kvartal", at its Monday or its Sunday."""
    last_monday = weeks_of_quarter(quarter, scheme)[-1]
    if which == "monday_of_last_week":
        return last_monday
    if which == "sunday_of_last_week":
        return last_monday + DAY * 6
    raise ValueError(f"unknown measuring_day {which!r}")
