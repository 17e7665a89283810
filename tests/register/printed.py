"""What a reader can compute from the printed JSON of a table: every number that is not null is an equation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import integrationrules as ir
from integrationrules.register.counts import Counts
from integrationrules.register.groups import UNKNOWN
from integrationrules.register.measured import Cell, Measured, Told
from integrationrules.register.places import TOTAL, Place
from integrationrules.rulebook.book import Rulebook

from .revealed import Row, places_of, sum_of, width

PARTS = ("met", "not_met", "unknown", "only_fail", "only_succeed", "both")
"""What the numbers of a cell are sums of."""
NUMBERS = {
    "met": ("met",), "not_met": ("not_met",), "unknown": ("unknown",), "members": ("met", "not_met", "unknown"),
    "possible_members": ("only_fail", "only_succeed", "both"), "may_fail": ("only_fail", "both"), "may_succeed": ("only_succeed", "both"),
}
ANSWERS, UNKNOWNS = ("met", "not_met"), ("unknown", "possible_members", "may_fail", "may_succeed")


@cache
def book() -> Rulebook:
    return ir.load_rulebook()


def measured(by: tuple[str, ...], tables: Mapping[str, Mapping[Place, Counts]], suppress: int | None, baseline: str | None = None) -> Measured:
    """A measure whose counts are these."""
    periods = tuple(ir.Quarter.parse(name) for name in tables)
    cells = tuple(
        Cell(period, tuple(str(label) for label in place), counts)
        for period, table in zip(periods, tables.values(), strict=True) for place, counts in table.items()
    )
    return Measured(
        measure="dk.outcomes.objective_1.achieved", periods=periods, by=by, cells=cells, absent="blank", options={},
        told=Told(1000, 990, 3, 13, {"888": 1}, {"sex": 2}, ()), rulebook_hash="0" * 64, version="0", book=book(),
        baseline=ir.Quarter.parse(baseline) if baseline else None, suppress=suppress,
    )


def printed(found: Measured) -> dict[str, dict[Place, dict[str, Any]]]:
    """The rows of the JSON by period and place."""
    answer = json.loads(json.dumps(found.as_json()))
    rows: dict[str, dict[Place, dict[str, Any]]] = {}
    for row in (*answer["cells"], *answer["summaries"]):
        place = tuple(row["group"][name] or UNKNOWN if name in row["group"] else TOTAL for name in answer["by"])
        rows.setdefault(row["period"], {})[place] = row
    return rows


def parts_of(counts: Counts) -> tuple[int, ...]:
    both = counts.may_fail + counts.may_succeed - counts.possible
    return counts.met, counts.not_met, counts.unknown, counts.may_fail - both, counts.may_succeed - both, both


class Reader:
    """Someone who has the printed rows of one period and knows the rules of arithmetic."""

    def __init__(self, rows: Mapping[Place, Mapping[str, Any]], interior: list[Place]) -> None:
        self.rows, self.interior = rows, interior
        self.equations: list[Row] = []
        self.values: list[int] = []
        for place in places_of(interior):
            for name, parts in NUMBERS.items():
                if rows[place][name] is not None:
                    self.equations.append(self.sum_of(place, parts))
                    self.values.append(rows[place][name])

    def sum_of(self, place: Place, parts: tuple[str, ...]) -> Row:
        return {number * len(PARTS) + PARTS.index(part): 1 for number in sum_of(place, self.interior) for part in parts}

    def width(self, place: Place, part: str, limit: int) -> int:
        return width(self.equations, self.values, self.sum_of(place, (part,)), len(self.interior) * len(PARTS), limit)
