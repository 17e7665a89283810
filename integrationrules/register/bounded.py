"""A share, or a change of one, with the least and the greatest it can be: exact until it is written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

__all__ = ["NOTHING", "Bounded", "change", "rounded"]


@dataclass(frozen=True, slots=True)
class Bounded:
    """A number with the least and the greatest it can be; None where nothing can be said."""

    value: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None


NOTHING = Bounded(None, None, None)


def change(now: Bounded, baseline: Bounded) -> Bounded:
    """How much greater one share is than another, in percentage points: now than before, or men's than women's.

    The bounds hold whatever the unknown is; where the same people are unknown in both they may be wider than needed.

    >>> change(Bounded(Fraction(3, 4), None, None), Bounded(Fraction(1, 2), None, None)).value
    Fraction(25, 1)
    """
    return Bounded(_points(now.value, baseline.value), _points(now.lowest, baseline.highest), _points(now.highest, baseline.lowest))


def rounded(found: Fraction, decimals: int) -> Decimal:
    """With so many decimals, half rounded away from zero: from the fraction itself, rounded once.

    >>> rounded(Fraction(25, 2), 0), rounded(Fraction(-1, 8), 2)
    (Decimal('13'), Decimal('-0.13'))
    """
    scaled = found * 10**decimals
    # Twice the numerator over twice the denominator decides a half exactly, which a decimal fraction could not.
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    nearest = whole + (2 * rest >= scaled.denominator)
    return Decimal(nearest if scaled >= 0 else -nearest).scaleb(-decimals)


def _points(later: Fraction | None, earlier: Fraction | None) -> Fraction | None:
    return None if later is None or earlier is None else (later - earlier) * 100
