"""Charts of a sheet: told apart by dashes, marks and hatching as well as by colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .cell import Cell
from .placement import Place
from .sheet import Chart, Series

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["CHART_ROWS", "draw"]

CHART_ROWS = 20
"""The room a chart takes."""
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
_MARKS = ("circle", "diamond", "square", "triangle", "x", "star")
_DASHES = ("solid", "dash", "round_dot", "long_dash", "dash_dot", "square_dot")
_HATCHES = ("", "wide_upward_diagonal", "small_grid", "dotted_diamond", "horizontal_brick", "wide_downward_diagonal")
_WIDTH, _HEIGHT = 860, 380


def draw(chart: Chart, workbook: Workbook, worksheet: Worksheet, row: int, where: Mapping[Cell, Place]) -> None:
    """Puts the chart on the sheet, its upper left corner in the first column of `row`."""
    drawn: Any = workbook.add_chart({"type": chart.kind, "subtype": "stacked"} if chart.stacked else {"type": chart.kind})
    for number, series in enumerate(chart.series):
        drawn.add_series({"name": series.name, "categories": _area(series.labels, where), "values": _area(series.values, where),
                          **(_line(series, number) if chart.kind == "line" else _bars(number, chart))})
    drawn.set_title({"name": chart.title, "name_font": {"size": 12}, "overlay": False})
    labels: dict[str, Any] = {"name": chart.across, "label_position": "low"}
    values: dict[str, Any] = {"name": chart.up, "num_format": "#,##0.0", "major_gridlines": {"visible": True}}
    if chart.kind == "bar":
        labels["reverse"] = True                # the first row of the table is the uppermost bar
    if chart.crosses is not None:
        values["crossing"] = chart.crosses
    drawn.set_x_axis(labels)
    drawn.set_y_axis(values)
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom"})
    drawn.set_size({"width": _WIDTH, "height": _HEIGHT})
    worksheet.insert_chart(row, 0, drawn, {"description": chart.said, "object_position": 2})


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
