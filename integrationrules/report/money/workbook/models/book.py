"""A formula model as a workbook: front page, assumptions, calculation, result, sensitivity, checks and sources."""

from __future__ import annotations

from collections.abc import Sequence

from integrationrules.economics.formulas.result import ModelResult
from integrationrules.economics.tornado import Bar
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.money.modelwords import lacking_text

from ..cell import Cell, text
from ..expression import Call, Literal, plus, when
from ..sheet import Block, Book, Chart, Series, Sheet
from ..writing import xlsx
from .given import Given
from .steps import Steps

__all__ = ["model_book", "model_xlsx"]


def model_xlsx(result: ModelResult, lang: str, bars: Sequence[Bar] = ()) -> bytes:
    """The workbook as a file."""
    return xlsx(model_book(result, lang, bars))


def model_book(result: ModelResult, lang: str, bars: Sequence[Bar] = ()) -> Book:
    """The workbook of a model's answer; `bars` are its tornado."""
    tr = translator(lang)
    level = result.inputs.price_year
    prices = tr("current prices") if level is None else tr("{year} prices").format(year=level)
    head = (tr("Amounts in {unit} where nothing else is said; {prices}.").format(unit=tr("DKK"), prices=prices),
            tr("Sign: above zero is a gain for the payer, below zero a cost."))
    given = Given(result, tr)
    years = Steps(result, result.years, given, "out", tr)
    sheets = [(given.sheet(head), tr("what was given, with source; the sheet to change")),
              (years.calculation(tr("Calculation"), head), tr("every formula, for every member and year"))]
    if result.payers:
        sheets.append((years.unrounded(head, tr("By payer")), tr("every step by year, unrounded")))
    sheets.append((years.outcome(tr("Result"), head), tr("from gross to net by payer") if result.payers else tr("the figures of the model")))
    if result.payers:
        sheets.append((years.drawn(head), tr("cumulative net, who pays and gains")))
    if result.early is not None:
        early = Steps(result, result.early, given, "early", tr)
        months = tr("First {n} months").format(n=result.model.file.after_months)
        sheets += [(early.calculation(tr("Calculation, {period}").format(period=months.lower()), head), tr("the same formulas for those months")),
                   (early.unrounded(head, tr("By payer, {period}").format(period=months.lower())), tr("every step, unrounded")),
                   (early.outcome(months, head), tr("from gross to net after those months"))]
    sheets += [(_sensitivity(result, bars, head, tr), tr("what moves the net, break-even")),
               (_checks(result, years, head, tr), tr("what holds, and what is lacking")),
               (_sources(result, head, tr), tr("where the figures come from"))]
    front = _front(result, years, [(sheet.name, about) for sheet, about in sheets], head, tr)
    return Book(result.inputs.title.get(lang), (front, *(sheet for sheet, _ in sheets)), lang, tr("Decision support"))


def _front(result: ModelResult, years: Steps, sheets: Sequence[tuple[str, str]], head: tuple[str, ...], tr: Translator) -> Sheet:
    model = result.model
    blocks = [Block(tr("The model"), (), (), tuple(each.get(tr.lang) for each in (model.file.title, model.file.about) if each))]
    if result.payers:
        rows = tuple((text(label.get(tr.lang)), Cell(years.total[payer], "money"), text(tr("DKK"))) for payer, label in model.file.payers)
        blocks.append(Block(tr("Net in all, {years}").format(years=f"{result.inputs.first}-{result.inputs.last}"), (tr("Payer"), tr("Net"), tr("Unit")), rows))
    if lacks := _lacks(result, tr):
        blocks.append(Block(tr("Lacking"), (), (), tuple(lacks)))
    if model.file.left_out:
        blocks.append(Block(tr("Not counted by the model"), (), (), tuple(each.get(tr.lang) for each in model.file.left_out)))
    blocks.append(Block(tr("Sheets"), (), (), tuple(f"{name}: {about}" for name, about in sheets)))
    return Sheet(tr("Front page"), result.inputs.title.get(tr.lang), (*head, tr("Decision support.")), tuple(blocks), (60, 24, 20), one_page=True)


def _lacks(result: ModelResult, tr: Translator) -> list[str]:
    of_payers = {name for payer in result.payers for name in result.years.lacks(payer)}
    of_shown = {name for _, cells in result.years.shown for _, figure in cells for name in figure.lacks}
    names = sorted(of_payers | of_shown)
    return lacking_text(names, result, tr)


def _sensitivity(result: ModelResult, bars: Sequence[Bar], head: tuple[str, ...], tr: Translator) -> Sheet:
    """What moves the net; computed with the workbook, since each line needs the whole model once more."""
    blocks, charts = [], []
    said = tr("Computed when the workbook was made; these figures do not follow when a cell is changed.")
    labels = {one.name: one.label.get(tr.lang) for one in result.model.file.inputs}
    if bars:
        names = tuple(text(labels.get(bar.name, bar.name)) for bar in bars)
        low, high = tuple(Cell(float(bar.at_low), "money") for bar in bars), tuple(Cell(float(bar.at_high), "money") for bar in bars)
        rows = tuple((name, Cell(float(bar.low), "exact"), Cell(float(bar.high), "exact"), one, other)
                     for name, bar, one, other in zip(names, bars, low, high, strict=True))
        payer = result.model.file.payers[0][1].get(tr.lang)
        blocks.append(Block(tr("One input at a time: net of {payer}, DKK").format(payer=payer),
                            (tr("Input"), tr("Low value"), tr("High value"), tr("Net at low"), tr("Net at high")), rows, (said,)))
        charts.append(Chart("bar", tr("What moves the net, one input at a time"), tr("Input"), tr("DKK"), (
            Series(tr("at the low value"), names, low), Series(tr("at the high value"), names, high)),
            tr("Two bars for each input, from the table above: the net with it at its low and at its high value."),
            crosses=result.years.total(result.payers[0])))
    if result.break_even:
        rows_zero = tuple((text(one.asked.label.get(tr.lang)), Cell(one.factor, "exact") if one.factor is not None else text(tr("cannot be computed")),
                           Cell(one.shows.as_json(), "exact") if one.shows else None) for one in result.break_even)
        blocks.append(Block(tr("Where the net is zero"), (tr("Input"), tr("Times its value"), tr("Figure shown there")), rows_zero, (said,)))
    if not blocks:
        blocks.append(Block(tr("What moves the net"), (), (), (tr("No input states how far it may lie."),)))
    return Sheet(tr("Sensitivity"), result.inputs.title.get(tr.lang), head, tuple(blocks), (60, 16, 16, 20, 20), tuple(charts), one_page=True)


def _checks(result: ModelResult, years: Steps, head: tuple[str, ...], tr: Translator) -> Sheet:
    """Checks that follow the cells: every figure known, and rounded figures close to the exact ones."""
    rows = []
    for payer, label in result.model.file.payers:
        total = years.total[payer]
        rows.append((text(tr("Net of {payer} is known").format(payer=label.get(tr.lang))),
                     Cell(when(Call("ISERROR", (total,)), tr("no: a figure is lacking"), tr("yes")), name=f"out_known_{payer}")))
        by_step = plus([cell for name, payers in years.steps.items() if name not in years.optional for cell in payers.get(payer, ())])
        same = Call("IFERROR", (when(Call("ABS", (total - by_step,)).at_most(0.005), tr("yes"), tr("no")), Literal(tr("not known"))))
        if not years.optional:
            rows.append((text(tr("Net of {payer} is the sum of its steps").format(payer=label.get(tr.lang))), Cell(same, name=f"out_sums_{payer}")))
    lacks = tuple(_lacks(result, tr)) or (tr("Nothing is lacking."),)
    return Sheet(tr("Control"), result.inputs.title.get(tr.lang), head, (
        Block("", (tr("Check"), tr("Verdict")), tuple(rows)), Block(tr("Lacking when the workbook was made"), (), (), lacks)), (70, 40))


def _sources(result: ModelResult, head: tuple[str, ...], tr: Translator) -> Sheet:
    given = [(one.get("title", ""), one.get("by", ""), one.get("published", ""), one.get("url", "")) for one in result.inputs.sources.values()]
    of_model = [(one.title, one.by or "", one.published or "", one.url or "") for one in result.model.file.sources]
    rows = tuple(tuple(text(str(part)) for part in one) for one in (*given, *of_model))
    columns = (tr("Source"), tr("By"), tr("Published"), tr("Address"))
    return Sheet(tr("Sources"), result.inputs.title.get(tr.lang), head, (Block("", columns, rows),), (60, 30, 16, 50))
