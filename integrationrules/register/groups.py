"""Groups of people: which values occur together, and who belongs where in which period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .columns import Places, dtype_of
from .problems import RegisterError

__all__ = ["MOST_GROUPS", "MUNICIPALITY", "UNKNOWN", "Group", "Grouped", "groups_of", "in_order"]

MUNICIPALITY = "municipality"
"""What may be different from period to period."""
Group = tuple[str, ...]
UNKNOWN = ""
"""The value of a group where nothing is known."""
MOST_GROUPS = 20_000
_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Grouped:
    """What people are grouped by: texts, and the place of each person's text in each period, or in one row for all periods."""

    values: Sequence[str]
    places: Places

    @classmethod
    def of(cls, periods: Sequence[tuple[Sequence[str], Places]]) -> Grouped:
        """From the texts of each period and each person's place among them."""
        different = sorted({text for texts, _ in periods for text in texts})
        if len(different) > MOST_GROUPS:
            raise RegisterError("register_by_many", limit=MOST_GROUPS)
        known = {text: place for place, text in enumerate(different)}
        return cls(different, np.stack([np.array([known[text] for text in texts], dtype=dtype_of(len(different)))[places] for texts, places in periods]))


def groups_of(columns: Sequence[Grouped], people: int, periods: int) -> tuple[tuple[Group, ...], NDArray[np.int16]]:
    """The different groups that occur, in order, and each person's place among them in each period."""
    if not columns:
        return ((),), np.broadcast_to(np.zeros(1, dtype=np.int16), (periods, people))
    rows = max(len(one.places) for one in columns)
    pieces = [(row, slice(start, start + _AT_ONCE)) for row in range(rows) for start in range(0, max(people, 1), _AT_ONCE)]
    present = np.unique(np.concatenate([_different(_numbers(columns, row, some)) for row, some in pieces]))
    if len(present) > MOST_GROUPS:
        raise RegisterError("register_by_many", limit=MOST_GROUPS)
    found = [_texts(columns, int(number)) for number in present]
    order = sorted(range(len(found)), key=lambda place: in_order(found[place]))
    ranks = np.argsort(order).astype(np.int16)
    group = np.empty((rows, people), dtype=np.int16)
    for row, some in pieces:
        group[row, some] = ranks[np.searchsorted(present, _numbers(columns, row, some))]
    return tuple(found[place] for place in order), np.broadcast_to(group, (periods, people))


def _numbers(columns: Sequence[Grouped], row: int, some: slice) -> NDArray[np.int64]:
    """One number for the places of all columns together, of some people."""
    number = np.zeros(1, dtype=np.int64)
    for one in columns:
        number = number * len(one.values) + one.places[row if len(one.places) > 1 else 0, some]
    return number


def _different(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Counting them takes a tenth of sorting them, where they are small."""
    return np.flatnonzero(np.bincount(numbers)) if numbers.max(initial=0) <= len(numbers) else np.unique(numbers)


def _texts(columns: Sequence[Grouped], number: int) -> Group:
    texts = []
    for one in reversed(columns):
        number, place = divmod(number, len(one.values))
        texts.append(one.values[place])
    return tuple(reversed(texts))


def in_order(group: Group) -> list[tuple[bool, int, str]]:
    """Numbers by size, what is not known last."""
    return [(text == UNKNOWN, int(text) if text.isascii() and text.isdecimal() else 0, text) for text in group]
