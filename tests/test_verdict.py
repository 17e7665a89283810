"""Three-valued logic and bounded numbers, each against every value they can stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.verdict import FALSE, INFINITE, TRUE, UNKNOWN, Bounds, Truths, Verdict

MET, NOT_MET, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
ALL = (MET, NOT_MET, OPEN)
WORLDS = {MET: {True}, NOT_MET: {False}, OPEN: {True, False}}
"""The truths a verdict may turn out to be."""


def _verdict(truths: Iterable[bool]) -> Verdict:
    found = set(truths)
    return OPEN if len(found) == 2 else MET if found == {True} else NOT_MET


def _array(verdicts: Iterable[Verdict]) -> Truths:
    listed = list(verdicts)
    return Truths(np.array([[one is MET for one in listed]]), np.array([[one is not NOT_MET for one in listed]]))


def _listed(truths: Truths) -> list[Verdict]:
    shape = np.broadcast_shapes(truths.sure.shape, truths.possible.shape)
    return [truths.at(0, column) for column in range(shape[1])]


# -- truth ------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("left", "right"), list(product(ALL, ALL)))
def test_and_or_are_strong_kleene(left: Verdict, right: Verdict) -> None:
    pairs = list(product(WORLDS[left], WORLDS[right]))
    assert left & right is _verdict(a and b for a, b in pairs)
    assert left | right is _verdict(a or b for a, b in pairs)
    assert ~left is _verdict(not a for a, _ in pairs)


def test_the_tables_written_out() -> None:
    assert [str(left & right) for left in ALL for right in ALL] == [
        "met", "not_met", "unknown", "not_met", "not_met", "not_met", "unknown", "not_met", "unknown"]
    assert [str(left | right) for left in ALL for right in ALL] == ["met", "met", "met", "met", "not_met", "unknown", "met", "unknown", "unknown"]


def test_arrays_answer_as_single_verdicts_do() -> None:
    pairs = list(product(ALL, ALL))
    left, right = _array(a for a, _ in pairs), _array(b for _, b in pairs)
    assert _listed(left & right) == [a & b for a, b in pairs]
    assert _listed(left | right) == [a | b for a, b in pairs]
    assert _listed(~left) == [~a for a, _ in pairs]


def test_what_is_known_by_construction_stays_so() -> None:
    known = Truths(*[np.array([[True, False]])] * 2)
    for found in (known & TRUE, known | FALSE, ~known, known & known):
        assert found.is_known
    assert not (known & UNKNOWN).is_known
    assert not (known | UNKNOWN).is_known
    assert not (~UNKNOWN).is_known


def test_the_three_constants() -> None:
    assert [one.at(0, 0) for one in (TRUE, FALSE, UNKNOWN)] == [MET, NOT_MET, OPEN]


def test_an_unknown_condition_leaves_what_both_branches_agree_on() -> None:
    triples = list(product(ALL, ALL, ALL))
    condition, yes, no = (_array(triple[place] for triple in triples) for place in range(3))
    found = _listed(yes.either(no, condition))
    assert found == [_verdict(a if c else b for c in WORLDS[one] for a in WORLDS[two] for b in WORLDS[three]) for one, two, three in triples]


@pytest.mark.parametrize("condition", ALL)
def test_a_condition_that_is_the_same_for_everyone_chooses_a_branch(condition: Verdict) -> None:
    pairs = list(product(ALL, ALL))
    yes, no = _array(a for a, _ in pairs), _array(b for _, b in pairs)
    constant = {MET: TRUE, NOT_MET: FALSE, OPEN: UNKNOWN}[condition]
    expected = {MET: [a for a, _ in pairs], NOT_MET: [b for _, b in pairs], OPEN: [a if a is b else OPEN for a, b in pairs]}[condition]
    assert _listed(yes.either(no, constant)) == expected


def test_one_row_or_column_holds_for_all() -> None:
    row, column = Truths(np.array([[True, False]]), np.array([[True, True]])), Truths(np.array([[True], [False]]), np.array([[True], [False]]))
    both = row & column
    assert [[both.at(i, j) for j in range(2)] for i in range(2)] == [[MET, OPEN], [NOT_MET, NOT_MET]]
    assert (row.at(5, 1), column.at(1, 7)) == (OPEN, NOT_MET)


# -- bounds -----------------------------------------------------------------------------------------------------------

Possible = frozenset[int | None]
"""Every value something may have; None: it may not exist."""

_PLACES = st.integers(-4, 4)


@st.composite
def _bounded(draw: st.DrawFn) -> tuple[int, int, Verdict]:
    least, greatest = sorted((draw(_PLACES), draw(_PLACES)))
    return least, greatest, draw(st.sampled_from(ALL))


def _bounds(*cells: tuple[int, int, Verdict]) -> Bounds:
    return Bounds(np.array([[low for low, _, _ in cells]]), np.array([[high for _, high, _ in cells]]), _array(absent for _, _, absent in cells))


def _values(cell: tuple[int, int, Verdict]) -> Possible:
    low, high, absent = cell
    existing: Possible = frozenset(range(low, high + 1))
    return {MET: frozenset({None}), NOT_MET: existing, OPEN: existing | {None}}[absent]


def _agrees(found: Bounds, expected: Iterable[int | None]) -> None:
    """Sound and tight: the least and greatest are those of the values that can occur, absence is what can occur."""
    values = set(expected)
    existing = [value for value in values if value is not None]
    assert found.absent.at(0, 0) is (_verdict(value is None for value in values))
    if existing:
        assert found.at(0, 0) == (min(existing), max(existing))
    else:
        assert found.at(0, 0) is None


def _both(function: Callable[[int, int], int]) -> Callable[[int | None, int | None], int | None]:
    return lambda a, b: None if a is None or b is None else function(a, b)


@given(_bounded(), _bounded())
def test_sums_and_lesser_and_greater_values_are_exactly_those_that_can_occur(one: tuple[int, int, Verdict], other: tuple[int, int, Verdict]) -> None:
    left, right = _bounds(one), _bounds(other)
    pairs = list(product(_values(one), _values(other)))
    for found, function in ((left.plus(right), lambda a, b: a + b), (left.minimum(right), min), (left.maximum(right), max)):
        _agrees(found, {_both(function)(a, b) for a, b in pairs})
    _agrees(left.negative(), {None if a is None else -a for a in _values(one)})
    _agrees(left.map(lambda numbers: numbers // 2), {None if a is None else a // 2 for a in _values(one)})


@given(_bounded(), _bounded())
def test_the_earliest_is_the_lesser_of_those_that_exist(one: tuple[int, int, Verdict], other: tuple[int, int, Verdict]) -> None:
    pairs = product(_values(one), _values(other))
    _agrees(_bounds(one).earliest(_bounds(other)), {min((value for value in pair if value is not None), default=None) for pair in pairs})


@given(_bounded(), _bounded(), st.sampled_from(ALL))
def test_a_choice_between_bounds_is_the_hull_of_what_may_be_chosen(one: tuple[int, int, Verdict], other: tuple[int, int, Verdict], condition: Verdict) -> None:
    left, right = _bounds(one), _bounds(other)
    worlds = {value for truth in WORLDS[condition] for value in _values(one if truth else other)}
    _agrees(left.either(right, _array([condition])), worlds)
    # Beside a cell that is decided otherwise, the same.
    mixed = _bounds(one, one, one).either(_bounds(other, other, other), _array([condition, MET, NOT_MET]))
    _agrees(mixed, worlds)


@given(_bounded(), _bounded())
def test_comparisons_are_met_or_not_met_exactly_when_all_pairs_agree(one: tuple[int, int, Verdict], other: tuple[int, int, Verdict]) -> None:
    left, right = _bounds(one), _bounds(other)
    pairs = list(product(_values(one), _values(other)))
    comparisons: tuple[tuple[Truths, Callable[[Any, Any], bool]], ...] = (
        (left.at_most(right), lambda a, b: a <= b), (left.below(right), lambda a, b: a < b), (left.equals(right), lambda a, b: a == b))
    for found, compare in comparisons:
        assert found.at(0, 0) is _verdict(a is not None and b is not None and compare(a, b) for a, b in pairs)


@given(_bounded())
def test_exact_is_one_value_that_surely_exists(one: tuple[int, int, Verdict]) -> None:
    assert bool(_bounds(one).exact[0, 0]) is (len(_values(one)) == 1 and None not in _values(one))


def test_values_known_exactly_are_compared_as_numbers() -> None:
    left, right = Bounds.exactly([[1, 2, 3]]), Bounds.exactly([[2]])
    assert _listed(left.at_most(right)) == [MET, MET, NOT_MET]
    assert _listed(left.below(right)) == [MET, NOT_MET, NOT_MET]
    assert _listed(left.equals(right)) == [NOT_MET, MET, NOT_MET]
    assert left.exact.all()
    assert left.absent is FALSE
    assert left.plus(right).absent is left.minimum(right).absent is FALSE


def _open(least: int | None, greatest: int | None) -> Bounds:
    return Bounds(np.array([[-INFINITE if least is None else least]]), np.array([[INFINITE if greatest is None else greatest]]))


@pytest.mark.parametrize(("least", "greatest"), [(None, 5), (5, None), (None, None)])
@pytest.mark.parametrize("added", [-17_000, -1, 0, 1, 17_000])
def test_an_unbounded_side_stays_unbounded_whatever_is_added(least: int | None, greatest: int | None, added: int) -> None:
    expected = (None if least is None else least + added, None if greatest is None else greatest + added)
    assert _open(least, greatest).plus(_open(added, added)).at(0, 0) == expected
    assert _open(added, added).plus(_open(least, greatest)).at(0, 0) == expected
    assert _open(least, greatest).negative().at(0, 0) == (None if greatest is None else -greatest, None if least is None else -least)


def test_an_unbounded_side_stays_unbounded_under_functions_and_comparisons() -> None:
    assert _open(None, 5).map(lambda numbers: numbers // 7).at(0, 0) == (None, 0)
    assert _open(5, None).map(lambda numbers: numbers * 3).at(0, 0) == (15, None)
    assert _open(5, None).at_most(_open(4, 4)).at(0, 0) is NOT_MET
    assert _open(5, None).at_most(_open(5, 5)).at(0, 0) is OPEN
    assert _open(None, 5).at_most(_open(5, 5)).at(0, 0) is MET
    assert _open(None, None).minimum(_open(3, 3)).at(0, 0) == (None, 3)
    assert _open(None, None).maximum(_open(3, 3)).at(0, 0) == (3, None)
