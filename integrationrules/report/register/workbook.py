"""A measure as a workbook: the table with shares that Excel computes again, and a sheet about how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from integrationrules.register.measured import Measured
from integrationrules.register.table import Row
from integrationrules.register.tablecolumns import (
    AVERAGE,
    CHANGE,
    COUNTS,
    DEPENDS,
    GAP,
    HIDDEN,
    LEAST,
    LEAST_CHANGE,
    LEAST_GAP,
    MEAN,
    MEAN_CHANGE,
    MEAN_GAP,
    MUNICIPALITIES,
    NUMBERS,
    SHARE,
    Column,
)
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.money.workbook.cell import Cell, Look, text
from integrationrules.report.money.workbook.sheet import Block, Book, Sheet
from integrationrules.report.money.workbook.writing import xlsx
from integrationrules.report.names import Names
from integrationrules.report.quantities import period

from .about import about
from .notes import explained
from .words import HIDES, column_title, group_text, heading

__all__ = ["measured_book", "measured_xlsx"]

_LOOKS: Mapping[str, Look] = MappingProxyType({"count": "count", "share": "percent", "points": "amount", "number": "amount", "difference": "amount"})
_LABEL, _NUMBER = 22, 15


def measured_xlsx(found: Measured, lang: str) -> bytes:
    """The bytes of the workbook."""
    return xlsx(measured_book(found, lang))


def measured_book(found: Measured, lang: str) -> Book:
    """The sheets as values."""
    names = Names(found.book, translator(lang))
    tr, title = names.tr, names.title(found.measure)
    sheets = [
        Sheet(name, title, (tr("Decision support"), *explained(found, tr)), (_block(found, columns, names),),
              (*(_LABEL for _ in range(1 + len(found.by))), *(_NUMBER for _ in columns)))
        for name, columns in _parts(found, tr)
    ]
    made = Sheet(tr("About"), title, (tr("How the table was made"),), about(found, names), (30, 90, 45))
    return Book(title, (*sheets, made), lang, footer=f"{title} · {found.rulebook_hash[:12]}")


def _parts(found: Measured, tr: Translator) -> Iterator[tuple[str, tuple[Column, ...]]]:
    """The sheets of numbers, each narrow enough to be printed, as far as the table has their columns."""
    held = {column.name: column for column in found.table.columns}
    for name, columns in (
        (tr("Table"), (*COUNTS, *NUMBERS, *SHARE, *AVERAGE, DEPENDS)), (tr("Means"), (*MEAN, *LEAST, MUNICIPALITIES)),
        (tr("Changes"), (*CHANGE, *MEAN_CHANGE, *LEAST_CHANGE)),
        (tr("Men and women"), (*GAP, *MEAN_GAP, *LEAST_GAP)),
    ):
        kept = tuple(held[name] for name in dict.fromkeys(column.name for column in columns) if name in held)
        if kept:
            yield name, kept


def _block(found: Measured, columns: Sequence[Column], names: Names) -> Block:
    heads = (names.tr("period"), *(heading(one, names.tr) for one in found.by), *(column_title(column.name, names.tr) for column in columns))
    rows = [row for row in found.table.rows if any(column.name in row.values for column in columns)]
    return Block(columns=heads, rows=tuple(tuple(_row(found, row, columns, names)) for row in rows))


def _row(found: Measured, row: Row, columns: Sequence[Column], names: Names) -> Iterator[Cell | None]:
    tr = names.tr
    yield text(period(str(row.period), tr), strong=row.is_total)
    for by, label in zip(found.by, row.place, strict=True):
        yield text(group_text(by, label, tr), strong=row.is_total)
    cells: dict[str, Cell] = {}
    for column in columns:
        made = _cell(row, column, cells)
        if made is not None:
            cells[column.name] = made
        yield made


def _cell(row: Row, column: Column, before: dict[str, Cell]) -> Cell | None:
    if row[column.name] is HIDDEN:
        return Cell(HIDES, _LOOKS[column.kind], strong=row.is_total)
    number = column.exact(row[column.name])
    if number is None:
        return None
    if column.name == "share":
        return Cell(before["met"] / (before["met"] + before["not_met"]), "percent", strong=row.is_total)
    return Cell(number, _LOOKS[column.kind], strong=row.is_total)
