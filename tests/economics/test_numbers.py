"""Numbers as people write them: two readings are refused, everything else is exact."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.economics.numbers import NumberError, Style, read_amount, read_number, read_percent


@pytest.mark.parametrize(("text", "value"), [
    ("84.1", "84.1"), ("84,1", "84.1"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("1.234.567", "1234567"), ("0.234", "0.234"), ("-7,25", "-7.25"),
    ("1 234,5", "1234.5"), ("1 234", "1234"), ("−3", "-3"), ("12345.678", "12345.678"),
])
def test_a_number_with_one_reading_is_read(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["1.234", "1,234", "58.228", "-312.700"])
def test_a_number_with_two_readings_is_refused_with_both(text: str) -> None:
    with pytest.raises(NumberError) as refused:
        read_number(text)
    assert refused.value.id == "ambiguous_number"
    assert {"one", "other"} <= set(refused.value.values)


@pytest.mark.parametrize(("text", "style", "value"), [("1.234", "dansk", "1234"), ("1,234", "dansk", "1.234"), ("1.234", "engelsk", "1.234")])
def test_talformat_settles_it(text: str, style: Style, value: str) -> None:
    assert read_number(text, style) == Decimal(value)


@pytest.mark.parametrize("text", ["84.1", "1.23.456", "1.2345,6"])
def test_a_number_that_is_none_in_the_style_is_refused(text: str) -> None:
    with pytest.raises(NumberError):
        read_number(text, "dansk")


@pytest.mark.parametrize("text", ["", "x", ".nan", ".inf", "1e9", "1_000", "--3", "1..2", "=1+1", "0x10", "٣", "99999999999999999", "1," + "0" * 50])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NumberError):
        read_number(text)


@pytest.mark.parametrize(("text", "value", "unit"), [
    ("84,1 mio. kr.", "84.1", "mio_kr"), ("500 t.kr.", "500", "t_kr"), ("70.500,00 kr.", "70500", "kr"), ("12", "12", None), ("3 mio kr", "3", "mio_kr"),
])
def test_a_unit_may_stand_behind(text: str, value: str, unit: str | None) -> None:
    assert read_amount(text) == (Decimal(value), unit)


@pytest.mark.parametrize(("text", "message"), [("3 EUR", "other_currency"), ("3 $", "other_currency"), ("3 mia. kr.", "unknown_unit")])
def test_another_currency_or_unit_is_refused(text: str, message: str) -> None:
    with pytest.raises(NumberError) as refused:
        read_amount(text)
    assert refused.value.id == message


@pytest.mark.parametrize(("text", "message"), [("25", "bare_percent"), ("0.25", "bare_share"), ("0,25", "bare_share")])
def test_a_percentage_needs_its_sign(text: str, message: str) -> None:
    assert read_percent("25 %") == read_percent("25%") == Decimal("0.25")
    with pytest.raises(NumberError) as refused:
        read_percent(text)
    assert refused.value.id == message


@given(st.decimals(min_value=-10**9, max_value=10**9, places=2))
def test_what_danish_writes_danish_reads(value: Decimal) -> None:
    written = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    assert read_number(written, "dansk") == value


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_number, read_amount, read_percent):
        try:
            read(text)
        except NumberError:
            continue
