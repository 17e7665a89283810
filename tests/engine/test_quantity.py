"""From whole numbers and their bounds to quantities with units."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from integrationrules.dates import FIRST_DAY, LAST_DAY, day_number
from integrationrules.engine.decision import Quantity
from integrationrules.engine.quantity import join, quantity
from integrationrules.rulebook.terms import DATE, number, option
from integrationrules.verdict import INFINITE, TRUE, Bounds, Verdict

Pair = tuple[int | None, int | None]


def _bounds(least: int, greatest: int) -> Bounds:
    return Bounds(np.array([[least]]), np.array([[greatest]]))


@pytest.mark.parametrize(("values", "found", "absent"), [
    ([(1, 2)], (1, 2), Verdict.NOT_MET), ([(1, 2), (5, 9)], (1, 9), Verdict.NOT_MET), ([(1, None), (None, 9)], (None, None), Verdict.NOT_MET),
    ([(1, 2), None], (1, 2), Verdict.UNKNOWN), ([None, None], None, Verdict.MET),
])
def test_joined_bounds_hold_every_value_and_say_whether_there_may_be_none(values: list[Pair | None], found: Pair | None, absent: Verdict) -> None:
    joined = join(values)
    assert (joined.at(0, 0), joined.absent.at(0, 0)) == (found, absent)


def test_amounts_and_hours_are_exact_decimals_in_their_unit() -> None:
    assert quantity(_bounds(10_050, 20_100), number("DKK"), 0, 0) == Quantity("number", Decimal("100.50"), Decimal("201"), "DKK")
    assert quantity(_bounds(int(18.5 * 160_330_000), INFINITE), number("hours_per_week"), 0, 0) == Quantity("number", Decimal("18.5"), None, "hours_per_week")
    assert quantity(_bounds(7, 7), number("weeks"), 0, 0) == Quantity("number", 7, 7, "weeks")
    assert quantity(_bounds(7, 7), number(""), 0, 0) == Quantity("number", 7, 7, "count")


def test_days_outside_the_calendar_are_no_bounds() -> None:
    day = day_number(date(2018, 5, 1))
    assert quantity(_bounds(day, day), DATE, 0, 0) == Quantity("date", date(2018, 5, 1), date(2018, 5, 1))
    assert quantity(_bounds(FIRST_DAY, LAST_DAY), DATE, 0, 0) == Quantity("date", None, None)


def test_a_word_is_named_when_one_is_left() -> None:
    words = option(("small", "large"))
    assert quantity(_bounds(1, 1), words, 0, 0) == Quantity("word", "large", "large")
    assert quantity(_bounds(0, 1), words, 0, 0) == Quantity("word", None, None)


def test_what_surely_does_not_exist_is_no_quantity() -> None:
    assert quantity(Bounds(np.array([[1]]), np.array([[1]]), TRUE), number("weeks"), 0, 0) is None
