"""A measure over a register says what counting by hand says, however the files are written and in whatever order they are read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import integrationrules
from integrationrules.dates import Quarter
from integrationrules.register.measured import Measured
from integrationrules.register.places import TOTAL
from integrationrules.rulebook.book import load

from .data import PEOPLE, parquet, plainly, shuffled, simulated, small, text, written
from .plain import counted

QUARTERS = [Quarter(year, number) for year in (2016, 2017, 2018) for number in (1, 2, 3, 4)]
BOOK = load()


def measured(extract: str | list[str], people: str | None, **asked: Any) -> Measured:
    return integrationrules.measure(BOOK, extract, "objective_1", QUARTERS, people, **{"by": ["municipality", "sex"], "absent": "blank", **asked})


def numbers(found: Measured) -> dict[tuple[str, tuple[str, ...]], tuple[int, ...]]:
    return {
        (str(cell.period), cell.group):
            (cell.counts.met, cell.counts.not_met, cell.counts.unknown, cell.counts.possible, cell.counts.may_fail, cell.counts.may_succeed)
        for cell in found.cells
    }


@pytest.mark.parametrize("absent", ["blank", "unknown"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_counts_as_by_hand(seed: int, absent: str, tmp_path: Path) -> None:
    extract, people = simulated(700, seed)
    found = numbers(measured(parquet(extract, tmp_path / "e.parquet"), parquet(people, tmp_path / "p.parquet"), absent=absent))
    persons = plainly(extract, people, absent)
    expected = {(str(quarter), group): counts for quarter in QUARTERS for group, counts in counted(persons, quarter.year, quarter.number).items()}
    assert found == expected
    assert all(sum(counts[place] for counts in expected.values()) > 20 for place in range(6))


def test_batches_and_the_order_of_rows_change_nothing(tmp_path: Path) -> None:
    extract, people = simulated(150, 4)
    files = parquet(extract, tmp_path / "e.parquet"), parquet(people, tmp_path / "p.parquet")
    other = parquet(shuffled(extract, 1), tmp_path / "e2.parquet"), written(text(shuffled(people, 2)), tmp_path / "p2.csv")
    answers = [json.dumps(measured(*which, batch=size).as_json()) for which in (files, other) for size in (1, 7, 50_000)]
    assert len(set(answers)) == 1


def latin_1(table: Any, path: Path) -> str:
    # One column that is not asked for has a letter that the two encodings write differently.
    return written(text(table.append_column("navn", pa.array(["Ærø"] * table.num_rows))), path, "latin-1")


def with_numbers(table: Any, path: Path) -> str:
    columns = [column if name == "lobenr" else pa.array([float(one) if one else None for one in column.to_pylist()])
               for name, column in zip(table.column_names, table.columns, strict=True)]
    return parquet(pa.table(dict(zip(table.column_names, columns, strict=True))), path)


def with_dictionaries(table: Any, path: Path) -> str:
    return parquet(pa.table({name: column.dictionary_encode() for name, column in zip(table.column_names, table.columns, strict=True)}), path)


def with_blanks(table: Any, path: Path) -> str:
    columns = [pa.array([f" {one} " for one in column.to_pylist()]) for column in table.columns]
    return parquet(pa.table(dict(zip((name.upper() for name in table.column_names), columns, strict=True))), path)


WRITERS: dict[str, Callable[[Any, Path], str]] = {
    "comma": lambda table, path: written(text(table, ","), path),
    "semicolon": lambda table, path: written(text(table), path),
    "tab": lambda table, path: written(text(table, "\t"), path),
    "mark": lambda table, path: written(text(table), path, "utf-8-sig"),
    "latin-1": latin_1,
    "numbers": with_numbers,
    "dictionaries": with_dictionaries,
    "blanks, capitals": with_blanks,
}


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_the_same_register_in_another_file_is_answered_the_same(writer: Callable[[Any, Path], str], tmp_path: Path) -> None:
    extract, people = simulated(120, 5)
    persons = parquet(people, tmp_path / "p.parquet")
    found = measured(writer(extract, tmp_path / "e.file"), persons)
    expected = measured(parquet(extract, tmp_path / "e.parquet"), persons)
    assert found == expected
    assert expected.told.unlisted["888"] > 0
    assert expected.told.missing_weeks == ("2016-W10",)


def test_birthdays_may_be_days_or_danish_texts(tmp_path: Path) -> None:
    extract = parquet(pa.table(small(120)), tmp_path / "e.parquet")
    days = pa.table({**PEOPLE, "born": pa.array(PEOPLE["born"]).cast(pa.date32())})
    danish = pa.table({**PEOPLE, "born": ["01-01-1980", "1.6.1985", "31/12/1990"]})
    one, other = (measured(extract, parquet(table, tmp_path / f"{place}.parquet")) for place, table in enumerate((days, danish)))
    assert one == other
    assert sum(cell.counts.members for cell in one.cells) > 0
    assert not one.told.unreadable


def test_other_names_and_words_are_read_from_a_file(tmp_path: Path) -> None:
    extract, people = simulated(120, 6)
    usual = measured(parquet(extract, tmp_path / "e.parquet"), parquet(people, tmp_path / "p.parquet"))
    names = written(
        "extract: {id: NR}\npeople: {id: NR, born: FOED, sex: KOEN, origin: IE, municipality: BOP}\n"
        "values:\n  sex: {1: male, 2: female}\n  origin: {3: non_western, 2: western, 1: danish}\nblank: [0, NA]\n", tmp_path / "n.yaml")
    sexes, origins = {"mand": 1, "kvinde": 2}, {"ikke-vestlig": 3, "vestlig": 2, "dansk": 1}
    other = pa.table({
        "NR": people["id"], "FOED": people["born"], "KOEN": pa.array([sexes[one] for one in people["sex"].to_pylist()]),
        "IE": pa.array([origins[one] for one in people["origin"].to_pylist()]), "BOP": people["municipality"],
    })
    coded = [pa.array([one or ("0", "NA")[place % 2] for place, one in enumerate(column.to_pylist())]) for column in extract.columns]
    coded_table = pa.table(dict(zip(["NR", *extract.column_names[1:]], coded, strict=True)))
    assert measured(parquet(coded_table, tmp_path / "e2.parquet"), parquet(other, tmp_path / "p2.parquet"), columns=names) == usual


def test_the_mean_gives_each_municipality_the_same_weight_and_the_pooled_share_each_person(tmp_path: Path) -> None:
    extract, people = simulated(700, 7)
    found = measured(parquet(extract, tmp_path / "e.parquet"), parquet(people, tmp_path / "p.parquet"))
    over_municipalities = [row for row in found.table.rows if row.place[0] is TOTAL]
    assert len(over_municipalities) == 3 * len(found.periods)
    for row in over_municipalities:
        cells = [cell for cell in found.cells if cell.period == row.period and row.place[1] in (TOTAL, cell.group[1])]
        assert row["met"] == sum(cell.counts.met for cell in cells)
    for row in (row for row in over_municipalities if row.place[1] is not TOTAL):
        cells = [cell for cell in found.cells if cell.period == row.period and cell.group[1] == row.place[1]]
        shares = [cell.counts.share for cell in cells if cell.group[0] and cell.counts.share is not None]
        assert row["municipalities"] == len(shares)
        assert row["mean"] == (sum(shares) / len(shares) if shares else None)
        assert (row["least"], row["greatest"]) == (min(shares), max(shares))
    assert any(cell.group[0] == "" and cell.counts.members for cell in found.cells)


def test_an_assumption_changes_the_counts_and_is_told(tmp_path: Path) -> None:
    extract, people = simulated(700, 8)
    files = parquet(extract, tmp_path / "e.parquet"), parquet(people, tmp_path / "p.parquet")
    usual, other = measured(*files), measured(*files, options={"measuring_day": "sunday_of_last_week"})
    name = "dk.common.quarters.measuring_day"
    assert (usual.options[name], other.options[name]) == ("monday_of_last_week", "sunday_of_last_week")
    assert usual.cells != other.cells


@pytest.mark.parametrize(("asked", "said"), [
    ({"by": "municipality"}, "measure: by must be a list of names of columns; found str"),
    ({"batch": "all"}, "measure: batch must be a number of rows; found str"),
    ({"options": ["paid"]}, "measure: options must be a mapping of assumptions to options; found list"),
])
def test_arguments_of_another_type_are_refused(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeError) as found:
        measured("extract", "people", **asked)
    assert str(found.value) == said


@pytest.mark.parametrize("batch", [0, -1])
def test_a_batch_without_rows_is_refused(batch: int) -> None:
    with pytest.raises(integrationrules.RegisterError, match="1 or more"):
        measured("extract", "people", batch=batch)


def test_self_support_counts_everyone(tmp_path: Path) -> None:
    extract, people = simulated(300, 9)
    files = parquet(extract, tmp_path / "e.parquet"), parquet(people, tmp_path / "p.parquet")
    found = integrationrules.measure(BOOK, files[0], "self_support", [Quarter(2018, 4)], files[1], absent="blank")
    (cell,) = found.cells
    assert cell.counts.members == people.num_rows
    assert cell.counts.possible == 0


def test_columns_that_are_not_needed_are_not_read(tmp_path: Path) -> None:
    table = pa.table({**small(120), "branche_2016_01": ["x", "y", "z"], "y_9132": [{"not": "a code"}] * 3, "y_status": [1, 2, 3], "y_1901": [True] * 3})
    people = parquet(pa.table(PEOPLE), tmp_path / "p.parquet")
    assert measured(parquet(table, tmp_path / "e.parquet"), people) == measured(parquet(pa.table(small(120)), tmp_path / "f.parquet"), people)
