"""Averages of a number over the members of a population: whole sums and counts, and the bounds that what is not known leaves room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from integrationrules.verdict import BoolArray, IntArray, Truths

from .people import Group
from .periods import Period

__all__ = ["MOST", "WIDTH", "AverageCell", "Averages", "Numbers", "added_up", "joined"]

MOST = 400
"""Greatest number of a possible member that is kept as it is; a greater one may be any. Weeks of seven years."""
_SUMS = 7
_MEMBERS, _KNOWN, _SUM, _LEAST, _GREATEST, _NO_LEAST, _NO_GREATEST = range(_SUMS)     # the order in which they are added up
_STEPS = MOST + 2
"""One step for each number from 0 on, and one for what has no bound."""
WIDTH = _SUMS + 2 * _STEPS


@dataclass(frozen=True, slots=True)
class Numbers:
    """A number of each citizen and period: at least and at most; `low` and `high` where there is no such bound."""

    least: IntArray
    greatest: IntArray
    low: BoolArray
    high: BoolArray


def joined(numbers: Sequence[Numbers]) -> Numbers:
    """The periods of several, one after the other."""
    return Numbers(*(np.concatenate([getattr(one, side) for one in numbers]) for side in ("least", "greatest", "low", "high")))


@dataclass(frozen=True, slots=True)
class Averages:
    """One group in one period. Sums are of certain members of the population; possible members move the bounds alone."""

    members: int
    known: int
    """Members whose number is known."""
    total: int
    """Their sum."""
    least: int | None
    """Sum of the least each member may have; none where somebody's has no bound."""
    greatest: int | None
    """Sum of the greatest."""
    possible_least: tuple[int, ...]
    """Of the possible members: how many have 0 at least, 1, 2 and so on; the last are those without such a bound."""
    possible_greatest: tuple[int, ...]

    @property
    def possible(self) -> int:
        """People of whom it is not known whether they are members."""
        return sum(self.possible_least)

    @property
    def mean(self) -> Fraction | None:
        """Over the members whose number is known; none where there are none."""
        return Fraction(self.total, self.known) if self.known else None

    @property
    def bounds(self) -> tuple[Fraction | None, Fraction | None] | None:
        """The least and the greatest mean; none without certain members, and a side without a bound is none."""
        if not self.members:
            return None
        low = None if self.least is None or self.possible_least[-1] else _moved(self.least, self.members, self.possible_least[:-1], 1)
        high = None if self.greatest is None or self.possible_greatest[-1] else _moved(self.greatest, self.members, self.possible_greatest[:-1], -1)
        return low, high

    @classmethod
    def nothing(cls) -> Averages:
        """Of nobody."""
        return cls.of(np.zeros(WIDTH, dtype=np.int64))

    def __add__(self, other: Averages) -> Averages:
        return Averages(
            self.members + other.members, self.known + other.known, self.total + other.total, _sum(self.least, other.least),
            _sum(self.greatest, other.greatest), tuple(map(sum, zip(self.possible_least, other.possible_least, strict=True))),
            tuple(map(sum, zip(self.possible_greatest, other.possible_greatest, strict=True))),
        )

    @classmethod
    def of(cls, numbers: NDArray[np.int64]) -> Averages:
        """From what was added up of a group."""
        sums = [int(one) for one in numbers[:_SUMS]]
        return cls(
            sums[_MEMBERS], sums[_KNOWN], sums[_SUM], None if sums[_NO_LEAST] else sums[_LEAST], None if sums[_NO_GREATEST] else sums[_GREATEST],
            tuple(map(int, numbers[_SUMS:_SUMS + _STEPS])), tuple(map(int, numbers[_SUMS + _STEPS:])),
        )


@dataclass(frozen=True, slots=True)
class AverageCell:
    """One group in one period."""

    period: Period
    group: Group
    averages: Averages


def added_up(population: Truths, numbers: Numbers, group: NDArray[np.integer[Any]], groups: int, periods: int) -> NDArray[np.int64]:
    """Sums and counts by period and group; `group` has a row a period, or one for all."""
    shape = (periods, population.sure.shape[1])
    whose = np.broadcast_to(group, shape)
    found = np.zeros((periods, groups, WIDTH), dtype=np.int64)
    for period in range(periods):
        sure, possible = population.sure[period], population.possible[period]
        least, greatest, low, high = (side[period] for side in (numbers.least, numbers.greatest, numbers.low, numbers.high))
        known = sure & ~low & ~high & (least == greatest)
        sums = (sure, known, np.where(known, least, 0), np.where(sure & ~low, least, 0), np.where(sure & ~high, greatest, 0), sure & low, sure & high)
        for place, values in enumerate(sums):
            np.add.at(found[period, :, place], whose[period], values.astype(np.int64))
        maybe = possible & ~sure
        for first, value, unbounded in ((_SUMS, least, low), (_SUMS + _STEPS, greatest, high)):
            step = first + np.where(unbounded | (value > MOST), MOST + 1, np.minimum(value, MOST))
            np.add.at(found[period], (whose[period][maybe], step[maybe]), 1)
    return found


def _moved(total: int, members: int, steps: tuple[int, ...], way: int) -> Fraction:
    """The mean moved as far as possible members can move it: each of them counts only if that moves it on."""
    for number, count in _in_order(steps, way):
        if way * (number * members - total) >= 0:
            break
        total, members = total + number * count, members + count
    return Fraction(total, members)


def _in_order(steps: tuple[int, ...], way: int) -> Iterator[tuple[int, int]]:
    numbered = [(number, count) for number, count in enumerate(steps) if count]
    return iter(numbered if way > 0 else reversed(numbered))


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
