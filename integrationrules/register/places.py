"""Places in a table: one label for each column that is grouped by, or all of them together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TypeAlias, TypeVar

from .averages import Averages
from .counts import Counts

__all__ = ["TOTAL", "Place", "totalled"]

C = TypeVar("C", Counts, Averages)
TOTAL = None
"""Stands in a place for "all of them"."""
Place: TypeAlias = "tuple[str | None, ...]"
"""One label for each way of the table: ("101", "female"), ("101", TOTAL)."""


def totalled(cells: Mapping[Place, C]) -> dict[Place, C]:
    """The cells in their order, then all totals: over the last way, over the first, over both."""
    ways = len(next(iter(cells), ()))
    found = dict(cells)
    for over in _subsets(ways):
        for place, counts in cells.items():
            total = tuple(TOTAL if way in over else label for way, label in enumerate(place))
            found[total] = found[total] + counts if total in found else counts
    return found


def _subsets(ways: int) -> Iterator[frozenset[int]]:
    for size in range(1, ways + 1):
        yield from sorted((frozenset(chosen) for chosen in combinations(range(ways), size)), key=sorted, reverse=True)
