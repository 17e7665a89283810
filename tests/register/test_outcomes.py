"""Objectives 1 (note 5) and 3 over an extract of week codes, counted by hand; months, days and averages; what is refused."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import integrationrules
from integrationrules.cli import main
from integrationrules.dates import Month, Quarter
from integrationrules.register.averages import MOST, Averages, Numbers, added_up
from integrationrules.register.measured import Measured
from integrationrules.register.problems import RegisterError
from integrationrules.rulebook.book import load
from integrationrules.verdict import Truths

from .data import parquet, plainly, simulated
from .plain import BENEFIT, Person, code

BOOK = load()
EVERYBODY = {"programme_shown_by": "receipt_alone"}
COMPANY = {"705", "706", "707", "708", "709"}
KNOWN_FOR_SURE = ("met", "not_met", "unknown", "possible")


def weeks_of_months(first: date, last: date) -> list[date]:
    """Mondays of the weeks whose Thursday lies between two days."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day - timedelta(days=3) for day in days if day.weekday() == 3]


def by_hand(person: Person, weeks: list[date]) -> tuple[bool | None, bool | None]:
    """(a recipient, in a company-based offer) by codes alone."""
    codes = [code(person, monday) for monday in weeks]
    member = True if any(one in BENEFIT for one in codes) else None if None in codes else False
    return member, True if any(one in COMPANY for one in codes) else None if None in codes else False


def counted(people: list[Person], weeks: list[date], ready: bool) -> Counter[tuple[tuple[str, ...], str]]:
    """By group: numbers of people. `ready` asks for objective 2, of which codes say nothing."""
    found: Counter[tuple[tuple[str, ...], str]] = Counter()
    for person in people:
        member, company = by_hand(person, weeks)
        outcome = None if ready else company
        if member is not False:
            found[person.group, "possible" if member is None else {True: "met", False: "not_met", None: "unknown"}[outcome]] += 1
    return found


def numbers(found: Measured, period: object) -> Counter[tuple[tuple[str, ...], str]]:
    told: Counter[tuple[tuple[str, ...], str]] = Counter()
    for cell in found.cells:
        if cell.period == period:
            for name in KNOWN_FOR_SURE:
                told[cell.group, name] += getattr(cell.counts, name)
    return +told


@pytest.mark.parametrize("absent", ["blank", "unknown"])
def test_objectives_2_and_3_are_counted_as_by_hand(absent: str, tmp_path: Path) -> None:
    extract, people = simulated(400, 5)
    files = parquet(extract, tmp_path / "e.parquet"), parquet(people, tmp_path / "p.parquet")
    persons = plainly(extract, people, absent)
    months = [Month(2017, 5), Month(2018, 11)]
    quarters = [Quarter(2016, 1), Quarter(2017, 3), Quarter(2018, 3)]           # the first has a week without a column
    for name, asked in (("objective_2", months), ("objective_3", quarters)):
        found = integrationrules.measure(BOOK, files[0], name, asked, files[1], by=["municipality", "sex"], absent=absent, options=EVERYBODY)
        for one in asked:
            first = one.first_day
            expected = +counted(persons, weeks_of_months(first, one.last_day), ready=name == "objective_2")
            assert numbers(found, one) == expected
            assert sum(expected.values()) > 50


def test_without_facts_about_the_programme_nobody_is_certainly_a_member(tmp_path: Path) -> None:
    extract, people = simulated(60, 5)
    files = parquet(extract, tmp_path / "e.parquet"), parquet(people, tmp_path / "p.parquet")
    for name, period in (("objective_2", Month(2018, 11)), ("objective_3", Quarter(2018, 3)), ("objective_1_received", Quarter(2018, 4))):
        [cell] = integrationrules.measure(BOOK, files[0], name, [period], files[1], absent="blank").cells
        assert cell.counts.members == 0
        assert cell.counts.possible > 0
        assert cell.counts.share is None


def averages(sure: list[bool], possible: list[bool], least: list[int], greatest: list[int | None]) -> Averages:
    high = np.array([[one is None for one in greatest]])
    tops = np.array([[one or 0 for one in greatest]])
    numbers_ = Numbers(np.array([least]), tops, np.zeros_like(high), high)
    found = added_up(Truths(np.array([sure]), np.array([possible])), numbers_, np.zeros((1, len(sure)), dtype=np.int64), 1, 1)
    return Averages.of(found[0, 0])


def test_a_mean_is_over_the_known_and_its_bounds_over_all_members() -> None:
    found = averages([True, True, True], [True] * 3, [10, 20, 5], [10, 20, 30])
    assert (found.members, found.known, found.mean) == (3, 2, Fraction(15))
    assert found.bounds == (Fraction(35, 3), Fraction(20))


def test_possible_members_move_the_bounds_only_where_they_move_them_on() -> None:
    found = averages([True, False, False, False], [True] * 4, [10, 2, 12, 9], [10, 4, 40, 11])
    assert found.bounds == (Fraction(10 + 2 + 9 - 9, 2), Fraction(10 + 40, 2))      # 2 moves it down to 6, which 9 does not; 40 moves it up to 25
    assert (found.members, found.possible, found.mean) == (1, 3, Fraction(10))


def test_a_number_without_a_bound_opens_a_side_and_nobody_has_no_bounds() -> None:
    assert averages([True], [True], [3], [None]).bounds == (Fraction(3), None)
    assert averages([True, False], [True, True], [3, 1], [3, MOST + 1]).bounds == (Fraction(2), None)
    assert averages([False], [True], [3], [3]).bounds is None
    both = averages([True], [True], [4], [4]) + averages([True], [True], [8], [8])
    assert (both.mean, both.bounds) == (Fraction(6), (Fraction(6), Fraction(6)))



@pytest.mark.parametrize(("asked", "said"), [
    (["--measure", "objective_1", "--months", "2018M12"], "is asked of quarters"),
    (["--measure", "objective_2", "--months", "2018M13"], "is not a month"),
    (["--measure", "objective_2", "--months", "2018M12..2018M11"], "ends before it begins"),
    (["--measure", "objective_2"], "name at least one period"),
    (["--measure", "objective_2", "--months", "2018M12", "--quarters", "2018Q4"], "periods of one kind"),
    (["--measure", "objective_2", "--on", "2018-13-01"], "is not a date"),
    (["--measure", "first_years.passive", "--on", "2018-12-31", "--suppress", "5"], "is an average"),
    (["--measure", "first_years.passive", "--on", "2018-12-31", "--sensitivity"], "is an average"),
    (["--measure", "share_in_work", "--on", "2018-12-31"], "does not ask for the codes of weeks"),
    (["--measure", "objective_9", "--on", "2018-12-31"], "there is no measure"),
])
def test_what_cannot_be_asked_is_said(asked: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    extract, people = simulated(30, 5)
    files = parquet(extract, tmp_path / "e.parquet"), parquet(people, tmp_path / "p.parquet")
    with pytest.raises(SystemExit) as stop:
        main(["--lang", "en", "measure", files[0], "--people", files[1], "--absent", "blank", *asked])
    captured = capsys.readouterr()
    assert (stop.value.code, captured.out) == (2, "")
    assert said in captured.err
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize("form", ["text", "csv", "json"])
def test_averages_are_written(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    extract, people = simulated(30, 5)
    files = parquet(extract, tmp_path / "e.parquet"), parquet(people, tmp_path / "p.parquet")
    with pytest.raises(SystemExit) as stop:
        main(["--lang", "en", "measure", files[0], "--people", files[1], "--absent", "blank", "--measure", "first_years.passive", "--on", "2018-12-31",
              "--by", "sex", "--format", form])
    assert not stop.value.code
    found = capsys.readouterr().out
    if form == "json":
        told = json.loads(found)
        assert {"members", "known", "sum", "mean", "bounds", "possible_members"} <= set(told["cells"][0])
        assert sum(one["possible_members"] for one in told["cells"]) > 0
    else:
        assert "average" in found


def test_a_measure_that_is_no_number_to_average_is_refused() -> None:
    with pytest.raises(RegisterError):
        integrationrules.measure(BOOK, "x", "dk.integration.window.month", [date(2018, 12, 31)], "y")
