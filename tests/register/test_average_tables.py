"""Averages in the same tables as shares: totals, means of municipalities, changes and differences in what is counted."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import integrationrules as ir
from integrationrules.commands.measure import FORMATS
from integrationrules.register.averages import MOST, WIDTH, AverageCell, Averages
from integrationrules.register.measured import Measured
from tests.register.data import SCRIPT
from tests.register.printed import book, measured, printed

SUMS = 7


def averages(numbers: list[int], undecided: tuple[int, int] | None = None, possible: int | None = None) -> Averages:
    """Members with these numbers; perhaps one between two numbers, perhaps one with a number who may be a member."""
    row = np.zeros(WIDTH, dtype=np.int64)
    least, greatest = ([*numbers, end] for end in undecided) if undecided else (numbers, numbers)
    row[:5] = len(least), len(numbers), sum(numbers), sum(least), sum(greatest)
    if possible is not None:
        row[SUMS + possible] = row[SUMS + MOST + 2 + possible] = 1
    return Averages.of(row)


def table(then: dict[tuple[str, str], Averages], now: dict[tuple[str, str], Averages]) -> Measured:
    names = {"2017Q4": then, "2018Q4": now}
    cells = tuple(AverageCell(ir.Quarter.parse(name), group, one) for name, groups in names.items() for group, one in groups.items())
    empty = measured(("municipality", "sex"), {name: {} for name in names}, None, baseline="2017Q4")
    return replace(empty, measure="dk.outcomes.first_years.passive", averages=cells)


THEN = {("101", "female"): averages([10, 20]), ("101", "male"): averages([4]), ("147", "female"): averages([8]), ("147", "male"): averages([])}
NOW = {
    ("101", "female"): averages([12, 20, 31]), ("101", "male"): averages([6], undecided=(0, 9)), ("147", "female"): averages([9], possible=1),
    ("147", "male"): averages([3, 4]),
}


@pytest.fixture
def rows() -> dict[Any, Any]:
    return printed(table(THEN, NOW))["2018Q4"]


def test_a_cell_has_its_average_and_bounds(rows: dict[Any, Any]) -> None:
    assert (rows["101", "female"]["members"], rows["101", "female"]["known"], rows["101", "female"]["sum"]) == (3, 3, 63)
    assert (rows["101", "female"]["mean"], rows["101", "female"]["bounds"]) == (21, {"min": 21, "max": 21})
    assert (rows["101", "male"]["mean"], rows["101", "male"]["bounds"]) == (6, {"min": 3, "max": 7.5})
    assert (rows["147", "female"]["mean"], rows["147", "female"]["bounds"]) == (9, {"min": 5, "max": 9})
    assert "share" not in rows["101", "male"]


def test_totals_count_every_member_once_and_the_mean_every_municipality(rows: dict[Any, Any]) -> None:
    women = rows[None, "female"]
    assert women["mean"] == (12 + 20 + 31 + 9) / 4
    assert women["mean_of_municipalities"] == (21 + 9) / 2
    assert women["mean_bounds"] == {"min": (21 + 5) / 2, "max": (21 + 9) / 2}
    assert (women["least"], women["greatest"], women["municipalities"]) == (9, 21, 2)
    assert rows[None, None]["members"] == 8


def test_changes_and_differences_are_in_what_is_counted(rows: dict[Any, Any]) -> None:
    assert rows["101", "female"]["change"] == 21 - 15
    assert rows["147", "male"]["change"] is None
    assert rows["101", None]["gap"] == 6 - 21
    assert rows["101", None]["gap_bounds"] == {"min": 3 - 21, "max": 7.5 - 21}
    assert rows[None, None]["mean_gap"] == pytest.approx((6 + 3.5) / 2 - (21 + 9) / 2)


def test_a_municipality_of_possible_members_alone_leaves_the_mean_without_bounds() -> None:
    now = {("101", "female"): averages([10]), ("147", "female"): averages([], possible=3)}
    row = printed(table(now, now))["2018Q4"][None, "female"]
    assert row["mean_of_municipalities"] == 10
    assert row["mean_bounds"] is None


def test_an_average_without_a_bound_on_one_side_has_the_other() -> None:
    row = np.zeros(WIDTH, dtype=np.int64)
    row[:SUMS] = 1, 0, 0, 5, 0, 0, 1        # one member with at least 5
    now = {("101", "female"): Averages.of(row)}
    assert printed(table(now, now))["2018Q4"]["101", "female"]["bounds"] == {"min": 5, "max": None}
    assert "5.0–" in FORMATS["text"].write(table(now, now), "en").decode()


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_writes_averages(form: str) -> None:
    for lang in ("da", "en"):
        assert FORMATS[form].write(table(THEN, NOW), lang)


def test_the_text_says_the_unit() -> None:
    text = " ".join(FORMATS["text"].write(table(THEN, NOW), "en").decode().split())
    for said in ("members known possible average bounds", "Change since Q4 2017, weeks", "Men less women, weeks", "The municipalities' averages: 9.0–21.0"):
        assert said in text


@pytest.mark.parametrize("asked", [{"suppress": 3}, {"sensitivity": True}])
def test_what_is_not_shown_to_hold_for_averages_is_refused(asked: dict[str, Any]) -> None:
    folder = SCRIPT.parent
    with pytest.raises(ir.RegisterError, match="is an average"):
        ir.measure(book(), str(folder / "extract.csv"), "dk.outcomes.first_years.passive", [ir.Quarter.parse("2018Q4")], str(folder / "people.csv"), **asked)


def test_the_average_of_nobody_is_none() -> None:
    assert Averages.nothing().mean is None
    assert (averages([1, 2]) + Averages.nothing()).mean == Fraction(3, 2)
