"""The only module that touches durable-rules, which kills the process in a dozen known ways.

It sees nothing but whole numbers under short names that we chose. One host without threads for each level of a rule set; one
session at a time, fresh for each run and deleted only when an action has completed, which a rule that everything matches
sees to. Every pattern that joins ends with a comparison that always holds, so that the engine never reads past the last one
that fails. An engine that has raised an error is dead and is never used again.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from .problems import ChainingError

__all__ = ["MOST_INT", "Comparison", "EnginePattern", "EngineRule", "GuardedEngine", "Posted", "available", "fnv"]

MOST_INT = 2**62
"""Whole numbers stay inside this: the engine clamps at 2**63."""
MOST_PATTERNS, MOST_COMPARISONS, MOST_PROPERTIES, MOST_RULES, MOST_ALTERNATIVES = 14, 24, 200, 400, 60
"""Below the engine's own limits of 16, 29, 252, 511 and 64, past which it gives wrong answers or hangs."""
_SESSION, _GUARD, _KIND = "s", "g", "k"
_OWN_PROPERTIES = ("id", "sid", _GUARD, _KIND)
_EVERYTHING = "everything"
_OPERATORS = {"<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}
_numbers = itertools.count(1)
_one_at_a_time = Lock()


def available() -> bool:
    """Whether durable-rules can be imported."""
    try:
        import durable.engine  # noqa: F401
    except ImportError:
        return False
    return True


def fnv(text: str) -> int:
    """The 32 bits by which the engine compares names and ids."""
    found = 2166136261
    for byte in text.encode():
        found = ((found ^ byte) * 16777619) & 0xFFFFFFFF
    return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """A property against a whole number, or against a property of an earlier pattern."""

    name: str
    operator: str
    against: int | tuple[int, str]


@dataclass(frozen=True, slots=True)
class EnginePattern:
    """What has a kind and passes every comparison."""

    kind: int
    comparisons: tuple[Comparison, ...] = ()


@dataclass(frozen=True, slots=True)
class EngineRule:
    """All of `given`, in order, and none of `unless`, which lie behind them."""

    given: tuple[EnginePattern, ...]
    unless: tuple[EnginePattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Posted:
    """A fact as the engine sees it."""

    kind: int
    values: Mapping[str, int]


@dataclass(slots=True)
class _Run:
    """What one session has seen: its facts by id, and errors that the engine would have kept to itself."""

    posted: dict[str, int] = field(default_factory=dict)
    errors: list[BaseException] = field(default_factory=list)
    completed: int = 0


Fired = Callable[[int, tuple[int, ...]], Sequence[Posted]]
"""Told of a rule's number and the places of the facts it matched; answers with the facts that follow."""


class GuardedEngine:
    """One set of rules in durable-rules. Raises `ChainingError` for what the engine cannot be trusted with."""

    def __init__(self, rules: Sequence[EngineRule], properties: Sequence[str]) -> None:
        _check_names(properties)
        _check_rules(rules, properties)
        from durable.engine import Host

        class QuietHost(Host):  # type: ignore[misc]    # the library has no types
            """A host that starts no thread: those delete sessions under our feet."""

            def _run(self) -> None:
                pass

        self._properties = frozenset(properties)
        self._name = f"rules{next(_numbers)}"
        self._run_now: _Run | None = None
        self._fired: Fired | None = None
        self.dead = False
        definition: dict[str, Any] = {f"r{number}": self._definition(rule, number) for number, rule in enumerate(rules)}
        definition[_EVERYTHING] = {"all": [{"m": {_GUARD: 1}}], "pri": 65535, "run": self._everything()}
        self._host = QuietHost()
        self._host.register_rulesets({self._name: definition})

    def run(self, facts: Sequence[Posted], fired: Fired) -> None:
        """Posts the facts in order to a fresh session; `fired` hears of each match, whose order is the engine's own."""
        if self.dead:
            raise ChainingError("engine_dead")
        for fact in facts:
            self._check_fact(fact)
        if not facts:
            return                      # a session in which nothing has fired must not be deleted, so there is none
        with _one_at_a_time:
            self._run_now, self._fired = _Run(), fired
            try:
                for fact in facts:
                    self._host.assert_fact(self._name, self._plain(fact))
                errors = self._run_now.errors
                if not errors and not self._run_now.completed:
                    errors.append(ChainingError("engine_silent"))
                if not errors:
                    self._host.delete_state(self._name, _SESSION)
            except Exception as error:
                errors = [error]
            finally:
                self._run_now, self._fired = None, None
            if errors:
                self.dead = True
                raise ChainingError("engine_failed", why=type(errors[0]).__name__) from errors[0]

    def _plain(self, fact: Posted) -> dict[str, Any]:
        """The fact under a serial id that no other of the session shares 32 bits with."""
        run = self._run_now
        assert run is not None
        place = len(run.posted)
        ident = f"f{place}"
        if place >= _serials():
            raise ChainingError("too_many_facts", most=_serials())
        run.posted[ident] = place
        return {"id": ident, "sid": _SESSION, _GUARD: 1, _KIND: fact.kind, **fact.values}

    def _check_fact(self, fact: Posted) -> None:
        """Whole numbers under known names, every one of them: the engine reads a missing one as an error of a later fact."""
        if fact.values.keys() != self._properties:
            raise ChainingError("fact_properties")
        for value in (fact.kind, *fact.values.values()):
            if type(value) is not int or abs(value) >= MOST_INT:
                raise ChainingError("fact_value", found=type(value).__name__)

    def _definition(self, rule: EngineRule, number: int) -> dict[str, Any]:
        patterns: list[dict[str, Any]] = []
        for place, pattern in enumerate(rule.given):
            patterns.append({f"p{place}": _condition(pattern, place)})
        for place, pattern in enumerate(rule.unless, len(rule.given)):
            patterns.append({f"p{place}$not": _condition(pattern, place)})
        return {"all": patterns, "run": self._action(number, len(rule.given))}

    def _action(self, number: int, given: int) -> Callable[[Any], None]:
        aliases = [f"p{place}" for place in range(given)]

        def action(c: Any) -> None:         # exactly one argument: with two the engine waits for an answer for ever
            run, fired = self._run_now, self._fired
            if run is None or fired is None:
                return
            try:
                matched = tuple(run.posted[getattr(c, alias)["id"]] for alias in aliases)
                for fact in fired(number, matched):
                    self._check_fact(fact)
                    c.assert_fact(self._plain(fact))
            except BaseException as error:  # the engine would swallow it, also an interrupt
                run.errors.append(error)
            run.completed += 1

        return action

    def _everything(self) -> Callable[[Any], None]:
        def action(c: Any) -> None:
            if self._run_now is not None:
                self._run_now.completed += 1

        return action


def _condition(pattern: EnginePattern, place: int) -> dict[str, Any]:
    """The kind, the fixed comparisons, the joins, and behind them one join that always holds."""
    alone: list[dict[str, Any]] = [{_KIND: pattern.kind}]
    joins: list[dict[str, Any]] = []
    for one in pattern.comparisons:
        right: Any = {f"p{one.against[0]}": one.against[1]} if isinstance(one.against, tuple) else one.against
        (joins if isinstance(one.against, tuple) else alone).append(
            {one.name: right} if one.operator == "==" else {_OPERATORS[one.operator]: {one.name: right}})
    if place:
        joins.append({"$gte": {_GUARD: {"p0": _GUARD}}})
    return {"$and": [*alone, {_GUARD: 1}, *joins]}


def _check_names(properties: Sequence[str]) -> None:
    """Names that the engine can tell apart."""
    names = [*_OWN_PROPERTIES, *properties]
    if len(names) > MOST_PROPERTIES:
        raise ChainingError("too_many_properties", count=len(names), most=MOST_PROPERTIES)
    if len({fnv(name) for name in names}) < len(names):
        raise ChainingError("same_hash")
    for name in properties:
        if not (name.isascii() and name.isidentifier()):
            raise ChainingError("property_name")


def _check_rules(rules: Sequence[EngineRule], properties: Sequence[str]) -> None:
    """Rules inside the engine's limits, whose references name an earlier pattern that is surely there."""
    of_kind: dict[int, int] = {}
    if len(rules) > MOST_RULES:
        raise ChainingError("too_many_rules", count=len(rules), most=MOST_RULES)
    for rule in rules:
        patterns = (*rule.given, *rule.unless)
        joins = sum(isinstance(one.against, tuple) for pattern in patterns for one in pattern.comparisons)
        if not rule.given:
            raise ChainingError("nothing_given")
        if len(patterns) > MOST_PATTERNS or joins + len(patterns) > MOST_COMPARISONS:
            raise ChainingError("rule_too_large", patterns=len(patterns), joins=joins)
        for place, pattern in enumerate(patterns):
            of_kind[pattern.kind] = of_kind.get(pattern.kind, 0) + 1
            for one in pattern.comparisons:
                _check_comparison(one, min(place, len(rule.given)), frozenset(properties))
    if of_kind and max(of_kind.values()) > MOST_ALTERNATIVES:
        raise ChainingError("kind_too_often", count=max(of_kind.values()), most=MOST_ALTERNATIVES)


def _check_comparison(one: Comparison, earlier: int, properties: frozenset[str]) -> None:
    if one.name not in properties or (one.operator != "==" and one.operator not in _OPERATORS):
        raise ChainingError("comparison")
    if isinstance(one.against, tuple):
        place, name = one.against
        if type(place) is not int or not 0 <= place < earlier or name not in properties:
            raise ChainingError("reference")
    elif type(one.against) is not int or abs(one.against) >= MOST_INT:
        raise ChainingError("fact_value", found=type(one.against).__name__)


def _serials() -> int:
    """So many serial ids are told apart by their hashes; a test counts them."""
    return 100_000
