"""Dated values: what is read, what is refused, and what is left open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.rulebook.model import Parameter
from integrationrules.rulebook.units import SCALE, scaled

from .written import HEAD, RULE, book, codes, told


def parameter(root: Path, text: str) -> Parameter:
    return book(root, HEAD + f"parameters:\n  fare: {text}\n" + RULE).parameters["bus.fare"]


def listed(*values: str, unit: str = "DKK", by: str = "") -> str:
    return f"{{unit: {unit}, {by}values: [" + ", ".join(f"{{{value}, source: act}}" for value in values) + "]}"


def test_a_dated_value_is_half_open_and_in_the_smallest_part(tmp_path: Path) -> None:
    value = parameter(tmp_path, listed("from: 2017-01-01, to: 2018-01-01, is: 20.50")).values[0]
    assert (value.start, value.end, value.value) == (date(2017, 1, 1), date(2018, 1, 1), 2050)


def test_an_open_value_has_no_end(tmp_path: Path) -> None:
    assert parameter(tmp_path, listed("from: 2017-01-01, to: open, is: 20")).values[0].end is None


def test_values_are_put_in_order(tmp_path: Path) -> None:
    values = parameter(tmp_path, listed("from: 2018-01-01, to: open, is: 2", "from: 2017-01-01, to: 2018-01-01, is: 1")).values
    assert [one.value for one in values] == [100, 200]


def test_none_is_a_value_that_says_there_is_none(tmp_path: Path) -> None:
    assert parameter(tmp_path, listed("from: 2017-01-01, to: open, is: none")).values[0].value is None


def test_a_date_is_counted_in_days(tmp_path: Path) -> None:
    assert parameter(tmp_path, listed("from: 2017-01-01, to: open, is: 1970-01-02", unit="date")).values[0].value == 1


def test_a_keyed_value_has_an_amount_for_every_key(tmp_path: Path) -> None:
    found = parameter(tmp_path, listed("from: 2017-01-01, to: open, is: {near: 20, far: none}", by="by: {zone: [near, far]}, "))
    assert (found.keyed_by, found.keys, found.banded) == ("zone", ("near", "far"), False)
    assert found.values[0].value == (("near", 2000), ("far", None))


def test_a_banded_value_is_read_by_a_number(tmp_path: Path) -> None:
    found = parameter(tmp_path, listed("from: 2017-01-01, to: open, is: {1-4: 80, 5: 40, 6-: 20}", unit="percent", by="by: {week: bands}, "))
    assert (found.keyed_by, found.banded) == ("week", True)
    assert found.values[0].value == (("1-4", 80_000), ("5", 40_000), ("6-", 20_000))


@pytest.mark.parametrize("bands", ["1-4: 1, 4-5: 2", "1-: 1, 5: 2", "5-9: 1, 1-4: 2", "4-1: 1", "a: 1", "-1: 1", "1–4: 1", "1-4-5: 1"])
def test_bands_are_in_order_and_apart(tmp_path: Path, bands: str) -> None:
    text = listed(f"from: 2017-01-01, to: open, is: {{{bands}}}", by="by: {week: bands}, ")
    assert codes(tmp_path, HEAD + f"parameters:\n  fare: {text}\n" + RULE) == ["IR106"]


def test_bands_may_begin_at_nought_and_leave_holes(tmp_path: Path) -> None:
    text = listed("from: 2017-01-01, to: open, is: {0-4: 1, 6-: 2}", by="by: {week: bands}, ")
    assert parameter(tmp_path, text).values[0].value == (("0-4", 100), ("6-", 200))


def test_a_hole_is_told_by_its_first_and_last_day(tmp_path: Path) -> None:
    text = listed("from: 2017-01-01, to: 2018-01-01, is: 1", "from: 2018-01-02, to: open, is: 2", unit="count")
    found = told(tmp_path, HEAD + f"parameters:\n  fare: {text}\n" + "rules:\n  rides: {for: citizen, when: fare >= 1, source: act}\n")
    assert [one.split()[0] for one in found] == ["IR101"]


def test_touching_values_leave_no_hole(tmp_path: Path) -> None:
    text = listed("from: 2017-01-01, to: 2018-01-01, is: 1", "from: 2018-01-01, to: open, is: 2", unit="count")
    assert codes(tmp_path, HEAD + f"parameters:\n  fare: {text}\n" + "rules:\n  rides: {for: citizen, when: fare >= 1, source: act}\n") == []


@pytest.mark.parametrize("amount", ["1e999999999", "nan", "Infinity", "1e400", "12.345", "9999999999999", "{}", "[]", "''", "1,5", "twenty"])
def test_what_is_no_amount_is_refused(tmp_path: Path, amount: str) -> None:
    quoted = f'"{amount}"' if "," in amount else amount
    text = listed(f"from: 2017-01-01, to: open, is: {quoted}")
    assert codes(tmp_path, HEAD + f"parameters:\n  fare: {text}\n" + RULE) == ["IR106"]


@given(st.sampled_from(sorted(SCALE)), st.integers(-10**9, 10**9))
def test_a_whole_number_of_smallest_parts_survives_its_unit(unit: str, parts: int) -> None:
    assert scaled(Decimal(parts) / SCALE[unit], unit) in ({parts} if unit != "hours_per_week" else {parts, None})


@given(st.sampled_from(sorted(SCALE)), st.decimals(allow_nan=True, allow_infinity=True))
def test_scaling_never_fails_and_never_rounds(unit: str, amount: Decimal) -> None:
    found = scaled(amount, unit)
    assert found is None or Decimal(found) == amount * SCALE[unit]
