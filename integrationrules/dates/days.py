"""Days and what is so long after or before them, ages and working days.

Everything exists twice: for one `datetime.date`, and for NumPy arrays of *day numbers* (days since
1970-01-01). The array functions accept any shape and clamp at `FIRST_DAY` and `LAST_DAY`, so that an
unbounded side of an interval (`FIRST_DAY` or `LAST_DAY`) stays unbounded.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection
from datetime import date, timedelta
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "DayArray",
    "TimeUnit",
    "after",
    "after_days",
    "age",
    "ages",
    "as_date",
    "day_number",
    "elapsed",
    "elapsed_units",
    "end_of",
    "monday",
    "mondays",
    "month_starts",
    "months_of",
    "next_start",
    "working_day",
]

DayArray = NDArray[np.int64]
TimeUnit = Literal["day", "week", "month", "year"]

_EPOCH = date(1970, 1, 1).toordinal()
FIRST_DAY = date.min.toordinal() - _EPOCH
"""The day number that stands for "no earliest day is known" in arrays."""
LAST_DAY = date.max.toordinal() - _EPOCH
"""The day number that stands for "no latest day is known" in arrays."""


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def as_date(number: int) -> date:
    """The date of a day number."""
    return date.fromordinal(int(number) + _EPOCH)


def monday(day: date) -> date:
    """The Monday of the ISO week that holds `day`.

    >>> monday(date(2018, 10, 4))
    datetime.date(2018, 10, 1)
    """
    return day - timedelta(days=day.weekday())


def mondays(days: DayArray) -> DayArray:
    """The Monday of each day's week; unbounded days stay unbounded."""
    found = days - (days + 3) % 7
    return np.asarray(np.where((days <= FIRST_DAY) | (days >= LAST_DAY), days, found), dtype=np.int64)


def after(day: date, count: int, unit: TimeUnit) -> date:
    """The date `count` units after `day`; a month that is too short gives its last day.

    >>> after(date(2016, 1, 31), 1, "month")
    datetime.date(2016, 2, 29)
    """
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def after_days(days: DayArray, counts: NDArray[np.int64] | int, unit: TimeUnit) -> DayArray:
    """`after` for arrays of day numbers; results beyond the calendar and unbounded days are clamped."""
    days = np.asarray(days, dtype=np.int64)
    if unit in ("day", "week"):
        found = days + np.asarray(counts, dtype=np.int64) * (7 if unit == "week" else 1)
    else:
        months, day_of_month = _months_and_days(days)
        target = months + np.asarray(counts, dtype=np.int64) * (12 if unit == "year" else 1)
        found = np.minimum(month_starts(target) + day_of_month, month_starts(target + 1) - 1)
    unbounded = (days <= FIRST_DAY) | (days >= LAST_DAY)
    return np.asarray(np.minimum(np.maximum(np.where(unbounded, days, found), FIRST_DAY), LAST_DAY), dtype=np.int64)


def elapsed(start: date, end: date, unit: TimeUnit) -> int:
    """The greatest n with `after(start, n, unit) <= end`; negative when `end` is before `start`.

    >>> elapsed(date(2016, 1, 31), date(2016, 2, 28), "month"), elapsed(date(2016, 1, 31), date(2016, 2, 29), "month")
    (0, 1)
    """
    return int(elapsed_units(np.array([day_number(start)]), np.array([day_number(end)]), unit)[0])


def elapsed_units(starts: DayArray, ends: DayArray, unit: TimeUnit) -> NDArray[np.int64]:
    """`elapsed` for arrays of day numbers."""
    starts, ends = np.asarray(starts, dtype=np.int64), np.asarray(ends, dtype=np.int64)
    if unit in ("day", "week"):
        return np.asarray((ends - starts) // (7 if unit == "week" else 1), dtype=np.int64)
    start_months, start_days = _months_and_days(starts)
    end_months, _ = _months_and_days(ends)
    months = end_months - start_months
    months = months - (np.minimum(month_starts(end_months) + start_days, month_starts(end_months + 1) - 1) > ends)
    return np.asarray(months // (12 if unit == "year" else 1), dtype=np.int64)


def age(born: date, day: date) -> int:
    """Whole years at `day`, by comparing month and day: born 29 February turns on 1 March in other years.

    >>> age(date(2000, 2, 29), date(2018, 2, 28)), age(date(2000, 2, 29), date(2018, 3, 1))
    (17, 18)
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def ages(born: DayArray, days: DayArray) -> NDArray[np.int64]:
    """`age` for arrays of day numbers."""
    # Bits below those of the year tell the day of the year: so one subtraction compares both.
    found = _dates(np.asarray(days, dtype=np.int64)) - _dates(np.asarray(born, dtype=np.int64))
    return np.asarray(found >> _DAY_BITS, dtype=np.int64)


def next_start(unit: TimeUnit, day: date) -> date:
    """The first day of the unit that follows the one holding `day`: a decision on the 1st waits for the next month.

    >>> next_start("month", date(2017, 5, 15))
    datetime.date(2017, 6, 1)
    """
    if unit == "day":
        return day + timedelta(days=1)
    if unit == "week":
        return monday(day) + timedelta(weeks=1)
    return after(day.replace(day=1), 1, "month") if unit == "month" else date(day.year + 1, 1, 1)


def end_of(unit: Literal["week", "month", "quarter", "year"], day: date) -> date:
    """The last day of the week, month, calendar quarter or year that holds `day`."""
    if unit == "quarter":
        return after(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3, "month") - timedelta(days=1)
    return next_start(unit, day) - timedelta(days=1)


def working_day(day: date, holidays: Collection[date]) -> date:
    """`day`, or the next day that is neither Saturday, Sunday nor one of `holidays`."""
    while day.weekday() >= 5 or day in holidays:
        day += timedelta(days=1)
    return day


def month_starts(months: NDArray[np.int64]) -> DayArray:
    """The first day of each month, counted from 1970-01."""
    return _looked_up(months - _EARLIEST_MONTH, _tables()[1],
                      lambda others: (others + _EARLIEST_MONTH).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64))


def months_of(days: DayArray) -> NDArray[np.int64]:
    """The month that holds each day, counted from 1970-01."""
    return _looked_up(days - _EARLIEST_DAY, _tables()[0],
                      lambda others: (others + _EARLIEST_DAY).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64))


def _months_and_days(days: DayArray) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Months since 1970-01 and zero-based days of the month."""
    months = months_of(days)
    return months, days - month_starts(months)


def _dates(days: DayArray) -> NDArray[np.int64]:
    """Numbers in the order of the days, of a year and of a month and day in the last bits."""
    return _looked_up(days - _EARLIEST_DAY, _date_table(), lambda others: _dates_computed(others + _EARLIEST_DAY))


def _dates_computed(days: DayArray) -> NDArray[np.int64]:
    months, day_of_month = _months_and_days(days)
    return np.asarray((months // 12 << _DAY_BITS) + months % 12 * 31 + day_of_month, dtype=np.int64)


_DAY_BITS = 9
_EARLIEST_MONTH, _LATEST_MONTH = (1900 - 1970) * 12, (2101 - 1970) * 12
_EARLIEST_DAY, _LATEST_DAY = day_number(date(1900, 1, 1)), day_number(date(2101, 1, 1))


@cache
def _tables() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The months of the days, and the first days of the months, of 1900 to 2100: NumPy's own calendar takes ten times as long as looking one up."""
    starts = np.arange(_EARLIEST_MONTH, _LATEST_MONTH).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return np.repeat(np.arange(_EARLIEST_MONTH, _LATEST_MONTH), np.diff(starts, append=_LATEST_DAY)), starts


@cache
def _date_table() -> NDArray[np.int64]:
    return _dates_computed(np.arange(_EARLIEST_DAY, _LATEST_DAY))


def _looked_up(places: NDArray[np.int64], table: NDArray[np.int64], computed: Callable[[NDArray[np.int64]], NDArray[np.int64]]) -> NDArray[np.int64]:
    """What stands at each place of a table; beyond its ends it is computed."""
    if places.size == 1 and 0 <= (place := places.item()) < len(table):
        return np.asarray(table[place:place + 1].reshape(places.shape))
    if not places.size or (places.min() >= 0 and places.max() < len(table)):
        return np.asarray(table[places])
    inside = np.minimum(np.maximum(places, 0), len(table) - 1)
    found = np.asarray(table[inside])
    beyond = inside != places
    others = places[beyond]
    ends = np.array([others.min(), others.max()])
    # Mostly these are days without a bound, all of them the same.
    few = (others == ends[0]) | (others == ends[1])
    found[beyond] = np.where(others == ends[0], *computed(ends)) if few.all() else computed(others)
    return found
