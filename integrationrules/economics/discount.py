"""The Finance Ministry's real discount rate, by the year in which an investment was decided."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["RATES", "DiscountRate", "rate_of"]


@dataclass(frozen=True, slots=True)
class DiscountRate:
    """A real rate a year for the first 35 years, for decisions from `since` on."""

    since: int
    rate: Decimal
    source: str


RATES = (
    DiscountRate(1999, Decimal("0.06"), "Finansministeriet 1999"),
    DiscountRate(2011, Decimal("0.05"), "Finansministeriet 2011"),
    DiscountRate(2013, Decimal("0.04"), "Finansministeriet 2013"),
    DiscountRate(2021, Decimal("0.035"), "Finansministeriet 7.1.2021"),
)


def rate_of(decided: int | None) -> DiscountRate | None:
    """The rate of a year; None before 1999 or where the year is not known.

    >>> rate_of(2014).rate
    Decimal('0.04')
    """
    return None if decided is None else next((one for one in reversed(RATES) if one.since <= decided), None)
