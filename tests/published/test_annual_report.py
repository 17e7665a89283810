"""The averages of "I mål med integration - Årsrapport 2018": what their printed shares allow.

The counts are not printed, and the shares of the 17 municipalities only in figures, of which the text gives the ends. So
nothing here recomputes a share. What can be: the sums and differences of the printed averages, and whether an average of
17 that weighs every municipality the same (notes 9-12) can be what is printed, given the shares that the text gives. The
averages of objectives 2 and 3 are pooled (notes 16 and 19), and no counts are printed: of those only differences.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from integrationrules.register.bounded import Bounded, change
from integrationrules.register.shares import mean_of

HALF = Fraction(1, 2)
MUNICIPALITIES = 17
# All, in self-support and in education: per cent in the last quarter of 2018, and the rise in percentage points.
LAST, RISE = (41, 26, 15), (31, 17, 14)
# Shares that the text gives in per cent, how many municipalities lie between the two that follow, and the average printed.
OBJECTIVE_1 = ([29, 30, 57, 57], 13, (33, 48), 41)
SELF_SUPPORT = ([15, 43], 15, (18, 32), 26)
RISES = {"objective 1": (22, 48, 31), "self-support": (11, 24, 17), "education": (8, 32, 14)}


def printed_as(least: int, greatest: int | None = None) -> Bounded:
    """A share that was rounded to a whole per cent, or one that lies between two such."""
    return Bounded(None, (least - HALF) / 100, ((least if greatest is None else greatest) + HALF) / 100)


def of_seventeen(known: list[int], others: list[tuple[int, tuple[int, int]]]) -> Bounded:
    """The average as the package makes it: every municipality weighs the same."""
    shares = [printed_as(one) for one in known] + [printed_as(*between) for how_many, between in others for _ in range(how_many)]
    assert len(shares) == MUNICIPALITIES
    return mean_of(shares)


def could_be(printed: int, found: Bounded, unit: int = 100) -> bool:
    """Whether a number within the bounds is rounded to the printed one."""
    assert found.lowest is not None
    assert found.highest is not None
    return found.lowest * unit <= printed + HALF and printed - HALF <= found.highest * unit


@pytest.mark.parametrize(("known", "others", "between", "printed"), [OBJECTIVE_1, SELF_SUPPORT], ids=["objective 1", "self-support"])
def test_the_printed_average_can_be_that_of_seventeen(known: list[int], others: int, between: tuple[int, int], printed: int) -> None:
    found = of_seventeen(known, [(others, between)])
    assert could_be(printed, found)
    assert not could_be(min(between) - 5, found)
    assert not could_be(max(between) + 5, found)


def test_the_average_in_education_can_be_that_of_fourteen_and_three() -> None:
    assert could_be(15, of_seventeen([9, 34], [(13, (9, 17)), (2, (21, 34))]))


@pytest.mark.parametrize(("least", "greatest", "average_rise"), RISES.values(), ids=RISES)
def test_an_average_rise_lies_between_the_least_and_the_greatest(least: int, greatest: int, average_rise: int) -> None:
    found = of_seventeen([least, greatest], [(MUNICIPALITIES - 2, (least, greatest))])
    assert could_be(average_rise, found)
    assert not could_be(least - 1, found)
    assert not could_be(greatest + 1, found)


@pytest.mark.parametrize(("now", "before", "points"), [(26, 9, 17), (15, 1, 14), (50, 31, 19), (18, 10, 8)])
def test_rises_and_gaps_are_the_differences_of_the_averages(now: int, before: int, points: int) -> None:
    """Self-support and education from the baseline to the end of 2018; men and women then and in the first quarter of 2017."""
    found = change(printed_as(now), printed_as(before))
    assert could_be(points, found, unit=1)
    assert not could_be(points - 3, found, unit=1)
    assert not could_be(points + 3, found, unit=1)


def test_the_baseline_of_the_objective_is_what_its_rise_leaves() -> None:
    """It is not printed: 41 less 31 are 10 %, and so are 9 in self-support and 1 in education."""
    assert could_be(31, change(printed_as(41), printed_as(10)), unit=1)


def test_self_support_and_education_add_up_to_the_objective() -> None:
    """Without overlap, though a quarter has room for five weeks of each: hardly anybody was counted in both, or one went before the other.

    The package counts who is either, once. Which of the two the report did cannot be told from shares in whole per cents.
    """
    for all_, self_support, education in (LAST, RISE):
        assert all_ == self_support + education
