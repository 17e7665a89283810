"""A rulebook: every rule under one root, looked up, typed and ready to be planned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from .diagnostics import Diagnostic, Diagnostics, RulebookError, nearest
from .fingerprint import fingerprint
from .load import read_rulesets, ruleset_folders
from .model import Assumption, Citation, Parameter, Rule, RuleSet, Text
from .resolve import Resolver
from .terms import Term

__all__ = ["ReadyRule", "Rulebook", "default_root", "load", "read"]

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


@dataclass(frozen=True)
class Rulebook:
    """All rule sets under one root. Immutable; made by `load`."""

    root: str
    rulesets: Mapping[str, RuleSet]
    rules: Mapping[str, ReadyRule]
    assumptions: Mapping[str, Assumption]
    parameters: Mapping[str, Parameter]
    labels: Mapping[str, Text]
    """Names of measures, sets, facts and parameters in both languages, by id."""

    def find(self, name: str) -> ReadyRule:
        """The rule of a full id, or of a last part that only one rule has; raises `KeyError` with a suggestion."""
        if name in self.rules:
            return self.rules[name]
        close = [id_ for id_ in self.rules if id_.endswith(f".{name}")]
        if len(close) == 1:
            return self.rules[close[0]]
        raise KeyError(_nearest_rule(name, self.rules) if not close else "; write one of " + ", ".join(close))

    def assumption(self, name: str) -> Assumption:
        """The assumption of a last part or a full id; raises `KeyError` with a suggestion."""
        for assumption in self.assumptions.values():
            if name in (assumption.name, assumption.id):
                return assumption
        raise KeyError(nearest(name, [one.name for one in self.assumptions.values()]))

    def ruleset_of(self, full_id: str) -> RuleSet:
        """The rule set that a rule, measure or parameter belongs to."""
        return self.rulesets[full_id.rpartition(".")[0]]

    def closure(self, ruleset: str) -> tuple[str, ...]:
        """The rule set and all it uses, sorted."""
        found: set[str] = set()
        todo = [ruleset]
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo.extend(target for _, target in self.rulesets[name].uses)
        return tuple(sorted(found))

    def hash_of(self, ruleset: str) -> str:
        """Hash of the parsed content of a rule set and all it uses; comments and layout do not change it."""
        return self._closure_hashes[ruleset]

    @cached_property
    def _closure_hashes(self) -> dict[str, str]:
        alone = {name: fingerprint(ruleset) for name, ruleset in self.rulesets.items()}
        return {name: fingerprint([alone[used] for used in self.closure(name)]) for name in self.rulesets}

    @cached_property
    def citations(self) -> dict[str, Citation]:
        """Where each set, measure and selection comes from, by id."""
        return {one.id: one.citation for ruleset in self.rulesets.values()
                for group in (ruleset.selections, ruleset.definitions) for one in group if one.citation}  # type: ignore[attr-defined]

    @cached_property
    def holidays(self) -> frozenset[int]:
        """Day numbers of the holidays listed by any rule set."""
        return frozenset(day.toordinal() - 719163 for ruleset in self.rulesets.values() for day in ruleset.holidays)


def default_root() -> Path:
    """The shipped rule files: inside the installed package, or beside it in a checkout."""
    inside = Path(str(files("integrationrules"))) / "rulesets"
    return inside if inside.is_dir() else Path(str(files("integrationrules"))).parent / "rulesets"


def load(root: Path | str | None = None) -> Rulebook:
    """The rulebook under `root` (default: the shipped one); raises `RulebookError` with every mistake found."""
    book, problems = read(Path(root) if root is not None else default_root())
    if problems.errors:
        raise RulebookError(problems.errors)
    return book


def read(root: Path) -> tuple[Rulebook, Diagnostics]:
    """The rulebook as far as it can be read, and all mistakes, warnings and notices."""
    problems = Diagnostics()
    rulesets = read_rulesets(root, problems)
    resolver = Resolver(rulesets, problems)
    _check_uses(rulesets, {".".join(folder.relative_to(root).parts) for folder in ruleset_folders(root)}, problems)
    rules: dict[str, ReadyRule] = {}
    for ruleset in rulesets.values():
        _resolve_all(resolver, ruleset)
        for rule in ruleset.rules:
            ready = _ready(resolver, ruleset, rule, problems)
            if ready:
                rules[rule.id] = ready
    _check_names(rulesets, resolver, problems)
    book = Rulebook(
        str(root), rulesets, rules,
        {one.id: one for ruleset in rulesets.values() for one in ruleset.assumptions},
        {one.id: one for ruleset in rulesets.values() for one in ruleset.parameters},
        {one.id: one.label for ruleset in rulesets.values() for group in (ruleset.parameters, ruleset.selections, ruleset.definitions)
         for one in group if one.label},  # type: ignore[attr-defined]
    )
    return book, problems


def _resolve_all(resolver: Resolver, ruleset: RuleSet) -> None:
    for group in (ruleset.selections, ruleset.definitions):
        for item in group:
            resolver.define(item.id)  # type: ignore[attr-defined]
    for part in ruleset.unbuilt:             # one by one: a payment may share the name of its candidate
        resolver.unbuilt(ruleset, part)
    if ruleset.quarter_weeks:
        scheme_of(resolver, ruleset)


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


def _ready(resolver: Resolver, ruleset: RuleSet, rule: Rule, problems: Diagnostics) -> ReadyRule | None:
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
    from . import expression as ex

    ids = [one.id for one in ruleset.definitions if one.what == "measure"] + [one.id for one in ruleset.parameters]
    known = [id_.rpartition(".")[2] for id_ in ids]
    if not _NAME.fullmatch(name):
        return None, nearest(name, known)
    base, _, last = name.rpartition(".")
    tree: ex.Expression = ex.Attribute(rule_mark(ruleset), ex.Name(rule_mark(ruleset), base), last) if base else ex.Name(rule_mark(ruleset), name)
    with resolver.quietly() as quiet:
        found = resolver.expression(ruleset, tree)
    if quiet.found:
        return None, nearest(name, known)
    if found is not None and found.type.kind in ("weeks", "facts", "record", "nothing"):
        return None, f": it is {found.type}"
    return found, None


def rule_mark(ruleset: RuleSet):  # type: ignore[no-untyped-def]
    """The place of the rule set's own name."""
    return ruleset.marks["ruleset"]


def _check_uses(rulesets: Mapping[str, RuleSet], present: set[str], problems: Diagnostics) -> None:
    for ruleset in rulesets.values():
        for alias, target in ruleset.uses:
            if target not in rulesets and target not in present:
                problems.add("IR011", ruleset.marks[f"target {alias}"], name=target, suggestion=nearest(target, rulesets))


def _check_names(rulesets: Mapping[str, RuleSet], resolver: Resolver, problems: Diagnostics) -> None:
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
                if item.id not in resolver.used:  # type: ignore[attr-defined]
                    name = item.id.rpartition(".")[2]  # type: ignore[attr-defined]
                    problems.add("IR301", ruleset.defined[name], what=what, name=name)
        for item in ruleset.definitions:
            # What another rule set may use is not unused: only sets and measures of rule sets with rules of their own.
            if item.id not in resolver.used and ruleset.rules:
                problems.add("IR301", item.mark, what=item.what, name=item.id.rpartition(".")[2])
        for alias, _ in ruleset.uses:
            if f"{ruleset.id} uses {alias}" not in resolver.used:
                problems.add("IR301", ruleset.marks[f"uses {alias}"], what="rule set", name=alias)


def _nearest_rule(name: str, rules: Iterable[str]) -> str:
    """A suggestion by full id, or by last part where the caller gave only that."""
    known = list(rules)
    return nearest(name, known) or nearest(name.rpartition(".")[2], [one.rpartition(".")[2] for one in known])


def errors_of(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Only those that keep a rulebook from being used."""
    return tuple(one for one in found if one.severity == "error")
