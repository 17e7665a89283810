"""Three-valued answers: met, not met, unknown; and numbers and dates known only within bounds.

One idea carries all of them: a value is a pair of the least and the greatest it can be. For truth that
pair is (surely true, possibly true), and strong Kleene logic is what `and`, `or` and `not` do to the
pairs. Arrays of any shape broadcast; the scalar `Verdict` is what callers see.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["ABSENT", "FALSE", "INFINITE", "TRUE", "UNKNOWN", "BoolArray", "Bounds", "IntArray", "Truths", "Verdict", "is_bounded"]

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

    @property
    def is_met(self) -> bool:
        """Whether every cell is surely met."""
        return self is TRUE or (self is not FALSE and self is not UNKNOWN and bool(self.sure.all()))

    @property
    def is_not_met(self) -> bool:
        """Whether no cell can be met."""
        return self is FALSE or (self is not TRUE and self is not UNKNOWN and not self.possible.any())

    def settled(self) -> Truths:
        """The same; as `TRUE`, `FALSE` or `UNKNOWN` where one cell holds for all, so that most steps are decided without looking."""
        if self.sure.size != 1 or self.possible.size != 1 or self.sure.ndim != 2:
            return self
        return TRUE if self.sure.item() else UNKNOWN if self.possible.item() else FALSE

    def __and__(self, other: Truths) -> Truths:
        if self is TRUE or other is FALSE:
            return other
        if other is TRUE or self is FALSE:
            return self
        sure = self.sure & other.sure
        return Truths(sure, sure if self.is_known and other.is_known else self.possible & other.possible)

    def __or__(self, other: Truths) -> Truths:
        if self is FALSE or other is TRUE:
            return other
        if other is FALSE or self is TRUE:
            return self
        sure = self.sure | other.sure
        return Truths(sure, sure if self.is_known and other.is_known else self.possible | other.possible)

    def __invert__(self) -> Truths:
        if self is FALSE or self is TRUE:
            return TRUE if self is FALSE else FALSE
        sure = ~self.possible
        return Truths(sure, sure if self.is_known else ~self.sure)

    def either(self, other: Truths, condition: Truths) -> Truths:
        """`self` where the condition is met, `other` where it is not, what both agree on where it is unknown."""
        if self is other or condition.is_met:
            return self
        if condition.is_not_met:
            return other
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
    def exactly(cls, values: Any, absent: Truths = FALSE) -> Bounds:
        """Values known exactly."""
        array = np.asarray(values, dtype=np.int64)
        return cls(array, array, absent)

    @property
    def is_exact(self) -> bool:
        """Whether every cell is known exactly by construction (both arrays are one)."""
        return self.least is self.greatest

    @classmethod
    def cell(cls, least: int, greatest: int, absent: Truths = FALSE) -> Bounds:
        """One value between two bounds for every question and citizen."""
        low = np.array([[least]], dtype=np.int64)
        return cls(low, low if least == greatest else np.array([[greatest]], dtype=np.int64), absent)

    @property
    def sides(self) -> tuple[int, int] | None:
        """Both bounds, where one cell holds for all; whether the value exists is another matter."""
        if self.least.size != 1 or self.greatest.size != 1:
            return None
        return self.least.item(), self.greatest.item()

    def settled(self) -> Bounds:
        """The same, with what one cell says for all in its simplest form: one array where it is exact, `FALSE` where it exists."""
        absent = self.absent
        if absent is not FALSE and absent is not TRUE:
            absent = absent.settled()
        if self.least is not self.greatest and (sides := self.sides) and sides[0] == sides[1]:
            return Bounds(self.least, self.least, absent)
        return self if absent is self.absent else Bounds(self.least, self.greatest, absent)

    @property
    def exact(self) -> BoolArray:
        """Where one value is left and it surely exists."""
        return np.asarray((self.least == self.greatest) & ~self.absent.possible)

    def map(self, function: Callable[[IntArray], IntArray]) -> Bounds:
        """Applies a function that never decreases; unbounded sides stay unbounded."""
        if self.absent is TRUE:
            return self
        if self.is_exact:
            found = _where_bounded(self.least, function(self.least))
            return Bounds(found, found, self.absent)
        return Bounds(
            np.where(self.least <= -INFINITE, self.least, function(self.least)),
            np.where(self.greatest >= INFINITE, self.greatest, function(self.greatest)),
            self.absent,
        )

    def plus(self, other: Bounds) -> Bounds:
        """The sum; one unbounded side makes the same side of the sum unbounded."""
        absent = _either_absent(self, other)
        if absent is TRUE:
            return ABSENT
        if (mine := self.sides) and (theirs := other.sides):
            low = -INFINITE if mine[0] <= -INFINITE or theirs[0] <= -INFINITE else mine[0] + theirs[0]
            return Bounds.cell(low, INFINITE if mine[1] >= INFINITE or theirs[1] >= INFINITE else mine[1] + theirs[1], absent)
        if self.is_exact and other.is_exact and is_bounded(self.least) and is_bounded(other.least):
            return Bounds.exactly(self.least + other.least, absent)
        open_below = (self.least <= -INFINITE) | (other.least <= -INFINITE)
        open_above = (self.greatest >= INFINITE) | (other.greatest >= INFINITE)
        return Bounds(
            np.where(open_below, -INFINITE, self.least + other.least),
            np.where(open_above, INFINITE, self.greatest + other.greatest),
            absent,
        )

    def negative(self) -> Bounds:
        """The same values with the sign turned."""
        least = -self.greatest
        return Bounds(least, least if self.is_exact else -self.least, self.absent)

    def minimum(self, other: Bounds) -> Bounds:
        """The lesser of two values; absent where either is."""
        return self._of_both(other, np.minimum)

    def maximum(self, other: Bounds) -> Bounds:
        """The greater of two values; absent where either is."""
        return self._of_both(other, np.maximum)

    def _of_both(self, other: Bounds, chosen: Any) -> Bounds:
        if self.absent is TRUE or other.absent is TRUE:
            return ABSENT
        least = chosen(self.least, other.least)
        both = self.is_exact and other.is_exact
        return Bounds(least, least if both else chosen(self.greatest, other.greatest), _either_absent(self, other))

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
        if self is other or condition.is_met:
            return self
        if condition.is_not_met:
            return other
        # A side that surely does not exist says nothing about how large the value is if it exists.
        mine, theirs = self._standing_in(other), other._standing_in(self)
        least = _blend(condition, mine.least, theirs.least, np.minimum)
        both = mine.is_exact and theirs.is_exact and condition.is_known
        greatest = least if both else _blend(condition, mine.greatest, theirs.greatest, np.maximum)
        return Bounds(least, greatest, self.absent.either(other.absent, condition))

    def _standing_in(self, other: Bounds) -> Bounds:
        """These values, and the other's where these surely do not exist."""
        gone = self.absent.sure
        if self.absent is FALSE or not gone.any():
            return self
        least = np.where(gone, other.least, self.least)
        return Bounds(least, least if self.is_exact and other.is_exact else np.where(gone, other.greatest, self.greatest))

    def at_most(self, other: Bounds) -> Truths:
        """Met where no possible pair of values exceeds, not met where every pair does."""
        return self._ordered(other, operator.le)

    def below(self, other: Bounds) -> Truths:
        """As `at_most`, but equal is not enough."""
        return self._ordered(other, operator.lt)

    def _ordered(self, other: Bounds, compare: Any) -> Truths:
        if self.absent is TRUE or other.absent is TRUE:
            return FALSE
        if (mine := self.sides) and (theirs := other.sides):
            met = TRUE if compare(mine[1], theirs[0]) else UNKNOWN if compare(mine[0], theirs[1]) else FALSE
            return met if self.absent is FALSE and other.absent is FALSE else met & ~(self.absent | other.absent)
        sure = compare(self.greatest, other.least)
        possible = sure if self.is_exact and other.is_exact else compare(self.least, other.greatest)
        if self.absent is FALSE and other.absent is FALSE:
            return Truths(sure, possible)
        absent = self.absent | other.absent
        return Truths(sure & ~absent.possible, possible & ~absent.sure)

    def equals(self, other: Bounds) -> Truths:
        """Met where both are known and the same."""
        if self.absent is TRUE or other.absent is TRUE:
            return FALSE
        if (mine := self.sides) and (theirs := other.sides):
            known = mine[0] == mine[1] == theirs[0] == theirs[1]
            met = TRUE if known else FALSE if mine[1] < theirs[0] or theirs[1] < mine[0] else UNKNOWN
            return met if self.absent is FALSE and other.absent is FALSE else met & ~(self.absent | other.absent)
        if self.is_exact and other.is_exact and self.absent is FALSE and other.absent is FALSE:
            equal = self.least == other.least
            return Truths(equal, equal)
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


ABSENT = Bounds(np.array([[-INFINITE]]), np.array([[INFINITE]]), TRUE)
"""There is no such value."""


def is_bounded(values: IntArray) -> bool:
    """Whether no value stands for one that is not known."""
    if values.size == 1:
        return bool(-INFINITE < values.item() < INFINITE)
    return not values.size or bool(values.min() > -INFINITE and values.max() < INFINITE)


def _where_bounded(values: IntArray, found: IntArray) -> IntArray:
    """What was found, but the values themselves where they are unbounded."""
    return found if is_bounded(values) else np.where((values <= -INFINITE) | (values >= INFINITE), values, found)


def _either_absent(one: Bounds, other: Bounds) -> Truths:
    return FALSE if one.absent is FALSE and other.absent is FALSE else one.absent | other.absent


def _blend(condition: Truths, yes: Any, no: Any, hull: Any) -> Any:
    sure, possible = condition.sure, condition.possible
    if sure.all():
        return yes
    if condition.is_known:
        return np.where(sure, yes, no)
    if not possible.any():
        return no
    return np.where(sure, yes, np.where(possible, hull(yes, no), no))


def _cell(array: NDArray[Any], row: int, column: int) -> Any:
    return array[row if array.shape[0] > 1 else 0, column if array.shape[1] > 1 else 0]
