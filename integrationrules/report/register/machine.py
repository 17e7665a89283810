"""A table as columns for other programs: names without spaces, labels as texts, numbers as they are."""

from __future__ import annotations

from dataclasses import dataclass

from integrationrules.register.groups import UNKNOWN
from integrationrules.register.measured import Measured
from integrationrules.register.places import TOTAL

__all__ = ["ALL", "CELL", "Labels", "labels_of"]

ALL = "all"
"""The label of a total."""
CELL = "cell"


@dataclass(frozen=True, slots=True)
class Labels:
    """The columns that say which row it is, by name."""

    period: list[str]
    row: list[str]
    by: dict[str, list[str | None]]
    """What is grouped by; None where it is not known."""


def labels_of(found: Measured) -> Labels:
    """The period, whether it is a cell or a total, and the place; a column whose name is taken gets a line after it."""
    rows = found.table.rows
    taken = {"period", "row", "hidden", *(column.name for column in found.table.columns)}
    by: dict[str, list[str | None]] = {}
    for way, name in enumerate(found.by):
        while name in taken:
            name += "_"
        taken.add(name)
        by[name] = [ALL if row.place[way] is TOTAL else None if row.place[way] == UNKNOWN else row.place[way] for row in rows]
    return Labels([str(row.period) for row in rows], ["total" if row.is_total else CELL for row in rows], by)
