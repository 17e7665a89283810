"""Named settings of inputs: all at once at their worse ends, likely, or at their better ends; or as somebody named them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .spread import Spread
from .tornado import Bar, likely

__all__ = ["NAMES", "Scenario", "standard"]

NAMES = ("low", "middle", "high")
"""Low is the lower output, not the lower inputs: a high cost belongs to it."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A name and the value of every input in it."""

    name: str
    inputs: Mapping[str, Decimal]


def standard(spreads: Mapping[str, Spread], bars: Sequence[Bar]) -> tuple[Scenario, ...]:
    """Low, middle and high: the tornado tells which end of each input is the worse one.

    They are no bounds where the inputs weigh on each other, and all at their worse ends at once is rare: the draws say how rare.
    """
    middle = likely(spreads)
    low, high = {bar.name: bar.worst for bar in bars}, {bar.name: bar.best for bar in bars}
    return tuple(Scenario(name, {**middle, **ends}) for name, ends in zip(NAMES, (low, {}, high), strict=True))
