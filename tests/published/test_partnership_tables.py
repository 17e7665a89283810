"""Tables 1 and 2 of the partnership "Sammen om integration": every printed percentage from the printed counts.

Source: LG Insight's note on the partnership, special extract by STAR. The counts themselves cannot be recomputed: the
persons behind them are not printed, and neither is the 0.8 % of all employees, whose number is nowhere.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from integrationrules.register.bounded import Bounded, change, rounded
from integrationrules.register.counts import Counts

# Table 1, persons in the programme by kind of employment: before the partnership, its first and second year.
KINDS = ("everyone", "ordinary", "wage subsidy", "internship", "mentor")
BEFORE = (1143, 578, 52, 553, 81)
FIRST_YEAR = (2799, 793, 201, 2104, 432)
SECOND_YEAR = (3591, 1160, 319, 2578, 593)
GROWTH = ("214.2", "100.7", "513.5", "366.2", "632.1")
# Table 2, persons with a supported course in 2016 and those in ordinary work six months after it, with the printed per cent.
COURSES = {"everyone": (1016, 375, 37), "wage subsidy": (107, 96, 90), "internship": (785, 268, 34), "mentor": (318, 96, 30)}


def growth(before: int, after: int) -> str:
    found = change(Bounded(Fraction(after, before), None, None), Bounded(Fraction(1), None, None)).value
    assert found is not None
    return str(rounded(found, 1))


@pytest.mark.parametrize(("before", "after", "printed"), list(zip(BEFORE, SECOND_YEAR, GROWTH, strict=True)), ids=KINDS)
def test_table_1_growth_is_from_before_the_partnership_to_its_second_year(before: int, after: int, printed: str) -> None:
    assert growth(before, after) == printed


def test_table_1_growth_is_not_that_of_the_first_year() -> None:
    assert not {growth(before, after) for before, after in zip(BEFORE, FIRST_YEAR, strict=True)} & set(GROWTH)


@pytest.mark.parametrize("year", [BEFORE, FIRST_YEAR, SECOND_YEAR])
def test_table_1_counts_persons_once_in_all_and_once_in_each_kind(year: tuple[int, ...]) -> None:
    everyone, *kinds = year
    assert max(kinds) <= everyone < sum(kinds)


@pytest.mark.parametrize(("courses", "employed", "printed"), COURSES.values(), ids=COURSES)
def test_table_2_shares_are_of_persons_and_rounded_half_up(courses: int, employed: int, printed: int) -> None:
    share = Counts(met=employed, not_met=courses - employed).share
    assert share is not None
    assert rounded(share * 100, 0) == printed


def test_table_2_counts_persons_once_in_all_and_once_in_each_kind() -> None:
    everyone, *kinds = COURSES.values()
    for place in (0, 1):
        assert everyone[place] < sum(kind[place] for kind in kinds)


def test_table_2_more_than_every_third_as_the_text_says() -> None:
    courses, employed, _ = COURSES["everyone"]
    assert Fraction(1, 3) < Fraction(employed, courses) < Fraction(2, 5)


def test_table_2_is_not_of_the_persons_of_table_1() -> None:
    """The years differ: 2016 lies in two of table 1's periods, so neither table can be checked by the other."""
    for place, kind in ((2, "wage subsidy"), (3, "internship"), (4, "mentor")):
        assert COURSES[kind][0] not in (BEFORE[place], FIRST_YEAR[place], SECOND_YEAR[place])
