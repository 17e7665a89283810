"""Whole numbers of people, and the share made of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from integrationrules.verdict import Truths

from .bounded import NOTHING, Bounded

__all__ = ["OUTCOMES", "Counts", "marked", "tallied"]

OUTCOMES = 9
"""Three values of belonging to the population times three of the outcome."""
_FALSE, _TRUE, _UNKNOWN = range(3)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people of a cell have which answer.

    Certain members are `met`, `not_met` or `unknown`. Of the `possible` members, of whom it is unknown whether
    they belong to the population, `may_fail` would be not met, and `may_succeed` met, if they did; who may be
    either is in both.

    >>> Counts(met=2, not_met=3, unknown=1, possible=1, may_succeed=1).bounded
    Bounded(value=Fraction(2, 5), lowest=Fraction(1, 3), highest=Fraction(4, 7))
    """

    met: int = 0
    not_met: int = 0
    unknown: int = 0
    possible: int = 0
    may_fail: int = 0
    may_succeed: int = 0

    def __post_init__(self) -> None:
        counted = (self.met, self.not_met, self.unknown, self.possible, self.may_fail, self.may_succeed)
        if min(counted) < 0:
            raise ValueError("a count of people is never negative")
        if not max(self.may_fail, self.may_succeed) <= self.possible <= self.may_fail + self.may_succeed:
            raise ValueError("each possible member may fail, succeed or both")

    @property
    def answered(self) -> int:
        """Certain members with an answer: what the share is a share of."""
        return self.met + self.not_met

    @property
    def members(self) -> int:
        """Certain members of the population."""
        return self.answered + self.unknown

    @property
    def share(self) -> Fraction | None:
        """`met` of those answered; none where nobody is."""
        return Fraction(self.met, self.answered) if self.answered else None

    @property
    def bounded(self) -> Bounded:
        """The share; the bounds are those of all completions. Without a certain member there is neither."""
        if not self.members:
            return NOTHING
        return Bounded(
            self.share,
            Fraction(self.met, self.members + self.may_fail),
            Fraction(self.met + self.unknown + self.may_succeed, self.members + self.may_succeed),
        )

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.met + other.met, self.not_met + other.not_met, self.unknown + other.unknown, self.possible + other.possible,
            self.may_fail + other.may_fail, self.may_succeed + other.may_succeed,
        )

    @classmethod
    def of(cls, outcomes: NDArray[np.int64]) -> Counts:
        """From how many people have each of the nine combinations."""
        member, maybe = outcomes[3 * _TRUE:3 * _TRUE + 3], outcomes[3 * _UNKNOWN:3 * _UNKNOWN + 3]
        return cls(
            int(member[_TRUE]), int(member[_FALSE]), int(member[_UNKNOWN]), int(maybe.sum()), int(maybe[_FALSE] + maybe[_UNKNOWN]),
            int(maybe[_TRUE] + maybe[_UNKNOWN]),
        )


def tallied(population: Truths, outcome: Truths, group: NDArray[np.integer[Any]], groups: int, quarters: int) -> NDArray[np.int64]:
    """How many people of each group have each combination in each quarter, given one row a quarter and one column a citizen."""
    shape = (quarters, group.shape[-1])
    codes = 3 * _codes(population, shape) + _codes(outcome, shape) + OUTCOMES * group.astype(np.int64)
    found = [np.bincount(row, minlength=OUTCOMES * groups) for row in codes]
    return np.stack(found).reshape(quarters, groups, OUTCOMES)


def marked(people: NDArray[np.bool_], group: NDArray[np.integer[Any]], groups: int) -> NDArray[np.int64]:
    """How many of some people each group has in each period."""
    whose = np.broadcast_to(group, people.shape)
    found = [np.bincount(row[kept], minlength=groups) for row, kept in zip(whose, people, strict=True)]
    return np.stack(found).astype(np.int64)[:, :, None]


def _codes(truths: Truths, shape: tuple[int, int]) -> NDArray[np.int64]:
    sure, possible = (np.broadcast_to(part, shape).astype(np.int64) for part in (truths.sure, truths.possible))
    return np.where(sure == 1, _TRUE, np.where(possible == 1, _UNKNOWN, _FALSE))
