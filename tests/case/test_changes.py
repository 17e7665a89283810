"""Changes to a case: what they may name, what they do, and what is said of those that cannot be."""

from __future__ import annotations

from typing import Any

import pytest

import integrationrules as ir
from integrationrules.case.changes import Change, changed
from integrationrules.timeline.plain import plain

FACTS: list[dict[str, Any]] = [
    {"kind": "responsibility", "from": "2016-01-01", "municipality": 860},
    {"kind": "employment", "type": "ordinary", "from": "2018-05-28", "hours_per_week": 25, "id": "job"},
    {"kind": "employment", "type": "ordinary", "from": "2018-05-28", "hours_per_week": 20, "id": "job", "recorded": "2018-09-01"},
    {"kind": "benefit", "type": "cash_assistance", "from": "2018-01-01", "through": "2018-03-31", "id": "a.b"},
]


def case(observed: Any = None, facts: list[dict[str, Any]] | None = None) -> ir.Timeline:
    return ir.parse_case({"citizen": {"id": "c", "born": "1990-05-01"}, "observed": observed or {"from": "2015-01-01", "to": "2019-01-01"},
                          "facts": FACTS if facts is None else facts})


def after(*changes: Change, observed: Any = None) -> dict[str, Any]:
    return plain(changed(case(observed), changes)[0])


def test_a_field_of_the_citizen_is_stated_anew() -> None:
    assert after(ir.Setting("citizen.born", "1991-01-01"))["citizen"] == {"id": "c", "born": "1991-01-01"}


def test_a_field_without_a_value_is_taken_away() -> None:
    assert after(ir.Setting("citizen.born", None))["citizen"] == {"id": "c"}
    assert "through" not in after(ir.Setting("facts[3].through", None))["facts"][3]


def test_a_fact_is_named_by_place_or_by_id_and_of_versions_the_last_counts() -> None:
    assert after(ir.Setting("facts[1].hours_per_week", 30))["facts"][1]["hours_per_week"] == 30
    assert [fact.get("hours_per_week") for fact in after(ir.Setting("facts.job.hours_per_week", 30))["facts"]] == [None, 25, 30, None]


def test_an_id_may_hold_dots() -> None:
    assert after(ir.Setting("facts.a.b.type", "other"))["facts"][3]["type"] == "other"


def test_to_takes_the_place_of_through_and_hours_a_month_of_hours_a_week() -> None:
    found = after(ir.Setting("facts[3].to", "2018-03-01"))["facts"][3]
    assert (found["to"], "through" in found) == ("2018-03-01", False)
    assert "hours_per_week" not in after(ir.Setting("facts[1].hours_per_month", 108))["facts"][1]


@pytest.mark.parametrize(("observed", "path", "found"), [
    ({"from": "2015-01-01", "to": "2019-01-01"}, "observed.to", {"from": "2015-01-01", "to": "2020-01-01"}),
    ({"from": "2015-01-01", "through": "2018-12-31"}, "observed.to", {"from": "2015-01-01", "to": "2020-01-01"}),
    ({"from": "2015-01-01", "to": "2019-01-01"}, "observed[0].to", {"from": "2015-01-01", "to": "2020-01-01"}),
    ([{"from": "2015-01-01", "to": "2016-01-01"}, {"from": "2017-01-01", "to": "2018-01-01"}], "observed[1].to",
     [{"from": "2015-01-01", "to": "2016-01-01"}, {"from": "2017-01-01", "to": "2020-01-01"}]),
    ({"from": "2015-01-01", "to": "2019-01-01", "by_kind": {"igu": {"from": "2016-01-01", "to": "2017-01-01"}}}, "observed.by_kind.igu.to",
     {"from": "2015-01-01", "to": "2019-01-01", "by_kind": {"igu": {"from": "2016-01-01", "to": "2020-01-01"}}}),
])
def test_observed_days_are_changed_where_they_stand(observed: Any, path: str, found: Any) -> None:
    assert after(ir.Setting(path, "2020-01-01"), observed=observed)["observed"] == found


def test_a_kind_can_be_given_days_of_its_own() -> None:
    changes = (ir.Setting("observed.by_kind.igu.from", "2016-01-01"), ir.Setting("observed.by_kind.igu.to", "2017-01-01"))
    assert after(*changes)["observed"]["by_kind"] == {"igu": {"from": "2016-01-01", "to": "2017-01-01"}}


def test_removing_an_id_removes_all_its_versions() -> None:
    assert [fact["kind"] for fact in after(ir.Removal("job"))["facts"]] == ["responsibility", "benefit"]


def test_places_are_those_of_the_case_as_it_was() -> None:
    found = after(ir.Removal("facts[0]"), ir.Setting("facts[3].type", "other"), ir.Addition({"kind": "contract", "on": "2016-02-01"}))
    assert [(fact["kind"], fact.get("type")) for fact in found["facts"]] == [
        ("employment", "ordinary"), ("employment", "ordinary"), ("benefit", "other"), ("contract", None)]


def test_the_case_itself_stays_as_it_was() -> None:
    timeline = case()
    before = plain(timeline)
    changed(timeline, [ir.Removal("job"), ir.Setting("citizen.born", None), ir.Setting("facts[0].municipality", 1)])
    assert plain(timeline) == before


def test_every_change_says_what_it_did() -> None:
    _, edits = changed(case(), [ir.Setting("facts.job.hours_per_week", 30), ir.Removal("a.b"), ir.Addition({"kind": "contract", "on": "2016-02-01"})])
    assert [(edit.path, edit.before, edit.after) for edit in edits] == [
        ("facts[2].hours_per_week", 20, 30), ("facts[3]", FACTS[3], None), ("facts", None, {"kind": "contract", "on": "2016-02-01"})]


@pytest.mark.parametrize(("change", "said"), [
    (ir.Setting("citzen.born", "x"), "'citzen.born': there is no such part of a case; there is: citizen, observed, facts; did you mean 'citizen'?"),
    (ir.Setting("citizen", "x"), "'citizen' names no single value; write one of: citizen.id, citizen.born, citizen.sex, citizen.origin"),
    (ir.Setting("citizen.bron", "x"), "'citizen.bron': citizen has no such field; fields: id, born, sex, origin; did you mean 'born'?"),
    (ir.Setting("facts.job", "x"), "'facts.job' names no single value; write one of: facts[2].from, facts[2].to, facts[2].through, facts[2].type,"),
    (ir.Setting("facts.jbo.to", "x"), "'facts.jbo.to': there is no such fact; there is: job, a.b, facts[0] (responsibility); did you mean 'job'?"),
    (ir.Setting("facts.job.hours", 1), "'facts.job.hours': employment has no such field; fields: from, to, through, type, hours_per_week, hours_per_month,"),
    (ir.Setting("facts[4].to", "x"), "'facts[4]': there is no such fact; there is: job, a.b, facts[0] (responsibility)"),
    (ir.Setting("observed.until", "x"), "'observed.until': observed has no such field; fields: from, to, through"),
    (ir.Setting("observed[1].to", "x"), "'observed[1].to': there are no such observed days; there is: observed[0]"),
    (ir.Setting("observed.by_kind.benefits.to", "x"), "did you mean 'benefit'?"),
    (ir.Removal("facts[7]"), "'facts[7]': there is no such fact;"),
    (ir.Removal("nothing"), "'nothing': there is no such fact;"),
])
def test_what_is_not_there_is_named_with_what_is(change: Change, said: str) -> None:
    with pytest.raises(ir.QuestionError) as refused:
        changed(case(), [change])
    assert said in str(refused.value)


def test_a_case_without_facts_says_so() -> None:
    with pytest.raises(ir.QuestionError, match="the case has no facts"):
        changed(case(facts=[]), [ir.Removal("job")])


def test_several_observed_spans_are_told_apart() -> None:
    two = [{"from": "2015-01-01", "to": "2016-01-01"}, {"from": "2017-01-01", "to": "2018-01-01"}]
    with pytest.raises(ir.QuestionError, match=r"write one of: observed\[0\].to, observed\[1\].to"):
        changed(case(two), [ir.Setting("observed.to", "2020-01-01")])


def test_a_fact_that_was_removed_is_no_longer_there() -> None:
    with pytest.raises(ir.QuestionError, match="there is no such fact"):
        changed(case(), [ir.Removal("job"), ir.Setting("facts[1].to", "2019-01-01")])


@pytest.mark.parametrize(("changes", "said"), [
    ([ir.Setting("citizen.born", "1. maj")], "--set 'citizen.born=1. maj': citizen.born: expected a date such as 2018-05-28; found '1. maj'"),
    ([ir.Setting("facts[3].to", "2017-01-01")], "--set 'facts[3].to=2017-01-01': to: from 2018-01-01 must be before to 2017-01-01"),
    ([ir.Setting("facts.job.hours_per_week", 300)], "--set 'facts.job.hours_per_week=300': hours_per_week: 300 hours a week;"),
    ([ir.Addition({"kind": "employment", "type": "good", "from": "2018-01-01"}, "job, good")], "--add 'job, good': type: found 'good'; expected one of"),
    ([ir.Removal("facts[0]"), ir.Setting("facts[3].type", "x")], "--set 'facts[3].type=x': type: found 'x'"),
    ([ir.Setting("citizen.id", "010190-1234")], "--set 'citizen.id=…': citizen.id: this looks like a CPR number"),
    ([ir.Setting("observed.to", None)], "--set 'observed.to=': observed"),
])
def test_a_case_that_cannot_be_names_the_change_that_made_it_so(changes: list[Change], said: str) -> None:
    with pytest.raises(ir.CaseError) as refused:
        changed(case(), changes)
    assert said in str(refused.value)


def test_two_changes_may_pass_through_what_neither_allows_alone() -> None:
    moved = (ir.Setting("facts[3].from", "2019-06-01"), ir.Setting("facts[3].to", "2019-07-01"))
    assert after(*moved)["facts"][3]["to"] == "2019-07-01"
