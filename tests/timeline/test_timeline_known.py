"""What was known when: versions, withdrawals, and what a timeline warns of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from integrationrules.timeline.files import CaseError, parse_case
from integrationrules.timeline.timeline import Timeline

from .timeline_cases import DAYS, case, timelines

CONTRACT: dict[str, Any] = {"kind": "contract", "id": "k"}


@given(timelines(), DAYS, DAYS)
@settings(deadline=None)
def test_known_later_from_what_was_known_is_what_was_known(timeline: Timeline, one: date, other: date) -> None:
    early, late = sorted((one, other))
    known = timeline.as_known(early)
    assert known.as_known(early) == known
    assert known.as_known(late) == known
    assert known.as_known() == known


@given(timelines(), DAYS)
@settings(deadline=None)
def test_nothing_recorded_later_is_known(timeline: Timeline, day: date) -> None:
    known = timeline.as_known(day)
    assert all(fact.counts_from <= day and not fact.withdrawn for fact in known.facts)
    spans = [*known.observed.spans, *(span for own in known.observed.by_kind.values() for span in own)]
    assert all(span.end is not None and span.end <= day for span in spans)
    stated = [fact.id for fact in known.facts if fact.id is not None]
    assert len(stated) == len(set(stated))


@given(timelines())
@settings(deadline=None)
def test_after_the_last_record_everything_is_known(timeline: Timeline) -> None:
    last = date(2030, 1, 1)
    assert timeline.as_known(last) == timeline.as_known()


def test_the_last_recorded_version_counts_wherever_it_stands_in_the_list() -> None:
    late = {**CONTRACT, "on": "2016-03-01", "recorded": "2016-06-01"}
    early = {**CONTRACT, "on": "2016-02-01", "recorded": "2016-05-01"}
    [kept] = case(late, early).as_known().facts
    assert kept.start == date(2016, 3, 1)
    [kept] = case(late, early).as_known(date(2016, 5, 31)).facts
    assert kept.start == date(2016, 2, 1)


def test_of_two_versions_recorded_on_a_day_the_later_in_the_list_counts() -> None:
    first = {**CONTRACT, "on": "2016-02-01", "recorded": "2016-05-01"}
    [kept] = case(first, {**first, "on": "2016-02-02"}).as_known().facts
    assert kept.start == date(2016, 2, 2)


def test_a_withdrawn_fact_is_known_until_its_withdrawal_is_recorded() -> None:
    stated = {**CONTRACT, "on": "2016-02-01"}
    timeline = case(stated, {**stated, "recorded": "2016-07-01", "withdrawn": True})
    assert len(timeline.as_known(date(2016, 6, 30)).facts) == 1
    assert timeline.as_known(date(2016, 7, 1)).facts == ()


def test_a_week_code_counts_from_its_monday() -> None:
    timeline = case({"kind": "week_code", "week": "2018-W40", "code": "700"})
    assert timeline.as_known(date(2018, 9, 30)).facts == ()
    assert len(timeline.as_known(date(2018, 10, 1)).facts) == 1


def test_the_day_of_knowing_is_not_observed() -> None:
    observed = case(observed={"from": "2015-01-01", "through": "2018-12-31"}).as_known(date(2016, 5, 1)).observed
    assert observed.spans[0].end == observed.end == date(2016, 5, 1)
    assert observed.spans[0].through == date(2016, 4, 30)


@pytest.mark.parametrize(("gap", "count"), [(0, 0), (1, 1), (3, 1), (4, 0)])
def test_a_gap_of_one_to_three_days_between_spells_of_a_kind_is_named(gap: int, count: int) -> None:
    second = (date(2016, 2, 1) + timedelta(days=gap)).isoformat()
    timeline = case(
        {"kind": "benefit", "type": "other", "from": second},
        {"kind": "benefit", "type": "other", "from": "2016-01-01", "to": "2016-02-01"},
        {"kind": "leave", "type": "other", "from": "2016-02-02"},
    )
    found = timeline.warnings()
    assert [(each.id, each.values["days"], each.values["last"]) for each in found] == [
        ("short_gap", gap, "2016-01-31")
    ] * count
    days = "1 day" if gap == 1 else f"{gap} days"
    assert not found or str(found[0]).startswith(f"benefit: {days} without spell between 2016-01-31 and {second}")


def test_facts_without_a_record_are_counted_when_asked_as_known() -> None:
    timeline = case(
        {"kind": "contract", "on": "2016-01-01"}, {"kind": "first_talk", "on": "2016-01-02", "recorded": "2016-01-03"}
    )
    assert timeline.warnings() == ()
    assert [str(each) for each in timeline.warnings(date(2017, 1, 1))] == [
        "1 fact has no 'recorded' and is counted from its own date (contract)"
    ]


def test_facts_dated_before_birth_are_counted() -> None:
    raw = {"citizen": {"id": "c", "born": "2016-01-01"}, "observed": {"from": "2015-01-01", "to": "2019-01-01"}, "facts": [
        {"kind": "contract", "on": "2015-12-31"}, {"kind": "first_talk", "on": "2016-01-01"}, {"kind": "abroad", "from": "2015-01-01"},
    ]}
    assert [str(each) for each in Timeline.model_validate(raw).warnings()] == [
        "2 facts are dated before the citizen was born (abroad, contract)"
    ]


def test_a_hash_of_facts_depends_on_every_fact_and_on_the_salt() -> None:
    job: dict[str, Any] = {"kind": "employment", "type": "ordinary", "from": "2016-01-01", "hours_per_week": 25}
    found = case(job).facts_hash(b"salt")
    assert found == case({**job, "hours_per_week": "25.0"}).facts_hash(b"salt")
    assert found != case({**job, "hours_per_week": 26}).facts_hash(b"salt")
    assert found != case(job).facts_hash(b"pepper")
    with pytest.raises(ValueError, match="salt"):
        case(job).facts_hash(b"")


# ---- what the order in the file would decide is refused

def refused(*facts: dict[str, Any]) -> list[str]:
    try:
        parse_case({"citizen": {"id": "c"}, "observed": {"from": "2015-01-01", "to": "2019-01-01"}, "facts": list(facts)})
    except CaseError as error:
        return [f"{problem.field}: {problem.id}" for problem in error.problems]
    return []


def test_versions_of_a_fact_differ_in_when_they_were_recorded() -> None:
    first = {**CONTRACT, "on": "2016-01-01", "recorded": "2016-02-01"}
    assert refused(first, {**first, "recorded": "2016-02-02"}) == []
    assert refused(first, first) == ["facts[1].id: version_recorded"]
    assert refused({**CONTRACT, "on": "2016-01-01"}, {**CONTRACT, "on": "2016-01-02"}) == ["facts[1].id: version_recorded"]


def test_versions_of_a_fact_are_of_one_kind() -> None:
    assert refused({**CONTRACT, "on": "2016-01-01"}, {**CONTRACT, "kind": "follow_up", "on": "2016-01-01", "recorded": "2016-02-01"}) == [
        "facts[1].id: version_kind"
    ]


@pytest.mark.parametrize(("recorded", "found"), [("2016-01-02", []), ("2016-01-01", ["facts[1].id: version_undated"])])
def test_a_version_that_says_not_when_it_was_recorded_is_the_first(recorded: str, found: list[str]) -> None:
    undated, dated = {**CONTRACT, "on": "2016-01-01"}, {**CONTRACT, "on": "2016-03-01", "recorded": recorded}
    assert refused(undated, dated) == refused(dated, undated) == found


def test_only_a_fact_with_an_id_can_be_withdrawn() -> None:
    assert refused({"kind": "contract", "on": "2016-01-01", "withdrawn": True}) == ["facts[0].withdrawn: withdrawn_without_id"]


def test_a_week_has_one_code_unless_the_other_is_an_earlier_version_or_withdrawn() -> None:
    one, other = ({"kind": "week_code", "week": "2018-W40", "code": code} for code in ("700", "730"))
    assert refused(one, one) == []
    assert refused(one, other) == ["facts[1].code: two_codes"]
    assert refused({**one, "id": "a", "recorded": "2018-10-08"}, {**other, "id": "a", "recorded": "2018-10-09"}) == []
    assert refused({**one, "id": "a", "recorded": "2018-10-08"}, {**one, "id": "a", "recorded": "2018-10-09", "withdrawn": True}, other) == []


def test_columns_refuse_the_same_contradictions() -> None:
    from integrationrules.timeline.arrow import batch_from_arrow, from_arrow, to_arrow

    for facts in (({**CONTRACT, "on": "2016-01-01"},) * 2,
                  tuple({"kind": "week_code", "week": "2018-W40", "code": code} for code in ("700", "730"))):
        columns = to_arrow([case(*facts)])
        for read in (from_arrow, batch_from_arrow):
            with pytest.raises(CaseError, match="row 1: facts"):
                read(columns)
