"""The twins: programs in SQL and R that share nothing with the package count the same people, in every cell."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pytest

import integrationrules as ir
from examples.registers.simulate import WORLDS, write
from examples.registers.twins import run_sql
from integrationrules.register.codes import labels_of
from integrationrules.register.counts import Counts
from integrationrules.register.measure import find_measure

TWINS = Path(run_sql.__file__).parent
QUARTERS = [ir.Quarter(2015, 4), *(ir.Quarter(year, number) for year in (2016, 2017, 2018) for number in (1, 2, 3, 4))]
COLUMNS = {"self_support": ("met", "not_met", "unknown"), "objective_1": ("met", "not_met", "unknown", "possible", "may_fail", "may_succeed")}
WORDS = {"mand": "male", "kvinde": "female"}
REGISTERS = [("country", 4000, 3, "csv"), ("country", 4000, 4, "parquet"), ("village", 3000, 3, "csv")]
Cells = dict[tuple[str, str, str], tuple[int, ...]]


@pytest.fixture(scope="module", params=REGISTERS, ids=lambda one: f"{one[0]}-{one[3]}")
def register(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    world, people, seed, form = request.param
    folder = tmp_path_factory.mktemp("register")
    write(folder, people, seed, WORLDS[world], form)
    return folder


def measured(folder: Path, measure: str) -> Cells:
    extract, people = (str(next(folder.glob(f"{name}.*"))) for name in ("extract", "people"))
    found = ir.measure(ir.load_rulebook(), extract, measure, QUARTERS, people, by=["municipality", "sex"], absent="blank")
    return {(str(cell.period), *cell.group): numbers(cell.counts, measure) for cell in found.cells}  # type: ignore[misc]


def numbers(counts: Counts, measure: str) -> tuple[int, ...]:
    return tuple(getattr(counts, name) for name in COLUMNS[measure])


def in_sql(folder: Path, measure: str) -> Cells:
    header, rows = run_sql.counts(folder, measure)
    assert tuple(header[3:]) == COLUMNS[measure]
    return keyed(rows)


def in_r(folder: Path, measure: str) -> Cells:
    program = [str(shutil.which("Rscript")), str(TWINS / f"{measure}.R"), str(folder)]
    printed = subprocess.run(program, check=True, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}).stdout
    header, *rows = csv.reader(printed.splitlines(), delimiter=";")
    assert tuple(header[3:]) == COLUMNS[measure]
    return keyed(rows)


def keyed(rows: Any) -> Cells:
    return {(quarter, municipality, WORDS[sex]): tuple(int(count) for count in counts) for quarter, municipality, sex, *counts in rows}


@pytest.mark.parametrize("measure", COLUMNS)
def test_sql_counts_the_same_in_every_cell(register: Path, measure: str) -> None:
    expected = measured(register, measure)
    assert in_sql(register, measure) == expected
    assert all(sum(counts[place] for counts in expected.values()) > 100 for place in range(len(COLUMNS[measure])))


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
@pytest.mark.parametrize("measure", COLUMNS)
def test_r_counts_the_same_in_every_cell(register: Path, measure: str) -> None:
    if not (register / "extract.csv").exists():
        pytest.skip("base R reads CSV only")
    assert in_r(register, measure) == measured(register, measure)


@pytest.mark.parametrize(("file", "right", "wrong"), [
    ("self_support.sql", "free >= 5", "free >= 4"), ("objective_1.sql", "36 month then 1", "35 month then 1"), ("weeks.sql", "= 'away'", "= 'benefit'"),
    ("objective_1.sql", "between 180000", "between 190000"), ("codes.csv", "652;free", "652;benefit"),
])
def test_a_twin_that_counts_otherwise_is_found_out(
    file: str, right: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every_kind: Path,
) -> None:
    copied = tmp_path / "twins"
    shutil.copytree(TWINS, copied)
    text = (copied / file).read_text(encoding="utf-8")
    assert right in text
    (copied / file).write_text(text.replace(right, wrong), encoding="utf-8")
    monkeypatch.setattr(run_sql, "_HERE", copied)
    measure = file.removesuffix(".sql") if file.removesuffix(".sql") in COLUMNS else "self_support"
    assert in_sql(every_kind, measure) != measured(every_kind, measure)


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("every_kind")
    write(folder, 2500, 9, WORLDS["country"], "parquet")
    return folder


def test_the_page_shows_what_they_count(tmp_path: Path) -> None:
    page = (TWINS.parents[2] / "docs" / "twins.md").read_text(encoding="utf-8")
    people = page[page.index("--people "):].split()[1]
    rows = page[page.index("quarter;municipality"):].split("```")[0].splitlines()
    write(tmp_path, int(people), 1, WORLDS["country"], "parquet")
    shown = keyed([line.split(";") for line in rows[1:]])
    found = measured(tmp_path, "objective_1")
    assert shown == {cell: counts for cell, counts in found.items() if cell[:2] == ("2018Q4", "751")}


def test_the_twins_know_the_codes_that_the_rules_list() -> None:
    book = ir.load_rulebook()
    listed = set(labels_of(book, find_measure(book, "objective_1")))
    rows = list(csv.DictReader((TWINS / "codes.csv").read_text(encoding="utf-8").splitlines(), delimiter=";"))
    assert {row["code"] for row in rows} == listed
    assert len(rows) == len(listed)


def test_duckdb_and_python_number_the_weeks_alike() -> None:
    # The twin names its columns by DuckDB's calendar.
    query = "select d, isoyear(d), weekofyear(d) from generate_series(date '1991-08-05', date '2036-01-01', interval 7 day) as s(d)"
    with duckdb.connect() as connection:
        weeks = connection.execute(query).fetchall()
    assert [(year, week) for _, year, week in weeks] == [tuple(day.isocalendar()[:2]) for day, *_ in weeks]
