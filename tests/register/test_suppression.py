"""Suppression, against integer programs and against all tables with the same printed numbers."""

from __future__ import annotations

import doctest
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrationrules.register.counts import Counts
from integrationrules.register.disclosure.grid import with_totals
from integrationrules.register.disclosure.messages import REASONS
from integrationrules.register.places import TOTAL, Place
from integrationrules.register.suppression import Suppressed, TooManyWays, suppress

from .revealed import enumerated_widths, linked_widths, subsets, widths

Table = dict[Place, Counts]
Q = "2018Q4"

COUNT = st.one_of(st.integers(0, 6), st.integers(0, 40))
THRESHOLD = st.sampled_from([3, 5])


def tables(most: int = 3, ways: tuple[int, ...] = (1, 2)) -> st.SearchStrategy[Table]:
    """Tables of one or two ways; cells that no one belongs to among them."""
    def filled(places: list[Place]) -> st.SearchStrategy[Table]:
        cells = st.builds(Counts, met=COUNT, not_met=COUNT, unknown=st.sampled_from([0, 0, 1, 4, 9]))
        return st.fixed_dictionaries(dict.fromkeys(places, cells))

    def shaped(ways: int, rows: int, columns: int) -> list[Place]:
        return [(f"r{row}",) for row in range(rows)] if ways == 1 else [(f"r{row}", f"c{column}") for row in range(rows) for column in range(columns)]

    return st.builds(shaped, st.sampled_from(ways), st.integers(1, most), st.integers(1, most)).flatmap(filled)


def places(hidden: Mapping[tuple[str, Place], str], period: str = Q) -> set[Place]:
    return {place for found, place in hidden if found == period}


def demanded(cell: Counts, count: int, threshold: int) -> int:
    """The rule, said once more: the threshold where small, or zero and telling; else two values where there is anybody."""
    if 0 < count < threshold or (count == 0 < cell.answered and cell.unknown < threshold):
        return threshold
    return min(count, 1)


def assert_is_safe(table: Table, hidden: set[Place], threshold: int, found: Callable[[dict[Place, int], set[Place]], dict[Place, int]]) -> None:
    complete = with_totals(table)
    counts: list[Callable[[Counts], int]] = [lambda cell: cell.met, lambda cell: cell.not_met]
    both = [found({place: count(cell) for place, cell in table.items()}, hidden) for count in counts]
    for place in hidden:
        for count, ranges in zip(counts, both, strict=True):
            assert ranges[place] >= demanded(complete[place], count(complete[place]), threshold), place
        assert max(ranges[place] for ranges in both) >= 1, place


@settings(deadline=None, max_examples=150)
@given(tables(), THRESHOLD)
def test_no_hidden_count_is_narrower_than_the_rule_by_integer_programs(table: Table, threshold: int) -> None:
    assert_is_safe(table, places(suppress({Q: table}, threshold).outcomes), threshold, widths)


@settings(deadline=None, max_examples=60)
@given(tables(2), st.just(3))
def test_no_hidden_count_is_narrower_than_the_rule_among_all_tables(table: Table, threshold: int) -> None:
    small = {place: Counts(cell.met % 8, cell.not_met % 8) for place, cell in table.items()}
    assert_is_safe(small, places(suppress({Q: small}, threshold).outcomes), threshold, lambda counts, hidden: enumerated_widths(counts, hidden, 12))


@given(tables(), THRESHOLD)
@settings(deadline=None)
def test_every_small_or_telling_cell_is_hidden_totals_included(table: Table, threshold: int) -> None:
    hidden = places(suppress({Q: table}, threshold).outcomes)
    for place, cell in with_totals(table).items():
        if threshold in (demanded(cell, cell.met, threshold), demanded(cell, cell.not_met, threshold)):
            assert place in hidden


@given(tables(), THRESHOLD)
@settings(deadline=None)
def test_nothing_is_hidden_where_nothing_is_small_or_telling(table: Table, threshold: int) -> None:
    large = {place: Counts(cell.met + 5, cell.not_met + 5) for place, cell in table.items()}
    assert suppress({Q: large}, threshold) == Suppressed({}, {})


@given(tables(), THRESHOLD, st.randoms())
@settings(deadline=None)
def test_the_pattern_does_not_depend_on_the_order_of_the_cells(table: Table, threshold: int, random: object) -> None:
    shuffled = list(table.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert suppress({Q: dict(shuffled)}, threshold) == suppress({Q: table}, threshold)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 9), min_size=4, max_size=4), THRESHOLD)
def test_no_unknown_number_is_narrower_than_the_rule(undecided: list[int], threshold: int) -> None:
    table: Table = {place: Counts(50, 50, count) for place, count in zip(product("ab", "xy"), undecided, strict=True)}
    found = suppress({Q: table}, threshold)
    assert not found.outcomes
    ranges = widths({place: cell.unknown for place, cell in table.items()}, places(found.unknowns))
    complete = with_totals(table)
    for place, reached in ranges.items():
        assert reached >= (threshold if 0 < complete[place].unknown < threshold else 1)
    for place, cell in complete.items():
        assert place in ranges or not 0 < cell.unknown < threshold


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=2, max_size=3), THRESHOLD)
def test_the_unknown_of_the_same_people_do_not_reveal_each_other(unknown: list[list[int]], threshold: int) -> None:
    """Readers know how it changes from quarter to quarter, so it can only be higher or lower in all of them at once."""
    cells = list(product("ab", "xy"))
    quarters: list[Table] = [{place: Counts(50, 50, count) for place, count in zip(cells, counts, strict=True)} for counts in unknown]
    names = [str(number) for number in range(len(quarters))]
    found = suppress(dict(zip(names, quarters, strict=True)), threshold, same_people=[names])
    hidden = places(found.unknowns, "0")
    ranges = widths({place: min(quarter[place].unknown for quarter in quarters) for place in cells}, hidden)
    for name, quarter in zip(names, quarters, strict=True):
        assert places(found.unknowns, name) == hidden
        for place, cell in with_totals(quarter).items():
            assert not 0 < cell.unknown < threshold or ranges.get(place, 0) >= threshold
            assert place not in hidden or ranges[place] >= 1


@settings(deadline=None, max_examples=40)
@given(st.lists(tables(2), min_size=2, max_size=2), THRESHOLD)
def test_quarters_of_the_same_people_do_not_reveal_each_other(pair: list[Table], threshold: int) -> None:
    every = dict.fromkeys([*pair[0], *pair[1]] if len({len(place) for table in pair for place in table}) == 1 else pair[0], Counts())
    quarters = [every | {place: cell for place, cell in table.items() if place in every} for table in pair]
    found = suppress({"a": quarters[0], "b": quarters[1]}, threshold, same_people=[["a", "b"]])
    hidden = places(found.outcomes, "a")
    assert hidden == places(found.outcomes, "b")
    if not hidden:
        return
    for quarter, ranges in zip(quarters, linked_widths([dict(with_interior(one, every)) for one in quarters], [hidden, hidden]), strict=True):
        complete = with_totals(quarter)
        for place, (met, not_met, both) in ranges.items():
            cell = complete[place]
            assert met >= demanded(cell, cell.met, threshold), place
            assert not_met >= demanded(cell, cell.not_met, threshold), place
            assert both >= (threshold if 0 < cell.answered < threshold else min(1, cell.answered)), place


def with_interior(table: Table, every: Table) -> Table:
    complete = with_totals(every | table)
    return {place: cell for place, cell in complete.items() if TOTAL not in place}


def test_patterns_chosen_quarter_by_quarter_would_reveal_how_few_of_the_same_people_there_are() -> None:
    first: Table = {("a",): Counts(1, 1), ("b",): Counts(20, 30), ("c",): Counts(40, 60)}
    second: Table = {("a",): Counts(1, 1), ("b",): Counts(20, 30), ("c",): Counts(2, 98)}
    apart = suppress({"1": first, "2": second}, 3)
    patterns = [places(apart.outcomes, period) for period in ("1", "2")]
    assert patterns == [{("a",), ("b",)}, {("a",), ("c",)}]
    assert linked_widths([first, second], patterns)[0]["a",][2] == 0
    together = suppress({"1": first, "2": second}, 3, same_people=[["1", "2"]])
    assert together.outcomes["1", ("c",)] == "same_people"
    assert linked_widths([first, second], [places(together.outcomes, period) for period in ("1", "2")])[0]["a",][2] >= 3


def least(table: Table, threshold: int, primary: set[Place]) -> int:
    """The fewest hidden cells of any safe pattern, by trying them all."""
    others = [place for place in with_totals(table) if place not in primary]
    for more in subsets(others):
        try:
            assert_is_safe(table, primary | set(more), threshold, widths)
        except AssertionError:
            continue
        return len(primary) + len(more)
    raise AssertionError("hiding everything is safe")


@settings(deadline=None, max_examples=12)
@given(tables(2, (2,)), THRESHOLD)
def test_at_most_two_cells_more_than_the_least_pattern_are_hidden(table: Table, threshold: int) -> None:
    found = suppress({Q: table}, threshold)
    primary = {place for (_, place), reason in found.outcomes.items() if reason != "secondary"}
    assert len(found.outcomes) <= least(table, threshold, primary) + 2


WOMEN_AND_MEN: Table = {
    ("Hjørring", "women"): Counts(2, 40), ("Hjørring", "men"): Counts(30, 50),
    ("Odder", "women"): Counts(12, 33), ("Odder", "men"): Counts(25, 60),
    ("Vejle", "women"): Counts(20, 70), ("Vejle", "men"): Counts(45, 90),
}


def test_one_small_cell_of_a_two_way_table_takes_three_others() -> None:
    found = suppress({Q: WOMEN_AND_MEN}, 3)
    assert found.outcomes == {
        (Q, ("Hjørring", "women")): "small", (Q, ("Hjørring", "men")): "secondary",
        (Q, ("Odder", "women")): "secondary", (Q, ("Odder", "men")): "secondary",
    }
    assert found.counted() == Counter(small=1, secondary=3)


def test_what_is_hidden_with_a_cell() -> None:
    found = suppress({Q: WOMEN_AND_MEN | {("Vejle", "men"): Counts(45, 90, unknown=2)}}, 3)
    small, shown, unknown = ((Q, place) for place in [("Hjørring", "women"), ("Odder", TOTAL), ("Vejle", "men")])
    assert not found.shows_share(small)
    assert not found.shows_bounds(small)
    assert found.shows_share(shown)
    assert found.shows_share(unknown)
    assert not found.shows_unknown(unknown)
    assert not found.shows_bounds(unknown)
    assert not found.shows_summary([shown, small])
    assert found.shows_summary([shown, unknown])


def test_everybody_or_nobody_reveals_each_unless_many_are_undecided() -> None:
    def reasons(cell: Counts) -> set[str]:
        return set(suppress({Q: {("a",): cell, ("b",): Counts(30, 30), ("c",): Counts(31, 30)}}, 5).outcomes.values())

    assert reasons(Counts(20, 0)) == reasons(Counts(0, 20)) == {"alike", "secondary"}
    assert reasons(Counts(20, 0, unknown=5)) == set()
    assert reasons(Counts(0, 0, unknown=5)) == set()


def test_a_threshold_of_five_hides_four() -> None:
    table: Table = {("a",): Counts(4, 20), ("b",): Counts(20, 20), ("c",): Counts(20, 20)}
    assert not suppress({Q: table}, 3).outcomes
    assert suppress({Q: table}, 5).counted() == Counter(small=1, secondary=1)


def test_a_table_without_columns_is_one_number() -> None:
    assert suppress({Q: {(): Counts(1, 5)}}, 3).outcomes == {(Q, ()): "small"}
    assert not suppress({Q: {(): Counts(10, 5)}}, 3).outcomes


def test_possible_members_are_hidden_by_their_parts() -> None:
    """Two who may only fail show as the difference of what the bounds reveal."""
    cell = Counts(50, 50, possible=10, may_fail=10, may_succeed=8)
    found = suppress({Q: {("a",): cell, ("b",): Counts(50, 50, possible=20, may_fail=20, may_succeed=12)}}, 3)
    assert found.unknowns[Q, ("a",)] == "small_unknown"
    assert not found.outcomes


def test_more_than_two_ways_are_refused() -> None:
    with pytest.raises(TooManyWays) as refused:
        suppress({Q: {("a", "b", "c"): Counts(9, 9)}}, 3)
    assert refused.value.ways == 3


@pytest.mark.parametrize("groups", [[["1", "2"], ["2"]], [["1", "9"]]])
def test_groups_name_each_period_of_the_run_at_most_once(groups: list[list[str]]) -> None:
    with pytest.raises(ValueError, match="at most one group"):
        suppress({"1": WOMEN_AND_MEN, "2": WOMEN_AND_MEN}, 3, same_people=groups)


@pytest.mark.parametrize("threshold", [0, 1, 4, 10])
def test_only_the_two_thresholds_are_taken(threshold: int) -> None:
    with pytest.raises(ValueError, match="threshold"):
        suppress({Q: WOMEN_AND_MEN}, threshold)


def test_totals_are_not_handed_over() -> None:
    with pytest.raises(ValueError, match="totals are computed"):
        suppress({Q: {("a",): Counts(9, 9), (TOTAL,): Counts(9, 9)}}, 3)


def test_every_reason_has_words() -> None:
    table: Table = {("a",): Counts(1, 9, 1), ("b",): Counts(9, 0), ("c",): Counts(9, 9, 9), ("d",): Counts(9, 9, 9)}
    other: Table = {("a",): Counts(9, 9, 9), ("b",): Counts(9, 9, 9), ("c",): Counts(9, 9, 9), ("d",): Counts(9, 9, 9)}
    found = suppress({"1": table, "2": other}, 3, same_people=[["1", "2"]])
    assert set(found.counted()) <= set(REASONS)
    assert {"small", "alike", "same_people", "small_unknown", "same_people_unknown"} <= set(found.counted())


def test_the_page_shows_what_happens() -> None:
    failed, tried = doctest.testfile(str(Path(__file__).parents[2] / "docs" / "suppression.md"), module_relative=False, encoding="utf-8")
    assert (failed, tried) == (0, 5)
