"""The parts of an alert rule as their author wrote them: nothing is looked up or typed yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..diagnostics import Mark
from ..expression import Expression

__all__ = ["Conclusion", "Pattern", "What"]

What = Literal["decision", "fact", "clock", "alert"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Something that must be there, or must not: a decision, a fact or a conclusion, its name here and a condition on it."""

    what: What
    of: Expression
    alias: str
    """Empty where nothing else refers to it."""
    where: Expression | None
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The clock or alert that follows, whom it is for, and the fields it carries on."""

    what: Literal["clock", "alert"]
    name: str
    to: str
    fields: tuple[tuple[str, Expression], ...]
    mark: Mark = field(compare=False)
