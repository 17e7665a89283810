"""What a cell of a table shows: whole numbers, and one number with bounds that is averaged and compared. Shares are one kind, averages the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from .averages import Averages
from .bounded import Bounded, change
from .counts import Counts
from .shares import mean, mean_of
from .tablecolumns import AVERAGE, COUNTS, NUMBERS, SHARE, Column

__all__ = ["AVERAGES", "SHARES", "Figures"]

C = TypeVar("C")


@dataclass(frozen=True)
class Figures(Generic[C]):
    """One kind of cell: which columns it has, and what they are made of."""

    counts: tuple[Column, ...]
    count: Callable[[C], Mapping[str, int]]
    main: tuple[Column, Column, Column]
    """The number that matters, with its least and greatest."""
    bounded: Callable[[C], Bounded]
    mean: Callable[[Sequence[C]], Bounded]
    """Of several cells, each weighing the same."""
    compared: Callable[[Bounded, Bounded], Bounded]
    """How much greater one is than the other."""
    nobody: C

    def columns(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """Columns as this kind has them: shares are compared in points, other numbers in what they count."""
        kinds = {"share": self.main[0].kind, "points": "points" if self.main[0].kind == "share" else "difference"}
        return tuple(replace(column, kind=kinds.get(column.kind, column.kind)) for column in columns)  # type: ignore[arg-type]


def _of_counts(cell: Counts) -> Mapping[str, int]:
    return {
        "members": cell.members, "met": cell.met, "not_met": cell.not_met, "unknown": cell.unknown, "possible_members": cell.possible,
        "may_fail": cell.may_fail, "may_succeed": cell.may_succeed,
    }


def _of_averages(cell: Averages) -> Mapping[str, int]:
    return {"members": cell.members, "known": cell.known, "sum": cell.total, "possible_members": cell.possible}


def _average(cell: Averages) -> Bounded:
    return Bounded(cell.mean, *(cell.bounds or (None, None)))


def _mean_of_averages(cells: Sequence[Averages]) -> Bounded:
    # A cell without certain members may get any average from the possible ones, so then there are no bounds.
    open_ = any(not cell.members and cell.possible for cell in cells)
    return mean_of([_average(cell) for cell in cells if cell.members], bounds=not open_)


def _difference(one: Bounded, other: Bounded) -> Bounded:
    found = change(one, other)
    return Bounded(*(None if part is None else part / 100 for part in (found.value, found.lowest, found.highest)))


SHARES: Figures[Counts] = Figures(COUNTS, _of_counts, SHARE, lambda cell: cell.bounded, mean, change, Counts())
AVERAGES: Figures[Averages] = Figures(NUMBERS, _of_averages, AVERAGE, _average, _mean_of_averages, _difference, Averages.nothing())
