"""Nothing hidden can be computed from what is printed: integer programs over the numbers of the JSON, on random tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import integrationrules as ir
from integrationrules.register.counts import Counts
from integrationrules.register.disclosure.grid import with_totals
from integrationrules.register.places import TOTAL, Place
from tests.register.printed import ANSWERS, PARTS, UNKNOWNS, Reader, book, measured, parts_of, printed
from tests.register.revealed import linked_widths

Table = dict[Place, Counts]
BY = ("municipality", "sex")
COUNT = st.one_of(st.integers(0, 6), st.integers(0, 40))
FEW = st.sampled_from([0, 0, 0, 1, 2, 7])
THRESHOLD = st.sampled_from([3, 5])


def counts() -> st.SearchStrategy[Counts]:
    def made(met: int, not_met: int, unknown: int, fail: int, succeed: int, both: int) -> Counts:
        return Counts(met, not_met, unknown, fail + succeed + both, fail + both, succeed + both)

    return st.builds(made, COUNT, COUNT, FEW, FEW, FEW, FEW)


def tables(rows: int = 3) -> st.SearchStrategy[Table]:
    """By municipality and sex, or by municipality alone."""
    def filled(chosen: tuple[int, bool]) -> st.SearchStrategy[Table]:
        labels = [str(101 + place) for place in range(chosen[0])]
        places: list[Place] = list(product(labels, ("female", "male"))) if chosen[1] else [(label,) for label in labels]
        return st.fixed_dictionaries(dict.fromkeys(places, counts()))

    return st.tuples(st.integers(1, rows), st.booleans()).flatmap(filled)


def by(table: Table) -> tuple[str, ...]:
    return BY[:len(next(iter(table)))]


def demanded(cell: Counts, part: int, threshold: int) -> int:
    """The promise: the threshold where small, or zero and telling; else two values where there is anybody."""
    count = parts_of(cell)[part]
    telling = part < 2 and count == 0 < cell.met + cell.not_met and cell.unknown < threshold
    return threshold if 0 < count < threshold or telling else min(count, 1)


@settings(deadline=None, max_examples=60)
@given(tables(), THRESHOLD)
def test_no_hidden_number_is_narrower_than_promised(table: Table, threshold: int) -> None:
    rows = printed(measured(by(table), {"2018Q4": table}, threshold))["2018Q4"]
    complete = with_totals(table)
    reader, limit = Reader(rows, list(table)), sum(sum(parts_of(cell)) for cell in table.values()) + 20
    for place, row in rows.items():
        for name, parts in (("met", (0,)), ("not_met", (1,)), ("unknown", (2,)), ("possible_members", (3, 4, 5))):
            for part in parts:
                if row[name] is None:
                    assert reader.width(place, PARTS[part], limit) >= demanded(complete[place], part, threshold), (place, name)
                else:
                    assert demanded(complete[place], part, threshold) < threshold, (place, name)


@settings(deadline=None, max_examples=60)
@given(tables(), tables(), THRESHOLD)
def test_what_is_computed_is_printed_only_where_all_it_is_made_of_is(table: Table, other: Table, threshold: int) -> None:
    before = {place: other.get(place, Counts(9, 9)) for place in table}
    rows = printed(measured(by(table), {"2017Q4": before, "2018Q4": table}, threshold, baseline="2017Q4"))
    for period, places in rows.items():
        for place, row in places.items():
            base, over = rows["2017Q4"][place], [one for one in places if len(one) and one[0] is not TOTAL and one[1:] == place[1:]]
            sexes = [places[place[0], sex] for sex in ("male", "female")] if len(place) == 2 and place[1] is TOTAL else []
            assert_hides(row, ("share",), [row])
            assert_hides(row, ("members", "bounds"), [row], bounds=True)
            if period == "2018Q4":
                assert_hides(row, ("change",), [row, base])
                assert_hides(row, ("change_bounds",), [row, base], bounds=True)
            if sexes:
                assert_hides(row, ("gap",), sexes)
                assert_hides(row, ("gap_bounds",), sexes, bounds=True)
            if place[0] is not TOTAL:
                assert not {"mean_of_municipalities", "least", "municipalities"} & set(row)
                continue
            cells = [places[one] for one in over]
            assert_hides(row, ("mean_of_municipalities", "least", "greatest", "municipalities"), cells)
            assert_hides(row, ("mean_bounds",), cells, bounds=True)
            if period == "2018Q4":
                both = [*cells, *(rows["2017Q4"][one] for one in over)]
                assert_hides(row, ("mean_change", "least_change", "greatest_change"), both)
                assert_hides(row, ("mean_change_bounds",), both, bounds=True)
            if sexes:
                both = [places[one[0], sex] for one in over for sex in ("male", "female")]
                assert_hides(row, ("mean_gap", "least_gap", "greatest_gap"), both)
                assert_hides(row, ("mean_gap_bounds",), both, bounds=True)


def assert_hides(row: Mapping[str, Any], names: tuple[str, ...], made_of: list[dict[str, Any]], bounds: bool = False) -> None:
    hidden = any(one[name] is None for one in made_of for name in (*ANSWERS, *(UNKNOWNS if bounds else ())))
    for name in names:
        if hidden:
            assert row[name] is None, name
            flat = {"mean_of_municipalities": "mean", "bounds": "share_min", "mean_bounds": "mean_min"}.get(name, name.replace("_bounds", "_min"))
            assert flat in row["hidden"], name


@settings(deadline=None, max_examples=25)
@given(tables(2), st.data(), THRESHOLD)
def test_quarters_of_a_run_do_not_reveal_each_other(table: Table, data: st.DataObject, threshold: int) -> None:
    """There is one people file, so readers know how many come to a cell and leave it between quarters."""
    other = {place: data.draw(counts()) for place in table}
    quarters = {"2018Q3": other, "2018Q4": table}
    rows = printed(measured(by(table), quarters, threshold))
    hidden = [{place for place, row in rows[name].items() if row["met"] is None} for name in quarters]
    assert hidden[0] == hidden[1]
    if not hidden[0]:
        return
    for quarter, ranges in zip(quarters.values(), linked_widths(list(quarters.values()), hidden), strict=True):
        complete = with_totals(quarter)
        for place, (met, not_met, _) in ranges.items():
            assert met >= demanded(complete[place], 0, threshold)
            assert not_met >= demanded(complete[place], 1, threshold)


def test_what_is_not_hidden_is_printed_as_it_is() -> None:
    table: Table = {("101", "female"): Counts(2, 40), ("101", "male"): Counts(30, 50), ("147", "female"): Counts(12, 33),
                    ("147", "male"): Counts(25, 60), ("151", "female"): Counts(20, 70), ("151", "male"): Counts(45, 90)}
    shown, plain = (printed(measured(BY, {"2018Q4": table}, threshold))["2018Q4"] for threshold in (3, None))
    assert {place for place, row in shown.items() if row["met"] is None} == set(product(("101", "147"), ("female", "male")))
    for place, row in shown.items():
        if "hidden" not in row:
            assert row == plain[place]
    assert shown[TOTAL, TOTAL]["met"] == 134
    assert shown[TOTAL, TOTAL]["mean_of_municipalities"] == plain[TOTAL, TOTAL]["mean_of_municipalities"] is not None


def test_numbers_about_the_files_are_left_out_too() -> None:
    """Everybody may be a member: people less met less not met would be the unknown."""
    table: Table = {("101",): Counts(500, 498, 2)}
    assert measured(("municipality",), {"2018Q4": table}, 3).as_json()["data"] == {"missing_weeks": [], "municipality_from": None}
    assert measured(("municipality",), {"2018Q4": table}, None).as_json()["data"]["people"] == 1000


def test_a_cell_without_people_is_printed_where_it_may_have_to_hide_others() -> None:
    table: Table = {("101", "female"): Counts(1, 9), ("147", "female"): Counts(9, 9), ("147", "male"): Counts(9, 9)}
    rows = printed(measured(BY, {"2018Q4": table}, 3))["2018Q4"]
    assert ("101", "male") in rows
    assert ("101", "male") not in printed(measured(BY, {"2018Q4": table}, None))["2018Q4"]


@pytest.mark.parametrize("reason", ["small", "secondary", "alike"])
def test_the_table_does_not_say_why_a_cell_is_hidden(reason: str) -> None:
    table: Table = {("101",): Counts(1, 9), ("147",): Counts(8, 9), ("151",): Counts(9, 70)}
    assert reason not in json.dumps(measured(("municipality",), {"2018Q4": table}, 3).as_json())


def test_three_columns_are_refused_before_anything_is_read() -> None:
    with pytest.raises(ir.RegisterError, match="at most two columns"):
        ir.measure(book(), "none", "objective_1", [ir.Quarter.parse("2018Q4")], "none", by=["municipality", "sex", "origin"], suppress=3)


@pytest.mark.parametrize("threshold", [0, 1, 4, 10])
def test_only_the_two_thresholds_are_taken(threshold: int) -> None:
    with pytest.raises(ir.RegisterError, match="write 3 or 5"):
        ir.measure(book(), "none", "objective_1", [ir.Quarter.parse("2018Q4")], "none", suppress=threshold)
