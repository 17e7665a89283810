"""Whole numbers of people, and the shares made of them: once, from the numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from integrationrules.verdict import Truths

__all__ = ["OUTCOMES", "Counts", "mean_share", "tallied"]

OUTCOMES = 9
"""Three values of belonging to the population times three of the outcome."""
_FALSE, _TRUE, _UNKNOWN = range(3)


@dataclass(frozen=True, slots=True)
class Counts:
    """People of one group in one quarter.

    The first three are certain members of the population; the others may belong to it.
    """

    met: int = 0
    not_met: int = 0
    unknown: int = 0
    """Members of whom the outcome is not known."""
    possible: int = 0
    """People of whom it is not known whether they are members."""
    may_fail: int = 0
    """Those of them who do not certainly succeed."""
    may_succeed: int = 0
    """Those of them who do not certainly fail."""

    @property
    def members(self) -> int:
        """Certain members of the population."""
        return self.met + self.not_met + self.unknown

    @property
    def share(self) -> Fraction | None:
        """Met among those that are decided; none without certain members, or where nobody is decided."""
        decided = self.met + self.not_met
        return Fraction(self.met, decided) if decided else None

    @property
    def bounds(self) -> tuple[Fraction, Fraction] | None:
        """The least and the greatest share that what is not known leaves room for; none without certain members."""
        if not self.members:
            return None
        least = Fraction(self.met, self.members + self.may_fail)
        return least, Fraction(self.met + self.unknown + self.may_succeed, self.members + self.may_succeed)

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

    def as_json(self) -> dict[str, Any]:
        """Numbers as they are, shares with six decimals."""
        bounds = self.bounds
        return {
            "members": self.members, "met": self.met, "not_met": self.not_met, "unknown": self.unknown, "possible_members": self.possible,
            "may_fail": self.may_fail, "may_succeed": self.may_succeed, "share": _rounded(self.share),
            "bounds": None if bounds is None else {"min": _rounded(bounds[0]), "max": _rounded(bounds[1])},
        }


def tallied(population: Truths, outcome: Truths, group: NDArray[np.int64], groups: int, quarters: int) -> NDArray[np.int64]:
    """How many people of each group have each combination in each quarter, given one row a quarter and one column a citizen."""
    shape = (quarters, len(group))
    codes = 3 * _codes(population, shape) + _codes(outcome, shape) + OUTCOMES * group
    found = [np.bincount(row, minlength=OUTCOMES * groups) for row in codes]
    return np.stack(found).reshape(quarters, groups, OUTCOMES)


def mean_share(counts: Iterable[Counts]) -> tuple[Fraction | None, int]:
    """The mean of the shares, each weighing the same, and how many there were; groups without a share are left out."""
    shares = [share for one in counts if (share := one.share) is not None]
    return (sum(shares, Fraction(0)) / len(shares) if shares else None), len(shares)


def _codes(truths: Truths, shape: tuple[int, int]) -> NDArray[np.int64]:
    sure, possible = (np.broadcast_to(part, shape).astype(np.int64) for part in (truths.sure, truths.possible))
    return np.where(sure == 1, _TRUE, np.where(possible == 1, _UNKNOWN, _FALSE))


def _rounded(share: Fraction | None) -> float | None:
    return None if share is None else round(float(share), 6)
