"""What is said of hidden cells: English here, other languages in the catalogue."""

from __future__ import annotations

__all__ = ["REASONS"]

REASONS: dict[str, str] = {
    "small": "fewer than {threshold} people met or did not meet the rule",
    "alike": "everybody, or nobody, met the rule",
    "same_people": "hidden in another quarter of the same people",
    "secondary": "would give away a hidden cell through the totals",
    "small_unknown": "fewer than {threshold} people are unknown",
    "same_people_unknown": "the unknown are hidden in another quarter of the same people",
    "secondary_unknown": "the unknown would give away a hidden number through the totals",
}
"""Why a cell is hidden, by the identifiers of `Suppressed.counted`."""
