"""Spells and events: the first of them, and the weeks someone is resident."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.dates import as_date, day_number
from integrationrules.engine.selected import select
from integrationrules.engine.spells import first_day, first_index, resident_weeks
from integrationrules.engine.weeks import Period
from integrationrules.rulebook.terms import Term, Type
from integrationrules.timeline.batch import batch_of
from integrationrules.verdict import Bounds, Verdict
from tests.engine.small import timeline

FIRST = day_number(date(2016, 1, 4))        # a Monday
Span = tuple[int, int]
spans = st.lists(st.tuples(st.integers(-30, 80), st.integers(1, 40)), max_size=3)


def _iso(number: int) -> str:
    return as_date(FIRST + number).isoformat()


def _spans(found: Sequence[Span], **more: Any) -> list[dict[str, Any]]:
    return [{"from": _iso(start), "to": _iso(start + length), **more} for start, length in found]


def _first(
    facts: Sequence[dict[str, Any]], on: int, none_before: int | None = None, administrative: bool = False, observed: Sequence[Span] = ((-900, 2000),),
) -> Bounds:
    batch = batch_of([timeline(facts, _spans(observed))])
    begin = None if none_before is None else as_date(FIRST + none_before)
    selected = select(batch, Term("facts", Type("facts", "benefit"), (), ("benefit", begin, administrative)))
    return first_day(selected, np.array([[FIRST + on]]), 1)


def _numbers(found: Bounds) -> tuple[int | None, int | None] | None:
    bounds = found.at(0, 0)
    return None if bounds is None else (bounds[0] if bounds[0] is None else bounds[0] - FIRST, bounds[1] if bounds[1] is None else bounds[1] - FIRST)


@given(spans, st.lists(st.tuples(st.integers(-30, 80), st.integers(1, 60)), min_size=1, max_size=3), st.integers(-10, 100), st.integers(-20, 40))
def test_the_first_day_lies_between_the_first_unseen_and_the_first_certain_day(benefits: list[Span], observed: list[Span], on: int, none_before: int) -> None:
    found = _first(_spans(benefits, kind="benefit", type="other"), on, none_before, observed=observed)
    seen = {day for start, length in observed for day in range(start, start + length)}
    received = {day for start, length in benefits for day in range(start, start + length) if day >= none_before}
    begun = min((day for day in received if day <= on), default=None)
    unseen = next(day for day in range(none_before, 10_000) if day not in seen or day > on)
    least = unseen if begun is None else min(begun, unseen)
    assert _numbers(found) == (least, begun)
    assert found.absent.at(0, 0) is (Verdict.UNKNOWN if begun is None else Verdict.NOT_MET)


@given(spans, st.integers(-10, 100))
def test_an_administrative_fact_is_taken_as_stated(benefits: list[Span], on: int) -> None:
    found = _first(_spans(benefits, kind="benefit", type="other"), on, administrative=True, observed=[(500, 1)])
    begun = min((start for start, _ in benefits if start <= on), default=None)
    assert _numbers(found) == (None if begun is None else (begun, begun))


def test_without_a_day_before_which_there_was_none_the_first_may_be_any_earlier_day() -> None:
    assert _numbers(_first(_spans([(5, 10)], kind="benefit", type="other"), 20)) == (None, 5)


def test_a_first_day_known_to_the_month_is_bounded_by_it() -> None:
    january = [{"kind": "benefit", "type": "other", "from": "2016-01-15", "to": "2016-05-15", "precision": "month"}]
    for on, expected in ((100, (-3, 27)), (27, (-3, 27)), (10, (-3, None)), (-4, None)):       # 1 to 31 January 2016
        assert _numbers(_first(january, on, administrative=True)) == expected
    assert _first(january, 10, administrative=True).absent.at(0, 0) is Verdict.UNKNOWN


def test_what_ended_before_the_kind_existed_is_none_of_it() -> None:
    benefits = _spans([(0, 10), (15, 10)], kind="benefit", type="other")
    assert _numbers(_first(benefits, 50, none_before=10)) == (15, 15)
    assert _numbers(_first(benefits, 50, none_before=9)) == (9, 9)


def test_a_stated_week_counts_as_seen_when_the_first_is_looked_for() -> None:
    code = Term("fact_code", Type("truth"), (), ("code", frozenset({"700"}), frozenset({"700", "111"}), ()))
    selection = Term("facts", Type("facts", "week_code"), (code,), ("week_code", as_date(FIRST), False))

    def found(*codes: tuple[str, str]) -> tuple[int | None, int | None] | None:
        facts = [{"kind": "week_code", "week": week, "code": text} for week, text in codes]
        batch = batch_of([timeline(facts, _spans([(-300, 300)]))])      # observed up to the first of these weeks
        return _numbers(first_day(select(batch, selection), np.array([[FIRST + 200]]), 1))

    # Weeks 1 and 2 are stated to be another code: the first day may be any of week 3, the first week without a code.
    assert found(("2016-W01", "111"), ("2016-W02", "111"), ("2016-W05", "700")) == (14, 34)
    # Stated without a break, the first is some day of its own week.
    assert found(("2016-W01", "111"), ("2016-W02", "700")) == (7, 13)
    # A code that is not listed may be the one looked for.
    assert found(("2016-W01", "999"), ("2016-W02", "700")) == (0, 13)


# -- the fields of the first ------------------------------------------------------------------------------------------

def _place(facts: Sequence[dict[str, Any]], on: int = 90) -> int:
    batch = batch_of([timeline(facts)])
    selected = select(batch, Term("facts", Type("facts", "benefit"), (), ("benefit", None, True)))
    return int(first_index(selected, first_day(selected, np.array([[FIRST + on]]), 1), 1).flat[0])


def test_the_first_of_several_is_pointed_at() -> None:
    assert _place(_spans([(9, 3), (4, 30)], kind="benefit", type="other")) == 0      # columns are ordered by start
    assert _place([]) == -1


def test_two_that_begin_alike_or_may_both_be_first_are_not_told_apart() -> None:
    assert _place(_spans([(4, 3), (4, 30)], kind="benefit", type="other")) == -1
    monthly = [{"kind": "benefit", "type": "other", "from": "2016-01-15", "to": "2016-05-15", "precision": "month"}]
    assert _place(monthly) == 0            # whichever its first day is, it is the first
    assert _place([*monthly, *_spans([(4, 30)], kind="benefit", type="other")]) == -1


# -- residence --------------------------------------------------------------------------------------------------------

WEEKS = Period(np.array([[FIRST]]), np.array([[13]]))
moves = st.lists(st.tuples(st.integers(-20, 95), st.integers(1, 80)), max_size=2)


@given(moves, moves, st.lists(st.tuples(st.integers(-20, 50), st.integers(20, 120)), min_size=1, max_size=2), st.integers(0, 95))
def test_resident_weeks_are_those_whose_every_day_is(lived: list[Span], away: list[Span], observed: list[Span], on: int) -> None:
    facts = [*_spans(lived, kind="residence", municipality=101), *_spans(away, kind="abroad")]
    batch = batch_of([timeline(facts, _spans(observed))])
    found = resident_weeks(batch, WEEKS, np.array([[FIRST + on]]))
    gone, seen, home = ({day for start, length in part for day in range(start, start + length)} for part in (away, observed, lived))
    stated = any(start <= on for start, _ in lived)
    resident = {day for day in range(91) if day <= on and day not in gone and day in (home if stated else seen)}
    expected = sum(1 << week for week in range(13) if set(range(7 * week, 7 * week + 7)) <= resident)
    assert int(found.certain.flat[0]) == expected


def test_stated_residence_decides_from_the_day_it_begins() -> None:
    batch = batch_of([timeline(_spans([(35, 50)], kind="residence", municipality=101), _spans([(-100, 300)]))])
    before, on_the_day = (int(resident_weeks(batch, WEEKS, np.array([[FIRST + on]])).certain.flat[0]) for on in (34, 35))
    # The day before it is not yet a fact: five observed weeks. On the day, the weeks before it are not stated residence.
    assert (before, on_the_day) == (0b11111, 0)


@pytest.mark.parametrize("on", [90, 20])
def test_a_week_abroad_is_known_not_to_be_resident_and_others_are_open(on: int) -> None:
    batch = batch_of([timeline(_spans([(7, 1)], kind="abroad"), _spans([(0, 14)]))])
    found = resident_weeks(batch, WEEKS, np.array([[FIRST + on]]))
    assert int(found.certain.flat[0]) == 0b01
    assert int(found.possible.flat[0]) == 0x1FFF & ~0b10
