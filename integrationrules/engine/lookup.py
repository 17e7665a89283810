"""Dated parameters: the value that holds on a day, or on some day between two."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from integrationrules.dates import LAST_DAY, DayArray, day_number
from integrationrules.rulebook.model import Parameter
from integrationrules.rulebook.parameters import MOST, band
from integrationrules.verdict import ABSENT, FALSE, INFINITE, TRUE, BoolArray, Bounds, IntArray, Truths

__all__ = ["Dated", "Keyed", "Tables", "parameter"]

_HOLE = Bounds(np.array([[-INFINITE]]), np.array([[INFINITE]]))


class Dated:
    """A parameter's values (of one key) over time, as pieces between days of change: an amount, none, or a hole."""

    def __init__(self, found: Parameter, key: str | None = None) -> None:
        self._days, self._amounts, self._holes, self._nones = [-INFINITE], [0], [True], [False]
        for value in found.values:
            amount = dict(value.value).get(key or "") if isinstance(value.value, tuple) else value.value
            self._add(day_number(value.start), amount or 0, False, amount is None)
            self._add(LAST_DAY if value.end is None else day_number(value.end), 0, True, False)

    def _add(self, day: int, amount: int, hole: bool, none: bool) -> None:
        if day == self._days[-1]:
            del self._days[-1], self._amounts[-1], self._holes[-1], self._nones[-1]
        self._days.append(day)
        self._amounts.append(amount)
        self._holes.append(hole)
        self._nones.append(none)

    @cached_property
    def _alone(self) -> list[Bounds]:
        """The value in each piece."""
        return [_HOLE if hole else ABSENT if none else Bounds.cell(amount, amount)
                for amount, hole, none in zip(self._amounts, self._holes, self._nones, strict=True)]

    @cached_property
    def _among(self) -> tuple[IntArray, IntArray, BoolArray, BoolArray]:
        """Least, greatest, surely none and possibly none, for a first piece (rows) and a last (columns) that it may be."""
        count = len(self._days)
        least, greatest = np.full((count, count), -INFINITE), np.full((count, count), INFINITE)
        sure, possible = np.zeros((count, count), dtype=np.bool_), np.zeros((count, count), dtype=np.bool_)
        for first in range(count):
            for last in range(first, count):
                inside = range(first, last + 1)
                amounts = [self._amounts[place] for place in inside if not self._holes[place] and not self._nones[place]]
                hole = any(self._holes[first:last + 1])
                possible[first, last] = any(self._nones[first:last + 1])
                sure[first, last] = not hole and not amounts
                if amounts and not hole:
                    least[first, last], greatest[first, last] = min(amounts), max(amounts)
        return least.ravel(), greatest.ravel(), sure.ravel(), possible.ravel()

    def on(self, day: Bounds) -> Bounds:
        """The value on each day; a hole is unknown, `none` is absent, a day known within bounds gives bounds."""
        if day.absent is TRUE:
            return ABSENT
        if (sides := day.sides) and (place := bisect_right(self._days, sides[0])) == bisect_right(self._days, sides[1]):
            piece = self._alone[place - 1]
            return piece if day.absent is FALSE else Bounds(piece.least, piece.greatest, piece.absent | day.absent)
        first = self._piece(day.least)
        places = first * len(self._days) + (first if day.is_exact else self._piece(day.greatest))
        least, greatest, sure, possible = (table[places] for table in self._among)
        if day.is_exact and not possible.any() and np.array_equal(least, greatest):
            return Bounds(least, least, day.absent)
        return Bounds(least, greatest, Truths(sure, possible) | day.absent if possible.any() else day.absent)

    def _piece(self, days: DayArray) -> IntArray:
        # There are few days of change: comparing with each of them takes less than a search.
        found: IntArray = np.zeros(days.shape, dtype=np.int64)
        for change in self._days[1:]:
            found += days >= change
        return found


class Keyed:
    """A parameter's values by key (`by` is a position in `words`) or by band (`by` is a number)."""

    def __init__(self, found: Parameter, words: Sequence[str]) -> None:
        names = dict.fromkeys(name for value in found.values if isinstance(value.value, tuple) for name, _ in value.value)
        self.banded = found.banded
        self.parts = [(*(band(name) if found.banded else (words.index(name),) * 2), Dated(found, name)) for name in names if found.banded or name in words]

    def on(self, day: Bounds, by: Bounds) -> Bounds:
        """The amount on each day; a number outside every band, or a word without an amount, has none."""
        if by.absent is TRUE or day.absent is TRUE:
            return ABSENT
        if self.banded:
            by = Bounds(np.minimum(by.least, MOST), np.minimum(by.greatest, MOST), by.absent).settled()
        if (sides := by.sides) and sides[0] == sides[1]:
            value = next((dated.on(day) for low, high, dated in self.parts if low <= sides[0] <= high), ABSENT)
            return value if by.absent is FALSE else Bounds(value.least, value.greatest, value.absent | by.absent)
        return self._among(day, by)

    def _among(self, day: Bounds, by: Bounds) -> Bounds:
        shape = np.broadcast_shapes(day.least.shape, by.least.shape)
        least, greatest = np.full(shape, INFINITE, dtype=np.int64), np.full(shape, -INFINITE, dtype=np.int64)
        surely_none, possibly_none = np.ones(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
        covered = np.zeros(shape, dtype=np.int64)
        for low, high, dated in self.parts:
            amount = dated.on(day)
            inside = (by.least <= high) & (low <= by.greatest)
            covered += np.where(inside, np.minimum(by.greatest, high) - np.maximum(by.least, low) + 1, 0)
            some = inside & ~amount.absent.sure
            least = np.where(some, np.minimum(least, amount.least), least)
            greatest = np.where(some, np.maximum(greatest, amount.greatest), greatest)
            surely_none &= ~some
            possibly_none |= inside & amount.absent.possible
        possibly_none |= covered < by.greatest - by.least + 1
        none = Truths(surely_none, possibly_none | surely_none)
        if not none.possible.any() and by.absent is FALSE and day.absent is FALSE:
            return Bounds(least, least if (least == greatest).all() else greatest)
        least, greatest = np.where(surely_none, -INFINITE, least), np.where(surely_none, INFINITE, greatest)
        return Bounds(least, greatest, none | by.absent | day.absent)


def parameter(found: Parameter, day: Bounds, key: str | None = None) -> Bounds:
    """The parameter's value (of a key) on each day."""
    return Dated(found, key).on(day)


class Tables:
    """The parameters of a rulebook, made ready as they are first read."""

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self._parameters = parameters
        self._dated: dict[str, Dated] = {}
        self._keyed: dict[tuple[str, Sequence[str]], Keyed] = {}

    def dated(self, id: str) -> Dated:
        """A parameter with one value a day."""
        found = self._dated.get(id)
        if found is None:
            found = self._dated[id] = Dated(self._parameters[id])
        return found

    def keyed(self, id: str, words: tuple[str, ...]) -> Keyed:
        """A parameter with a value for each key or band."""
        found = self._keyed.get((id, words))
        if found is None:
            found = self._keyed[id, words] = Keyed(self._parameters[id], words)
        return found
