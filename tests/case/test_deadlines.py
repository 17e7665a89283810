"""Deadlines: which dates of which answers, in what order, and which of them are projected."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import integrationrules as ir
from integrationrules.case.deadlines import Deadlines, deadlines

TOWN = Path(__file__).parent / "town"
TAKEN_OVER = {"kind": "responsibility", "from": "2018-01-15", "municipality": 860}
TALK = {"kind": "first_talk", "on": "2018-03-01"}
JOB = {"kind": "employment", "type": "ordinary", "from": "2018-05-28", "hours_per_week": 25}


@pytest.fixture(scope="module")
def town() -> ir.Rulebook:
    return ir.load_rulebook(TOWN)


def due(town: ir.Rulebook, *facts: dict[str, Any], on: str | None = None, observed: Any = None, rules: tuple[str, ...] = ()) -> Deadlines:
    timeline = ir.parse_case({
        "citizen": {"id": "c", "born": "1990-05-01"}, "observed": observed or {"from": "2010-01-01", "to": "2018-08-01"}, "facts": list(facts)})
    return deadlines(town, timeline, date.fromisoformat(on) if on else None, rules)


def told(found: Deadlines) -> list[tuple[str, str, str, str | None, bool]]:
    return [(due.day.as_json(), due.decision.rule.partition(".")[2], due.what, due.state, due.projected) for due in found.dues]


def test_deadlines_and_the_dates_of_payments_stand_in_order_of_date(town: ir.Rulebook) -> None:
    assert told(due(town, JOB, TALK, TAKEN_OVER)) == [
        ("2018-02-15", "contract", "due", "overdue", False),
        ("2018-04-15", "talk", "due", "done", False),
        ("2018-11-28", "job", "earned_on", "running", True),
        ("2018-12-31", "job", "claim_by", "running", True),
        ("2019-05-15", "job", "final_by", "running", True),
    ]


def test_a_date_that_a_deadline_says_is_not_said_by_the_payment_too(tmp_path: Path) -> None:
    text = (TOWN / "town" / "rules.yaml").read_text(encoding="utf-8")
    (tmp_path / "town").mkdir()
    claim = "  job_claim: {due: job.claim_by, done: first_claim.on, source: act}\n"
    facts = "  first_claim: {first: bonus_claimed, administrative: true}\n"
    text = text.replace("candidates:\n", f"{facts}candidates:\n") + claim
    (tmp_path / "town" / "rules.yaml").write_text(text, encoding="utf-8")
    found = due(ir.load_rulebook(tmp_path), {**JOB, "from": "2018-01-01"})
    assert [one[:4] for one in told(found)] == [
        ("2018-06-30", "job_claim", "due", "overdue"), ("2018-07-01", "job", "earned_on", "earned"), ("2019-05-15", "job", "final_by", "earned")]


def test_what_is_earned_is_no_projection(town: ir.Rulebook) -> None:
    found = due(town, {**JOB, "from": "2018-01-01"}, {"kind": "bonus_claimed", "type": "job", "on": "2018-07-10"}, rules=("job",))
    assert told(found) == [
        ("2018-06-30", "job", "claim_by", "claimed", False), ("2018-07-01", "job", "earned_on", "claimed", False),
        ("2019-05-15", "job", "final_by", "claimed", False)]


@pytest.mark.parametrize(("on", "state"), [("2018-02-15", "due"), ("2018-02-16", "overdue")])
def test_a_deadline_is_overdue_the_day_after_it(town: ir.Rulebook, on: str, state: str) -> None:
    assert told(due(town, TAKEN_OVER, on=on, rules=("contract",))) == [("2018-02-15", "contract", "due", state, False)]


def test_a_job_that_has_not_begun_by_the_day_is_not_seen(town: ir.Rulebook) -> None:
    assert told(due(town, JOB, on="2018-05-01")) == []


def test_everything_said_of_a_day_after_observation_is_projected(town: ir.Rulebook) -> None:
    found = due(town, JOB, TAKEN_OVER, on="2019-01-01", rules=("job", "contract"))
    assert [one[0:2] + one[3:] for one in told(found)] == [
        ("2018-02-15", "contract", "overdue", True), ("2018-11-28", "job", "earned", True), ("2018-12-31", "job", "earned", True),
        ("2019-05-15", "job", "earned", True)]
    assert found.projected_from == date(2018, 8, 1)


def test_running_within_observation_runs_from_no_end_of_it(town: ir.Rulebook) -> None:
    assert due(town, JOB).projected_from is None


def test_what_does_not_apply_is_left_out(town: ir.Rulebook) -> None:
    found = due(town)
    assert (found.dues, found.decisions, found.undecided) == ((), (), ())


def test_what_cannot_be_decided_is_named_apart(town: ir.Rulebook) -> None:
    # An earlier job may lie in the years nobody observed: then this one is not the first.
    found = due(town, JOB, observed={"from": "2018-01-01", "to": "2018-08-01"}, rules=("job",))
    assert [one.rule for one in found.undecided] == ["town.job"]
    assert found.dues == ()


def test_a_deadline_that_perhaps_does_not_apply_keeps_its_day_without_a_state(tmp_path: Path) -> None:
    text = (TOWN / "town" / "rules.yaml").read_text(encoding="utf-8").replace("applies: exists(citizen.born)", "applies: citizen.sex == female")
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "rules.yaml").write_text(text, encoding="utf-8")
    assert told(due(ir.load_rulebook(tmp_path), TAKEN_OVER, rules=("talk",))) == [("2018-04-15", "talk", "due", None, False)]


def test_options_and_rules_are_the_callers(town: ir.Rulebook) -> None:
    assert [one[1] for one in told(due(town, JOB, TALK, TAKEN_OVER, rules=("town.talk",)))] == ["talk"]
    with pytest.raises(ir.QuestionError, match="there is no rule 'nothing'"):
        due(town, rules=("nothing",))


def test_rules_that_are_neither_deadline_nor_payment_have_no_dates() -> None:
    timeline = ir.parse_case({"citizen": {"id": "c"}, "observed": {"from": "2015-01-01", "to": "2018-06-01"}, "facts": []})
    assert deadlines(ir.load_rulebook(), timeline, rules=["dk.outcomes.self_support.counted", "dk.integration.window.year"]).decisions == ()


def test_the_document(town: ir.Rulebook) -> None:
    document = due(town, JOB, rules=("job",)).as_json()
    assert document["deadlines"][0] == {
        "what": "earned_on", "day": "2018-11-28", "rule": "town.job", "state": "running", "verdict": "not_met", "projected": True}
    assert (document["format"], document["undecided"], document["projected_from"]) == (1, [], None)
    assert [one["rule"] for one in document["decisions"]] == ["town.job"]
