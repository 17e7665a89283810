"""How sure the net of an investment case is, as text: one input at a time, scenarios, draws and break-even."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from integrationrules.economics.investment.result import InvestmentResult
from integrationrules.economics.investment.sensitivity import Chance, DrawnNet, Move, Sensitivity
from integrationrules.economics.ranges import Range
from integrationrules.report.catalogue import Translator
from integrationrules.report.columns import paragraph

from .amounts import amount, decimal, percent, ranged, with_unit
from .paid_back import paid_back
from .tables import table

__all__ = ["SCENARIOS", "chance_text", "input_title", "input_value", "sensitivity_lines"]

_INDENT = 2
SCENARIOS: dict[str, str] = {"low": "low", "middle": "middle", "high": "high"}
"""What a scenario is called."""


def sensitivity_lines(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    """Everything known of how far the net may move; says so where nothing is."""
    known = found.sensitivity
    if known is None or not found.case.lines:
        return
    yield tr("How sure the net is")
    if not known.spread_stated:
        said = tr("No spread stated: the case does not say how far its assumptions may lie, so there are no scenarios and no draws.")
        yield from paragraph(said, width, _INDENT)
    yield from _tornado(known, found, tr, width)
    yield from _scenarios(known, found, tr, width)
    if known.drawn is not None:
        yield from _drawn(known.drawn, found, tr, width)
    yield from _break_even(known, found, tr, width)


def input_title(name: str, found: InvestmentResult, tr: Translator) -> str:
    """What an assumption or a line is called."""
    titles = {one.name: one.title for one in found.case.assumptions} | {line.id: line.title for line in found.case.lines}
    return titles[name].get(tr.lang)


def input_value(value: Decimal, unit: str, found: InvestmentResult, tr: Translator) -> str:
    """The value of an input in its unit."""
    if unit == "percent":
        return percent(value, tr)
    return with_unit(Range.of(value), found.case.unit if unit == "money" else "kr", tr) if unit in ("money", "kr") else amount(value, "t_kr", tr)


def chance_text(chance: Chance, tr: Translator) -> str:
    """A chance in whole percent, or the two it lies between."""
    least, most = (decimal(Decimal(str(end)) * 100, 0, tr) for end in (chance.least, chance.most))
    return tr("{n} %").format(n=least if chance.least == chance.most else tr("{least} to {most}").format(least=least, most=most))


def _tornado(known: Sensitivity, found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    if not known.moves:
        return
    rows = [[tr("one input at a time"), tr("low value"), tr("high value"), tr("net at low"), tr("net at high")]]
    rows += [[input_title(move.name, found, tr), *_ends(move, found, tr)] for move in known.moves]
    yield from table(rows, width)


def _ends(move: Move, found: InvestmentResult, tr: Translator) -> list[str]:
    unit = found.case.unit
    inputs = [input_value(value, move.unit, found, tr) for value in (move.low, move.high)]
    return [*inputs, *(ranged(net, unit, tr, aligned=True) for net in (move.at_low, move.at_high))]


def _scenarios(known: Sensitivity, found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    if not known.scenarios:
        return
    rows = [[tr("scenario"), tr("net"), tr("paid back")]]
    rows += [[tr(SCENARIOS[one.name]), ranged(one.net, found.case.unit, tr, aligned=True), paid_back(one.payback, tr)] for one in known.scenarios]
    yield from table(rows, width)


def _drawn(drawn: DrawnNet, found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    said = tr("{count} draws from seed {seed}: the net is {low} in the tenth lowest of a hundred, {middle} in the middle, {high} in the tenth highest.")
    p10, p50, p90 = (with_unit(_rounded(one, found), found.case.unit, tr) for one in (drawn.net.p10, drawn.net.p50, drawn.net.p90))
    yield from paragraph(said.format(count=decimal(Decimal(drawn.count), 0, tr), seed=drawn.seed, low=p10, middle=p50, high=p90), width, _INDENT)
    yield from paragraph(tr("Chance of a net of zero or more: {chance}").format(chance=chance_text(drawn.gains, tr)), width, _INDENT)
    if drawn.pays_back is not None and found.case.budget_period is not None:
        said = tr("Chance that it has paid back by the end of the budget period in {year}: {chance}")
        yield from paragraph(said.format(year=found.case.budget_period[1], chance=chance_text(drawn.pays_back, tr)), width, _INDENT)
    if any(one.p50.least != one.p50.most for one in drawn.cumulative.values()):
        said = tr("Where a span is not divided, the years and the chance inside it are a range beside the draws; nobody draws how it divides.")
        yield from paragraph(said, width, _INDENT)


def _rounded(value: Range, found: InvestmentResult) -> Range:
    """What was drawn, without digits that the number of draws does not carry."""
    places = Decimal("0.1") if found.case.unit != "kr" else Decimal(1)
    return Range(value.least.quantize(places), value.most.quantize(places))


def _break_even(known: Sensitivity, found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    for zero in known.zero_at:
        now = next(one.value for one in found.case.assumptions if one.name == zero.name)
        value = Decimal(zero.value.numerator) / Decimal(zero.value.denominator)
        said = tr("The net is zero at {value} of '{title}' (here {now}).")
        shown = [input_value(each, zero.unit, found, tr) for each in (value, now)]
        yield from paragraph(said.format(value=shown[0], title=input_title(zero.name, found, tr), now=shown[1]), width, _INDENT)
    if known.needed_share is not None:
        least, most = (percent(Decimal(one.numerator) / Decimal(one.denominator), tr) for one in known.needed_share)
        share = least if known.needed_share[0] == known.needed_share[1] else tr("{least} to {most}").format(least=least, most=most)
        said = tr("The costs are covered if {share} of the savings and income is due to the effort, and not to what would have come anyway.")
        yield from paragraph(said.format(share=share), width, _INDENT)
