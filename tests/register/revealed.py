"""What a reader can compute from a table with hidden cells, by integer programs and by trying all tables: no graph, no flow."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from integrationrules.register.counts import Counts
from integrationrules.register.places import TOTAL, Place

Row = dict[int, int]
"""A sum of variables: which one, how often."""


def sum_of(place: Place, interior: Sequence[Place]) -> list[int]:
    """The interior cells that a cell or total adds up."""
    return [number for number, cell in enumerate(interior) if all(label in (TOTAL, own) for label, own in zip(place, cell, strict=True))]


def places_of(interior: Sequence[Place]) -> list[Place]:
    """All cells and totals."""
    labels = [[*dict.fromkeys(place[way] for place in interior), TOTAL] for way in range(len(interior[0]))]
    return list(product(*labels))


def width(rows: list[Row], values: list[int], asked: Row, variables: int, limit: int) -> int:
    """The greatest minus the least value that a sum can have, with the printed sums as they are; no number above `limit`."""
    def dense(row: Row) -> list[int]:
        return [row.get(variable, 0) for variable in range(variables)]

    constraints = LinearConstraint(np.array([dense(row) for row in rows]), values, values) if rows else ()
    ends: list[int] = []
    for direction in (1, -1):
        found = milp(direction * np.array(dense(asked)), constraints=constraints, integrality=np.ones(variables), bounds=Bounds(0, limit))
        assert found.success
        ends.append(round(direction * found.fun))
    return ends[1] - ends[0]


def widths(counts: Mapping[Place, int], hidden: Collection[Place]) -> dict[Place, int]:
    """The width of every hidden count of a table, from its interior counts."""
    interior = list(counts)
    truth = {place: sum(counts[interior[number]] for number in sum_of(place, interior)) for place in places_of(interior)}
    shown = [place for place in truth if place not in hidden]
    rows = [dict.fromkeys(sum_of(place, interior), 1) for place in shown]
    limit = max(truth.values(), default=0) + 20
    return {place: width(rows, [truth[place] for place in shown], dict.fromkeys(sum_of(place, interior), 1), len(interior), limit) for place in hidden}


def enumerated_widths(counts: Mapping[Place, int], hidden: Collection[Place], limit: int) -> dict[Place, int]:
    """The same by trying every table with numbers up to `limit`."""
    interior = list(counts)
    places = places_of(interior)
    sums = {place: sum_of(place, interior) for place in places}
    truth = {place: sum(counts[interior[number]] for number in sums[place]) for place in places}
    shown = [place for place in places if place not in hidden]
    found: dict[Place, set[int]] = {place: set() for place in hidden}
    for table in product(*[range(limit + 1) if cell in hidden else (counts[cell],) for cell in interior]):
        if all(sum(table[number] for number in sums[place]) == truth[place] for place in shown):
            for place in hidden:
                found[place].add(sum(table[number] for number in sums[place]))
    return {place: max(values) - min(values) for place, values in found.items()}


def linked_widths(quarters: Sequence[Mapping[Place, Counts]], hidden: Sequence[Collection[Place]]) -> list[dict[Place, tuple[int, int, int]]]:
    """For quarters of the same people: the widths of met, not met and both, the changes of both in each cell being known."""
    interior = list(quarters[0])
    cells, count = len(interior), len(interior) * 2 * len(quarters)
    rows: list[Row] = []
    values: list[int] = []

    def variables(quarter: int, outcome: int, place: Place) -> list[int]:
        return [(quarter * 2 + outcome) * cells + number for number in sum_of(place, interior)]

    def true(quarter: int, value: Callable[[Counts], int], place: Place) -> int:
        return sum(value(quarters[quarter][interior[number]]) for number in sum_of(place, interior))

    for quarter in range(len(quarters)):
        for place in places_of(interior):
            met, not_met = variables(quarter, 0, place), variables(quarter, 1, place)
            if place not in hidden[quarter]:
                rows += [dict.fromkeys(met, 1), dict.fromkeys(not_met, 1)]
                values += [true(quarter, lambda cell: cell.met, place), true(quarter, lambda cell: cell.not_met, place)]
            if quarter:
                before = variables(0, 0, place) + variables(0, 1, place)
                rows.append(dict.fromkeys(met + not_met, 1) | dict.fromkeys(before, -1))
                values.append(true(quarter, lambda cell: cell.answered, place) - true(0, lambda cell: cell.answered, place))
    limit = max(cell.answered for quarter in quarters for cell in quarter.values()) * cells + 20
    return [
        {
            place: (
                width(rows, values, dict.fromkeys(variables(quarter, 0, place), 1), count, limit),
                width(rows, values, dict.fromkeys(variables(quarter, 1, place), 1), count, limit),
                width(rows, values, dict.fromkeys(variables(quarter, 0, place) + variables(quarter, 1, place), 1), count, limit),
            )
            for place in hidden[quarter]
        }
        for quarter in range(len(quarters))
    ]


def subsets(items: Sequence[Place]) -> Iterator[tuple[Place, ...]]:
    """All subsets, the smallest first."""
    for chosen in sorted(product((False, True), repeat=len(items)), key=sum):
        yield tuple(item for item, taken in zip(items, chosen, strict=True) if taken)
