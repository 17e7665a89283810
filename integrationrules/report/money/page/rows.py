"""Rows under each other: a wrapped text on the left, a bar along an axis of amounts, and amounts on the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree.ElementTree import Element

from integrationrules.report.catalogue import Translator
from integrationrules.report.markup import element
from integrationrules.report.money.page.axis import Axis, axis_over
from integrationrules.report.money.page.figure import LINE, SIZE, words
from integrationrules.report.money.page.measure import width, wrapped

__all__ = ["BAR", "Row", "Rows"]

BAR, _PAD, _GAP = 13, 6, 10
_SHARE = 0.36
"""Of the width, for the texts on the left."""


@dataclass(frozen=True)
class Row:
    """What stands left and right of a bar; a row without amounts is a heading."""

    label: str
    note: str = ""
    amounts: tuple[str, ...] = ()
    bold: bool = False


class Rows:
    """The places of rows from `top` downwards, and the axis between the columns."""

    def __init__(self, rows: Sequence[Row], heads: Sequence[str], spread: Iterable[Decimal], wide: float, top: float) -> None:
        self.rows, self.heads, self.wide, self.top = rows, heads, wide, top + LINE
        cells = [*((one.amounts, True) for one in rows), (tuple(heads), True)]
        columns = max(len(heads), 1)
        self._columns = [max((width(cell[place], SIZE, bold) for cell, bold in cells if len(cell) > place), default=0) + _GAP for place in range(columns)]
        self._room = wide * _SHARE
        left, right = self._room + _GAP, wide - sum(self._columns) - 4
        self.axis: Axis = axis_over(spread, left, right, 4)
        self._texts = [(wrapped(one.label, self._room if one.amounts else right, SIZE, bold=one.bold),
                        wrapped(one.note, self._room, SIZE, 2) if one.note else []) for one in rows]
        heights = [(len(label) + len(note)) * LINE + _PAD for label, note in self._texts]
        self.tops = [self.top + sum(heights[:place]) for place in range(len(heights))]
        self.bottom = self.top + sum(heights)
        self._heights = heights

    def middle(self, place: int) -> float:
        """The height at which a row's bar lies."""
        return round(self.tops[place] + self._heights[place] / 2, 1)

    def texts(self) -> Iterator[Element]:
        """The heads of the columns, the labels, the notes and the amounts."""
        right = self.wide - sum(self._columns)
        for place, head in enumerate(self.heads):
            yield words(head, right + sum(self._columns[:place + 1]), self.top - 3, "end", "soft")
        for place, (row, (label, note)) in enumerate(zip(self.rows, self._texts, strict=True)):
            y = self.tops[place] + _PAD / 2 + SIZE - 1
            for number, line in enumerate((*label, *note)):
                style = "bold" if row.bold and number < len(label) else "soft" if number >= len(label) else ""
                yield words(line, 2, y + number * LINE, style=style)
            for number, text in enumerate(row.amounts):
                at = right + sum(self._columns[:number + 1])
                yield words(text, at, self.middle(place) + 4, "end", "value" if row.bold else "")

    def grid(self, tr: Translator, said: str) -> Iterator[Element]:
        """Vertical strokes at the marks, their amounts below as far as there is room, and below them what the axis shows."""
        reached = -1e9
        for x, text in self.axis.labels(tr):
            zero = text.strip("0,.") == ""
            yield element("path", d=f"M{x} {round(self.top, 1)}V{round(self.bottom, 1)}", class_="zero" if zero else "grid")
            half = width(text, SIZE) / 2
            if x - half > reached:
                yield words(text, x, self.bottom + LINE, "middle", "soft")
                reached = x + half + 4
        lines = wrapped(said, self.wide - 4, SIZE, 2)
        for number, line in enumerate(lines):
            wide = width(line, SIZE)
            middle = min(max((self.axis.start + self.axis.end) / 2, wide / 2 + 2), self.wide - wide / 2 - 2)
            yield words(line, middle, self.bottom + LINE * (2.2 + number), "middle", "soft")

    def height(self, said: str) -> float:
        """Down to the last line of the axis."""
        return self.bottom + LINE * (1.7 + len(wrapped(said, self.wide - 4, SIZE, 2)))
