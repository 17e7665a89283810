"""What is asked of measures over flat spells, and what an answer is: who is a member, and who of those that may be achieves it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from integrationrules.dates import Quarter

from .bonus_population import ON

__all__ = ["NO", "PERIODS", "UNKNOWN", "YES", "Answers", "comparable"]

NO, YES, UNKNOWN = 0, 1, 2

_QUARTERS = tuple(Quarter(2018, number) for number in (1, 2, 3, 4))
PERIODS: Mapping[str, tuple[Quarter, ...] | tuple[date, ...]] = {"objective_1": _QUARTERS, "first_years": (ON,), "share_in_work": _QUARTERS}
"""By measure: quarters of 13 weeks each; the first years of all who have had them by the last day; calendar quarters."""

Answers = NDArray[np.uint8]


def comparable(answers: Any) -> Answers:
    """Rows of membership, one a period, then as many of the outcome; one column a citizen.

    A query has a row for each period, numbered from 1, and who may be a member of it. Of others nobody asks the outcome.
    """
    if isinstance(answers, dict):
        found = np.zeros((2, *answers["shape"]), dtype=np.uint8)
        place = answers["period"] - 1, answers["citizen"]
        found[0][place], found[1][place] = answers["member"], answers["outcome"]
    else:
        found = np.stack(answers)
    found[1][found[0] == NO] = NO
    return found.reshape(-1, found.shape[-1])
