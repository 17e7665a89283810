"""The log: in order, once, with the version that was expected, for one municipality."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from integrationrules.store import CaseKey, Change, Entry, Kept, Step, StoreError, Written, open_store
from integrationrules.store.store import Store

CASE = CaseKey(860, "c-001")
RAISED = Change("a1", "raised", {"due": "2018-03-31"})


def step(number: int, content: dict[str, Any] | None = None, *changes: Change) -> Step:
    return Step(Entry(f"e{number}", content or {"kind": "contract", "number": number}), changes)


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(StoreError) as caught:
        yield
    assert caught.value.id == code


def test_events_are_kept_in_order_with_places_from_one(store: Store) -> None:
    assert store.append(CASE, [step(1), step(2)], opens=True) == (Written(1, False, ()), Written(2, False, ()))
    assert store.append(CASE, [step(3)]) == (Written(3, False, ()),)
    assert store.events(CASE) == tuple(Kept(n, f"e{n}", {"kind": "contract", "number": n}) for n in (1, 2, 3))


def test_a_second_delivery_answers_as_the_first_and_is_not_kept_again(store: Store) -> None:
    first = store.append(CASE, [step(1, None, RAISED)], opens=True)
    store.append(CASE, [step(2, None, Change("a1", "withdrawn", {"why": "late_fact"}))])
    assert store.append(CASE, [step(1)], expected=0) == (Written(1, True, first[0].changes),)
    assert [one.id for one in store.events(CASE)] == ["e1", "e2"]


def test_numbers_written_in_two_ways_are_one_content(store: Store) -> None:
    store.append(CASE, [step(1, {"hours_per_week": Decimal("25.0"), "share": Decimal("0.5"), "facts": [{"b": 1, "a": None}]})], opens=True)
    again = store.append(CASE, [step(1, {"facts": [{"a": None, "b": 1.0}], "share": 0.5, "hours_per_week": 25})])
    assert again[0].repeated


@pytest.mark.parametrize("other", [{"kind": "contract"}, {"kind": "contract", "number": 1, "more": None}, {"kind": "contract", "number": "1"}])
def test_one_id_with_other_content_is_refused_and_nothing_of_the_delivery_is_kept(store: Store, other: dict[str, Any]) -> None:
    store.append(CASE, [step(1)], opens=True)
    with refused("event_differs"):
        store.append(CASE, [step(2), step(1, other)])
    assert [one.id for one in store.events(CASE)] == ["e1"]


def test_one_id_in_two_cases_is_two_events(store: Store) -> None:
    store.append(CASE, [step(1)], opens=True)
    assert not store.append(CaseKey(860, "c-002"), [step(1, {"other": 1})], opens=True)[0].repeated


def test_an_unknown_case_and_one_of_another_municipality_are_refused_alike(store: Store) -> None:
    store.append(CASE, [step(1, None, RAISED)], opens=True)
    for case in (CaseKey(751, "c-001"), CaseKey(860, "c-404")):
        for ask in (store.events, store.alerts, lambda one: store.append(one, [step(1)]), lambda one: store.acknowledge(one, "a1", "x", "2018-01-01")):
            with refused("case_unknown"):
                ask(case)
    assert store.received(CaseKey(751, "c-001"), step(1).entry) is None


def test_two_municipalities_that_use_one_id_have_two_cases(store: Store) -> None:
    store.append(CASE, [step(1)], opens=True)
    store.append(CaseKey(751, "c-001"), [step(2)], opens=True)
    assert [one.id for one in store.events(CASE)] == ["e1"]
    assert [one.id for one in store.events(CaseKey(751, "c-001"))] == ["e2"]


def test_a_version_that_is_not_the_expected_one_is_refused(store: Store) -> None:
    with refused("case_version"):
        store.append(CASE, [step(1)], expected=3, opens=True)
    store.append(CASE, [step(1)], expected=0, opens=True)
    with pytest.raises(StoreError, match="expected version 0, found 1"):
        store.append(CASE, [step(2)], expected=0)
    assert store.append(CASE, [step(2)], expected=1)[0].ordinal == 2


def test_a_refused_opening_leaves_no_case(store: Store) -> None:
    with refused("case_version"):
        store.append(CASE, [step(1)], expected=3, opens=True)
    assert len(store) == 0
    with refused("case_unknown"):
        store.events(CASE)


def test_of_writers_at_the_same_version_one_wins(url: str) -> None:
    with open_store(url, wait=10) as store:
        store.append(CASE, [step(0)], opens=True)
        outcomes: list[str] = []

        def write(number: int) -> None:
            with open_store(url, wait=10) as mine:
                try:
                    mine.append(CASE, [step(number)], expected=1)
                    outcomes.append("kept")
                except StoreError as error:
                    outcomes.append(error.id)

        threads = [threading.Thread(target=write, args=(number,)) for number in range(1, 7)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["case_version"] * 5 + ["kept"]
        assert len(store.events(CASE)) == 2


def test_writers_that_expect_nothing_all_get_their_place(url: str) -> None:
    with open_store(url, wait=10) as store:
        def write(writer: int) -> None:
            for number in range(5):
                store.append(CASE, [step(10 * writer + number)], opens=True)

        threads = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [one.ordinal for one in store.events(CASE)] == list(range(1, 21))
        assert store.verify() == ()


def test_a_log_changed_behind_the_stores_back_is_found(store: Store) -> None:
    store.append(CASE, [step(1), step(2)], opens=True)
    store.append(CaseKey(860, "c-002"), [step(1)], opens=True)
    assert store.verify() == ()
    with store._engine.begin() as connection:
        connection.execute(sa.text("UPDATE events SET content = '{\"kind\":\"other\"}' WHERE case_key = 1 AND ordinal = 2"))
    assert store.verify() == (1,)


def test_a_last_event_that_was_cut_off_is_found(store: Store) -> None:
    store.append(CASE, [step(1), step(2)], opens=True)
    with store._engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM events WHERE ordinal = 2"))
    assert store.verify() == (1,)


def test_texts_of_every_kind_come_back_as_they_were(store: Store) -> None:
    content = {"note": "æøå \u2028 \u0000 \ud800 𝔘", "long": "x" * 100_000, "many": list(range(1000)), "deep": {"a": {"b": [None, True, -0.25]}}}
    store.append(CASE, [Step(Entry("é🙂'\"; DROP TABLE events", content))], opens=True)
    assert store.events(CASE)[0].content == content
    assert store.events(CASE)[0].id == "é🙂'\"; DROP TABLE events"


def test_a_number_that_json_cannot_carry_is_refused(store: Store) -> None:
    with refused("event_number"):
        store.append(CASE, [step(1, {"amount": Decimal("0.1234567890123456789")})], opens=True)
