"""An investment case as it was read: lines, claims, and what its sources say of how they were made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from integrationrules.economics.ranges import Range, total
from integrationrules.rulebook.model import Text

from .background import Cited, Conclusions, Counterfactual, Effect, Figure, Missing, Persons, Scope, Source, Treatment

__all__ = [
    "AREAS", "COUNTERFACTUALS", "DISTRIBUTIONS", "EFFECTS", "INCLUDED", "KINDS", "LOTS", "PAYERS", "PERSONS", "STATUSES", "TAKEN_OUT", "TREATMENTS",
    "Amount", "Assumption", "Cited", "Claim", "Conclusions", "Counterfactual", "Effect", "Figure", "FollowUp", "InvestmentCase", "Line", "Missing",
    "Persons", "Scope", "Source", "Treatment",
]

KINDS = ("cost", "saving", "income")
PAYERS = ("municipality", "municipalities", "other_municipalities", "state", "region", "citizen", "employer", "society", "not_stated")
"""`society` is a gain or cost that a source gives for all together, `municipalities` one of all of them; nobody knows how it divides."""
AREAS = ("Service", "Overførsler", "Indsats", "Anlæg", "not_stated")
"""Spending areas, as municipal budgets name them; `not_stated` where a source does not say."""
STATUSES = ("outturn", "budget", "forecast", "assumed")
LOTS = ("drawn", "not_drawn", "not_stated")
"""Whether lots decided who came into a control group."""
COUNTERFACTUALS = ("none", "before", "control_group", "other_municipalities", "budget", "forecast_without", "not_stated")
INCLUDED = ("refund", "tax", "equalisation", "budget_guarantee", "grants", "housing_benefit", "day_care", "overhead", "vat")
"""What an amount can be gross or net of."""
PERSONS = (*STATUSES, "goal")
"""What a number of persons is: counted, or set as a goal, or one of the others."""
TAKEN_OUT = ("already", "not_yet", "not_stated")
"""Whether the savings were taken out of the budgets."""
DISTRIBUTIONS = ("triangular", "pert", "uniform")
EFFECTS = ("found", "mixed", "none")
TREATMENTS = ("net", "gross", "not_relevant", "not_stated")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of the years `first` through `last`; how a span divides among its years is not known."""

    first: int
    last: int
    value: Range

    @property
    def years(self) -> range:
        """The years it is of."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A cost, a saving or an income, in the unit of the case."""

    id: str
    title: Text
    kind: str
    payer: str
    area: str
    status: str
    amounts: tuple[Amount, ...]
    price_level: int | None = None
    """The year in whose prices it is stated; None for current prices."""
    function: str = ""
    cited: Cited | None = None
    because: Text | None = None
    """How the amount was worked out, where it is not printed so."""
    times: tuple[str, ...] = ()
    """Assumptions that its amounts are multiplied by."""
    undated: Range | None = None
    """Its amount where no source says which years it is of; it then has no `amounts`."""
    each_year: bool = False
    """Whether the undated amount is that of one year."""

    @property
    def whole(self) -> Range:
        """All of its amounts together, those of unknown years too."""
        return total(one.value for one in self.amounts) if self.undated is None else self.undated

    @property
    def sign(self) -> int:
        """1 for a gain of its payer, -1 for a cost."""
        return -1 if self.kind == "cost" else 1

    @property
    def years(self) -> range:
        """From its first to its last year; none where they are unknown."""
        if not self.amounts:
            return range(0)
        return range(min(one.first for one in self.amounts), max(one.last for one in self.amounts) + 1)


@dataclass(frozen=True, slots=True)
class Claim:
    """A total, difference or ratio as published; checked against the lines, against its period, and against rivals."""

    id: str
    says: Text
    value: Decimal
    unit: str = "money"
    """`money`, `ratio` for a plain number, `persons` for a count, or `percent` for a share."""
    cited: Cited | None = None
    sum_of: tuple[str, ...] = ()
    net_of: tuple[str, ...] = ()
    ratio_of: tuple[str, ...] = ()
    """Gains of these lines over their costs."""
    difference_of: tuple[str, ...] = ()
    """The first of these claims less the others."""
    contains: tuple[str, ...] = ()
    """Lines that are part of it without making up the whole."""
    quotient_of: tuple[str, ...] = ()
    """Two other claims: the first over the second."""
    first: int | None = None
    last: int | None = None
    lasts: int | None = None
    """Years it is said to cover, where the source does not name them."""
    beside: bool = False
    """Whether the source does not say that it covers `first` to `last`, but quotes it beside an amount of those years."""
    rival_of: str = ""
    explained_by: tuple[str, ...] = ()
    """Lines, claims or variances whose sum is the difference from the rival."""
    headline: bool = False

    @property
    def length(self) -> int | None:
        """How many years it is said to cover."""
        if self.first is not None and self.last is not None:
            return self.last - self.first + 1
        return self.lasts


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Budget, forecast and outturn of one year, as far as published; variances are outturn (or forecast) less budget."""

    id: str
    title: Text
    year: int
    kind: str
    planned: Figure | None = None
    """What was planned; no budget, so that nothing is computed from it."""
    budget: Figure | None = None
    outturn: Figure | None = None
    variance: Figure | None = None
    forecast_variance: Figure | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number that lines are multiplied by, with its bounds; what scenarios and draws move."""

    name: str
    title: Text
    value: Decimal
    unit: str
    low: Decimal | None = None
    likely: Decimal | None = None
    high: Decimal | None = None
    year: int | None = None
    """The year whose rates it is of."""
    cited: Cited | None = None
    because: Text | None = None
    distribution: str = "triangular"
    """One of `DISTRIBUTIONS`, between `low` and `high`."""
    deviation: Decimal | None = None
    """The standard deviation of a normal distribution, instead of `low` and `high`."""
    values: tuple[Decimal, ...] = ()
    """Observed values, instead of `low` and `high`."""


@dataclass(frozen=True, slots=True)
class InvestmentCase:
    """One case; amounts are in its `unit` and exact."""

    id: str
    title: Text
    unit: str
    """`kr`, `t_kr` or `mio_kr`."""
    price_level: int | None
    """The year of constant prices; None for current prices."""
    lines: tuple[Line, ...]
    """Those that are added up; none where the years of one of them are unknown."""
    sources: Mapping[str, Source]
    decided: int | None = None
    municipality: int | None = None
    budget_period: tuple[int, int] | None = None
    stated_years: tuple[int, int] | None = None
    stated_by: Cited | None = None
    """Who states them."""
    scope: Scope = field(default_factory=Scope)
    compared_with: Counterfactual = field(default_factory=Counterfactual)
    claims: tuple[Claim, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
    persons: Persons | None = None
    assumptions: tuple[Assumption, ...] = ()
    included: Mapping[str, Treatment] = field(default_factory=dict)
    events: tuple[Text, ...] = ()
    """What else happened in the same years."""
    taken_out: str = "not_stated"
    """One of `TAKEN_OUT`."""
    missing: tuple[Missing, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    """Values set anew when the case was read, by path."""
    effect: Effect | None = None
    """What was found of its effect, where somebody looked."""
    concludes: Conclusions = field(default_factory=Conclusions)
    apart: tuple[Line, ...] = ()
    """All lines of a case in which the years of one are unknown: each stands for itself, and nothing is added up."""

    @property
    def stated_lines(self) -> tuple[Line, ...]:
        """All lines, added up or not."""
        return (*self.lines, *self.apart)

    @property
    def years(self) -> range:
        """From the first to the last year of any line; none where no amounts are added up."""
        if not self.lines:
            return range(0)
        return range(min(line.years[0] for line in self.lines), max(line.years[-1] for line in self.lines) + 1)

    def line(self, name: str) -> Line | None:
        """The line of that id."""
        return next((line for line in self.stated_lines if line.id == name), None)

    def claim(self, name: str) -> Claim | None:
        """The claim of that id."""
        return next((claim for claim in self.claims if claim.id == name), None)
