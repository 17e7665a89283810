"""An investment case as a table for Danish Excel: semicolons, decimal commas, a byte-order mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from integrationrules.economics.investment.result import InvestmentResult
from integrationrules.economics.ranges import Range
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.danishcsv import csv_number, csv_text, written

from .sentences import check_sentence
from .text import sign_convention, source_text
from .words import REASONS, UNITS, VERDICTS, check_title, money_word

__all__ = ["investment_csv"]

Cell = str | Range | int | None


def investment_csv(found: InvestmentResult, lang: str) -> str:
    """The whole file: every line by year, sums by year, status and payer, and the checks; numbers unrounded, texts never formulas."""
    tr = translator(lang)
    return written([_cell(cell) for cell in row] for row in (_headings(tr), *_rows(found, tr)))


def _cell(cell: Cell) -> str:
    """A number with a comma, or a text that no spreadsheet takes for a formula."""
    if isinstance(cell, Range):
        return csv_number(cell.least)
    if isinstance(cell, int):
        return str(cell)
    return csv_text(cell or "")


def _headings(tr: Translator) -> list[Cell]:
    return [
        tr("part"), tr("item"), tr("payer"), tr("spending area"), tr("status"), tr("from year"), tr("to year"), tr("least"), tr("most"), tr("unit"),
        tr("source"), tr("remark"),
    ]


def _rows(found: InvestmentResult, tr: Translator) -> Iterator[Sequence[Cell]]:
    unit = tr(UNITS[found.case.unit])
    title = found.case.title.get(tr.lang)
    level = tr("current prices") if found.case.price_level is None else tr("prices of {year}").format(year=found.case.price_level)
    yield [tr("case"), title, *[None] * 7, unit, None, f"{level}. {sign_convention(tr)}"]
    for one in found.lines:
        line = one.line
        for amount in line.amounts:
            value = amount.value
            yield [
                money_word(line.kind, tr), line.title.get(tr.lang), money_word(line.payer, tr), money_word(line.area, tr), money_word(line.status, tr),
                amount.first, amount.last, *_ends(value), unit, source_text(line.cited, tr), line.because.get(tr.lang) if line.because else None,
            ]
    for year in found.years:
        statuses = ", ".join(money_word(one, tr) for one in year.statuses)
        for name, value in ((tr("net of the year"), year.net), (tr("cumulative net"), year.cumulative)):
            yield [tr("year"), name, None, None, statuses, year.year, year.year, *_ends(value), unit, None, None]
    for status, totals in found.by_status.items():
        yield [tr("total"), tr("net"), None, None, money_word(status, tr), *_years(found), *_ends(totals.net), unit, None, None]
    yield [tr("total"), tr("net"), None, None, tr("all lines"), *_years(found), *_ends(found.totals.net), unit, None, None]
    for payer in found.payers:
        yield [tr("payer"), tr("net"), money_word(payer.payer, tr), None, None, *_years(found), *_ends(payer.totals.net), unit, None, None]
    npv = found.present_value
    ends = _ends(npv.value) if npv.value is not None else (None, None)
    yield [tr("total"), tr("Net present value"), None, None, None, *_years(found), *ends, unit, None, tr(REASONS[npv.reason]) if npv.reason else None]
    for check in found.checks:
        yield [tr("check"), check_title(check.id, tr), None, None, tr(VERDICTS[check.verdict]), *[None] * 6, check_sentence(check, found.case.unit, tr)]


def _ends(value: Range) -> tuple[Range, Range]:
    return Range.of(value.least), Range.of(value.most)


def _years(found: InvestmentResult) -> tuple[int, int]:
    return found.case.years[0], found.case.years[-1]
