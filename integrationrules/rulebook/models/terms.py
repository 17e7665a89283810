"""Formulas of a model with names looked up: each part knows its unit and the axes along which it differs.

One tree, several readings: NumPy (`integrationrules.economics.formulas`), Excel and a sentence (`integrationrules.report.money`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from integrationrules.rulebook.diagnostics import Mark
from integrationrules.rulebook.models.dimension import Dimension

__all__ = ["Binary", "Chosen", "Compared", "Fixed", "FunctionOf", "Index", "IsOption", "Later", "Logical", "Looked", "Quantity", "Running", "Summed", "Term"]


@dataclass(frozen=True, slots=True)
class Term:
    """Any part of a formula. Conditions have no unit."""

    unit: Dimension | None
    axes: tuple[str, ...]
    """In the order of the model, `year` last."""
    mark: Mark = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Fixed(Term):
    """A number written in the formula; NaN is `unknown`."""

    value: float


@dataclass(frozen=True, slots=True)
class Quantity(Term):
    """An input or another formula, by name."""

    name: str
    kind: Literal["input", "formula"]


@dataclass(frozen=True, slots=True)
class Index(Term):
    """The member's own number along a numbered axis, and what is known of a year: `calendar_year`, `year_number`, `months_from`, `months_to`."""

    name: str


@dataclass(frozen=True, slots=True)
class Looked(Term):
    """A dated value, in the year; by a word, by the members of an axis, or by a number through bands."""

    parameter: str
    word: str = ""
    axis: str = ""
    number: Term | None = None
    scale: float = 1.0
    """What the stored whole number is divided by."""


@dataclass(frozen=True, slots=True)
class Binary(Term):
    """Two amounts added, subtracted, multiplied or divided."""

    operator: Literal["+", "-", "*", "/"]
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class FunctionOf(Term):
    """The least, the greatest, the first that is known, or a power."""

    function: Literal["min", "max", "first_known", "power"]
    arguments: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Summed(Term):
    """The sum along axes."""

    of: Term
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Running(Term):
    """The sum of a year and all years before it."""

    of: Term


@dataclass(frozen=True, slots=True)
class Later(Term):
    """The amount of so many years before; nothing in the first ones."""

    of: Term
    years: int


@dataclass(frozen=True, slots=True)
class Compared(Term):
    """A condition: two sides and one of < <= > >= == !=."""

    operator: str
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class IsOption(Term):
    """Whether one of some options is chosen for an input."""

    input: str
    options: tuple[str, ...]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Logical(Term):
    """and, or, not."""

    operator: Literal["and", "or", "not"]
    parts: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Chosen(Term):
    """The first case whose condition holds, else the last."""

    cases: tuple[tuple[Term, Term], ...]
    otherwise: Term
