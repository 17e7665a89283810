"""However a run is divided, interrupted and taken up again, it answers the same; rows that cannot be used are counted, never hidden."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import integrationrules
from integrationrules.cli import main
from integrationrules.commands import progress
from integrationrules.dates import Quarter
from integrationrules.register import running
from integrationrules.register.counting import Counting
from integrationrules.register.ids import KnownIds, ids_of
from integrationrules.register.layouts import open_layout
from integrationrules.register.measure import Asked, find_measure
from integrationrules.register.movers import GroupDays
from integrationrules.register.naming import Naming
from integrationrules.register.noticed import Reason, Rejected
from integrationrules.register.people import read_people
from integrationrules.register.problems import RegisterError
from integrationrules.register.stored import Store, packed, unpacked
from integrationrules.report.catalogue import translator
from integrationrules.rulebook.book import load

from .data import parquet, shuffled, simulated, text, written

BOOK = load()
QUARTERS = [Quarter(2017, 4), Quarter(2018, 4)]
ROOT = Path(__file__).parents[2]


def measured(extract: str, people: str, **asked: Any) -> str:
    found = integrationrules.measure(
        BOOK, extract, "objective_1", QUARTERS, people, **{"by": ["municipality", "sex"], "absent": "blank", **asked})
    return json.dumps(found.as_json())


def files(folder: Path, people: int, seed: int) -> tuple[str, str]:
    extract, persons = simulated(people, seed)
    return parquet(extract, folder / "extract.parquet"), parquet(persons, folder / "people.parquet")


@pytest.mark.parametrize("seed", [1, 2])
def test_threads_batches_and_the_order_of_rows_change_no_byte(seed: int, tmp_path: Path) -> None:
    extract, people = simulated(400, seed)
    sorted_ = parquet(extract, tmp_path / "e.parquet"), parquet(people, tmp_path / "p.parquet")
    other = parquet(shuffled(extract, seed), tmp_path / "e2.parquet"), parquet(shuffled(people, seed + 1), tmp_path / "p2.parquet")
    found = {measured(*which, threads=threads, batch=batch) for which in (sorted_, other) for threads in (1, 2, 3) for batch in (7, 50_000)}
    found |= {measured(*which, threads=2, batch=1) for which in (sorted_, other)}
    assert len(found) == 1


def test_as_many_batches_are_held_as_there_are_threads_and_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = counting(*files(tmp_path, 300, 3))
    read: list[Any] = []
    counted: list[Any] = []
    rows = type(found.extract).rows

    def reading(self: Any, batch: int) -> Any:
        for one in rows(self, batch):
            read.append(one)
            assert len(read) - len(counted) <= 2 + 1
            yield one

    monkeypatch.setattr(type(found.extract), "rows", reading)
    for part in running.counted(found, 20, 2):
        counted.append(part)
    assert len(read) == len(counted) > 10


def counting(extract: str, people: str) -> Counting:
    asked, naming = Asked(BOOK, find_measure(BOOK, "objective_1"), QUARTERS, {}), Naming()
    layout = open_layout("dream", [extract], asked, naming, "blank")
    return Counting(asked, layout, read_people(people, naming, ["sex"], layout, QUARTERS, GroupDays()))


def test_what_is_asked_can_be_sent_elsewhere_also_after_it_was_used(tmp_path: Path) -> None:
    here = counting(*files(tmp_path, 300, 4))
    rows = list(here.extract.rows(100))
    expected = [here.part(one) for one in rows]
    there = pickle.loads(pickle.dumps(here))
    for one, part in zip(rows, expected, strict=True):
        found = there.part(one)
        assert (found.tally == part.tally).all()
        assert found.unlisted == part.unlisted
        again = unpacked(packed(found))
        assert (again.tally == part.tally).all()
        assert (again.places == part.places).all()
        assert (again.rows, again.strangers, again.unlisted) == (part.rows, part.strangers, part.unlisted)


def test_the_rows_counted_are_told_as_they_are_counted(tmp_path: Path) -> None:
    told: list[int] = []
    extract, people = files(tmp_path, 300, 5)
    found = json.loads(measured(extract, people, batch=50, progress=told.append))
    assert len(told) > 3
    assert sum(told) == found["data"]["rows"]


# Ids


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=20), min_size=1, unique=True), st.data())
def test_ids_are_found_as_in_a_dictionary(known: list[str], data: st.DataObject) -> None:
    asked = data.draw(st.lists(st.sampled_from(known) | st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), max_size=24), max_size=30))
    places = {one: place for place, one in enumerate(known)}
    found = KnownIds(ids_of(pa.array(known))).places(ids_of(pa.array(asked, pa.string())))
    assert found.tolist() == [places.get(one, -1) for one in asked]


@given(st.lists(st.sampled_from("abcdefgh"), max_size=40), st.integers(1, 50))
def test_ids_that_stand_earlier_too_are_told_apart_from_the_first(ids: list[str], at_once: int) -> None:
    with mock.patch("integrationrules.register.ids._AT_ONCE", at_once):
        known = KnownIds(ids_of(pa.array(ids, pa.string())))
    assert known.repeats.tolist() == [place for place, one in enumerate(ids) if one in ids[:place]]
    assert known.places(ids_of(pa.array(sorted(set(ids)), pa.string()))).tolist() == [ids.index(one) for one in sorted(set(ids))]


def test_a_column_that_is_the_same_for_all_is_no_longer_in_refusing() -> None:
    assert len(KnownIds(np.full(300_000, b"461")).repeats) == 299_999


def test_ids_of_a_slice_without_blanks_and_numbers_as_texts() -> None:
    assert ids_of(pa.array(["a", " bb ", None, "", "dddd"]).slice(1, 4)).tolist() == [b"bb", b"", b"", b"dddd"]
    assert ids_of(pa.array([7, None, 12345678901])).tolist() == [b"7", b"", b"12345678901"]
    assert ids_of(pa.array([None, None], pa.string())).tolist() == [b"", b""]


def test_many_ids_that_are_alike_but_for_a_letter_are_told_apart() -> None:
    known = ids_of(pa.array([f"{'x' * 30}{number:06}" for number in range(5000)]))
    places = np.random.default_rng(1).permutation(5000)
    assert (KnownIds(known).places(known[places]) == places).all()
    assert (KnownIds(known).places(ids_of(pa.array([f"{'x' * 30}{number:06}0" for number in range(50)]))) == -1).all()


# Rows that cannot be used


def broken(folder: Path, seed: int) -> tuple[str, str, list[int], list[int]]:
    """A CSV in which some rows have a column too many or too few, and others no id: with their numbers."""
    extract, people = simulated(600, seed)
    lines = text(extract).split("\r\n")[:-1]
    random = np.random.default_rng(seed)
    chosen = np.sort(random.choice(np.arange(1, len(lines)), 40, replace=False))
    wrong, nameless = chosen[::2], chosen[1::2]
    for place, line in enumerate(wrong):
        lines[line] = lines[line] + ";x" if place % 2 else lines[line].rsplit(";", 2)[0]
    for line in nameless:
        lines[line] = " ;" + lines[line].partition(";")[2]
    return (written("\r\n".join(lines) + "\r\n", folder / "extract.csv"), parquet(people, folder / "people.parquet"),
            [int(one) + 1 for one in wrong], [int(one) + 1 for one in nameless])


@pytest.mark.parametrize("asked", [{}, {"threads": 1, "batch": 7}, {"work": True}])
def test_rows_that_cannot_be_used_are_counted_with_the_numbers_of_the_first(asked: dict[str, Any], tmp_path: Path) -> None:
    extract, people, wrong, nameless = broken(tmp_path, 6)
    if asked.get("work"):
        asked = {"work": str(tmp_path / "work"), "batch": 50}
    for _ in range(2):
        found = integrationrules.measure(BOOK, extract, "objective_1", QUARTERS, people, absent="blank", **asked)
        assert found.told.noticed == {Reason("columns"): 20, Reason("no_id"): 20}
        assert found.told.rejected == {Reason("columns"): tuple(wrong[:3]), Reason("no_id"): tuple(nameless[:3])}


def test_people_who_may_stand_in_rows_that_were_left_out_are_unknown(tmp_path: Path) -> None:
    extract, people, *_ = broken(tmp_path, 7)
    blank, unknown = (json.loads(measured(extract, people, absent=absent)) for absent in ("blank", "unknown"))
    assert blank["data"]["absent"] > 40
    assert blank["cells"] == unknown["cells"]


def test_strict_stops_at_the_first_row_that_cannot_be_used(tmp_path: Path) -> None:
    extract, people, wrong, nameless = broken(tmp_path, 8)
    with pytest.raises(RegisterError, match=f"the first such row is row {min(wrong[0], nameless[0])}"):
        measured(extract, people, strict=True)


def test_strict_stops_at_a_code_that_is_not_listed_and_not_at_what_is_in_order(tmp_path: Path) -> None:
    extract, people = simulated(200, 9)
    good = pa.table({name: pa.array(["" if code == "888" else code for code in column.to_pylist()])
                     for name, column in zip(extract.column_names, extract.columns, strict=True)})
    persons = parquet(people, tmp_path / "p.parquet")
    with pytest.raises(RegisterError, match="not understood"):
        measured(parquet(extract, tmp_path / "e.parquet"), persons, strict=True)
    usual = measured(parquet(good, tmp_path / "g.parquet"), persons)
    assert measured(parquet(good, tmp_path / "g.parquet"), persons, strict=True) == usual


def test_a_file_of_which_no_row_can_be_used_is_refused(tmp_path: Path) -> None:
    extract, people = simulated(50, 10)
    lines = text(extract).splitlines()
    bad = written("\n".join([lines[0], *(line + ";1" for line in lines[1:])]), tmp_path / "e.csv")
    with pytest.raises(RegisterError, match="no row can be used, such as row 2"):
        measured(bad, parquet(people, tmp_path / "p.parquet"))


# Interrupted runs


def test_a_run_goes_on_from_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract, people = files(tmp_path, 500, 11)
    work = tmp_path / "work"
    expected = measured(extract, people, batch=30)
    assert measured(extract, people, batch=30, work=str(work)) == expected
    kept = sorted(work.glob("*.npz"))
    assert len(kept) > 10
    kept[3].unlink()
    kept[5].write_bytes(kept[5].read_bytes()[:200])          # damaged
    (work / "00001.json").write_text("{", encoding="utf-8")
    counted: list[int] = []
    part = Counting.part

    def counts(self: Counting, rows: pa.RecordBatch) -> Any:
        counted.append(rows.num_rows)
        return part(self, rows)

    monkeypatch.setattr(Counting, "part", counts)
    assert measured(extract, people, batch=30, work=str(work)) == expected
    assert len(counted) == 2
    assert measured(extract, people, batch=30, work=str(work)) == expected
    assert len(counted) == 2
    assert b"L0" not in b"".join(file.read_bytes() for file in work.iterdir())       # no ids


@pytest.mark.parametrize("other", [
    {"batch": 31}, {"by": ["sex"]}, {"options": {"measuring_day": "sunday_of_last_week"}}, {"absent": "unknown"}, {"extract": 12}, {"people": 12},
])
def test_a_folder_of_another_run_is_refused(other: dict[str, Any], tmp_path: Path) -> None:
    usual: dict[str, Any] = {"batch": 30, "work": str(tmp_path / "work")}
    extract, people = files(tmp_path, 200, 11)
    measured(extract, people, **usual)
    for name, table in zip(("extract", "people"), simulated(200, 12), strict=True):
        if other.pop(name, None):
            parquet(table, tmp_path / f"{name}.parquet")
    with pytest.raises(RegisterError, match="is of another run"):
        measured(extract, people, **{**usual, **other})


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    extract, people = files(tmp_path, 100, 13)
    with pytest.raises(RegisterError, match="holds other files"):
        measured(extract, people, work=str(tmp_path))


SCRIPT = """
import json, sys
import integrationrules
extract, people, work, output = sys.argv[1:]
quarters = [integrationrules.Quarter(2017, 4), integrationrules.Quarter(2018, 4)]
found = integrationrules.measure(
    integrationrules.load_rulebook(), extract, "objective_1", quarters, people, ["municipality", "sex"], "blank", batch=20, work=work, threads=2)
open(output, "w").write(json.dumps(found.as_json()))
"""


def test_a_run_that_is_killed_leaves_no_table_and_finishes_when_started_again(tmp_path: Path) -> None:
    extract, people = files(tmp_path, 4000, 14)
    work, output = tmp_path / "work", tmp_path / "table.json"
    command = [sys.executable, "-c", SCRIPT, extract, people, str(work), str(output)]
    process = subprocess.Popen(command, cwd=ROOT)
    deadline = time.monotonic() + 120
    while len(list(work.glob("*.npz"))) < 5:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    kept = {file: file.stat().st_mtime_ns for file in work.glob("*.npz")}
    assert 5 <= len(kept) < 200
    assert not output.exists()
    subprocess.run(command, cwd=ROOT, check=True)
    assert output.read_text(encoding="utf-8") == measured(extract, people, batch=20)
    assert {file: file.stat().st_mtime_ns for file in kept} == kept
    assert len(list(work.glob("*.npz"))) > len(kept)


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from integrationrules.cli import main
main(sys.argv[2:])
"""


@pytest.mark.parametrize("where", ["--work", "--output"])
def test_a_full_disk_is_said_and_leaves_nothing_half_written(where: str, tmp_path: Path) -> None:
    extract, people = files(tmp_path, 200, 15)
    target = tmp_path / "target"
    asked = ["measure", extract, "--people", people, "--measure", "objective_1", "--quarters", "2016Q1..2018Q4", "--absent", "blank", "--by", "sex"]
    found = subprocess.run([sys.executable, "-c", LIMITED, "600", "--lang", "en", *asked, where, str(target), "--format", "json"],
                           cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 2
    said = found.stderr.strip().replace(str(target), "TARGET")
    assert said == {
        "--work": "the output cannot be written: the disk is full, or nobody takes it",
        "--output": "--output: TARGET cannot be written (File too large)",
    }[where]
    # How many batches there are is kept before they are counted; of what was counted nothing stands half.
    left = [one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*") if one.is_file() and one.suffix not in (".parquet", ".json")]
    assert left == []


def test_a_store_keeps_what_was_left_out(tmp_path: Path) -> None:
    rejected = Rejected()
    rejected.add(Reason("columns"), [5, 9])
    rejected.add(Reason("columns"), [12, 13])
    store = Store(str(tmp_path / "work"), "run")
    store.end(3, 0, rejected)
    found = store.whole(3)
    assert found is not None
    assert (found[1].counts, found[1].rows) == ({Reason("columns"): 4}, {Reason("columns"): (5, 9, 12)})
    assert store.whole(4) is None


# The command


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_long_run_shows_how_far_it_has_come_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_AFTER", 0.0)
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    with progress.rows_shown(translator("en")) as add:
        assert add is not None
        add(1500)
        add(1500)
    assert "3,000 rows counted" in shown.getvalue()
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress.rows_shown(translator("en")) as add:
        assert add is None


@pytest.mark.parametrize(("options", "said"), [
    (["--threads", "0"], "--threads: there must be 1 or more"),
    (["--engine", "sparks"], "--engine: 'sparks' is not an engine; write one of local, spark"),
])
def test_what_is_said_of_options_that_cannot_be(options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    extract, people = files(tmp_path, 50, 16)
    with pytest.raises(SystemExit) as stop:
        main(["--lang", "en", "measure", extract, "--people", people, "--measure", "objective_1", "--quarters", "2018Q4", *options])
    assert stop.value.code == 2
    assert capsys.readouterr().err.strip() == said


def test_without_java_spark_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    extract, people = files(tmp_path, 50, 17)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(RegisterError, match="needs a Java runtime"):
        measured(extract, people, engine="spark")


def test_without_pyspark_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract, people = files(tmp_path, 50, 18)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(RegisterError, match=r"install integrationrules\[spark\]"):
        measured(extract, people, engine="spark")
    assert os.environ.get("PYSPARK_PYTHON") is None
