"""How far the result of an investment case moves: one input at a time, in scenarios, in draws, and where it is exactly zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from integrationrules.economics.ranges import Range, plain

from .result import Payback

__all__ = ["Chance", "DrawnNet", "Move", "Quantiles", "ScenarioNet", "Sensitivity", "ZeroAt"]


@dataclass(frozen=True, slots=True)
class Move:
    """The net over all years with one input at its low and at its high value, all others at their likely ones."""

    name: str
    """An assumption, or a line whose amount lies between two bounds."""
    kind: str
    """`assumption` or `line`."""
    unit: str
    """That of the assumption; `money` for a line."""
    low: Decimal
    high: Decimal
    at_low: Range
    at_high: Range

    @property
    def width(self) -> Decimal:
        """From the lowest net to the highest."""
        return max(self.at_low.most, self.at_high.most) - min(self.at_low.least, self.at_high.least)

    def as_json(self) -> dict[str, Any]:
        """As in the result."""
        return {
            "name": self.name, "kind": self.kind, "unit": self.unit, "low": plain(self.low), "high": plain(self.high),
            "net_at_low": self.at_low.as_json(), "net_at_high": self.at_high.as_json(),
        }


@dataclass(frozen=True, slots=True)
class ScenarioNet:
    """A named setting of the assumptions, the net over all years in it, and when it has paid back."""

    name: str
    """`low`, `middle` or `high`: the lower net, the likely and the higher one."""
    inputs: Mapping[str, Decimal]
    net: Range
    payback: Payback

    def as_json(self) -> dict[str, Any]:
        """As in the result."""
        return {
            "name": self.name, "inputs": {name: plain(value) for name, value in self.inputs.items()}, "net": self.net.as_json(),
            "payback": self.payback.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Quantiles:
    """P10, P50 and P90 of the draws; each a range where spans or bounds leave it open, whatever is drawn."""

    p10: Range
    p50: Range
    p90: Range

    def as_json(self) -> dict[str, Any]:
        """As in the result."""
        return {"p10": self.p10.as_json(), "p50": self.p50.as_json(), "p90": self.p90.as_json()}


@dataclass(frozen=True, slots=True)
class Chance:
    """The share of draws in which something holds; between two shares where spans or bounds leave it open."""

    least: float
    most: float

    def as_json(self) -> dict[str, float]:
        """As in the result."""
        return {"least": self.least, "most": self.most}


@dataclass(frozen=True, slots=True)
class DrawnNet:
    """What many draws of the assumptions give."""

    seed: int
    count: int
    net: Quantiles
    """Of the net over all years."""
    cumulative: Mapping[int, Quantiles]
    """Of the cumulative net at the end of each year."""
    gains: Chance
    """That the net over all years is zero or more."""
    pays_back: Chance | None
    """That it has paid back for good by the end of the budget period; None where the case names no such period inside its years."""

    def as_json(self) -> dict[str, Any]:
        """As in the result."""
        return {
            "seed": self.seed, "draws": self.count, "net": self.net.as_json(),
            "cumulative": {str(year): one.as_json() for year, one in self.cumulative.items()},
            "chance_of_gain": self.gains.as_json(), "chance_of_payback_in_budget_period": self.pays_back.as_json() if self.pays_back else None,
        }


@dataclass(frozen=True, slots=True)
class ZeroAt:
    """The value of one assumption at which the net over all years is exactly zero, the others at their likely values."""

    name: str
    unit: str
    value: Fraction

    def as_json(self) -> dict[str, Any]:
        """As in the result; `exact` is the fraction."""
        return {"name": self.name, "unit": self.unit, "value": float(self.value), "exact": str(self.value)}


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Everything known of how sure the net is. Nothing is invented: without a stated spread there are no scenarios and no draws."""

    spread_stated: bool
    """Whether an assumption that lines rest on states how far it may lie."""
    moves: tuple[Move, ...]
    """The widest first."""
    scenarios: tuple[ScenarioNet, ...]
    drawn: DrawnNet | None
    """None unless draws were asked for and a spread is stated."""
    zero_at: tuple[ZeroAt, ...]
    needed_share: tuple[Fraction, Fraction] | None
    """The share of all savings and incomes that is needed to cover all costs, least and most; None where there is no cost or no gain."""

    def as_json(self) -> dict[str, Any]:
        """As in the result."""
        needed = self.needed_share
        return {
            "spread_stated": self.spread_stated, "tornado": [one.as_json() for one in self.moves],
            "scenarios": [one.as_json() for one in self.scenarios], "draws": self.drawn.as_json() if self.drawn else None,
            "break_even": [one.as_json() for one in self.zero_at],
            "needed_share_of_gains": {
                "least": float(needed[0]), "most": float(needed[1]), "exact": [str(one) for one in needed],
            } if needed else None,
        }
