"""Where every cell of a book stands, and formulas written with those addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from .cell import Cell
from .expression import Call, Expression, Literal, Negative, Operation, Range
from .sheet import Block, Book, Sheet

__all__ = ["Place", "head_rows", "laid_out", "places", "written"]

_BINDS: Mapping[str, int] = MappingProxyType({"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5})


@dataclass(frozen=True, slots=True)
class Place:
    """A sheet and a row and column, counted from 0."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """`$B$4`: it stays the same wherever the formula is copied."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(self.row, self.column, row_abs=True, col_abs=True))

    @property
    def full(self) -> str:
        """With the sheet before it."""
        return f"{_quoted(self.sheet)}!{self.address}"


def head_rows(sheet: Sheet) -> int:
    """How many rows the head takes: title, lines, legend, an empty row."""
    return 1 + len(sheet.head) + bool(sheet.legend) + 1


def laid_out(sheet: Sheet) -> Iterator[tuple[Block, int]]:
    """Each block with the row it begins in."""
    row = head_rows(sheet)
    for block in sheet.blocks:
        yield block, row
        row += bool(block.heading) + bool(block.columns) + len(block.rows) + len(block.notes) + 1


def places(book: Book) -> Mapping[Cell, Place]:
    """Where each cell stands; raises `ValueError` for a cell that is placed twice."""
    found: dict[Cell, Place] = {}
    for sheet in book.sheets:
        for block, begin in laid_out(sheet):
            first = begin + bool(block.heading) + bool(block.columns)
            for down, row in enumerate(block.rows):
                for across, cell in enumerate(row):
                    if cell is None:
                        continue
                    if cell in found:
                        raise ValueError(f"{cell} is placed twice: {found[cell].full} and row {first + down + 1} of {sheet.name}")
                    found[cell] = Place(sheet.name, first + down, across)
    return found


def written(formula: Expression, sheet: str, where: Mapping[Cell, Place]) -> str:
    """The formula as a cell of `sheet` holds it, with English names of functions and commas between arguments."""
    return "=" + _text(formula, sheet, where)


def _text(part: Expression, sheet: str, where: Mapping[Cell, Place]) -> str:
    if isinstance(part, Cell):
        place = where[part]
        return place.address if place.sheet == sheet else place.full
    if isinstance(part, Literal):
        return _literal(part)
    if isinstance(part, Negative):
        return "-" + _inside(part.of, 6, sheet, where)
    if isinstance(part, Operation):
        binds = _BINDS[part.sign]
        return _inside(part.left, binds, sheet, where) + part.sign + _inside(part.right, binds + 1, sheet, where)
    if isinstance(part, Range):
        return _range(part, sheet, where)
    assert isinstance(part, Call)
    return f"{part.function}({','.join(_arguments(part, sheet, where))})"


def _literal(part: Literal) -> str:
    if isinstance(part.value, bool):
        return str(part.value).upper()
    if isinstance(part.value, str):
        return '"' + part.value.replace('"', '""') + '"'
    shown = repr(int(part.value)) if part.value == int(part.value) and abs(part.value) < 1e15 else repr(part.value)
    return f"({shown})" if part.value < 0 else shown


def _inside(part: Expression, binds: int, sheet: str, where: Mapping[Cell, Place]) -> str:
    shown = _text(part, sheet, where)
    loose = isinstance(part, Negative) or (isinstance(part, Operation) and _BINDS[part.sign] < binds)
    return f"({shown})" if loose else shown


def _arguments(call: Call, sheet: str, where: Mapping[Cell, Place]) -> Iterator[str]:
    """The arguments; neighbours among the cells of a sum are written as a range."""
    if call.function in ("SUM", "MIN", "MAX") and all(isinstance(each, Cell) for each in call.arguments):
        yield _range(Range(call.arguments), sheet, where)
    else:
        yield from (_text(each, sheet, where) for each in call.arguments)


def _range(part: Range, sheet: str, where: Mapping[Cell, Place]) -> str:
    found = [where[each] for each in part.cells if isinstance(each, Cell)]
    first, last = found[0], found[-1]
    if len(found) > 1 and len(found) == len(part.cells) and _neighbours(found):
        return f"{first.address if first.sheet == sheet else first.full}:{last.address}"
    return ",".join(_text(each, sheet, where) for each in part.cells)


def _neighbours(found: list[Place]) -> bool:
    """Whether the places follow each other in one column or one row."""
    pairs = list(pairwise(found))
    return (all((a.sheet, a.row + 1, a.column) == (b.sheet, b.row, b.column) for a, b in pairs)
            or all((a.sheet, a.row, a.column + 1) == (b.sheet, b.row, b.column) for a, b in pairs))


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"
