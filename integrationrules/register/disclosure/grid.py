"""A table of one or two ways with its totals, as a graph: each cell is an edge, each sum that readers can do a node.

A two-way table is rows and columns as nodes, the totals being one more row and one more column. Seen so, every
printed sum says that what flows into a node flows out again, if totals are taken with the opposite sign. Hidden
cells can therefore change, with every printed number as it is, along closed walks through hidden cells, and in no other way.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from itertools import product

from integrationrules.register.counts import Counts
from integrationrules.register.places import TOTAL, Place, totalled

__all__ = ["MOST_WAYS", "Grid", "TooManyWays", "grid_of", "with_totals"]


MOST_WAYS = 2
"""The columns beside the period that a table may have."""


class TooManyWays(ValueError):
    """A table of more than two ways, for which no pattern can be shown to be safe; `ways` says how many."""

    def __init__(self, ways: int) -> None:
        self.ways = ways
        super().__init__(f"a table of {ways} ways cannot be suppressed; at most two")


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table in a fixed order, the nodes each one joins, and the sign of each: -1 for row and column totals."""

    places: tuple[Place, ...]
    ends: tuple[tuple[int, int], ...]
    signs: tuple[int, ...]
    touching: tuple[tuple[int, ...], ...]


def with_totals(cells: Mapping[Place, Counts]) -> dict[Place, Counts]:
    """Every combination of the labels, those without people too, and all totals."""
    ways = _ways(cells)
    labels = [_ordered({place[way] for place in cells}) for way in range(ways)]
    return totalled({place: cells.get(place, Counts()) for place in product(*labels)})


def grid_of(places: Collection[Place]) -> Grid:
    """The graph of a table, from all its places with totals."""
    ways = _ways(places)
    ordered = tuple(sorted(places, key=lambda place: [(label is TOTAL, str(label)) for label in place]))
    nodes: dict[tuple[int, Hashable], int] = {}
    # In a table of one way every cell stands in the one sum there is, so all edges join the same two nodes.
    padded = [place if ways == 2 else ("sum", "rest") for place in ordered]
    ends = tuple((nodes.setdefault((0, row), len(nodes)), nodes.setdefault((1, column), len(nodes))) for row, column in padded)
    signs = tuple(-1 if sum(label is TOTAL for label in place) == 1 else 1 for place in ordered)
    touching: list[list[int]] = [[] for _ in nodes]
    for cell, both in enumerate(ends):
        for node in both:
            touching[node].append(cell)
    return Grid(ordered, ends, signs, tuple(tuple(cells) for cells in touching))


def _ways(places: Collection[Place]) -> int:
    found = {len(place) for place in places}
    if len(found) != 1:
        raise ValueError("all cells of a table have the same number of ways, and there is at least one cell")
    (ways,) = found
    if ways > MOST_WAYS:
        raise TooManyWays(ways)
    return ways


def _ordered(labels: Collection[str | None]) -> list[str | None]:
    return sorted(labels, key=str)
