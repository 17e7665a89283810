"""Two chainers, one answer; and what must not make a difference: the order of late events, and whether the log is replayed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from integrationrules.sessions import CaseSession, replay
from integrationrules.sessions.builtin import BuiltinChainer
from integrationrules.sessions.chainers import chainer_of
from integrationrules.sessions.chaining import Known
from integrationrules.sessions.derived import Derivation, programs_of
from integrationrules.sessions.event import Event
from integrationrules.sessions.problems import SessionError
from integrationrules.sessions.state import State

from .agree import disagreements_of_logs, disagreements_of_rules
from .programs import DAY, events, program, random_known, random_program, refs
from .situation import CHAINERS, INSTALLED, book


@INSTALLED
def test_they_agree_on_random_event_logs() -> None:
    assert list(disagreements_of_logs(book(), range(20), seed=1)) == []


@INSTALLED
def test_they_agree_on_random_rules_over_random_facts() -> None:
    assert list(disagreements_of_rules(range(20), seed=1)) == []


def test_random_rules_conclude_something_and_not_everything(tmp_path: Path) -> None:
    chance = random.Random(3)
    counts = []
    for number in range(8):
        found = random_program(chance, tmp_path / str(number))
        counts += [len(BuiltinChainer().conclude(found, random_known(chance), DAY + 4)) for _ in range(20)]
    assert sum(count > 0 for count in counts) > len(counts) / 4
    assert sum(count == 0 for count in counts) > 5


@INSTALLED
def test_a_disagreement_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("integrationrules.sessions.builtin.matches", lambda pattern, one, bound, today: False)
    assert list(disagreements_of_rules(range(8), seed=1)) != []


@pytest.mark.parametrize("chainer", CHAINERS)
def test_the_order_of_facts_makes_no_difference(chainer: str, tmp_path: Path) -> None:
    chance = random.Random(5)
    for number in range(4):
        found = random_program(chance, tmp_path / str(number))
        for _ in range(10):
            known = random_known(chance)
            other = chance.sample(known, len(known))
            assert refs(chainer_of(chainer).conclude(found, known, DAY + 4)) == refs(chainer_of(chainer).conclude(found, other, DAY + 4))


def stands(log: list[Event]) -> dict[str, object]:
    """What stands in the end, without the day since when."""
    state = State.of(log[0])
    for event in log[1:]:
        state = state.after(event)
    alerts = Derivation.of(book(), programs_of(book()), state, BuiltinChainer()).alerts
    return {id_: alert.model_dump() for id_, alert in alerts.items()}


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_late_events_makes_no_difference(seed: int) -> None:
    chance = random.Random(seed)
    first, *others = events(chance, 14)
    last = max(event.recorded for event in others)
    day = Event.model_validate({"id": "last", "case": "c-1", "kind": "advance", "recorded": last})
    stated = [event for event in others if event.kind != "advance"]
    shuffled = sorted(chance.sample(stated, len(stated)), key=lambda event: event.kind != "fact")        # a fact is there before it is corrected
    once = [event for number, event in enumerate(shuffled) if not _same_day(event, shuffled[:number])]
    expected = [event for event in stated if event in once]
    assert stands([first, day, *once]) == stands([first, *expected, day])


def _same_day(event: Event, before: list[Event]) -> bool:
    """Two versions of one fact recorded on one day have only the order of the log."""
    return any(_about(event) == _about(other) and event.recorded == other.recorded for other in before)


def _about(event: Event) -> str | None:
    return event.withdraws or (event.fact.id if event.fact is not None else None)


@pytest.mark.parametrize("seed", range(6))
def test_a_replay_stands_where_receiving_one_by_one_does(seed: int) -> None:
    first, *others = events(random.Random(seed), 12)
    session = CaseSession.opened(book(), first, "builtin")
    taken = [first]
    for event in others:
        session.receive(event)
        taken.append(event)
    assert replay(taken, book(), "builtin").snapshot() == session.snapshot()
    assert {alert.id: alert.model_dump(exclude={"on"}) for alert in session.alerts} == {
        id_: {name: value for name, value in alert.items() if name != "on"} for id_, alert in stands(taken).items()}  # type: ignore[attr-defined]


UNLESS = """  runs: {given: [{fact: benefit, as: b}], concludes: {clock: runs, due: b.start}}
  stops: {given: [{clock: runs, as: c, where: c.due < today}], concludes: {clock: stops, due: c.due}}
  told: {given: [{clock: runs, as: c}], unless: [{clock: stops, where: due == c.due}], concludes: {alert: told, due: c.due, to: driver}}
"""


@pytest.mark.parametrize("chainer", CHAINERS)
def test_what_must_not_be_concluded_is_concluded_first(chainer: str, tmp_path: Path) -> None:
    found = program(tmp_path, UNLESS)
    known = [Known("fact benefit", name, {"start": DAY + day}) for name, day in (("past", 0), ("today", 5))]
    told = [one for one in chainer_of(chainer).conclude(found, known, DAY + 5) if one.rule.rule.name == "told"]
    assert [one.known.values for one in told] == [{"due": DAY + 5}]


@pytest.mark.parametrize("chainer", CHAINERS)
def test_one_fact_is_not_matched_twice_by_one_rule(chainer: str, tmp_path: Path) -> None:
    rules = "  told: {given: [{fact: benefit, as: a}, {fact: benefit, as: b, where: b.start >= a.start}], concludes: {alert: told, due: b.start, to: driver}}\n"
    found = program(tmp_path, rules)
    for count, pairs in ((1, 0), (2, 2), (3, 6)):
        known = [Known("fact benefit", f"b{number}", {"start": DAY}) for number in range(count)]
        assert len(chainer_of(chainer).conclude(found, known, DAY)) == pairs


def test_without_durable_rules_the_builtin_chainer_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    chainer_of.cache_clear()
    monkeypatch.setattr("integrationrules.sessions.chainers.available", lambda: False)
    try:
        assert chainer_of().name == "builtin"
        with pytest.raises(SessionError) as raised:
            chainer_of("durable")
        assert raised.value.id == "chainer_missing"
        with pytest.raises(SessionError) as raised:
            chainer_of("drools")
        assert raised.value.id == "chainer_unknown"
    finally:
        chainer_of.cache_clear()


@INSTALLED
def test_durable_rules_is_taken_where_it_is_installed() -> None:
    assert chainer_of().name == "durable"
    assert chainer_of() is chainer_of("durable")
