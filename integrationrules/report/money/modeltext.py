"""A model's answer as text: gross to net by payer, what is lacking, what it rests on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from integrationrules.economics.formulas.result import ModelResult, Staircase
from integrationrules.economics.formulas.uncertain import ModelDraws
from integrationrules.economics.tornado import Bar
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.columns import beside, paragraph
from integrationrules.report.money.modelwords import ModelWords, lacking_text
from integrationrules.report.quantities import number

__all__ = ["model_text"]

_COLUMN = 13


def model_text(result: ModelResult, lang: str, width: int, bars: Sequence[Bar] = (), draws: ModelDraws | None = None) -> str:
    """The whole answer, ending with a line break."""
    return "\n".join(_Teller(result, translator(lang), width).lines(bars, draws)) + "\n"


class _Teller(ModelWords):
    def __init__(self, result: ModelResult, tr: Translator, width: int) -> None:
        super().__init__(result, tr)
        self.width = width

    def lines(self, bars: Sequence[Bar], draws: ModelDraws | None) -> Iterator[str]:
        result, tr = self.result, self.tr
        yield from paragraph(self.text(result.model.file.title), self.width)
        yield from paragraph(self.text(result.inputs.title), self.width)
        prices = tr("current prices") if result.inputs.price_year is None else tr("{year} prices").format(year=result.inputs.price_year)
        if result.payers:
            sign = tr("Whole DKK, {prices}. Above zero is a gain for the payer, below zero a cost.").format(prices=prices)
            yield from paragraph(sign, self.width)
            first = result.payers[0]
            yield from self.staircase(tr("From gross to net for {payer}").format(payer=self.labels[first]), result.years, first)
            yield from self.payers()
            yield from paragraph(self.paid_back(), self.width, 2)
            if result.early:
                yield from self.early(result.early, first)
        yield from self.shown()
        yield from self.break_even()
        yield from self.uncertainty(bars, draws)
        yield from self.lacking()
        yield from self.inputs()
        yield from self.looked_up()
        if result.model.file.left_out:
            yield from self.heading(tr("Not counted by the model"))
            for one in result.model.file.left_out:
                yield from paragraph(self.text(one), self.width, 2)

    def heading(self, text: str) -> Iterator[str]:
        yield ""
        yield from paragraph(text, self.width)

    def row(self, label: str, values: Sequence[float]) -> list[str]:
        return beside(label, "".join(self.amount(value).rjust(_COLUMN) for value in values), self.width, 2, self.widest(len(values)))

    def widest(self, columns: int) -> int:
        return columns * _COLUMN

    def staircase(self, title: str, found: Staircase, payer: str) -> Iterator[str]:
        """The steps with a column for each period and the sum."""
        tr = self.tr
        years = [str(one.year) for one in found.periods]
        yield from self.heading(title)
        for group in self._groups(len(years)):
            last = group[-1] == len(years) - 1
            heads = [years[at] for at in group] + ([tr("in all")] if last else [])
            yield from beside("", "".join(head.rjust(_COLUMN) for head in heads), self.width, 2, self.widest(len(heads)))
            for one in found.steps:
                if payer in one.by_payer and not one.left_out:
                    values = [one.by_payer[payer][at].value for at in group]
                    yield from self.row(self.text(one.step.label), [*values, *([one.total(payer)] if last else [])])
            net = found.net(payer)
            yield from self.row(tr("Net"), [*(net[at] for at in group), *([found.total(payer)] if last else [])])
        for one in found.steps:
            if one.step.remark and not one.left_out and any(figure.value != 0 for figure in one.by_payer.get(payer, ())):
                yield from paragraph(f"{self.text(one.step.label)}: {self.text(one.step.remark)}", self.width, 2)
            if one.left_out and payer in one.by_payer:
                why = ", ".join(lacking_text(one.left_out, self.result, tr))
                yield from paragraph(tr("Not counted: {step}, since {inputs} was not given.").format(step=self.text(one.step.label), inputs=why), self.width, 2)

    def _groups(self, count: int) -> list[range]:
        fits = max(1, (self.width - 30) // _COLUMN - 1)
        return [range(start, min(start + fits, count)) for start in range(0, count, fits)]

    def payers(self) -> Iterator[str]:
        tr, years = self.tr, self.result.years
        yield from self.heading(tr("Net for each payer, all years"))
        for payer in self.result.payers:
            yield from self.row(self.labels[payer], [years.total(payer)])
        yield from self.row(tr("all together"), [sum(years.total(payer) for payer in self.result.payers)])
        if self.result.model.file.left_out:
            yield from paragraph(tr("What the model does not count, at the end, is in none of these."), self.width, 2)

    def early(self, found: Staircase, payer: str) -> Iterator[str]:
        months = self.result.model.file.after_months or 0
        yield from self.heading(self.tr("{payer} after {months} months").format(payer=self.labels[payer].capitalize(), months=months))
        for one in found.steps:
            if payer in one.by_payer and not one.left_out:
                yield from self.row(self.text(one.step.label), [one.total(payer)])
        yield from self.row(self.tr("Net"), [found.total(payer)])

    def shown(self) -> Iterator[str]:
        if self.result.years.shown:
            yield from self.heading(self.tr("Other figures"))
        for one, _ in self.result.years.shown:
            for label, value in self.figures(one):
                yield from beside(label, value, self.width, 2)
            if one.remark:
                yield from paragraph(self.text(one.remark), self.width, 4)

    def break_even(self) -> Iterator[str]:
        if self.result.break_even:
            yield from self.heading(self.tr("Break-even"))
        for one, (label, said) in zip(self.result.break_even, self.balanced(), strict=True):
            yield from beside(label, said, self.width, 2) if one.factor is None else paragraph(f"{label}: {said}", self.width, 2)

    def uncertainty(self, bars: Sequence[Bar], draws: ModelDraws | None) -> Iterator[str]:
        tr = self.tr
        if bars:
            yield from self.heading(tr("What moves the net of {payer} most (one input at a time)").format(payer=self.labels[self.result.payers[0]]))
            for bar in bars:
                label = self.text(self.result.model.inputs[bar.name].label)
                ends = tr("{low} to {high}").format(low=self.amount(float(bar.at_low)), high=self.amount(float(bar.at_high)))
                yield from beside(label, ends, self.width, 2)
        if draws is not None:
            yield from self.heading(tr("{count} draws, seed {seed}").format(count=number(draws.count, tr), seed=draws.seed))
            if any(math.isnan(value) for value in draws.total):
                yield from paragraph(tr("not known, since something is lacking"), self.width, 2)
                return
            for name, value in zip(("P10", "P50", "P90"), draws.total, strict=True):
                yield from self.row(tr("Net, {quantile}").format(quantile=name), [value])
            share = tr("{n} %").format(n=self.amount(100 * draws.paid_back, 1))
            yield from beside(tr("Share of draws that are paid back within the years"), share, self.width, 2)

    def lacking(self) -> Iterator[str]:
        names = sorted({name for payer in self.result.payers for name in self.result.years.lacks(payer)}
                       | {name for _, cells in self.result.years.shown for _, figure in cells for name in figure.lacks})
        if names:
            yield from self.heading(self.tr("Lacking"))
            for said in lacking_text(names, self.result, self.tr):
                yield from paragraph(said, self.width, 2)

    def inputs(self) -> Iterator[str]:
        yield from self.heading(self.tr("Inputs"))
        for one in self.result.model.file.inputs:
            given = self.result.inputs.given.get(one.name)
            if given is None:
                continue
            yield from paragraph(f"{self.text(one.label)}: {self.values(one.name, given)} ({self.cited(one.name, given)})", self.width, 2)

    def looked_up(self) -> Iterator[str]:
        if self.result.used:
            yield from self.heading(self.tr("Dated values, as on 1 July of each year"))
        for said in self.dated():
            yield from paragraph(said, self.width, 2)

