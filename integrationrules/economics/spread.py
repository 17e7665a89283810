"""How far one input may lie from its likely value.

Every spread has a low, a likely and a high value, kept as they were given (exact amounts stay exact), and a draw from a stream of random
numbers. Where low and high are the same there is nothing to draw: every draw is the likely value itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist
from typing import Protocol

import numpy as np

from .cashflow import FloatArray

__all__ = ["Normal", "Pert", "Point", "Spread", "SpreadError", "Triangular", "Uniform", "Values"]

_DEVIATIONS = 2
"""Low and high of a normal spread: about 95 % lie between them."""
_LEAST_INSIDE = 0.05
"""Of a normal spread with bounds, the share that must lie inside: below it the bounds say more than the distribution."""


class SpreadError(ValueError):
    """Values that are no spread; `message_id` names what is wrong."""

    def __init__(self, message_id: str) -> None:
        super().__init__(message_id)
        self.message_id = message_id


class Spread(Protocol):
    """What is known of one input."""

    @property
    def low(self) -> Decimal:
        """The low value."""

    @property
    def likely(self) -> Decimal:
        """The value when nothing is varied."""

    @property
    def high(self) -> Decimal:
        """The high value."""

    def draw(self, stream: np.random.Generator, count: int) -> FloatArray:
        """So many values."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value, without spread."""

    likely: Decimal

    @property
    def low(self) -> Decimal:
        """The value."""
        return self.likely

    @property
    def high(self) -> Decimal:
        """The value."""
        return self.likely

    def draw(self, stream: np.random.Generator, count: int) -> FloatArray:
        """The value, so many times."""
        return np.full(count, float(self.likely))


@dataclass(frozen=True, slots=True)
class _Between:
    """Three values in order."""

    low: Decimal
    likely: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not self.low <= self.likely <= self.high:
            raise SpreadError("spread_order")


@dataclass(frozen=True, slots=True)
class Triangular(_Between):
    """Between low and high, most often near the likely value: rises and falls along straight lines."""

    def draw(self, stream: np.random.Generator, count: int) -> FloatArray:
        """So many values between low and high."""
        if self.low == self.high:
            return Point(self.likely).draw(stream, count)
        return stream.triangular(float(self.low), float(self.likely), float(self.high), count)


@dataclass(frozen=True, slots=True)
class Pert(_Between):
    """As triangular, but rounder: the likely value weighs four times each end, so that the ends are rare."""

    def draw(self, stream: np.random.Generator, count: int) -> FloatArray:
        """So many values between low and high."""
        if self.low == self.high:
            return Point(self.likely).draw(stream, count)
        low, likely, high = float(self.low), float(self.likely), float(self.high)
        width = high - low
        share = stream.beta(1 + 4 * (likely - low) / width, 1 + 4 * (high - likely) / width, count)
        return np.clip(low + width * share, low, high)


@dataclass(frozen=True, slots=True)
class Uniform(_Between):
    """Anywhere between low and high alike; the likely value is the one used when nothing is varied."""

    def draw(self, stream: np.random.Generator, count: int) -> FloatArray:
        """So many values between low and high."""
        if self.low == self.high:
            return Point(self.likely).draw(stream, count)
        return np.clip(stream.uniform(float(self.low), float(self.high), count), float(self.low), float(self.high))


@dataclass(frozen=True, slots=True)
class Normal:
    """Around the likely value with a standard deviation; cut off at `least` and `most` where the unit has ends, as shares have at 0 and 1.

    Low and high are two standard deviations away, or the end that comes first.
    """

    likely: Decimal
    deviation: Decimal
    least: Decimal | None = None
    most: Decimal | None = None

    def __post_init__(self) -> None:
        if self.deviation < 0:
            raise SpreadError("deviation_negative")
        if (self.least is not None and self.likely < self.least) or (self.most is not None and self.likely > self.most):
            raise SpreadError("spread_order")
        if self.deviation > 0 and self._inside() < _LEAST_INSIDE:
            raise SpreadError("deviation_beyond_bounds")

    def _inside(self) -> float:
        curve = NormalDist(float(self.likely), float(self.deviation))
        below = 0.0 if self.least is None else curve.cdf(float(self.least))
        return (1.0 if self.most is None else curve.cdf(float(self.most))) - below

    @property
    def low(self) -> Decimal:
        """Two standard deviations below the likely value, or `least`."""
        found = self.likely - _DEVIATIONS * self.deviation
        return found if self.least is None else max(found, self.least)

    @property
    def high(self) -> Decimal:
        """Two standard deviations above the likely value, or `most`."""
        found = self.likely + _DEVIATIONS * self.deviation
        return found if self.most is None else min(found, self.most)

    def draw(self, stream: np.random.Generator, count: int) -> FloatArray:
        """So many values between the ends; what lies beyond them is drawn again."""
        if self.deviation == 0:
            return Point(self.likely).draw(stream, count)
        found = stream.normal(float(self.likely), float(self.deviation), count)
        least, most = (-np.inf if self.least is None else float(self.least)), (np.inf if self.most is None else float(self.most))
        while (beyond := (found < least) | (found > most)).any():
            found[beyond] = stream.normal(float(self.likely), float(self.deviation), int(beyond.sum()))
        return found


@dataclass(frozen=True, slots=True)
class Values:
    """Observed values, each as likely as the other. When nothing is varied `chosen` is used, by default the middle one (of two, the lower)."""

    values: Sequence[Decimal]
    chosen: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.values:
            raise SpreadError("no_values")

    @property
    def low(self) -> Decimal:
        """The lowest."""
        return min(self.values)

    @property
    def likely(self) -> Decimal:
        """The chosen one."""
        return self.chosen if self.chosen is not None else sorted(self.values)[(len(self.values) - 1) // 2]

    @property
    def high(self) -> Decimal:
        """The highest."""
        return max(self.values)

    def draw(self, stream: np.random.Generator, count: int) -> FloatArray:
        """So many of them, with repetition."""
        return np.array([float(value) for value in self.values])[stream.integers(0, len(self.values), count)]
