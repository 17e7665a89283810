"""Every operation of the rule language through a small rulebook, against answers worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from integrationrules.rulebook.book import Rulebook
from tests.engine.small import decide, rulebook, rules, said

UNKNOWN, MET, NOT_MET = "unknown", "met", "not_met"
Fact = dict[str, Any]


def job(start: str, to: str | None = None, **more: Any) -> Fact:
    return {"kind": "employment", "type": "ordinary", "from": start, **({"to": to} if to else {}), **more}


def verdict(*asked: Any, **more: Any) -> str:
    return str(decide(*asked, **more).verdict)


# -- weeks ------------------------------------------------------------------------------------------------------------

WEEKS = """\
assumptions:
  quarter_weeks:
    asks: {da: Hvilke uger?, en: Which weeks?}
    options: [thursday, blocks13]
    default: thursday
    because: {da: Sædvane, en: Custom}
periods: {quarter: {weeks: quarter_weeks}}
sets:
  touched: {weeks: any_day, of: employment}
  filled: {weeks: every_day, of: employment}
  home: {weeks: every_day, of: resident}
  neither: not touched
  settled: if_unknown(touched, filled)
  coded_or_nothing: if_unknown(touched, not touched)
  by_sex: {choose: [{if: citizen.sex == female, is: touched}, {else: filled}]}
  all_or_none: citizen.sex == female or filled
measures:
  touched_weeks: {count: touched, in: quarter}
  filled_weeks: {count: filled, in: quarter}
  free_weeks: {count: neither, in: quarter}
  settled_weeks: {count: settled, in: quarter}
  unsettled_weeks: {count: coded_or_nothing, in: quarter}
  sex_weeks: {count: by_sex, in: quarter}
  mixed_weeks: {count: all_or_none, in: quarter}
  home_weeks: {count: home, in: quarter}
rules:
"""
SETS = ("touched", "filled", "free", "settled", "unsettled", "sex", "mixed", "home")
WEEKS += "".join(f"  q_{name}: {{for: quarter, value: {name}_weeks, source: s}}\n" for name in SETS)


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("weeks"), WEEKS)


# 2018Q4 is weeks 40 to 52: Monday 1 October to Sunday 30 December.
WEDNESDAY_TO_TUESDAY = [job("2018-10-03", "2018-10-24")]     # Wednesday 3 to Tuesday 23 October: four weeks touched, two filled


@pytest.mark.parametrize(("rule", "found"), [("q_touched", 4), ("q_filled", 2), ("q_free", 9), ("q_home", 13)])
def test_any_day_touches_and_every_day_fills(weeks: Rulebook, rule: str, found: int) -> None:
    assert said(decide(weeks, rule, WEDNESDAY_TO_TUESDAY, quarter="2018Q4")) == (MET, found)


def test_two_jobs_together_fill_a_week(weeks: Rulebook) -> None:
    facts = [job("2018-10-01", "2018-10-04"), job("2018-10-03", "2018-10-08", hours_per_week=10)]
    assert said(decide(weeks, "q_filled", facts, quarter="2018Q4")) == (MET, 1)
    assert said(decide(weeks, "q_filled", [facts[0], job("2018-10-05", "2018-10-08")], quarter="2018Q4")) == (MET, 0)


def test_unobserved_days_leave_weeks_open_unless_stated_days_decide(weeks: Rulebook) -> None:
    # Observed to Wednesday 10 October: week 40 wholly, week 41 partly. The job fills week 40 and lasts to Monday 8 October.
    facts, observed = [job("2018-10-01", "2018-10-09")], {"from": "2018-01-01", "to": "2018-10-11"}
    asked: dict[str, Any] = {"quarter": "2018Q4", "observed": observed}
    assert said(decide(weeks, "q_touched", facts, **asked)) == (MET, {"min": 2, "max": 13})
    # Tuesday and Wednesday of week 41 were observed without a job, so that week is not filled.
    assert said(decide(weeks, "q_filled", facts, **asked)) == (MET, {"min": 1, "max": 12})
    assert said(decide(weeks, "q_free", facts, **asked)) == (MET, {"min": 0, "max": 11})


def test_if_unknown_replaces_open_weeks_only(weeks: Rulebook) -> None:
    facts, observed = [job("2018-10-01", "2018-10-09")], {"from": "2018-01-01", "to": "2018-10-22"}
    asked: dict[str, Any] = {"quarter": "2018Q4", "observed": observed}
    # Touched: weeks 40, 41 yes, 42 no, the other ten open. Filled is open there too.
    assert said(decide(weeks, "q_settled", facts, **asked)) == (MET, {"min": 2, "max": 12})
    assert said(decide(weeks, "q_unsettled", facts, **asked)) == (MET, {"min": 2, "max": 12})
    assert said(decide(weeks, "q_settled", facts, quarter="2018Q4")) == (MET, 2)


def test_a_choice_of_sets_with_an_unknown_condition_keeps_the_weeks_both_agree_on(weeks: Rulebook) -> None:
    by_sex: list[tuple[Fact, Any]] = [({"sex": "female"}, 4), ({"sex": "male"}, 2), ({}, {"min": 2, "max": 4})]
    for sex, found in by_sex:
        assert said(decide(weeks, "q_sex", WEDNESDAY_TO_TUESDAY, quarter="2018Q4", **sex)) == (MET, found)


def test_a_condition_among_sets_holds_for_every_week(weeks: Rulebook) -> None:
    by_sex: list[tuple[Fact, Any]] = [({"sex": "female"}, 13), ({"sex": "male"}, 2), ({}, {"min": 2, "max": 13})]
    for sex, found in by_sex:
        assert said(decide(weeks, "q_mixed", WEDNESDAY_TO_TUESDAY, quarter="2018Q4", **sex)) == (MET, found)


# -- the fields of facts ----------------------------------------------------------------------------------------------

WHERE = """\
facts:
  enough: {facts: employment, none_before: 2010-01-01, where: hours_per_week >= 20}
  more: {facts: employment, none_before: 2010-01-01, where: hours_per_week > 20}
  little: {facts: employment, none_before: 2010-01-01, where: hours_per_week < 20}
  at_most: {facts: employment, none_before: 2010-01-01, where: hours_per_week <= 20}
  just: {facts: employment, none_before: 2010-01-01, where: hours_per_week == 20}
  other_hours: {facts: employment, none_before: 2010-01-01, where: hours_per_week != 20}
  half: {facts: employment, none_before: 2010-01-01, where: hours_per_week >= 18.5}
  wage: {facts: employment, none_before: 2010-01-01, where: "type in [wage_subsidy_private, flex_job] and not sector == public"}
  either: {facts: employment, none_before: 2010-01-01, where: "sector == private or hours_per_week >= 30"}
  not_flex: {facts: employment, none_before: 2010-01-01, where: type != flex_job}
  passed: {facts: danish_test, none_before: 2010-01-01, where: passed and level >= 2}
  failed: {facts: danish_test, none_before: 2010-01-01, where: not passed}
measures:
"""
NAMES = ("enough", "more", "little", "at_most", "just", "other_hours", "half", "wage", "either", "not_flex", "passed", "failed")
WHERE += "".join(f"  days_{name}: {{count: {name}, up_to: on, by: day}}\n" for name in NAMES)


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("where"), WHERE, rules(**{f"v_{name}": f"value: days_{name}" for name in NAMES}))


def _days(book: Rulebook, name: str, *facts: Fact) -> Any:
    """How many days match: one number, or the least and the most."""
    found = said(decide(book, f"v_{name}", facts, on="2018-12-31"))[1]
    return (found["min"], found["max"]) if isinstance(found, dict) else found


@pytest.mark.parametrize(("hours", "holding"), [
    ({"hours_per_week": 20}, {"enough", "at_most", "just", "half"}),
    ({"hours_per_week": 21}, {"enough", "more", "other_hours", "half"}),
    ({"hours_per_week": 19}, {"little", "at_most", "other_hours", "half"}),
    ({"hours_per_week": 18.5}, {"little", "at_most", "other_hours", "half"}),
    ({"hours_per_week": 18.25}, {"little", "at_most", "other_hours"}),
    ({"hours_per_month": 160.33}, {"enough", "more", "other_hours", "half"}),        # 37 hours a week
    ({"hours_per_month": 80}, {"little", "at_most", "other_hours"}),                  # 18.46 hours a week
])
def test_hours_are_compared_with_a_number(where: Rulebook, hours: dict[str, float], holding: set[str]) -> None:
    fact = job("2018-01-01", "2018-01-11", **hours)
    for name in ("enough", "more", "little", "at_most", "just", "other_hours", "half"):
        assert _days(where, name, fact) == (10 if name in holding else 0), name


def test_missing_hours_leave_every_comparison_open(where: Rulebook) -> None:
    for name in ("enough", "more", "little", "at_most", "just", "other_hours", "half"):
        assert _days(where, name, job("2018-01-01", "2018-01-11")) == (0, 10), name


@pytest.mark.parametrize(("fields", "found"), [
    ({"type": "flex_job", "sector": "private"}, 10), ({"type": "flex_job", "sector": "public"}, 0), ({"type": "flex_job"}, (0, 10)),
    ({"type": "wage_subsidy_public", "sector": "private"}, 0), ({"type": "ordinary"}, 0),
])
def test_a_list_of_words_and_a_missing_word(where: Rulebook, fields: dict[str, str], found: tuple[int, int]) -> None:
    assert _days(where, "wage", job("2018-01-01", "2018-01-11", **fields)) == found


@pytest.mark.parametrize(("fields", "found"), [
    ({"sector": "private"}, 10), ({"hours_per_week": 30}, 10), ({"sector": "public", "hours_per_week": 29}, 0),
    ({"sector": "public"}, (0, 10)), ({"hours_per_week": 29}, (0, 10)), ({}, (0, 10)),
])
def test_either_field_may_decide(where: Rulebook, fields: dict[str, Any], found: tuple[int, int]) -> None:
    assert _days(where, "either", job("2018-01-01", "2018-01-11", **fields)) == found


def test_unlike_is_not_alike(where: Rulebook) -> None:
    assert _days(where, "not_flex", job("2018-01-01", "2018-01-11")) == 10
    assert _days(where, "not_flex", job("2018-01-01", "2018-01-11", type="flex_job")) == 0


@pytest.mark.parametrize(("level", "passed", "holding"), [(2, True, "passed"), (1, True, ""), (3, False, "failed"), (4, True, "passed")])
def test_flags_and_numbers_of_events(where: Rulebook, level: int, passed: bool, holding: str) -> None:
    test = {"kind": "danish_test", "on": "2018-05-05", "level": level, "passed": passed}
    for name in ("passed", "failed"):
        assert _days(where, name, test) == (1 if name == holding else 0), name


# -- a single fact ----------------------------------------------------------------------------------------------------

RECORDS = """\
facts:
  permit: {first: residence_permit, administrative: true}
  test: {first: danish_test, administrative: true}
  work: {first: employment, none_before: 2010-01-01}
  taken: {first: responsibility, administrative: true}
"""
ANY_BASIS = "permit.basis in [refugee, quota_refugee, family_of_refugee, family_reunified, special_act, work, study, other]"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("records"), RECORDS, rules(
        has_permit="exists(permit)", no_permit="permit == none", refugee="permit.basis in [refugee, quota_refugee]",
        no_refugee="permit.basis not in [refugee, quota_refugee]", any_basis=ANY_BASIS,
        granted="value: permit.on", passed="test.passed", failed="not test.passed", high_level="test.level >= 3", level="value: test.level",
        ends="value: work.end", lasted="value: elapsed(work.start, work.end, month)", month_later="value: after(work.end, 1 * month)",
        hours="work.hours_per_week >= 20", started="value: work.start", has_work="exists(work)", ended="work.end <= on",
        first_call="value: first(responsibility).start", left="value: max(0, after(taken.start, 36 * month) - on)"))


def permit(on: str, basis: str = "refugee", **more: Any) -> Fact:
    return {"kind": "residence_permit", "on": on, "basis": basis, **more}


def test_a_field_of_the_first_fact_decides(records: Rulebook) -> None:
    for basis, found in (("refugee", MET), ("quota_refugee", MET), ("work", NOT_MET)):
        assert verdict(records, "refugee", [permit("2016-05-01", "work"), permit("2016-03-01", basis)]) == found
        assert verdict(records, "no_refugee", [permit("2016-03-01", basis)]) == (NOT_MET if found == MET else MET)
    assert said(decide(records, "granted", [permit("2016-05-01"), permit("2016-03-01")])) == (MET, "2016-03-01")


def test_there_is_nothing_to_compare_where_there_is_no_such_fact(records: Rulebook) -> None:
    later = [permit("2018-03-01")]
    for facts, on in (([], "2018-01-01"), (later, "2018-02-28")):
        asked = [verdict(records, rule, facts, on=on) for rule in ("has_permit", "no_permit", "refugee", "any_basis", "granted")]
        assert asked == [NOT_MET, MET, NOT_MET, NOT_MET, NOT_MET]
        # `not in` is `not` of `in`: of no permit it is met.
        assert verdict(records, "no_refugee", facts, on=on) == MET
    assert verdict(records, "has_permit", later, on="2018-03-01") == MET


def test_two_first_facts_on_one_day_leave_open_what_differs_between_them(records: Rulebook) -> None:
    facts = [permit("2016-03-01", "refugee"), permit("2016-03-01", "work")]
    assert verdict(records, "refugee", facts) == UNKNOWN
    assert verdict(records, "any_basis", facts) == MET      # some basis it has
    assert verdict(records, "has_permit", facts) == MET
    assert said(decide(records, "granted", facts)) == (MET, "2016-03-01")


def test_a_first_fact_known_to_the_month_may_not_have_come_yet(records: Rulebook) -> None:
    facts = [permit("2016-03-01", "refugee", precision="month")]
    assert [verdict(records, rule, facts, on="2016-03-15") for rule in ("has_permit", "no_permit", "any_basis", "no_refugee")] == [UNKNOWN] * 4
    assert [verdict(records, rule, facts, on="2016-03-31") for rule in ("has_permit", "no_permit")] == [MET, NOT_MET]
    assert said(decide(records, "granted", facts, on="2016-04-01")) == (MET, {"min": "2016-03-01", "max": "2016-03-31"})


@pytest.mark.parametrize(("facts", "passed", "failed", "level"), [
    ([{"level": 3, "passed": True}], MET, NOT_MET, (MET, 3)), ([{"level": 2, "passed": False}], NOT_MET, MET, (MET, 2)), ([], NOT_MET, MET, (NOT_MET, None)),
])
def test_a_yes_or_no_field_is_a_condition(records: Rulebook, facts: list[Fact], passed: str, failed: str, level: tuple[str, Any]) -> None:
    tests = [{"kind": "danish_test", "on": "2018-05-05", **fact} for fact in facts]
    assert (verdict(records, "passed", tests), verdict(records, "failed", tests)) == (passed, failed)
    assert said(decide(records, "level", tests)) == level
    assert verdict(records, "high_level", tests) == (MET if level[1] == 3 else NOT_MET)


def test_a_yes_or_no_field_is_open_where_the_first_fact_is(records: Rulebook) -> None:
    both = [{"kind": "danish_test", "on": "2018-05-05", "level": 1, "passed": flag} for flag in (True, False)]
    assert (verdict(records, "passed", both), verdict(records, "failed", both)) == (UNKNOWN, UNKNOWN)
    month = [{"kind": "danish_test", "on": "2018-05-05", "level": 1, "passed": True, "precision": "month"}]
    assert (verdict(records, "passed", month, on="2018-05-10"), verdict(records, "passed", month, on="2018-06-10")) == (UNKNOWN, MET)


def test_the_end_of_a_spell_is_known_when_it_has_come(records: Rulebook) -> None:
    facts = [job("2016-01-04", "2017-01-01", hours_per_week=25)]
    assert said(decide(records, "ends", facts, on="2018-01-01")) == (MET, "2017-01-01")
    assert said(decide(records, "ends", facts, on="2017-01-01")) == (MET, "2017-01-01")
    assert said(decide(records, "lasted", facts, on="2018-01-01")) == (MET, 11)
    assert said(decide(records, "month_later", facts, on="2018-01-01")) == (MET, "2017-02-01")
    assert [verdict(records, "ended", facts, on=on) for on in ("2016-12-31", "2017-01-01")] == [NOT_MET, MET]
    assert verdict(records, "hours", facts, on="2018-01-01") == MET


@pytest.mark.parametrize("end", ["2017-01-01", "2019-06-01", None])
def test_an_end_after_the_day_asked_on_is_only_known_not_to_have_come(records: Rulebook, end: str | None) -> None:
    facts = [job("2016-01-04", end)]
    assert said(decide(records, "ends", facts, on="2016-12-31")) == (MET, {"min": "2017-01-01", "max": None})
    assert said(decide(records, "lasted", facts, on="2016-12-31")) == (MET, {"min": 11, "max": None})
    assert said(decide(records, "month_later", facts, on="2016-12-31")) == (MET, {"min": "2017-02-01", "max": None})


def test_an_open_spell_has_no_end_beyond_what_was_observed(records: Rulebook) -> None:
    facts, observed = [job("2016-01-04")], {"from": "2010-01-01", "to": "2017-01-01"}
    assert said(decide(records, "ends", facts, observed=observed)) == (MET, {"min": "2017-01-01", "max": None})
    assert said(decide(records, "lasted", facts, observed=observed)) == (MET, {"min": 11, "max": None})
    assert verdict(records, "hours", facts, observed=observed) == UNKNOWN      # hours are not stated


def test_a_first_job_may_have_been_another_in_unobserved_time(records: Rulebook) -> None:
    facts, observed = [job("2016-01-04", "2017-01-01", hours_per_week=25)], {"from": "2015-01-01", "to": "2018-01-01"}
    assert said(decide(records, "started", facts, observed=observed)) == (MET, {"min": "2010-01-01", "max": "2016-01-04"})
    assert verdict(records, "hours", facts, observed=observed) == UNKNOWN
    assert said(decide(records, "ends", facts, observed=observed)) == (UNKNOWN, {"min": None, "max": None})
    assert verdict(records, "has_work", facts, observed=observed) == MET


def test_what_is_open_stays_open_when_days_are_counted_from_it(records: Rulebook) -> None:
    facts = [{"kind": "responsibility", "from": "2016-03-01", "precision": "month", "municipality": 101}]
    # Not begun for certain on 10 March: 1 March 2019 is 1086 days later, and there is no latest day.
    assert said(decide(records, "left", facts, on="2016-03-10")) == (UNKNOWN, {"min": 1086, "max": None})
    # `first(...)` of a kind that is not declared administrative: an earlier one may stand in time nobody observed.
    assert said(decide(records, "first_call", facts))[1] == {"min": None, "max": "2016-03-31"}


# -- conditions, choices, numbers -------------------------------------------------------------------------------------

VALUES = """\
parameters:
  limit: {unit: years, values: [{from: 2010-01-01, to: 2016-01-01, is: 30, source: s}, {from: 2016-01-01, to: 2018-01-01, is: 40, source: s}]}
  amount: {unit: DKK, values: [{from: 2010-01-01, to: 2016-01-01, is: none, source: s}, {from: 2016-01-01, to: open, is: 1000.50, source: s}]}
  starts: {unit: date, values: [{from: 2010-01-01, to: open, is: 2015-07-01, source: s}]}
facts:
  permit: {first: residence_permit, administrative: true}
  taken: {first: responsibility, administrative: true}
measures:
  old: {choose: [{if: citizen.sex == female, is: 65 * year}, {if: citizen.origin == danish, is: 67 * year}, {else: 70 * year}]}
  maybe: {choose: [{if: citizen.sex == female, is: permit.on}, {else: none}]}
  first_of: "earliest(permit.on, taken.start)"
  less: "min(permit.on, taken.start)"
  greater: "max(permit.on, taken.start)"
  instead: "if_unknown(citizen.born, permit.on)"
  instead_of_permit: "if_unknown(permit.on, taken.start)"
  assumed: {choose: [{if: "if_unknown(citizen.sex == female, on >= taken.start)", is: 1 * day}, {else: 2 * day}]}
"""


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("values"), VALUES, rules(
        v_old="value: old", v_maybe="value: maybe", v_first="value: first_of", v_less="value: less", v_greater="value: greater",
        v_instead="value: instead", v_instead_of="value: instead_of_permit", v_assumed="value: assumed", v_limit="value: limit",
        v_amount="value: amount", v_starts="value: starts",
        v_late="value: at(limit, taken.start)", v_twice="value: 2 * amount - amount // 2", v_negative="value: -2 * amount",
        within="age(citizen.born, on) <= limit", chain="18 * year <= age(citizen.born, on) <= 64 * year",
        is_open="unknown", open_or_old="unknown or citizen.sex == female", open_and_old="unknown and citizen.sex == female",
        paid="amount != none", unpaid="amount == none", unlike="citizen.origin != danish", western="citizen.origin in [western, non_western]",
        all_words="citizen.origin in [western, non_western, danish]"))


def test_a_choice_takes_the_first_case_that_is_met(values: Rulebook) -> None:
    citizens: list[tuple[Fact, int]] = [
        ({"sex": "female"}, 65), ({"sex": "male", "origin": "danish"}, 67), ({"sex": "male", "origin": "western"}, 70),
        ({"sex": "female", "origin": "danish"}, 65)]
    for citizen, found in citizens:
        assert said(decide(values, "v_old", **citizen)) == (MET, found)


def test_a_choice_with_an_unknown_condition_is_bounded_by_what_may_be_chosen(values: Rulebook) -> None:
    citizens: list[tuple[Fact, int, int]] = [({}, 65, 70), ({"origin": "danish"}, 65, 67), ({"origin": "western"}, 65, 70), ({"sex": "male"}, 67, 70)]
    for citizen, low, high in citizens:
        assert said(decide(values, "v_old", **citizen)) == (MET, {"min": low, "max": high})


def test_a_choice_between_a_value_and_none_leaves_open_whether_there_is_one(values: Rulebook) -> None:
    facts = [permit("2016-03-01")]
    assert said(decide(values, "v_maybe", facts, sex="female")) == (MET, "2016-03-01")
    assert said(decide(values, "v_maybe", facts, sex="male")) == (NOT_MET, None)
    assert said(decide(values, "v_maybe", facts)) == (UNKNOWN, "2016-03-01")
    assert said(decide(values, "v_maybe", [])) == (NOT_MET, None)


def taken(start: str, **more: Any) -> Fact:
    return {"kind": "responsibility", "from": start, "municipality": 101, **more}


def test_the_earliest_passes_over_what_is_not_there_and_min_and_max_do_not(values: Rulebook) -> None:
    both = [permit("2016-03-01"), taken("2016-01-01")]
    assert [said(decide(values, rule, both))[1] for rule in ("v_first", "v_less", "v_greater")] == ["2016-01-01", "2016-01-01", "2016-03-01"]
    for one in both:
        day = one.get("on") or one.get("from")
        assert [said(decide(values, rule, [one])) for rule in ("v_first", "v_less", "v_greater")] == [(MET, day), (NOT_MET, None), (NOT_MET, None)]
    assert said(decide(values, "v_first", [])) == (NOT_MET, None)


def test_the_earliest_of_a_fact_that_may_not_have_come_and_one_that_has(values: Rulebook) -> None:
    facts = [permit("2016-03-10"), taken("2016-03-01", precision="month")]
    assert said(decide(values, "v_first", facts, on="2016-03-20")) == (MET, {"min": "2016-03-01", "max": "2016-03-10"})
    # Neither has come for certain: there may be none yet.
    monthly = [permit("2016-03-10", precision="month"), taken("2016-03-01", precision="month")]
    assert said(decide(values, "v_first", monthly, on="2016-03-20")) == (UNKNOWN, {"min": "2016-03-01", "max": None})
    assert said(decide(values, "v_first", monthly, on="2016-03-31")) == (MET, {"min": "2016-03-01", "max": "2016-03-31"})


def test_if_unknown_stands_in_for_what_is_not_known_only(values: Rulebook) -> None:
    facts = [permit("2016-03-01")]
    assert said(decide(values, "v_instead", facts, born="1990-05-05")) == (MET, "1990-05-05")
    assert said(decide(values, "v_instead", facts)) == (MET, "2016-03-01")
    # That there is no permit is known, and stands; a permit known to the month only is stood in for.
    assert said(decide(values, "v_instead_of", [taken("2016-01-01")])) == (NOT_MET, None)
    assert said(decide(values, "v_instead_of", [permit("2016-03-01", precision="month"), taken("2016-01-01")])) == (MET, "2016-01-01")
    citizens: list[tuple[Fact, int]] = [({"sex": "female"}, 1), ({"sex": "male"}, 2), ({}, 1)]
    for citizen, found in citizens:
        assert said(decide(values, "v_assumed", [taken("2016-01-01")], on="2018-01-01", **citizen)) == (MET, found)
    assert said(decide(values, "v_assumed", [], on="2018-01-01")) == (MET, 2)


def test_parameters_are_those_of_the_day_and_a_hole_is_unknown(values: Rulebook) -> None:
    assert [said(decide(values, "v_limit", on=on)) for on in ("2015-12-31", "2016-01-01", "2017-12-31")] == [(MET, 30), (MET, 40), (MET, 40)]
    missing = decide(values, "v_limit", on="2018-01-01")
    assert said(missing) == (UNKNOWN, {"min": None, "max": None})
    assert [one.as_json() for one in missing.missing] == [{"what": "parameter", "name": "teaching.small.limit", "from": "2018-01-01"}]
    assert [said(decide(values, "v_amount", on=on)) for on in ("2015-12-31", "2016-01-01")] == [(NOT_MET, None), (MET, "1000.50")]
    assert said(decide(values, "v_starts", on="2018-01-01")) == (MET, "2015-07-01")
    assert [verdict(values, rule, on="2015-12-31") for rule in ("paid", "unpaid")] == [NOT_MET, MET]
    assert [verdict(values, rule, on="2016-12-31") for rule in ("paid", "unpaid")] == [MET, NOT_MET]


def test_a_parameter_read_at_another_day(values: Rulebook) -> None:
    assert said(decide(values, "v_late", [taken("2015-12-31")], on="2017-01-01")) == (MET, 30)
    assert said(decide(values, "v_late", [taken("2016-01-01")], on="2018-06-01")) == (MET, 40)
    # All of December 2015 has one value; the week of 28 December 2015 runs into January.
    assert said(decide(values, "v_late", [taken("2015-12-20", precision="month")], on="2017-01-01")) == (MET, 30)
    assert said(decide(values, "v_late", [taken("2015-12-28", precision="week")], on="2017-01-01")) == (MET, {"min": 30, "max": 40})
    assert said(decide(values, "v_late", [], on="2017-01-01")) == (NOT_MET, None)


def test_arithmetic_on_amounts_is_exact(values: Rulebook) -> None:
    assert said(decide(values, "v_twice", on="2017-01-01")) == (MET, "1500.75")      # 2001.00 - 500.25
    assert said(decide(values, "v_negative", on="2017-01-01")) == (MET, "-2001.00")
    assert said(decide(values, "v_negative", on="2015-01-01")) == (NOT_MET, None)


@pytest.mark.parametrize(("born", "on", "found"), [
    ("1980-01-02", "2015-06-01", NOT_MET), ("1985-06-01", "2015-06-01", MET), ("1984-06-01", "2015-06-01", NOT_MET), (None, "2015-06-01", UNKNOWN),
    ("1980-01-02", "2017-06-01", MET), ("1980-01-02", "2018-06-01", UNKNOWN),
])
def test_a_number_against_a_dated_limit(values: Rulebook, born: str | None, on: str, found: str) -> None:
    assert verdict(values, "within", on=on, born=born) == found


@pytest.mark.parametrize(("born", "found"), [("2000-01-02", NOT_MET), ("2000-01-01", MET), ("1953-01-02", MET), ("1953-01-01", NOT_MET), (None, UNKNOWN)])
def test_a_chain_of_comparisons_includes_both_ends(values: Rulebook, born: str | None, found: str) -> None:
    assert verdict(values, "chain", on="2018-01-01", born=born) == found


@pytest.mark.parametrize(("sex", "found"), [("female", (UNKNOWN, MET, UNKNOWN)), ("male", (UNKNOWN, UNKNOWN, NOT_MET)), (None, (UNKNOWN, UNKNOWN, UNKNOWN))])
def test_unknown_is_neither(values: Rulebook, sex: str | None, found: tuple[str, str, str]) -> None:
    assert tuple(verdict(values, rule, sex=sex) for rule in ("is_open", "open_or_old", "open_and_old")) == found


@pytest.mark.parametrize(("origin", "unlike", "among"), [
    ("danish", NOT_MET, NOT_MET), ("western", MET, MET), ("non_western", MET, MET), (None, UNKNOWN, UNKNOWN),
])
def test_words_are_compared_and_looked_up_in_lists(values: Rulebook, origin: str | None, unlike: str, among: str) -> None:
    assert (verdict(values, "unlike", origin=origin), verdict(values, "western", origin=origin)) == (unlike, among)
    # Whatever it is, it is one of all the words there are.
    assert verdict(values, "all_words", origin=origin) == MET


# -- days of the calendar ---------------------------------------------------------------------------------------------

CALENDAR = """\
holidays: [2017-12-25, 2017-12-26, 2018-01-01, 2018-03-29, 2018-03-30, 2018-04-02]
facts:
  taken: {first: responsibility, administrative: true}
"""
ASKED = {
    "next_day": "next_start(day, taken.start)", "next_week": "next_start(week, taken.start)", "next_month": "next_start(month, taken.start)",
    "next_year": "next_start(year, taken.start)", "week_ends": "end_of(week, taken.start)", "month_ends": "end_of(month, taken.start)",
    "quarter_ends": "end_of(quarter, taken.start)", "year_ends": "end_of(year, taken.start)", "week_begins": "monday(taken.start)",
    "open_day": "working_day(taken.start)", "open_month": "working_day(next_start(month, taken.start))", "year_later": "year_after(taken.start)",
    "statement": "date_in(year_after(taken.start), 5, 15)", "day_before": "taken.start - 1 * day", "month_before": "taken.start - 1 * month",
    "weeks_since": "elapsed(taken.start, on, week)", "days_since": "on - taken.start", "days_since_too": "elapsed(taken.start, on, day)",
    "years_since": "elapsed(taken.start, on, year)", "third_year": "after(taken.start, 3 * year)", "fortnight": "after(taken.start, 2 * week)",
}


@pytest.fixture(scope="module")
def calendar(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("calendar"), CALENDAR, rules(**{name: f"value: {text}" for name, text in ASKED.items()}))


@pytest.mark.parametrize(("start", "rule", "found"), [
    ("2017-05-15", "next_day", "2017-05-16"), ("2017-05-15", "next_week", "2017-05-22"), ("2017-05-21", "next_week", "2017-05-22"),
    ("2017-05-15", "next_month", "2017-06-01"), ("2017-05-01", "next_month", "2017-06-01"), ("2017-12-31", "next_month", "2018-01-01"),
    ("2017-05-15", "next_year", "2018-01-01"), ("2017-01-01", "next_year", "2018-01-01"),
    ("2017-05-15", "week_ends", "2017-05-21"), ("2016-02-01", "month_ends", "2016-02-29"), ("2017-11-30", "quarter_ends", "2017-12-31"),
    ("2017-12-31", "quarter_ends", "2017-12-31"), ("2017-01-01", "quarter_ends", "2017-03-31"), ("2017-05-15", "year_ends", "2017-12-31"),
    ("2017-05-21", "week_begins", "2017-05-15"), ("2017-05-15", "week_begins", "2017-05-15"),
    ("2017-12-22", "open_day", "2017-12-22"), ("2017-12-23", "open_day", "2017-12-27"), ("2018-03-29", "open_day", "2018-04-03"),
    ("2017-12-05", "open_month", "2018-01-02"), ("2017-06-15", "open_month", "2017-07-03"),
    ("2017-05-15", "year_later", 2018), ("2017-12-31", "statement", "2018-05-15"), ("2018-01-01", "statement", "2019-05-15"),
    ("2016-03-01", "day_before", "2016-02-29"), ("2016-03-31", "month_before", "2016-02-29"), ("2016-02-29", "third_year", "2019-02-28"),
    ("2018-05-25", "weeks_since", 0), ("2018-05-24", "weeks_since", 1), ("2018-05-18", "weeks_since", 1), ("2018-05-01", "days_since", 30),
    ("2018-05-01", "days_since_too", 30), ("2016-05-31", "years_since", 2), ("2016-06-01", "years_since", 1), ("2017-05-15", "fortnight", "2017-05-29"),
])
def test_days_of_the_calendar(calendar: Rulebook, start: str, rule: str, found: Any) -> None:
    assert said(decide(calendar, rule, [taken(start)], on="2018-05-31")) == (MET, found)


@pytest.mark.parametrize(("rule", "low", "high"), [
    ("next_month", "2018-04-01", "2018-04-01"), ("week_begins", "2018-02-26", "2018-03-26"), ("open_day", "2018-03-01", "2018-04-03"),
    ("month_before", "2018-02-01", "2018-02-28"), ("year_later", 2019, 2019), ("weeks_since", 8, 13), ("statement", "2019-05-15", "2019-05-15"),
])
def test_a_day_known_to_the_month_gives_bounds(calendar: Rulebook, rule: str, low: Any, high: Any) -> None:
    # 1 to 31 March 2018; 31 March is Easter Saturday. Asked on 31 May 2018.
    found = said(decide(calendar, rule, [taken("2018-03-10", precision="month")], on="2018-05-31"))
    assert found == (MET, low if low == high else {"min": low, "max": high})


def test_a_function_of_a_fact_that_is_not_there_has_no_value(calendar: Rulebook) -> None:
    assert {rule: said(decide(calendar, rule, [], on="2018-05-31")) for rule in ASKED} == dict.fromkeys(ASKED, (NOT_MET, None))


def test_a_working_day_outside_the_listed_years_is_that_day_or_later(calendar: Rulebook) -> None:
    assert said(decide(calendar, "open_day", [taken("2016-05-05")], on="2018-05-31")) == (MET, {"min": "2016-05-05", "max": None})


# -- counting ---------------------------------------------------------------------------------------------------------

COUNTED = """\
facts:
  paid: {facts: benefit, where: type == cash_assistance, none_before: 2017-01-01}
  learning: {facts: education, none_before: 2017-01-01}
  taken: {first: responsibility, administrative: true}
measures:
  weeks_paid: {count: paid, up_to: on, by: week}
  days_either: {count: paid or learning, up_to: on, by: day}
  months_before: {count: paid, up_to: taken.start, by: month}
"""


def test_counting_up_to_a_day_that_is_itself_bounded(tmp_path: Path) -> None:
    book = rulebook(tmp_path, COUNTED, rules(by_week="value: weeks_paid", by_day="value: days_either", by_month="value: months_before"))
    facts = [{"kind": "benefit", "type": "cash_assistance", "from": "2017-01-30", "to": "2017-03-07"},
             {"kind": "benefit", "type": "other", "from": "2017-06-01"}, {"kind": "education", "from": "2017-03-01", "to": "2017-03-11"}]
    assert said(decide(book, "by_week", facts, on="2018-01-01")) == (MET, 6)        # weeks 5 to 10: Monday 30 January to Monday 6 March
    assert said(decide(book, "by_day", facts, on="2018-01-01")) == (MET, 40)        # 30 January to 10 March
    assert said(decide(book, "by_day", facts, on="2017-03-05")) == (MET, 35)
    # Up to 10 February: January and February. Up to some day of February: the same. Up to some day of the quarter: none to three.
    for precision, found in (("day", 2), ("month", 2), ("quarter", {"min": 0, "max": 3})):
        assert said(decide(book, "by_month", [*facts, taken("2017-02-10", precision=precision)], on="2018-01-01")) == (MET, found)


def test_each_kind_of_fact_is_counted_from_the_day_it_existed(tmp_path: Path) -> None:
    book = rulebook(tmp_path, """\
facts:
  paid: {facts: benefit, none_before: 2017-02-01}
  learning: {facts: education, none_before: 2017-01-01}
measures:
  days_either: {count: paid or learning, up_to: on, by: day}
""", rules(by_day="value: days_either"))
    # Both last from 20 January: benefit counts from 1 February (10 days), education from 20 January (5 days).
    facts = [{"kind": "benefit", "type": "other", "from": "2017-01-20", "to": "2017-02-11"}, {"kind": "education", "from": "2017-01-20", "to": "2017-01-25"}]
    assert said(decide(book, "by_day", facts, on="2018-01-01")) == (MET, 15)
    # In unobserved time education may have lasted through January, benefit only from February.
    unseen = {"from": "2017-02-11", "to": "2019-01-01"}
    assert said(decide(book, "by_day", facts, on="2018-01-01", observed=unseen)) == (MET, {"min": 15, "max": 41})


def test_a_plain_number_in_a_choice_takes_the_unit_of_the_other_branches(tmp_path: Path) -> None:
    book = rulebook(tmp_path, """\
parameters:
  full_time: {unit: hours_per_week, values: [{from: 2010-01-01, to: open, is: 37, source: s}]}
measures:
  needed: {choose: [{if: citizen.sex == female, is: 18.5}, {else: full_time}]}
""", rules(hours="value: needed"))
    assert [said(decide(book, "hours", sex=sex)) for sex in ("female", "male")] == [(MET, 18.5), (MET, 37)]
    assert said(decide(book, "hours")) == (MET, {"min": 18.5, "max": 37})


def test_each_comparison_below_at_and_above_its_limit(tmp_path: Path) -> None:
    operators = {"less": "<", "at_most": "<=", "more": ">", "at_least": ">=", "equal": "==", "other": "!="}
    book = rulebook(tmp_path, rules(**{name: f"age(citizen.born, on) {operator} 18 * year" for name, operator in operators.items()}))
    holding = {"2000-05-02": {"less", "at_most", "other"}, "2000-05-01": {"at_most", "at_least", "equal"}, "1999-05-01": {"more", "at_least", "other"}}
    for born, names in holding.items():
        for name in operators:
            assert verdict(book, name, on="2018-05-01", born=born) == (MET if name in names else NOT_MET), (born, name)
