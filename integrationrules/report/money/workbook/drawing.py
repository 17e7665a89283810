"""Charts of a sheet: told apart by dashes, marks and hatching as well as by colour."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .cell import Cell
from .placement import Place
from .sheet import Chart, Series

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["CHART_ROWS", "draw", "last_column"]

CHART_ROWS = 20
"""The room a chart takes."""
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
_MARKS = ("circle", "diamond", "square", "triangle", "x", "star")
_DASHES = ("solid", "dash", "round_dot", "long_dash", "dash_dot", "square_dot")
_HATCHES = ("", "wide_upward_diagonal", "small_grid", "dotted_diamond", "horizontal_brick", "wide_downward_diagonal")
_WIDTH, _HEIGHT = 860, 380
_LETTER, _COLUMN = 7, 64
"""Pixels of a letter, and of a column nobody set."""


def draw(chart: Chart, workbook: Workbook, worksheet: Worksheet, row: int, beside: int, where: Mapping[Cell, Place], from_zero: bool) -> None:
    """Puts the chart on the sheet at a row, `beside` so many others; `from_zero` where no value is below it."""
    drawn: Any = workbook.add_chart({"type": chart.kind, "subtype": "stacked"} if chart.stacked else {"type": chart.kind})
    for number, series in enumerate(chart.series):
        drawn.add_series({"name": series.name, "categories": _area(series.labels, where), "values": _area(series.values, where),
                          **(_line(series, number) if chart.kind == "line" else _bars(number, chart))})
    drawn.set_title({"name": chart.title, "name_font": {"size": 12}, "overlay": False})
    labels: dict[str, Any] = {"name": chart.across, "label_position": "low"}
    values: dict[str, Any] = {"name": chart.up, "num_format": "#,##0", "major_gridlines": {"visible": True}}
    if chart.kind == "bar":
        labels["reverse"] = True                # the first row of the table is the uppermost bar
    if from_zero and chart.kind == "column":
        values["min"] = 0                       # the height of a column says its value only if it begins at nothing
    if chart.crosses is not None:
        values["crossing"] = chart.crosses
    # The axis across the page is called x, also where bars lie and it is the one of values.
    drawn.set_x_axis(values if chart.kind == "bar" else labels)
    drawn.set_y_axis(labels if chart.kind == "bar" else values)
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom"})
    drawn.set_size({"width": _WIDTH, "height": _HEIGHT})
    worksheet.insert_chart(row, 0, drawn, {"description": chart.said, "object_position": 2, "x_offset": beside * (_WIDTH + 20)})


def last_column(widths: Sequence[int], charts: int) -> int:
    """The column in which the charts end: one, or two beside each other."""
    left = (_WIDTH + 20) * min(charts, 2)
    for number, width in enumerate(widths):
        left -= width * _LETTER + 5
        if left <= 0:
            return max(number, len(widths) - 1)
    return len(widths) - 1 + math.ceil(left / _COLUMN)


def _area(cells: tuple[Cell, ...], where: Mapping[Cell, Place]) -> list[str | int]:
    found = [where[each] for each in cells]
    first, last = found[0], found[-1]
    assert (last.row - first.row + 1) * (last.column - first.column + 1) == len(cells), "the cells of a series stand beside each other"
    return [first.sheet, first.row, first.column, last.row, last.column]


def _line(series: Series, number: int) -> dict[str, Any]:
    colour = _COLOURS[number % len(_COLOURS)]
    return {"line": {"color": colour, "width": 1.25 if series.soft else 2.25, "dash_type": "dash" if series.soft else _DASHES[number % len(_DASHES)]},
            "marker": {"type": _MARKS[number % len(_MARKS)], "size": 6, "fill": {"color": colour}, "border": {"color": colour}}}


def _bars(number: int, chart: Chart) -> dict[str, Any]:
    colour, hatch = _COLOURS[number % len(_COLOURS)], _HATCHES[number % len(_HATCHES)]
    look: dict[str, Any] = {"pattern": {"pattern": hatch, "fg_color": colour, "bg_color": "white"}} if hatch else {"fill": {"color": colour}}
    more = {"overlap": 100} if chart.stacked or (len(chart.series) > 1 and chart.kind == "bar") else {}
    return {**look, "border": {"color": colour}, "gap": 60, **more}
