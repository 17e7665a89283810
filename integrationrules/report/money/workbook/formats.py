"""How cells look: number formats that every reader sees with their own separators, and marks that do not rest on colour."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from .cell import Cell, Look

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

__all__ = ["CODES", "Formats"]

CODES: Mapping[Look, str] = MappingProxyType({
    "text": "General", "year": "0", "count": "#,##0", "amount": "#,##0.0", "money": "#,##0.00", "exact": "#,##0.0#####", "percent": "0.0%",
    "factor": "0.00", "day": "yyyy-mm-dd",
})
_YELLOW, _INK = "#FFF2B3", "#1F3A5F"
_STARTS_A_FORMULA = ("=", "+", "-", "@")


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, cell: Cell) -> Format:
        """The look of a cell."""
        chosen: dict[str, Any] = {"num_format": CODES[cell.look], "valign": "top"}
        if cell.look == "text":
            chosen |= {"text_wrap": True, "align": "left", "indent": 1}
        elif isinstance(cell.content, str):
            chosen["align"] = "right"           # stands for a number that is not shown
        if isinstance(cell.content, str) and cell.content.startswith(_STARTS_A_FORMULA):
            chosen["quote_prefix"] = True       # stays a text when somebody edits the cell
        if cell.strong:
            chosen |= {"bold": True, "top": 1}
        if cell.entry:
            chosen |= {"bg_color": _YELLOW, "border": 2, "border_color": _INK}
        return self._format(chosen)

    def title(self) -> Format:
        """Of the first line of a sheet."""
        return self._format({"bold": True, "font_size": 14, "font_color": _INK})

    def head(self) -> Format:
        """Of the lines under it."""
        return self._format({"italic": True, "valign": "top", "text_wrap": True})

    def legend(self) -> Format:
        """Of the line that says what marked cells mean: it is marked itself."""
        return self._format({"bg_color": _YELLOW, "border": 2, "border_color": _INK, "text_wrap": True, "valign": "top"})

    def heading(self) -> Format:
        """Of a block."""
        return self._format({"bold": True, "font_size": 12, "font_color": _INK})

    def column(self, numbers: bool) -> Format:
        """Of a column's title, over its numbers."""
        side: dict[str, Any] = {"align": "right"} if numbers else {"align": "left", "indent": 1}
        return self._format({**side, "bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "bg_color": "#E8EDF3"})

    def note(self) -> Format:
        """Of a sentence across the sheet."""
        return self._format({"text_wrap": True, "valign": "top"})

    def _format(self, chosen: dict[str, Any]) -> Format:
        key = tuple(sorted(chosen.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(chosen)
        return self._made[key]
