"""Several files of one extract need not have the same columns, in the same order, of the same kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import integrationrules as ir
from integrationrules.dates import Quarter
from integrationrules.register.measured import Measured
from integrationrules.register.problems import RegisterError

from .data import parquet, written

BOOK = ir.load_rulebook()
OBSERVED = "2015-01-01..2019-01-01"
WEEKS = [f"y_{week:02}" for week in range(1, 53)]


def people(folder: Path, columns: str = "id;born;sex;origin", more: str = ";m;dansk") -> str:
    return written(columns + "\n" + "".join(f"{one};1980-01-01{more}\n" for one in range(1, 6)), folder / "people.csv")


def counts(found: Measured) -> list[tuple[int, int, int]]:
    return [(cell.counts.met, cell.counts.not_met, cell.counts.unknown) for cell in found.cells]


def asked(files: list[str], persons: str, layout: str, **more: Any) -> Measured:
    observed = None if layout == "dream" else OBSERVED
    return ir.measure(BOOK, files, "self_support", [Quarter(2018, 4)], persons, layout=layout, observed=observed, absent="blank", **more)


@pytest.mark.parametrize("turned", [False, True])
def test_benefits_and_education_may_lie_in_files_of_their_own(turned: bool, tmp_path: Path) -> None:
    benefits = written("id;kind;type;from;to\n1;benefit;cash_assistance;2018-01-01;2019-01-01\n", tmp_path / "benefits.csv")
    education = written("support;id;kind;from;through\nsu;2;education;2018-01-01;2018-12-31\n", tmp_path / "education.csv")
    files = [education, benefits] if turned else [benefits, education]
    assert counts(asked(files, people(tmp_path), "spells")) == [(4, 1, 0)]


@pytest.mark.parametrize(("codes", "unlisted"), [
    (([700], ["700"]), {}), ((["700"], [700]), {}), (([700], [703.5]), {"": 1}), (([700.0], [700]), {}), (([None], ["888"]), {"888": 1}),
])
def test_codes_of_long_weeks_are_numbers_in_one_file_and_texts_in_the_next(codes: tuple[list[Any], ...], unlisted: dict[str, int], tmp_path: Path) -> None:
    files = [
        parquet(pa.table({"id": [str(place)], "week": ["2018-W40"], "code": found}), tmp_path / f"{place}.parquet") for place, found in enumerate(codes, 1)
    ]
    assert asked(files, people(tmp_path), "weeks").told.unlisted == unlisted


def test_codes_of_long_weeks_that_are_neither_numbers_nor_texts_are_refused(tmp_path: Path) -> None:
    file = parquet(pa.table({"id": ["1"], "week": ["2018-W40"], "code": [[700]]}), tmp_path / "weeks.parquet")
    with pytest.raises(RegisterError, match="'code'"):
        asked([file], people(tmp_path), "weeks")


def test_municipalities_are_numbers_in_one_year_and_texts_in_the_next(tmp_path: Path) -> None:
    weeks = {week: [None, None] for week in WEEKS}
    files = [
        parquet(pa.table({"id": ["1", "2"], "kon": kon, "nykom2018": nykom, **weeks}, schema=pa.schema([
            ("id", pa.string()), ("kon", kind), ("nykom2018", kind), *((week, pa.string()) for week in WEEKS)])), tmp_path / f"dream{year}.parquet")
        for year, kind, kon, nykom in ((2017, pa.int64(), [1, 2], [101, 147]), (2018, pa.string(), ["1", "2"], ["101", None]))
    ]
    naming = written("values: {sex: {1: male, 2: female}}\n", tmp_path / "columns.yaml")
    found = ir.measure(
        BOOK, files, "self_support", [Quarter(2017, 4), Quarter(2018, 4)], people(tmp_path, "id;born;origin", ";dansk"), ["municipality", "sex"],
        absent="blank", columns=naming,
    )
    assert {cell.group: cell.counts.met for cell in found.cells if cell.period == Quarter(2018, 4) and cell.counts.met} == {
        ("101", "male"): 1, ("147", "female"): 1, ("", ""): 3}


def test_zeros_that_one_years_file_has_and_the_people_file_has_not_are_seen(tmp_path: Path) -> None:
    weeks = {week: ["700", None] for week in WEEKS}
    files = [parquet(pa.table({"id": ids, **weeks}), tmp_path / f"dream{year}.parquet") for year, ids in ((2017, ["01", "03"]), (2018, ["1", "3"]))]
    with pytest.raises(RegisterError, match="zeros"):
        ir.measure(BOOK, files, "self_support", [Quarter(2017, 4), Quarter(2018, 4)], people(tmp_path), absent="blank")
