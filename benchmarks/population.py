"""An invented register: weekly codes as DREAM holds them, in spells, with holes."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

__all__ = ["CODES", "FIRST_MONDAY", "NOT_OBSERVED", "QUARTERS", "WEEKS", "flags", "register", "starts"]

WEEKS = 156
QUARTERS = tuple((2021 + place // 4, place % 4 + 1) for place in range(12))
"""2021 to 2023: three years of 52 weeks."""
FIRST_MONDAY = date(2021, 1, 4)
_WEEKS_BY_QUARTER = (12, 13, 14, 13, 13, 13, 13, 13, 13, 13, 13, 13)
CODES = ("", "700", "651", "111", "130", "652", "661", "705", "881", "997")
"""Blank, integration benefit, SU, unemployment, cash assistance, SU without payment, adult study, wage subsidy, leave, abroad."""
NOT_OBSERVED = 255

_SHARES = np.array([0.42, 0.22, 0.08, 0.06, 0.10, 0.02, 0.01, 0.03, 0.03, 0.03])
_STAYS = 0.93
_HOLES = 0.03


def register(citizens: int, seed: int = 1) -> NDArray[np.uint8]:
    """Codes as places in `CODES`, one row a week and one column a citizen; 255 where a week was not observed."""
    random = np.random.default_rng(seed)
    thresholds = np.cumsum(_SHARES)

    def drawn() -> NDArray[np.uint8]:
        return np.searchsorted(thresholds[:-1], random.random(citizens, dtype=np.float32)).astype(np.uint8)

    codes = np.empty((WEEKS, citizens), dtype=np.uint8)
    state = drawn()
    for week in range(WEEKS):
        changes = random.random(citizens, dtype=np.float32) >= _STAYS
        state = np.where(changes, drawn(), state)
        codes[week] = state
        codes[week, random.random(citizens, dtype=np.float32) < _HOLES] = NOT_OBSERVED
    return codes


def flags(codes: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Whether each week is free of benefit and whether that is known, as 0 and 1; a week abroad is not known to be free."""
    free = (codes == CODES.index("")) | (codes == CODES.index("652"))
    known = (codes != CODES.index("997")) & (codes != NOT_OBSERVED)
    return free.view(np.uint8), known.view(np.uint8)


def starts() -> list[tuple[int, int]]:
    """First row and number of weeks of each quarter; a week belongs to the quarter of its Thursday."""
    return [(sum(_WEEKS_BY_QUARTER[:place]), weeks) for place, weeks in enumerate(_WEEKS_BY_QUARTER)]
