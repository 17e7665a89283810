"""The same citizens laid out in different ways are answered alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

import integrationrules
from integrationrules.dates import Quarter
from integrationrules.register.measured import Measured
from integrationrules.rulebook.codeoverlay import load_codes

from .data import parquet, shuffled, simulated, text, written
from .test_measure import BOOK, measured, numbers

OBSERVED = "observed: [{from: 2015-08-31, to: 2016-03-07}, {from: 2016-03-14, to: 2018-12-31}]\n"
"""The simulated extract has no column for week 10 of 2016."""


def monday(name: str) -> date:
    return date.fromisocalendar(2000 + int(name[2:4]), int(name[4:]), 1)


def long(extract: Any) -> list[tuple[str, date, str]]:
    """A row for each week with a code; for those who have none at all one blank row, so that they are there."""
    found = []
    for row in extract.to_pylist():
        weeks = [(row["lobenr"], monday(name), row[name]) for name in extract.column_names if name.startswith("y_")]
        coded = [one for one in weeks if one[2]]
        found += coded or weeks[:1]
    return found


def iso(day: date) -> str:
    return f"{day.isocalendar().year}-W{day.isocalendar().week:02}"


def short(day: date) -> str:
    return f"y_{day.isocalendar().year % 100:02}{day.isocalendar().week:02}"


WEEKS: dict[str, Callable[[date], dict[str, Any]]] = {
    "iso": lambda day: {"week": iso(day)},
    "short": lambda day: {"uge": short(day)},
    "number": lambda day: {"week": int(iso(day).replace("-W", ""))},
    "monday": lambda day: {"week": day},
    "danish monday": lambda day: {"week": f"{day.day}.{day.month}.{day.year}"},
    "year and number": lambda day: {"year": day.isocalendar().year, "week": day.isocalendar().week},
}


def weekly(rows: list[tuple[str, date, str]], write: Callable[[date], dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist([{"lobenr": id_, **write(day), "kode": code} for id_, day, code in rows])


@pytest.mark.parametrize("absent", ["blank", "unknown"])
@pytest.mark.parametrize("write", WEEKS.values(), ids=WEEKS)
def test_a_long_table_of_weeks_is_counted_as_a_wide_one(write: Callable[[date], dict[str, Any]], absent: str, tmp_path: Path) -> None:
    extract, people = simulated(200, 11)
    persons, names = parquet(people, tmp_path / "p.parquet"), written(OBSERVED, tmp_path / "n.yaml")
    rows = long(extract)
    np.random.default_rng(0).shuffle(rows)
    table = weekly(rows, write)
    wide = measured(parquet(extract, tmp_path / "e.parquet"), persons, absent=absent)
    for file in (parquet(table, tmp_path / "w.parquet"), written(text(table), tmp_path / "w.csv")):
        found = measured(file, persons, absent=absent, layout="weeks", columns=names, batch=7)
        assert numbers(found) == numbers(wide)
        assert found.told.unlisted == wide.told.unlisted
        assert found.told.missing_weeks == wide.told.missing_weeks == ("2016-W10",)
    assert sum(cell.counts.unknown for cell in wide.cells) > 0


def test_a_citizen_is_never_cut_in_two_whatever_the_batches(tmp_path: Path) -> None:
    extract, people = simulated(60, 12)
    persons, names = parquet(people, tmp_path / "p.parquet"), written(OBSERVED, tmp_path / "n.yaml")
    file = parquet(weekly(long(extract), WEEKS["iso"]), tmp_path / "w.parquet")
    found = [measured(file, persons, layout="weeks", columns=names, batch=batch) for batch in (1, 7, 50_000)]
    assert found[0] == found[1] == found[2]
    assert found[0].told.rows == extract.num_rows


def test_weeks_outside_what_is_observed_are_unknown_and_not_blank(tmp_path: Path) -> None:
    monday = date(2018, 10, 1)
    people = written("id;born;sex;origin\na;1980-01-01;k;dansk\n", tmp_path / "p.csv")
    rows = [("a", monday + timedelta(weeks=week), "700") for week in range(9)]
    file = parquet(weekly(rows, WEEKS["iso"]), tmp_path / "w.parquet")

    def outcome(observed: str) -> str:
        names = written(f"observed: {observed}", tmp_path / "n.yaml")
        [cell] = integrationrules.measure(BOOK, file, "self_support", [Quarter(2018, 4)], people, layout="weeks", columns=names).cells
        return "met" if cell.counts.met else "not met" if cell.counts.not_met else "unknown"

    assert outcome("{from: 2018-10-01, to: 2018-12-31}") == "not met"
    assert outcome("{from: 2018-10-01, to: 2018-12-24}") == "not met"
    rows[:] = rows[:4]
    file = parquet(weekly(rows, WEEKS["iso"]), tmp_path / "w.parquet")
    assert outcome("{from: 2018-10-01, to: 2018-12-31}") == "met"
    assert outcome("{from: 2018-10-01, to: 2018-12-03}") == "met"
    assert outcome("{from: 2018-10-01, to: 2018-12-02}") == "unknown"


def yearly(extract: Any, folder: Path, named: Callable[[int], str] = lambda year: f"dream{year}.parquet") -> list[str]:
    """A file a year, with weeks 1 to 53 and no year in their names; people without any code in a year are not in its file."""
    files = []
    for year in range(2015, 2019):
        names = [f"y_{year % 100:02}{week:02}" for week in range(1, 54)]
        columns = {f"y_{name[-2:]}": extract[name] if name in extract.column_names else pa.nulls(extract.num_rows, pa.string()) for name in names}
        table = pa.table({"pnr": extract["lobenr"], **columns})
        coded = np.array([any(row[name] for name in columns) for row in table.to_pylist()])
        files.append(parquet(shuffled(table.filter(pa.array(coded)), year), folder / named(year)))
    return files


def without_gap(extract: Any) -> Any:
    """Week 10 of 2016, which the simulated extract does not have, as a blank week: a yearly file always has 53 weeks."""
    return extract.append_column("y_1610", pa.array([""] * extract.num_rows))


def test_a_file_for_each_year_is_counted_as_one_with_all_years(tmp_path: Path) -> None:
    extract, people = simulated(150, 13)
    extract = without_gap(extract)
    persons = parquet(people, tmp_path / "p.parquet")
    (tmp_path / "years").mkdir()
    files = yearly(extract, tmp_path / "years")
    wide = measured(parquet(extract, tmp_path / "e.parquet"), persons)
    for data in (files, list(reversed(files)), str(tmp_path / "years")):
        found = measured(data, persons)
        assert numbers(found) == numbers(wide)
        assert found.told.unlisted == wide.told.unlisted
        assert any(reason.id == "gap_blank" and count for reason, count in found.told.noticed.items())


def test_someone_missing_in_one_years_file_is_not_blank_unless_that_is_said(tmp_path: Path) -> None:
    week = [f"y_{number:02}" for number in range(1, 54)]
    files = [
        parquet(pa.table({"id": [*who], **{name: ["700"] * len(who) for name in week}}), tmp_path / f"dream{year}.parquet")
        for year, who in ((2017, "ab"), (2018, "a"))
    ]
    people = written("id;born;sex;origin\na;1980-01-01;k;dansk\nb;1980-01-01;k;dansk\n", tmp_path / "p.csv")

    def counted(absent: str | None) -> tuple[int, int, int]:
        [_, cell] = integrationrules.measure(BOOK, files, "self_support", [Quarter(2017, 4), Quarter(2018, 4)], people, absent=absent).cells
        return cell.counts.met, cell.counts.not_met, cell.counts.unknown

    assert counted("blank") == (1, 1, 0)
    assert counted("unknown") == (0, 1, 1)
    with pytest.raises(integrationrules.RegisterError, match="people of another year's file who are not there: 1"):
        counted(None)


def test_the_year_of_a_file_may_stand_beside_its_name(tmp_path: Path) -> None:
    extract, people = simulated(60, 14)
    extract = without_gap(extract)
    persons = parquet(people, tmp_path / "p.parquet")
    files = yearly(extract, tmp_path, lambda year: f"d{year - 2000}.parquet")
    names = written("years: {d15.parquet: 2015, d16.parquet: 2016, d17.parquet: 2017, d18.parquet: 2018}\n", tmp_path / "n.yaml")
    assert numbers(measured(files, persons, columns=names)) == numbers(measured(parquet(extract, tmp_path / "e.parquet"), persons))


CODES = """\
ruleset: dk.common.dream
sources: {mine: {title: The order of codes, by: A municipality, published: 2020-01}}
codes: {integration_benefit: {source: mine, codes: {"799": {label: Invented benefit, from: 2018-11-05, to: open}}}}
precedence: ["651", "700"]
"""


def in_quarter(folder: Path, rows: list[tuple[str, str, str]], own: str = "") -> Measured:
    """Self-support in the fourth quarter of 2018 by the codes of a few weeks; with codes of one's own."""
    data = written("".join(f"{id_};{week};{code}\n" for id_, week, code in [("id", "week", "code"), *rows]), folder / "w.csv")
    people = written("id;born;sex;origin\na;1980-01-01;k;dansk\n", folder / "p.csv")
    book = BOOK if not own else BOOK.with_codes(load_codes(written(own, folder / "codes.yaml"), BOOK))
    return integrationrules.measure(
        book, data, "self_support", [Quarter(2018, 4)], people, layout="weeks", observed="2018-10-01..2018-12-31",
    )


def outcome(found: Measured) -> str:
    [cell] = found.cells
    return "met" if cell.counts.met else "not met" if cell.counts.not_met else "unknown"


TWO = [("a", f"2018-W{week}", code) for week in range(40, 53) for code in ("700", "651")]


def test_two_codes_in_a_week_are_unknown_until_someone_ranks_them(tmp_path: Path) -> None:
    found = in_quarter(tmp_path, TWO)
    assert outcome(found) == "unknown"
    assert {reason.id: count for reason, count in found.told.noticed.items()} == {"two_codes": 13}
    found = in_quarter(tmp_path, TWO, CODES)
    assert outcome(found) == "met"                                     # 651, a student grant, stands for every week
    assert {reason.id: count for reason, count in found.told.noticed.items()} == {"codes_ranked": 13}
    assert outcome(in_quarter(tmp_path, TWO, CODES.replace('"651", "700"', '"700", "651"'))) == "not met"


def test_a_week_with_a_third_code_that_has_no_rank_is_unknown(tmp_path: Path) -> None:
    found = in_quarter(tmp_path, [*TWO, *(("a", f"2018-W{week}", "703") for week in range(40, 53))], CODES)
    assert outcome(found) == "unknown"
    assert {reason.id: count for reason, count in found.told.noticed.items()} == {"two_codes": 13}


def test_the_same_code_twice_in_a_week_is_one_code(tmp_path: Path) -> None:
    found = in_quarter(tmp_path, [("a", f"2018-W{week}", code) for week in range(40, 53) for code in ("700", "700 ")])
    assert (outcome(found), found.told.noticed) == ("not met", {})


def test_a_code_is_listed_in_the_weeks_it_is_used_in(tmp_path: Path) -> None:
    rows = [("a", f"2018-W{week}", "799") for week in range(40, 53)]
    found = in_quarter(tmp_path, rows, CODES)
    assert found.told.unlisted == {"799": 5}                           # weeks 40 to 44; the code begins in week 45
    assert in_quarter(tmp_path, rows).told.unlisted == {"799": 13}


def test_strict_refuses_what_cannot_be_used_and_not_what_has_been_answered(tmp_path: Path) -> None:
    extract, people = simulated(60, 15)
    persons = parquet(people, tmp_path / "p.parquet")
    listed = without_gap(pa.table({name: ["700" if one == "888" else one for one in extract[name].to_pylist()] for name in extract.column_names}))
    found = measured(yearly(listed, tmp_path), persons, strict=True)
    assert any(reason.id == "gap_blank" for reason in found.told.noticed)
    rows = [*long(listed), ("nobody", date(2018, 10, 2), "700")]
    names = written(OBSERVED, tmp_path / "n.yaml")
    with pytest.raises(integrationrules.RegisterError, match=f"the first such row is row {len(rows) + 1}"):
        measured(parquet(weekly(rows, WEEKS["monday"]), tmp_path / "w.parquet"), persons, layout="weeks", columns=names, strict=True)


def test_a_week_that_cannot_be_read_may_be_any_week_of_its_person(tmp_path: Path) -> None:
    found = in_quarter(tmp_path, [("a", "2018-W40", "700"), ("a", "2018-W60", "700")])
    assert outcome(found) == "unknown"
    assert outcome(in_quarter(tmp_path, [("a", "2018-W40", "700")])) == "met"
    assert outcome(in_quarter(tmp_path, [*(("a", f"2018-W{week}", "700") for week in range(40, 52)), ("a", "", "700")])) == "not met"


def test_a_row_of_a_year_without_an_id_may_be_anyones_who_lacks_in_it(tmp_path: Path) -> None:
    week = [f"y_{number:02}" for number in range(1, 54)]
    files = [
        parquet(pa.table({"id": who, **{name: ["700"] * len(who) for name in week}}), tmp_path / f"dream{year}.parquet")
        for year, who in ((2017, ["a", "b"]), (2018, ["a", ""]))
    ]
    people = written("id;born;sex;origin\na;1980-01-01;k;dansk\nb;1980-01-01;k;dansk\n", tmp_path / "p.csv")
    [_, cell] = integrationrules.measure(BOOK, files, "self_support", [Quarter(2017, 4), Quarter(2018, 4)], people, absent="blank").cells
    assert (cell.counts.met, cell.counts.not_met, cell.counts.unknown) == (0, 1, 1)
