"""A rule made ready: its condition, its value and the values its sentence shows, as terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from . import expression as ex
from .diagnostics import Diagnostics, nearest
from .model import Rule, RuleSet
from .resolve import Resolver
from .terms import Term

__all__ = ["ReadyRule", "ready_rule", "scheme_of"]

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"([a-z][a-z_0-9]*\.)?[a-z][a-z_0-9]*")


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """A rule with its terms: the condition, the value, and the values its sentence shows."""

    rule: Rule
    when: Term | None
    value: Term | None
    says: Mapping[str, Term] = field(repr=False)
    assumptions: tuple[str, ...]
    """Ids of the assumptions the rule leans on, sorted."""
    nodes: tuple[Term, ...] = field(repr=False)
    """Every term below `when`, `value` and `says`, each once."""

    @property
    def id(self) -> str:
        """The full id."""
        return self.rule.id

    @property
    def parameters(self) -> tuple[str, ...]:
        """Ids of the parameters it reads."""
        return tuple(dict.fromkeys(str(node.detail) for node in self.nodes if node.operation == "parameter"))


def scheme_of(resolver: Resolver, ruleset: RuleSet) -> str | None:
    """Id of the assumption that says which weeks a quarter has."""
    alias, _, name = (ruleset.quarter_weeks or "").rpartition(".")
    target = dict(ruleset.uses).get(alias) if alias else ruleset.id
    if alias:
        resolver.used.add(f"{ruleset.id} uses {alias}")
    mark = ruleset.marks.get("periods", ruleset.marks["ruleset"])
    known = {one.name: one for one in resolver.rulesets[target].assumptions} if target and target in resolver.rulesets else {}
    found = known.get(name)
    if found is None:
        if not target or not resolver.is_unread(target, name):
            prefix = f"{alias}." if alias else ""
            close = nearest(prefix + name, [prefix + one for one in known])
            resolver.problems.add("IR210", mark, what="assumption", name=ruleset.quarter_weeks, suggestion=close)
        return None
    if not set(found.options) <= {"thursday", "blocks13"}:
        resolver.problems.add("IR211", mark, found=", ".join(found.options), expected="the options thursday and blocks13")
        return None
    resolver.used.add(found.id)
    return found.id


def ready_rule(resolver: Resolver, ruleset: RuleSet, rule: Rule, problems: Diagnostics) -> ReadyRule | None:
    """The rule with its terms; None if a mistake keeps it from being answered."""
    named = resolver.define(rule.id)
    when = resolver.condition(ruleset, rule)
    if named is None or (rule.when is not None and when is None):
        return None
    says: dict[str, Term] = {}
    if rule.says:
        for lang, mark in zip(("da", "en"), rule.says_marks or (rule.mark, rule.mark), strict=True):
            for name in _PLACEHOLDER.findall(rule.says.get(lang)):
                term, wrong = _placeholder(resolver, ruleset, name)
                if wrong is not None:
                    problems.add("IR218", mark.narrowed("{" + name + "}"), name=name, suggestion=wrong)
                elif term is not None:
                    says[name] = term
    terms = [term for term in (when, named, *says.values()) if term is not None]
    everything = {id(node): node for term in terms for node in term.walk()}.values()
    if rule.period == "citizen" and any(node.operation in ("quarter", "weeks") for node in everything):
        problems.add("IR220", rule.mark, name=rule.id.rpartition(".")[2], period=rule.period)
        return None
    leaned = {str(node.detail) for node in everything if node.operation == "assumption"}
    if rule.period == "quarter" and ruleset.quarter_weeks and (scheme := scheme_of(resolver, ruleset)):
        leaned.add(scheme)
    return ReadyRule(rule, when, named if rule.value else None, says, tuple(sorted(leaned)), tuple(everything))


def _placeholder(resolver: Resolver, ruleset: RuleSet, name: str) -> tuple[Term | None, str | None]:
    """What a sentence shows; or, where it can show nothing, what to say of that."""
    ids = [one.id for one in ruleset.definitions if one.what == "measure"] + [one.id for one in ruleset.parameters]
    known = [id_.rpartition(".")[2] for id_ in ids]
    if not _NAME.fullmatch(name):
        return None, nearest(name, known)
    base, _, last = name.rpartition(".")
    mark = ruleset.marks["ruleset"]
    tree: ex.Expression = ex.Attribute(mark, ex.Name(mark, base), last) if base else ex.Name(mark, name)
    with resolver.quietly() as quiet:
        found = resolver.expression(ruleset, tree)
    if quiet.found:
        return None, nearest(name, known)
    if found is not None and found.type.kind in ("weeks", "facts", "record", "nothing"):
        return None, f": it is {found.type}"
    return found, None
