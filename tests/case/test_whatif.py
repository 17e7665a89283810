"""What if: answers before and after, which differ, and what is said of time that was not observed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import integrationrules as ir
from integrationrules import Quarter, Verdict
from integrationrules.case.whatif import DIFFERENCES, Compared, WhatIf, whatif
from integrationrules.engine.decision import Answer, Decision, Dependence, Quantity

SUPPORT = "dk.outcomes.self_support.self_supporting"
BENEFIT = {"kind": "benefit", "type": "integration_benefit", "from": "2016-01-04"}
Q4 = Quarter.parse("2018Q4")


@pytest.fixture(scope="module")
def book() -> ir.Rulebook:
    return ir.load_rulebook()


def case(*facts: dict[str, Any], to: str = "2019-01-01", by_kind: Any = None) -> ir.Timeline:
    observed = {"from": "2015-01-01", "to": to, **({"by_kind": by_kind} if by_kind else {})}
    return ir.parse_case({"citizen": {"id": "c", "born": "1990-05-01", "origin": "non_western"}, "observed": observed, "facts": list(facts)})


def only(found: WhatIf) -> Compared:
    (one,) = found.answers
    return one


def test_an_answer_that_changes_stands_beside_what_it_was(book: ir.Rulebook) -> None:
    one = only(whatif(book, case(BENEFIT), [ir.Setting("facts[0].to", "2018-05-28")], [SUPPORT], [Q4]))
    assert (one.before.verdict, one.after.verdict, one.differs) == (Verdict.NOT_MET, Verdict.MET, ("verdict",))


def test_answers_that_stay_the_same_are_counted(book: ir.Rulebook) -> None:
    found = whatif(book, case(BENEFIT), [ir.Setting("citizen.sex", "female")])
    assert (found.changed, found.unchanged) == ((), len(found.answers))
    assert found.unchanged > 5


def test_before_and_after_are_what_evaluate_answers(book: ir.Rulebook) -> None:
    timeline = case(BENEFIT)
    found = whatif(book, timeline, [ir.Removal("facts[0]")], quarters=[Q4])
    for line, side in ((timeline, "before"), (found.timeline, "after")):
        assert tuple(getattr(one, side) for one in found.answers) == ir.evaluate(book, [line], quarters=[Q4])[0].decisions


def test_without_projection_what_lies_after_observation_is_unknown(book: ir.Rulebook) -> None:
    timeline, asked = case(), {"rules": [SUPPORT], "quarters": [Quarter.parse("2019Q2")]}
    (result,) = ir.evaluate(book, [timeline], **asked)     # type: ignore[arg-type]
    assert result.decisions[0].verdict is Verdict.UNKNOWN


def test_a_day_after_observation_is_answered_as_if_open_spells_continued(book: ir.Rulebook) -> None:
    added = [ir.Addition({"kind": "benefit", "type": "cash_assistance", "from": "2019-02-04"})]
    one = only(whatif(book, case(), added, [SUPPORT], [Quarter.parse("2019Q2")], date(2019, 7, 1)))
    assert (one.before.verdict, one.after.verdict) == (Verdict.MET, Verdict.NOT_MET)
    assert one.before.projected
    assert one.after.projected


def test_a_quarter_after_observation_is_projected_and_one_within_is_not(book: ir.Rulebook) -> None:
    found = whatif(book, case(), [ir.Addition(BENEFIT)], [SUPPORT], [Q4, Quarter.parse("2019Q1")])
    assert [(one.after.period, one.after.projected, one.after.verdict) for one in found.answers] == [
        ("2018Q4", False, Verdict.NOT_MET), ("2019Q1", True, Verdict.NOT_MET)]
    assert found.projected_from == date(2019, 1, 1)


def test_an_observed_quarter_is_not_filled_in_by_one_that_is_projected(book: ir.Rulebook) -> None:
    # Benefits are observed to October only: what a later quarter takes for granted must not settle this one.
    timeline = case(by_kind={"benefit": {"from": "2015-01-01", "to": "2018-10-08"}})
    found = whatif(book, timeline, [ir.Setting("citizen.sex", "male")], [SUPPORT], [Q4, Quarter.parse("2019Q2")])
    assert [one.after.verdict for one in found.answers] == [Verdict.UNKNOWN, Verdict.MET]


def test_what_is_asked_within_observation_is_no_projection(book: ir.Rulebook) -> None:
    found = whatif(book, case(), [ir.Addition(BENEFIT)], quarters=[Q4])
    assert not any(one.before.projected or one.after.projected for one in found.answers)
    assert found.projected_from is None


def test_both_sides_are_asked_about_the_later_end_if_a_change_moves_it(book: ir.Rulebook) -> None:
    timeline = case({"kind": "responsibility", "from": "2018-01-01", "municipality": 860})
    one = only(whatif(book, timeline, [ir.Setting("observed.to", "2019-06-01")], ["dk.integration.window.month"]))
    assert (one.before.on, one.before.projected) == (date(2019, 6, 1), True)
    assert (one.after.on, one.after.projected) == (date(2019, 6, 1), False)
    assert one.differs == ()


JOB = {"kind": "employment", "type": "ordinary", "from": "2019-03-01", "hours_per_week": 25}


@pytest.mark.parametrize(("change", "day"), [
    (ir.Addition(JOB), date(2019, 3, 1)), (ir.Addition({**JOB, "to": "2019-09-01"}), date(2019, 9, 1)),
    (ir.Addition({**JOB, "through": "2019-09-01"}), date(2019, 9, 2)), (ir.Addition({"kind": "contract", "on": "2019-02-01"}), date(2019, 2, 1)),
    (ir.Setting("facts[0].to", "2019-04-01"), date(2019, 4, 1)), (ir.Setting("facts[0].to", "2018-04-01"), date(2019, 1, 1)),
    (ir.Setting("observed.to", "2019-06-01"), date(2019, 6, 1)), (ir.Setting("citizen.born", "1991-01-01"), date(2019, 1, 1)),
    (ir.Addition({**JOB, "from": "2018-03-01", "recorded": "2020-01-01"}), date(2019, 1, 1)),
    (ir.Addition({**JOB, "from": "2018-03-01", "to": "2100-12-31"}), date(2019, 1, 1)),
])
def test_the_day_asked_about_is_the_latest_that_a_change_states(book: ir.Rulebook, change: ir.Change, day: date) -> None:
    one = only(whatif(book, case(BENEFIT), [change], ["dk.integration.window.month"]))
    assert (one.before.on, one.after.on) == (day, day)
    assert one.after.projected == (day > date(2019, 1, 1) and change != ir.Setting("observed.to", "2019-06-01"))


def test_the_last_day_of_the_calendar_can_be_asked_about(book: ir.Rulebook) -> None:
    one = only(whatif(book, case(BENEFIT), [ir.Setting("citizen.sex", "male")], ["dk.integration.window.month"], on=date(2100, 12, 31)))
    assert one.after.projected


def test_a_change_after_the_day_asked_about_is_said_to_be_unseen(book: ir.Rulebook) -> None:
    later = [ir.Addition(JOB)]
    assert whatif(book, case(), later, ["dk.integration.window.month"], on=date(2019, 1, 1)).unseen_after == date(2019, 1, 1)
    assert whatif(book, case(), later, [SUPPORT], [Q4]).unseen_after == date(2018, 12, 30)
    assert whatif(book, case(), later, ["dk.integration.window.month"], on=date(2019, 3, 1)).unseen_after is None
    assert whatif(book, case(), later, ["dk.integration.window.month"]).unseen_after is None


def test_a_job_that_begins_later_is_answered_with_the_day_its_bonus_is_earned() -> None:
    town = ir.load_rulebook(Path(__file__).parent / "town")
    timeline = ir.parse_case({"citizen": {"id": "c"}, "observed": {"from": "2010-01-01", "to": "2018-08-01"}})
    one = only(whatif(town, timeline, [ir.Addition(ir.read_fact("ansættelse, ordinær, 25 t/uge, fra 3. september 2018"))], ["job"]))
    assert (one.before.verdict, one.before.running, one.before.earned_on) == (Verdict.NOT_MET, False, None)
    assert (one.after.verdict, one.after.running, one.after.on) == (Verdict.NOT_MET, True, date(2018, 9, 3))
    assert one.after.earned_on is not None
    assert one.after.earned_on.as_json() == "2019-03-03"
    assert set(one.differs) == {"running", "state", "earned_on", "last_day", "claim_by", "final_by"}


@pytest.mark.parametrize(("given", "said"), [
    ({"changes": ir.Removal("facts[0]")}, "whatif: changes must be a list of Settings, Additions and Removals; found Removal"),
    ({"changes": ["citizen.born=1990-05-01"]}, "one of them is str"), ({"timeline": {}}, "whatif: timeline must be a Timeline"),
])
def test_arguments_of_another_type_are_named(book: ir.Rulebook, given: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        ir.whatif(**{"book": book, "timeline": case(), "changes": [], **given})


def test_options_reach_both_sides(book: ir.Rulebook) -> None:
    one = only(whatif(book, case(BENEFIT), [ir.Removal("facts[0]")], ["since_first_receipt"], [Q4], options={"receipt_anchor": "day"}))
    assert (one.before.assumptions["receipt_anchor"], one.after.assumptions["receipt_anchor"]) == ("day", "day")


PLAIN = Decision("r", "citizen", date(2018, 1, 1), None, Answer(Verdict.MET), None, (), (), (), {}, (), "h", "f", "v")
LATER = Quantity("date", date(2018, 11, 28), date(2018, 11, 28))


@pytest.mark.parametrize(("name", "other"), [
    ("verdict", replace(PLAIN, answer=Answer(Verdict.UNKNOWN))), ("value", replace(PLAIN, answer=Answer(Verdict.MET, LATER))),
    ("running", replace(PLAIN, running=True)), ("state", replace(PLAIN, state="earned")), ("earned_on", replace(PLAIN, days={"earned_on": LATER})),
    ("last_day", replace(PLAIN, days={"last_day": LATER})), ("claim_by", replace(PLAIN, days={"claim_by": LATER})),
    ("final_by", replace(PLAIN, days={"final_by": LATER})), ("municipality", replace(PLAIN, days={"municipality": LATER})),
    ("done", replace(PLAIN, days={"done": LATER})),
    ("depends_on", replace(PLAIN, depends_on=(Dependence("a", "b", Answer(Verdict.UNKNOWN)),))),
])
def test_each_part_of_an_answer_makes_a_difference(name: str, other: Decision) -> None:
    assert Compared(PLAIN, other).differs == (name,)
    assert name in DIFFERENCES


def test_other_facts_behind_the_same_answer_make_none() -> None:
    assert Compared(PLAIN, replace(PLAIN, facts_hash="g", projected=True)).differs == ()


def test_the_document_holds_what_changed_and_how_many_did_not(book: ir.Rulebook) -> None:
    document = whatif(book, case(BENEFIT), [ir.Setting("facts[0].to", "2018-05-28")], [SUPPORT, "dk.integration.window.year"], [Q4]).as_json()
    assert document["format"] == 1
    assert document["changes"] == [{"path": "facts[0].to", "before": None, "after": "2018-05-28"}]
    assert [(one["rule"], one["for"], one["differs"], one["before"]["verdict"], one["after"]["verdict"]) for one in document["changed"]] == [
        (SUPPORT, "2018Q4", ["verdict"], "not_met", "met")]
    assert (document["unchanged"], document["projected_from"]) == (1, None)
