"""Week sets against sets of weeks and days."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.engine.intervals import Intervals, merge
from integrationrules.engine.weeks import Period, WeekSet, inside, touched
from integrationrules.verdict import FALSE, TRUE, UNKNOWN, Truths, Verdict

PEOPLE = 3
FIRST_MONDAY = 17_805          # 1 October 2018
SPELLS = st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.integers(-20, 110), st.integers(1, 40)), max_size=7)
DAYS = st.integers(-10, 120)
LENGTHS = st.integers(12, 14)


def _intervals(found: list[tuple[int, int, int]]) -> Intervals:
    columns = np.array(sorted(found), dtype=np.int64).reshape(-1, 3)
    return merge(Intervals(columns[:, 0], FIRST_MONDAY + columns[:, 1], FIRST_MONDAY + columns[:, 1] + columns[:, 2]))


def _days(found: list[tuple[int, int, int]], citizen: int) -> set[int]:
    return {day for who, start, length in found if who == citizen for day in range(start, start + length)}


def _mask(weeks: set[int]) -> int:
    return sum(1 << week for week in weeks)


def _week(week: int) -> set[int]:
    return set(range(7 * week, 7 * week + 7))


@given(SPELLS, st.lists(st.tuples(st.integers(-3, 3), LENGTHS, DAYS), min_size=1, max_size=3))
def test_weeks_touched_and_filled_are_counted_day_by_day(found: list[tuple[int, int, int]], asked: list[tuple[int, int, int]]) -> None:
    period = Period(np.array([[FIRST_MONDAY + 7 * late] for late, _, _ in asked]), np.array([[weeks] for _, weeks, _ in asked]))
    last_day = np.array([[FIRST_MONDAY + day] for _, _, day in asked])
    parts = _intervals(found)
    any_day, every_day = (np.broadcast_to(kernel(parts, period, last_day, PEOPLE), (len(asked), PEOPLE)) for kernel in (touched, inside))
    for row, (late, weeks, last) in enumerate(asked):
        for citizen in range(PEOPLE):
            days = {day - 7 * late for day in _days(found, citizen) if day <= last}
            assert any_day[row, citizen] == _mask({week for week in range(weeks) if _week(week) & days})
            assert every_day[row, citizen] == _mask({week for week in range(weeks) if _week(week) <= days})


@given(SPELLS, st.lists(DAYS, min_size=PEOPLE, max_size=PEOPLE), LENGTHS)
def test_each_citizen_may_be_asked_on_a_day_of_its_own(found: list[tuple[int, int, int]], last: list[int], weeks: int) -> None:
    period = Period(np.array([[FIRST_MONDAY]]), np.array([[weeks]]))
    last_day = FIRST_MONDAY + np.array([last])
    any_day, every_day = (np.broadcast_to(kernel(_intervals(found), period, last_day, PEOPLE), (1, PEOPLE)) for kernel in (touched, inside))
    for citizen in range(PEOPLE):
        days = {day for day in _days(found, citizen) if day <= last[citizen]}
        assert any_day[0, citizen] == _mask({week for week in range(weeks) if _week(week) & days})
        assert every_day[0, citizen] == _mask({week for week in range(weeks) if _week(week) <= days})


@given(st.integers(-20, 110), st.integers(1, 140), DAYS, LENGTHS)
def test_one_span_for_all_citizens_gives_all_the_same(start: int, length: int, last: int, weeks: int) -> None:
    period, last_day = Period(np.array([[FIRST_MONDAY]]), np.array([[weeks]])), np.array([[FIRST_MONDAY + last]])
    for kernel in (touched, inside):
        together = kernel(_intervals([(citizen, start, length) for citizen in range(PEOPLE)]), period, last_day, PEOPLE)
        alone = kernel(_intervals([(0, start, length)]), period, last_day, 1)
        assert np.broadcast_to(together, (1, PEOPLE)).tolist() == [[int(alone[0, 0])] * PEOPLE]


def test_a_period_of_16_weeks_uses_every_bit() -> None:
    period = Period(np.array([[FIRST_MONDAY]]), np.array([[16]]))
    assert int(period.full[0, 0]) == 0xFFFF
    whole = _intervals([(0, 0, 200)])
    assert int(inside(whole, period, np.array([[FIRST_MONDAY + 199]]), 1)[0, 0]) == 0xFFFF


# -- the algebra ------------------------------------------------------------------------------------------------------

VERDICTS = (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN)
weeks_of_verdicts = st.lists(st.sampled_from(VERDICTS), min_size=13, max_size=13)
FULL = np.array([[(1 << 13) - 1]], dtype=np.uint16)


def _set(verdicts: list[Verdict]) -> WeekSet:
    certain = _mask({week for week, one in enumerate(verdicts) if one is Verdict.MET})
    possible = _mask({week for week, one in enumerate(verdicts) if one is not Verdict.NOT_MET})
    return WeekSet(np.array([[certain]], dtype=np.uint16), np.array([[possible]], dtype=np.uint16))


def _listed(found: WeekSet) -> list[Verdict]:
    certain, possible = int(found.certain.flat[0]), int(found.possible.flat[0])
    return [Verdict.MET if certain >> week & 1 else Verdict.UNKNOWN if possible >> week & 1 else Verdict.NOT_MET for week in range(13)]


@given(weeks_of_verdicts, weeks_of_verdicts)
def test_sets_combine_week_by_week_as_verdicts_do(one: list[Verdict], other: list[Verdict]) -> None:
    left, right = _set(one), _set(other)
    assert _listed(left & right) == [a & b for a, b in zip(one, other, strict=True)]
    assert _listed(left | right) == [a | b for a, b in zip(one, other, strict=True)]
    assert _listed(~left) == [~a for a in one]


@given(weeks_of_verdicts)
def test_a_count_lies_between_the_weeks_that_surely_and_possibly_belong(one: list[Verdict]) -> None:
    found = _set(one)
    least, greatest = one.count(Verdict.MET), 13 - one.count(Verdict.NOT_MET)
    assert found.count(FULL).at(0, 0) == (least, greatest)
    assert (~found).count(FULL).at(0, 0) == (13 - greatest, 13 - least)      # bits beyond the period do not count


@given(weeks_of_verdicts)
def test_held_and_known_weeks_are_those_that_are_not_open(one: list[Verdict]) -> None:
    found = _set(one)
    assert int(found.holds[0, 0]) == _mask({week for week, verdict in enumerate(one) if verdict is Verdict.MET})
    assert int(found.known[0, 0]) & 0x1FFF == _mask({week for week, verdict in enumerate(one) if verdict is not Verdict.UNKNOWN})


@given(weeks_of_verdicts, weeks_of_verdicts)
def test_an_unknown_condition_leaves_the_weeks_both_sets_agree_on(one: list[Verdict], other: list[Verdict]) -> None:
    agreed = [a if a is b else Verdict.UNKNOWN for a, b in zip(one, other, strict=True)]
    for condition, expected in ((TRUE, one), (FALSE, other), (UNKNOWN, agreed)):
        assert _listed(_set(one).either(_set(other), condition)) == expected


@given(weeks_of_verdicts, weeks_of_verdicts, st.permutations(VERDICTS))
def test_conditions_that_differ_between_citizens_choose_for_each(one: list[Verdict], other: list[Verdict], conditions: list[Verdict]) -> None:
    condition = Truths(np.array([[each is Verdict.MET for each in conditions]]), np.array([[each is not Verdict.NOT_MET for each in conditions]]))
    found = _set(one).either(_set(other), condition)
    for column, each in enumerate(conditions):
        cell = WeekSet(found.certain[:, column], found.possible[:, column])
        agreed = [a if a is b else Verdict.UNKNOWN for a, b in zip(one, other, strict=True)]
        assert _listed(cell) == {Verdict.MET: one, Verdict.NOT_MET: other, Verdict.UNKNOWN: agreed}[each]


def test_a_condition_is_a_set_of_all_weeks_none_or_all_open() -> None:
    for condition, verdict in ((TRUE, Verdict.MET), (FALSE, Verdict.NOT_MET), (UNKNOWN, Verdict.UNKNOWN)):
        assert _listed(WeekSet.everywhere(condition)) == [verdict] * 13


def test_what_is_known_by_construction_stays_so() -> None:
    known, open_ = WeekSet.everywhere(TRUE), WeekSet.everywhere(UNKNOWN)
    assert (known & known).is_known
    assert (known | known).is_known
    assert (~known).is_known
    for one, other in product((known, open_), (open_,)):
        assert not (one & other).is_known
        assert not (one | other).is_known
    assert not (~open_).is_known


@pytest.mark.parametrize(("first", "second"), [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_rows_and_columns_broadcast(first: int, second: int) -> None:
    row = WeekSet(np.array([[1, 2]], dtype=np.uint16), np.array([[3, 2]], dtype=np.uint16))
    column = WeekSet(np.array([[1], [2]], dtype=np.uint16), np.array([[1], [2]], dtype=np.uint16))
    both = row & column
    expected = [[(1, 1), (0, 0)], [(0, 2), (2, 2)]][first][second]
    assert (int(both.certain[first, second]), int(both.possible[first, second])) == expected
