"""Shares and bounds, against every way in which what is not known may turn out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.register.bounded import NOTHING
from integrationrules.register.counts import Counts, tallied
from integrationrules.register.tablecolumns import HIDDEN, Column
from integrationrules.report.catalogue import translator
from integrationrules.report.register.words import between, shown
from integrationrules.verdict import Truths

CITIZENS = st.lists(st.tuples(st.sampled_from([True, False, None]), st.sampled_from([True, False, None])), max_size=6)


def counts_of(people: list[tuple[bool | None, bool | None]]) -> Counts:
    def truths(place: int) -> Truths:
        found = [one[place] for one in people]
        return Truths(np.array([[one is True for one in found]]), np.array([[one is not False for one in found]]))

    (quarter,) = tallied(truths(0), truths(1), np.zeros(len(people), dtype=np.int64), 1, 1)
    return Counts.of(quarter[0])


@given(CITIZENS)
def test_the_bounds_are_the_least_and_the_greatest_share_that_can_be(people: list[tuple[bool | None, bool | None]]) -> None:
    counts = counts_of(people)
    shares = set()
    choices = [[one] if one is not None else [True, False] for person in people for one in person]
    for settled in product(*choices):
        pairs = list(zip(settled[::2], settled[1::2], strict=True))
        members = [outcome for member, outcome in pairs if member]
        if members:
            shares.add(Fraction(sum(members), len(members)))
    if counts.members:
        assert (counts.bounded.lowest, counts.bounded.highest) == (min(shares), max(shares))
    else:
        assert counts.bounded == NOTHING


@given(CITIZENS)
def test_everyone_is_counted_once(people: list[tuple[bool | None, bool | None]]) -> None:
    counts = counts_of(people)
    assert counts.members == sum(member is True for member, _ in people)
    assert counts.possible == sum(member is None for member, _ in people)
    assert counts.met == people.count((True, True))
    assert counts.unknown == people.count((True, None))


def test_a_group_of_undecided_members_has_bounds_and_no_share() -> None:
    counts = Counts(unknown=3)
    assert counts.share is None
    assert (counts.bounded.lowest, counts.bounded.highest) == (Fraction(0), Fraction(1))


def test_shares_are_rounded_half_away_from_zero_and_once() -> None:
    tr = translator("en")
    assert [shown(Fraction(number, 2000), "share", tr, sign=False) for number in (1, 3, 1999)] == ["0.1", "0.2", "100.0"]
    assert shown(Fraction(1, 8), "share", translator("da")) == "12,5\u00a0%"
    assert shown(None, "share", tr) == "–"
    assert Column("share", "share").exact(Fraction(2, 3)) == Decimal("0.666667")


def test_points_have_their_sign_and_what_is_hidden_is_no_number() -> None:
    tr = translator("da")
    assert [shown(Fraction(number, 20), "points", tr) for number in (-1, 0, 1)] == ["−0,1", "0,0", "+0,1"]
    assert shown(HIDDEN, "share", tr) == shown(HIDDEN, "points", tr) == shown(HIDDEN, "count", tr) == ".."
    assert Column("met", "count").exact(HIDDEN) is None
    assert between(HIDDEN, HIDDEN, "share", tr) == ".."
    assert between(Fraction(1, 4), Fraction(1, 2), "share", tr) == "25,0–50,0\u00a0%"
