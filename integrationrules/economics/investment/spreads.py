"""How far the assumptions of a case may lie, as the case states it."""

from __future__ import annotations

from decimal import Decimal

from integrationrules.economics.spread import Normal, Pert, Spread, Triangular, Uniform, Values

from .model import Assumption, InvestmentCase

__all__ = ["spread_of", "stated_spreads"]

_SHAPES: dict[str, type[Triangular | Pert | Uniform]] = {"triangular": Triangular, "pert": Pert, "uniform": Uniform}


def stated_spreads(case: InvestmentCase) -> dict[str, Spread]:
    """The spread of every assumption that lines rest on and that states one."""
    used = {name for line in case.lines for name in line.times}
    found = {one.name: spread_of(one) for one in case.assumptions if one.name in used}
    return {name: spread for name, spread in found.items() if spread is not None}


def spread_of(assumption: Assumption) -> Spread | None:
    """The spread of one assumption; None where only its value is stated. A share is drawn between 0 and 1, everything else from 0 up."""
    likely = assumption.value if assumption.likely is None else assumption.likely
    if assumption.values:
        return Values(assumption.values, likely)
    if assumption.deviation is not None:
        return Normal(likely, assumption.deviation, Decimal(0), Decimal(1) if assumption.unit == "percent" else None)
    if assumption.low is None and assumption.high is None:
        return None
    ends = (likely if end is None else end for end in (assumption.low, assumption.high))
    low, high = ends
    return _SHAPES[assumption.distribution](low, likely, high)
