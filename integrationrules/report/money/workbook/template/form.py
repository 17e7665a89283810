"""What the workbook to fill in asks for: its sheets, their columns, and where each cell stands in the case file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf
from typing import TypeAlias

from integrationrules.economics.investment.around import UNITS as CLAIM_UNITS
from integrationrules.economics.investment.lines import UNDATED
from integrationrules.economics.investment.model import (
    AREAS,
    COUNTERFACTUALS,
    DISTRIBUTIONS,
    EFFECTS,
    INCLUDED,
    KINDS,
    LOTS,
    PAYERS,
    PERSONS,
    STATUSES,
    TAKEN_OUT,
    TREATMENTS,
)
from integrationrules.economics.numbers import UNITS

__all__ = ["FIELDS", "TABLES", "Column", "Field", "Table"]

Holds: TypeAlias = OneOf["text", "number", "percent", "year", "choice", "names", "id"]
"""`percent` is a number that is a percentage where the unit beside it says so; `names` are ids, or numbers, with commas or semicolons between them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title (an English text of the catalogue), and the keys under which its cells stand in the record."""

    title: str
    keys: tuple[str, ...]
    holds: Holds = "text"
    choices: tuple[str, ...] = ()
    width: int = 14


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with a record a row; `section` is the key of the case file (or several, with points) that holds the records."""

    title: str
    section: str
    about: str
    columns: tuple[Column, ...]
    named: bool = True
    """Whether each record has an id, or the records are a list."""
    rows: int = 30


@dataclass(frozen=True, slots=True)
class Field:
    """A row of the first sheet: its label, and the keys of the case file."""

    label: str
    keys: tuple[str, ...]
    holds: Holds = "text"
    choices: tuple[str, ...] = ()
    about: str = ""


def tr(text: str) -> str:
    """Marks a text for the catalogue; it is translated where it is shown, and read back in every language."""
    return text


_ID = Column(tr("Short name"), (), "id", width=18)
_SOURCE = Column(tr("Source (short name)"), ("source",), width=16)
_AT = Column(tr("Place in the source"), ("at",), width=20)
_BECAUSE = (Column(tr("Because (Danish)"), ("because", "da"), width=34), Column(tr("Because (English)"), ("because", "en"), width=34))
_TITLES = (Column(tr("Title (Danish)"), ("title", "da"), width=30), Column(tr("Title (English)"), ("title", "en"), width=30))


_YES_OR_NO = ("true", "false")


def _figures(key: str, titles: tuple[str, str, str, str]) -> tuple[Column, ...]:
    kinds: tuple[tuple[str, Holds, tuple[str, ...]], ...] = (("is", "number", ()), ("about", "choice", _YES_OR_NO), ("source", "text", ()), ("at", "text", ()))
    return tuple(Column(title, (key, name), holds, choices) for title, (name, holds, choices) in zip(titles, kinds, strict=True))


FIELDS = (
    Field(tr("Short name of the case"), ("investment",), "text", about=tr("Small letters, digits and _, such as hjoerring")),
    Field(tr("Title (Danish)"), ("title", "da")),
    Field(tr("Title (English)"), ("title", "en")),
    Field(tr("Municipality (number)"), ("municipality",), "year"),
    Field(tr("Year of the decision"), ("decided",), "year"),
    Field(tr("Unit of all amounts"), ("amounts",), "choice", tuple(UNITS)),
    Field(tr("Prices"), ("prices",), "choice", ("current", "constant"), about=tr("Current prices, or the prices of one year: then write the year below")),
    Field(tr("Year of the prices"), ("prices", "level"), "year"),
    Field(tr("Budget period: first year"), ("budget_period", "from"), "year"),
    Field(tr("Budget period: last year"), ("budget_period", "to"), "year"),
    Field(tr("Years the source states: first"), ("stated_years", "from"), "year"),
    Field(tr("Years the source states: last"), ("stated_years", "to"), "year"),
    Field(tr("Years the source states: source (short name)"), ("stated_years", "source")),
    Field(tr("Years the source states: place"), ("stated_years", "at")),
    Field(tr("Whom the amounts are about (Danish)"), ("scope", "includes", "da")),
    Field(tr("Whom the amounts are about (English)"), ("scope", "includes", "en")),
    Field(tr("Integration's share of it"), ("scope", "integration_share"), "percent", about=tr("Empty where it is not known")),
    Field(tr("Source of that (short name)"), ("scope", "source")),
    Field(tr("Place in that source"), ("scope", "at")),
    Field(tr("Savings are measured against"), ("compared_with", "kind"), "choice", COUNTERFACTUALS),
    Field(tr("Measured against, in words (Danish)"), ("compared_with", "text", "da")),
    Field(tr("Measured against, in words (English)"), ("compared_with", "text", "en")),
    Field(tr("Control group: were lots drawn?"), ("compared_with", "lots"), "choice", LOTS),
    Field(tr("Control group: how many were in the group with the effort"), ("compared_with", "treated"), "number"),
    Field(tr("Control group: how many were in it"), ("compared_with", "control"), "number"),
    Field(tr("Source of the comparison (short name)"), ("compared_with", "source")),
    Field(tr("Place in the source of the comparison"), ("compared_with", "at")),
    Field(tr("Persons: number"), ("persons", "is"), "number"),
    Field(tr("Persons: status"), ("persons", "status"), "choice", PERSONS),
    Field(tr("Persons: the lines they belong to (short names)"), ("persons", "of"), "names"),
    Field(tr("Persons: title (Danish)"), ("persons", "title", "da")),
    Field(tr("Persons: title (English)"), ("persons", "title", "en")),
    Field(tr("Persons: source (short name)"), ("persons", "source")),
    Field(tr("Persons: place in the source"), ("persons", "at")),
    Field(tr("What one full-time person is worth in a year, DKK"), ("persons", "per_person", "is"), "number"),
    Field(tr("Source of that worth (short name)"), ("persons", "per_person", "source")),
    Field(tr("Place of that worth in the source"), ("persons", "per_person", "at")),
    Field(tr("Were the savings taken out of the budgets?"), ("taken_out",), "choice", TAKEN_OUT),
    Field(tr("What an evaluation found"), ("effect", "found"), "choice", EFFECTS),
    Field(tr("What it found, in words (Danish)"), ("effect", "says", "da")),
    Field(tr("What it found, in words (English)"), ("effect", "says", "en")),
    Field(tr("Source of the evaluation (short name)"), ("effect", "source")),
    Field(tr("Place in the source of the evaluation"), ("effect", "at")),
)
"""The sheet of the case itself."""

TABLES = (
    Table(tr("Sources"), "sources", tr("Every figure names one of these by its short name."), (
        _ID, Column(tr("Title"), ("title",), width=40), Column(tr("By"), ("by",), width=24), Column(tr("Published"), ("published",)),
        Column(tr("Address"), ("url",), width=30),
        Column(tr("Note (Danish)"), ("note", "da"), width=30), Column(tr("Note (English)"), ("note", "en"), width=30))),
    Table(tr("Lines"), "lines", tr("One amount a row, without sign. A further amount of the same line stands in a row with the same short name, and needs only "
          "years and amount. First and last year are the same for the amount of one year; an amount for several years is never divided."), (
        _ID, *_TITLES, Column(tr("Kind"), ("kind",), "choice", KINDS), Column(tr("Payer"), ("payer",), "choice", PAYERS, 18),
        Column(tr("Spending area"), ("area",), "choice", AREAS), Column(tr("Status"), ("status",), "choice", STATUSES),
        Column(tr("Account function"), ("function",)),
        Column(tr("First year"), ("amount", "from"), "year", width=9), Column(tr("Last year"), ("amount", "to"), "year", width=9),
        Column(tr("Amount"), ("amount", "is"), "number"), Column(tr("At least"), ("amount", "least"), "number"),
        Column(tr("At most"), ("amount", "most"), "number"),
        Column(tr("Year of the prices"), ("prices", "level"), "year"), Column(tr("Times (assumptions)"), ("times",), "names", width=18), _SOURCE, _AT,
        *_BECAUSE, Column(tr("Where no source names the years"), ("years",), "choice", UNDATED, 18)), rows=60),
    Table(tr("Published totals"), "claims", tr("Totals as printed. They are checked against the lines, and never added to them."), (
        _ID, Column(tr("Says (Danish)"), ("says", "da"), width=34), Column(tr("Says (English)"), ("says", "en"), width=34),
        Column(tr("Value"), ("is",), "percent"),
        Column(tr("What it is"), ("unit",), "choice", CLAIM_UNITS), Column(tr("Sum of (lines)"), ("sum_of",), "names", width=18),
        Column(tr("Net of (lines)"), ("net_of",), "names", width=18), Column(tr("Ratio of (lines)"), ("ratio_of",), "names", width=18),
        Column(tr("Difference of (totals)"), ("difference_of",), "names", width=18),
        Column(tr("Quotient of (totals)"), ("quotient_of",), "names", width=18), Column(tr("Contains (lines)"), ("contains",), "names", width=18),
        Column(tr("First year"), ("from",), "year", width=9), Column(tr("Last year"), ("to",), "year", width=9),
        Column(tr("Number of years"), ("lasts",), "number", width=9),
        Column(tr("Only quoted beside those years"), ("beside",), "choice", _YES_OR_NO), Column(tr("Rival of (total)"), ("rival_of",), width=18),
        Column(tr("Difference explained by"), ("explained_by",), "names", width=18),
        Column(tr("Headline"), ("headline",), "choice", ("true", "false")), _SOURCE, _AT)),
    Table(tr("Follow-up"), "follow_up", tr("Budget, forecast and outturn of one year, as far as they were published."), (
        _ID, *_TITLES, Column(tr("Year"), ("year",), "year", width=9), Column(tr("Kind"), ("kind",), "choice", KINDS),
        *_figures("planned", (tr("Planned"), tr("Planned: about?"), tr("Planned: source"), tr("Planned: place"))),
        *_figures("budget", (
            tr("Budget"), tr("Budget: about?"), tr("Budget: source"), tr("Budget: place"))),
        *_figures("outturn", (
            tr("Outturn"), tr("Outturn: about?"), tr("Outturn: source"), tr("Outturn: place"))),
        *_figures("variance", (
            tr("Outturn less budget"), tr("Outturn less budget: about?"), tr("Outturn less budget: source"), tr("Outturn less budget: place"))),
        *_figures("forecast_variance", (
            tr("Forecast less budget"), tr("Forecast less budget: about?"), tr("Forecast less budget: source"), tr("Forecast less budget: place"))))),
    Table(tr("Factors"), "assumptions", tr("Numbers that lines are multiplied by. Percentages are written in cells that show percent."), (
        _ID, *_TITLES, Column(tr("Unit"), ("unit",), "choice", ("percent", "persons", "months", "kr", "times")), Column(tr("Value"), ("is",), "percent"),
        Column(tr("Low"), ("low",), "percent"), Column(tr("Likely"), ("likely",), "percent"), Column(tr("High"), ("high",), "percent"),
        Column(tr("Distribution"), ("distribution",), "choice", DISTRIBUTIONS), Column(tr("Standard deviation"), ("deviation",), "percent"),
        Column(tr("Observed values"), ("values",), "names", width=20), Column(tr("Year"), ("year",), "year", width=9), _SOURCE, _AT, *_BECAUSE)),
    Table(tr("Gross or net"), "included", tr("What the amounts are net or gross of, one by one."), (
        Column(tr("Of what"), (), "choice", INCLUDED, 24), Column(tr("Are the amounts net or gross of it?"), ("treated",), "choice", TREATMENTS, 20),
        *_BECAUSE, _SOURCE, _AT), rows=len(INCLUDED)),
    Table(tr("Events"), "events", tr("What else happened in the same years."), (
        Column(tr("What (Danish)"), ("da",), width=60), Column(tr("What (English)"), ("en",), width=60)), named=False, rows=15),
    Table(tr("Can be concluded"), "concludes.can", tr("What follows from the published figures."), (
        Column(tr("What (Danish)"), ("da",), width=60), Column(tr("What (English)"), ("en",), width=60)), named=False, rows=10),
    Table(tr("Cannot be concluded"), "concludes.cannot", tr("What does not follow from them."), (
        Column(tr("What (Danish)"), ("da",), width=60), Column(tr("What (English)"), ("en",), width=60)), named=False, rows=10),
    Table(tr("Missing"), "missing", tr("Numbers that the sources do not carry, and why they matter."), (
        Column(tr("What (Danish)"), ("what", "da"), width=44), Column(tr("What (English)"), ("what", "en"), width=44),
        Column(tr("Why (Danish)"), ("why", "da"), width=44), Column(tr("Why (English)"), ("why", "en"), width=44)), named=False, rows=15),
)
"""The other sheets."""
