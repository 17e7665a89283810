"""Numbers, dates and citations as Danish and English write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from integrationrules.engine.decision import Quantity
from integrationrules.report.catalogue import translator
from integrationrules.report.quantities import cited, day, number, period, quantity, span, with_unit

DA, EN = translator("da"), translator("en")
MAY, JUNE = date(2018, 5, 1), date(2018, 6, 3)


def shown(text: str) -> str:
    """With ordinary spaces, to be compared."""
    return text.replace("\u00a0", " ")


def test_dates_have_hard_spaces() -> None:
    assert day(date(2018, 6, 1), DA) == "1.\u00a0juni\u00a02018"
    assert day(date(2018, 6, 1), EN) == "1\u00a0June\u00a02018"


def test_month_names_are_those_of_the_locale() -> None:
    from babel.core import Locale

    for tr in (DA, EN):
        names = Locale(tr.lang).months["format"]["wide"]
        assert [shown(day(date(2018, month, 1), tr)).split()[1] for month in range(1, 13)] == [names[month] for month in range(1, 13)]


@pytest.mark.parametrize(("found", "danish", "english"), [
    (5, "5", "5"), (1250, "1.250", "1,250"), (Decimal("20.5"), "20,5", "20.5"), (Decimal("37.0"), "37", "37"), (-3, "-3", "-3"),
])
def test_numbers(found: Decimal | int, danish: str, english: str) -> None:
    assert (number(found, DA), number(found, EN)) == (danish, english)


@pytest.mark.parametrize(("least", "greatest", "unit", "danish", "english"), [
    (8, 8, "weeks", "8 uger", "8 weeks"), (1, 1, "weeks", "1 uge", "1 week"), (8, 10, "weeks", "8-10 uger", "8-10 weeks"),
    (8, None, "weeks", "mindst 8 uger", "at least 8 weeks"), (None, 10, "weeks", "højst 10 uger", "at most 10 weeks"),
    (None, None, "weeks", "ikke kendt", "not known"), (0, 1, "months", "0-1 måneder", "0-1 months"),
    (Decimal("76500"), Decimal("76500"), "DKK", "76.500,00 kr.", "DKK 76,500.00"), (80, 80, "percent", "80 pct.", "80 %"),
    (Decimal("25.5"), Decimal("25.5"), "hours_per_week", "25,5 timer om ugen", "25.5 hours a week"), (3, 3, "count", "3", "3"),
    (-3, 5, "days", "mellem -3 og 5 dage", "between -3 and 5 days"),
])
def test_numbers_with_units_and_bounds(least: int | None, greatest: int | None, unit: str, danish: str, english: str) -> None:
    found = Quantity("number", least, greatest, unit)
    assert (with_unit(found, DA), with_unit(found, EN)) == (danish, english)


@pytest.mark.parametrize(("least", "greatest", "danish"), [
    (MAY, MAY, "1. maj 2018"), (MAY, JUNE, "mellem 1. maj 2018 og 3. juni 2018"), (MAY, None, "tidligst 1. maj 2018"),
    (None, JUNE, "senest 3. juni 2018"), (None, None, "ikke kendt"),
])
def test_dates_between_bounds(least: date | None, greatest: date | None, danish: str) -> None:
    assert shown(quantity(Quantity("date", least, greatest), DA)) == danish


def test_words_are_called_by_their_names() -> None:
    assert quantity(Quantity("word", "non_western", "non_western"), DA) == "ikke-vestlig"
    assert quantity(Quantity("word", None, None), DA) == "ikke kendt"


def test_quarters() -> None:
    assert period("2018Q4", DA) == "4.\u00a0kvartal 2018"
    assert period("2018Q4", EN) == "Q4 2018"


@pytest.mark.parametrize(("start", "last", "danish"), [
    (MAY, JUNE, "fra 1. maj 2018 til og med 3. juni 2018"), (MAY, MAY, "1. maj 2018"), (MAY, None, "fra 1. maj 2018"),
    (None, JUNE, "til og med 3. juni 2018"), (None, None, ""),
])
def test_spans_include_their_last_day(start: date | None, last: date | None, danish: str) -> None:
    assert shown(span(start, last, DA)) == danish


def test_paragraphs_are_never_torn_apart() -> None:
    assert cited("integrationsloven, § 45, stk. 8, nr. 1") == "integrationsloven, §\u00a045, stk.\u00a08, nr.\u00a01"
