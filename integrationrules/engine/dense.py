"""Register weeks: dense columns of codes turned into bit masks, eight weeks at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from integrationrules.dates import DayArray
from integrationrules.timeline.batch import WeekColumns
from integrationrules.verdict import BoolArray

from .weeks import Mask, Period, WeekSet

__all__ = ["NOT_OBSERVED", "DenseWeeks", "looked_up"]

NOT_OBSERVED = 255
_PLANES = 8
_LARGE = 31 << 20


class DenseWeeks:
    """Week sets over register codes, all conditions of a plan together.

    Every code becomes a byte with one bit a condition; an 8 x 8 bit transposition then turns eight weeks of
    such bytes into one byte of weeks for each condition, eight citizens to a machine word.
    """

    def __init__(self, columns: WeekColumns, conditions: Sequence[tuple[BoolArray, BoolArray]]) -> None:
        """`conditions` are (surely, possibly) for each label of the register's list of codes."""
        self.columns = columns
        labels = len(columns.labels)
        self.tables: list[BoolArray] = []
        """Different sets of codes, each with its own mask of weeks; most conditions leave the same codes open."""
        self.places: list[tuple[int, int]] = []
        """For each condition the set of codes that surely match, and the set that is left open."""
        for sure, possible in conditions:
            certain, open_ = np.zeros(256, dtype=np.bool_), np.zeros(256, dtype=np.bool_)
            certain[:labels] = sure
            open_[:labels] = possible & ~sure
            open_[NOT_OBSERVED] = True
            self.places.append((self._place(certain), self._place(open_)))

    def _place(self, table: BoolArray) -> int:
        for place, other in enumerate(self.tables):
            if np.array_equal(other, table):
                return place
        self.tables.append(table)
        return len(self.tables) - 1

    def sets(self, period: Period, last_day: DayArray) -> list[WeekSet]:
        """One week set a condition, rows as in `period`; a week whose Monday is after `last_day` is unknown."""
        _keep_freed_memory()
        planes = np.empty((len(self.tables), len(period.weeks), self.columns.codes.shape[1]), dtype=np.uint16)
        for place in range(0, len(self.tables), _PLANES):
            self._fill(planes[place:place + _PLANES], self.tables[place:place + _PLANES], period, last_day)
        if last_day.shape[1] > 1:
            self._cut(planes, period, last_day)
        found: dict[tuple[int, int], WeekSet] = {}
        for certain, open_ in self.places:
            if (certain, open_) not in found:
                found[certain, open_] = _week_set(planes[certain], planes[open_])
        return [found[places] for places in self.places]

    def _cut(self, planes: NDArray[np.uint16], period: Period, last_day: DayArray) -> None:
        """Weeks after a citizen's own last day are unknown."""
        weeks = np.minimum(np.maximum((last_day - period.first_monday) // 7 + 1, 0), period.weeks)
        seen = ((np.int64(1) << weeks) - 1).astype(np.uint16)
        for certain in {certain for certain, _ in self.places}:
            planes[certain] &= seen
        for open_ in {open_ for _, open_ in self.places}:
            planes[open_] |= period.full & ~seen

    def _fill(self, planes: NDArray[np.uint16], tables: list[BoolArray], period: Period, last_day: DayArray) -> None:
        lookup = np.zeros(256, dtype=np.uint8)
        for bit, table in enumerate(tables):
            lookup |= table.astype(np.uint8) << np.uint8(bit)
        unseen = lookup[NOT_OBSERVED]
        codes = self.columns.codes
        citizens = codes.shape[1]
        weeks_held = codes.shape[0]
        # Weeks 0-7 and 8-15 of a row, one byte a condition and citizen.
        halves = np.empty((2, _PLANES, -(-citizens // 8) * 8), dtype=np.uint8)
        for row in range(len(period.weeks)):
            offset = (int(period.first_monday[row, 0]) - self.columns.first_monday) // 7
            held = min(weeks_held, (int(last_day[row].max()) - self.columns.first_monday) // 7 + 1)
            for half, block in enumerate(halves):
                count = max(0, min(8, int(period.weeks[row, 0]) - 8 * half))
                first = offset + 8 * half
                low, high = min(max(-first, 0), count), max(min(held - first, count), 0)
                block[count:] = 0
                block[:count] = unseen
                if low < high:
                    block[low:high, :citizens] = looked_up(codes[first + low:first + high], lookup)
                _transpose(block.view(np.uint64))
            np.left_shift(halves[1, :len(tables), :citizens], 8, out=planes[:, row], dtype=np.uint16)
            planes[:, row] |= halves[0, :len(tables), :citizens]


def looked_up(codes: NDArray[np.uint8], table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What a table of 256 says of each code; the method of bytes takes half as long as an index array."""
    return np.frombuffer(codes.tobytes().translate(table.tobytes()), dtype=np.uint8).reshape(codes.shape)


def _keep_freed_memory() -> None:
    # The GNU C library gives freed memory back to the system at once until it has seen a large block come and go; every
    # intermediate array of every batch is then paged in anew, which takes as long as all the computing. The block is
    # never touched, so it costs nothing itself.
    np.empty(_LARGE, dtype=np.uint8)


def _week_set(certain: Mask, open_: Mask) -> WeekSet:
    return WeekSet(certain, certain | open_ if open_.any() else certain)


def _transpose(words: NDArray[np.uint64]) -> None:
    """Transposes the 8 x 8 bit matrix that each byte column of the eight rows forms, in place."""
    for shift, mask in ((4, 0x0F0F0F0F0F0F0F0F), (2, 0x3333333333333333), (1, 0x5555555555555555)):
        keep = np.uint64(mask)
        for low in range(8):
            if low & shift:
                continue
            high = low | shift
            swapped = ((words[low] >> np.uint64(shift)) ^ words[high]) & keep
            words[high] ^= swapped
            words[low] ^= swapped << np.uint64(shift)
