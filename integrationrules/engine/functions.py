"""The date functions of the rule language on bounded values."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from integrationrules.dates import FIRST_DAY, LAST_DAY, DayArray, TimeUnit, after_days, ages, elapsed_units, mondays
from integrationrules.verdict import INFINITE, Bounds, IntArray

__all__ = ["after", "age", "date_in", "elapsed", "end_of", "monday", "next_start", "working_day", "year_of"]


def after(day: Bounds, count: Bounds, unit: TimeUnit) -> Bounds:
    """The date some days, weeks, months or years after each date."""
    least = _unbounded(day.least, after_days(_calendar(day.least), _small(count.least), unit))
    greatest = _unbounded(day.greatest, after_days(_calendar(day.greatest), _small(count.greatest), unit))
    least = np.where(count.least <= -INFINITE, -INFINITE, least)
    greatest = np.where(count.greatest >= INFINITE, INFINITE, greatest)
    return Bounds(least, greatest, day.absent if count.absent is day.absent else day.absent | count.absent)


def elapsed(start: Bounds, end: Bounds, unit: TimeUnit) -> Bounds:
    """Whole units from the one date to the other; the later the start, the fewer."""
    least = elapsed_units(_calendar(start.greatest), _calendar(end.least), unit)
    greatest = elapsed_units(_calendar(start.least), _calendar(end.greatest), unit)
    return _between(least, greatest, start, end)


def age(born: Bounds, day: Bounds) -> Bounds:
    """Whole years at a date, by month and day."""
    return _between(ages(_calendar(born.greatest), _calendar(day.least)), ages(_calendar(born.least), _calendar(day.greatest)), born, day)


def monday(day: Bounds) -> Bounds:
    """The Monday of each date's week."""
    return _mapped(day, mondays)


def next_start(day: Bounds, unit: str) -> Bounds:
    """First day of the next day, week, month or year."""
    return _mapped(day, lambda days: _following(days, unit))


def end_of(day: Bounds, unit: str) -> Bounds:
    """Last day of the week, month, quarter or year that holds the date."""
    return _mapped(day, lambda days: _following(days, unit) - 1)


def working_day(day: Bounds, holidays: frozenset[int]) -> Bounds:
    """The date, or the next one that is no Saturday, Sunday or holiday; unknown outside the years the holidays are listed for."""
    listed = np.array(sorted(holidays), dtype=np.int64)

    def forward(days: DayArray) -> DayArray:
        days = days.copy()
        while (closed := ((days + 3) % 7 >= 5) | np.isin(days, listed)).any():
            days[closed] += 1
        return days

    found = _mapped(day, forward)
    if not len(listed):
        return Bounds(day.least, np.full_like(day.greatest, INFINITE), day.absent)
    first, last = int(_year_start(listed[:1])[0]), int(_following(listed[-1:], "year")[0])
    # A search that ends beyond the list may have passed a holiday nobody listed.
    outside = (day.least < first) | (found.greatest >= last)
    return Bounds(np.where(outside, day.least, found.least), np.where(outside, INFINITE, found.greatest), day.absent)


def year_of(day: Bounds) -> Bounds:
    """The calendar year."""
    return _mapped(day, lambda days: days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970)


def date_in(year: Bounds, month: int, day: int) -> Bounds:
    """That day of each year."""
    def place(years: IntArray) -> DayArray:
        months = (np.clip(years, 1, 9998) - 1970) * 12 + month - 1
        return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + day - 1

    return year.map(place)


def _following(days: DayArray, unit: str) -> DayArray:
    if unit == "day":
        return days + 1
    if unit == "week":
        return mondays(days) + 7
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    size = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = (months // size + 1) * size
    return first.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def _year_start(days: DayArray) -> DayArray:
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)


def _calendar(days: IntArray) -> DayArray:
    return np.clip(days, FIRST_DAY + 400, LAST_DAY - 400)


def _small(counts: IntArray) -> IntArray:
    return np.clip(counts, -120_000, 120_000)


def _unbounded(days: IntArray, found: IntArray) -> IntArray:
    return np.where((days <= -INFINITE) | (days >= INFINITE), days, found)


def _mapped(day: Bounds, function: Callable[[DayArray], DayArray]) -> Bounds:
    return day.map(lambda days: function(_calendar(days)))


def _between(least: IntArray, greatest: IntArray, start: Bounds, end: Bounds) -> Bounds:
    low = (start.greatest >= INFINITE) | (end.least <= -INFINITE)
    high = (start.least <= -INFINITE) | (end.greatest >= INFINITE)
    return Bounds(np.where(low, -INFINITE, least), np.where(high, INFINITE, greatest), start.absent | end.absent)
