"""CPR numbers are recognised however they are written, and dates, amounts and quarters are not taken for them."""

from __future__ import annotations

import pytest

from integrationrules.timeline.cpr import holds_cpr, without_cpr

NUMBERS = [
    "0101901234", "010190-1234", "010190 1234", "010190/1234", "010190_1234", "010190.1234", "010190–1234", "010190 - 1234",
    "01.01.90-1234", "01-01-90-1234", "01/01/90 1234", "01 01 90 12 34", "０１０１９０１２３４", "010190\u22121234", "0101\u200b901234",
    "c0101901234", "0101901234x", "sag 010190-1234, side 2", "6101901234", "9112991234",
]
ALONE = ["101901234", "10190-1234", " 101901234 "]
OTHERS = [
    "2018-03-01", "2010-03-01 10:00", "2018-03-01 2018-04-01", "01.02.2018", "01-02-2018 10:30", "01-02-2018-1234", "2018Q4", "2017Q1..2018Q4",
    "2018-W40", "76.500,00", "1.205.001.234,00", "12.050.012,34", "9999991234", "1234567890", "010190123", "01019012345", "c-001", "160.33",
    "20100301_1200", "cases_20180301_1200.yaml", "9f86d081884c0101901234659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15",
    "f81d4f01-0190-1234-a765-00a0c91e6bf6",
]


@pytest.mark.parametrize("text", [*NUMBERS, *ALONE])
def test_a_number_is_recognised(text: str) -> None:
    assert holds_cpr(text)


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_hidden_in_a_sentence(text: str) -> None:
    hidden = without_cpr(f"there is no rule '{text}'; see 2018-03-01")
    assert "…" in hidden
    assert "1234" not in hidden
    assert "12 34" not in hidden
    assert hidden.endswith("see 2018-03-01")


@pytest.mark.parametrize("text", ["101901234", "'101901234'", "101901234 hours a week", "101901234.yaml: there is no such file"])
def test_nine_digits_that_stand_alone_are_hidden(text: str) -> None:
    assert without_cpr(text) == text.replace("101901234", "…")


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_number_stays(text: str) -> None:
    assert not holds_cpr(text)
    assert without_cpr(f"found '{text}' here") == f"found '{text}' here"


@pytest.mark.parametrize("text", ["-101901234 is negative", "101901234.123 has more than 2 decimals", "12.101901234"])
def test_amounts_of_nine_digits_stay(text: str) -> None:
    assert without_cpr(text) == text
