"""Counted weeks, days and months of facts, against walking through the days one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.dates import IsoWeek, as_date, day_number, monday
from integrationrules.engine.counts import count_touched
from integrationrules.engine.selected import Selected, select
from integrationrules.rulebook.terms import Term, Type
from integrationrules.timeline.batch import batch_of
from integrationrules.timeline.timeline import Timeline
from integrationrules.verdict import Bounds, Verdict

FIRST, LAST = day_number(date(2015, 8, 24)), day_number(date(2015, 11, 15))
NONE_BEFORE = date(2015, 9, 1)
MATCHING, LISTED = frozenset({"700"}), frozenset({"700", "111"})
CODES = ("700", "111", "0")      # counted, listed and not counted, not listed
UNITS = ("week", "day", "month")
Span = tuple[int, int]
Code = tuple[int, str]
day = st.integers(0, LAST - FIRST)
spans = st.lists(st.tuples(day, st.integers(1, 40)), max_size=3)
codes = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(CODES)), max_size=4)


def _spans(found: Sequence[Span], **more: Any) -> list[dict[str, Any]]:
    return [{"from": as_date(FIRST + start).isoformat(), "to": as_date(FIRST + start + length).isoformat(), **more} for start, length in found]


def _timeline(benefits: Sequence[Span], coded: Sequence[Code], observed: Sequence[Span], observed_codes: Sequence[Span]) -> Timeline:
    weeks = [{"kind": "week_code", "week": str(IsoWeek.holding(as_date(FIRST + 7 * week))), "code": code} for week, code in coded]
    nowhere = [(-9000, 1)]       # something must be said to be observed; that long ago it says nothing
    return Timeline.model_validate({
        "citizen": {"id": "c"}, "facts": [*_spans(benefits, kind="benefit", type="cash_assistance"), *weeks],
        "observed": {"spans": _spans(observed or nowhere), "by_kind": {"week_code": _spans(observed_codes or nowhere)}}})


def _selected(timelines: Sequence[Timeline]) -> list[Selected]:
    batch = batch_of(timelines)
    code = Term("fact_code", Type("truth"), (), ("code", MATCHING, LISTED, ()))
    return [select(batch, Term("facts", Type("facts", kind), condition, (kind, NONE_BEFORE, False)))
            for kind, condition in (("benefit", ()), ("week_code", (code,)))]


def _days(found: Sequence[Span]) -> set[int]:
    return {FIRST + start + place for start, length in found for place in range(length)}


def _verdict_of_day(number: int, benefits: set[int], observed: set[int], coded: Sequence[Code], observed_codes: set[int], on: int) -> tuple[Verdict, bool]:
    """Whether benefit was received on a day, and whether a code leaves open which day of its week it was."""
    if number < day_number(NONE_BEFORE):
        return Verdict.NOT_MET, False
    week = (number - FIRST) // 7
    stated = {code for place, code in coded if place == week and FIRST + 7 * place <= on}
    by_spell = Verdict.UNKNOWN if number > on else Verdict.MET if number in benefits else Verdict.NOT_MET if number in observed else Verdict.UNKNOWN
    if stated:
        by_code = Verdict.UNKNOWN if "700" in stated or "0" in stated else Verdict.NOT_MET
    else:
        by_code = Verdict.NOT_MET if number in observed_codes and number <= on else Verdict.UNKNOWN
    return by_spell | by_code, "700" in stated


def _unit(number: int, by: str) -> tuple[int, int]:
    found = as_date(number)
    return {"week": found.isocalendar()[:2], "day": (number, 0), "month": (found.year, found.month)}[by]


def _expected(by: str, up_to: int, benefits: Sequence[Span], coded: Sequence[Code], observed: Sequence[Span], observed_codes: Sequence[Span], on: int) -> Span:
    paid, seen, seen_codes = _days(benefits), _days(observed), _days(observed_codes)
    sure: set[tuple[int, int]] = set()
    possible: set[tuple[int, int]] = set()
    for number in range(day_number(NONE_BEFORE), up_to + 1):
        verdict, _ = _verdict_of_day(number, paid, seen, coded, seen_codes, on)
        if verdict is not Verdict.NOT_MET:
            possible.add(_unit(number, by))
        if verdict is Verdict.MET:
            sure.add(_unit(number, by))
    for week, code in coded:
        start = FIRST + 7 * week
        # Some day of a coded week counts for what holds the whole week, once the week is over.
        units = {_unit(max(start, day_number(NONE_BEFORE)), by), _unit(start + 6, by)}
        if code == "700" and start <= on and start + 6 <= up_to and len(units) == 1:
            sure |= units
    return len(sure), len(possible)


@given(spans, codes, spans, spans, day, st.integers(0, 9), day)
def test_counts_are_those_of_walking_through_the_days(
    benefits: list[Span], coded: list[Code], observed: list[Span], observed_codes: list[Span], up_to: int, width: int, last: int,
) -> None:
    selected = _selected([_timeline(benefits, coded, observed, observed_codes)])
    on = FIRST + last
    for by in UNITS:
        earliest, latest = (_expected(by, FIRST + end, benefits, coded, observed, observed_codes, on) for end in (up_to, up_to + width))
        bounds = Bounds(np.array([[FIRST + up_to]]), np.array([[FIRST + up_to + width]]))
        found = count_touched(selected, by, bounds, np.array([[on]]), 1)
        assert found.at(0, 0) == (earliest[0], latest[1]), by


@given(st.lists(st.tuples(spans, codes), min_size=3, max_size=3), st.lists(st.tuples(day, day), min_size=2, max_size=2))
def test_questions_and_citizens_are_counted_each_for_itself(people: list[tuple[list[Span], list[Code]]], asked: list[tuple[int, int]]) -> None:
    whole = [(-100, 300)]
    selected = _selected([_timeline(benefits, coded, whole, whole) for benefits, coded in people])
    up_to, on = (np.array([[FIRST + one[place]] for one in asked]) for place in (0, 1))
    for by in UNITS:
        found = count_touched(selected, by, Bounds(up_to, up_to), on, len(people))
        for row, (end, last) in enumerate(asked):
            for column, (benefits, coded) in enumerate(people):
                assert found.at(row, column) == _expected(by, FIRST + end, benefits, coded, whole, whole, FIRST + last)


def test_overlapping_and_touching_spells_count_a_week_once() -> None:
    start = (monday(date(2015, 9, 7)) - as_date(FIRST)).days
    whole = [(-100, 300)]
    selected = _selected([_timeline([(start, 8), (start + 6, 3), (start + 9, 5)], [(start // 7, "700")], whole, whole)])
    up_to = np.array([[LAST]])
    counts = [count_touched(selected, by, Bounds(up_to, up_to), up_to, 1).at(0, 0) for by in UNITS]
    assert counts == [(2, 2), (14, 14), (1, 1)]
