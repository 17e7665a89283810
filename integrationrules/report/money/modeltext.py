"""A model's answer as text: gross to net by payer, what is lacking, what it rests on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from integrationrules.economics.formulas.calendar import MONTHS
from integrationrules.economics.formulas.compute import UNKNOWN
from integrationrules.economics.formulas.inputs import ASSUMED, GivenInput
from integrationrules.economics.formulas.result import ModelResult, Staircase
from integrationrules.economics.formulas.uncertain import ModelDraws
from integrationrules.economics.tornado import Bar
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.columns import beside, paragraph
from integrationrules.report.money.units import dimension_text, unit_text
from integrationrules.report.quantities import number
from integrationrules.rulebook.model import Text

__all__ = ["lacking_text", "model_text"]

_COLUMN = 13


def model_text(result: ModelResult, lang: str, width: int, bars: Sequence[Bar] = (), draws: ModelDraws | None = None) -> str:
    """The whole answer, ending with a line break."""
    return "\n".join(_Teller(result, translator(lang), width).lines(bars, draws)) + "\n"


def lacking_text(names: Sequence[str], result: ModelResult, tr: Translator) -> list[str]:
    """What is lacking, by label: inputs, dated values with their year."""
    labels = {one.name: one.label.get(tr.lang) for one in result.model.file.inputs}
    said = []
    for name in names:
        parameter, _, year = name.rpartition(" ")
        if parameter == UNKNOWN:
            said.append(tr("{name}: no source gives it").format(name=result.model.definitions[year].label.get(tr.lang)))
        elif parameter in result.model.parameters:
            label = result.model.parameters[parameter].label
            said.append(tr("{name} for {year} is not on file").format(name=label.get(tr.lang) if label else parameter, year=year))
        elif name in labels:
            said.append(tr("{name} ({id})").format(name=labels[name], id=name))
    return said


class _Teller:
    def __init__(self, result: ModelResult, tr: Translator, width: int) -> None:
        self.result, self.tr, self.width = result, tr, width
        self.labels = {name: label.get(tr.lang) for name, label in result.model.file.payers}

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

    def text(self, text: Text) -> str:
        return text.get(self.tr.lang)

    def heading(self, text: str) -> Iterator[str]:
        yield ""
        yield from paragraph(text, self.width)

    def amount(self, value: float, decimals: int = 0) -> str:
        if math.isnan(value):
            return self.tr("not known")
        found = round(Decimal(repr(value)), decimals) + 0
        return number(found, self.tr, decimals)

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
        found = self.result.years.shown
        if found:
            yield from self.heading(self.tr("Other figures"))
        for one, cells in found:
            unit = next((dimension_text(term.unit, self.tr) for shown, term in self.result.model.shown if shown.name == one.name and term.unit), "")
            for member, figure in cells:
                label = self.text(one.label) + (f", {' / '.join(self.member(name) for name in member)}" if member else "")
                whole = unit == self.tr("DKK") or figure.value == int(figure.value) if not math.isnan(figure.value) else True
                value = self.amount(figure.value, 0 if whole else 2)
                yield from beside(label, value if math.isnan(figure.value) else f"{value} {unit}".rstrip(), self.width, 2)
            if one.remark:
                yield from paragraph(self.text(one.remark), self.width, 4)

    def member(self, name: str) -> str:
        for axis in self.result.model.file.axes:
            label = dict(axis.members).get(name)
            if label is not None:
                return self.text(label)
        return name

    def break_even(self) -> Iterator[str]:
        tr, found = self.tr, self.result.break_even
        if found:
            yield from self.heading(tr("Break-even"))
        for one in found:
            if one.factor is None:
                why = tr("not known, since something is lacking") if one.why == "unknown" else tr("no such figure: it never reaches zero")
                yield from beside(self.text(one.asked.label), why, self.width, 2)
                continue
            said = tr("{factor} times the given").format(factor=self.amount(one.factor, 2))
            if one.shows is not None and (label := next((self.text(shown.label) for shown, _ in self.result.model.shown if shown.name == one.asked.shows), "")):
                said += f"; {label}: {self.amount(one.shows.value, 1)}"
            yield from paragraph(f"{self.text(one.asked.label)}: {said}", self.width, 2)

    def paid_back(self) -> str:
        tr, payer = self.tr, self.result.payers[0]
        from integrationrules.economics.cashflow import cumulative, payback

        net = self.result.years.net(payer)
        if any(math.isnan(value) for value in net):
            return tr("Paid back for {payer}: not known").format(payer=self.labels[payer])
        found = payback(cumulative([Decimal(repr(value)) for value in net]))
        if found is None:
            return tr("Not paid back for {payer} within the years asked about").format(payer=self.labels[payer])
        if all(value >= 0 for value in net):
            return tr("No year of {payer} is below zero: nothing to pay back").format(payer=self.labels[payer])
        months = found.year * MONTHS + found.month
        return tr("Paid back for {payer} after {months} months, if each year's net is spread evenly").format(payer=self.labels[payer], months=months)

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

    def values(self, name: str, given: GivenInput) -> str:
        one = self.result.model.inputs[name]
        if not given.values:
            return self.tr("not known")
        options = {option: label.get(self.tr.lang) for option, label in one.options}
        times = 100 if one.unit == "share" else 1
        shown = {member: options.get(value, value) if isinstance(value, str) else self.plain(value * times) for member, value in given.values.items()
                 if one.unlisted is None or value != one.unlisted}
        unit = "%" if one.unit == "share" else unit_text(one.unit, self.tr)
        if len(set(given.values.values())) == 1 and one.unlisted is None and not one.may_lack:
            text = next(iter(shown.values()))
        else:
            text = "; ".join(f"{' / '.join(self.member(part) for part in member)} {value}" for member, value in shown.items())
        return f"{text} {unit}".rstrip()

    def plain(self, value: Decimal) -> str:
        value = value.normalize()
        return number(value, self.tr, max(0, -int(value.as_tuple().exponent)))

    def cited(self, name: str, given: GivenInput) -> str:
        tr, one = self.tr, self.result.model.inputs[name]
        if given.source == ASSUMED:
            return tr("assumed: {why}").format(why=self.text(given.because)) if given.because else tr("assumed")
        if given.source:
            source = self.result.inputs.sources[given.source]
            return ", ".join(filter(None, (source["title"], source.get("published", ""), given.at)))
        if not given.values:
            return tr("write your own, with its source")
        return tr("the model's: {source}").format(source=one.citation.source.title) if one.citation else tr("the model's")

    def looked_up(self) -> Iterator[str]:
        tr, used = self.tr, self.result.used
        if used:
            yield from self.heading(tr("Dated values, as on 1 July of each year"))
        for parameter in dict.fromkeys(one.parameter for one in used):
            years = [one for one in used if one.parameter == parameter]
            on_file = [str(one.year) for one in years if one.found.known]
            absent = [str(one.year) for one in years if not one.found.known]
            label = self.text(parameter.label) if parameter.label else parameter.id
            if on_file:
                value = next(one.found.value for one in reversed(years) if one.found.value is not None)
                yield from paragraph(f"{label}: {', '.join(on_file)} ({value.citation.source.title})", self.width, 2)
            if absent:
                yield from paragraph(tr("{name}: none on file for {years}").format(name=label, years=", ".join(absent)), self.width, 2)
