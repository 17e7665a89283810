"""How large a sheet is set so that it takes two sides of A4: its height is worked out here, for no browser is asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from integrationrules.report.money.blocks import Block, Charts, Checked, Listed, Said, Section, Sheet, Tabled
from integrationrules.report.money.page.measure import width

__all__ = ["Fit", "fitted", "height_of"]

SIDE_WIDE, SIDE_HIGH = 687.0, 1039.0
"""A side of A4 within its margins, in the pixels of a browser."""
_SCALES = (1.0, 0.97, 0.94, 0.91, 0.88, 0.85, 0.82, 0.79, 0.76)
_GAP, _TORN = 18, 90
_FILLED, _RAGGED = 0.98, 12
_NEARLY, _SPARE = 1.025, 1.1
"""How far off heights may be: of two sides that are filled apart, and of what flows from the one to the other."""
_TEXT, _TABLE, _CHECK = 11.0, 10.8, 10.6
_NARROWER = 0.86
"""Texts on the page are set in Arial or a font as wide, which is narrower than the one that charts are measured in."""


@dataclass(frozen=True)
class Fit:
    """The scale of everything on paper, and whether the second side begins where the sheet would have it begin."""

    scale: float
    breaks: bool


def fitted(sheet: Sheet) -> Fit:
    """The largest scale at which the sheet takes two sides; the smallest there is where none does."""
    for scale in _SCALES:
        wide, high = SIDE_WIDE / scale, SIDE_HIGH / scale
        place = next((number for number, one in enumerate(sheet.sections) if one.new_page), len(sheet.sections))
        head = _head(sheet, wide)
        if (head + height_of(sheet.sections, wide)) * _NEARLY <= high:
            return Fit(scale, False)
        if max(head + height_of(sheet.sections[:place], wide), height_of(sheet.sections[place:], wide)) * _NEARLY <= high:
            return Fit(scale, True)
        if _flowing(sheet, head, wide, high) <= 2 * high:
            return Fit(scale, False)
    return Fit(_SCALES[-1], False)


def _flowing(sheet: Sheet, reached: float, wide: float, high: float) -> float:
    """Where the sheet ends when it is not broken anywhere else than at the foot of a side; pictures move on whole."""
    for _, group in groupby(sheet.sections, lambda one: one.half):
        some = list(group)
        tall, foot = height_of(some, wide), high - reached % high
        if tall > foot:
            torn = not any(isinstance(block, Charts) for one in some for block in one.blocks)
            reached += _TORN if torn else foot
        reached += tall * _SPARE
    return reached


def height_of(sections: Sequence[Section], wide: float) -> float:
    """How high sections are, set so wide."""
    total = 0.0
    half = (wide - _GAP) / 2
    for halves, group in groupby(sections, lambda one: one.half):
        some = list(group)
        heights = [_section(one, half if halves else wide) for one in some]
        if halves:
            total += max(heights) if len(some) <= 2 else sum(heights) / 2 + 24
        else:
            total += sum(heights)
    return total


def _head(sheet: Sheet, wide: float) -> float:
    title = 22 * _lines(sheet.title, wide, 19, bold=True) + 3
    about = sum(14.1 * _lines(line, wide, _TEXT) for line in sheet.about)
    concluded = 16 * _lines(sheet.answer.concluded, wide - 24, 12.5, bold=True)
    return title + about + concluded + 14.1 * _lines(" ".join(sheet.answer.open), wide - 24, _TEXT) + 52


def _section(section: Section, wide: float) -> float:
    return 24 + sum(_block(one, wide) for one in section.blocks)


def _block(block: Block, wide: float) -> float:
    if isinstance(block, Said):
        return 14.1 * _lines(block.text, wide, _TEXT) + 3
    if isinstance(block, Listed):
        return sum(14.1 * _lines(one, wide - 16, _TEXT) for one in block.items) + 4
    if isinstance(block, Charts):
        return sum(one.height * min(wide / one.width, 1) + 9 for one in block.drawn)
    if isinstance(block, Checked):
        texts = (f"{mark.symbol} {mark.word} {title}: {found}" for mark, title, found in block.items)
        return 14 + sum(13.25 * _lines(one, (wide - _GAP) / 2 - 10, _CHECK) + 2 for one in texts) / 2 + 10
    return _table(block, wide)


def _table(block: Tabled, wide: float) -> float:
    """Columns get what their longest cells want, or a share of what there is in proportion."""
    rows = [[cell if isinstance(cell, str) else f"{cell.symbol} {cell.word}" for cell in row] for row in (block.heads, *block.rows)]
    wants = [max(width(row[place], _TABLE) * _NARROWER for row in rows) + 10 for place in range(len(block.heads))]
    free = max(wide - sum(wants), 0)
    narrow = [want for want in wants if want <= wide / len(wants)]
    left = wide - sum(narrow)
    broad = sum(wants) - sum(narrow)
    rooms = [want if want in narrow or broad <= left else want * left / broad for want in wants]
    rooms = [room + free / len(rooms) for room in rooms]
    lines = (max(_lines(cell, room - 8, _TABLE) for cell, room in zip(row, rooms, strict=True)) for row in rows)
    return 14.1 * _lines(block.caption, wide, _TEXT) + sum(13.8 * count + 2.6 for count in lines) + 4


def _lines(text: str, room: float, size: float, bold: bool = False) -> int:
    """In how many lines a text is set; lines are not filled to their ends, and the shorter they are the less so."""
    if width(text, size, bold) * _NARROWER <= room:
        return 1
    return max(1, math.ceil(width(text, size, bold) * _NARROWER / max(room * _FILLED - _RAGGED, 1)))
