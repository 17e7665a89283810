"""Rows of a table as JSON: numbers as they are, shares with six decimals, points with four; what is hidden is null and said to be."""

from __future__ import annotations

from typing import Any

from .places import TOTAL
from .table import Row, Table
from .tablecolumns import HIDDEN, Column, Value

__all__ = ["row_json"]

_BOUNDED = {
    "share": ("share", "bounds"), "average": ("mean", "bounds"), "change": ("change", "change_bounds"), "gap": ("gap", "gap_bounds"),
    "mean": ("mean_of_municipalities", "mean_bounds"), "mean_change": ("mean_change", "mean_change_bounds"), "mean_gap": ("mean_gap", "mean_gap_bounds"),
}
"""By the name of a column: what its number and its bounds are called."""


def row_json(table: Table, row: Row) -> dict[str, Any]:
    """A row; its group names the columns that it is not the total of."""
    columns = {column.name: column for column in table.columns if column.name in row.values}
    found: dict[str, Any] = {
        "period": str(row.period), "group": {name: label or None for name, label in zip(table.by, row.place, strict=True) if label is not TOTAL},
        **{name: _plain(column, row[name]) for name, column in columns.items() if column.kind == "count"},
    }
    for name in columns:
        if name in _BOUNDED:
            said, bounds = _BOUNDED[name]
            least, greatest = (_plain(columns[end], row[end]) for end in (f"{name}_min", f"{name}_max"))
            found |= {said: _plain(columns[name], row[name]), bounds: None if least is greatest is None else {"min": least, "max": greatest}}
    found |= {name: _plain(column, row[name]) for name, column in columns.items() if name.startswith(("least", "greatest"))}
    if row.hides:
        found["hidden"] = [name for name in columns if row[name] is HIDDEN]
    return found


def _plain(column: Column, value: Value) -> float | int | None:
    number = column.exact(value)
    return None if number is None else int(number) if column.kind == "count" else float(number)
