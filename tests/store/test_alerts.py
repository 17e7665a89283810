"""Alerts: each once by its id, withdrawn with a reason, seen by somebody."""

from __future__ import annotations

import pytest

from integrationrules.store import CaseKey, Change, Entry, KeptAlert, Step, StoreError
from integrationrules.store.store import Store

CASE = CaseKey(860, "c-001")
CONTENT = {"alert": "claim", "due": "2019-03-31"}


def send(store: Store, number: int, *changes: Change) -> None:
    store.append(CASE, [Step(Entry(f"e{number}", {}), changes)], opens=True)


def raised(alert: str) -> Change:
    return Change(alert, "raised", CONTENT)


def test_an_alert_raised_twice_is_one_alert(store: Store) -> None:
    send(store, 1, raised("b"), raised("a"))
    send(store, 2, raised("a"))
    assert store.alerts(CASE) == (KeptAlert("b", CONTENT), KeptAlert("a", CONTENT))


def test_a_withdrawn_alert_stays_with_its_reason_and_holds_again_when_raised_again(store: Store) -> None:
    send(store, 1, raised("a"))
    send(store, 2, Change("a", "withdrawn", {"why": "a late fact"}))
    assert store.alerts(CASE)[0].withdrawn == {"why": "a late fact"}
    send(store, 3, raised("a"))
    assert store.alerts(CASE) == (KeptAlert("a", CONTENT),)


def test_an_alert_is_acknowledged_by_somebody_on_a_day_as_given(store: Store) -> None:
    send(store, 1, raised("a"))
    seen = store.acknowledge(CASE, "a", "sagsbehandler 7", "2019-01-02")
    assert seen == KeptAlert("a", CONTENT, None, "sagsbehandler 7", "2019-01-02")
    assert store.acknowledge(CASE, "a", "sagsbehandler 7", "2019-01-02") == seen
    with pytest.raises(StoreError, match="acknowledged before"):
        store.acknowledge(CASE, "a", "another", "2019-01-02")
    assert store.alerts(CASE) == (seen,)


def test_raising_an_alert_again_does_not_forget_who_has_seen_it(store: Store) -> None:
    send(store, 1, raised("a"))
    store.acknowledge(CASE, "a", "sagsbehandler 7", "2019-01-02")
    send(store, 2, raised("a"))
    assert store.alerts(CASE)[0].acknowledged_by == "sagsbehandler 7"


def test_an_alert_of_another_case_is_not_there(store: Store) -> None:
    send(store, 1, raised("a"))
    store.append(CaseKey(860, "c-002"), [Step(Entry("e1", {}))], opens=True)
    with pytest.raises(StoreError, match="no such alert"):
        store.acknowledge(CaseKey(860, "c-002"), "a", "x", "2019-01-02")
