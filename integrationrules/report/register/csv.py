"""A measure as a table for Danish Excel: one row a place and period, cells before totals."""

from __future__ import annotations

from collections.abc import Iterator

from integrationrules.register.measured import Measured
from integrationrules.register.table import Row
from integrationrules.register.tablecolumns import HIDDEN, Column
from integrationrules.report.catalogue import translator
from integrationrules.report.danishcsv import csv_number, csv_text, written

from .words import HIDES, column_title, group_text, heading

__all__ = ["measured_csv"]


def measured_csv(found: Measured, lang: str) -> str:
    """The whole file; shares as numbers between 0 and 1, empty where there is none, `..` where it is hidden."""
    return written(_rows(found, lang))


def _rows(found: Measured, lang: str) -> Iterator[list[str]]:
    tr, table = translator(lang), found.table
    yield [tr("period"), *(csv_text(heading(one, tr)) for one in found.by), *(column_title(column.name, tr) for column in table.columns)]
    for row in table.rows:
        place = [csv_text(group_text(by, value, tr)) for by, value in zip(found.by, row.place, strict=True)]
        yield [str(row.period), *place, *(_number(row, column) for column in table.columns)]


def _number(row: Row, column: Column) -> str:
    if row[column.name] is HIDDEN:
        return HIDES
    number = column.exact(row[column.name])
    return "" if number is None else csv_number(number)
