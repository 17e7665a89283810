"""What an analyst would write: two lookup tables, then sums of whole rows, three-valued."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .population import CODES, NOT_OBSERVED, QUARTERS, flags, starts

__all__ = ["from_codes", "from_flags"]

NEEDED = 5


def from_codes(codes: NDArray[np.uint8]) -> Callable[[], NDArray[np.uint8]]:
    """From register codes."""
    free = np.zeros(256, dtype=np.uint8)
    free[[CODES.index(""), CODES.index("652")]] = 1
    maybe = free.copy()
    maybe[[CODES.index("997"), NOT_OBSERVED]] = 1
    return lambda: _answers(codes.shape[1], lambda weeks: (free[codes[weeks]], maybe[codes[weeks]]))


def from_flags(codes: NDArray[np.uint8]) -> Callable[[], NDArray[np.uint8]]:
    """From two flags a week, made beforehand: free of benefit, and known."""
    free, known = flags(codes)
    return lambda: _answers(free.shape[1], lambda weeks: (free[weeks] & known[weeks], free[weeks] | (known[weeks] ^ np.uint8(1))))


def _answers(citizens: int, read: Callable[[slice], tuple[NDArray[np.uint8], NDArray[np.uint8]]]) -> NDArray[np.uint8]:
    found = np.empty((len(QUARTERS), citizens), dtype=np.uint8)
    for place, (first, weeks) in enumerate(starts()):
        certain, possible = read(slice(first, first + weeks))
        met = certain.sum(axis=0, dtype=np.uint8) >= NEEDED
        open_ = possible.sum(axis=0, dtype=np.uint8) >= NEEDED
        found[place] = np.where(met, 1, np.where(open_, 2, 0))
    return found
