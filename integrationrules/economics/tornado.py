"""One input at a time: what it moves when it goes from low to high and all others stay likely."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .spread import Spread

__all__ = ["Bar", "likely", "tornado"]


@dataclass(frozen=True, slots=True)
class Bar:
    """The output with one input at its low and at its high value."""

    name: str
    low: Decimal
    high: Decimal
    at_low: Decimal
    at_high: Decimal

    @property
    def width(self) -> Decimal:
        """How much the input moves the output."""
        return abs(self.at_high - self.at_low)

    @property
    def worst(self) -> Decimal:
        """The end of the input that gives the lower output."""
        return self.low if self.at_low <= self.at_high else self.high

    @property
    def best(self) -> Decimal:
        """The end of the input that gives the higher output."""
        return self.high if self.at_low <= self.at_high else self.low


def likely(spreads: Mapping[str, Spread]) -> dict[str, Decimal]:
    """Every input at its likely value."""
    return {name: spread.likely for name, spread in spreads.items()}


def tornado(function: Callable[[Mapping[str, Decimal]], Decimal], spreads: Mapping[str, Spread]) -> tuple[Bar, ...]:
    """A bar for each input with a spread, the widest first; equally wide ones by name.

    >>> from integrationrules.economics.spread import Triangular
    >>> jobs = Triangular(Decimal(5), Decimal(10), Decimal(12))
    >>> [str(bar.width) for bar in tornado(lambda inputs: inputs["jobs"] * 3, {"jobs": jobs})]
    ['21']
    """
    middle = likely(spreads)
    bars = [
        Bar(name, spread.low, spread.high, function({**middle, name: spread.low}), function({**middle, name: spread.high}))
        for name, spread in spreads.items() if spread.low != spread.high
    ]
    return tuple(sorted(bars, key=lambda bar: (-bar.width, bar.name)))
