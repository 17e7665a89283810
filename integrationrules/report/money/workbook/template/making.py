"""Makes the workbook to fill in, empty or with a case in it."""

from __future__ import annotations

from collections.abc import Iterator

from integrationrules.report.catalogue import Translator, translator
from integrationrules.rulebook.yamltree import MappingNode, Node

from ..cell import Cell, Content, Look, text
from ..sheet import Block, Book, Sheet
from ..writing import xlsx
from .form import FIELDS, TABLES, Column, Field, Table
from .stated import Share, Stated
from .wording import offered

__all__ = ["template_xlsx"]


def template_xlsx(lang: str, root: MappingNode | None = None) -> bytes:
    """The workbook; `root` is the case file whose figures it holds, none for an empty one."""
    tr = translator(lang)
    stated = Stated(root)
    top = (tr("Amounts in the unit chosen on the sheet The case; prices as chosen there."),
           tr("Sign: amounts have none. The kind says whether it is a cost, a saving or an income; in results plus is a gain of the payer."))
    legend = tr("Yellow cells with a thick frame are to be filled in.")
    sheets = [_case_sheet(stated, top, legend, tr), *(_table_sheet(table, stated, top, legend, tr) for table in TABLES)]
    return xlsx(Book(tr("Investment case to fill in"), (_instructions(top, sheets, tr), *sheets), lang, tr("Decision support")))


def _instructions(top: tuple[str, ...], sheets: list[Sheet], tr: Translator) -> Sheet:
    how = (
        tr("Fill in the yellow cells. Then run: integrationrules invest FILE.xlsx"),
        tr("Begin with the sheets The case, Sources and Lines. The others may stay empty; what is not stated is listed as such."),
        tr("Every figure needs a source: the short name of a row of the sheet Sources, and the place in it."),
        tr("A figure that is assumed has the status assumed, and says why under Because."),
        tr("Numbers are typed as numbers, without unit: 84.1 as your program writes it. Texts and formulas in number cells are refused."),
        tr("Short names are small letters, digits and _: saved_2018. Several of them have commas between them."),
        tr("An amount for several years is written once, with its first and last year. It is never divided by the year; results are then ranges."),
        tr("A text may stand in one language only; it is then used for both."),
        tr("Names and CPR numbers of citizens do not belong here."),
    )
    tables = {table.title: table.about for table in TABLES}
    notes = tuple(f"{sheet.name}: {tr(tables[title])}" for sheet, title in zip(sheets[1:], tables, strict=True))
    return Sheet(tr("Instructions"), tr("Investment case to fill in"), top, (
        Block(tr("How to fill it in"), (), (), how), Block(tr("Sheets"), (), (), (sheets[0].name + ": " + tr("what the case is about"), *notes))), (50, 50))


def _case_sheet(stated: Stated, top: tuple[str, ...], legend: str, tr: Translator) -> Sheet:
    rows = tuple((text(tr(field.label)), _entry(field, stated.of_case(field.keys, field.holds), tr), text(tr(field.about))) for field in FIELDS)
    return Sheet(tr("The case"), tr("The case"), top, (Block("", (tr("What"), tr("Answer"), tr("Help")), rows),), (52, 60, 50), legend=legend)


def _table_sheet(table: Table, stated: Stated, top: tuple[str, ...], legend: str, tr: Translator) -> Sheet:
    filled = list(_records(table, stated, tr))
    empty = max(table.rows - len(filled), 5 if table.named else 3) if table.section != "included" else table.rows - len(filled)
    blank = [tuple(_entry(column, None, tr) for column in table.columns) for _ in range(max(0, empty))]
    block = Block("", tuple(tr(column.title) for column in table.columns), tuple(filled + blank))
    return Sheet(tr(table.title), tr(table.title), (*top, tr(table.about)), (block,), tuple(column.width for column in table.columns), legend=legend)


def _records(table: Table, stated: Stated, tr: Translator) -> Iterator[tuple[Cell, ...]]:
    for name, node in stated.records(table.section, table.named):
        for place, amount in enumerate(stated.amounts(node) if table.section == "lines" else (None,)):
            yield tuple(_entry(column, _value(column, name, node, amount, place, stated), tr) for column in table.columns)


def _value(column: Column, name: str, node: Node, amount: dict[str, Content | Share] | None, place: int,
           stated: Stated) -> Content | Share:
    if not column.keys:
        return name
    if column.keys[0] == "amount":
        return (amount or {}).get(column.keys[1])
    if place:
        return None             # a further amount of the same line needs nothing else
    return stated.of_record(node, column.keys, column.holds)


def _entry(asked: Column | Field, value: Content | Share, tr: Translator) -> Cell:
    choices = offered(asked.choices, tr)
    if asked.holds == "choice" and isinstance(value, str):
        value = dict(zip(asked.choices, choices, strict=True)).get(value, value)
    if isinstance(value, Share):
        return Cell(value.value, "percent", entry=True)
    looks: dict[str, Look] = {"year": "year", "number": "exact", "percent": "text" if value is None else "exact"}
    return Cell(value, looks.get(asked.holds, "text"), entry=True, choices=choices)
