"""Checks across rule sets: what is used but not there, and what is there but not used."""

from __future__ import annotations

from collections.abc import Mapping

from .diagnostics import Diagnostics, nearest
from .model import RuleSet
from .resolve import Resolver

__all__ = ["check_names", "check_uses"]


def check_uses(rulesets: Mapping[str, RuleSet], present: set[str], problems: Diagnostics) -> None:
    """Rule sets that are used but not there."""
    for ruleset in rulesets.values():
        for alias, target in ruleset.uses:
            if target not in rulesets and target not in present:
                problems.add("IR011", ruleset.marks[f"target {alias}"], name=target, suggestion=nearest(target, rulesets))


def check_names(rulesets: Mapping[str, RuleSet], resolver: Resolver, problems: Diagnostics) -> None:
    """Assumptions that share a name, and, when all else is right, names that nothing uses."""
    declared: dict[str, str] = {}
    for ruleset in rulesets.values():
        for assumption in ruleset.assumptions:
            if assumption.name in declared:
                problems.add("IR113", assumption.mark, name=assumption.name, other=declared[assumption.name])
            declared[assumption.name] = ruleset.id
    if problems.errors:
        return                          # what a mistake leaves out uses nothing: unused names are told when all else is right
    for ruleset in rulesets.values():
        for what, group in (("parameter", ruleset.parameters), ("assumption", ruleset.assumptions), ("facts", ruleset.selections)):
            for item in group:
                if item.id not in resolver.used:
                    name = item.id.rpartition(".")[2]
                    problems.add("IR301", ruleset.defined[name], what=what, name=name)
        for definition in ruleset.definitions:
            # What another rule set may use is not unused: only sets and measures of rule sets with rules of their own.
            if definition.id not in resolver.used and ruleset.rules:
                problems.add("IR301", definition.mark, what=definition.what, name=definition.id.rpartition(".")[2])
        for alias, _ in ruleset.uses:
            if f"{ruleset.id} uses {alias}" not in resolver.used:
                problems.add("IR301", ruleset.marks[f"uses {alias}"], what="rule set", name=alias)
