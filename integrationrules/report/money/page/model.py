"""A model's answer as a page of at most two sides of A4: gross and net side by side, the staircase of each payer, and what it rests on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from integrationrules.economics.formulas.result import ModelResult, Staircase
from integrationrules.economics.formulas.uncertain import ModelDraws
from integrationrules.economics.tornado import Bar
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.money.blocks import Answer, Block, Charts, Listed, Said, Section, Sheet, Tabled
from integrationrules.report.money.marks import capital, period
from integrationrules.report.money.modelwords import ModelWords, lacking_text
from integrationrules.report.money.page.cumulative import Reached, cumulative_chart
from integrationrules.report.money.page.figure import HALF
from integrationrules.report.money.page.numerals import HARD, Unit, amount, signed
from integrationrules.report.money.page.staircase import Step, staircase_chart
from integrationrules.report.money.page.tornado import Swing, tornado_chart

__all__ = ["model_sheet"]

_MOST_SWINGS, _FEW = 5, 4


def model_sheet(result: ModelResult, lang: str, bars: Sequence[Bar] = (), draws: ModelDraws | None = None) -> Sheet:
    """The page of a model's answer."""
    tr = translator(lang)
    shown = _Parts(result, tr)
    sections = [
        *shown.money(draws),
        *shown.moved(bars),
        Section(tr("Inputs"), [shown.inputs()], new_page=not bars),
        *shown.last(),
    ]
    return Sheet(result.inputs.title.get(lang), shown.about(), shown.answer(), sections, lang)


class _Parts:
    def __init__(self, result: ModelResult, tr: Translator) -> None:
        self.result, self.tr, self.words = result, tr, ModelWords(result, tr)
        price = result.inputs.price_year
        self.unit = Unit(tr("DKK"), tr("current prices") if price is None else tr("{year} prices").format(year=price))
        self.known = [payer for payer in result.payers if not math.isnan(result.years.total(payer))]
        """Payers whose net can be computed."""

    def about(self) -> list[str]:
        tr = self.tr
        years = period(self.result.inputs.first, self.result.inputs.last)
        lines = [" · ".join((self.result.model.file.title.get(tr.lang), years, *([str(self.unit)] if self.result.payers else [])))]
        return [*lines, *([tr("Above zero is a gain for the payer, below zero a cost.")] if self.result.payers else [])]

    def answer(self) -> Answer:
        """The first payer's gross and net; what is lacking where it is not known."""
        tr, result = self.tr, self.result
        lacking = self._lacking()
        few = tr("What needs these is not known: {names}.").format(names="; ".join(lacking))
        many = tr("{n} figures are lacking; they stand under missing numbers.").format(n=len(lacking))
        open_ = (few if len(lacking) <= _FEW else many,) if lacking else ()
        if not result.payers:
            return Answer(self._figures_said(), open_)
        payer = result.payers[0]
        name, years = self.words.labels[payer], period(result.inputs.first, result.inputs.last)
        if payer not in self.known:
            return Answer(tr("The net for {payer} cannot be computed: figures are lacking.").format(payer=name), open_)
        first = next((one for one in result.years.counted if payer in one.by_payer), None)
        said = [tr("The net for {payer} is {net} in {years}.").format(payer=name, net=self._kroner(result.years.total(payer)), years=years)]
        if first is not None:
            gross = self._kroner(first.total(payer))
            said.append(tr("Gross, '{step}' alone is {gross}.").format(step=first.step.label.get(tr.lang), gross=gross))
        return Answer(" ".join(one.rstrip(".") + "." for one in (*said, self.words.paid_back())), open_)

    def _figures_said(self) -> str:
        rows = [f"{label}: {value}" for label, value in self._figures()[:2]]
        return "; ".join(rows) + "." if rows else self.tr("The model has no payers.")

    def _kroner(self, value: float) -> str:
        return self.tr("DKK {n}").format(n=self._signed(value)).replace(" ", HARD)

    def _signed(self, value: float) -> str:
        return self.tr("not known") if math.isnan(value) else signed(_decimal(value), self.tr, 0)

    def money(self, draws: ModelDraws | None) -> Iterator[Section]:
        """Gross beside net for each payer; then the staircase beside the years, the other figures and the draws."""
        tr, years = self.tr, self.result.years
        beside = [*self._by_year(), *self._figures_table(), *self._drawn(draws)]
        if not self.result.payers:
            yield Section(tr("Figures"), beside)
            return
        rows = []
        for payer in self.result.payers:
            totals = [one.total(payer) for one in years.counted if payer in one.by_payer]
            gains, costs = sum(one for one in totals if one > 0), sum(one for one in totals if one < 0)
            lacking = any(math.isnan(one) for one in totals)
            cells = [math.nan if lacking else one for one in (gains, costs, years.total(payer))]
            rows.append((capital(self.words.labels[payer]), *(self._signed(one) for one in cells)))
        heads = (tr("Payer"), tr("Gross: gains"), tr("Costs and losses"), tr("Net"))
        everybody = tr("all together")
        rows.append((capital(everybody), "", "", self._signed(sum(years.total(payer) for payer in self.result.payers))))
        yield Section(tr("Gross and net"), [Tabled(str(self.unit), heads, rows, frozenset({1, 2, 3}), frozenset({len(rows) - 1}))])
        steps = list(self._steps(years))
        blocks: list[Block] = [Charts([staircase_chart(steps, self.unit, tr, "staircase", HALF)])] if steps else [Said(tr("Not drawn: figures are lacking."))]
        yield Section(tr("From gross to net"), [*blocks, *self._left_out()], half=True)
        yield Section(tr("By year, and other figures"), beside, half=True)

    def _steps(self, found: Staircase) -> Iterator[Step]:
        for payer in self.known:
            name = capital(self.words.labels[payer])
            counted = [one for one in found.counted if payer in one.by_payer and round(one.total(payer))]
            for one in counted:
                yield Step(one.step.label.get(self.tr.lang), _decimal(one.total(payer)), name)
            if len(counted) > 1:
                yield Step(self.tr("Net"), _decimal(found.total(payer)), name, total=True)

    def _left_out(self) -> Iterator[Block]:
        tr = self.tr
        for one in self.result.years.steps:
            if one.left_out:
                why = ", ".join(lacking_text(one.left_out, self.result, tr))
                yield Said(tr("Not counted: {step}, since {inputs} was not given.").format(step=one.step.label.get(tr.lang), inputs=why), note=True)

    def _by_year(self) -> Iterator[Block]:
        """The net of each year and of the first months, and the curve."""
        tr, result = self.tr, self.result
        if not self.known or self.known[0] != result.payers[0]:
            return
        payer = self.known[0]
        net = [_decimal(one) for one in result.years.net(payer)]
        sums = [sum(net[:place + 1], Decimal(0)) for place in range(len(net))]
        years = [one.year for one in result.years.periods]
        rows = [(str(year), signed(one, tr, 0), signed(reached, tr, 0)) for year, one, reached in zip(years, net, sums, strict=True)]
        if result.early and not math.isnan(result.early.total(payer)):
            said = tr("after {n} months").format(n=result.model.file.after_months or 0)
            rows.append((said, self._signed(result.early.total(payer)), "–"))
        heads = (tr("Year"), tr("Net"), tr("Cumulative net"))
        yield Tabled(f"{capital(self.words.labels[payer])}, {self.unit}", heads, rows, frozenset({1, 2}))
        points = [Reached(year, one, one, "assumed") for year, one in zip(years, sums, strict=True)]
        yield Charts([cumulative_chart(points, self.unit, tr, "cumulative", HALF)])

    def _figures_table(self) -> Iterator[Block]:
        if rows := self._figures():
            yield Tabled(self.tr("Computed from the inputs"), (self.tr("Figure"), self.tr("Value")), rows, frozenset({1}))
        yield from (Said(f"{label}: {said}.") for label, said in self.words.balanced())

    def _figures(self) -> list[tuple[str, str]]:
        """The figures that the model shows."""
        return list(self.words.figures())

    def _drawn(self, draws: ModelDraws | None) -> Iterator[Block]:
        tr = self.tr
        if draws is not None and not any(math.isnan(one) for one in draws.total):
            rows = [(tr("Net, {quantile}").format(quantile=name), self._signed(one)) for name, one in zip(("P10", "P50", "P90"), draws.total, strict=True)]
            rows.append((tr("Share of draws that are paid back within the years"), f"{amount(Decimal(str(draws.paid_back * 100)), tr, 1)}{HARD}%"))
            said = tr("{count} draws, seed {seed}").format(count=amount(Decimal(draws.count), tr, 0), seed=draws.seed)
            yield Tabled(f"{said}; {self.unit}", (tr("Figure"), tr("Value")), rows, frozenset({1}))

    def moved(self, bars: Sequence[Bar]) -> Iterator[Section]:
        """The tornado of the first payer's net."""
        tr = self.tr
        if bars and self.known and not any(one.at_low.is_nan() or one.at_high.is_nan() for one in bars):
            base = _decimal(self.result.years.total(self.result.payers[0]))
            swings = [Swing(self.result.model.inputs[one.name].label.get(tr.lang), self._value(one.low, one.name), self._value(one.high, one.name),
                            _decimal(float(one.at_low)), _decimal(float(one.at_high))) for one in bars[:_MOST_SWINGS]]
            chart = tornado_chart(swings, base, tr("Net"), self.unit, tr, "tornado")
            yield Section(chart.title, [Charts([chart])], new_page=True)

    def _value(self, value: Decimal, name: str) -> str:
        unit = self.result.model.inputs[name].unit
        shown = self.words.plain((value * 100 if unit == "share" else value).normalize())
        return f"{shown}{HARD}%" if unit in ("share", "percent") else shown

    def inputs(self) -> Block:
        """Every input with where it is from."""
        tr = self.tr
        rows = []
        for one in self.result.model.file.inputs:
            given = self.result.inputs.given.get(one.name)
            if given is not None:
                rows.append((one.label.get(tr.lang), self.words.values(one.name, given), self.words.cited(one.name, given)))
        return Tabled(tr("As given, with their sources"), (tr("Input"), tr("Value"), tr("Source")), rows)

    def _lacking(self) -> list[str]:
        result = self.result
        names = {name for payer in result.payers for name in result.years.lacks(payer)}
        names |= {name for _, cells in result.years.shown for _, figure in cells for name in figure.lacks}
        return lacking_text(sorted(names), result, self.tr)

    def last(self) -> Iterator[Section]:
        """What is lacking, not counted, and on file."""
        tr = self.tr
        lacking = self._lacking()
        yield Section(tr("Missing numbers"), [Listed(lacking) if lacking else Said(tr("None: everything that is counted is known."))], half=True)
        left_out = [one.get(tr.lang) for one in self.result.model.file.left_out]
        yield Section(tr("Not counted by the model"), [Listed(left_out) if left_out else Said(tr("The model names nothing."))], half=True)
        looked = list(self.words.dated())
        if looked:
            yield Section(tr("Dated values, as on 1 July of each year"), [Listed(looked)], half=True)


def _decimal(value: float) -> Decimal:
    """Whole kroner."""
    return round(Decimal(repr(value)), 0) + 0
