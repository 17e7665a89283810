"""Where the municipality of a period is from: the people file, its dated columns, or the extract's years."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import integrationrules
from integrationrules.dates import Quarter
from integrationrules.register.measured import Measured

from .data import PEOPLE, parquet, small
from .test_measure import BOOK

QUARTERS = [Quarter(2017, 4), Quarter(2018, 1)]
WITHOUT = {name: values for name, values in PEOPLE.items() if name not in ("municipality", "sex")}


def measured(folder: Path, people: dict[str, Any], extract: dict[str, Any] | None = None, **asked: Any) -> Measured:
    table = pa.table({**small(140), **(extract or {})})
    files = parquet(table, folder / "e.parquet"), parquet(pa.table(people), folder / "p.parquet")
    return integrationrules.measure(BOOK, files[0], "self_support", QUARTERS, files[1], absent="blank", **asked)


def members(found: Measured) -> dict[tuple[str, tuple[str, ...]], int]:
    return {(str(cell.period), cell.group): cell.counts.members for cell in found.cells if cell.counts.members}


def test_one_municipality_of_the_people_file_counts_in_all_periods(tmp_path: Path) -> None:
    found = measured(tmp_path, PEOPLE, {"nykom2017": ["999"] * 3}, by=["municipality"])
    assert members(found) == {(str(quarter), group): count for quarter in QUARTERS for group, count in ((("101",), 2), (("461",), 1))}
    assert found.told.municipality == "one"
    assert "dk.common.groups.movers_municipality" not in found.options


def test_a_dated_column_counts_in_its_quarter_and_a_year_in_the_others(tmp_path: Path) -> None:
    people = {**WITHOUT, "sex": PEOPLE["sex"], "municipality_2017Q4": [101, 101, 461], "municipality_2018": [461, 101, None]}
    found = measured(tmp_path, people, by=["municipality"])
    assert members(found) == {
        ("2017Q4", ("101",)): 2, ("2017Q4", ("461",)): 1, ("2018Q1", ("101",)): 1, ("2018Q1", ("461",)): 1, ("2018Q1", ("",)): 1,
    }
    assert found.told.municipality == "by_period"


def test_the_extracts_own_sex_and_yearly_municipality_are_used_where_the_people_file_has_none(tmp_path: Path) -> None:
    own = {"KON": ["k", "m", "?"], "nykom2017": ["101", "", "0461"], "NYKOM2018": ["461", "101", None], "nykom2016": [{"not": "read"}] * 3}
    found = measured(tmp_path, WITHOUT, own, by=["municipality", "sex"])
    assert members(found) == {
        ("2017Q4", ("101", "female")): 1, ("2017Q4", ("", "male")): 1, ("2017Q4", ("461", "")): 1,
        ("2018Q1", ("461", "female")): 1, ("2018Q1", ("101", "male")): 1, ("2018Q1", ("", "")): 1,
    }
    assert found.told.municipality == "by_year"
    assert found.told.unreadable == {"sex": 1}
    assert found.options["dk.common.groups.movers_municipality"] == "at_measuring_day"


def test_the_first_day_of_a_quarter_may_lie_in_the_year_before(tmp_path: Path) -> None:
    own = {"kon": ["k"] * 3, "nykom2018": [101] * 3, "nykom2019": [461] * 3}
    table = pa.table({**small(190), **own})
    files = parquet(table, tmp_path / "e.parquet"), parquet(pa.table(WITHOUT), tmp_path / "p.parquet")

    def group(option: str) -> tuple[str, ...]:
        [cell] = integrationrules.measure(
            BOOK, files[0], "self_support", [Quarter(2019, 1)], files[1], ["municipality"], "blank", options={"movers_municipality": option},
        ).cells
        return cell.group

    assert group("at_measuring_day") == ("461",)
    assert group("at_period_start") == ("101",)                        # Monday 31 December 2018


def test_groups_add_up_to_everyone_in_every_period(tmp_path: Path) -> None:
    people = {**PEOPLE, "municipality_2018Q1": [461, 461, 461], "team": ["x", "y", None]}
    found = measured(tmp_path, people, by=["team", "municipality", "sex"])
    for quarter in QUARTERS:
        assert sum(cell.counts.members for cell in found.cells if cell.period == quarter) == 3


@pytest.mark.parametrize("by", ["municipality", "sex"])
def test_what_neither_file_tells_cannot_be_grouped_by(by: str, tmp_path: Path) -> None:
    people = WITHOUT if by == "municipality" else {name: values for name, values in PEOPLE.items() if name != "sex"}
    with pytest.raises(integrationrules.RegisterError):
        measured(tmp_path, people, {"kon": ["k"] * 3} if by == "municipality" else None, by=[by])
