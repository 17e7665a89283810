"""An investment case as a workbook: front page, assumptions, calculation, result, checks and sources."""

from __future__ import annotations

from integrationrules.economics.investment.result import InvestmentResult
from integrationrules.report.catalogue import translator

from ..sheet import Book
from ..writing import xlsx
from .entries import Entries
from .front import front_sheet, sources_sheet
from .head import head
from .moving import Moving
from .outcome import Outcome
from .verdicts import Verdicts
from .yearly import Yearly

__all__ = ["investment_book", "investment_xlsx"]


def investment_xlsx(result: InvestmentResult, lang: str) -> bytes:
    """The workbook as a file."""
    return xlsx(investment_book(result, lang))


def investment_book(result: InvestmentResult, lang: str) -> Book:
    """The workbook of what was computed from a case."""
    tr, case = translator(lang), result.stated
    top, entries = head(case, tr), Entries(result, tr)
    yearly = Yearly(entries, tr)
    verdicts = Verdicts(entries, yearly, result, tr)
    outcome = Outcome(entries, yearly, result, tr) if case.lines else None
    sheets = [(entries.sheet(top), tr("what was entered, with source and status; the sheet to change"))]
    if outcome is not None:
        moving = Moving(entries, outcome, result, tr)
        sensitivity = moving.sheet(top)
        sheets += [(yearly.sheet(top), tr("every amount by year, with its sign")), (outcome.sheet(top), tr("sums, ratios and payback")),
                   (outcome.drawn(top, moving.chart), tr("cumulative net, who pays and gains, what moves the net")),
                   (sensitivity, tr("scenarios, one input at a time, break-even"))]
    sheets += [(verdicts.sheet(top), tr("what the figures were checked for")), (sources_sheet(case, top, tr), tr("where the figures come from"))]
    front = front_sheet(result, outcome, verdicts.counts, [(sheet.name, about) for sheet, about in sheets], top, tr)
    return Book(case.title.get(lang), (front, *(sheet for sheet, _ in sheets)), lang, tr("Decision support"))
