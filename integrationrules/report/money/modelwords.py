"""The parts of a model's answer in words, for its text and its page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from integrationrules.economics.formulas.calendar import MONTHS
from integrationrules.economics.formulas.compute import UNKNOWN
from integrationrules.economics.formulas.inputs import ASSUMED, GivenInput
from integrationrules.economics.formulas.result import ModelResult
from integrationrules.report.catalogue import Translator
from integrationrules.report.money.units import dimension_text, unit_text
from integrationrules.report.quantities import number
from integrationrules.rulebook.model import Text
from integrationrules.rulebook.models.model import Shown

__all__ = ["ModelWords", "lacking_text"]


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


class ModelWords:
    """What is said of each part of an answer."""

    def __init__(self, result: ModelResult, tr: Translator) -> None:
        self.result, self.tr = result, tr
        self.labels = {name: label.get(tr.lang) for name, label in result.model.file.payers}

    def text(self, text: Text) -> str:
        """In the language of the answer."""
        return text.get(self.tr.lang)

    def amount(self, value: float, decimals: int = 0) -> str:
        """An amount without its unit, rounded; words where it is not known."""
        if math.isnan(value):
            return self.tr("not known")
        found = round(Decimal(repr(value)), decimals) + 0
        return number(found, self.tr, decimals)

    def figures(self, only: Shown | None = None) -> Iterator[tuple[str, str]]:
        """Each figure that the model shows, or those of one, with its unit."""
        for one, cells in self.result.years.shown:
            if only is not None and one is not only:
                continue
            unit = next((dimension_text(term.unit, self.tr) for shown, term in self.result.model.shown if shown.name == one.name and term.unit), "")
            for member, figure in cells:
                label = self.text(one.label) + (f", {' / '.join(self.member(name) for name in member)}" if member else "")
                whole = unit == self.tr("DKK") or figure.value == int(figure.value) if not math.isnan(figure.value) else True
                value = self.amount(figure.value, 0 if whole else 2)
                yield label, value if math.isnan(figure.value) else f"{value} {unit}".rstrip()

    def member(self, name: str) -> str:
        """What a member of an axis is called."""
        for axis in self.result.model.file.axes:
            label = dict(axis.members).get(name)
            if label is not None:
                return self.text(label)
        return name

    def balanced(self) -> Iterator[tuple[str, str]]:
        """For each break-even what is asked and what was found."""
        tr = self.tr
        for one in self.result.break_even:
            if one.factor is None:
                why = tr("not known, since something is lacking") if one.why == "unknown" else tr("no such figure: it never reaches zero")
                yield self.text(one.asked.label), why
                continue
            said = tr("{factor} times the given").format(factor=self.amount(one.factor, 2))
            if one.shows is not None and (label := next((self.text(shown.label) for shown, _ in self.result.model.shown if shown.name == one.asked.shows), "")):
                said += f"; {label}: {self.amount(one.shows.value, 1)}"
            yield self.text(one.asked.label), said

    def paid_back(self) -> str:
        """When the first payer's costs are covered."""
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

    def values(self, name: str, given: GivenInput) -> str:
        """An input as given, with its unit."""
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
        """A number with the decimals it has."""
        value = value.normalize()
        return number(value, self.tr, max(0, -int(value.as_tuple().exponent)))

    def cited(self, name: str, given: GivenInput) -> str:
        """Where an input is from."""
        tr, one = self.tr, self.result.model.inputs[name]
        if given.source == ASSUMED:
            return tr("assumed: {why}").format(why=self.text(given.because)) if given.because else tr("assumed")
        if given.source:
            source = self.result.inputs.sources[given.source]
            return ", ".join(filter(None, (source["title"], source.get("published", ""), given.at)))
        if not given.values:
            return tr("write your own, with its source")
        return tr("the model's: {source}").format(source=one.citation.source.title) if one.citation else tr("the model's")

    def dated(self) -> Iterator[str]:
        """The dated values that were looked up: the years on file with their source, and those that are not."""
        tr, used = self.tr, self.result.used
        for parameter in dict.fromkeys(one.parameter for one in used):
            years = [one for one in used if one.parameter == parameter]
            on_file = [str(one.year) for one in years if one.found.known]
            absent = [str(one.year) for one in years if not one.found.known]
            label = self.text(parameter.label) if parameter.label else parameter.id
            if on_file:
                value = next(one.found.value for one in reversed(years) if one.found.value is not None)
                yield f"{label}: {', '.join(on_file)} ({value.citation.source.title})"
            if absent:
                yield tr("{name}: none on file for {years}").format(name=label, years=", ".join(absent))
