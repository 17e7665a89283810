"""What is computed from an investment case: amounts by year, by status and by payer, payback, present value, and the checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from integrationrules.economics.ranges import Range, plain
from integrationrules.rulebook.model import Text

from .model import FollowUp, InvestmentCase, Line

if TYPE_CHECKING:
    from .sensitivity import Sensitivity

__all__ = [
    "BreakEven", "Check", "InvestmentResult", "LineYears", "Payback", "PayerNet", "PresentValue", "Totals", "Variance", "YearNet",
]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of some lines."""

    cost: Range
    saving: Range
    income: Range

    @property
    def gain(self) -> Range:
        """Savings and income."""
        return self.saving + self.income

    @property
    def net(self) -> Range:
        """Savings and income less costs; positive is a gain."""
        return self.gain - self.cost

    @property
    def benefit_cost(self) -> Range | None:
        """Savings and income over costs; None where there is no cost."""
        return self.gain.over(self.cost)

    def as_json(self) -> dict[str, Any]:
        """As in the result."""
        return {
            "cost": self.cost.as_json(), "saving": self.saving.as_json(), "income": self.income.as_json(), "net": self.net.as_json(),
            "benefit_cost": self.benefit_cost.as_json() if self.benefit_cost else None,
        }


@dataclass(frozen=True, slots=True)
class YearNet:
    """One year; ranges where spans or amounts leave them open. `cumulative` stands at the end of the year."""

    year: int
    totals: Totals
    net: Range
    cumulative: Range
    statuses: tuple[str, ...]
    """Statuses of the lines that touch the year."""

    def as_json(self) -> dict[str, Any]:
        """As in the result."""
        sums = {name: getattr(self.totals, name).as_json() for name in ("cost", "saving", "income")}
        return {"year": self.year, **sums, "net": self.net.as_json(), "cumulative": self.cumulative.as_json(), "statuses": list(self.statuses)}


@dataclass(frozen=True, slots=True)
class LineYears:
    """A line with its amounts by year and in all, before the sign of its kind."""

    line: Line
    by_year: Mapping[int, Range]
    total: Range

    def as_json(self) -> dict[str, Any]:
        """As in the result."""
        line = self.line
        return {
            "id": line.id, "title": {"da": line.title.da, "en": line.title.en}, "kind": line.kind, "payer": line.payer, "area": line.area,
            "function": line.function or None, "status": line.status, "price_level": line.price_level or "current",
            "amounts": [{"from": one.first, "to": one.last, "is": one.value.as_json()} for one in line.amounts],
            "undated": {"is": line.undated.as_json(), "each_year": line.each_year} if line.undated is not None else None,
            "by_year": {str(year): value.as_json() for year, value in self.by_year.items()}, "total": self.total.as_json(),
            "source": line.cited.source if line.cited else None, "at": line.cited.at or None if line.cited else None,
            "because": {"da": line.because.da, "en": line.because.en} if line.because else None,
        }


@dataclass(frozen=True, slots=True)
class Payback:
    """When the cumulative net has become zero or more and stays so: between two days. None: not within the years of the case."""

    earliest: date | None
    latest: date | None
    reason: str = ""
    """`no_cost` where nothing is invested, `no_amounts` where no amount is published, `society` where a gain is nobody's
    own and pays nobody back."""

    def as_json(self) -> dict[str, Any]:
        """As in the result."""
        return {
            "earliest": self.earliest.isoformat() if self.earliest else None, "latest": self.latest.isoformat() if self.latest else None,
            "reason": self.reason or None,
        }


@dataclass(frozen=True, slots=True)
class PayerNet:
    """Who pays and who gains: the sums of one payer, and its net by year."""

    payer: str
    totals: Totals
    by_year: Mapping[int, Range]
    payback: Payback
    """When the payer's own costs have come back to the payer."""

    def as_json(self) -> dict[str, Any]:
        """As in the result."""
        return {"payer": self.payer, **self.totals.as_json(), "by_year": {str(year): net.as_json() for year, net in self.by_year.items()},
                "payback": self.payback.as_json()}


@dataclass(frozen=True, slots=True)
class PresentValue:
    """The net present value in the first year, or why there is none: `no_amounts`, `current_prices`, `mixed_prices`, `no_decision` or `before_rates`."""

    value: Range | None
    rate: Decimal | None
    first_year: int
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """As in the result."""
        return {
            "value": self.value.as_json() if self.value else None, "rate": plain(self.rate) if self.rate is not None else None,
            "first_year": self.first_year, "reason": self.reason or None,
        }


@dataclass(frozen=True, slots=True)
class BreakEven:
    """How many full-time persons for one year the costs are worth, at what the case's source says one is worth (in kroner)."""

    persons: Range
    per_person: Decimal

    def as_json(self) -> dict[str, Any]:
        """As in the result."""
        return {"persons": self.persons.as_json(), "per_person": plain(self.per_person)}


@dataclass(frozen=True, slots=True)
class Variance:
    """Budget against outturn of one year; what is computed from the others is in `computed`. Percent are shares of the budget."""

    stated: FollowUp
    budget: Decimal | None
    outturn: Decimal | None
    variance: Decimal | None
    forecast_variance: Decimal | None
    computed: tuple[str, ...]

    @property
    def share(self) -> Decimal | None:
        """The variance as a share of the budget."""
        return self.variance / self.budget if self.variance is not None and self.budget else None

    @property
    def forecast_miss(self) -> Decimal | None:
        """Outturn less forecast."""
        return self.variance - self.forecast_variance if self.variance is not None and self.forecast_variance is not None else None

    def as_json(self) -> dict[str, Any]:
        """As in the result."""
        numbers = {
            "budget": self.budget, "outturn": self.outturn, "variance": self.variance, "share": self.share,
            "forecast_variance": self.forecast_variance, "forecast_miss": self.forecast_miss,
        }
        planned = self.stated.planned
        return {
            "id": self.stated.id, "year": self.stated.year, "kind": self.stated.kind, "planned": plain(planned.value) if planned else None,
            **{name: plain(value) if value is not None else None for name, value in numbers.items()}, "computed": list(self.computed),
        }


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one thing: `pass`, `warn` or `fail`, a message and the numbers it is filled with."""

    id: str
    verdict: str
    message: str
    """The id of its text."""
    values: Mapping[str, Any]
    about: str = ""
    """The claim, line or item it is about."""

    def as_json(self) -> dict[str, Any]:
        """As in the result."""
        return {
            "check": self.id, "about": self.about or None, "verdict": self.verdict, "message": self.message,
            "values": {name: _json(value) for name, value in self.values.items()},
        }


@dataclass(frozen=True, slots=True)
class InvestmentResult:
    """Everything computed from a case, in its unit; positive nets are gains of the payer."""

    case: InvestmentCase
    """With every line multiplied by its assumptions."""
    stated: InvestmentCase
    """As it was read."""
    split: str
    """`open`: spans are ranges; `even`: divided evenly because it was asked for."""
    lines: tuple[LineYears, ...]
    apart: tuple[LineYears, ...]
    """Lines that are not added up, because the years of one of them are unknown."""
    years: tuple[YearNet, ...]
    totals: Totals
    by_status: Mapping[str, Totals]
    payers: tuple[PayerNet, ...]
    payback: Payback
    present_value: PresentValue
    internal_rate: Decimal | None
    """None unless the net is exact in every year and changes sign once."""
    savings_to_investment: Range | None
    """The municipality's own savings and income over its own costs."""
    break_even: BreakEven | None
    follow_up: tuple[Variance, ...]
    checks: tuple[Check, ...]
    not_included: tuple[str, ...]
    """What the amounts are gross of, or the sources do not say."""
    scenario: str = ""
    """The scenario whose values the assumptions have; empty for those of the case."""
    sensitivity: Sensitivity | None = None

    def as_json(self) -> dict[str, Any]:
        """The document of format 1; unrounded."""
        case = self.case
        return {
            "format": 1, "investment": case.id, "title": _text(case.title), "unit": case.unit, "currency": "DKK", "decided": case.decided,
            "municipality": case.municipality, "price_level": case.price_level or "current", "split": self.split, "settings": dict(case.settings),
            "scenario": self.scenario or None,
            "sign": "positive: gain of the payer", "lines": [one.as_json() for one in self.lines],
            "apart": [one.as_json() for one in self.apart], "years": [one.as_json() for one in self.years],
            "totals": self.totals.as_json() if case.lines else None, "by_status": {name: one.as_json() for name, one in self.by_status.items()},
            "payers": [one.as_json() for one in self.payers], "payback": self.payback.as_json(), "present_value": self.present_value.as_json(),
            "internal_rate": plain(self.internal_rate) if self.internal_rate is not None else None,
            "savings_to_investment": self.savings_to_investment.as_json() if self.savings_to_investment else None,
            "break_even": self.break_even.as_json() if self.break_even else None, "follow_up": [one.as_json() for one in self.follow_up],
            "claims": [
                {"id": one.id, "says": _text(one.says), "is": plain(one.value), "unit": one.unit, "headline": one.headline,
                 "source": one.cited.source if one.cited else None, "at": one.cited.at or None if one.cited else None} for one in case.claims
            ],
            "checks": [one.as_json() for one in self.checks], "not_included": list(self.not_included),
            "effect": {"found": case.effect.found, "says": _text(case.effect.says)} if case.effect else None,
            "concludes": {"can": [_text(one) for one in case.concludes.can], "cannot": [_text(one) for one in case.concludes.cannot]},
            "missing": [{"what": _text(one.what), "why": _text(one.why) if one.why else None} for one in case.missing],
            "assumptions": [
                {"name": one.name, "is": plain(one.value), "unit": one.unit, "source": one.cited.source if one.cited else None}
                | {name: plain(value) for name in ("low", "likely", "high") if (value := getattr(one, name)) is not None}
                for one in case.assumptions
            ],
            "sensitivity": self.sensitivity.as_json() if self.sensitivity else None,
            "sources": {name: {"title": one.title, "by": one.by, "published": one.published, "url": one.url} for name, one in case.sources.items()},
        }


def _text(text: Text) -> dict[str, str]:
    return {"da": text.da, "en": text.en}


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Text):
        return _text(value)
    if isinstance(value, tuple | list):
        return [_json(one) for one in value]
    return value.as_json() if hasattr(value, "as_json") else value
