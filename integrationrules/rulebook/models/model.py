"""What a model file says, as typed values: names are not looked up yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from integrationrules.rulebook.diagnostics import Mark
from integrationrules.rulebook.expression import Expression
from integrationrules.rulebook.formula import Formula
from integrationrules.rulebook.model import Citation, Parameter, Source, Text

__all__ = ["Axis", "BreakEven", "Definition", "Entry", "Input", "ModelFile", "Shown", "Step"]


@dataclass(frozen=True, slots=True)
class Axis:
    """Along what amounts are counted: named members, or whole numbers from the first to the last."""

    name: str
    label: Text
    members: tuple[tuple[str, Text | None], ...]
    numbered: bool
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Input:
    """A figure that the caller gives, one for each member of its axes."""

    name: str
    label: Text
    unit: str
    """As written; empty for a choice of words."""
    options: tuple[tuple[str, Text], ...]
    axes: tuple[str, ...]
    optional: bool
    default: Decimal | str | None
    unlisted: Decimal | None
    """What a member that is not written counts as."""
    may_lack: bool
    """A member that is not written is unknown."""
    least: Decimal | None
    most: Decimal | None
    asks: Text | None
    """Why there is no default, or where to look."""
    citation: Citation | None
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Definition:
    """A formula with a name."""

    name: str
    label: Text
    formula: Formula
    unit: str | None
    citation: Citation | None
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one payer gains (below zero: pays) in a step."""

    payer: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the staircase from gross to net, by payer."""

    name: str
    label: Text
    entries: tuple[Entry, ...]
    area: str
    """Spending area of the payer's budget, where it is one."""
    remark: Text | None
    citation: Citation | None
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure among the results."""

    name: str
    label: Text
    expression: Expression
    remark: Text | None
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class BreakEven:
    """An input made so many times larger or smaller that a payer comes out at zero, and the figure shown then."""

    name: str
    label: Text
    scale: str
    payer: str
    shows: str | None
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One model's file."""

    id: str
    title: Text
    about: Text | None
    path: str
    uses: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    parameters: tuple[Parameter, ...]
    axes: tuple[Axis, ...]
    payers: tuple[tuple[str, Text], ...]
    inputs: tuple[Input, ...]
    formulas: tuple[Definition, ...]
    steps: tuple[Step, ...]
    shown: tuple[Shown, ...]
    break_even: tuple[BreakEven, ...]
    after_months: int | None
    """Also answered so many months after the beginning."""
    left_out: tuple[Text, ...]
    """What the model does not count."""
    price: Literal["current", "constant"]
    marks: dict[str, Mark] = field(compare=False, repr=False)
    uncited: dict[str, Mark] = field(compare=False, repr=False)
    defined: dict[str, Mark] = field(compare=False, repr=False)
