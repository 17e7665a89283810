"""The columns of a table, as data: every format writes the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Literal as OneOf
from typing import TypeAlias

from .bounded import rounded

__all__ = [
    "AVERAGE", "CHANGE", "COUNTS", "DEPENDS", "GAP", "HIDDEN", "LEAST", "LEAST_CHANGE", "LEAST_GAP", "MEAN", "MEAN_CHANGE", "MEAN_GAP",
    "MUNICIPALITIES", "NUMBERS", "SHARE", "Column", "Hidden", "Kind", "Value", "bounded_columns",
]


class Hidden(Enum):
    """A number that must not be printed, which is something else than none."""

    HIDDEN = "hidden"


HIDDEN = Hidden.HIDDEN
Value: TypeAlias = "int | Fraction | Hidden | None"
"""None where there is no such number."""
Kind: TypeAlias = OneOf["count", "share", "points", "number", "difference"]
_DECIMALS = {"share": 6, "points": 4, "number": 6, "difference": 6}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of numbers.

    People or other whole ones (`count`), shares between 0 and 1 (`share`), what one is greater than another in percentage
    points (`points`), averages (`number`) and what one is greater than another (`difference`).
    """

    name: str
    kind: Kind

    def exact(self, value: Value) -> Decimal | None:
        """A number for a machine: people whole, shares with six decimals, points with four; none where it is hidden too."""
        if value is None or isinstance(value, Hidden):
            return None
        return Decimal(int(value)) if self.kind == "count" else rounded(Fraction(value), _DECIMALS[self.kind])


def bounded_columns(name: str, kind: Kind) -> tuple[Column, Column, Column]:
    """A number with its least and its greatest."""
    return Column(name, kind), Column(f"{name}_min", kind), Column(f"{name}_max", kind)


def _counts(*names: str) -> Iterator[Column]:
    for name in names:
        yield Column(name, "count")


COUNTS = (*_counts("members", "met", "not_met", "unknown", "possible_members", "may_fail", "may_succeed"),)
NUMBERS = (*_counts("members", "known", "sum", "possible_members"),)
"""Of an average."""
AVERAGE = bounded_columns("average", "number")
DEPENDS = Column("depends", "count")
"""People who would be counted otherwise under another option of an assumption."""
SHARE = bounded_columns("share", "share")
CHANGE = bounded_columns("change", "points")
"""Of the share since the baseline."""
GAP = bounded_columns("gap", "points")
"""Men's share less women's."""
MEAN = bounded_columns("mean", "share")
"""Of the municipalities' shares, each weighing the same."""
MEAN_CHANGE = bounded_columns("mean_change", "points")
MEAN_GAP = bounded_columns("mean_gap", "points")
LEAST = (Column("least", "share"), Column("greatest", "share"))
"""Of the municipalities' shares."""
LEAST_CHANGE = (Column("least_change", "points"), Column("greatest_change", "points"))
LEAST_GAP = (Column("least_gap", "points"), Column("greatest_gap", "points"))
MUNICIPALITIES = Column("municipalities", "count")
"""How many have a share."""
