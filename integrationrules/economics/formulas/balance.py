"""Where a payer's net is zero: one input made larger or smaller until it is."""

from __future__ import annotations

import math
from collections.abc import Callable

from integrationrules.economics.formulas.calendar import whole_years
from integrationrules.economics.formulas.inputs import ModelInputs
from integrationrules.economics.formulas.result import BalancedAt, staircase
from integrationrules.rulebook.models.load import Model
from integrationrules.rulebook.models.model import BreakEven

__all__ = ["balanced"]

_LARGEST = 1e6
_ROUNDS = 200


def balanced(model: Model, inputs: ModelInputs, asked: BreakEven) -> BalancedAt:
    """The factor at which the payer's net over all years is zero."""
    periods = whole_years(inputs.first, inputs.last)

    def net(factor: float) -> float:
        return staircase(model, inputs, periods, (asked.scale, factor)).total(asked.payer)

    if math.isnan(net(1.0)):
        return BalancedAt(asked, None, None, "unknown")
    factor = _root(net)
    if factor is None:
        return BalancedAt(asked, None, None, "never")
    shown = staircase(model, inputs, periods, (asked.scale, factor)).shown
    figure = next((cells[0][1] for one, cells in shown if one.name == asked.shows), None)
    return BalancedAt(asked, factor, figure)


def _root(net: Callable[[float], float]) -> float | None:
    """The factor of zero net; one line goes straight there, anything else is halved."""
    at_none, at_one = net(0.0), net(1.0)
    if at_none == 0:
        return 0.0
    if at_one != at_none:
        straight = at_none / (at_none - at_one)
        if 0 <= straight <= _LARGEST and abs(net(straight)) <= 1e-9 * max(1.0, abs(at_none)):
            return straight
    low, high = 0.0, 1.0
    while (net(high) < 0) == (at_none < 0):
        high *= 2
        if high > _LARGEST:
            return None
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        low, high = (middle, high) if (net(middle) < 0) == (at_none < 0) else (low, middle)
    return high
