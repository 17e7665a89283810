"""Dates against calendars counted day by day: ISO weeks, quarters, months, ages, working days, and how texts are read."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.dates import (
    FIRST_DAY,
    LAST_DAY,
    DateError,
    IsoWeek,
    Quarter,
    QuarterScheme,
    TimeUnit,
    after,
    after_days,
    age,
    ages,
    as_date,
    day_number,
    elapsed,
    elapsed_units,
    end_of,
    monday,
    mondays,
    next_start,
    working_day,
)
from integrationrules.rulebook.book import load

DAY = timedelta(days=1)
CALENDAR = [date(1991, 1, 1) + DAY * place for place in range((date(2036, 1, 1) - date(1991, 1, 1)).days)]
NUMBERS = np.array([day_number(day) for day in CALENDAR], dtype=np.int64)
UNITS: tuple[TimeUnit, ...] = ("day", "week", "month", "year")
SCHEMES: tuple[QuarterScheme, ...] = ("thursday", "blocks13")
some_day = st.dates(date(1950, 1, 1), date(2060, 12, 31))


# -- days and weeks ---------------------------------------------------------------------------------------------------

def test_day_numbers_count_from_1970_and_go_back() -> None:
    assert day_number(date(1970, 1, 1)) == 0
    assert day_number(date(1969, 12, 31)) == -1
    assert [as_date(int(number)) for number in NUMBERS] == CALENDAR
    assert (as_date(FIRST_DAY), as_date(LAST_DAY)) == (date.min, date.max)


def test_mondays_and_weeks_are_those_of_the_iso_calendar() -> None:
    for day, found in zip(CALENDAR, mondays(NUMBERS), strict=True):
        year, week, _ = day.isocalendar()
        assert monday(day) == date.fromisocalendar(year, week, 1) == as_date(int(found))
        holding = IsoWeek.holding(day)
        assert (holding.year, holding.week, holding.monday) == (year, week, monday(day))
        assert IsoWeek.parse(str(holding)) == holding


def test_unbounded_days_have_no_other_monday() -> None:
    assert mondays(np.array([FIRST_DAY, LAST_DAY])).tolist() == [FIRST_DAY, LAST_DAY]


def test_week_53_exists_only_in_years_that_have_it() -> None:
    for year in range(1991, 2036):
        has_it = date(year, 12, 31).isocalendar().week == 53
        if has_it:
            assert IsoWeek(year, 53).monday == date.fromisocalendar(year, 53, 1)
        else:
            with pytest.raises(DateError, match=f"^{year} has no ISO week 53$"):
                IsoWeek(year, 53)


# -- quarters ---------------------------------------------------------------------------------------------------------

def _weeks_by_quarter(scheme: QuarterScheme) -> dict[tuple[int, int], list[date]]:
    """Every Monday of 1990-2036 under the quarter its week belongs to, from the words of the definition."""
    found: dict[tuple[int, int], list[date]] = defaultdict(list)
    first = date(1990, 1, 1)
    for place in range(47 * 53):
        start = first + timedelta(weeks=place)
        year, week, _ = start.isocalendar()
        thursday = start + 3 * DAY
        quarter = (thursday.month + 2) // 3 if scheme == "thursday" else min(4, (week + 12) // 13)
        found[year, quarter].append(start)
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_week_belongs_to_the_quarter_of_its_thursday_or_its_block_of_13(scheme: QuarterScheme) -> None:
    weeks = _weeks_by_quarter(scheme)
    for year in range(1991, 2036):
        for number in (1, 2, 3, 4):
            quarter = Quarter(year, number)
            assert quarter.first_monday(scheme) == weeks[year, number][0]
            assert quarter.last_monday(scheme) == weeks[year, number][-1]
            assert quarter.weeks(scheme) == len(weeks[year, number])


def test_the_two_schemes_differ_on_exactly_twelve_weeks_from_1991_to_2035() -> None:
    thursday, blocks = ({start: quarter for quarter, starts in _weeks_by_quarter(scheme).items() for start in starts
                         if quarter == _quarter_of(start, scheme)} for scheme in SCHEMES)
    apart = {start.isocalendar()[:2] for start in thursday if 1991 <= start.isocalendar().year <= 2035 and thursday[start] != blocks[start]}
    assert apart == {(year, week) for year in (1993, 1999, 2010, 2021, 2027) for week in (13, 26)} | {(2004, 40), (2032, 40)}


def _quarter_of(start: date, scheme: QuarterScheme) -> tuple[int, int]:
    """The quarter whose first and last week enclose a Monday, by `Quarter` itself."""
    year = start.isocalendar().year
    (found,) = [number for number in (1, 2, 3, 4) if Quarter(year, number).first_monday(scheme) <= start <= Quarter(year, number).last_monday(scheme)]
    return year, found


def test_quarters_have_12_to_14_weeks_by_thursday_and_13_or_14_in_blocks() -> None:
    for scheme, lengths in (("thursday", {12, 13, 14}), ("blocks13", {13, 14})):
        assert {Quarter(year, number).weeks(scheme) for year in range(1991, 2036) for number in (1, 2, 3, 4)} == lengths  # type: ignore[arg-type]
    assert (Quarter(2021, 1).weeks(), Quarter(2020, 4).weeks(), Quarter(2020, 4).weeks("blocks13")) == (12, 14, 14)


def test_calendar_quarters_hold_every_day_once() -> None:
    for day in CALENDAR:
        quarter = Quarter.holding(day)
        assert quarter.first_day <= day <= quarter.last_day
        assert (quarter.first_day.month, quarter.first_day.day) in ((1, 1), (4, 1), (7, 1), (10, 1))
        assert quarter.following().first_day == quarter.last_day + DAY
        assert Quarter.parse(str(quarter)) == quarter


def test_the_first_and_last_quarter_that_can_be_written_have_weeks() -> None:
    assert Quarter(1900, 1).weeks() == 13
    assert Quarter(2100, 4).last_monday() == date(2100, 12, 27)     # its Thursday is 30 December 2100
    assert Quarter(2100, 4).weeks() == Quarter(2100, 4).weeks("blocks13") == 13


# -- months, ages -----------------------------------------------------------------------------------------------------

@given(some_day, st.integers(-600, 600), st.sampled_from(UNITS))
def test_some_units_later_is_what_relativedelta_says(day: date, count: int, unit: TimeUnit) -> None:
    count = count // 12 if unit == "year" else count
    expected = day + relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]
    assert after(day, count, unit) == expected
    assert after_days(np.array([day_number(day)]), count, unit).tolist() == [day_number(expected)]


def test_a_month_later_clamps_on_every_day_of_the_calendar() -> None:
    for count in (1, 11, 36, -1):
        expected = [day_number(day + relativedelta(months=count)) for day in CALENDAR]
        assert after_days(NUMBERS, count, "month").tolist() == expected


def test_unbounded_days_stay_unbounded_and_results_stay_in_the_calendar() -> None:
    for unit in UNITS:
        assert after_days(np.array([FIRST_DAY, LAST_DAY]), 5, unit).tolist() == [FIRST_DAY, LAST_DAY]
        assert after_days(np.array([FIRST_DAY, LAST_DAY]), -5, unit).tolist() == [FIRST_DAY, LAST_DAY]
    assert after_days(np.array([LAST_DAY - 1, FIRST_DAY + 1]), np.array([9, -9]), "day").tolist() == [LAST_DAY, FIRST_DAY]


@given(some_day, some_day, st.sampled_from(UNITS))
def test_elapsed_is_the_greatest_count_that_has_not_passed(start: date, end: date, unit: TimeUnit) -> None:
    found = elapsed(start, end, unit)
    assert after(start, found, unit) <= end < after(start, found + 1, unit)
    assert elapsed_units(np.array([day_number(start)]), np.array([day_number(end)]), unit).tolist() == [found]


@pytest.mark.parametrize(("start", "end", "months", "years"), [
    (date(2016, 1, 31), date(2016, 2, 28), 0, 0), (date(2016, 1, 31), date(2016, 2, 29), 1, 0), (date(2016, 2, 29), date(2017, 2, 27), 11, 0),
    (date(2016, 2, 29), date(2017, 2, 28), 12, 1), (date(2016, 2, 29), date(2020, 2, 28), 47, 3), (date(2016, 3, 1), date(2016, 2, 29), -1, -1),
])
def test_elapsed_months_and_years_at_the_ends_of_months(start: date, end: date, months: int, years: int) -> None:
    assert (elapsed(start, end, "month"), elapsed(start, end, "year")) == (months, years)


def _birthdays_passed(born: date, day: date) -> int:
    """Counted year by year; a birthday that a year does not have is kept the day after."""
    passed = -1 if day < born else 0
    while passed >= 0:
        year = born.year + passed + 1
        leap = year % 4 == 0 and (year % 100 or year % 400 == 0)
        birthday = date(year, 3, 1) if (born.month, born.day) == (2, 29) and not leap else born.replace(year=year)
        if birthday > day:
            break
        passed += 1
    return passed


@given(st.dates(date(1950, 1, 1), date(2005, 12, 31)) | st.sampled_from([date(1952, 2, 29), date(2000, 2, 29)]), st.dates(date(2006, 1, 1), date(2060, 1, 1)))
def test_age_counts_birthdays(born: date, day: date) -> None:
    assert age(born, day) == _birthdays_passed(born, day)
    assert ages(np.array([day_number(born)]), np.array([day_number(day)])).tolist() == [age(born, day)]


@pytest.mark.parametrize(("day", "years"), [
    (date(2018, 2, 28), 17), (date(2018, 3, 1), 18), (date(2020, 2, 28), 19), (date(2020, 2, 29), 20), (date(2000, 2, 29), 0), (date(2000, 2, 28), -1),
])
def test_who_is_born_on_29_february_turns_on_1_march_in_other_years(day: date, years: int) -> None:
    assert age(date(2000, 2, 29), day) == years


# -- the start and end of a unit --------------------------------------------------------------------------------------

def _unit_of(day: date, unit: str) -> tuple[int, ...]:
    units = {"day": (day.toordinal(),), "week": day.isocalendar()[:2], "month": (day.year, day.month),
             "quarter": (day.year, (day.month - 1) // 3), "year": (day.year,)}
    return units[unit]


@given(some_day)
def test_the_next_start_is_the_first_day_that_is_in_another_unit(day: date) -> None:
    for unit in UNITS:
        later = day
        while _unit_of(later, unit) == _unit_of(day, unit):
            later += DAY
        assert next_start(unit, day) == later
        if unit != "day":
            assert end_of(unit, day) == later - DAY


@given(some_day)
def test_a_quarter_ends_with_march_june_september_or_december(day: date) -> None:
    last = end_of("quarter", day)
    assert _unit_of(last, "quarter") == _unit_of(day, "quarter") != _unit_of(last + DAY, "quarter")


# -- working days -----------------------------------------------------------------------------------------------------

def test_a_working_day_is_neither_weekend_nor_holiday() -> None:
    easter_2018 = [date(2018, 3, 29), date(2018, 3, 30), date(2018, 4, 1), date(2018, 4, 2)]
    assert working_day(date(2018, 3, 28), easter_2018) == date(2018, 3, 28)     # Wednesday
    assert working_day(date(2018, 3, 29), easter_2018) == date(2018, 4, 3)      # Maundy Thursday to the Tuesday after Easter
    assert working_day(date(2018, 3, 31), []) == date(2018, 4, 2)               # Saturday to Monday, if Easter Monday were none


@given(some_day, st.frozensets(some_day, max_size=30))
def test_the_next_working_day_passes_over_closed_days_only(day: date, holidays: frozenset[date]) -> None:
    found = working_day(day, holidays)
    assert found.isoweekday() <= 5
    assert found not in holidays
    assert all((day + DAY * place).isoweekday() > 5 or day + DAY * place in holidays for place in range((found - day).days))


def test_the_shipped_holidays_are_those_of_the_holidays_library() -> None:
    library = pytest.importorskip("holidays")
    expected = set(library.country_holidays("DK", years=range(1999, 2041)))
    listed = {as_date(number) for number in load().holidays}
    assert listed == expected


# -- texts ------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("text", ["2018Q4", "2018q4", "2018-Q4", "2018K4", "2018k4", "4. kvartal 2018", "4.kvartal 2018", " 4. KVARTAL  2018 "])
def test_a_quarter_is_read_in_danish_and_english(text: str) -> None:
    assert Quarter.parse(text) == Quarter(2018, 4)


@pytest.mark.parametrize("text", ["", "2018", "2018Q5", "2018Q0", "Q4 2018", "18Q4", "2018Q44", "5. kvartal 2018", "2018Q4x", "x2018Q4", "2018/4"])
def test_what_is_no_quarter_is_refused_with_the_forms_to_write(text: str) -> None:
    with pytest.raises(DateError) as refused:
        Quarter.parse(text)
    assert str(refused.value) == f"'{text}' is not a quarter; write 2018Q4, 2018K4 or '4. kvartal 2018'"


@pytest.mark.parametrize("text", ["2018-W40", "2018W40", "2018-w40", "uge 40, 2018", "uge 40 2018", " Uge  40,  2018 "])
def test_a_week_is_read_in_both_forms(text: str) -> None:
    assert IsoWeek.parse(text) == IsoWeek(2018, 40)
    assert IsoWeek.parse(text).monday == date(2018, 10, 1)


@pytest.mark.parametrize("text", ["", "2018-40", "2018-W4", "W40 2018", "uge 40", "uge 140, 2018", "2018-W40-1", "uge40, 2018"])
def test_what_is_no_week_is_refused_with_the_form_to_write(text: str) -> None:
    with pytest.raises(DateError) as refused:
        IsoWeek.parse(text)
    assert str(refused.value) == f"'{text}' is not a week; write 2018-W40"


@pytest.mark.parametrize(("make", "message"), [
    (lambda: IsoWeek(2018, 53), "2018 has no ISO week 53"),
    (lambda: IsoWeek.parse("2018-W00"), "2018 has no ISO week 0"),
    (lambda: IsoWeek(1899, 1), "week 1899-W01: the year must be 1900-2100"),
    (lambda: IsoWeek(2101, 1), "week 2101-W01: the year must be 1900-2100"),
    (lambda: Quarter(2018, 5), "'2018Q5' is not a quarter of 1900-2100; write 2018Q4"),
    (lambda: Quarter.parse("1899Q4"), "'1899Q4' is not a quarter of 1900-2100; write 2018Q4"),
    (lambda: Quarter(2100, 4).following(), "'2101Q1' is not a quarter of 1900-2100; write 2018Q4"),
])
def test_weeks_and_quarters_outside_the_calendar_are_refused(make: object, message: str) -> None:
    with pytest.raises(DateError) as refused:
        make()  # type: ignore[operator]
    assert str(refused.value) == message


def test_weeks_and_quarters_are_ordered_in_time() -> None:
    assert IsoWeek(2018, 52) < IsoWeek(2019, 1)
    assert Quarter(2018, 4) < Quarter(2019, 1) < Quarter(2019, 2)
