"""Amounts as a page writes them: the language's separators, a true minus, and a plus where the sign matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from integrationrules.report.catalogue import Translator
from integrationrules.report.quantities import number

__all__ = ["HARD", "MINUS", "Unit", "amount", "places", "signed", "spread"]

HARD, MINUS = "\u00a0", "\u2212"


@dataclass(frozen=True, slots=True)
class Unit:
    """What amounts are counted in and in whose prices, in words: `mio. kr.`, `løbende priser`."""

    short: str
    prices: str

    def __str__(self) -> str:
        return f"{self.short}, {self.prices}"


def amount(found: Decimal, tr: Translator, decimals: int) -> str:
    """`1.234,5`, rounded half up."""
    rounded = found.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return number(abs(rounded) if rounded == 0 else rounded, tr, decimals).replace("-", MINUS).removesuffix("," if tr.lang == "da" else ".")


def signed(found: Decimal, tr: Translator, decimals: int) -> str:
    """`+1.234,5` for a gain, `−1.234,5` for a loss, `0,0` without a sign."""
    text = amount(found, tr, decimals)
    return text if text.startswith(MINUS) or not any(letter in "123456789" for letter in text) else f"+{text}"


def spread(low: Decimal, high: Decimal, tr: Translator, decimals: int) -> str:
    """One amount, or the least and the greatest."""
    if low == high:
        return signed(low, tr, decimals)
    return tr("{least} to {most}").format(least=signed(low, tr, decimals), most=signed(high, tr, decimals)).replace(" ", HARD)


def places(amounts: Iterable[Decimal], most: int = 1) -> int:
    """How many decimals show all the amounts, at most `most`."""
    return min(most, max((max(0, -int(one.normalize().as_tuple().exponent)) for one in amounts), default=0))
