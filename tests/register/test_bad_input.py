"""What is said of registers that cannot be used: one sentence each, kept in golden/bad.txt, and never an id."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import openpyxl
import pyarrow as pa
import pytest

from integrationrules.cli import main

from .data import PEOPLE, parquet, small, text, written
from .kinds import in_duckdb, in_sqlite, in_stata

GOLDEN = Path(__file__).parent / "golden" / "bad.txt"
SECRET = "S3CRET"
"""Stands in every id; no message may hold it."""
HELD: list[subprocess.Popen[bytes]] = []


def people(**columns: list[str]) -> pa.Table:
    return pa.table({**PEOPLE, "id": [f"{SECRET}{one}" for one in PEOPLE["id"]], **columns})


def extract(**columns: object) -> pa.Table:
    found = small(120)
    return pa.table({**found, "lobenr": [f"{SECRET}{one}" for one in found["lobenr"]], **columns})


def as_text(path: Path, table: pa.Table | None = None) -> str:
    return written(text(table or extract()), path)


def cut(path: Path) -> str:
    parquet(extract(), path)
    path.write_bytes(path.read_bytes()[:-200])
    return str(path)


def damaged(path: Path) -> str:
    parquet(extract(), path)
    whole = path.read_bytes()
    path.write_bytes(whole[:200] + b"\xff" * 400 + whole[600:])
    return str(path)


def folder(path: Path) -> str:
    (path.parent / "folder" / "_delta_log").mkdir(parents=True)
    written("x", path.parent / "folder" / "_delta_log" / "a.parquet")
    written("x", path.parent / "folder" / "readme.md")
    return str(path.parent / "folder")


def unlike(path: Path, **columns: object) -> str:
    inside = path.parent / f"unlike{len(columns)}"
    inside.mkdir()
    parquet(extract(), inside / "a.parquet")
    parquet(extract(**columns) if columns else extract().drop_columns(["y_1602"]), inside / "b.parquet")
    return str(inside)


def two_tables(path: Path, name: str) -> str:
    for table in ("weeks", "other.people"):
        in_duckdb(extract(), path.parent / f"two{len(name)}.duckdb", table)
    return str(path.parent / f"two{len(name)}.duckdb") + name


def no_tables(path: Path) -> str:
    with duckdb.connect(str(path.parent / "none.duckdb")) as connection:
        connection.execute("CREATE SCHEMA x")
    return str(path.parent / "none.duckdb")


def spoiled(name: str, begin: int, end: int) -> str:
    """Something in the middle is overwritten."""
    whole = bytearray(Path(name).read_bytes())
    whole[begin:end] = b"\xff" * (end - begin)
    Path(name).write_bytes(whole)
    return name


def shortened(name: str) -> str:
    Path(name).write_bytes(Path(name).read_bytes()[:3000])
    return name


def workbook(path: Path) -> str:
    openpyxl.Workbook().save(path.with_suffix(".xlsx"))
    return str(path.with_suffix(".xlsx"))


def held(name: str) -> str:
    """Another program writes to the database until the end of the tests."""
    module = "sqlite3" if name.endswith("sqlite") else "duckdb"
    begin = "BEGIN EXCLUSIVE" if module == "sqlite3" else "CREATE TABLE mine (x INTEGER)"
    program = f"import {module}, sys\nheld = {module}.connect(sys.argv[1])\nheld.execute('{begin}')\nprint(1, flush=True)\nsys.stdin.read()"
    process = subprocess.Popen([sys.executable, "-c", program, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    HELD.append(process)
    return name


def with_others(path: Path) -> str:
    name = in_sqlite(pa.table({"lobenr": [1], "y_1801": [700]}), path.parent / "others.sqlite")
    with closing(sqlite3.connect(name)) as connection, connection:
        connection.execute(f"INSERT INTO extract VALUES (2, '{SECRET}')")
        connection.execute("CREATE VIEW weeks AS SELECT lobenr, " + ", ".join(f'y_1801 AS "y_{week}"' for week in range(1727, 1740)) + " FROM extract")
        # A view says nothing of kinds, so those of the table count.
    return f"{name}::weeks"


def short_row(path: Path) -> str:
    lines = text(extract()).splitlines()
    return written("\n".join([*lines[:2], lines[2] + ";700", *lines[3:]]), path)


def renamed(old: str, new: str) -> pa.Table:
    table = extract()
    return table.rename_columns([new if name == old else name for name in table.column_names])


def twice() -> pa.Table:
    return pa.concat_tables([extract(), extract().slice(1, 1)])


def ids(table: pa.Table, column: str, values: list[object]) -> pa.Table:
    return table.set_column(table.column_names.index(column), column, pa.array(values))


EXTRACTS: dict[str, Callable[[Path], str]] = {
    "no file": str,
    "a folder without tables": folder,
    "an empty file": lambda path: written("", path),
    "no rows": lambda path: written(text(extract().slice(0, 0)), path),
    "no rows in Parquet": lambda path: parquet(extract().slice(0, 0), path),
    "a folder of different columns": unlike,
    "a folder of different kinds": lambda path: unlike(path, y_1602=[700, 700, 703]),
    "a workbook": workbook,
    "a table of a text": lambda path: as_text(path) + "::weeks",
    "a table of no file": lambda path: str(path.parent / "no.duckdb::weeks"),
    "several tables": lambda path: two_tables(path, ""),
    "another table": lambda path: two_tables(path, "::dream"),
    "no tables": no_tables,
    "DuckDB cut short": lambda path: shortened(in_duckdb(extract(), path.parent / "short.duckdb")),
    "DuckDB damaged inside": lambda path: spoiled(in_duckdb(extract(), path.parent / "spoiled.duckdb"), 5000, 20000),
    "DuckDB that is written to": lambda path: held(in_duckdb(extract(), path.parent / "held.duckdb")),
    "SQLite cut short": lambda path: shortened(in_sqlite(extract(), path.parent / "short.sqlite")),
    "SQLite damaged inside": lambda path: spoiled(in_sqlite(extract(), path.parent / "spoiled.sqlite"), 30, 6000),
    "SQLite that is written to": lambda path: held(in_sqlite(extract(), path.parent / "held.sqlite")),
    "SQLite with texts among numbers": with_others,
    "Stata cut short": lambda path: shortened(in_stata(extract(), path.parent / "short.dta")),
    "SAS that is something else": lambda path: written("SAS", path.with_suffix(".sas7bdat")),
    "no server": lambda path: f"postgresql://{SECRET}:{SECRET}@127.0.0.1:1/dream?application_name={SECRET}::weeks",
    "another separator": lambda path: written(text(extract(), "|"), path),
    "UTF-16": lambda path: written(text(extract()), path, "utf-16"),
    "Parquet cut short": cut,
    "Parquet damaged inside": damaged,
    "text called Parquet": lambda path: written(text(extract()), path.with_suffix(".parquet")),
    "a row too long": short_row,
    "a quotation mark that is not closed": lambda path: written(text(extract()).replace(";700", ';"700', 1), path),
    "a column twice": lambda path: written(text(extract()).replace("y_1602", "y_1601", 1), path),
    "a week twice": lambda path: parquet(renamed("y_1602", "Y_1601"), path),
    "week 53 of a year with 52": lambda path: parquet(renamed("y_1602", "y_1653"), path),
    "week 54": lambda path: parquet(renamed("y_1602", "y_1654"), path),
    "a week with four digits of the year": lambda path: parquet(renamed("y_1602", "y_201602"), path),
    "weeks of a yearly file": lambda path: parquet(renamed("y_1602", "y_02"), path),
    "no weeks": lambda path: parquet(extract().select(["lobenr"]), path),
    "weeks of other years": lambda path: parquet(extract().select(["lobenr", "y_1601", "y_1602"]), path),
    "text and numbers": lambda path: parquet(extract(y_1602=[700, 700, 703]), path),
    "truths as codes": lambda path: parquet(extract(y_1602=[True, False, True]), path),
    "no id": lambda path: parquet(renamed("lobenr", "person"), path),
    "ids with decimals": lambda path: parquet(extract(lobenr=[1.0, 2.5, 3.0]), path),
    "a person twice": lambda path: parquet(twice(), path),
    "a person twice in CSV": lambda path: as_text(path, twice()),
    "other people": lambda path: parquet(ids(extract(), "lobenr", ["x", "y", "z"]), path),
    "someone lacks": lambda path: parquet(extract().slice(0, 2), path),
}
STRICT = {"a row too long"}
PEOPLES: dict[str, Callable[[Path], str]] = {
    "no people": lambda path: parquet(people().slice(0, 0), path),
    "no birthday": lambda path: parquet(people().drop_columns(["born"]), path),
    "someone twice": lambda path: parquet(pa.concat_tables([people(), people().slice(2)]), path),
    "someone without id": lambda path: parquet(ids(people(), "id", [f"{SECRET}a", " ", None]), path),
    "CPR numbers": lambda path: parquet(ids(people(), "id", ["0101901234", "0201901234", "0301901234"]), path),
    "no sex": lambda path: parquet(people().drop_columns(["sex"]), path),
    "no municipality": lambda path: parquet(people().drop_columns(["municipality"]), path),
}
ZEROS: dict[str, tuple[list[object], list[object]]] = {
    "zeros lost in the extract": ([12345, 67, 8], ["012345", "000067", "000008"]),
    "zeros lost among people": (["012345", "000067", "000008"], [12345, 67, 8]),
}
NAMES = {
    "names: not YAML": "people: [",
    "names: a list": "- people",
    "names: another part": "person: {id: a}",
    "names: another column": "people: {name: a}",
    "names: no text": "people: {id: [a]}",
    "names: another value": "values: {sex: {1: man}}",
    "names: blank is no list": "blank: NA",
}
OPTIONS = {
    "absent": ["--absent", "nothing"],
    "layout": ["--layout", "wide"],
    "weeks without observed": ["--layout", "weeks"],
    "observed without an end": ["--layout", "weeks", "--observed", "2015-01-01"],
    "measure": ["--measure", "objective_9"],
    "a measure of days": ["--measure", "dk.integration.programme.covered"],
    "by": ["--by", "municipality,colour"],
    "by id": ["--by", "id"],
    "quarters": ["--quarters", "2017Q5"],
    "format": ["--format", "pdf"],
    "a format without a file": ["--format", "xlsx"],
    "a quarter before the measure": ["--quarters", "2015Q3"],
    "a threshold": ["--suppress", "4"],
    "small cells in three columns": ["--suppress", "3", "--by", "municipality,sex,origin"],
    "a baseline": ["--baseline", "before"],
    "a baseline of another kind": ["--baseline", "2016M12"],
}


def said(folder: Path, capsys: pytest.CaptureFixture[str], data: str, persons: str, *options: str) -> str:
    with pytest.raises(SystemExit) as stop:
        main(["--lang", "en", "measure", data, "--people", persons, "--measure", "objective_1", "--quarters", "2017Q3", "--by", "municipality", *options])
    captured = capsys.readouterr()
    assert stop.value.code == 2, captured.out
    assert captured.out == ""
    assert SECRET not in captured.err
    assert "Traceback" not in captured.err
    return captured.err.replace(f"{folder}{os.sep}", "").replace(str(folder), ".").strip()


def all_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    found = []
    good, persons = parquet(extract(), folder / "good.parquet"), parquet(people(), folder / "people.parquet")

    def tell(name: str, *asked: str) -> None:
        found.append(f"# {name}\n{said(folder, capsys, *asked)}\n")

    for name, make in EXTRACTS.items():
        tell(name, make(folder / "extract"), persons, *(["--strict"] if name in STRICT else []))
    for name, make in PEOPLES.items():
        tell(name, good, make(folder / "other"), *(["--by", "sex"] if name == "no sex" else []))
    for name, (of_extract, of_people) in ZEROS.items():
        tell(name, parquet(ids(extract(), "lobenr", of_extract), folder / "extract"), parquet(ids(people(), "id", of_people), folder / "other"))
    for name, content in NAMES.items():
        tell(name, good, persons, "--columns", written(content, folder / "names.yaml"))
    for name, options in OPTIONS.items():
        tell(name, good, persons, *options)
    tell("the output is the extract", good, persons, "-o", good, "--format", "csv")
    database = in_duckdb(extract(), folder / "own.duckdb")
    tell("the output is the database of the extract", f"{database}::extract", persons, "-o", database, "--format", "csv")
    return "\n".join(found)


def test_what_is_said_of_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INTEGRATIONRULES_DEBUG", raising=False)
    try:
        found = all_said(tmp_path, capsys)
    finally:
        for process in HELD:
            process.communicate()
    if os.environ.get("WRITE_GOLDEN"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")
