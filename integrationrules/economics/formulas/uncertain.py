"""How far a model's answer may lie: one input at a time, and all of them drawn at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from integrationrules.economics.cashflow import FloatArray, payback_years
from integrationrules.economics.draws import drawn, quantiles, share
from integrationrules.economics.formulas.amounts import Amounts
from integrationrules.economics.formulas.calendar import whole_years
from integrationrules.economics.formulas.compute import Computation
from integrationrules.economics.formulas.given import as_given, members
from integrationrules.economics.formulas.inputs import Member, ModelInputs
from integrationrules.economics.formulas.result import staircase
from integrationrules.economics.spread import Spread, Triangular
from integrationrules.economics.tornado import Bar
from integrationrules.rulebook.models.load import Model
from integrationrules.rulebook.models.named import YEAR

__all__ = ["ModelDraws", "draw_model", "draws_of", "model_tornado", "net_by_year", "spreads_of"]


@dataclass(frozen=True)
class ModelDraws:
    """A payer's net in many draws."""

    payer: str
    seed: int
    count: int
    total: tuple[float, ...]
    """P10, P50 and P90 of the net over all years."""
    cumulative: tuple[tuple[float, ...], ...]
    """The same of the net to the end of each year."""
    paid_back: float
    """The share of draws in which the net is no longer below zero at the end of the last year and was paid back by then."""
    net: FloatArray
    """The net over all years in each draw."""


def spreads_of(model: Model, inputs: ModelInputs) -> dict[tuple[str, Member], Spread]:
    """The inputs with a low and a high figure, one for each member: triangular between them."""
    found: dict[tuple[str, Member], Spread] = {}
    for name, given in inputs.given.items():
        for member, value in given.values.items():
            low, high = given.low.get(member, value), given.high.get(member, value)
            if isinstance(value, Decimal) and isinstance(low, Decimal) and isinstance(high, Decimal) and low != high:
                found[name, member] = Triangular(low, value, high)
    return found


def draw_model(model: Model, inputs: ModelInputs, payer: str, count: int, seed: int) -> ModelDraws:
    """The payer's net for so many draws of all inputs that have a spread.

    A figure that was given once for several members is drawn once for all of them; figures given apart are drawn apart.
    """
    net = net_by_year(model, inputs, payer, draws_of(model, inputs, count, seed), count)
    cumulative = np.cumsum(net, axis=-1)
    paid = ~np.isnan(payback_years(cumulative))
    return ModelDraws(
        payer, seed, count, quantiles(cumulative[:, -1]), tuple(quantiles(cumulative[:, at]) for at in range(net.shape[-1])), share(paid), cumulative[:, -1],
    )


def model_tornado(model: Model, inputs: ModelInputs, payer: str) -> tuple[Bar, ...]:
    """What each input moves the payer's net over all years when it alone goes to its low and to its high figures, all its members at once.

    None where the net is not known.
    """
    spreads = spreads_of(model, inputs)
    names = list(dict.fromkeys(name for name, _ in spreads))
    # Every bar is two draws: one computation answers them all.
    values: dict[tuple[str, Member], FloatArray] = {}
    for (name, member), spread in spreads.items():
        column = np.full(2 * len(names), float(spread.likely))
        column[2 * names.index(name)], column[2 * names.index(name) + 1] = float(spread.low), float(spread.high)
        values[name, member] = column
    if not names:
        return ()
    totals = net_by_year(model, inputs, payer, values, 2 * len(names)).sum(axis=-1)
    if np.isnan(totals).any():
        return ()
    bars = [Bar(name, *_ends(spreads, name), Decimal(repr(float(totals[2 * at]))), Decimal(repr(float(totals[2 * at + 1])))) for at, name in enumerate(names)]
    return tuple(sorted(bars, key=lambda bar: (-bar.width, bar.name)))


def _ends(spreads: Mapping[tuple[str, Member], Spread], name: str) -> tuple[Decimal, Decimal]:
    """The lowest and highest figure among the input's members."""
    own = [spread for (other, _), spread in spreads.items() if other == name]
    return min(one.low for one in own), max(one.high for one in own)


def net_by_year(model: Model, inputs: ModelInputs, payer: str, values: Mapping[tuple[str, Member], FloatArray], count: int) -> FloatArray:
    """The payer's net in each draw and year; `values` are those of the inputs that differ between draws, in the unit of the file."""
    periods = whole_years(inputs.first, inputs.last)
    given = as_given(model, inputs, periods)
    for name in dict.fromkeys(name for name, _ in values):
        plain = given[name]
        assert isinstance(plain, Amounts)
        one = model.inputs[name]
        scale = 100.0 if one.unit == "percent" else 1.0
        flat = np.empty((count, plain.values.size))
        flat[:] = plain.values.reshape(1, -1)
        for place, member in enumerate(members(model, one, periods)):
            if (name, member) in values:
                flat[:, place] = values[name, member] / scale
        given[name] = Amounts(flat.reshape(count, *plain.values.shape), plain.axes, True, plain.lacks)
    computation = Computation(model, periods, given)
    total = np.zeros((count, len(periods)))
    counted = {one.step.name for one in staircase(model, inputs, periods).counted}
    for step, entries in model.steps:
        for who, term in entries:
            if who == payer and step.name in counted:
                amounts = computation.term(term)
                assert amounts.axes in ((), (YEAR,))
                total += amounts.values if amounts.axes or not amounts.drawn else amounts.values[:, np.newaxis]
    return total


def draws_of(model: Model, inputs: ModelInputs, count: int, seed: int) -> dict[tuple[str, Member], FloatArray]:
    """So many values of every figure with a spread."""
    found: dict[tuple[str, Spread], FloatArray] = {}
    values: dict[tuple[str, Member], FloatArray] = {}
    for (name, member), spread in spreads_of(model, inputs).items():
        stream = ".".join((name, *_written_at(inputs.document["inputs"].get(name, {}).get("is"), member)))
        if (stream, spread) not in found:
            found[stream, spread] = drawn({stream: spread}, count, seed)[stream]
        values[name, member] = found[stream, spread]
    return values


def _written_at(body: object, member: Member) -> Member:
    """As much of a member as leads to the figure that was written for it."""
    steps: list[str] = []
    for step in member:
        if not isinstance(body, Mapping):
            break
        steps.append(step)
        body = body.get(step)
    return tuple(steps)
