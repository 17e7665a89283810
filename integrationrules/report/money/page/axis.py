"""Amounts as places along a line, with round numbers marked."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from integrationrules.report.catalogue import Translator
from integrationrules.report.money.page.numerals import signed

__all__ = ["Axis", "axis_over"]

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class Axis:
    """Amounts from the first to the last mark lie from `start` to `end`, which may be the smaller of the two."""

    marks: tuple[Decimal, ...]
    start: float
    end: float

    def at(self, amount: Decimal) -> float:
        """The place of an amount."""
        first, last = self.marks[0], self.marks[-1]
        return round(self.start + float((amount - first) / (last - first)) * (self.end - self.start), 1)

    def labels(self, tr: Translator) -> list[tuple[float, str]]:
        """The place and the text of each mark, with its sign, all with as many decimals as the step needs."""
        step = self.marks[1] - self.marks[0]
        decimals = max(0, -int(step.normalize().as_tuple().exponent))
        return [(self.at(mark), signed(mark, tr, decimals)) for mark in self.marks]


def axis_over(amounts: Iterable[Decimal], start: float, end: float, about: int = 5) -> Axis:
    """Round marks that enclose all the amounts, `about` as many as asked."""
    found = list(amounts)
    low, high = min(found, default=Decimal(0)), max(found, default=Decimal(0))
    if low == high:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = low + 1
    rough = (high - low) / about
    size = Decimal(1).scaleb(rough.adjusted())
    step = next(each * size for each in _STEPS if each * size >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return Axis(tuple(step * number for number in range(first, max(last, first + 1) + 1)), start, end)
