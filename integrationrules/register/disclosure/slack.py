"""How far a hidden count may move while every printed number stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from heapq import heappop, heappush

from .grid import Grid

__all__ = ["Demand", "Motion", "Opening", "cheapest_opening", "proof"]

Closed = None
Cost = Callable[[int], int | None]
"""What it costs to move a cell: nothing if it is hidden already, None if it may not be moved."""


@dataclass(frozen=True, slots=True)
class Motion:
    """One way in which counts may change: by how much each cell's count could rise and fall by itself."""

    up: Sequence[int]
    down: Sequence[int]


@dataclass(frozen=True, slots=True)
class Demand:
    """The width that the possible range of a hidden count must have, per cell; any of the motions may make it."""

    motions: tuple[Motion, ...]
    width: Sequence[int]


@dataclass(frozen=True, slots=True)
class Opening:
    """Cells that give another one room, if they are hidden too, and what hiding them costs."""

    cost: int
    cells: tuple[int, ...]


def proof(grid: Grid, demand: Demand, hidden: Set[int], cell: int) -> frozenset[int] | None:
    """The cells whose moving shows that the range of a hidden cell is as wide as demanded; None if it is not."""
    needed = demand.width[cell]
    used: set[int] = set()
    reached = 0
    for direction in (1, -1):
        if reached < needed:
            rooms = (_room(grid, motion, hidden, cell, direction, needed - reached) for motion in demand.motions)
            room, moved = max(rooms, key=lambda found: found[0])
            reached += room
            used.update(moved)
    return frozenset(used) if reached >= needed else None


def cheapest_opening(grid: Grid, demand: Demand, hidden: Set[int], cell: int, price: Sequence[int]) -> Opening:
    """The cheapest cells whose hiding lets this one move further; always possible, as totals may rise without limit."""
    found = []
    for motion in demand.motions:
        for direction in (1, -1):
            room, moved = _room(grid, motion, hidden, cell, direction, demand.width[cell])
            if room >= min(demand.width[cell], _own(motion, cell, direction)):
                continue
            walk = _walk(grid, motion, moved, cell, direction, lambda other: 0 if other in hidden else price[other])
            if walk:
                opened = tuple(sorted(other for other, _ in walk if other not in hidden))
                found.append(Opening(sum(price[other] for other in opened), opened))
    return min(found, key=lambda opening: (opening.cost, opening.cells))


def _own(motion: Motion, cell: int, direction: int) -> int:
    return motion.up[cell] if direction > 0 else motion.down[cell]


def _room(grid: Grid, motion: Motion, hidden: Set[int], cell: int, direction: int, limit: int) -> tuple[int, dict[int, int]]:
    """By how much the cell can rise or fall, at most `limit`, and how the others move then: a maximal flow, found walk by walk."""
    limit = min(limit, _own(motion, cell, direction))
    moved: dict[int, int] = {}
    room = 0
    while room < limit:
        walk = _walk(grid, motion, moved, cell, direction, lambda other: 0 if other in hidden else Closed)
        if not walk:
            break
        step = min(limit - room, *(_left(motion, moved, other, change) for other, change in walk))
        for other, change in walk:
            moved[other] = moved.get(other, 0) + change * step
        room += step
    return room, moved


def _left(motion: Motion, moved: dict[int, int], cell: int, change: int) -> int:
    return motion.up[cell] - moved.get(cell, 0) if change > 0 else motion.down[cell] + moved.get(cell, 0)


def _walk(grid: Grid, motion: Motion, moved: dict[int, int], cell: int, direction: int, cost: Cost) -> list[tuple[int, int]] | None:
    """The cheapest, then shortest, walk that closes the circle through the cell: which cells rise (1) and fall (-1)."""
    start, goal = grid.ends[cell] if direction * grid.signs[cell] < 0 else grid.ends[cell][::-1]
    best = {start: (0, 0)}
    came: dict[int, tuple[int, int, int]] = {}
    waiting = [(0, 0, start)]
    while waiting:
        spent, steps, node = heappop(waiting)
        if node == goal:
            break
        if (spent, steps) > best[node]:
            continue
        for other in grid.touching[node]:
            price = cost(other)
            if other == cell or price is Closed:
                continue
            tail, head = grid.ends[other]
            change = grid.signs[other] if node == tail else -grid.signs[other]
            target = head if node == tail else tail
            reached = (spent + price, steps + 1)
            if _left(motion, moved, other, change) > 0 and reached < best.get(target, (1 << 60, 0)):
                best[target] = reached
                came[target] = (node, other, change)
                heappush(waiting, (*reached, target))
    if goal not in came:
        return None
    walk = []
    node = goal
    while node != start:
        node, other, change = came[node]
        walk.append((other, change))
    return walk
