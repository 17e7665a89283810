"""The date functions of the rule language on bounded values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from integrationrules import dates
from integrationrules.dates import (
    FIRST_DAY,
    LAST_DAY,
    DayArray,
    TimeUnit,
    after_days,
    ages,
    as_date,
    day_number,
    elapsed_units,
    mondays,
    month_starts,
    months_of,
)
from integrationrules.verdict import ABSENT, INFINITE, TRUE, Bounds, IntArray, is_bounded

__all__ = ["after", "age", "date_in", "elapsed", "end_of", "monday", "next_start", "working_day", "year_of"]

# Where no usual step leaves the calendar.
_EARLY, _LATE = day_number(date(1800, 1, 1)), day_number(date(2200, 1, 1))
_MANY = 1000
_MANY_DAYS = 10_000


def after(day: Bounds, count: Bounds, unit: TimeUnit) -> Bounds:
    """The date some days, weeks, months or years after each date."""
    absent = day.absent if count.absent is day.absent else day.absent | count.absent
    if absent is TRUE:
        return ABSENT
    if (days := day.sides) and (counts := count.sides):
        return Bounds.cell(_one_after(days[0], counts[0], unit), _one_after(days[1], counts[1], unit), absent)
    least = _after(day.least, count.least, unit)
    greatest = least if day.is_exact and count.is_exact else _after(day.greatest, count.greatest, unit)
    return Bounds(least, greatest, absent)


def _one_after(day: int, count: int, unit: TimeUnit) -> int:
    if _EARLY < day < _LATE and -_MANY < count < _MANY:
        return day_number(dates.after(as_date(day), count, unit))
    if abs(count) >= INFINITE or abs(day) >= INFINITE:
        return count if abs(count) >= INFINITE else day
    found: int = _after(np.array([day]), np.array([count]), unit).item()
    return found


def _after(days: DayArray, counts: IntArray, unit: TimeUnit) -> DayArray:
    """Unbounded days stay unbounded, and what is unboundedly long after any day is so too."""
    if days.size >= _MANY_DAYS and is_bounded(counts) and (counts == counts.flat[0]).all():
        shape = np.broadcast_shapes(days.shape, counts.shape)
        return np.broadcast_to(_by_day(days, lambda some: after_days(_calendar(some), _small(counts.flat[:1]), unit)), shape)
    # Each side is looked at in its own shape, which is often that of a single row or cell.
    found = after_days(_calendar(days), _small(counts), unit)
    if not is_bounded(days):
        found = np.where(abs(days) < INFINITE, found, days)
    return found if is_bounded(counts) else np.where(abs(counts) < INFINITE, found, counts)


def _by_day(days: DayArray, function: Callable[[DayArray], DayArray]) -> DayArray:
    """What hangs on the day alone: of many people's days each different one is worked out once. Unbounded ones stay."""
    if days.size >= _MANY_DAYS:
        bounded = abs(days) < INFINITE
        inside = days if bounded.all() else np.where(bounded, days, 0)
        first, last = int(inside.min()), int(inside.max())
        if 4 * (last - first) < days.size:
            found = function(np.arange(first, last + 1, dtype=np.int64)).take(inside - first)
            return found if inside is days else np.where(bounded, found, days)
    found = function(days)
    return found if is_bounded(days) else np.where(abs(days) < INFINITE, found, days)


def elapsed(start: Bounds, end: Bounds, unit: TimeUnit) -> Bounds:
    """Whole units from the one date to the other; the later the start, the fewer."""
    return _between(start, end, lambda first, last: elapsed_units(first, last, unit))


def age(born: Bounds, day: Bounds) -> Bounds:
    """Whole years at a date, by month and day."""
    return _between(born, day, ages)


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
    return _mapped(day, lambda days: months_of(days) // 12 + 1970)


def date_in(year: Bounds, month: int, day: int) -> Bounds:
    """That day of each year."""
    def place(years: IntArray) -> DayArray:
        return month_starts((np.minimum(np.maximum(years, 1), 9998) - 1970) * 12 + month - 1) + day - 1

    return year.map(place)


def _following(days: DayArray, unit: str) -> DayArray:
    if unit == "day":
        return days + 1
    if unit == "week":
        return mondays(days) + 7
    size = {"month": 1, "quarter": 3, "year": 12}[unit]
    return month_starts((months_of(days) // size + 1) * size)


def _year_start(days: DayArray) -> DayArray:
    return month_starts(months_of(days) // 12 * 12)


def _calendar(days: IntArray) -> DayArray:
    return np.minimum(np.maximum(days, FIRST_DAY + 400), LAST_DAY - 400)


def _small(counts: IntArray) -> IntArray:
    return np.minimum(np.maximum(counts, -120_000), 120_000)


def _mapped(day: Bounds, function: Callable[[DayArray], DayArray]) -> Bounds:
    return day.map(lambda days: _by_day(days, lambda some: function(_calendar(some))))


def _between(start: Bounds, end: Bounds, function: Callable[[DayArray, DayArray], IntArray]) -> Bounds:
    """A number that falls with the first date and rises with the second."""
    absent = start.absent | end.absent
    if absent is TRUE:
        return ABSENT
    exact = start.is_exact and end.is_exact
    least = _of_two(start.greatest, end.least, function, -INFINITE)
    if exact and is_bounded(start.least) and is_bounded(end.least):
        return Bounds(least, least, absent)
    return Bounds(least, _of_two(start.least, end.greatest, function, INFINITE), absent)


def _of_two(first: DayArray, last: DayArray, function: Callable[[DayArray, DayArray], IntArray], unknown: int) -> IntArray:
    """The number, or `unknown` where either date is unbounded."""
    if is_bounded(first) and is_bounded(last):
        return function(_calendar(first), _calendar(last))
    # Each side is looked at in its own shape, which is often that of a single row or cell.
    return np.where((abs(first) < INFINITE) & (abs(last) < INFINITE), function(_calendar(first), _calendar(last)), unknown)
