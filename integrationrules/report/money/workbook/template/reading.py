"""Reads a filled-in workbook as the tree of a case file, so that everything said of case files holds for it too."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from integrationrules.economics.investment.problems import InvestmentError, InvestmentProblem, Problems
from integrationrules.report.catalogue import translator
from integrationrules.rulebook.diagnostics import Mark
from integrationrules.rulebook.yamltree import MappingNode

from .cells import Filled, Leaf
from .form import FIELDS, TABLES, Column, Table
from .tree import Branch, node_of, put
from .wording import in_any_language

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as Found
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["read_template"]

_LARGEST, _UNPACKED = 10 * 2**20, 100 * 2**20
_ROWS = 5_000
_SEARCHED = 15
"""Rows in which the titles of a table's columns are looked for."""


def read_template(path: str | os.PathLike[str], problems: Problems, lang: str) -> MappingNode:
    """The tree of a workbook made by `invest --template`; raises `InvestmentError` where it is none, and for cells that cannot be used."""
    shown = os.fspath(path)
    return _Reader(_opened(Path(path), shown), Filled(shown, problems, translator(lang)), shown).tree()


def _opened(path: Path, shown: str) -> Workbook:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    if not path.is_file():
        raise InvestmentError([InvestmentProblem(shown, "", "invest_no_file")])
    try:
        with ZipFile(path) as packed:
            size = sum(one.file_size for one in packed.infolist())
        if path.stat().st_size > _LARGEST or size > _UNPACKED:
            raise InvestmentError([InvestmentProblem(shown, "", "template_file")])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")         # about what Excel keeps in files and we do not read
            return openpyxl.load_workbook(path)
    except InvestmentError:
        raise
    except (BadZipFile, InvalidFileException, OSError, KeyError, ValueError, TypeError, SyntaxError) as error:
        raise InvestmentError([InvestmentProblem(shown, "", "template_file")]) from error


class _Reader:
    def __init__(self, book: Workbook, filled: Filled, shown: str) -> None:
        self.book, self.filled, self.shown = book, filled, shown
        self.root: Branch = {}

    def tree(self) -> MappingNode:
        top = Mark(self.shown, 0, 0)
        sheet = self._sheet("The case")
        if sheet is None or self._sheet("Lines") is None:
            raise InvestmentError([InvestmentProblem(self.shown, "", "template_other")])
        self._fields(sheet)
        for table in TABLES:
            if (found := self._sheet(table.title)) is not None:
                self._table(table, found)
        self.root.setdefault("lines", {})       # a case whose sources publish no amount has none
        if self.filled.problems:
            raise self.filled.problems.error()
        put(self.root, ("talformat",), Leaf("engelsk", top))       # numbers of cells are written with a point
        node = node_of(self.root, top)
        assert isinstance(node, MappingNode)
        return MappingNode(top, node.pairs, False)

    def _sheet(self, title: str) -> Worksheet | None:
        names = in_any_language(title)
        return next((sheet for sheet in self.book.worksheets if sheet.title.casefold() in names), None)

    def _fields(self, sheet: Worksheet) -> None:
        rows = {" ".join(str(row[0].value).split()).casefold(): row for row in sheet.iter_rows(min_col=1, max_col=2, max_row=_ROWS) if row[0].value}
        constant = False
        for field in FIELDS:
            row = next((rows[label] for label in in_any_language(field.label) if label in rows), None)
            if row is None or (leaf := self.filled.read(row[1], field)) is None:
                continue
            if field.keys == ("prices",) and leaf.text == "constant":
                constant = True
                self.root.setdefault("prices", {})
            elif field.keys == ("prices", "level") and not constant:
                self.filled.tell(row[1], "template_prices")
            elif field.holds == "names":
                put(self.root, field.keys, _names(leaf))
            else:
                put(self.root, field.keys, leaf)

    def _table(self, table: Table, sheet: Worksheet) -> None:
        columns, first = self._columns(table, sheet)
        if not columns:
            self.filled.problems.tell("template_columns", Mark(f"{self.shown}: {sheet.title}", 0, 0), "", expected=self.filled.tr(table.columns[0].title))
            return
        records: dict[str, Branch] = {}
        listed: list[Branch | Leaf] = []
        for row in sheet.iter_rows(min_row=first, max_row=_ROWS):
            cells = [(column, row[at], self.filled.read(row[at], column)) for at, column in columns if at < len(row)]
            given = [(column, leaf) for column, _, leaf in cells if leaf is not None]
            if not given:
                continue
            if table.named:
                self._record(table, records, cells[0][1], given)
            else:
                record: Branch = {}
                for column, leaf in given:
                    put(record, column.keys, leaf)
                listed.append(record)
        if records:
            self.root[table.section] = dict(records.items())
        elif listed:
            put(self.root, tuple(table.section.split(".")), listed)

    def _columns(self, table: Table, sheet: Worksheet) -> tuple[list[tuple[int, Column]], int]:
        """Where each column stands, found by its title, and the row after the titles."""
        for row in sheet.iter_rows(max_row=_SEARCHED):
            titles = {" ".join(str(cell.value).split()).casefold(): at for at, cell in enumerate(row) if cell.value is not None}
            found = [(next((titles[name] for name in in_any_language(column.title) if name in titles), None), column) for column in table.columns]
            if found[0][0] is not None:
                return [(at, column) for at, column in found if at is not None], row[0].row + 1
        return [], 0

    def _record(self, table: Table, records: dict[str, Branch], key: Found, given: list[tuple[Column, Leaf]]) -> None:
        name = next((leaf for column, leaf in given if not column.keys), None)
        if name is None:
            self.filled.tell(key, "template_no_name")
            return
        again = name.text in records
        record = records.setdefault(name.text, {})
        others = [(column, leaf) for column, leaf in given if column.keys and column.keys[0] != "amount"]
        if again and (table.section != "lines" or others):
            self.filled.tell(key, "template_again", found=name.text)
            return
        for column, leaf in others:
            put(record, column.keys, _names(leaf) if column.holds == "names" else leaf)
        if table.section == "lines":
            self._amount(key, record, {column.keys[1]: leaf for column, leaf in given if column.keys[:1] == ("amount",)})

    def _amount(self, key: Found, record: Branch, given: dict[str, Leaf]) -> None:
        """An amount of one year, or of a span; a line has one span at most. One whose years are unknown stands in the line itself."""
        if isinstance(record.get("years"), Leaf):
            record.update(given)
            return
        first, last = given.pop("from", None), given.pop("to", None)
        last = last or first
        value: Any = given["is"] if list(given) == ["is"] else given
        if first and last and first.text == last.text and given:
            years = record.setdefault("years", {})
            assert isinstance(years, dict)
            if first.text in years:
                self.filled.tell(key, "template_year_again", found=first.text)
            years[first.text] = value
        elif first or given:
            if "span" in record:
                self.filled.tell(key, "template_two_spans")
            ends = {name: leaf for name, leaf in (("from", first), ("to", last)) if leaf}
            record["span"] = {**ends, **given}


def _names(leaf: Leaf) -> list[Branch | Leaf]:
    between = ";" if ";" in leaf.text else ","
    return [Leaf(name.strip(), leaf.mark) for name in leaf.text.split(between) if name.strip()]
