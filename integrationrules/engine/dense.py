"""Register weeks: dense columns of codes turned into bit masks, eight weeks at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from integrationrules.dates import DayArray
from integrationrules.timeline.batch import WeekColumns
from integrationrules.verdict import BoolArray

from .weeks import Period, WeekSet

__all__ = ["NOT_OBSERVED", "DenseWeeks"]

NOT_OBSERVED = 255
_PLANES = 8


class DenseWeeks:
    """Week sets over register codes, all conditions of a plan together.

    Every code becomes a byte with one bit a condition; an 8 x 8 bit transposition then turns eight weeks of
    such bytes into one byte of weeks for each condition, eight citizens to a machine word.
    """

    def __init__(self, columns: WeekColumns, conditions: Sequence[tuple[BoolArray, BoolArray]]) -> None:
        """`conditions` are (surely, possibly) for each label of the register's list of codes."""
        self.columns = columns
        labels = len(columns.labels)
        open_labels = np.zeros(256, dtype=np.bool_)
        open_labels[NOT_OBSERVED] = True
        self.sure: list[BoolArray] = []
        self.index: list[int] = []
        for sure, possible in conditions:
            table = np.zeros(256, dtype=np.bool_)
            table[:labels] = sure
            open_labels[:labels] |= possible & ~sure
            known = next((place for place, other in enumerate(self.sure) if np.array_equal(other, table)), None)
            self.index.append(len(self.sure) if known is None else known)
            if known is None:
                self.sure.append(table)
        self.tables = [*self.sure, open_labels]

    def sets(self, period: Period, last_day: DayArray) -> list[WeekSet]:
        """One week set a condition, rows as in `period`; a week whose Monday is after `last_day` is unknown."""
        planes = np.zeros((len(self.tables), len(period.weeks), self.columns.codes.shape[1]), dtype=np.uint16)
        for place in range(0, len(self.tables), _PLANES):
            self._fill(planes[place:place + _PLANES], self.tables[place:place + _PLANES], period, last_day)
        unknown = planes[-1]
        any_unknown = bool(unknown.any())
        found: list[WeekSet] = []
        for index in self.index:
            certain = planes[index]
            if any_unknown:
                certain = certain & ~unknown
                found.append(WeekSet(certain, certain | unknown))
            else:
                found.append(WeekSet(certain, certain))
        return found

    def _fill(self, planes: NDArray[np.uint16], tables: list[BoolArray], period: Period, last_day: DayArray) -> None:
        lookup = bytearray(256)
        for bit, table in enumerate(tables):
            for label in np.flatnonzero(table):
                lookup[label] |= 1 << bit
        translate = bytes(lookup)
        unseen = lookup[NOT_OBSERVED]
        codes = self.columns.codes
        citizens = codes.shape[1]
        padded = -(-citizens // 8) * 8
        weeks_held = codes.shape[0]
        block = np.zeros((8, padded), dtype=np.uint8)
        words = block.view(np.uint64)
        for row in range(len(period.weeks)):
            offset = (int(period.first_monday[row, 0]) - self.columns.first_monday) // 7
            horizon = (int(last_day[row, 0]) - self.columns.first_monday) // 7
            for half in range(0, int(period.weeks[row, 0]), 8):
                count = min(8, int(period.weeks[row, 0]) - half)
                first = offset + half
                seen = max(0, min(count, weeks_held - first, horizon + 1 - first))
                if first < 0:
                    seen = 0 if first + count <= 0 else seen
                block[:] = 0
                low = max(0, -first)
                if seen > low:
                    flags = codes[first + low:first + seen].tobytes().translate(translate)
                    block[low:seen, :citizens] = np.frombuffer(flags, dtype=np.uint8).reshape(seen - low, citizens)
                block[:low, :citizens] = unseen
                block[max(seen, low):count, :citizens] = unseen
                _transpose(words)
                for bit in range(len(tables)):
                    if half == 0:
                        planes[bit, row] = block[bit, :citizens]
                    else:
                        planes[bit, row] |= block[bit, :citizens].astype(np.uint16) << 8


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


