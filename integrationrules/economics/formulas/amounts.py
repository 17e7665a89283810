"""Amounts along named axes: NumPy arrays that know which of their dimensions is which, and what they lack."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

__all__ = ["Amounts", "aligned", "combined", "known", "product"]

Array = npt.NDArray[np.float64]
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Amounts:
    """Values for each member of the axes, in their order; with a dimension of draws in front where `drawn`.

    NaN is unknown; `lacks` names what would be needed to know it.
    """

    values: Array
    axes: tuple[str, ...] = ()
    drawn: bool = False
    lacks: frozenset[str] = _NOTHING


def aligned(parts: Sequence[Amounts], axes: tuple[str, ...]) -> list[Array]:
    """The values of each part with a dimension for every axis, so that they broadcast."""
    drawn = any(part.drawn for part in parts)
    return [_spread(part, axes, drawn) for part in parts]


def combined(function: Callable[..., Array], parts: Sequence[Amounts], axes: tuple[str, ...]) -> Amounts:
    """A function of values that belong together."""
    lacks = frozenset[str]().union(*(part.lacks for part in parts))
    return known(Amounts(function(*aligned(parts, axes)), axes, any(part.drawn for part in parts), lacks))


def known(amounts: Amounts) -> Amounts:
    """The same, lacking nothing where nothing of it is unknown: what nobody is offered needs no effect."""
    return replace(amounts, lacks=_NOTHING) if amounts.lacks and not np.isnan(amounts.values).any() else amounts


def product(left: Amounts, right: Amounts, axes: tuple[str, ...]) -> Amounts:
    """Nothing times an unknown amount is nothing."""
    if not (left.lacks or right.lacks):
        return combined(np.multiply, (left, right), axes)
    return combined(_known_product, (left, right), axes)


def _known_product(left: Array, right: Array) -> Array:
    return np.where((left == 0) | (right == 0), 0.0, left * right)


def _spread(part: Amounts, axes: tuple[str, ...], drawn: bool) -> Array:
    values = part.values
    if part.axes == axes:
        return values[np.newaxis] if drawn and not part.drawn and axes else values
    at = 1 if part.drawn else 0
    sizes = iter(values.shape[at:])
    shape = [next(sizes) if axis in part.axes else 1 for axis in axes]
    front = list(values.shape[:1]) if part.drawn else [1] if drawn else []
    return values.reshape(front + shape)
