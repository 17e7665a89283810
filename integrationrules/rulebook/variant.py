"""A rulebook with one rule set written otherwise: only that rule set and those that use it are looked up anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .book import Rulebook, ready_rules
from .check import check_uses
from .diagnostics import Diagnostics, RulebookError
from .load import Written, read_all_written
from .ready import ReadyRule
from .resolve import Resolver
from .terms import TermTable

__all__ = ["Variants"]


class Variants:
    """The rulebook under a root, and what it becomes when one rule set is written otherwise.

    All share one table of terms: what a change leaves alone is the same object before and after. Raises
    `RulebookError` where the rulebook as it stands cannot be used.
    """

    def __init__(self, root: Path, table: TermTable | None = None) -> None:
        problems = Diagnostics()
        self.written: dict[str, Written] = read_all_written(root, problems)
        rulesets = {id_: written.reader(problems).ruleset() for id_, written in self.written.items()}
        check_uses(rulesets, set(rulesets), problems)
        self._table = TermTable() if table is None else table
        self._resolver = Resolver(rulesets, problems, self._table)
        rules = {rule.id: rule for ruleset in rulesets.values() for rule in ready_rules(self._resolver, ruleset, problems)}
        if problems.errors:
            raise RulebookError(problems.errors)
        self.book = Rulebook(
            str(root), rulesets, rules,
            {one.id: one for ruleset in rulesets.values() for one in ruleset.assumptions},
            {one.id: one for ruleset in rulesets.values() for one in ruleset.parameters}, {},
        )

    def users(self, ruleset: str) -> tuple[str, ...]:
        """The rule set and all that use it, directly or not, in order."""
        return tuple(id_ for id_ in self.book.rulesets if ruleset in self.book.closure(id_))

    def variant(self, written: Written) -> tuple[Rulebook, Diagnostics]:
        """The rulebook with one rule set as `written`, and the mistakes of doing so; after an error it lacks rules."""
        problems = Diagnostics()
        ruleset = written.reader(problems).ruleset()
        rulesets = {**self.book.rulesets, ruleset.id: ruleset}
        users = self.users(ruleset.id)
        kept = {id_ for id_ in rulesets if id_ not in users}
        resolver = Resolver(rulesets, problems, self._table, self._resolver.defined(kept))
        rules: dict[str, ReadyRule] = {id_: rule for id_, rule in self.book.rules.items() if id_.rpartition(".")[0] in kept}
        if not problems.errors:
            rules |= {rule.id: rule for id_ in users for rule in ready_rules(resolver, rulesets[id_], problems)}
        return replace(
            self.book, rulesets=rulesets, rules=rules,
            assumptions={id_: one for id_, one in self.book.assumptions.items() if id_.rpartition(".")[0] != ruleset.id}
            | {one.id: one for one in ruleset.assumptions},
            parameters={id_: one for id_, one in self.book.parameters.items() if id_.rpartition(".")[0] != ruleset.id}
            | {one.id: one for one in ruleset.parameters},
        ), problems
