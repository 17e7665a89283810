"""A session: what events tell, what is withdrawn and why, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

import integrationrules as ir
from integrationrules.rulebook.book import Rulebook
from integrationrules.sessions import CaseSession, SessionError, replay
from integrationrules.sessions.chaining import digest
from integrationrules.sessions.event import Event

from .situation import CHAINERS, INSTALLED, JOB, REFUGEE, SIGNED, advance, book, correction, fact, said, session, timeline, withdrawal

CLAIMED = {"kind": "bonus_claimed", "on": "2018-12-07", "type": "job"}
ENDED = {**JOB, "to": "2018-11-01"}


@pytest.mark.parametrize("chainer", CHAINERS)
def test_a_claim_is_raised_on_the_day_it_is_earned_and_withdrawn_when_it_is_made(chainer: str) -> None:
    found = session(SIGNED, chainer=chainer)
    assert found.chainer == chainer
    assert said(found.receive(fact("e1", "2018-05-30", JOB))) == []
    assert said(found.advance(date(2018, 11, 27))) == []
    (claim,) = found.advance(date(2018, 11, 28))
    assert (claim.alert, claim.status, claim.to, claim.due, claim.final) == ("claim", "raised", "caseworker", date(2018, 12, 31), date(2019, 5, 15))
    assert said(found.receive(fact("e2", "2018-12-10", CLAIMED))) == ["withdrawn job_claim"]
    assert found.alerts == ()


def test_an_alert_says_what_it_stands_on_and_where_the_rule_was_read() -> None:
    found = session(SIGNED)
    found.receive(fact("e1", "2018-05-30", JOB))
    found.advance(date(2018, 11, 28))
    (claim,) = found.alerts
    assert [(ground.kind, ground.name) for ground in claim.because] == [("clock", "job_bonus")]
    assert claim.because[0].values == {"reaches": date(2018, 11, 28), "due": date(2018, 12, 31), "final": date(2019, 5, 15)}
    assert [source.at for source in claim.sources] == ["§ 53", "§ 11, stk. 1-2; integrationsloven § 45, stk. 8, nr. 1 (LBK 1127/2017)"]


@INSTALLED
def test_the_id_is_a_hash_of_case_rule_and_bindings_and_of_nothing_else() -> None:
    ids: set[str] = set()
    for chainer, hours in (("builtin", 25), ("durable", 25), ("builtin", 37)):
        found = session(SIGNED, chainer=chainer)
        found.receive(fact("e1", "2018-05-30", {**JOB, "hours_per_week": hours}))
        found.advance(date(2018, 12, 24))
        (claim,) = found.alerts
        assert claim.id == digest([claim.case, claim.rule, *(ref for _, ref in claim.bindings)])
        ids.add(claim.id)
    assert len(ids) == 1


def test_another_case_has_another_id() -> None:
    first, other = session(), CaseSession(book(), timeline().model_copy(update={"citizen": timeline().citizen.model_copy(update={"id": "c-2"})}), "builtin")
    assert {alert.rule for alert in first.alerts} == {alert.rule for alert in other.alerts}
    assert not {alert.id for alert in first.alerts} & {alert.id for alert in other.alerts}


def test_a_day_that_moves_is_told_as_a_change_of_the_same_alert() -> None:
    found = session(SIGNED, JOB, to="2019-02-01")
    (claim,) = (alert for alert in found.alerts if alert.alert == "claim")
    assert claim.due == date(2018, 12, 31)
    (changed,) = (one for one in found.receive(correction("e1", "2019-02-02", {**JOB, "from": "2018-07-02"})) if one.alert == "claim")
    assert (changed.id, changed.status, changed.due, changed.on) == (claim.id, "raised", date(2019, 3, 31), date(2019, 2, 2))


def test_nothing_is_told_twice() -> None:
    found = session(SIGNED, JOB, to="2018-12-01")
    assert said(found.alerts) == ["raised job_claim"]
    assert found.advance(date(2018, 12, 2)) == ()
    assert found.alerts[0].on == date(2018, 11, 30)


@pytest.mark.parametrize(("events", "why", "name", "change"), [
    ([correction("e1", "2018-12-05", ENDED)], "decision_changed", "dk.integration.results_bonus.job", ({"state": "earned"}, {"state": None})),
    ([fact("e1", "2018-12-05", CLAIMED | {"on": "2018-12-04"})], "decision_changed", "dk.integration.results_bonus.job",
     ({"state": "earned"}, {"state": "claimed"})),
])
def test_a_claim_is_withdrawn_for_the_reason_it_no_longer_follows(
    events: list[Event], why: str, name: str, change: tuple[dict[str, str], dict[str, str | None]],
) -> None:
    found = session(SIGNED, JOB, to="2018-12-01")
    (gone,) = (alert for alert in found.receive(events[0]) if alert.alert == "claim")
    assert gone.reason is not None
    assert (gone.status, gone.reason.why, gone.reason.name) == ("withdrawn", why, name)
    assert gone.reason.before["state"] == change[0]["state"]
    assert gone.reason.now.get("state") == change[1]["state"]


SLIP = {"kind": "benefit", "id": "slip", "type": "cash_assistance", "from": "2018-07-09", "to": "2018-07-16"}


def test_an_alert_goes_with_the_fact_it_stood_on() -> None:
    found = session(SIGNED, JOB, to="2018-06-01")
    assert said(found.receive(fact("e1", "2018-07-20", SLIP))) == ["raised benefit_in_bonus_spell"]
    (gone,) = found.receive(withdrawal("e2", "2018-08-01", "slip"))
    assert gone.reason is not None
    assert (gone.reason.why, gone.reason.name) == ("fact_withdrawn", "benefit")


def test_an_alert_goes_with_a_corrected_fact_and_says_how_it_was_corrected() -> None:
    found = session(SIGNED, JOB, to="2018-06-01")
    found.receive(fact("e1", "2018-07-20", SLIP))
    (gone,) = found.receive(correction("e2", "2018-08-01", {**SLIP, "from": "2018-05-01", "to": "2018-05-28"}))
    assert gone.reason is not None
    assert (gone.reason.why, gone.reason.before["end"], gone.reason.now["end"]) == ("fact_corrected", date(2018, 7, 16), date(2018, 5, 28))


def test_an_alert_goes_when_what_must_not_be_there_comes() -> None:
    case = {"citizen": {"id": "c-1", "born": "1990-05-01"}, "observed": {"from": "2015-11-01", "to": "2016-02-01"}, "facts": [REFUGEE[1]]}
    found = CaseSession(book(), ir.parse_case(case), "builtin")
    assert said(found.alerts) == ["raised contract_unclear"]
    (gone,) = found.receive(fact("e1", "2016-02-10", {"kind": "contract", "on": "2016-02-09"}))
    assert gone.reason is not None
    assert (gone.reason.why, gone.reason.name) == ("found", "fact contract")


def test_an_alert_goes_with_its_day() -> None:
    found = session(to="2018-12-31")
    assert "raised tier_drops" in said(found.alerts)
    gone = next(one for one in found.advance(date(2019, 1, 1)) if one.alert == "tier_drops")
    assert gone.status == "withdrawn"


def test_an_unknown_decision_raises_no_claim_but_asks() -> None:
    found = session(SIGNED, {name: value for name, value in JOB.items() if name != "hours_per_week"}, to="2018-12-01")
    assert said(found.alerts) == ["raised job_unclear"]
    assert said(found.receive(correction("e1", "2018-12-02", JOB))) == ["withdrawn job_unclear", "raised job_claim"]


def test_a_fact_that_begins_later_does_not_count_yet() -> None:
    found = session(SIGNED, to="2018-06-01")
    found.receive(fact("e1", "2018-06-01", {**JOB, "from": "2018-09-01"}))
    found.advance(date(2018, 8, 31))
    assert ("fact employment", "job") not in found._derived.known  # type: ignore[union-attr]
    found.advance(date(2018, 9, 1))
    assert ("fact employment", "job") in found._derived.known  # type: ignore[union-attr]


def test_a_late_event_counts_from_now_on_and_does_not_move_the_day() -> None:
    found = session(to="2016-03-01")
    assert "raised contract_overdue" in said(found.alerts)
    told = found.receive(fact("e1", "2016-01-21", SIGNED))
    assert set(said(told)) == {"withdrawn contract_overdue", "withdrawn contract_escalated"}
    assert found.today == date(2016, 2, 29)


def test_the_day_is_the_last_recorded_or_advanced_to_and_never_the_wall_clock() -> None:
    found = session()
    assert found.today == date(2018, 4, 30)
    found.receive(fact("e1", "2018-05-30", JOB))
    assert found.today == date(2018, 5, 30)
    found.advance(date(2099, 1, 1))
    assert found.today == date(2099, 1, 1)


def test_a_session_is_not_moved_back_to_a_day_it_stood_at() -> None:
    found = session()
    found.advance(date(2018, 6, 1))
    found.advance(date(2018, 7, 1))
    with pytest.raises(SessionError) as refused:
        found.advance(date(2018, 6, 1))
    assert refused.value.id == "clock_back"
    assert found.today == date(2018, 7, 1)


def test_the_same_event_again_changes_nothing() -> None:
    found = session(SIGNED)
    event = fact("e1", "2018-05-30", JOB)
    found.receive(event)
    before = found.snapshot()
    assert found.receive(Event.model_validate(event.as_json())) == ()
    assert found.advance(date(2018, 6, 1)) == ()
    assert found.advance(date(2018, 6, 1)) == ()
    assert len(found.log) == len(before["log"]) + 1


def refusals() -> list[tuple[str, Event]]:
    return [
        ("duplicate_id", fact("e1", "2018-05-30", {**JOB, "hours_per_week": 30})),
        ("fact_there", fact("e2", "2018-06-30", JOB)),
        ("no_such_fact", correction("e2", "2018-06-30", {**JOB, "id": "other"})),
        ("no_such_fact", withdrawal("e2", "2018-06-30", "other")),
        ("other_kind", correction("e2", "2018-06-30", {"kind": "contract", "id": "job", "on": "2018-06-01"})),
        ("before_birth", fact("e2", "2018-06-30", {"kind": "residence", "from": "1990-04-30"})),
        ("clock_back", advance("2018-05-29")),
        ("other_case", fact("e2", "2018-06-30", SIGNED).model_copy(update={"case": "c-2"})),
        ("contradiction", fact("e3", "2018-06-30", {"kind": "week_code", "week": "2018-W20", "code": 651})),
        ("opened_twice", session().log[0].model_copy(update={"id": "again"})),
    ]


@pytest.mark.parametrize(("wrong", "event"), refusals(), ids=[f"{number}-{wrong}" for number, (wrong, _) in enumerate(refusals())])
def test_what_cannot_be_is_refused_and_nothing_has_changed(wrong: str, event: Event) -> None:
    found = session(SIGNED)
    found.receive(fact("e1", "2018-05-30", JOB))
    found.receive(fact("e0", "2018-05-30", {"kind": "week_code", "week": "2018-W20", "code": 730}))
    before = json.dumps(found.snapshot())
    with pytest.raises(SessionError) as raised:
        found.receive(event)
    assert raised.value.id == wrong
    assert "c-1" not in str(raised.value)
    assert json.dumps(found.snapshot()) == before


def test_without_a_day_of_birth_nothing_is_before_it() -> None:
    found = CaseSession(book(), timeline().model_copy(update={"citizen": timeline().citizen.model_copy(update={"born": None})}), "builtin")
    found.receive(fact("e1", "2018-05-30", {"kind": "residence", "from": "1950-01-01"}))
    assert [one.id for one in found.log] == ["opened", "e1"]
    assert [one.kind for one in found.timeline.facts][-1] == "residence"


def test_a_kind_whose_observation_ended_early_stays_unobserved() -> None:
    case = {"citizen": {"id": "c-1"}, "observed": {"from": "2015-01-01", "to": "2018-05-01", "by_kind": {
        "employment": {"from": "2015-01-01", "to": "2017-01-01"}, "benefit": {"from": "2016-01-01", "to": "2018-05-01"}}}, "facts": []}
    found = CaseSession(book(), ir.parse_case(case), "builtin")
    found.advance(date(2018, 9, 1))
    observed = found.timeline.observed
    assert (observed.end, observed.of("employment")[-1].end, observed.of("benefit")[-1].end) == (date(2018, 9, 2), date(2017, 1, 1), date(2018, 9, 2))


@INSTALLED
def test_a_snapshot_becomes_an_equal_session_that_goes_on_alike() -> None:
    found = session(SIGNED, chainer="durable")
    found.receive(fact("e1", "2018-05-30", JOB))
    found.advance(date(2018, 12, 1))
    again = CaseSession.restore(json.loads(json.dumps(found.snapshot())), book(), "builtin")
    assert (again.alerts, again.today, again.log, again.snapshot()) == (found.alerts, found.today, found.log, found.snapshot())
    event = fact("e2", "2018-12-10", CLAIMED)
    assert again.receive(event) == found.receive(event)


@pytest.mark.parametrize("snapshot", [{}, {"format": 2}, {"format": 1, "log": []}, {"format": 1, "log": "x", "alerts": []}], ids=str)
def test_what_is_no_snapshot_is_refused(snapshot: dict[str, object]) -> None:
    with pytest.raises(SessionError) as raised:
        CaseSession.restore(snapshot, book())
    assert raised.value.id == "snapshot_form"


def test_a_snapshot_of_other_rules_is_refused_by_name(changed: Rulebook) -> None:
    with pytest.raises(SessionError) as raised:
        CaseSession.restore(session(SIGNED).snapshot(), changed)
    assert raised.value.id == "other_rules"


def test_a_replay_is_the_same_session() -> None:
    found = session(SIGNED)
    for event in (fact("e1", "2018-05-30", JOB), advance("2018-12-01"), fact("e2", "2018-12-10", CLAIMED)):
        found.receive(event)
    again = replay(found.log, book(), "builtin")
    assert again.snapshot() == found.snapshot()


def test_a_log_that_does_not_open_is_refused() -> None:
    for log in ([], [fact("e1", "2018-05-30", JOB)]):
        with pytest.raises(SessionError) as raised:
            replay(log, book())
        assert raised.value.id == "no_opening"


def test_numbers_are_told_in_their_unit() -> None:
    found = session({**JOB, "to": "2018-06-25"}, {**JOB, "id": "second", "from": "2018-06-27"}, to="2018-07-01")
    (gap,) = (alert for alert in found.alerts if alert.alert == "ask")
    assert gap.values == {"days": Decimal(2)}
    assert gap.as_json()["values"] == {"days": "2"}


def test_a_rule_set_without_alerts_is_refused_by_name() -> None:
    with pytest.raises(SessionError, match=r"no alerts in 'dk\.integration\.alerts\.contracts'"):
        CaseSession(book(), timeline(), "builtin", ["dk.integration.alerts.contracts"])
