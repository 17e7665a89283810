"""Conditions as they were written, kept while names are looked up, for a closer look afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from .diagnostics import Mark
from .terms import Term

__all__ = ["Branching", "Conjunction", "Noted"]


@dataclass(frozen=True, slots=True)
class Conjunction:
    """A comparison, or an `and` with its parts."""

    term: Term
    parts: tuple[tuple[Mark, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Branching:
    """Cases of which the first that is met wins: those of a `choose`, or the exceptions of a rule."""

    conditions: tuple[tuple[Mark, Term], ...]
    otherwise: Mark
    outcomes: tuple[Term, ...] = ()
    """What each exception answers; empty for a `choose`, whose order is the author's way of narrowing down."""


@dataclass(frozen=True, slots=True)
class Noted:
    """All of a rulebook, by the place where they stand."""

    conjunctions: dict[Mark, Conjunction] = field(default_factory=dict)
    branchings: dict[Mark, Branching] = field(default_factory=dict)

    def branching(self, found: Branching) -> None:
        """Keeps one; without conditions there is nothing to look at."""
        if found.conditions:
            self.branchings[found.conditions[0][0]] = found
