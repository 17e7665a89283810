"""A rulebook: every rule under one root, looked up, typed and ready to be planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from .alerts.ready import ReadyAlert, ready_alerts
from .branches import check_branches
from .check import check_names, check_uses, check_values
from .codeoverlay import CodesOverlay
from .diagnostics import Diagnostics, RulebookError, nearest
from .fingerprint import fingerprint
from .load import read_rulesets, ruleset_folders
from .model import Assumption, Citation, Deadline, Parameter, Payment, Rule, RuleSet, Text
from .overlay import Overlay, overlaid
from .ready import ReadyRule, ready_rule, scheme_of
from .resolve import Resolver

__all__ = ["Rulebook", "default_root", "examine", "load", "read", "ready_rules"]



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
    alerts: Mapping[str, ReadyAlert] = field(default_factory=dict)
    """Alert rules by id, in the order in which they are asked."""
    overlay: Overlay | None = None
    """The caller's own values of parameters, where there are any."""
    codes: CodesOverlay | None = None
    """The caller's own register codes, where there are any."""
    stated: Mapping[str, str] = field(default_factory=dict)
    """Hashes by rule set as an archive states them: a later version that reads the same files otherwise still goes by these."""

    def with_parameters(self, overlay: Overlay) -> Rulebook:
        """This rulebook with the overlay's values in place; `load_overlay` reads one from a file."""
        return overlaid(self, overlay)

    def with_codes(self, codes: CodesOverlay) -> Rulebook:
        """This rulebook with the codes in place; `load_codes` reads them from a file."""
        rulesets, problems = codes.laid_over(self.rulesets), Diagnostics()
        resolver = Resolver(rulesets, problems)
        rules = {rule.id: rule for ruleset in rulesets.values() for rule in ready_rules(resolver, ruleset, problems)}
        return replace(self, rulesets=rulesets, rules=rules, codes=codes, stated={})

    def _repr_html_(self) -> str:
        """Every rule by rule set, for notebooks."""
        from integrationrules.report.html import of_rulebook

        return of_rulebook(self)

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
        """Hash of the parsed content of a rule set and all it uses, with the holidays if it asks for working days.

        Comments and layout do not change it.
        """
        return self.stated.get(ruleset) or self._closure_hashes[ruleset]

    @cached_property
    def _closure_hashes(self) -> dict[str, str]:
        alone = {name: fingerprint(ruleset) for name, ruleset in self.rulesets.items()}
        return {name: fingerprint([*(alone[used] for used in self.closure(name)), *self._calendar(name)]) for name in self.rulesets}

    def _calendar(self, ruleset: str) -> list[int]:
        """The holidays, where a rule of the rule set asks for working days: they may be listed by one that it does not use."""
        rules = (rule for rule in self.rules.values() if rule.id.rpartition(".")[0] == ruleset)
        return sorted(self.holidays) if any(node.operation == "call" and node.detail[0] == "working_day" for rule in rules for node in rule.nodes) else []

    @cached_property
    def citations(self) -> dict[str, Citation]:
        """Where each set, measure and selection comes from, by id."""
        return {one.id: one.citation for ruleset in self.rulesets.values()
                for group in (ruleset.selections, ruleset.definitions) for one in group if one.citation}

    @cached_property
    def holidays(self) -> frozenset[int]:
        """Day numbers of the holidays listed by any rule set."""
        return frozenset(day.toordinal() - 719163 for ruleset in self.rulesets.values() for day in ruleset.holidays)


def default_root() -> Path:
    """The shipped rule files: inside the installed package, or beside it in a checkout."""
    inside = Path(str(files("integrationrules"))) / "rulesets"
    return inside if inside.is_dir() else Path(str(files("integrationrules"))).parent / "rulesets"


def load(root: Path | str | None = None) -> Rulebook:
    """The rulebook under `root`, a folder or an archive (default: the shipped one).

    Raises `RulebookError` with every mistake found, and `ArchiveError` for an archive that was changed.
    """
    if root is not None and Path(root).is_file():
        from .archive.reading import load_archive

        return load_archive(root)
    book, problems = read(Path(root) if root is not None else default_root())
    if problems.errors:
        raise RulebookError(problems.errors)
    return book


def read(root: Path) -> tuple[Rulebook, Diagnostics]:
    """The rulebook as far as it can be read, and all mistakes, warnings and notices that reading it finds."""
    book, problems, _ = _read(root)
    return book, problems


def examine(root: Path, on: date) -> tuple[Rulebook, Diagnostics]:
    """As `read`, and what takes a closer look: models, branches that are never taken, and values that have ended by the day `on`."""
    book, problems, resolver = _read(root, models=True)
    check_branches(resolver.noted, book.parameters.values(), problems)
    if not problems.errors:                 # a value that could not be read has not ended
        check_values(book.rulesets.values(), on, problems)
    return book, problems


def _read(root: Path, models: bool = False) -> tuple[Rulebook, Diagnostics, Resolver]:
    """The rulebook; with the models' mistakes, and what they use, if asked for: rules need none of them."""
    problems = Diagnostics()
    rulesets = read_rulesets(root, problems)
    resolver = Resolver(rulesets, problems)
    check_uses(rulesets, {".".join(folder.relative_to(root).parts) for folder in ruleset_folders(root)}, problems)
    rules = {rule.id: rule for ruleset in rulesets.values() for rule in ready_rules(resolver, ruleset, problems)}
    alerts = {alert.id: alert for ruleset in rulesets.values() for alert in ready_alerts(resolver, ruleset, problems)}
    if models:
        from .models.load import check_models

        resolver.used |= check_models(root, rulesets, problems)
    check_names(rulesets, resolver, problems)
    book = Rulebook(
        str(root), rulesets, rules,
        {one.id: one for ruleset in rulesets.values() for one in ruleset.assumptions},
        {one.id: one for ruleset in rulesets.values() for one in ruleset.parameters},
        {one.id: one.label for ruleset in rulesets.values() for group in (ruleset.parameters, ruleset.selections, ruleset.definitions)
         for one in group if one.label} | {
            one.id: one.label for ruleset in rulesets.values() for candidate in ruleset.candidates for one in candidate.values if one.label} | {
            f"candidate {one.id}": one.label for ruleset in rulesets.values() for one in ruleset.candidates if one.label},
        alerts,
    )
    return book, problems, resolver


def ready_rules(resolver: Resolver, ruleset: RuleSet, problems: Diagnostics) -> Iterator[ReadyRule]:
    """What a rule set answers, with terms; its other definitions are looked up too, for their mistakes."""
    _resolve_all(resolver, ruleset)
    answered: tuple[Rule | Payment | Deadline, ...] = (*ruleset.rules, *ruleset.payments, *ruleset.deadlines)
    for item in answered:
        ready = ready_rule(resolver, ruleset, item, problems)
        if ready:
            yield ready


def _resolve_all(resolver: Resolver, ruleset: RuleSet) -> None:
    for group in (ruleset.selections, ruleset.definitions):
        for item in group:
            resolver.define(item.id)
    for candidate in ruleset.candidates:
        resolver.reads_payments.scope(ruleset, candidate)
    if ruleset.quarter_weeks:
        scheme_of(resolver, ruleset)


def _nearest_rule(name: str, rules: Iterable[str]) -> str:
    """A suggestion by full id, or by last part where the caller gave only that."""
    known = list(rules)
    return nearest(name, known) or nearest(name.rpartition(".")[2], [one.rpartition(".")[2] for one in known])
