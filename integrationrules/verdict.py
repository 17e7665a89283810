"""Three-valued answers: met, not met, unknown; and numbers and dates known only within bounds.

One idea carries all of them: a value is a pair of the least and the greatest it can be. For truth that
pair is (surely true, possibly true), and strong Kleene logic is what `and`, `or` and `not` do to the
pairs. Arrays of any shape broadcast; the scalar `Verdict` is what callers see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["FALSE", "INFINITE", "TRUE", "UNKNOWN", "BoolArray", "Bounds", "IntArray", "Truths", "Verdict"]

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.signedinteger[Any]]

INFINITE = 1 << 40
"""Stands for "no greatest value is known" in `Bounds`; far beyond any day number, count or amount in øre."""


class Verdict(StrEnum):
    """The answer to one rule for one citizen.

    >>> Verdict.MET & Verdict.UNKNOWN, Verdict.NOT_MET & Verdict.UNKNOWN, ~Verdict.UNKNOWN
    (<Verdict.UNKNOWN: 'unknown'>, <Verdict.NOT_MET: 'not_met'>, <Verdict.UNKNOWN: 'unknown'>)
    """

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"

    def __and__(self, other: Verdict) -> Verdict:
        if Verdict.NOT_MET in (self, other):
            return Verdict.NOT_MET
        return Verdict.UNKNOWN if Verdict.UNKNOWN in (self, other) else Verdict.MET

    def __or__(self, other: Verdict) -> Verdict:
        return ~(~self & ~other)

    def __invert__(self) -> Verdict:
        return {Verdict.MET: Verdict.NOT_MET, Verdict.NOT_MET: Verdict.MET}.get(self, Verdict.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Truths:
    """Verdicts as two arrays: `sure` (met) and `possible` (not known to be not met); sure implies possible."""

    sure: BoolArray
    possible: BoolArray

    @property
    def is_known(self) -> bool:
        """Whether every cell is known by construction (both arrays are one)."""
        return self.sure is self.possible

    def __and__(self, other: Truths) -> Truths:
        sure = self.sure & other.sure
        return Truths(sure, sure if self.is_known and other.is_known else self.possible & other.possible)

    def __or__(self, other: Truths) -> Truths:
        sure = self.sure | other.sure
        return Truths(sure, sure if self.is_known and other.is_known else self.possible | other.possible)

    def __invert__(self) -> Truths:
        sure = ~self.possible
        return Truths(sure, sure if self.is_known else ~self.sure)

    def either(self, other: Truths, condition: Truths) -> Truths:
        """`self` where the condition is met, `other` where it is not, what both agree on where it is unknown."""
        return Truths(
            _blend(condition, self.sure, other.sure, np.logical_and),
            _blend(condition, self.possible, other.possible, np.logical_or),
        )

    def at(self, row: int, column: int) -> Verdict:
        """The verdict of one cell; a length-one axis holds for every row or column."""
        sure, possible = _cell(self.sure, row, column), _cell(self.possible, row, column)
        return Verdict.MET if sure else Verdict.UNKNOWN if possible else Verdict.NOT_MET


_YES, _NO = np.array([[True]]), np.array([[False]])
TRUE = Truths(_YES, _YES)
FALSE = Truths(_NO, _NO)
UNKNOWN = Truths(_NO, _YES)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Numbers, dates (as day numbers) or options (as positions), each between `least` and `greatest`.

    `absent` says whether there is no such value at all (no job, no bonus in this tier). A comparison with an
    absent value is not met.
    """

    least: IntArray
    greatest: IntArray
    absent: Truths = FALSE

    @classmethod
    def exactly(cls, values: Any) -> Bounds:
        """Values known exactly."""
        array = np.asarray(values, dtype=np.int64)
        return cls(array, array)

    @property
    def exact(self) -> BoolArray:
        """Where one value is left and it surely exists."""
        return np.asarray((self.least == self.greatest) & ~self.absent.possible)

    def map(self, function: Callable[[IntArray], IntArray]) -> Bounds:
        """Applies a function that never decreases; unbounded sides stay unbounded."""
        least, greatest = function(self.least), function(self.greatest)
        return Bounds(
            np.where(self.least <= -INFINITE, self.least, least),
            np.where(self.greatest >= INFINITE, self.greatest, greatest),
            self.absent,
        )

    def plus(self, other: Bounds) -> Bounds:
        """The sum; one unbounded side makes the same side of the sum unbounded."""
        open_below = (self.least <= -INFINITE) | (other.least <= -INFINITE)
        open_above = (self.greatest >= INFINITE) | (other.greatest >= INFINITE)
        return Bounds(
            np.where(open_below, -INFINITE, self.least + other.least),
            np.where(open_above, INFINITE, self.greatest + other.greatest),
            _either_absent(self, other),
        )

    def negative(self) -> Bounds:
        """The same values with the sign turned."""
        return Bounds(-self.greatest, -self.least, self.absent)

    def minimum(self, other: Bounds) -> Bounds:
        """The lesser of two values; absent where either is."""
        return Bounds(np.minimum(self.least, other.least), np.minimum(self.greatest, other.greatest), _either_absent(self, other))

    def maximum(self, other: Bounds) -> Bounds:
        """The greater of two values; absent where either is."""
        return Bounds(np.maximum(self.least, other.least), np.maximum(self.greatest, other.greatest), _either_absent(self, other))

    def earliest(self, other: Bounds) -> Bounds:
        """The lesser of those of the two values that exist; absent where neither does."""
        least = np.minimum(np.where(self.absent.sure, INFINITE, self.least), np.where(other.absent.sure, INFINITE, other.least))
        # A value that may be absent does not hold the other back; where both may be, either may stand alone.
        alone = np.maximum(np.where(self.absent.sure, other.greatest, self.greatest), np.where(other.absent.sure, self.greatest, other.greatest))
        both = np.minimum(np.where(self.absent.possible, INFINITE, self.greatest), np.where(other.absent.possible, INFINITE, other.greatest))
        greatest = np.where(self.absent.possible & other.absent.possible, alone, both)
        return Bounds(least, greatest, self.absent & other.absent)

    def either(self, other: Bounds, condition: Truths) -> Bounds:
        """`self` where the condition is met, `other` where it is not, the hull of both where it is unknown."""
        # A side that surely does not exist says nothing about how large the value is if it exists.
        mine = Bounds(np.where(self.absent.sure, other.least, self.least),
                      np.where(self.absent.sure, other.greatest, self.greatest))
        theirs = Bounds(np.where(other.absent.sure, self.least, other.least),
                        np.where(other.absent.sure, self.greatest, other.greatest))
        return Bounds(
            _blend(condition, mine.least, theirs.least, np.minimum),
            _blend(condition, mine.greatest, theirs.greatest, np.maximum),
            self.absent.either(other.absent, condition),
        )

    def at_most(self, other: Bounds) -> Truths:
        """Met where no possible pair of values exceeds, not met where every pair does."""
        return self._ordered(other, np.less_equal)

    def below(self, other: Bounds) -> Truths:
        """As `at_most`, but equal is not enough."""
        return self._ordered(other, np.less)

    def _ordered(self, other: Bounds, compare: Any) -> Truths:
        sure = compare(self.greatest, other.least)
        possible = sure if self.least is self.greatest and other.least is other.greatest else compare(self.least, other.greatest)
        if self.absent is FALSE and other.absent is FALSE:
            return Truths(sure, possible)
        absent = self.absent | other.absent
        return Truths(sure & ~absent.possible, possible & ~absent.sure)

    def equals(self, other: Bounds) -> Truths:
        """Met where both are known and the same."""
        same = (self.least == other.least) & self.exact & other.exact
        apart = (self.greatest < other.least) | (other.greatest < self.least)
        return Truths(same, ~(apart | self.absent.sure | other.absent.sure))

    def exact_at(self, row: int, column: int) -> bool:
        """Whether one cell is known exactly and surely exists."""
        same = _cell(self.least, row, column) == _cell(self.greatest, row, column)
        return bool(same) and not _cell(self.absent.possible, row, column)

    def at(self, row: int, column: int) -> tuple[int | None, int | None] | None:
        """(least, greatest) of one cell, `None` for an unbounded side; `None` if the value surely does not exist."""
        if _cell(self.absent.sure, row, column):
            return None
        least, greatest = int(_cell(self.least, row, column)), int(_cell(self.greatest, row, column))
        return (None if least <= -INFINITE else least, None if greatest >= INFINITE else greatest)


def _either_absent(one: Bounds, other: Bounds) -> Truths:
    return FALSE if one.absent is FALSE and other.absent is FALSE else one.absent | other.absent


def _blend(condition: Truths, yes: Any, no: Any, hull: Any) -> Any:
    sure, possible = condition.sure, condition.possible
    if sure.all():
        return yes
    if not possible.any():
        return no
    return np.where(sure, yes, np.where(possible, hull(yes, no), no))


def _cell(array: NDArray[Any], row: int, column: int) -> Any:
    return array[row if array.shape[0] > 1 else 0, column if array.shape[1] > 1 else 0]
