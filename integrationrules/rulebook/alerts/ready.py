"""Alert rules made ready: every name looked up, every comparison typed, in the order in which they are asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import TYPE_CHECKING

from integrationrules.timeline.facts import KINDS

from .. import expression as ex
from ..diagnostics import Diagnostics, Mark, nearest
from ..model import AlertRule, Deadline, Payment, Rule, RuleSet
from ..terms import Type
from .conditions import MOST_ALTERNATIVES, TODAYS, Alternatives, ConditionReader, Field, Named, Test
from .fields import decision_fields, fact_fields
from .order import asked_for, in_order, kind_of, levels
from .written import Pattern

if TYPE_CHECKING:
    from ..resolve import Resolver

__all__ = ["MOST_JOINS", "MOST_PATTERNS", "ReadyAlert", "ReadyPattern", "ready_alerts"]

MOST_PATTERNS = 12
"""So many patterns of one rule can be joined, those of `unless` by their alternatives."""
MOST_JOINS = 23
"""So many comparisons between patterns one rule can have, one for each pattern counted in."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class ReadyPattern:
    """What must match, or must not. `kind` is `fact contract`, `decision dk.x.y`, `clock bonus_job` or `alert claim`."""

    kind: str
    alternatives: Alternatives
    """Any of them; without a condition one that is empty."""


@dataclass(frozen=True, slots=True)
class ReadyAlert:
    """An alert rule with its patterns and where each field of its conclusion comes from."""

    rule: AlertRule
    given: tuple[ReadyPattern, ...]
    unless: tuple[ReadyPattern, ...]
    concludes: tuple[tuple[str, Field], ...]
    level: int = field(default=0)
    """Rules of one level are asked together, after all of lower levels."""

    @property
    def id(self) -> str:
        """The full id."""
        return self.rule.id

    @property
    def kind(self) -> str:
        """What it concludes, as patterns ask for it."""
        return kind_of(self.rule.concludes)

    @property
    def decisions(self) -> tuple[str, ...]:
        """Full ids of the rules it asks."""
        return tuple(one.kind.removeprefix("decision ") for one in (*self.given, *self.unless) if one.kind.startswith("decision "))


def ready_alerts(resolver: Resolver, ruleset: RuleSet, problems: Diagnostics) -> tuple[ReadyAlert, ...]:
    """The alert rules of a rule set, in the order in which they are asked."""
    reader = _RuleSetReader(resolver, ruleset, problems)
    ordered = in_order(ruleset.alerts, problems)
    level = levels(ordered)
    found = [reader.rule(rule, level[rule.id]) for rule in ordered]
    asked = {kind for rule in ruleset.alerts for kind in asked_for((*rule.given, *rule.unless))}
    for rule in ruleset.alerts:
        if rule.concludes.what == "clock" and kind_of(rule.concludes) not in asked:
            problems.add("IR301", rule.concludes.mark, what="clock", name=rule.concludes.name)
    return tuple(one for one in found if one)


class _RuleSetReader:
    """Types the rules of one rule set, each after those it builds on."""

    def __init__(self, resolver: Resolver, ruleset: RuleSet, problems: Diagnostics) -> None:
        self.resolver, self.ruleset, self.problems = resolver, ruleset, problems
        self.concluded: dict[str, tuple[Mapping[str, Type], AlertRule]] = {}
        self.known = {kind_of(rule.concludes) for rule in ruleset.alerts}

    def rule(self, rule: AlertRule, level: int) -> ReadyAlert | None:
        scope: dict[str, Named] = {}
        aliases = [one.alias for one in rule.given]
        given = self._patterns(rule.given, scope, aliases)
        unless = self._patterns(rule.unless, scope, aliases, apart=len(rule.given)) if given is not None else None
        if given is None or unless is None or not self._is_of_moderate_size(rule, given, unless):
            return None
        reader = ConditionReader(self.problems, Named(len(rule.given), "conclusion", {}), scope, frozenset())
        concluded = [(name, reader.field(tree)) for name, tree in rule.concludes.fields]
        fields = tuple((name, found) for name, found in concluded if found is not None)
        if len(fields) < len(concluded) or not self._agrees(rule, {name: found.type for name, found in fields}):
            return None
        self._check_sentence(rule, [name for name, _ in fields])
        return ReadyAlert(rule, given, unless, fields, level)

    def _patterns(
        self, patterns: Sequence[Pattern], scope: dict[str, Named], aliases: Sequence[str], apart: int | None = None,
    ) -> tuple[ReadyPattern, ...] | None:
        """Patterns in order. Those of `unless` stand `apart`: each by itself behind all that is given."""
        found: list[ReadyPattern | None] = []
        for number, pattern in enumerate(patterns):
            place = number if apart is None else apart
            kind_and_fields = self._fields(pattern)
            if kind_and_fields is None:
                return None                     # what else refers to it would only be told of the same mistake
            kind, fields = kind_and_fields
            own = Named(place, _called(kind), fields)
            if pattern.alias in scope:
                self.problems.add("IR013", pattern.mark, name=pattern.alias, where="in this rule")
                found.append(None)
                continue
            names = {**scope, pattern.alias: own} if pattern.alias else scope
            reader = ConditionReader(self.problems, own, names, frozenset(aliases) - {*names})
            alternatives = reader.read(pattern.where) if pattern.where is not None else ((),)
            found.append(None if alternatives is None else ReadyPattern(kind, alternatives))
            if pattern.alias and apart is None:
                scope[pattern.alias] = own
        return tuple(one for one in found if one) if all(found) else None

    def _fields(self, pattern: Pattern) -> tuple[str, Mapping[str, Type]] | None:
        """What a pattern asks for, and its fields."""
        if pattern.what == "decision":
            return self._decision(pattern.of)
        assert isinstance(pattern.of, ex.Name)
        name = pattern.of.name
        if pattern.what == "fact":
            if name not in KINDS:
                self.problems.add("IR216", pattern.of.mark, what="kind of fact", name=name, suggestion=nearest(name, KINDS), allowed=", ".join(KINDS))
                return None
            return f"fact {name}", fact_fields(name)
        kind = f"{pattern.what} {name}"
        if kind in self.concluded:
            return kind, self.concluded[kind][0]
        if kind not in self.known:
            close = nearest(name, [one.partition(" ")[2] for one in self.known if one.startswith(f"{pattern.what} ")])
            self.problems.add("IR210", pattern.of.mark, what=pattern.what, name=name, suggestion=close)
        return None

    def _decision(self, tree: ex.Expression) -> tuple[str, Mapping[str, Type]] | None:
        """The rule, payment or deadline of a name; None after a mistake."""
        target, name, mark = self.ruleset.id, "", tree.mark
        match tree:
            case ex.Attribute(base=ex.Name(name=alias), name=name):
                uses = dict(self.ruleset.uses)
                if alias not in uses:
                    self.problems.add("IR210", mark, what="rule set", name=alias, suggestion=nearest(alias, uses))
                    return None
                self.resolver.used.add(f"{self.ruleset.id} uses {alias}")
                target, mark = uses[alias], mark.last(len(name))
            case ex.Name(name=name):
                pass
        names = self.resolver.names.get(target)
        if names is None or self.resolver.is_unread(target, name):
            return None                                     # told where it is listed or defined
        item = names.get(name)
        rules = [one for one, found in names.items() if isinstance(found, (Rule, Payment, Deadline))]
        if not isinstance(item, (Rule, Payment, Deadline)):
            self.problems.add("IR210", mark, what="rule", name=name, suggestion=nearest(name, rules))
            return None
        if isinstance(item, Rule) and item.period == "quarter":
            self.problems.add("IR211", mark, found="a rule about a quarter", expected="one about a day or a week")
            return None
        self.resolver.used.add(item.id)
        term = self.resolver.define(item.id)
        return (f"decision {item.id}", decision_fields(item, term)) if term is not None else None

    def _agrees(self, rule: AlertRule, fields: Mapping[str, Type]) -> bool:
        """Whether all rules that conclude the same give it the same fields."""
        kind = kind_of(rule.concludes)
        first, other = self.concluded.setdefault(kind, (fields, rule))
        if first == fields:
            return True
        where = other.mark.seen_from(rule.mark.path)
        self.problems.add("IR402", rule.concludes.mark, name=rule.concludes.name, found=_listed(fields), other=_listed(first), where=where)
        return False

    def _is_of_moderate_size(self, rule: AlertRule, given: Sequence[ReadyPattern], unless: Sequence[ReadyPattern]) -> bool:
        """Whether a chaining engine can be asked: it joins only so many patterns, and takes each combination of alternatives for a rule."""
        patterns = len(given) + sum(len(one.alternatives) for one in unless)
        ways = prod(len(one.alternatives) for one in given)
        joins = patterns + sum(max(map(_joins, one.alternatives), default=0) for one in given)
        joins += sum(_joins(alternative) for one in unless for alternative in one.alternatives)
        sizes = (("patterns", patterns, MOST_PATTERNS), ("alternatives", ways, MOST_ALTERNATIVES), ("comparisons between patterns", joins, MOST_JOINS))
        for parts, count, most in sizes:
            if count > most:
                self.problems.add("IR403", rule.mark, what=f"the alert '{rule.name}'", count=count, parts=parts, most=most)
        return all(count <= most for _, count, most in sizes)

    def _check_sentence(self, rule: AlertRule, names: Sequence[str]) -> None:
        """What a sentence shows must be a field of the conclusion."""
        if rule.says is None:
            return
        marks: tuple[Mark, Mark] = rule.says_marks or (rule.mark, rule.mark)
        for lang, mark in zip(("da", "en"), marks, strict=True):
            for name in _PLACEHOLDER.findall(rule.says.get(lang)):
                if name not in names:
                    self.problems.add("IR218", mark.narrowed("{" + name + "}"), name=name, suggestion=nearest(name, names))


def _joins(alternative: tuple[Test, ...]) -> int:
    """Comparisons with other patterns; with those that may not be known there are two."""
    return sum(1 if test.against.place == TODAYS else 2 for test in alternative if isinstance(test.against, Field))


def _called(kind: str) -> str:
    what, _, name = kind.partition(" ")
    return name if what == "fact" else f"{what} {name.rpartition('.')[2]}"


def _listed(fields: Mapping[str, Type]) -> str:
    return ", ".join(f"{name} ({type_})" for name, type_ in fields.items()) or "no fields"
