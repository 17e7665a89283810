"""Right-hand sides of sets, measures and rules as they were written: nothing is looked up yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .diagnostics import Mark
from .expression import Expression

__all__ = ["Case", "Choice", "Count", "Formula", "Lookup", "NoValue", "Plain", "Prefer", "Tally", "Weeks"]


@dataclass(frozen=True, slots=True)
class Plain:
    """An expression."""

    expression: Expression


@dataclass(frozen=True, slots=True)
class NoValue:
    """`none`: there is no such value."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks of the period touched by (`any_day`) or filled with (`every_day`) facts of a kind."""

    mode: Literal["any_day", "every_day"]
    kind: str
    where: Expression | None
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Count:
    """How many weeks of the period are in a set; or how many weeks, days or months facts touch from one day up to another."""

    of: Expression
    up_to: Expression | None
    by: Literal["week", "day", "month"]
    mark: Mark = field(compare=False)
    since: Expression | None = None


@dataclass(frozen=True, slots=True)
class Lookup:
    """A parameter's amount for a key or a band, on a day (None: the law's date)."""

    of: Expression
    by: Expression
    at: Expression | None
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Prefer:
    """The first of several values that exists."""

    parts: tuple[Formula, ...]
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Tally:
    """Weeks in a set, counted from a day; begun anew after so many weeks of another set within so many months."""

    of: Expression
    begins: Expression | None
    after: Expression | None
    rest: Expression | None
    within: Expression | None
    at_once: Expression | None
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a `choose`; without a condition it is the `else`."""

    condition: Expression | None
    then: Formula
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """The first case whose condition is met."""

    cases: tuple[Case, ...]
    mark: Mark = field(compare=False)


Formula = Plain | NoValue | Weeks | Count | Choice | Lookup | Prefer | Tally
