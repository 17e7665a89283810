"""Many draws of named inputs from one seed, and what they give.

Each input has a stream of random numbers of its own, made from the seed and the input's name: one input more, or another order, changes no
draw of the others. The same seed gives the same bytes with the same version of NumPy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from .cashflow import FloatArray
from .spread import Spread

__all__ = ["QUANTILES", "Draws", "drawn", "drawn_outputs", "quantiles", "share"]

QUANTILES = (0.1, 0.5, 0.9)
"""P10, P50 and P90."""


@dataclass(frozen=True, slots=True)
class Draws:
    """Inputs as drawn, and the outputs they give; the first axis is the draws."""

    seed: int
    count: int
    inputs: Mapping[str, FloatArray]
    outputs: Mapping[str, FloatArray]


def drawn(spreads: Mapping[str, Spread], count: int, seed: int) -> dict[str, FloatArray]:
    """So many values of each input; `count` at least 1 and `seed` not negative."""
    if count < 1 or seed < 0:
        raise ValueError("at least one draw, and a seed that is not negative")
    return {name: spread.draw(_stream(seed, name), count) for name, spread in spreads.items()}


def drawn_outputs(
    function: Callable[[Mapping[str, FloatArray]], Mapping[str, FloatArray]], spreads: Mapping[str, Spread], count: int, seed: int,
) -> Draws:
    """What a function of the inputs gives for every draw: it is called once, with arrays."""
    inputs = drawn(spreads, count, seed)
    return Draws(seed, count, inputs, function(inputs))


def quantiles(values: FloatArray) -> tuple[float, ...]:
    """P10, P50 and P90 of the draws.

    >>> quantiles(np.arange(11.0))
    (1.0, 5.0, 9.0)
    """
    return tuple(float(found) for found in np.quantile(values, QUANTILES))


def share(holds: NDArray[np.bool_]) -> float:
    """The share of draws in which something holds."""
    return float(np.count_nonzero(holds)) / holds.size


def _stream(seed: int, name: str) -> np.random.Generator:
    words = np.frombuffer(sha256(name.encode()).digest(), dtype="<u4")
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *(int(word) for word in words)])))
