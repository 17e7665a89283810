"""What is paid for the first candidate that qualifies: whether, when, and how much."""

from __future__ import annotations

from dataclasses import dataclass

from integrationrules.verdict import BoolArray, Bounds, Truths

__all__ = ["Paid"]


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment of each citizen; the dates and the amount are absent where nothing is earned."""

    earned: Truths
    earned_on: Bounds
    last_day: Bounds
    amount: Bounds
    claim_by: Bounds
    final_by: Bounds
    municipality: Bounds
    qualifies: Truths
    """Each candidate's own answer."""
    stated: BoolArray
    """Whether a candidate that is surely there may qualify."""
    may_be_first: BoolArray
    """The candidates that may be the one it is paid for."""
