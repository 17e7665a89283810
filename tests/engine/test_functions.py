"""The date functions of the language on bounds, against the scalar functions on every day between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules import dates
from integrationrules.dates import TimeUnit, as_date, day_number
from integrationrules.engine import functions
from integrationrules.verdict import FALSE, INFINITE, TRUE, UNKNOWN, Bounds, Truths, Verdict

UNITS: tuple[TimeUnit, ...] = get_args(TimeUnit)
HOLIDAYS = [date(2016, 1, 1), date(2017, 12, 25), date(2017, 12, 26), date(2018, 3, 29), date(2018, 3, 30), date(2018, 4, 2), date(2019, 12, 31)]
days = st.dates(date(2016, 1, 1), date(2019, 12, 1))
narrow = st.integers(0, 20)


def _bounds(least: int, greatest: int, absent: Truths = FALSE) -> Bounds:
    return Bounds(np.array([[least]]), np.array([[greatest]]), absent)


def _between(first: date, width: int) -> tuple[Bounds, list[date]]:
    start = day_number(first)
    return _bounds(start, start + width), [as_date(start + place) for place in range(width + 1)]


def _hull(values: list[int]) -> tuple[int, int]:
    return min(values), max(values)


ONE_DAY: dict[str, tuple[Callable[[Bounds], Bounds], Callable[[date], int]]] = {
    "monday": (functions.monday, lambda day: day_number(dates.monday(day))),
    "year_of": (functions.year_of, lambda day: day.year),
    "working_day": (lambda found: functions.working_day(found, frozenset(map(day_number, HOLIDAYS))), lambda day: day_number(dates.working_day(day, HOLIDAYS))),
}
def _by_unit(
    bounded: Callable[[Bounds, str], Bounds], scalar: Callable[[str, date], date], unit: str,
) -> tuple[Callable[[Bounds], Bounds], Callable[[date], int]]:
    return lambda found: bounded(found, unit), lambda day: day_number(scalar(unit, day))


ONE_DAY |= {f"next_start {unit}": _by_unit(functions.next_start, dates.next_start, unit) for unit in UNITS}  # type: ignore[arg-type]
ONE_DAY |= {f"end_of {unit}": _by_unit(functions.end_of, dates.end_of, unit) for unit in ("week", "month", "quarter", "year")}  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ONE_DAY)
@given(first=days, width=narrow)
def test_a_function_of_a_day_between_bounds_gives_the_bounds_of_its_values(name: str, first: date, width: int) -> None:
    bounded, scalar = ONE_DAY[name]
    found, each = _between(first, width)
    assert bounded(found).at(0, 0) == _hull([scalar(day) for day in each])


@given(days, narrow, st.integers(-40, 40), st.integers(0, 3), st.sampled_from(UNITS))
def test_some_units_after_bounds_both_of_days_and_of_counts(first: date, width: int, count: int, more: int, unit: TimeUnit) -> None:
    found, each = _between(first, width)
    values = [day_number(dates.after(day, steps, unit)) for day, steps in product(each, range(count, count + more + 1))]
    assert functions.after(found, _bounds(count, count + more), unit).at(0, 0) == _hull(values)


@given(days, narrow, days, narrow, st.sampled_from(UNITS))
def test_elapsed_between_bounds(start: date, early: int, end: date, late: int, unit: TimeUnit) -> None:
    starts, ends = _between(start, early), _between(end, late)
    values = [dates.elapsed(one, other, unit) for one, other in product(starts[1], ends[1])]
    assert functions.elapsed(starts[0], ends[0], unit).at(0, 0) == _hull(values)


@given(st.dates(date(1950, 1, 1), date(2005, 1, 1)) | st.just(date(2000, 2, 20)), narrow, days, narrow)
def test_age_between_bounds(born: date, early: int, day: date, late: int) -> None:
    births, then = _between(born, early), _between(day, late)
    values = [dates.age(one, other) for one, other in product(births[1], then[1])]
    assert functions.age(births[0], then[0]).at(0, 0) == _hull(values)


@given(st.integers(2010, 2030), st.integers(0, 3), st.integers(1, 12), st.integers(1, 28))
def test_a_day_of_each_year(year: int, more: int, month: int, day: int) -> None:
    found = functions.date_in(_bounds(year, year + more), month, day)
    assert found.at(0, 0) == (day_number(date(year, month, day)), day_number(date(year + more, month, day)))


# -- sides without bounds ---------------------------------------------------------------------------------------------

MAY_2018 = day_number(date(2018, 5, 9))
LATER = _bounds(MAY_2018, INFINITE)
EARLIER = _bounds(-INFINITE, MAY_2018)


@pytest.mark.parametrize("name", [name for name in ONE_DAY if name != "working_day"])
def test_a_side_without_bounds_stays_so(name: str) -> None:
    bounded, scalar = ONE_DAY[name]
    there = scalar(date(2018, 5, 9))
    assert bounded(LATER).at(0, 0) == (there, None)
    assert bounded(EARLIER).at(0, 0) == (None, there)


@pytest.mark.parametrize("unit", UNITS)
def test_after_keeps_either_side_without_bounds(unit: TimeUnit) -> None:
    three, four = _bounds(3, 3), _bounds(-4, -4)
    assert functions.after(LATER, three, unit).at(0, 0) == (day_number(dates.after(date(2018, 5, 9), 3, unit)), None)
    assert functions.after(EARLIER, four, unit).at(0, 0) == (None, day_number(dates.after(date(2018, 5, 9), -4, unit)))
    today = _bounds(MAY_2018, MAY_2018)
    assert functions.after(today, _bounds(0, INFINITE), unit).at(0, 0) == (MAY_2018, None)
    assert functions.after(today, _bounds(-INFINITE, 0), unit).at(0, 0) == (None, MAY_2018)


@pytest.mark.parametrize("unit", UNITS)
def test_elapsed_and_age_are_open_on_the_side_that_an_open_day_leaves_open(unit: TimeUnit) -> None:
    begun, now = _bounds(MAY_2018 - 800, MAY_2018 - 800), _bounds(MAY_2018, MAY_2018)
    passed = dates.elapsed(as_date(MAY_2018 - 800), as_date(MAY_2018), unit)
    assert functions.elapsed(begun, LATER, unit).at(0, 0) == (passed, None)
    assert functions.elapsed(begun, EARLIER, unit).at(0, 0) == (None, passed)
    assert functions.elapsed(_bounds(-INFINITE, MAY_2018 - 800), now, unit).at(0, 0) == (passed, None)
    assert functions.elapsed(_bounds(MAY_2018 - 800, INFINITE), now, unit).at(0, 0) == (None, passed)
    assert functions.age(_bounds(-INFINITE, MAY_2018 - 800), now).at(0, 0) == (2, None)
    assert functions.age(_bounds(-INFINITE, INFINITE), now).at(0, 0) == (None, None)


@pytest.mark.parametrize("absent", [TRUE, UNKNOWN])
def test_a_function_of_no_day_has_no_value(absent: Truths) -> None:
    nothing, day = _bounds(MAY_2018, MAY_2018, absent), _bounds(MAY_2018, MAY_2018)
    expected = Verdict.MET if absent is TRUE else Verdict.UNKNOWN
    listed = frozenset(map(day_number, HOLIDAYS))
    for found in (functions.after(nothing, _bounds(1, 1), "day"), functions.after(day, _bounds(1, 1, absent), "day"),
                  functions.elapsed(nothing, day, "day"), functions.elapsed(day, nothing, "day"), functions.age(nothing, day), functions.monday(nothing),
                  functions.date_in(_bounds(2018, 2018, absent), 5, 1), functions.working_day(nothing, listed), functions.working_day(nothing, frozenset())):
        assert found.absent.at(0, 0) is expected


# -- working days outside the list ------------------------------------------------------------------------------------

def _working_day(first: date, last: date | None = None) -> tuple[int | None, int | None] | None:
    found = functions.working_day(_bounds(day_number(first), day_number(last or first)), frozenset(map(day_number, HOLIDAYS)))
    return found.at(0, 0)


def test_outside_the_years_with_listed_holidays_the_working_day_is_that_day_or_later() -> None:
    assert _working_day(date(2015, 12, 31)) == (day_number(date(2015, 12, 31)), None)
    assert _working_day(date(2020, 1, 1)) == (day_number(date(2020, 1, 1)), None)
    assert _working_day(date(2019, 12, 30)) == (day_number(date(2019, 12, 30)),) * 2


def test_a_search_that_leaves_the_listed_years_is_open() -> None:
    # 31 December 2019 is listed as a holiday here; whether 1 January 2020 is one, the list does not say.
    assert _working_day(date(2019, 12, 31)) == (day_number(date(2019, 12, 31)), None)
    assert _working_day(date(2019, 12, 30), date(2019, 12, 31)) == (day_number(date(2019, 12, 30)), None)


def test_without_any_list_no_working_day_is_known() -> None:
    found = functions.working_day(_bounds(MAY_2018, MAY_2018), frozenset())
    assert found.at(0, 0) == (MAY_2018, None)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("kind", ["one count", "one for all", "many"])
@pytest.mark.parametrize("people", [20_000, 200])
def test_many_days_are_answered_as_few_are(unit: TimeUnit, kind: str, people: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(1)
    least = random.integers(day_number(date(2015, 1, 1)), day_number(date(2016, 1, 1)), (8, people))
    greatest = least + random.integers(0, 9, least.shape)
    least[:, ::7], greatest[:, ::5] = -INFINITE, INFINITE
    counts = {"one count": np.array([[36]]), "one for all": np.full((8, 1), 36), "many": np.arange(8)[:, None]}[kind]
    for first, last in ((least, greatest), (greatest, greatest)):
        day = Bounds(first, first if first is last else last)
        monkeypatch.setattr(functions, "_MANY_DAYS", 1 << 40)
        few = functions.after(day, Bounds.exactly(counts), unit), functions.monday(day)
        monkeypatch.setattr(functions, "_MANY_DAYS", 1)
        many = functions.after(day, Bounds.exactly(counts), unit), functions.monday(day)
        for one, other in zip(few, many, strict=True):
            assert (one.least == other.least).all()
            assert (one.greatest == other.greatest).all()
