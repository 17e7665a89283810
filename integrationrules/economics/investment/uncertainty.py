"""Moving the assumptions of an investment case: tornado, scenarios, draws and break-even of its net."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import prod

import numpy as np

from integrationrules.economics.breakeven import break_even
from integrationrules.economics.cashflow import FloatArray, payback_years
from integrationrules.economics.draws import drawn_outputs, quantiles, share
from integrationrules.economics.ranges import Range
from integrationrules.economics.scenarios import Scenario, standard
from integrationrules.economics.spread import Spread
from integrationrules.economics.tornado import tornado

from .calculation import calculated, totals_of
from .model import Amount, InvestmentCase
from .sensitivity import Chance, DrawnNet, Move, Quantiles, ScenarioNet, Sensitivity, ZeroAt
from .spreads import stated_spreads
from .sums import Sums

__all__ = ["drawn_net", "exact_net", "scenarios_of", "sensitivity_of", "with_assumptions"]


def sensitivity_of(case: InvestmentCase, split: str = "open", draws: int = 0, seed: int = 1) -> Sensitivity:
    """How far the net moves; `draws` of the assumptions if the case states how far they may lie."""
    spreads = stated_spreads(case)
    moves = [*_moves(case, spreads), *_bounds(with_assumptions(case, _likely(spreads)))]
    return Sensitivity(
        spread_stated=bool(spreads), moves=tuple(sorted(moves, key=lambda move: (-move.width, move.name))),
        scenarios=tuple(_scenario(case, one, split) for one in scenarios_of(case)),
        drawn=drawn_net(case, split, draws, seed),
        zero_at=tuple(_zeros(with_assumptions(case, _likely(spreads)))), needed_share=_needed_share(case),
    )


def scenarios_of(case: InvestmentCase) -> tuple[Scenario, ...]:
    """Low, middle and high; none without a stated spread."""
    spreads = stated_spreads(case)
    return standard(spreads, tornado(lambda inputs: totals_of(with_assumptions(case, inputs)).net.least, spreads)) if spreads else ()


def with_assumptions(case: InvestmentCase, values: Mapping[str, Decimal]) -> InvestmentCase:
    """The case with other values of some assumptions."""
    return replace(case, assumptions=tuple(replace(one, value=values.get(one.name, one.value)) for one in case.assumptions))


def _likely(spreads: Mapping[str, Spread]) -> dict[str, Decimal]:
    return {name: spread.likely for name, spread in spreads.items()}


def _moves(case: InvestmentCase, spreads: Mapping[str, Spread]) -> Iterator[Move]:
    """The tornado of the lower end of the net, and that of its upper end, as one."""
    upper = {bar.name: bar for bar in tornado(lambda inputs: totals_of(with_assumptions(case, inputs)).net.most, spreads)}
    units = {one.name: one.unit for one in case.assumptions}
    for bar in tornado(lambda inputs: totals_of(with_assumptions(case, inputs)).net.least, spreads):
        other = upper[bar.name]
        yield Move(bar.name, "assumption", units[bar.name], bar.low, bar.high, Range(bar.at_low, other.at_low), Range(bar.at_high, other.at_high))


def _bounds(case: InvestmentCase) -> Iterator[Move]:
    """Lines whose amounts lie between bounds: the net with them at the one and at the other."""
    for line in case.lines:
        if any(not one.value.exact for one in line.amounts):
            ends = [_settled(line.amounts, end) for end in ("least", "most")]
            at_low, at_high = (
                totals_of(replace(case, lines=tuple(replace(one, amounts=end) if one.id == line.id else one for one in case.lines))).net for end in ends
            )
            low, high = (sum((one.value.least for one in end), Decimal(0)) for end in ends)
            yield Move(line.id, "line", "money", low, high, at_low, at_high)


def _settled(amounts: tuple[Amount, ...], end: str) -> tuple[Amount, ...]:
    return tuple(replace(one, value=Range.of(getattr(one.value, end))) for one in amounts)


def _scenario(case: InvestmentCase, scenario: Scenario, split: str) -> ScenarioNet:
    found = calculated(with_assumptions(case, scenario.inputs), split)
    return ScenarioNet(scenario.name, scenario.inputs, found.totals.net, found.payback)


def drawn_net(case: InvestmentCase, split: str, count: int, seed: int) -> DrawnNet | None:
    """What so many draws of the assumptions give; None without draws, and where no assumption states how far it may lie."""
    spreads = stated_spreads(case)
    if not count or not spreads:
        return None
    sums = Sums(case, split)
    found = drawn_outputs(sums.cumulative, spreads, count, seed).outputs
    least, most = found["least"], found["most"]
    years = list(case.years)
    pays_back = None
    if case.budget_period and case.budget_period[1] in years:
        # The end of the period is looked at alone: what comes after it cannot be counted on inside it.
        inside = slice(years.index(case.budget_period[1]) + 1)
        pays_back = _chance(~np.isnan(payback_years(least[inside].T)), ~np.isnan(payback_years(most[inside].T)))
    by_year = {year: _quantiles(least[place], most[place], year in sums.settled) for place, year in enumerate(years)}
    return DrawnNet(seed, count, by_year[years[-1]], by_year, _chance(least[-1] >= 0, most[-1] >= 0), pays_back)


def _chance(one: np.ndarray, other: np.ndarray) -> Chance:
    return Chance(share(one), share(other))


def _quantiles(least: FloatArray, most: FloatArray, settled: bool) -> Quantiles:
    low = quantiles(least)
    ends = zip(low, low if settled else quantiles(most), strict=True)
    # As text, so that the number written is the number computed.
    return Quantiles(*(Range(Decimal(str(one)), Decimal(str(other))) for one, other in ends))


def _zeros(case: InvestmentCase) -> Iterator[ZeroAt]:
    """Each assumption's own break-even, where the amounts are exact and it is above zero."""
    if any(not one.value.exact for line in case.lines for one in line.amounts):
        return
    for assumption in case.assumptions:
        name = assumption.name
        found = break_even(lambda value, name=name: exact_net(case, {name: value}))  # type: ignore[misc]
        if found is not None and found > 0:
            yield ZeroAt(name, assumption.unit, found)


def exact_net(case: InvestmentCase, values: Mapping[str, Fraction]) -> Fraction:
    """The net over all years of a case whose amounts are exact, without any rounding."""
    known = {one.name: Fraction(one.value) for one in case.assumptions} | dict(values)
    return sum(
        (line.sign * Fraction(one.value.least) * prod((known[name] for name in line.times), start=Fraction(1)) for line in case.lines for one in line.amounts),
        Fraction(0),
    )


def _needed_share(case: InvestmentCase) -> tuple[Fraction, Fraction] | None:
    totals = totals_of(case)
    if totals.cost.most == 0 or totals.gain.least <= 0:
        return None
    return Fraction(totals.cost.least) / Fraction(totals.gain.most), Fraction(totals.cost.most) / Fraction(totals.gain.least)
