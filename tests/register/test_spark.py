"""Spark counts what this process counts, to the byte: `make test-spark`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

import integrationrules
from integrationrules.dates import Quarter
from integrationrules.register.problems import RegisterError
from integrationrules.rulebook.book import load

from .data import parquet, simulated, text, written

pytestmark = pytest.mark.spark
BOOK = load()
QUARTERS = [Quarter(2017, 4), Quarter(2018, 4)]


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")       # a machine need not know its own name


def measured(extract: str, people: str, **asked: Any) -> str:
    return json.dumps(integrationrules.measure(BOOK, extract, "objective_1", QUARTERS, people, ["municipality", "sex"], "blank", **asked).as_json())


@pytest.mark.parametrize(("master", "batch"), [("local[2]", 50_000), ("local[2]", 50), ("local-cluster[2,1,1024]", 50_000)])
def test_spark_counts_as_this_process_does(master: str, batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract, people = simulated(1500, 21)
    files = parquet(extract, tmp_path / "extract.parquet"), parquet(people, tmp_path / "people.parquet")
    expected = measured(*files)
    monkeypatch.chdir(tmp_path)
    assert measured("extract.parquet", "people.parquet", engine="spark", master=master, batch=batch) == expected


def test_rows_that_cannot_be_used_are_counted_there_too(tmp_path: Path) -> None:
    extract, people = simulated(300, 22)
    lines = text(extract).splitlines()
    lines[7] += ";x"
    files = written("\n".join(lines), tmp_path / "extract.csv"), parquet(people, tmp_path / "people.parquet")
    expected = measured(*files)
    assert json.loads(expected)["data"]["noticed"] == [{"id": "columns", "count": 1, "rows": [8]}]
    assert measured(*files, engine="spark", master="local[2]") == expected


def test_what_spark_counted_is_kept(tmp_path: Path) -> None:
    extract, people = simulated(300, 23)
    files = parquet(extract, tmp_path / "extract.parquet"), parquet(people, tmp_path / "people.parquet")
    work: dict[str, Any] = {"work": str(tmp_path / "work"), "batch": 30}
    expected = measured(*files, engine="spark", master="local[2]", **work)
    (tmp_path / "work" / "00002.json").unlink()
    assert measured(*files, engine="spark", master="local[2]", **work) == expected
    assert measured(*files, **work) == expected


def test_a_damaged_file_is_said_as_it_is_here(tmp_path: Path) -> None:
    extract, people = simulated(2000, 24)
    damaged = tmp_path / "extract.parquet"
    pyarrow.parquet.write_table(extract, damaged, row_group_size=64, compression="none", use_dictionary=False)
    content = bytearray(damaged.read_bytes())
    content[1000:200_000] = bytes(199_000)
    damaged.write_bytes(bytes(content))
    with pytest.raises(RegisterError) as here:
        measured(str(damaged), parquet(people, tmp_path / "people.parquet"))
    with pytest.raises(RegisterError) as there:
        measured(str(damaged), str(tmp_path / "people.parquet"), engine="spark", master="local[2]")
    assert str(there.value) == str(here.value)
