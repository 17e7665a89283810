"""What the cases beside rules leave untested: verdicts no case expects, branches no answer turns on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.terms import Term

from .asked import Asked, read_asked
from .branches import Branch, branches_of, turned_on
from .expected import VERDICTS
from .questions import QuestionError

__all__ = ["CoveredSet", "cases_cover", "impossible"]

_OF_PERIODS = frozenset({"assumption", "option", "number", "call", "times", "plus", "named", "quarter", "compare", "choose"})
"""What a value may be made of that is known of every citizen."""


@dataclass(frozen=True, slots=True)
class CoveredSet:
    """A rule set with what its cases, and those of the rule sets that use it, leave out."""

    ruleset: str
    verdicts: int
    """How many verdicts its rules can have."""
    lacking: tuple[tuple[str, str], ...]
    """Rules by id, each with a verdict that no case expects."""
    branches: int
    idle: tuple[Branch, ...]
    """Branches that no answer turns on, in order of place."""

    def as_json(self) -> dict[str, Any]:
        """As in the command's JSON."""
        return {
            "ruleset": self.ruleset, "verdicts": self.verdicts, "branches": self.branches,
            "lacking": [{"rule": rule, "verdict": verdict} for rule, verdict in self.lacking],
            "idle": [{"file": one.path, "line": one.line, "column": one.column, "kind": one.kind, "what": one.what, "number": one.number + 1, "of": one.of}
                     for one in self.idle],
        }


def cases_cover(book: Rulebook, root: Path | str | None = None) -> list[CoveredSet]:
    """Every rule set that answers something, in order; cases that cannot be asked count for nothing."""
    expected: set[tuple[str, str]] = set()
    seen: set[Branch] = set()
    for one in read_asked(book, Path(root or book.root)):
        if isinstance(one, Asked):
            expected.add((one.rule, one.expected.line.split(" ")[0]))
            try:
                seen.update(turned_on(one.decider(book, alternatives=False)))
            except QuestionError:
                continue
    branches = dict.fromkeys(branch for rule in book.rules.values() for branch in branches_of(book, rule))
    found: list[CoveredSet] = []
    for ruleset in book.rulesets.values():
        folder = ruleset.path.rpartition("/")[0]
        here = [branch for branch in branches if branch.path.rpartition("/")[0] == folder]
        wanted = [(rule.id, verdict) for rule in book.rules.values() if rule.id.rpartition(".")[0] == ruleset.id
                  for verdict in VERDICTS if verdict not in impossible(rule.when, rule.value)]
        if here or wanted:
            idle = tuple(sorted((branch for branch in here if branch not in seen), key=lambda one: (one.path, one.line, one.column, one.number, one.kind)))
            found.append(CoveredSet(ruleset.id, len(wanted), tuple(one for one in wanted if one not in expected), len(here), idle))
    return found


def impossible(when: Term | None, value: Term | None = None) -> frozenset[str]:
    """The verdicts that a condition cannot end in: met where it waits for what nobody knows, all but not met where a day only passes.

    A value without condition is always there if it is made of nothing but the period and the options chosen.
    """
    while when is not None and when.operation == "named":
        when = when.arguments[0]
    if when is None:
        return frozenset({"not_met", "unknown"}) if value is not None and value.operations <= _OF_PERIODS else frozenset()
    if when.operation == "unknown":
        return frozenset({"met"})
    if when.operation == "constant" and when.detail is False:
        return frozenset({"met", "unknown"})
    return frozenset().union(*map(impossible, when.arguments)) if when.operation == "and" else frozenset()
