"""Running cases over HTTP: events in, alerts out; once, in order, all or none."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from integrationrules.rulebook.book import load
from integrationrules.service.service import ServiceSettings
from integrationrules.sessions import Event, replay
from integrationrules.store import StoreError

from .client import problem, sent
from .conftest import Served

_numbers = itertools.count(1)


def opened(ask: Served) -> str:
    """A new case, opened."""
    case = f"case-{next(_numbers)}"
    assert send(ask, case, events(case)[0]).status_code == 200
    return case


def events(case: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = sent("events")["events"]
    found[0]["timeline"]["citizen"]["id"] = case
    return found


def send(ask: Served, case: str, *some: dict[str, Any], **more: Any) -> Any:
    return ask.post("/cases/events", {"case": case, "events": list(some), **more})


def advance(number: str, day: str) -> dict[str, Any]:
    return {"id": number, "kind": "advance", "recorded": day}


def fact(number: str, recorded: str, **of: Any) -> dict[str, Any]:
    return {"id": number, "kind": "fact", "recorded": recorded, "fact": of}


def told(response: Any) -> list[list[tuple[str, str]]]:
    assert response.status_code == 200, response.text
    return [[(alert["alert"], alert["status"]) for alert in one["alerts"]] for one in response.json()["events"]]


def test_events_answer_with_the_alerts_they_raise_and_withdraw(ask: Served) -> None:
    case = f"case-{next(_numbers)}"
    found = told(send(ask, case, *events(case)))
    assert ("sign_contract", "raised") in found[0]
    assert ("contract_overdue", "raised") in found[1]
    assert ("contract_overdue", "withdrawn") in found[2]
    assert all(status == "withdrawn" for _, status in found[2])


def test_one_delivery_and_three_tell_the_same_and_so_does_a_session(ask: Served) -> None:
    together, apart = f"case-{next(_numbers)}", f"case-{next(_numbers)}"
    send(ask, together, *events(together))
    for event in events(apart):
        send(ask, apart, event)
    session = replay([Event.model_validate({**one, "case": apart}) for one in events(apart)], load())
    found = {case: ask.post("/cases/alerts", {"case": case}).json()["alerts"] for case in (together, apart)}
    assert {one["id"] for one in found[apart]} == {one.id for one in session.alerts}
    assert [one["rule"] for one in found[together]] == [one["rule"] for one in found[apart]]


def test_a_second_delivery_is_answered_to_the_letter_as_the_first(ask: Served) -> None:
    case = opened(ask)
    first = send(ask, case, *events(case)[1:])
    send(ask, case, advance("later", "2018-01-01"))
    second = send(ask, case, *events(case)[1:])
    assert second.content == first.content
    assert [one["version"] for one in send(ask, case, advance("last", "2018-02-01")).json()["events"]] == [5]


def test_one_id_with_other_content_is_a_conflict_and_nothing_of_the_delivery_is_kept(ask: Served) -> None:
    case = opened(ask)
    send(ask, case, advance("a", "2017-01-01"))
    assert problem(send(ask, case, advance("b", "2017-02-01"), advance("a", "2017-03-01"))) == (409, "event_differs")
    assert send(ask, case, advance("c", "2017-02-02")).json()["events"][0]["version"] == 3


def test_a_late_event_is_accepted_and_said_to_be_late_also_when_it_is_sent_again(ask: Served) -> None:
    case = opened(ask)
    send(ask, case, advance("a", "2017-01-01"))
    late = fact("b", "2016-06-01", kind="contract", on="2016-01-20")
    first = send(ask, case, late)
    assert first.json()["events"][0]["late"] is True
    assert send(ask, case, late).content == first.content


def test_the_expected_version_is_asked_for(ask: Served) -> None:
    case = opened(ask)
    assert problem(send(ask, case, advance("a", "2017-01-01"), expected_version=0)) == (409, "case_version")
    assert send(ask, case, advance("a", "2017-01-01"), expected_version=1).status_code == 200
    assert send(ask, case, advance("a", "2017-01-01"), expected_version=1).status_code == 200        # sent again
    assert problem(send(ask, case, advance("b", "2017-02-01"), expected_version=1)) == (409, "case_version")


@pytest.mark.parametrize(("event", "status", "code"), [
    (fact("x", "2018-01-01", kind="employmnt", **{"from": "2018-01-01"}), 422, "unknown_kind_near"),
    (fact("x", "2018-01-01", kind="no such", **{"from": "2018-01-01"}), 422, "unknown_kind"),
    ({"id": "x", "kind": "noise", "recorded": "2018-01-01"}, 422, "not_one_of"),
    (fact("x", "2018-01-01", kind="employment", type="ordinary", **{"from": "1980-01-01"}), 422, "before_birth"),
    (fact("x", "2018-01-01", kind="employment", type="ordinary", hours_per_week=1000, **{"from": "2018-01-01"}), 422, "hours_per_week_range"),
    (advance("x", "2016-01-09"), 409, "clock_back"),
    ({"id": "x", "kind": "withdrawal", "recorded": "2018-01-01", "withdraws": "nothing"}, 422, "no_such_fact"),
    ({"id": "x", "kind": "advance"}, 422, "missing_field"),
    ({"id": "x", "kind": "advance", "recorded": "2018-01-01", "fact": {"kind": "contract", "on": "2018-01-01"}}, 422, None),
    ({"id": "0101901234", "kind": "advance", "recorded": "2018-01-01"}, 422, "text_cpr"),
    ({"id": "x", "kind": "advance", "recorded": "2018-01-01", "x": 1}, 422, "unknown_key"),
])
def test_an_event_that_cannot_be_received_is_refused_and_not_kept(ask: Served, event: dict[str, Any], status: int, code: str | None) -> None:
    case = opened(ask)
    answer = send(ask, case, advance("good", "2016-02-01"), event) if code != "clock_back" else send(ask, case, event)
    found = problem(answer)
    assert found[0] == status
    assert code is None or found[1] == code
    assert "0101901234" not in answer.text
    assert send(ask, case, advance("next", "2016-02-02")).json()["events"][0]["version"] == 2


def test_a_case_opens_with_its_opening_once(ask: Served) -> None:
    case = opened(ask)
    other = events(case)[0]
    assert problem(send(ask, case, {**other, "id": "again"})) == (409, "opened_twice")
    other["timeline"]["citizen"]["sex"] = "male"
    assert problem(send(ask, case, other)) == (409, "event_differs")
    assert problem(send(ask, "case-404", advance("a", "2018-01-01"))) == (404, "case_unknown")
    assert problem(ask.post("/cases/alerts", {"case": "case-404"})) == (404, "case_unknown")


def test_an_opening_about_somebody_else_is_refused(ask: Served) -> None:
    assert problem(send(ask, "case-405", events("case-406")[0])) == (422, "event_citizen")


@pytest.mark.parametrize("other", ["case-of-another", None, 7])
def test_an_event_that_names_another_case_does_not_end_in_this_one(ask: Served, other: object) -> None:
    case = opened(ask)
    assert problem(send(ask, case, {**advance("a1", "2016-03-01"), "case": other})) == (422, "other_case")
    assert send(ask, case, {**advance("a1", "2016-03-01"), "case": case}).json()["events"][0]["version"] == 2


def test_alerts_that_hold_are_told_and_the_others_on_demand_with_their_reason(ask: Served) -> None:
    case = opened(ask)
    send(ask, case, *events(case)[1:])
    holding = ask.post("/cases/alerts", {"case": case}).json()["alerts"]
    everything = ask.post("/cases/alerts", {"case": case, "withdrawn": True}).json()["alerts"]
    assert all(one["status"] == "raised" for one in holding)
    withdrawn = [one for one in everything if one not in holding]
    assert {one["status"] for one in withdrawn} == {"withdrawn"}
    assert all(one["reason"]["why"] for one in withdrawn)


def test_an_alert_is_acknowledged_once(ask: Served) -> None:
    case = opened(ask)
    alert = ask.post("/cases/alerts", {"case": case}).json()["alerts"][0]["id"]
    body = {"case": case, "alert": alert, "by": "team 3", "at": "2016-01-12"}
    first = ask.post("/cases/alerts/acknowledge", body)
    assert first.json()["alert"]["acknowledged"] == {"by": "team 3", "at": "2016-01-12"}
    assert ask.post("/cases/alerts/acknowledge", body).content == first.content
    assert problem(ask.post("/cases/alerts/acknowledge", {**body, "by": "team 4"})) == (409, "alert_taken")
    assert problem(ask.post("/cases/alerts/acknowledge", {**body, "alert": "0" * 32})) == (404, "alert_unknown")
    assert ask.post("/cases/alerts", {"case": case}).json()["alerts"][0]["acknowledged"] == {"by": "team 3", "at": "2016-01-12"}


def test_events_sent_at_once_each_get_their_place(ask: Served) -> None:
    case = opened(ask)
    answers = ask.together(*(("/cases/events", {"case": case, "events": [advance(f"a{n}", "2017-01-01")]}) for n in range(4)))
    assert sorted(one.json()["events"][0]["version"] for one in answers) == [2, 3, 4, 5]


def test_who_expects_no_version_is_told_to_come_back_where_others_are_always_faster(ask: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    case = opened(ask)

    def late(*_: object, **__: object) -> None:
        raise StoreError("case_version", expected=1, found=2)

    monkeypatch.setattr("integrationrules.store.store.Store.append", late)
    answer = send(ask, case, advance("a", "2017-01-01"))
    assert problem(answer) == (503, "http_busy")
    assert int(answer.headers["retry-after"]) > 0
    assert problem(send(ask, case, advance("a", "2017-01-01"), expected_version=1)) == (409, "case_version")


def test_durable_and_builtin_tell_the_same(tmp_path: Path, serve: Callable[[ServiceSettings], Served]) -> None:
    pytest.importorskip("durable.engine")
    found = []
    for chainer in ("durable", "builtin"):
        ask = serve(ServiceSettings(workers=1, chainer=chainer, store=str(tmp_path / f"{chainer}.db"), audit=tmp_path / "audit"))
        found.append(send(ask, "c-1", *events("c-1")).content)
    assert found[0] == found[1]


def test_a_service_without_a_store_says_so(tmp_path: Path, serve: Callable[[ServiceSettings], Served]) -> None:
    ask = serve(ServiceSettings(workers=1, audit=tmp_path / "audit"))
    for address in ("events", "alerts"):
        assert problem(ask.post(f"/cases/{address}", sent(address))) == (404, "http_no_store")


def test_a_locked_store_is_told_and_read_again_later(tmp_path: Path, serve: Callable[[ServiceSettings], Served], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("integrationrules.service.service.STORE_PATIENCE", 0.2)
    path = tmp_path / "cases.db"
    ask = serve(ServiceSettings(workers=1, store=str(path), audit=tmp_path / "audit"))
    send(ask, "c-1", events("c-1")[0])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = send(ask, "c-1", advance("a", "2017-01-01"))
        assert problem(answer) == (503, "store_locked")
        assert int(answer.headers["retry-after"]) > 0
        other.execute("ROLLBACK")
    assert send(ask, "c-1", advance("a", "2017-01-01")).status_code == 200
