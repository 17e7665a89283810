"""One question and one citizen of a run: what an explanation reads."""

from __future__ import annotations

from dataclasses import dataclass, field

from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.terms import Term, Type
from integrationrules.verdict import Bounds, Verdict

from .decision import Quantity
from .quantity import quantity
from .run import Run

__all__ = ["Cell"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One question and one citizen of a run."""

    run: Run
    book: Rulebook
    row: int
    column: int
    lengths: dict[int, float] = field(default_factory=dict, compare=False, repr=False)
    """How far conditions are from being met, once computed."""
    told: set[tuple[str, int]] = field(default_factory=set, compare=False, repr=False)
    """What has been said of this cell already."""

    @property
    def citizen(self) -> int:
        """The citizen of the column, who may have several candidates."""
        return self.column if self.run.citizens is None else int(self.run.citizens[self.column])

    def verdict(self, term: Term) -> Verdict:
        """The verdict of a condition here."""
        return self.run.truths(term).at(self.row, self.column)

    def quantity(self, term: Term) -> Quantity | None:
        """The value of a number, date or word here; None if there is none."""
        return self.shown(self.run.bounds(term), term.type)

    def shown(self, value: Bounds, type_: Type) -> Quantity | None:
        """One cell of a value; None if there is none."""
        return quantity(value, type_, self.row, self.column)
