"""Dated parameters, against asking each day of the bounds."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.dates import as_date, day_number
from integrationrules.engine.lookup import parameter
from integrationrules.rulebook.diagnostics import Mark
from integrationrules.rulebook.model import Citation, Parameter, ParameterValue, Source
from integrationrules.verdict import FALSE, INFINITE, TRUE, UNKNOWN, Bounds, Truths, Verdict

_CITED = Citation(Source("s", "A source"))
FIRST = day_number(date(2015, 1, 1))
Piece = tuple[int, int | None, int | None]
"""First day, day after the last (None: open) and value (None: there is none)."""


def _parameter(*pieces: Piece) -> Parameter:
    values = tuple(ParameterValue(as_date(FIRST + start), None if end is None else as_date(FIRST + end), value, _CITED, "statute", "statute", Mark("", 0, 0))
                   for start, end, value in pieces)
    return Parameter("p", "DKK", values, None)


def _day(least: int, greatest: int, absent: Truths = FALSE) -> Bounds:
    return Bounds(np.array([[FIRST + least]]), np.array([[FIRST + greatest]]), absent)


RATES = _parameter((0, 10, 100), (10, 20, 300), (25, 30, None), (30, None, 200))     # a hole from 20 to 25


@pytest.mark.parametrize(("least", "greatest", "found"), [
    (0, 0, (100, 100)), (9, 9, (100, 100)), (10, 10, (300, 300)), (30, 30, (200, 200)), (9000, 9000, (200, 200)),
    (9, 10, (100, 300)), (0, 9, (100, 100)),
    (-1, -1, (None, None)), (20, 20, (None, None)), (24, 24, (None, None)), (19, 20, (None, None)), (-1, 0, (None, None)),
    (25, 29, None),
])
def test_a_day_finds_its_value_a_hole_is_open_and_none_is_no_value(least: int, greatest: int, found: tuple[int | None, int | None] | None) -> None:
    value = parameter(RATES, _day(least, greatest))
    assert value.at(0, 0) == found
    assert value.absent.at(0, 0) is (Verdict.MET if found is None else Verdict.NOT_MET)


def test_a_day_that_may_lie_where_there_is_none_leaves_open_whether_there_is_one() -> None:
    value = parameter(RATES, _day(29, 30))
    assert (value.at(0, 0), value.absent.at(0, 0)) == ((200, 200), Verdict.UNKNOWN)
    value = parameter(RATES, _day(24, 26))
    assert (value.at(0, 0), value.absent.at(0, 0)) == ((None, None), Verdict.UNKNOWN)


def test_no_day_is_no_value() -> None:
    assert parameter(RATES, _day(5, 5, TRUE)).at(0, 0) is None
    assert parameter(RATES, _day(5, 5, UNKNOWN)).absent.at(0, 0) is Verdict.UNKNOWN


def test_a_day_without_bounds_may_lie_anywhere() -> None:
    anywhere = Bounds(np.array([[-INFINITE]]), np.array([[INFINITE]]))
    later = Bounds(np.array([[FIRST + 40]]), np.array([[INFINITE]]))
    assert parameter(RATES, anywhere).at(0, 0) == (None, None)
    # Beyond the calendar even an open value says nothing.
    assert parameter(RATES, later).at(0, 0) == (None, None)


@given(st.lists(st.tuples(st.integers(1, 6), st.booleans(), st.none() | st.integers(-5, 5)), min_size=1, max_size=5), st.integers(-3, 25), st.integers(0, 8))
def test_bounds_are_those_of_the_values_on_each_possible_day(pieces: list[tuple[int, bool, int | None]], least: int, width: int) -> None:
    at = 0
    dated: list[Piece] = []
    by_day: dict[int, int | None] = {}
    for length, hole, value in pieces:
        at += 2 if hole else 0
        dated.append((at, at + length, value))
        by_day |= dict.fromkeys(range(at, at + length), value)
        at += length
    days = range(least, least + width + 1)
    found = parameter(_parameter(*dated), _day(least, least + width))
    values = [value for day in days if (value := by_day.get(day)) is not None]
    holes = any(day not in by_day for day in days)
    nothing = [day in by_day and by_day[day] is None for day in days]
    assert found.absent.at(0, 0) is (Verdict.MET if all(nothing) else Verdict.UNKNOWN if any(nothing) else Verdict.NOT_MET)
    if holes:
        assert found.at(0, 0) == (None, None)
    elif values:
        assert found.at(0, 0) == (min(values), max(values))


def test_every_cell_is_looked_up_for_itself() -> None:
    days = Bounds(np.array([[FIRST, FIRST + 22], [FIRST + 26, FIRST + 15]]), np.array([[FIRST + 12, FIRST + 22], [FIRST + 26, FIRST + 15]]))
    found = parameter(RATES, days)
    assert [[found.at(row, column) for column in (0, 1)] for row in (0, 1)] == [[(100, 300), (None, None)], [None, (300, 300)]]
