"""Each way in which durable-rules is known to die or to lie, as far as it can be provoked through the guard: refused, or contained."""

from __future__ import annotations

import inspect
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from integrationrules.sessions import guard
from integrationrules.sessions.chaining import Known
from integrationrules.sessions.guard import Comparison, EnginePattern, EngineRule, GuardedEngine, Posted, fnv
from integrationrules.sessions.problems import ChainingError

from .programs import DAY, program, refs
from .situation import INSTALLED

pytestmark = INSTALLED
ROOT = Path(__file__).parents[2]
ONE = EnginePattern(1)
LATER = EngineRule((ONE, EnginePattern(1, (Comparison("a", ">", (0, "a")),))))
"""The documented shape whose last comparison is another fact's: with a false one it reads out of bounds."""


def matches(engine: GuardedEngine, facts: Sequence[Posted]) -> list[tuple[int, tuple[int, ...]]]:
    """What fires, in an order of its own."""
    found: list[tuple[int, tuple[int, ...]]] = []

    def fired(number: int, matched: tuple[int, ...]) -> list[Posted]:
        found.append((number, matched))
        return []

    engine.run(facts, fired)
    return sorted(found)


def numbers(*values: int) -> list[Posted]:
    return [Posted(1, {"a": value}) for value in values]


def survives(code: str) -> str:
    """What a process of its own prints; it must not die."""
    head = "from integrationrules.sessions.guard import *\n"
    done = subprocess.run([sys.executable, "-c", head + code], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, (done.returncode, done.stderr[-400:])
    return done.stdout.strip()


@pytest.mark.parametrize("values", [(5, 4, 3, 2, 1), (1,), (2, 2, 2), (2**61, -(2**61))], ids=str)
def test_a_join_whose_last_comparison_is_false_reads_nothing_it_should_not(values: tuple[int, ...]) -> None:
    code = f"""
engine = GuardedEngine([EngineRule((EnginePattern(1), EnginePattern(1, (Comparison("a", ">", (0, "a")),))))], ["a"])
for _ in range(200):
    found = []
    engine.run([Posted(1, {{"a": value}}) for value in {values}], lambda number, matched: found.append(matched) or [])
print(sorted(found))
"""
    expected = sorted((one, other) for one in range(len(values)) for other in range(len(values)) if values[other] > values[one])
    assert survives(code) == str(expected)


def test_every_pattern_that_joins_ends_with_a_comparison_that_always_holds() -> None:
    for place in range(1, 4):
        assert guard._condition(EnginePattern(1, (Comparison("a", "<", (0, "a")),)), place)["$and"][-1] == {"$gte": {"g": {"p0": "g"}}}


def test_a_session_in_which_nothing_fires_is_never_deleted() -> None:
    code = """
engine = GuardedEngine([EngineRule((EnginePattern(2),))], ["a"])
for _ in range(300):
    engine.run([], lambda number, matched: [])
    engine.run([Posted(1, {"a": 1})], lambda number, matched: [])
print("alive")
"""
    assert survives(code) == "alive"


def test_the_host_starts_no_thread() -> None:
    before = threading.active_count()
    matches(GuardedEngine([LATER], ["a"]), numbers(1, 2))
    assert threading.active_count() == before


def test_more_sessions_than_an_engine_can_hold_go_through_one_after_the_other() -> None:
    code = """
engine = GuardedEngine([EngineRule((EnginePattern(1),))], ["a"])
fired = []
for number in range(1500):
    engine.run([Posted(1, {"a": number})], lambda number, matched: fired.append(number) or [])
print(len(fired))
"""
    assert survives(code) == "1500"


def test_one_session_knows_nothing_of_the_one_before() -> None:
    engine = GuardedEngine([LATER], ["a"])
    assert matches(engine, numbers(1)) == []
    assert matches(engine, numbers(2)) == []


@pytest.mark.parametrize("operator", ["$div", "$nex", "$neq", "$or", "$mt", "!=", "in"])
def test_other_operators_are_refused(operator: str) -> None:
    with pytest.raises(ChainingError, match="operator that is not known"):
        GuardedEngine([EngineRule((EnginePattern(1, (Comparison("a", operator, 0),)),))], ["a"])


@pytest.mark.parametrize("against", [1.5, 5.0, True, None, "5", 2**62, -(2**62), float("nan")], ids=str)
def test_a_rule_compares_with_whole_numbers_in_range_only(against: object) -> None:
    with pytest.raises(ChainingError, match="not a whole number in range"):
        GuardedEngine([EngineRule((EnginePattern(1, (Comparison("a", "==", against),)),))], ["a"])  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [1.5, 5.0, True, None, "5", "æble", 2**62, float("inf"), float("nan")], ids=str)
def test_a_fact_holds_whole_numbers_in_range_only(value: object) -> None:
    engine = GuardedEngine([LATER], ["a"])
    with pytest.raises(ChainingError, match="not a whole number in range"):
        matches(engine, [Posted(1, {"a": value})])  # type: ignore[dict-item]
    assert matches(engine, numbers(1, 2)) == [(0, (0, 1))]      # it never saw the value


@pytest.mark.parametrize("values", [{}, {"b": 1}, {"a": 1, "b": 1}, {"a.b": 1}], ids=str)
def test_a_fact_has_every_property_and_no_other(values: dict[str, int]) -> None:
    with pytest.raises(ChainingError, match="lacks a property"):
        matches(GuardedEngine([LATER], ["a"]), [Posted(1, values)])


@pytest.mark.parametrize("reference", [(1, "a"), (2, "a"), (-1, "a"), (0, "b")], ids=str)
def test_a_reference_names_an_earlier_pattern_and_a_property_it_has(reference: tuple[int, str]) -> None:
    with pytest.raises(ChainingError, match="reference"):
        GuardedEngine([EngineRule((ONE, EnginePattern(1, (Comparison("a", "==", reference),))))], ["a"])


def test_what_must_not_be_there_cannot_be_referred_to() -> None:
    unless = (EnginePattern(2), EnginePattern(2, (Comparison("a", "==", (1, "a")),)))
    with pytest.raises(ChainingError, match="reference"):
        GuardedEngine([EngineRule((ONE,), unless)], ["a"])


def test_a_rule_begins_with_something_that_is_there() -> None:
    with pytest.raises(ChainingError, match="no pattern"):
        GuardedEngine([EngineRule((), (ONE,))], ["a"])


def test_names_with_one_hash_are_refused() -> None:
    assert fnv("costarring") == fnv("liquid")
    with pytest.raises(ChainingError, match="same hash"):
        GuardedEngine([], ["costarring", "liquid"])


@pytest.mark.parametrize("name", ["a.b", "$s", "", "æ", "a b", "1a"])
def test_only_plain_names_are_taken(name: str) -> None:
    with pytest.raises(ChainingError, match="no plain name"):
        GuardedEngine([], [name])


def test_serial_ids_are_told_apart_by_their_hashes() -> None:
    assert len({fnv(f"f{number}") for number in range(guard._serials())}) == guard._serials()


def test_more_than_the_engine_can_hold_is_refused() -> None:
    with pytest.raises(ChainingError, match="401 rules"):
        GuardedEngine([EngineRule((EnginePattern(number),)) for number in range(401)], ["a"])
    with pytest.raises(ChainingError, match="15 patterns"):
        GuardedEngine([EngineRule((ONE,) * 15)], ["a"])
    with pytest.raises(ChainingError, match="24 joins"):
        GuardedEngine([EngineRule((ONE, EnginePattern(1, (Comparison("a", "<", (0, "a")),) * 24)))], ["a"])
    with pytest.raises(ChainingError, match="204 properties"):
        GuardedEngine([], [f"a{number}" for number in range(200)])
    with pytest.raises(ChainingError, match="61 patterns ask for one kind"):
        GuardedEngine([EngineRule((ONE,))] * 61, ["a"])


def test_as_much_as_is_allowed_works() -> None:
    rules = [EngineRule((EnginePattern(number),)) for number in range(400)]
    assert survives(f"""
engine = GuardedEngine([EngineRule((EnginePattern(number),)) for number in range({len(rules)})], [f"a{{n}}" for n in range(196)])
found = []
engine.run([Posted(7, {{f"a{{n}}": n for n in range(196)}})], lambda number, matched: found.append(number) or [])
print(found)
engine = GuardedEngine([EngineRule((EnginePattern(1),))] * 60, ["a"])
found = []
engine.run([Posted(1, {{"a": 1}})], lambda number, matched: found.append(number) or [])
print(len(found))
engine = GuardedEngine([EngineRule((EnginePattern(1),) * 14)], ["a"])
found = []
engine.run([Posted(1, {{"a": 1}})] * 3, lambda number, matched: found.append(number) or [])
print(found)
""") == "[7]\n60\n[]"


def test_a_fact_that_no_rule_asks_for_is_no_error() -> None:
    assert matches(GuardedEngine([LATER], ["a"]), [Posted(9, {"a": 1}), *numbers(1, 2)]) == [(0, (1, 2))]


def test_two_equal_facts_are_two() -> None:
    same = EngineRule((ONE, EnginePattern(1, (Comparison("a", "==", (0, "a")),))))
    assert matches(GuardedEngine([same], ["a"]), numbers(3, 3)) == [(0, (0, 1)), (0, (1, 0))]


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), SystemExit(3)], ids=lambda error: type(error).__name__)
def test_what_an_action_raises_is_heard_and_the_engine_is_dead(error: BaseException) -> None:
    engine = GuardedEngine([EngineRule((ONE,))], ["a"])

    def fired(number: int, matched: tuple[int, ...]) -> list[Posted]:
        raise error

    with pytest.raises(ChainingError, match=f"the engine raised {type(error).__name__}") as raised:
        engine.run(numbers(1), fired)
    assert raised.value.__cause__ is error
    assert engine.dead
    with pytest.raises(ChainingError, match="failed before"):
        matches(engine, numbers(1))


def test_a_fact_that_follows_is_looked_at_like_any_other() -> None:
    engine = GuardedEngine([EngineRule((ONE,))], ["a"])
    with pytest.raises(ChainingError, match="the engine raised ChainingError"):
        engine.run(numbers(1), lambda number, matched: [Posted(2, {"a": 1.5})])  # type: ignore[dict-item]


def test_actions_take_exactly_one_argument() -> None:
    engine = GuardedEngine([LATER], ["a"])
    for action in (engine._action(0, 2), engine._everything()):
        assert list(inspect.signature(action).parameters) == ["c"]


def test_rules_of_one_definition_can_be_built_again() -> None:
    rules = [LATER]
    assert [matches(GuardedEngine(rules, ["a"]), numbers(1, 2)) for _ in range(2)] == [[(0, (0, 1))]] * 2


def test_several_threads_wait_for_each_other() -> None:
    engine = GuardedEngine([EngineRule((ONE,))], ["a"])
    with ThreadPoolExecutor(4) as pool:
        assert all(len(found) == 5 for found in pool.map(lambda _: matches(engine, numbers(1, 2, 3, 4, 5)), range(40)))


def test_a_forked_process_can_go_on() -> None:
    code = """
import os
engine = GuardedEngine([EngineRule((EnginePattern(1),))], ["a"])
engine.run([Posted(1, {"a": 1})], lambda number, matched: [])
child = os.fork()
found = []
engine.run([Posted(1, {"a": 1})] * 2, lambda number, matched: found.append(matched) or [])
if child:
    print(len(found), os.waitpid(child, 0)[1])
else:
    os._exit(0 if len(found) == 2 else 1)
"""
    assert survives(code) == "2 0"


SEVERAL = """  told:
    given: [{fact: benefit, as: b, where: "b.type in [other, rehabilitation] or b.open"}]
    concludes: {alert: told, due: b.start, to: driver}
"""


def test_an_or_concludes_once(tmp_path: Path) -> None:
    from integrationrules.sessions.durable import DurableChainer

    found = DurableChainer().conclude(program(tmp_path, SEVERAL), [Known("fact benefit", "b", {"type": "other", "open": 1, "start": DAY})], DAY)
    assert [rule for rule, _, _ in refs(found)] == ["bus.told"]


def test_a_field_that_is_not_known_joins_nothing(tmp_path: Path) -> None:
    from integrationrules.sessions.durable import DurableChainer

    rules = """  told:
    given: [{fact: benefit, as: b}, {fact: employment, as: e, where: e.start >= b.end}]
    unless: [{fact: residence, where: end < b.start}]
    concludes: {alert: told, due: b.start, to: driver}
"""
    found = program(tmp_path, rules)
    job = Known("fact employment", "e", {"start": DAY})
    home = Known("fact residence", "h", {})
    for benefit, expected in (({"start": DAY}, 0), ({"end": DAY}, 1), ({}, 0)):
        assert len(DurableChainer().conclude(found, [Known("fact benefit", "b", benefit), job, home], DAY)) == expected


def test_a_dead_engine_is_built_anew(tmp_path: Path) -> None:
    from integrationrules.sessions.durable import DurableChainer

    chainer, found = DurableChainer(), program(tmp_path, SEVERAL)
    facts = [Known("fact benefit", "b", {"type": "other", "open": 1, "start": DAY})]
    assert len(chainer.conclude(found, facts, DAY)) == 1
    chainer._engines[found.id][0].engine.dead = True
    assert len(chainer.conclude(found, facts, DAY)) == 1
    with pytest.raises(ChainingError):
        chainer.conclude(found, [Known("fact benefit", "b", {"type": "other", "open": 1, "start": 2**63})], DAY)
