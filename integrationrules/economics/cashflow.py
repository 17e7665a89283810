"""Yearly amounts: cumulative, present value, internal rate of return, payback and ratios.

Every function takes one row of exact amounts (a sequence of `Decimal`) or an array of floats whose last axis is the years, for example a row
for each draw. Positive is a gain, negative a cost. The first year has index 0 and is not discounted; amounts fall at the end of their year's
index, and within a year they are spread evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from itertools import accumulate
from typing import overload

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "FloatArray",
    "Payback",
    "benefit_cost",
    "cumulative",
    "internal_rate",
    "payback",
    "payback_range",
    "payback_years",
    "present_value",
    "savings_to_investment",
    "sign_changes",
]

FloatArray = NDArray[np.float64]

_HALVINGS = 64
"""Brings a bracket of a few hundred down to what floats tell apart."""


@dataclass(frozen=True, slots=True, order=True)
class Payback:
    """When what was paid has come back for good: the year's index and the month of it (1-12)."""

    year: int
    month: int


@overload
def cumulative(amounts: Sequence[Decimal]) -> list[Decimal]: ...
@overload
def cumulative(amounts: FloatArray) -> FloatArray: ...
def cumulative(amounts: Sequence[Decimal] | FloatArray) -> list[Decimal] | FloatArray:
    """The sum to the end of each year.

    >>> cumulative([Decimal(-3), Decimal(1), Decimal(4)])
    [Decimal('-3'), Decimal('-2'), Decimal('2')]
    """
    if isinstance(amounts, np.ndarray):
        return np.cumsum(amounts, axis=-1)
    return list(accumulate(amounts))


@overload
def present_value(amounts: Sequence[Decimal], rate: Decimal) -> Decimal: ...
@overload
def present_value(amounts: FloatArray, rate: float) -> FloatArray: ...
def present_value(amounts: Sequence[Decimal] | FloatArray, rate: Decimal | float) -> Decimal | FloatArray:
    """The amounts' value in the first year, at a yearly rate (0.04 for 4 %); the first year has index 0 and counts in full.

    >>> present_value([Decimal(-100), Decimal(104)], Decimal("0.04"))
    Decimal('0')
    """
    if rate <= -1:
        raise ValueError(f"a rate of {rate} has no present value: it must be above -1")
    if isinstance(amounts, np.ndarray):
        return np.asarray(amounts @ (1.0 + float(rate)) ** -np.arange(amounts.shape[-1], dtype=np.float64))
    growth = 1 + Decimal(rate)
    return sum((amount / growth**index for index, amount in enumerate(amounts)), Decimal(0))


@overload
def sign_changes(amounts: Sequence[Decimal]) -> int: ...
@overload
def sign_changes(amounts: FloatArray) -> NDArray[np.int64]: ...
def sign_changes(amounts: Sequence[Decimal] | FloatArray) -> int | NDArray[np.int64]:
    """How often the sign changes from one year that is not zero to the next.

    >>> sign_changes([Decimal(-3), Decimal(0), Decimal(4), Decimal(-1)])
    2
    """
    signs = np.sign(amounts if isinstance(amounts, np.ndarray) else np.array(amounts, dtype=np.float64))
    # A zero takes the sign of the year before it; leading zeros have none and change nothing.
    last = np.maximum.accumulate(np.where(signs != 0, np.arange(signs.shape[-1]), 0), axis=-1)
    carried = np.take_along_axis(signs, last, axis=-1)
    changes = (carried[..., 1:] * carried[..., :-1] < 0).sum(axis=-1)
    return np.asarray(changes, dtype=np.int64) if isinstance(amounts, np.ndarray) else int(changes)


@overload
def internal_rate(amounts: Sequence[Decimal]) -> Decimal | None: ...
@overload
def internal_rate(amounts: FloatArray) -> FloatArray: ...
def internal_rate(amounts: Sequence[Decimal] | FloatArray) -> Decimal | FloatArray | None:
    """The rate at which the present value is zero; None or NaN unless the sign changes exactly once: only then is there one such rate.

    >>> round(internal_rate([Decimal(-100), Decimal(104)]), 9)
    Decimal('0.040000000')
    >>> internal_rate([Decimal(-100), Decimal(230), Decimal(-132)])
    """
    flows = np.array(amounts, dtype=np.float64)
    answered = np.asarray(sign_changes(flows) == 1)
    rows = flows[answered].reshape(-1, flows.shape[-1])
    found = np.full(answered.shape, np.nan)
    if rows.size:
        found[answered] = np.expm1(-_log_factor(rows))
    if isinstance(amounts, np.ndarray):
        return found
    return Decimal(str(found)) if answered else None


def _log_factor(rows: FloatArray) -> FloatArray:
    """The logarithm of the yearly factor 1 / (1 + rate) at which each row sums to zero: by halving, between bounds that hold every root."""
    size = np.abs(rows)
    smallest = np.where(size > 0, size, np.inf).min(axis=-1)
    high = np.log1p(size.max(axis=-1) / smallest)        # Cauchy's bound on the roots of a polynomial, and of its reverse
    low = -high
    years = np.arange(rows.shape[-1], dtype=np.float64)
    last = np.take_along_axis(rows, (rows.shape[-1] - 1 - (rows[..., ::-1] != 0).argmax(axis=-1))[..., None], axis=-1)[..., 0]
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        exponents = middle[..., None] * years
        value = (rows * np.exp(exponents - exponents.max(axis=-1, keepdims=True))).sum(axis=-1)
        above = value * np.sign(last) > 0                # the later years outweigh the earlier ones
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return np.asarray((low + high) / 2)


def payback(sums: Sequence[Decimal]) -> Payback | None:
    """When the cumulative net reaches zero and never falls below it again within these years; None if it does not.

    Nothing ever owed is paid back in the first month.

    >>> payback([Decimal(-6), Decimal(6), Decimal(18)])
    Payback(year=1, month=6)
    """
    owed = [index for index, total in enumerate(sums) if total < 0]
    if not owed:
        return Payback(0, 1) if sums else None
    year = owed[-1] + 1
    if year == len(sums):
        return None
    before, after = sums[year - 1], sums[year]
    return Payback(year, int((12 * -before / (after - before)).to_integral_value(ROUND_CEILING)))


def payback_range(low: Sequence[Decimal], high: Sequence[Decimal]) -> tuple[Payback | None, Payback | None]:
    """The earliest and the latest payback if the cumulative net of each year lies between `low` and `high`; None is never."""
    return payback(high), payback(low)


def payback_years(sums: FloatArray) -> FloatArray:
    """`payback` in years from the first year's beginning, for arrays: 1.5 is the middle of the second year; NaN is never."""
    years = sums.shape[-1]
    owed = sums < 0
    last = np.where(owed.any(axis=-1), years - 1 - owed[..., ::-1].argmax(axis=-1), -1)
    before = np.take_along_axis(sums, np.maximum(last, 0)[..., None], axis=-1)[..., 0]
    after = np.take_along_axis(sums, np.minimum(last + 1, years - 1)[..., None], axis=-1)[..., 0]
    back = (last >= 0) & (last < years - 1)
    share = np.where(back, -before / np.where(back, after - before, 1.0), 0.0)
    return np.where(last == years - 1, np.nan, last + 1 + share)


@overload
def benefit_cost(gains: Sequence[Decimal], costs: Sequence[Decimal], rate: Decimal = ...) -> Decimal | None: ...
@overload
def benefit_cost(gains: FloatArray, costs: FloatArray, rate: float = ...) -> FloatArray: ...
def benefit_cost(
    gains: Sequence[Decimal] | FloatArray, costs: Sequence[Decimal] | FloatArray, rate: Decimal | float = Decimal(0),
) -> Decimal | FloatArray | None:
    """All gains for each krone of cost, both positive, by present values at `rate` (undiscounted at 0); None or NaN without cost.

    >>> benefit_cost([Decimal(0), Decimal(6)], [Decimal(4), Decimal(0)])
    Decimal('1.5')
    """
    if isinstance(gains, np.ndarray) and isinstance(costs, np.ndarray):
        above, below = present_value(gains, float(rate)), present_value(costs, float(rate))
        return np.where(below > 0, above / np.where(below > 0, below, 1.0), np.nan)
    assert not isinstance(gains, np.ndarray)
    assert not isinstance(costs, np.ndarray)
    paid = present_value(costs, Decimal(rate))
    return present_value(gains, Decimal(rate)) / paid if paid > 0 else None


@overload
def savings_to_investment(
    savings: Sequence[Decimal], running: Sequence[Decimal], investment: Sequence[Decimal], rate: Decimal = ...,
) -> Decimal | None: ...
@overload
def savings_to_investment(savings: FloatArray, running: FloatArray, investment: FloatArray, rate: float = ...) -> FloatArray: ...
def savings_to_investment(
    savings: Sequence[Decimal] | FloatArray, running: Sequence[Decimal] | FloatArray, investment: Sequence[Decimal] | FloatArray,
    rate: Decimal | float = Decimal(0),
) -> Decimal | FloatArray | None:
    """Savings less what it costs to keep the effort running, for each krone invested: the running cost lowers the saving, not the ratio's base."""
    if isinstance(savings, np.ndarray) and isinstance(running, np.ndarray) and isinstance(investment, np.ndarray):
        return benefit_cost(savings - running, investment, float(rate))
    assert not isinstance(investment, np.ndarray)
    return benefit_cost([saved - spent for saved, spent in zip(savings, running, strict=True)], investment, Decimal(rate))
