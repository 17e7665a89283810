"""Which further cells to hide, so that sums do not give away the hidden ones: few, and always the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .grid import Grid
from .slack import Demand, cheapest_opening, proof

__all__ = ["hidden_cells", "is_safe"]


Proofs = dict[tuple[int, int], frozenset[int]]
"""For each hidden cell and demand, by their numbers, the cells that give it room."""


def is_safe(grid: Grid, demands: Sequence[Demand], hidden: Collection[int]) -> bool:
    """Whether every hidden cell has all the room that is demanded for it."""
    cells = set(hidden)
    return all(proof(grid, demand, cells, cell) is not None for cell in cells for demand in demands)


def hidden_cells(grid: Grid, demands: Sequence[Demand], primary: Collection[int], price: Sequence[int]) -> frozenset[int]:
    """The primary cells and as few, as cheap others as this search finds: two orders are tried, what is not needed is shown again."""
    if not primary:
        return frozenset()
    tried = [_searched(grid, demands, order, price) for order in (sorted(primary), sorted(primary, reverse=True))]
    return frozenset(min(tried, key=lambda cells: (sum(price[cell] for cell in cells), sorted(cells))))


def _searched(grid: Grid, demands: Sequence[Demand], primary: Sequence[int], price: Sequence[int]) -> set[int]:
    hidden = set(primary)
    waiting = list(primary)
    proofs: Proofs = {}
    # More hidden cells never narrow a range: a cell that has its room keeps it, and each is looked at once.
    for cell in waiting:
        for number, demand in enumerate(demands):
            while (found := proof(grid, demand, hidden, cell)) is None:
                opening = cheapest_opening(grid, demand, hidden, cell, price)
                hidden.update(opening.cells)
                waiting.extend(opening.cells)
            proofs[cell, number] = found
    for cell in sorted(hidden - set(primary), key=lambda each: (-price[each], each)):
        kept = _without(grid, demands, proofs, hidden - {cell}, cell)
        if kept is not None:
            hidden, proofs = hidden - {cell}, kept
    return hidden


def _without(grid: Grid, demands: Sequence[Demand], proofs: Proofs, others: set[int], cell: int) -> Proofs | None:
    """The proofs for the others if the cell is shown; None if one of them needs it. Proofs that do not use the cell still hold."""
    kept: Proofs = {}
    for (other, number), used in proofs.items():
        if other == cell:
            continue
        found = used if cell not in used else proof(grid, demands[number], others, other)
        if found is None:
            return None
        kept[other, number] = found
    return kept
