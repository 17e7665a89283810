"""Numbers written the Danish and the English way; what may be two numbers is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.register.sources.numbers import number


@pytest.mark.parametrize(("text", "found"), [
    ("25,5", 25.5), ("25.5", 25.5), ("37", 37.0), (" -3,25 ", -3.25), ("\u22121", -1.0), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1.234.567", 1234567.0),
    ("1,234,567", 1234567.0), ("0.125", 0.125), ("0,125", 0.125), ("160.33", 160.33), ("1234.567", 1234.567), ("12\u00a0345,5", 12345.5),
    ("1.234", None), ("1,234", None), ("-12.345", None), ("", None), ("-", None), ("1,2,3", None), ("1.2.3", None), ("1.23,4", None), ("12e3", None),
    ("nan", None), ("inf", None), ("25,5 t", None), ("1.234,567.8", None), ("१२", None),
])
def test_a_text_is_a_number_or_none(text: str, found: float | None) -> None:
    assert number(text) == found


def test_a_table_with_decimal_commas_settles_the_comma_and_not_the_point() -> None:
    assert number("1,234", decimal_comma=True) == 1.234
    assert number("1.234", decimal_comma=True) is None


@given(st.decimals(-10_000_000, 10_000_000, places=2), st.booleans())
def test_two_decimals_are_read_back_however_thousands_are_grouped(value: object, grouped: bool) -> None:
    english = f"{value:,.2f}" if grouped else f"{value:.2f}"
    danish = english.replace(",", "_").replace(".", ",").replace("_", ".")
    for comma in (False, True):
        assert number(english, comma) == float(str(value))
        assert number(danish, comma) == float(str(value))
