"""Shares of a cell, against every completion of small populations."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.register.bounded import Bounded, change, rounded
from integrationrules.register.counts import Counts
from integrationrules.register.shares import extremes, mean, pooled

Person = tuple[bool | None, bool | None]
"""Whether someone is a member, and whether the rule is met if so; None is unknown."""

PEOPLE = st.lists(st.sampled_from([(member, met) for member in (True, False, None) for met in (True, False, None)]), max_size=6)


def counted(people: list[Person]) -> Counts:
    members = [met for member, met in people if member]
    possible = [met for member, met in people if member is None]
    return Counts(
        met=members.count(True),
        not_met=members.count(False),
        unknown=members.count(None),
        possible=len(possible),
        may_fail=sum(met is not True for met in possible),
        may_succeed=sum(met is not False for met in possible),
    )


def completions(people: list[Person]) -> Iterator[Fraction | None]:
    """The share in every world that agrees with what is known; None where nobody is a member."""
    choices = [product((True, False) if member is None else (member,), (True, False) if met is None else (met,)) for member, met in people]
    for world in product(*[list(choice) for choice in choices]):
        members = [met for member, met in world if member]
        yield Fraction(sum(members), len(members)) if members else None


@given(PEOPLE)
def test_the_bounds_are_the_least_and_greatest_share_of_all_completions(people: list[Person]) -> None:
    share = counted(people).bounded
    if not any(member for member, _ in people):
        assert share == Bounded(None, None, None)
        return
    shares = [found for found in completions(people) if found is not None]
    assert (share.lowest, share.highest) == (min(shares), max(shares))


@given(PEOPLE)
def test_a_share_is_of_the_answered_and_within_its_bounds(people: list[Person]) -> None:
    share = counted(people).bounded
    answers = [met for member, met in people if member and met is not None]
    assert share.value == (Fraction(answers.count(True), len(answers)) if answers else None)
    if share.value is not None:
        assert share.lowest is not None
        assert share.highest is not None
        assert share.lowest <= share.value <= share.highest


@given(st.lists(PEOPLE.filter(lambda people: len(people) <= 3), max_size=3))
def test_the_bounds_of_the_mean_are_those_of_all_completions(places: list[list[Person]]) -> None:
    cells = [counted(people) for people in places]
    found = mean(cells)
    if not any(cell.members for cell in cells):
        assert found == Bounded(None, None, None)
        return
    means = []
    for world in product(*[set(completions(people)) for people in places]):
        shares = [share for share in world if share is not None]
        means.append(sum(shares, Fraction(0)) / len(shares))
    assert (found.lowest, found.highest) == (min(means), max(means))
    if found.value is not None:
        assert min(means) <= found.value <= max(means)


@given(PEOPLE, PEOPLE)
def test_pooling_counts_is_counting_the_people_together(some: list[Person], others: list[Person]) -> None:
    assert pooled([counted(some), counted(others)]) == counted(some + others)


def test_without_certain_members_there_is_no_share() -> None:
    assert Counts(possible=3, may_fail=3, may_succeed=3).bounded == Bounded(None, None, None)


def test_only_unknown_members_have_bounds_and_no_share() -> None:
    assert Counts(unknown=2).bounded == Bounded(None, Fraction(0), Fraction(1))


def test_unweighted_mean_and_pooled_share_differ() -> None:
    cells = [Counts(met=1, not_met=9), Counts(met=1, not_met=1)]
    assert (mean(cells).value, pooled(cells).share) == (Fraction(3, 10), Fraction(1, 6))


def test_a_municipality_without_people_does_not_pull_the_mean() -> None:
    assert mean([Counts(met=1, not_met=1), Counts()]).value == Fraction(1, 2)
    assert mean([]) == Bounded(None, None, None)


def test_the_extremes_leave_out_cells_without_a_share() -> None:
    assert extremes(one.share for one in [Counts(unknown=1), Counts(met=1, not_met=3), Counts(met=2, not_met=2)]) == (Fraction(1, 4), Fraction(1, 2))
    assert extremes([Counts().share]) is None


@given(PEOPLE, PEOPLE)
def test_the_change_bounds_hold_every_pair_of_completions(before: list[Person], after: list[Person]) -> None:
    found = change(counted(after).bounded, counted(before).bounded)
    if found.lowest is None or found.highest is None:
        return
    changes = [100 * (late - early) for late in completions(after) for early in completions(before) if late is not None and early is not None]
    assert (found.lowest, found.highest) == (min(changes), max(changes))


def test_a_change_from_41_to_31_percent_is_minus_ten_points() -> None:
    assert change(Counts(met=31, not_met=69).bounded, Counts(met=41, not_met=59).bounded).value == -10


def test_a_change_since_a_cell_without_a_share_is_not_known() -> None:
    assert change(Counts(met=1).bounded, Counts().bounded) == Bounded(None, None, None)


@pytest.mark.parametrize(("share", "decimals", "printed"), [
    (Fraction(1, 200), 0, "1"), (Fraction(-1, 200), 0, "-1"), (Fraction(1, 3), 1, "33.3"), (Fraction(2, 3), 2, "66.67"), (Fraction(499, 100000), 0, "0"),
])
def test_half_a_percent_is_rounded_away_from_zero(share: Fraction, decimals: int, printed: str) -> None:
    assert str(rounded(share * 100, decimals)) == printed


@pytest.mark.parametrize("wrong", [{"met": -1}, {"possible": 1}, {"possible": 1, "may_fail": 2, "may_succeed": 1}, {"may_fail": 1}])
def test_counts_that_no_population_has_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"count of people|possible member"):
        Counts(**wrong)
