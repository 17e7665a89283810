"""The first sheet, which says what the workbook shows, and the last, which says where its figures come from."""

from __future__ import annotations

from collections.abc import Sequence

from integrationrules.economics.investment.model import InvestmentCase
from integrationrules.economics.investment.result import InvestmentResult
from integrationrules.report.catalogue import Translator
from integrationrules.report.money.words import UNITS, VERDICTS, money_word

from ..cell import Cell, text
from ..sheet import Block, Sheet
from .entries import said
from .outcome import Outcome, Pair

__all__ = ["front_sheet", "sources_sheet"]


def front_sheet(result: InvestmentResult, outcome: Outcome | None, verdicts: dict[str, Cell], sheets: Sequence[tuple[str, str]],
                head: tuple[str, ...], tr: Translator) -> Sheet:
    """Title, headline figures, how the checks fell, what is missing, and what each sheet holds."""
    case = result.case
    facts = [(text(label), text(str(value))) for label, value in (
        (tr("Year of the decision"), case.decided), (tr("Municipality (number)"), case.municipality),
        (tr("Whom the amounts are about"), said(case.scope.includes, tr)),
    ) if value]
    blocks = [Block(tr("The case"), (), tuple(facts))] if facts else []
    blocks.append(_figures(outcome, tr(UNITS[case.unit]), tr) if outcome is not None else Block(tr("In all"), (), (), (tr("No amount is published."),)))
    counted = tuple((text(tr(VERDICTS[name])), cell) for name, cell in verdicts.items())
    blocks.append(Block(tr("Checks"), (tr("Verdict"), tr("Number")), counted))
    if case.missing:
        blocks.append(Block(tr("Numbers that the sources do not carry"), (), (), tuple(
            f"{one.what.get(tr.lang)}: {one.why.get(tr.lang)}" if one.why else one.what.get(tr.lang) for one in case.missing)))
    if result.not_included:
        blocks.append(Block(tr("Not included, or not stated whether it is"), (), (), (", ".join(money_word(name, tr) for name in result.not_included),)))
    blocks.append(Block(tr("Sheets"), (), (), tuple(f"{name}: {about}" for name, about in sheets)))
    return Sheet(tr("Front page"), case.title.get(tr.lang), (*head, tr("Decision support.")), tuple(blocks), (56, 20, 20, 20), one_page=True)


def _figures(outcome: Outcome, unit: str, tr: Translator) -> Block:
    labels = {"cost": tr("Costs"), "saving": tr("Savings"), "income": tr("Income"), "net": tr("Net")}
    figures: list[tuple[Cell, ...]] = [_figure(label, outcome.totals[name], unit) for name, label in labels.items()]
    ratio = outcome.totals["benefit_cost"]
    figures.append((text(tr("Savings and income for each krone spent")), Cell(ratio.least, "factor"), Cell(ratio.most, "factor"), text("")))
    for status, totals in outcome.by_status.items():
        figures.append(_figure(tr("Net, of this {status}").format(status=money_word(status, tr)), totals["net"], unit))
    paid_back = (Cell(outcome.payback[end], "year") for end in ("most", "least"))
    figures.append((text(tr("Paid back, at the earliest and at the latest in")), *paid_back, text("")))
    return Block(tr("In all"), (tr("Figure"), tr("At least"), tr("At most"), tr("Unit")), tuple(figures))


def _figure(label: str, pair: Pair, unit: str) -> tuple[Cell, ...]:
    return text(label), Cell(pair.least, "amount"), Cell(pair.most, "amount"), text(unit)


def sources_sheet(case: InvestmentCase, head: tuple[str, ...], tr: Translator) -> Sheet:
    """Every source, with what to know of it."""
    rows = tuple((text(one.title), text(one.by), text(one.published), text(one.url), text(said(one.note, tr))) for one in case.sources.values())
    columns = (tr("Source"), tr("By"), tr("Published"), tr("Address"), tr("Note"))
    return Sheet(tr("Sources"), case.title.get(tr.lang), head, (Block("", columns, rows),), (44, 26, 14, 44, 40))
