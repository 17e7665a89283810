"""The simulated register: the same bytes again, and truths that a plain count of its weeks finds as well."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import integrationrules as ir
from examples.registers.simulate import main, write
from examples.registers.simulation.country import COUNTRY
from examples.registers.simulation.village import VILLAGE
from integrationrules.register.measured import Measured
from integrationrules.timeline.files import read_cases

CITIZENS, SEED = 600, 7
LISTED_FREE, STUDENT, AWAY, UNLISTED = {"", "652"}, "651", {"997", "999"}, {"791", "0"}
Truth = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("register")
    write(found, CITIZENS, SEED, COUNTRY, "parquet", ("truth", "weeks", "spells"))
    return found


@pytest.fixture(scope="module")
def rows(folder: Path) -> dict[str, dict[str, Any]]:
    return {row["lobenr"]: row for row in pq.read_table(folder / "extract.parquet").to_pylist()}


@pytest.fixture(scope="module")
def truth(folder: Path) -> Truth:
    return {(row["id"], row["quarter"]): row for row in pq.read_table(folder / "truth.parquet").to_pylist()}


def measured(folder: Path, measure: str) -> Measured:
    quarters = [ir.Quarter(2015, 4), *(ir.Quarter(year, number) for year in (2016, 2017, 2018) for number in (1, 2, 3, 4))]
    return ir.measure(ir.load_rulebook(), str(folder / "extract.parquet"), measure, quarters, str(folder / "people.parquet"), absent="blank")


def columns_of(quarter: str) -> list[str]:
    """The week columns of a calendar quarter, by the month of their Thursdays, counted from Monday 31 August 2015."""
    found = []
    for week in range(174):
        monday = date(2015, 8, 31) + timedelta(weeks=week)
        thursday = monday + timedelta(days=3)
        if f"{thursday.year}Q{(thursday.month + 2) // 3}" == quarter:
            found.append(f"{thursday:y_%g%V}")
    return found


def plainly(sure: int, maybe: int) -> bool | None:
    return True if sure >= 5 else False if sure + maybe < 5 else None


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "again", CITIZENS, SEED, COUNTRY, "parquet", ("truth", "weeks", "spells"))
    write(tmp_path / "other", CITIZENS, SEED + 1, COUNTRY, "parquet", ("truth", "weeks", "spells"))
    for name in ("extract", "people", "truth", "weeks", "spells"):
        first, again, other = (place / f"{name}.parquet" for place in (folder, tmp_path / "again", tmp_path / "other"))
        assert first.read_bytes() == again.read_bytes()
        assert first.read_bytes() != other.read_bytes()


def test_a_plain_count_of_the_weeks_finds_what_the_extract_can_tell(rows: dict[str, dict[str, Any]], truth: Truth) -> None:
    for (person, quarter), told in truth.items():
        columns = columns_of(quarter)
        row = rows.get(person, {})
        delivered = next(iter(rows.values()))
        codes = [row.get(column, "") if column in delivered else None for column in columns]
        hidden = sum(code is None or code in UNLISTED for code in codes)
        free, away = sum(code in LISTED_FREE for code in codes), sum(code in AWAY for code in codes)
        assert told["self_supporting_seen"] == plainly(free, away + hidden)
        assert told["in_education_seen"] == plainly(codes.count(STUDENT), hidden)


def test_the_truth_is_never_against_what_the_extract_tells(truth: Truth) -> None:
    for told in truth.values():
        for name in ("self_supporting", "in_education"):
            assert told[f"{name}_seen"] in (None, told[name])
        assert told["self_supporting"] == plainly(told["free"], told["away"])
        assert told["in_education"] == plainly(told["student"], 0)


def either(one: bool | None, other: bool | None) -> bool | None:
    return True if one or other else None if one is None or other is None else False


def test_the_rules_of_the_package_find_what_the_extract_can_tell(folder: Path, truth: Truth) -> None:
    asked = pq.read_table(folder / "people.parquet")["id"].to_pylist()
    for cell in measured(folder, "self_support").cells:
        seen = [truth[person, str(cell.period)] for person in asked]
        answers = [either(one["self_supporting_seen"], one["in_education_seen"]) for one in seen]
        assert (cell.counts.met, cell.counts.not_met, cell.counts.unknown) == tuple(answers.count(answer) for answer in (True, False, None))
        assert cell.counts.unknown > 0


def test_the_true_share_lies_within_the_bounds_of_the_measure(folder: Path, truth: Truth) -> None:
    asked = pq.read_table(folder / "people.parquet")["id"].to_pylist()
    for cell in measured(folder, "objective_1").cells:
        members = [one for person in asked if (one := truth[person, str(cell.period)])["population"]]
        sure = sum(either(one["self_supporting"], one["in_education"]) is True for one in members)
        open_ = sum(either(one["self_supporting"], one["in_education"]) is None for one in members)
        least, greatest = cell.counts.bounded.lowest, cell.counts.bounded.highest
        assert least is not None
        assert greatest is not None
        assert least <= Fraction(sure, len(members)) <= Fraction(sure + open_, len(members)) <= greatest
        assert least < greatest
        assert cell.counts.members <= len(members) <= cell.counts.members + cell.counts.possible


def test_long_weeks_tell_the_same_as_the_extract(folder: Path, rows: dict[str, dict[str, Any]]) -> None:
    wide = {(person, name): code for person, row in rows.items() for name, code in row.items() if name.startswith("y_") and code}
    assert {(row["lobenr"], f"y_{row['week'][2:4]}{row['week'][6:]}"): row["code"] for row in pq.read_table(folder / "weeks.parquet").to_pylist()} == wide


def test_the_extract_and_the_long_weeks_are_counted_alike_and_the_spells_give_the_true_counts(folder: Path, truth: Truth) -> None:
    people = str(folder / "people.parquet")
    # In a quarter with a week that was not delivered a long table cannot tell it from a blank one.
    whole = [ir.Quarter.parse(text) for text in ("2015Q4", "2016Q4", "2018Q4")]
    weeks, spells = (
        ir.measure(
            ir.load_rulebook(), str(folder / f"{layout}.parquet"), "self_support", whole, people, absent="blank", layout=layout,
            observed="2015-08-31..2018-12-31",
        ) for layout in ("weeks", "spells")
    )
    wide = {cell.period: cell.counts for cell in measured(folder, "self_support").cells}
    assert {cell.period: cell.counts for cell in weeks.cells} == {quarter: wide[quarter] for quarter in whole}
    asked = pq.read_table(people)["id"].to_pylist()
    for cell in spells.cells:
        told = [truth[person, str(cell.period)] for person in asked]
        answers = [either(one["self_supporting"], one["in_education"]) for one in told]
        assert (cell.counts.met, cell.counts.not_met, cell.counts.unknown) == tuple(answers.count(answer) for answer in (True, False, None))


def test_spells_are_facts_that_give_the_true_answers(folder: Path, truth: Truth) -> None:
    facts: dict[str, list[dict[str, Any]]] = {}
    for row in pq.read_table(folder / "spells.parquet").to_pylist():
        facts.setdefault(row["id"], []).append({name: str(value) for name, value in row.items() if name != "id" and value != ""})
    people = sorted({person for person, _ in truth})[:150]
    observed = {"from": "2015-08-31", "to": "2018-12-31"}
    lines = [json.dumps({"citizen": {"id": person}, "observed": observed, "facts": facts.get(person, [])}) for person in people]
    cases = list(read_cases(io.StringIO("\n".join(lines))))
    quarters = [ir.Quarter.parse(text) for text in ("2015Q4", "2017Q3", "2018Q4")]
    rules = [f"dk.outcomes.self_support.{name}" for name in ("self_supporting", "in_education")]
    for person, result in zip(people, ir.evaluate(ir.load_rulebook(), cases, rules=rules, quarters=quarters), strict=True):
        for decision in result.decisions:
            expected = truth[person, decision.as_json()["for"]][decision.rule.rpartition(".")[2]]
            assert decision.verdict == {True: "met", False: "not_met", None: "unknown"}[expected], (person, decision.as_json())


def test_people_move_and_the_people_file_has_their_last_municipality(folder: Path, rows: dict[str, dict[str, Any]]) -> None:
    years = [f"nykom{year}" for year in range(2015, 2019)]
    moved = [person for person, row in rows.items() if len({row[year] for year in years}) > 1]
    assert len(moved) > CITIZENS // 20
    for one in pq.read_table(folder / "people.parquet").to_pylist():
        if one["id"] in rows:
            assert one["municipality"] == rows[one["id"]]["nykom2018"]
            assert one["sex"] == ("mand", "kvinde")[int(rows[one["id"]]["kon"]) - 1]


def test_the_village_has_a_truth_as_well(tmp_path: Path) -> None:
    write(tmp_path, 300, 2, VILLAGE, "parquet", ("truth",))
    rows = {row["lobenr"]: row for row in pq.read_table(tmp_path / "extract.parquet").to_pylist()}
    for told in pq.read_table(tmp_path / "truth.parquet").to_pylist():
        assert told["in_extract"] == (told["id"] in rows)
        if told["in_extract"]:
            codes = [rows[told["id"]].get(column) for column in columns_of(told["quarter"])]
            assert told["self_supporting_seen"] == plainly(codes.count(""), sum(code in (None, "888", "997") for code in codes))


def test_the_difficulties_of_real_extracts_are_in_it(folder: Path, rows: dict[str, dict[str, Any]], truth: Truth) -> None:
    delivered = set(next(iter(rows.values())))
    assert "y_1553" in delivered
    assert not {"y_1610", "y_1733"} & delivered
    codes = {code for row in rows.values() for name, code in row.items() if name.startswith("y_")}
    assert codes >= {"", "700", "703", "707", "651", "130", "881", "890", "997", "791", "0"}
    asked = set(pq.read_table(folder / "people.parquet")["id"].to_pylist())
    assert asked - set(rows)
    assert set(rows) - asked
    for name in ("self_supporting", "in_education"):
        answers = [told[name] for told in truth.values()]
        assert min(answers.count(True), answers.count(False)) > CITIZENS // 2
    assert any(told["self_supporting_seen"] is None is not told["self_supporting"] for told in truth.values())
    assert len(columns_of("2015Q4")) == 14


def test_people_without_a_row_never_had_a_code(rows: dict[str, dict[str, Any]], truth: Truth) -> None:
    assert {person for (person, _), told in truth.items() if told["in_extract"]} == set(rows)
    for (_, quarter), told in truth.items():
        if not told["in_extract"]:
            assert told["free"] == len(columns_of(quarter))


def test_the_command_line_writes_into_a_new_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["simulate.py", str(tmp_path / "new"), "--people", "30", "--world", "country", "--also", "truth", "--also", "spells"])
    main()
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["extract.csv", "people.csv", "spells.csv", "truth.csv"]
