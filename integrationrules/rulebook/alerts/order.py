"""The order in which alert rules are asked: what concludes something comes before what asks for it, and nothing follows from itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..diagnostics import Diagnostics
from ..expression import Name
from ..model import AlertRule
from .written import Conclusion, Pattern

__all__ = ["asked_for", "in_order", "kind_of", "levels"]


def kind_of(concluded: Conclusion) -> str:
    """What is concluded, as patterns ask for it."""
    return f"{concluded.what} {concluded.name}"


def asked_for(patterns: Sequence[Pattern]) -> Iterator[str]:
    """The conclusions that patterns ask for."""
    return (f"{one.what} {one.of.name}" for one in patterns if one.what in ("clock", "alert") and isinstance(one.of, Name))


def in_order(rules: Sequence[AlertRule], problems: Diagnostics) -> list[AlertRule]:
    """The rules so that each comes after all that conclude what it asks for; one that follows from itself is left out and told of."""
    concluding: dict[str, list[AlertRule]] = {}
    for rule in rules:
        concluding.setdefault(kind_of(rule.concludes), []).append(rule)
    done: dict[str, bool] = {}
    found: list[AlertRule] = []
    path: list[AlertRule] = []

    def visit(rule: AlertRule) -> bool:
        """Whether the rule and all below it can be ordered."""
        if rule in path:
            circle = [*path[path.index(rule):], rule]
            first = min(circle, key=lambda one: one.mark.line)
            names = " -> ".join(one.concludes.name for one in circle)
            problems.add("IR401", first.mark, name=first.concludes.name, path=names)
            return False
        if rule.id not in done:
            path.append(rule)
            below = [visit(other) for kind in asked_for((*rule.given, *rule.unless)) for other in concluding.get(kind, ())]
            path.pop()
            done[rule.id] = all(below)
            if done[rule.id]:
                found.append(rule)
        return done[rule.id]

    for rule in rules:
        visit(rule)
    return found


def levels(rules: Sequence[AlertRule]) -> Mapping[str, int]:
    """For each rule in order the level it is asked at: above every rule whose conclusion it must not find."""
    of_kind: dict[str, int] = {}
    found: dict[str, int] = {}
    for rule in rules:
        given = [of_kind.get(kind, 0) for kind in asked_for(rule.given)]
        unless = [of_kind[kind] + 1 for kind in asked_for(rule.unless) if kind in of_kind]
        found[rule.id] = max((0, *given, *unless))
        kind = kind_of(rule.concludes)
        of_kind[kind] = max(of_kind.get(kind, 0), found[rule.id])
    return found
