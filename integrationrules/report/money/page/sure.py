"""How sure the net of an investment case is: what moves it, in scenarios, in draws; as far as the case says how far it may lie."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from integrationrules.economics.investment.result import InvestmentResult
from integrationrules.economics.investment.sensitivity import Move, Sensitivity
from integrationrules.report.catalogue import Translator
from integrationrules.report.money.amounts import percent
from integrationrules.report.money.blocks import Block, Charts, Said, Section, Tabled
from integrationrules.report.money.marks import decimals_of, ranged, unit_of
from integrationrules.report.money.page.figure import HALF
from integrationrules.report.money.page.numerals import HARD, amount
from integrationrules.report.money.page.tornado import Swing, tornado_chart
from integrationrules.report.money.sensitivity import SCENARIOS, chance_text, input_title, input_value

__all__ = ["sure_sections"]

_MOST_MOVES = 8


def sure_sections(result: InvestmentResult, tr: Translator) -> Iterator[Section]:
    """The tornado beside what the case says of how sure it is; nothing where nothing is known to move."""
    found = result.sensitivity
    if found is None or not result.lines:
        return
    if found.moves:
        net = result.totals.net
        chart = tornado_chart([_swing(one, result, tr) for one in found.moves[:_MOST_MOVES]], net.least if net.exact else None, tr("Net in all"),
                              unit_of(result.case, tr), tr, "tornado", HALF)
        yield Section(chart.title, [Charts([chart])], half=True)
    yield Section(tr("How sure it is"), list(_sure(found, result, tr)), half=True)


def _swing(move: Move, result: InvestmentResult, tr: Translator) -> Swing:
    """The outer end of the net at each value."""
    low, high = (input_value(value, move.unit, result, tr) for value in (move.low, move.high))
    falls = move.at_low.least >= move.at_high.least
    at_low, at_high = (move.at_low.most, move.at_high.least) if falls else (move.at_low.least, move.at_high.most)
    return Swing(input_title(move.name, result, tr), low, high, at_low, at_high)


def _sure(found: Sensitivity, result: InvestmentResult, tr: Translator) -> Iterator[Block]:
    places = decimals_of(result)
    rows = [(tr("Scenario: {name}").format(name=tr(SCENARIOS[one.name])), ranged(one.net, tr, places)) for one in found.scenarios]
    if found.needed_share:
        least, most = (percent(Decimal(one.numerator) / Decimal(one.denominator), tr) for one in found.needed_share)
        rows.append((tr("Share of the gains that covers the costs"), least if least == most else tr("{least} to {most}").format(least=least, most=most)))
    if found.drawn:
        net = found.drawn.net
        rows += [(tr("Net in {share} of the draws or more").format(share=tr("{n} %").format(n=share).replace(" ", HARD)), ranged(each, tr, places))
                 for share, each in ((90, net.p10), (50, net.p50), (10, net.p90))]
        rows.append((tr("Chance that the net is zero or more"), chance_text(found.drawn.gains, tr)))
        if found.drawn.pays_back:
            rows.append((tr("Chance that it is paid back in the budget period"), chance_text(found.drawn.pays_back, tr)))
    if rows:
        yield Tabled(tr("Net in {unit}").format(unit=unit_of(result.case, tr)), (tr("Figure"), tr("Value")), rows, frozenset({1}))
    if not found.spread_stated:
        yield Said(tr("No assumption says how far it may lie, so there are no scenarios and no draws."), note=True)
    elif found.drawn:
        yield Said(tr("{count} draws, seed {seed}").format(count=amount(Decimal(found.drawn.count), tr, 0), seed=found.drawn.seed), note=True)

