"""A cell of a worksheet: what it holds, what it is called and how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal as OneOf
from typing import TypeAlias

from .expression import Expression

__all__ = ["Cell", "Content", "Look", "text"]

Content: TypeAlias = "Expression | Decimal | float | str | bool | date | None"
"""A text is a text whatever it starts with; only an expression becomes a formula."""

Look: TypeAlias = OneOf["text", "year", "count", "amount", "money", "exact", "percent", "factor", "day"]
"""`money` is kroner and øre, `amount` one decimal, `exact` all that was computed."""


@dataclass(frozen=True, eq=False)
class Cell(Expression):
    """One cell. It is itself and no other, so formulas refer to it wherever it is placed.

    `name` makes it a named cell of the workbook; `entry` marks it as one to fill in; `choices` are what may be chosen
    there; `strong` is for totals and headings.
    """

    content: Content = None
    look: Look = "text"
    name: str = ""
    entry: bool = False
    strong: bool = False
    choices: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Cell({self.name or self.content!r})"


def text(content: str, strong: bool = False) -> Cell:
    """A cell with a text."""
    return Cell(content, strong=strong)
