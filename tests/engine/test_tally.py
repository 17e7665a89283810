"""Counting that begins anew: exact on known weeks, and never wrong about weeks nobody saw."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrationrules.dates import day_number
from integrationrules.engine.tally import MAYBE, NO, YES, _count

from .small import decide, rulebook

FIRST = day_number(date(2016, 1, 4))
kinds = st.sampled_from([(YES, NO), (NO, YES), (NO, NO), (MAYBE, MAYBE), (NO, MAYBE), (MAYBE, NO)])
weeks = st.lists(st.tuples(kinds, st.integers(1, 4)), max_size=7).map(lambda runs: [kind for kind, length in runs for _ in range(length)])


def counted(states: list[tuple[int, int]], after: int, within: int, at_once: bool) -> tuple[int, int]:
    return _count(bytes(one for one, _ in states), bytes(one for _, one in states), FIRST, after, within, at_once, False)


def plainly(states: list[tuple[int, int]], after: int, window: int, at_once: bool) -> int:
    """Known weeks one by one; a window of so many weeks before the Monday it is checked on."""
    number, rest = 0, list[int]()
    for week, (on, off) in enumerate(states):
        if on and not at_once and sum(one >= week - window for one in rest) >= after:
            number, rest = 0, []
        if on:
            number += 1
        elif off and number:
            rest.append(week)
            if at_once and sum(one >= week + 1 - window for one in rest) >= after:
                number, rest = 0, []
    return number


@settings(max_examples=300, deadline=None)
@given(weeks, st.integers(1, 4), st.booleans())
def test_known_weeks_are_counted_exactly(states: list[tuple[int, int]], after: int, at_once: bool) -> None:
    known = [(YES, NO) if on == YES else (NO, YES) if off == YES else (NO, NO) for on, off in states]
    expected = plainly([(on == YES, off == YES) for on, off in known], after, 10_000, at_once)
    assert counted(known, after, 1200, at_once) == (expected, expected)


@settings(max_examples=300, deadline=None)
@given(weeks, st.integers(1, 4), st.booleans(), st.randoms(use_true_random=False))
def test_whatever_happened_in_the_weeks_nobody_saw_the_number_lies_between(states: list[tuple[int, int]], after: int, at_once: bool, random) -> None:  # type: ignore[no-untyped-def]
    least, greatest = counted(states, after, 1200, at_once)
    for _ in range(8):
        filled = []
        for on, off in states:
            choices = [(False, False)] + [(True, False)] * (on == MAYBE) + [(False, True)] * (off == MAYBE)
            filled.append((True, False) if on == YES else (False, True) if off == YES else random.choice(choices))
        assert least <= plainly(filled, after, 10_000, at_once) <= greatest


def test_a_week_drops_out_of_the_window() -> None:
    rest = [(YES, NO), (NO, YES)] + [(NO, NO)] * 3 + [(NO, YES), (YES, NO)]
    # A month holds the four weeks before, not the fifth.
    assert counted(rest, 2, 1, True) == (2, 2)
    assert counted(rest, 2, 2, True) == (1, 1)


LADDER = """\
facts: {seen: {first: visitation, administrative: true}}
sets:
  on_benefit: {weeks: any_day, of: benefit}
  at_work: {weeks: any_day, of: employment}
measures:
  number: {tally: on_benefit, from: seen.on, restarts: {after: 2 * week, of: at_work, within: 6 * month}}
rules:
  week: {for: week, when: on_benefit, value: number, source: s}
"""


@pytest.mark.parametrize(("on", "verdict", "value"), [
    ("2016-01-10", "not_met", None), ("2016-01-13", "met", 1), ("2016-01-20", "met", 2), ("2016-01-26", "not_met", None), ("2016-02-10", "met", 1),
])
def test_a_rule_about_a_week(tmp_path: Path, on: str, verdict: str, value: int | None) -> None:
    facts = [{"kind": "visitation", "on": "2016-01-05"}, {"kind": "benefit", "type": "other", "from": "2016-01-13", "to": "2016-01-25"},
             {"kind": "employment", "type": "ordinary", "from": "2016-01-25", "to": "2016-02-08"},
             {"kind": "benefit", "type": "other", "from": "2016-02-08", "to": "2016-03-01"}]
    found = decide(rulebook(tmp_path, LADDER), "week", facts, on)
    assert (str(found.verdict), found.value.as_json() if found.value else None) == (verdict, value)
    assert found.period == f"{date.fromisoformat(on).isocalendar()[0]}-W{date.fromisoformat(on).isocalendar()[1]:02}"
