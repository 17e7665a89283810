"""Tables of every kind: the same rows give the same answer, whatever they are stored in."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import integrationrules as ir
from integrationrules.register.problems import RegisterError
from integrationrules.register.sources import Table, open_table

from .data import parquet, simulated, written
from .kinds import KINDS, in_duckdb, in_folder, in_sqlite, in_stata
from .sas import in_sas

QUARTERS = [ir.Quarter.parse("2018Q3"), ir.Quarter.parse("2018Q4")]


def rows(table: Table, columns: list[str], size: int = 7, part: int | None = None) -> list[dict[str, Any]]:
    batches = list(table.batches(columns, size, part))
    assert all(batch.num_rows <= size for batch in batches)
    assert all(batch.schema.names == columns for batch in batches)
    return [row for batch in batches for row in batch.to_pylist()]


@pytest.fixture(scope="module")
def register() -> tuple[Any, Any]:
    return simulated(60, 5)


@pytest.fixture(scope="module")
def answer(register: tuple[Any, Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("usual")
    return measured(parquet(register[0], folder / "e.parquet"), parquet(register[1], folder / "p.parquet"))


def measured(extract: str, people: str) -> dict[str, Any]:
    found = ir.measure(ir.load_rulebook(), extract, "objective_1", QUARTERS, people, by=["municipality", "sex"], absent="blank", batch=13)
    return found.as_json()


@pytest.mark.parametrize("kind", KINDS)
def test_a_register_of_any_kind_gives_the_same_counts(kind: str, register: tuple[Any, Any], answer: dict[str, Any], tmp_path: Path) -> None:
    extract, people = register
    (tmp_path / "e").mkdir()
    (tmp_path / "p").mkdir()
    assert measured(KINDS[kind](extract, tmp_path / "e"), KINDS[kind](people, tmp_path / "p")) == answer


@pytest.mark.parametrize("kind", KINDS)
def test_parts_together_are_the_whole(kind: str, register: tuple[Any, Any], tmp_path: Path) -> None:
    table = open_table(KINDS[kind](register[0], tmp_path))
    columns = [table.names[0], table.names[3]]
    whole = rows(table, columns)
    assert len(whole) == register[0].num_rows
    assert [row for part in range(table.parts()) for row in rows(table, columns, part=part)] == whole
    assert [row[columns[0]] for row in whole] == register[0].column("lobenr").to_pylist()


def test_row_groups_of_all_files_are_parts(tmp_path: Path) -> None:
    table = open_table(in_folder(pa.table({"id": list(range(300))}), tmp_path / "pieces"))
    assert table.parts() == 6
    assert [row["id"] for row in rows(table, ["id"], 1000, 5)] == list(range(278, 300))


def test_a_large_table_of_duckdb_has_parts(tmp_path: Path) -> None:
    table = open_table(in_duckdb(pa.table({"id": list(range(250_000))}), tmp_path / "t.duckdb"))
    assert table.parts() == 3
    assert [row["id"] for row in rows(table, ["id"], 50_000, 2)] == list(range(245_760, 250_000))
    assert [row["id"] for part in range(3) for row in rows(table, ["id"], 50_000, part)] == list(range(250_000))


def test_names_of_folders_are_columns(tmp_path: Path) -> None:
    for sex in ("1", "2", "__HIVE_DEFAULT_PARTITION__"):
        folder = tmp_path / f"sex={sex}" / "kom=%C3%86r%C3%B8"
        folder.mkdir(parents=True)
        parquet(pa.table({"id": [f"a{sex[0]}"]}), folder / "part-0.parquet")
    (tmp_path / "_SUCCESS").touch()
    table = open_table(str(tmp_path))
    assert table.names == ["id", "sex", "kom"]
    assert rows(table, ["kom", "id", "sex"]) == [
        {"kom": "Ærø", "id": "a1", "sex": "1"}, {"kom": "Ærø", "id": "a2", "sex": "2"}, {"kom": "Ærø", "id": "a_", "sex": None},
    ]
    assert rows(table, ["sex"]) == [{"sex": "1"}, {"sex": "2"}, {"sex": None}]


def test_a_table_that_is_the_only_one_need_not_be_named(tmp_path: Path) -> None:
    one = pa.table({"id": ["a"]})
    for name in (in_duckdb(one, tmp_path / "a.duckdb"), in_sqlite(one, tmp_path / "b.sqlite")):
        assert open_table(name).path == name
        assert rows(open_table(name), ["id"]) == [{"id": "a"}]


def test_a_file_may_have_two_colons_in_its_name(tmp_path: Path) -> None:
    name = written("id;x\na;1\n", tmp_path / "a::b")
    assert rows(open_table(name), ["id"]) == [{"id": "a"}]


def test_exact_decimals_become_numbers(tmp_path: Path) -> None:
    exact = pa.table({"code": pa.array([700, None], pa.decimal128(3, 0)), "hours": pa.array(["25.50", None]).cast(pa.decimal128(5, 2))})
    for name in (in_duckdb(exact, tmp_path / "a.duckdb"), parquet(exact, tmp_path / "b.parquet")):
        table = open_table(name)
        assert table.types == {"code": pa.int64(), "hours": pa.float64()}
        assert rows(table, ["hours", "code"]) == [{"hours": 25.5, "code": 700}, {"hours": None, "code": None}]


def test_dates_of_stata_and_sas_are_dates(tmp_path: Path) -> None:
    import pandas
    import pyreadstat

    days = [date(1850, 1, 1), date(1980, 2, 29), None, date(2050, 12, 31)]
    times = [datetime(1959, 12, 31, 23, 59, 58), datetime(2018, 1, 2, 3, 4, 5), datetime(1960, 1, 1), None]
    table = pandas.DataFrame({"d": days, "e": days, "t": times, "n": [1.5, None, 3.0, -4.0]})
    pyreadstat.write_dta(table, str(tmp_path / "a.dta"), version=14, variable_format={"e": "%tdDD/NN/CCYY"})
    pyreadstat.write_xport(table, str(tmp_path / "a.xpt"), file_format_version=8, variable_format={"e": "DDMMYYP10"})
    numbers: dict[str, tuple[list[Any], int]] = {"d": (days, 1), "e": (days, 1), "t": (times, 86_400)}
    in_sas({
        **{name: [None if one is None else (one - type(one)(1960, 1, 1)).total_seconds() / 86_400 * unit for one in values]
           for name, (values, unit) in numbers.items()}, "n": [1.5, None, 3.0, -4.0],
    }, tmp_path / "a.sas7bdat", {"d": "DATE9.", "e": "DDMMYYP10.", "t": "DATETIME20."})
    for ending in ("dta", "xpt", "sas7bdat"):
        found = open_table(str(tmp_path / f"a.{ending}"))
        assert found.types == {"d": pa.date32(), "e": pa.date32(), "t": pa.timestamp("ms"), "n": pa.float64()}
        read = rows(found, ["d", "e", "t", "n"], 3)
        assert [row["d"] for row in read] == days
        assert [row["e"] for row in read] == days
        assert [row["t"] for row in read] == times
        assert [row["n"] for row in read] == [1.5, None, 3.0, -4.0]


def test_whole_numbers_of_stata_may_name_people(register: tuple[Any, Any], answer: dict[str, Any], tmp_path: Path) -> None:
    def numbered(table: Any, column: str) -> Any:
        known = {one: float(place) for place, one in enumerate(sorted(set(register[0]["lobenr"].to_pylist()) | set(register[1]["id"].to_pylist())))}
        return table.set_column(table.column_names.index(column), column, pa.array([known[one] for one in table[column].to_pylist()]))

    extract, people = in_stata(numbered(register[0], "lobenr"), tmp_path / "e.dta"), in_stata(numbered(register[1], "id"), tmp_path / "p.dta")
    assert open_table(extract).types["lobenr"] == pa.float64()
    assert measured(extract, people) == answer


@pytest.mark.parametrize(("module", "name", "extra"), [
    ("pyreadstat", "a.dta", "formats"), ("pyreadstat", "a.sas7bdat", "formats"), ("psycopg", "postgresql://me:secret@host/db::a", "postgresql"),
])
def test_what_is_not_installed_is_named(module: str, name: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    given = name if "://" in name else written("x", tmp_path / name)
    with pytest.raises(RegisterError) as refused:
        open_table(given)
    said = str(refused.value)
    assert said.endswith(f': reading it needs a part that is not installed: pip install "integrationrules[{extra}]"')
    assert "secret" not in said
