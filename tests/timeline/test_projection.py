"""Running a timeline on: open spells continue, nothing else happens, and what was known stays as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.timeline.batch import batch_of
from integrationrules.timeline.files import parse_case
from integrationrules.timeline.projection import projected
from integrationrules.timeline.timeline import Timeline

TO = date(2020, 1, 1)


def case(observed: Any, *facts: dict[str, Any]) -> Timeline:
    return parse_case({"citizen": {"id": "c"}, "observed": observed, "facts": list(facts)})


def spans(timeline: Timeline, kind: str = "benefit") -> list[tuple[str, str]]:
    return [(str(span.from_), str(span.end)) for span in timeline.observed.of(kind)]


def test_the_observed_days_reach_to_the_day_and_no_further() -> None:
    assert spans(projected(case({"from": "2015-01-01", "to": "2019-01-01"}), TO)) == [("2015-01-01", "2020-01-01")]


def test_what_was_observed_longer_stays_observed() -> None:
    timeline = case({"from": "2015-01-01", "to": "2021-01-01"})
    assert projected(timeline, TO) == timeline


def test_a_last_day_is_run_on_as_well() -> None:
    assert spans(projected(case({"from": "2015-01-01", "through": "2018-12-31"}), TO)) == [("2015-01-01", "2020-01-01")]


def test_a_gap_between_observed_days_stays_a_gap() -> None:
    two = [{"from": "2017-01-01", "to": "2018-01-01"}, {"from": "2015-01-01", "to": "2016-01-01"}]
    assert spans(projected(case(two), TO)) == [("2017-01-01", "2020-01-01"), ("2015-01-01", "2016-01-01")]


def test_a_kind_with_days_of_its_own_is_run_on_from_their_end() -> None:
    found = projected(case({"from": "2015-01-01", "to": "2019-01-01", "by_kind": {"employment": {"from": "2016-01-01", "to": "2018-07-01"}}}), TO)
    assert spans(found, "employment") == [("2016-01-01", "2020-01-01")]
    assert spans(found, "benefit") == [("2015-01-01", "2020-01-01")]


def test_an_open_spell_lasts_and_a_closed_one_ends_where_it_did() -> None:
    still, over = {"kind": "programme", "from": "2018-01-01"}, {"kind": "programme", "from": "2016-01-01", "to": "2017-01-01"}
    timeline = case({"from": "2015-01-01", "to": "2019-01-01"}, still, over)
    ends = batch_of([projected(timeline, TO)]).facts["programme"].end_min
    assert sorted(int(end) for end in ends) == [(date(2017, 1, 1) - date(1970, 1, 1)).days, (TO - date(1970, 1, 1)).days]


def test_facts_and_citizen_are_the_same() -> None:
    timeline = case({"from": "2015-01-01", "to": "2019-01-01"}, {"kind": "contract", "on": "2019-06-01"})
    found = projected(timeline, TO)
    assert (found.facts, found.citizen) == (timeline.facts, timeline.citizen)


@given(st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.dates(date(2019, 1, 1), date(2030, 1, 1)))
def test_running_on_twice_is_running_on_to_the_later_day(one: date, other: date) -> None:
    timeline = case({"from": "2015-01-01", "to": "2019-01-01", "by_kind": {"igu": {"from": "2016-01-01", "to": "2018-01-01"}}})
    assert projected(projected(timeline, one), other) == projected(timeline, max(one, other))


@pytest.mark.parametrize("day", [date(2018, 6, 1), date(2019, 1, 1)])
def test_nothing_is_run_on_to_a_day_that_was_observed(day: date) -> None:
    timeline = case({"from": "2015-01-01", "to": "2019-01-01"})
    assert projected(timeline, day) == timeline
