"""Sheets and books as values: blocks of rows under each other, charts after them, the same head on every sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from .cell import Cell

__all__ = ["Block", "Book", "Chart", "Series", "Sheet"]


@dataclass(frozen=True, slots=True)
class Block:
    """A table: an optional heading, column titles, rows of cells; `notes` are sentences across the sheet, after the rows."""

    heading: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """A line or a row of bars: its name, and the cells that label and measure it."""

    name: str
    labels: tuple[Cell, ...]
    values: tuple[Cell, ...]
    soft: bool = False
    """Drawn dashed or hatched: a bound rather than a figure."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of cells of the same sheet, with titles on both axes; `said` is for those who cannot see it."""

    kind: OneOf["line", "column", "bar"]
    title: str
    across: str
    up: str
    series: tuple[Series, ...]
    said: str
    stacked: bool = False
    crosses: float | None = None
    """Where the bars begin, if not at zero."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `head` are the lines under its title: unit, price level, sign convention."""

    name: str
    title: str
    head: tuple[str, ...]
    blocks: tuple[Block, ...]
    widths: tuple[int, ...]
    charts: tuple[Chart, ...] = ()
    legend: str = ""
    """What the marked cells mean, where there are any."""
    one_page: bool = False
    """Printed on one page, so that no chart is cut."""

    def cells(self) -> Iterator[Cell]:
        """Every cell of every block."""
        for block in self.blocks:
            for row in block.rows:
                yield from (each for each in row if each is not None)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook in one language."""

    title: str
    sheets: tuple[Sheet, ...]
    lang: str
    footer: str = ""
