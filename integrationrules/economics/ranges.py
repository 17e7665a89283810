"""Amounts that are known, or known between two bounds, with exact arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Any

__all__ = ["ZERO", "Range", "total"]


@dataclass(frozen=True, slots=True)
class Range:
    """Every value from `least` through `most`; an exact amount is a range of one value.

    >>> Range.of(Decimal("115.5")) - Range.of(Decimal("84.1"))
    Range(least=Decimal('31.4'), most=Decimal('31.4'))
    """

    least: Decimal
    most: Decimal

    @staticmethod
    def of(value: Decimal | int) -> Range:
        """The range of one value."""
        return Range(Decimal(value), Decimal(value))

    @property
    def exact(self) -> bool:
        """Whether it is one value."""
        return self.least == self.most

    def __add__(self, other: Range) -> Range:
        return Range(self.least + other.least, self.most + other.most)

    def __neg__(self) -> Range:
        return Range(-self.most, -self.least)

    def __sub__(self, other: Range) -> Range:
        return self + -other

    def times(self, factor: Decimal) -> Range:
        """Each value multiplied by one factor."""
        ends = (self.least * factor, self.most * factor)
        return Range(min(ends), max(ends))

    def over(self, other: Range) -> Range | None:
        """The quotient of two ranges without negative values; None where the divisor may be zero."""
        if other.least <= 0 or self.least < 0:
            return None
        return Range(self.least / other.most, self.most / other.least)

    def with_zero(self) -> Range:
        """The range widened until it holds zero: what a part of the amount may be."""
        return Range(min(self.least, Decimal(0)), max(self.most, Decimal(0)))

    def as_json(self) -> Any:
        """A number where it is exact, else its bounds."""
        if self.exact:
            return plain(self.least)
        return {"least": plain(self.least), "most": plain(self.most)}


ZERO = Range.of(0)


def plain(value: Decimal) -> int | float:
    """A number of JSON."""
    return int(value) if value == value.to_integral_value() else float(value)


def total(ranges: Iterable[Range]) -> Range:
    """The sum; zero of none."""
    return reduce(Range.__add__, ranges, ZERO)
