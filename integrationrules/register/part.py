"""What counting some rows of a register gave; parts add up, in any order, to the whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .noticed import Reason

__all__ = ["Part"]


@dataclass(frozen=True, slots=True)
class Part:
    """Numbers of people and of rows; `places` are those of the people file who had a row."""

    tally: NDArray[np.int64]
    """By period, group and combination of outcomes (`counts.OUTCOMES`); after these, where it was asked, who is counted otherwise
    under any other option, and under each."""
    places: NDArray[np.int64]
    rows: int = 0
    strangers: int = 0
    """Rows whose person the people file does not have."""
    other_zeros: int = 0
    """Those of them who would be found with other zeros in front."""
    unlisted: Counter[str] = field(default_factory=Counter)
    """Weeks by code that is not listed."""
    noticed: Counter[Reason] = field(default_factory=Counter)
    """What was odd, by reason."""
