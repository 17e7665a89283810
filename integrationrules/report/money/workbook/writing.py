"""Writes a book as `.xlsx`: the same book gives the same bytes, on every day and machine."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from .cell import Cell
from .drawing import CHART_ROWS, draw, last_column
from .expression import Expression
from .formats import Formats
from .placement import Place, head_rows, laid_out, places, written
from .sheet import Block, Book, Sheet
from .valuation import Valuation

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

__all__ = ["xlsx"]

_CREATED = datetime(2026, 1, 1)
_A4 = 9
_LINE = 15.0
"""Points of one line of text."""
_AIR = 2.0
_LARGEST_LIST = 255
"""Characters that a list of choices may have."""


def xlsx(book: Book) -> bytes:
    """The workbook, every formula with its value."""
    import xlsxwriter

    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False})
    workbook.set_properties({"title": book.title, "created": _CREATED})
    workbook.set_calc_mode("auto")
    where, values, formats = places(book), Valuation(), Formats(workbook)
    sheets = {sheet.name: workbook.add_worksheet(sheet.name) for sheet in book.sheets}
    for sheet in book.sheets:
        worksheet = sheets[sheet.name]
        _set_up(worksheet, sheet, book)
        _write_head(worksheet, sheet, formats)
        below = head_rows(sheet)
        for block, begin in laid_out(sheet):
            below = _write_block(worksheet, sheet, block, begin, where, values, formats)
        if sheet.charts:
            worksheet.print_area(0, 0, below + (len(sheet.charts) + 1) // 2 * CHART_ROWS, last_column(sheet.widths, len(sheet.charts)))
        for number, chart in enumerate(sheet.charts):
            shown = [values.shown(cell) for series in chart.series for cell in series.values]
            from_zero = all(isinstance(each, float) and each >= 0 for each in shown)
            draw(chart, workbook, worksheet, below + number // 2 * CHART_ROWS, number % 2, where, from_zero)
    for cell, place in where.items():
        if cell.name:
            workbook.define_name(cell.name, f"={place.full}")
    workbook.close()
    return stream.getvalue()


def _set_up(worksheet: Worksheet, sheet: Sheet, book: Book) -> None:
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.fit_to_pages(1, 1 if sheet.one_page else 0)
    worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    worksheet.hide_gridlines(2)
    worksheet.set_footer(f"&L{book.footer.replace('&', '&&')}&C&A&R&P / &N")
    for number, width in enumerate(sheet.widths):
        worksheet.set_column(number, number, width)
    fixed = head_rows(sheet)
    if len(sheet.blocks) == 1 and sheet.blocks[0].columns:
        fixed += bool(sheet.blocks[0].heading) + 1
    worksheet.repeat_rows(0, fixed - 1)
    worksheet.freeze_panes(fixed, 0)


def _write_head(worksheet: Worksheet, sheet: Sheet, formats: Formats) -> None:
    worksheet.write_string(0, 0, sheet.title, formats.title())
    row = 1
    for line in sheet.head:
        _write_across(worksheet, row, line, sheet, formats.head())
        row += 1
    if sheet.legend:
        _write_across(worksheet, row, sheet.legend, sheet, formats.legend())


def _write_block(worksheet: Worksheet, sheet: Sheet, block: Block, row: int,
                 where: Mapping[Cell, Place], values: Valuation, formats: Formats) -> int:
    """Writes a block from `row` on; the row after it and an empty one."""
    if block.heading:
        worksheet.write_string(row, 0, block.heading, formats.heading())
        row += 1
    if block.columns:
        for number, title in enumerate(block.columns):
            worksheet.write_string(row, number, title, formats.column(_holds_numbers(block, number)))
        worksheet.set_row(row, _LINE * max(_lines(title, sheet.widths[number]) for number, title in enumerate(block.columns)))
        row += 1
    for cells in block.rows:
        tall = 1
        for number, cell in enumerate(cells):
            if cell is not None:
                _write_cell(worksheet, row, number, cell, where, values, formats)
                shown = values.shown(cell) if isinstance(cell.content, Expression) else cell.content
                tall = max(tall, _lines(shown, sheet.widths[number]) if isinstance(shown, str) else 1)
        worksheet.set_row(row, _LINE * tall + _AIR)
        row += 1
    for note in block.notes:
        _write_across(worksheet, row, note, sheet, formats.note())
        row += 1
    return row + 1


def _holds_numbers(block: Block, column: int) -> bool:
    """Whether the first cell of a column holds a number."""
    cells = (row[column] for row in block.rows if column < len(row))
    first = next((cell for cell in cells if cell is not None and cell.content != ""), None)
    return first is not None and first.look != "text"


def _write_across(worksheet: Worksheet, row: int, text: str, sheet: Sheet, look: Any) -> None:
    if len(sheet.widths) > 1:
        worksheet.merge_range(row, 0, row, len(sheet.widths) - 1, "", look)
    worksheet.write_string(row, 0, text, look)
    worksheet.set_row(row, _LINE * _lines(text, sum(sheet.widths)))


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column, rather one too many."""
    room = max(int(width) - 2, 1)
    return sum(len(textwrap.wrap(line, room)) or 1 for line in text.split("\n"))


def _write_cell(worksheet: Worksheet, row: int, column: int, cell: Cell, where: Mapping[Cell, Place], values: Valuation, formats: Formats) -> None:
    content, look = cell.content, formats.of(cell)
    if isinstance(content, Expression):
        worksheet.write_formula(row, column, written(content, where[cell].sheet, where), look, values.shown(cell))
    elif isinstance(content, str):
        worksheet.write_string(row, column, content, look)
    elif isinstance(content, bool):
        worksheet.write_boolean(row, column, content, look)
    elif isinstance(content, date):
        worksheet.write_datetime(row, column, datetime(content.year, content.month, content.day), look)
    elif content is None:
        worksheet.write_blank(row, column, None, look)
    else:
        worksheet.write_number(row, column, float(content), look)
    if cell.choices:
        assert len(",".join(cell.choices)) <= _LARGEST_LIST, "too many choices for one list"
        worksheet.data_validation(row, column, row, column, {"validate": "list", "source": list(cell.choices)})
