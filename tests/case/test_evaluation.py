"""Results for one citizen: defaults, options, horizon, coverage, and what a result carries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import integrationrules as ir
from integrationrules import Quarter, Verdict

SELF_SUPPORT = "dk.outcomes.self_support.self_supporting"
Q4 = Quarter.parse("2018Q4")


@pytest.fixture(scope="module")
def book() -> ir.Rulebook:
    return ir.load_rulebook()


def case(*facts: dict[str, Any], observed: Any = None, **citizen: Any) -> ir.Timeline:
    return ir.parse_case({
        "citizen": {"id": "c-1", **citizen},
        "observed": observed or {"from": "2015-01-01", "to": "2019-01-01"},
        "facts": list(facts),
    })


def benefit(start: str, end: str | None = None, type: str = "integration_benefit") -> dict[str, Any]:
    return {"kind": "benefit", "type": type, "from": start, **({"to": end} if end else {})}


def one(book: ir.Rulebook, timeline: ir.Timeline, rule: str, quarter: Quarter | None = None, **asked: Any) -> ir.Decision:
    (result,) = ir.evaluate(book, [timeline], [rule], [quarter] if quarter else [], **asked)
    (decision,) = result.decisions
    return decision


def test_a_quarter_is_asked_at_its_last_day_unless_told_otherwise(book: ir.Rulebook) -> None:
    assert one(book, case(), SELF_SUPPORT, Q4).on == date(2018, 12, 30)
    assert one(book, case(), SELF_SUPPORT, Q4, on=date(2018, 11, 1)).on == date(2018, 11, 1)


def test_a_citizen_is_asked_about_at_the_end_of_observation(book: ir.Rulebook) -> None:
    assert one(book, case(), "dk.integration.window.month").on == date(2019, 1, 1)
    assert one(book, case(), "dk.integration.window.month", as_known=date(2018, 6, 1)).on == date(2018, 6, 1)


def test_without_a_quarter_the_last_finished_one_is_answered(book: ir.Rulebook) -> None:
    assert one(book, case(observed={"from": "2015-01-01", "to": "2018-12-30"}), SELF_SUPPORT).period == "2018Q3"
    assert one(book, case(observed={"from": "2015-01-01", "to": "2018-12-31"}), SELF_SUPPORT).period == "2018Q4"


def test_all_shipped_rules_are_answered_when_none_is_named_but_no_invented_ones(book: ir.Rulebook) -> None:
    (result,) = ir.evaluate(book, [case()], quarters=[Q4])
    rules = {decision.rule for decision in result.decisions}
    assert SELF_SUPPORT in rules
    assert "dk.integration.window.month" in rules
    assert not [rule for rule in rules if rule.startswith("teaching.")]


def test_a_rule_may_be_named_by_its_last_part(book: ir.Rulebook) -> None:
    assert one(book, case(), "counted", Q4).rule == "dk.outcomes.self_support.counted"


def test_days_after_on_are_unknown(book: ir.Rulebook) -> None:
    free = case(benefit("2018-01-01", "2018-10-01"))
    assert one(book, free, SELF_SUPPORT, Q4, on=date(2018, 11, 4)).verdict is Verdict.MET
    assert one(book, free, SELF_SUPPORT, Q4, on=date(2018, 11, 3)).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(("asked", "message"), [
    ({"rules": ["self_suporting"]}, "there is no rule 'self_suporting'"),
    ({"rules": [SELF_SUPPORT], "options": {"quarter_week": "thursday"}}, "did you mean 'quarter_weeks'?"),
    ({"rules": [SELF_SUPPORT], "options": {"quarter_weeks": "friday"}}, "'friday' is no option of quarter_weeks; options: thursday, blocks13"),
    ({"rules": [SELF_SUPPORT], "quarters": [Quarter.parse("2015Q3")]}, "covers 2015-10-01 and later; 2015Q3 is not wholly inside"),
])
def test_a_question_that_cannot_be_asked_is_refused_by_name(book: ir.Rulebook, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(ir.QuestionError) as refused:
        ir.evaluate(book, [case()], **asked)
    assert message in str(refused.value)


def test_the_first_covered_quarter_is_answered(book: ir.Rulebook) -> None:
    assert one(book, case(), SELF_SUPPORT, Quarter.parse("2015Q4")).verdict is Verdict.MET


def test_a_hole_in_a_parameter_is_unknown_and_named(book: ir.Rulebook) -> None:
    decision = one(book, case(benefit("2015-09-01", "2015-09-10")), "since_first_receipt", Quarter.parse("2015Q3"))
    assert decision.verdict is Verdict.UNKNOWN
    assert [missing.as_json() for missing in decision.missing] == [
        {"what": "parameter", "name": "dk.integration.window.since_first", "from": "2015-09-21"},
    ]


def test_a_result_depends_on_an_assumption_only_where_another_option_changes_it(book: ir.Rulebook) -> None:
    early = case({"kind": "responsibility", "from": "2016-01-01", "municipality": 860})
    at_end = one(book, early, "year")
    assert [one.as_json() for one in at_end.depends_on] == [{"assumption": "window_end_tier", "option": "inclusive", "verdict": "met", "value": 3}]
    assert at_end.value is not None
    assert at_end.value.as_json() == 4
    assert one(book, early, "year", on=date(2018, 12, 31)).depends_on == ()


def test_choosing_an_option_answers_under_it_and_says_so(book: ir.Rulebook) -> None:
    early = case({"kind": "responsibility", "from": "2016-01-01", "municipality": 860})
    decision = one(book, early, "first_three_years", options={"window_end_tier": "inclusive"})
    assert decision.verdict is Verdict.MET
    assert decision.assumptions == {"window_end_tier": "inclusive", "clock_pauses_for_leave": None, "visitation_on_first": "next_month"}
    assert [(one.option, one.answer.verdict) for one in decision.depends_on] == [("exclusive", Verdict.NOT_MET)]


def test_what_is_missing_is_named_with_its_days_most_weeks_first(book: ir.Rulebook) -> None:
    by_kind = {"igu": {"from": "2018-01-01", "to": "2018-12-17"}, "benefit": {"from": "2018-01-01", "to": "2018-10-29"}}
    observed = {"from": "2018-01-01", "to": "2019-01-01", "by_kind": by_kind}
    decision = one(book, case(benefit("2018-01-01", "2018-10-15"), observed=observed), SELF_SUPPORT, Q4)
    assert [missing.as_json() for missing in decision.missing] == [
        {"what": "facts", "name": "benefit", "from": "2018-10-29", "to": "2018-12-31", "weeks": 9},
        {"what": "facts", "name": "igu", "from": "2018-12-17", "to": "2018-12-31", "weeks": 2},
    ]


def test_a_citizen_field_that_decides_is_asked_for_alone(book: ir.Rulebook) -> None:
    decision = one(book, case(benefit("2018-01-01", "2018-02-01"), origin="non_western"), "dk.outcomes.objective_1.population", Q4)
    assert [missing.as_json() for missing in decision.missing] == [{"what": "citizen", "name": "born"}]


def test_nothing_is_missing_from_what_is_decided(book: ir.Rulebook) -> None:
    assert one(book, case(benefit("2018-01-01", "2018-02-01"), origin="western"), "dk.outcomes.objective_1.population", Q4).missing == ()


def test_a_fact_that_is_nowhere_is_asked_for_where_the_rule_calls_that_unknown(book: ir.Rulebook) -> None:
    asked = "dk.outcomes.first_years.population"
    (result,) = ir.evaluate(book, [case(benefit("2018-01-01", "2018-02-01"), born="1990-01-01", origin="non_western")], rules=[asked])
    assert [(missing.what, missing.name) for missing in result.decisions[0].missing] == [("facts", "residence_permit")]
    permit = {"kind": "residence_permit", "on": "2015-11-02", "basis": "work"}
    (result,) = ir.evaluate(book, [case(permit, benefit("2018-01-01", "2018-02-01"), born="1990-01-01", origin="non_western")], rules=[asked])
    assert result.decisions[0].missing == ()


def test_a_result_carries_its_sources_hashes_and_version(book: ir.Rulebook) -> None:
    record = one(book, case(benefit("2018-01-01", "2018-02-01")), SELF_SUPPORT, Q4).as_json()
    assert record["sources"][0]["id"] == "imi2018"
    assert record["sources"][0]["at"] == "kap. 3.1 note 8"
    assert len(record["rulebook_hash"]) == 64
    assert len(record["facts_hash"]) == 64
    assert record["version"] == ir.__version__
    assert record["quarter"] == {"weeks": 13, "scheme": "thursday"}
    needed = {"rule", "for", "on", "as_known", "verdict", "value", "unit", "because", "missing", "depends_on", "assumptions"}
    assert needed <= set(record)


def test_results_are_the_same_alone_and_among_others(book: ir.Rulebook) -> None:
    several = [case(benefit("2018-01-01", f"2018-{month:02}-01"), born="1990-05-01", origin="non_western") for month in range(2, 13)]
    together = ir.evaluate(book, several, quarters=[Q4])
    for timeline, result in zip(several, together, strict=True):
        assert ir.evaluate(book, [timeline], quarters=[Q4])[0] == result


def test_no_citizens_no_results(book: ir.Rulebook) -> None:
    assert ir.evaluate(book, [], quarters=[Q4]) == []


def test_facts_without_a_recorded_date_are_pointed_out_when_it_matters(book: ir.Rulebook) -> None:
    timeline = case(benefit("2018-01-01", "2018-02-01"))
    assert one(book, timeline, SELF_SUPPORT, Q4, as_known=date(2019, 1, 1)).notes == ("own_date",)
    assert one(book, timeline, SELF_SUPPORT, Q4).notes == ()


def missing(decision: ir.Decision) -> list[dict[str, Any]]:
    return [one.as_json() for one in decision.missing]


def test_the_days_in_which_an_earlier_receipt_may_stand_are_named(book: ir.Rulebook) -> None:
    decision = one(book, case(benefit("2018-09-03", "2018-10-01"), observed={"from": "2015-10-02", "to": "2019-01-01"}), "since_first_receipt", Q4)
    assert {"what": "facts", "name": "benefit", "from": "2015-09-01", "to": "2018-09-03"} in missing(decision)


def test_a_week_with_an_unlisted_code_is_named_and_what_is_observed_is_not(book: ir.Rulebook) -> None:
    decision = one(book, case({"kind": "week_code", "week": "2017-W10", "code": "800"}), "received", Q4)
    assert missing(decision) == [{"what": "facts", "name": "week_code", "from": "2017-03-06", "to": "2017-03-13"}]


def test_a_spell_known_to_the_month_is_named_where_its_days_matter(book: ir.Rulebook) -> None:
    decision = one(book, case({**benefit("2015-10-05", "2018-10-15"), "precision": "month"}), "received", Q4)
    assert decision.verdict is Verdict.UNKNOWN
    assert missing(decision) == [{"what": "facts", "name": "benefit", "from": "2015-10-01", "to": "2018-10-31"}]


def test_what_any_reading_of_an_open_question_lacks_is_named(book: ir.Rulebook) -> None:
    school = {"kind": "igu", "part": "school", "from": "2018-10-08", "to": "2018-10-22"}
    decision = one(book, case(school), "school_visit", Q4, on=date(2018, 12, 1))
    assert decision.verdict is Verdict.UNKNOWN
    assert {"what": "facts", "name": "education", "from": "2018-11-26", "to": "2018-12-31", "weeks": 5} in missing(decision)


def test_only_values_in_force_are_cited_with_act_and_confidence(book: ir.Rulebook) -> None:
    early = case({"kind": "responsibility", "from": "2016-01-01", "municipality": 860})
    sources = {(source.id, source.act, source.confidence) for source in one(book, early, "days_left", on=date(2018, 6, 1)).sources}
    assert ("bek1591", "BEK 1591/2017", "") in sources
    assert not [id for id, _, _ in sources if id == "dgm"]
    earlier = {(source.id, source.confidence) for source in one(book, early, "days_left", on=date(2016, 6, 1)).sources}
    assert ("elov45", "derived") in earlier


def test_the_salt_is_the_callers(book: ir.Rulebook) -> None:
    (plain,), (salted,) = (ir.evaluate(book, [case()], ["dk.integration.window.month"], salt=salt) for salt in (b"integrationrules", b"own"))
    assert plain.decisions[0].facts_hash != salted.decisions[0].facts_hash
