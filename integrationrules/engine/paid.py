"""What is paid for the first candidate that qualifies: whether, when, and how much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from integrationrules.verdict import ABSENT, FALSE, BoolArray, Bounds, Truths

__all__ = ["Paid"]


@dataclass(frozen=True)
class Paid:
    """One payment of each citizen; the dates and the amount are absent where nothing is earned."""

    earned: Truths
    earned_on: Bounds
    last_day: Bounds
    amount: Bounds
    qualifies: Truths
    """Each candidate's own answer."""
    stated: BoolArray
    """Whether a candidate that is surely there may qualify."""
    may_be_first: BoolArray
    """The candidates that may be the one it is paid for."""
    later: Callable[[str], Bounds] = field(repr=False)
    """What follows from it, worked out when it is asked for."""

    @classmethod
    def nothing(cls, nobody: BoolArray) -> Paid:
        """Nobody earned it; `nobody` has a cell for each candidate."""
        return cls(FALSE, ABSENT, ABSENT, ABSENT, FALSE, FALSE.sure, nobody, lambda name: ABSENT)

    @cached_property
    def begins(self) -> Bounds:
        """The first day of the candidate it is paid for."""
        return self.later("begins")

    @cached_property
    def claim_by(self) -> Bounds:
        """The last day to claim it."""
        return self.later("claim_by")

    @cached_property
    def final_by(self) -> Bounds:
        """The last day of the final statement."""
        return self.later("final_by")

    @cached_property
    def municipality(self) -> Bounds:
        """The number of the municipality that receives it."""
        return self.later("municipality")
