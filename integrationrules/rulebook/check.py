"""Checks across rule sets: what is used but not there, what is there but not used, and what has ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from .diagnostics import Diagnostics, nearest
from .model import RuleSet
from .resolve import Resolver

__all__ = ["check_names", "check_uses", "check_values"]


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
        for what, group in (("parameter", ruleset.parameters), ("assumption", ruleset.assumptions), ("facts", ruleset.selections),
                            ("candidate", ruleset.candidates)):
            for item in group:
                if item.id not in resolver.used:
                    name = item.id.rpartition(".")[2]
                    problems.add("IR301", ruleset.defined[name], what=what, name=name)
        for definition in ruleset.definitions:
            # What another rule set may use is not unused: only sets and measures of rule sets with rules of their own.
            if definition.id not in resolver.used and ruleset.rules:
                problems.add("IR301", definition.mark, what=definition.what, name=definition.id.rpartition(".")[2])
        for name, _ in ruleset.lists:
            if f"{ruleset.id}.{name}" not in resolver.used:
                problems.add("IR301", ruleset.defined[name], what="list", name=name)
        # The days of a calendar are taken from its sources together.
        for name, mark in () if ruleset.holidays else ruleset.uncited.items():
            problems.add("IR301", mark, what="source", name=name)
        for alias, _ in ruleset.uses:
            if f"{ruleset.id} uses {alias}" not in resolver.used:
                problems.add("IR301", ruleset.marks[f"uses {alias}"], what="rule set", name=alias)


def check_values(rulesets: Iterable[RuleSet], on: date, problems: Diagnostics) -> None:
    """Parameters whose last value has ended by the day `on`, though the rule set still speaks of that day."""
    for ruleset in rulesets:
        covered_to = (ruleset.covers or (None, None, None))[1]
        for parameter in ruleset.parameters if covered_to is None or on < covered_to else ():
            end = parameter.values[-1].end
            if end is not None and end <= on:
                mark = parameter.values[-1].mark.narrowed(str(end))
                problems.add("IR107", mark, name=parameter.id.rpartition(".")[2], last=end - timedelta(days=1), on=on)
