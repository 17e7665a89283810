"""What the workbook to fill in asks for: its sheets, their columns, and where each cell stands in the case file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf
from typing import TypeAlias

from integrationrules.economics.investment.model import AREAS, COUNTERFACTUALS, INCLUDED, KINDS, PAYERS, STATUSES, TREATMENTS
from integrationrules.economics.numbers import UNITS

__all__ = ["FIELDS", "TABLES", "Column", "Field", "Table"]

Holds: TypeAlias = OneOf["text", "number", "percent", "year", "choice", "names", "id"]
"""`percent` is a number that is a percentage where the unit beside it says so; `names` are ids with commas between them."""


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
    """A sheet with a record a row; `section` is the key of the case file that holds the records."""

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


_ID = Column("Short name", (), "id", width=18)
_SOURCE = Column("Source (short name)", ("source",), width=16)
_AT = Column("Place in the source", ("at",), width=20)
_BECAUSE = (Column("Because (Danish)", ("because", "da"), width=34), Column("Because (English)", ("because", "en"), width=34))
_TITLES = (Column("Title (Danish)", ("title", "da"), width=30), Column("Title (English)", ("title", "en"), width=30))


def _figures(title: str, key: str) -> tuple[Column, ...]:
    return (Column(title, (key, "is"), "number"), Column(f"{title}: source", (key, "source")), Column(f"{title}: place", (key, "at")))


FIELDS = (
    Field("Short name of the case", ("investment",), "text", about="Small letters, digits and _, such as hjoerring"),
    Field("Title (Danish)", ("title", "da")),
    Field("Title (English)", ("title", "en")),
    Field("Municipality (number)", ("municipality",), "year"),
    Field("Year of the decision", ("decided",), "year"),
    Field("Unit of all amounts", ("amounts",), "choice", tuple(UNITS)),
    Field("Prices", ("prices",), "choice", ("current", "constant"), about="Current prices, or the prices of one year: then write the year below"),
    Field("Year of the prices", ("prices", "level"), "year"),
    Field("Budget period: first year", ("budget_period", "from"), "year"),
    Field("Budget period: last year", ("budget_period", "to"), "year"),
    Field("Years the source states: first", ("stated_years", "from"), "year"),
    Field("Years the source states: last", ("stated_years", "to"), "year"),
    Field("Whom the amounts are about (Danish)", ("scope", "includes", "da")),
    Field("Whom the amounts are about (English)", ("scope", "includes", "en")),
    Field("Integration's share of it", ("scope", "integration_share"), "percent", about="Empty where it is not known"),
    Field("Source of that (short name)", ("scope", "source")),
    Field("Place in that source", ("scope", "at")),
    Field("Savings are measured against", ("compared_with", "kind"), "choice", COUNTERFACTUALS),
    Field("Measured against, in words (Danish)", ("compared_with", "text", "da")),
    Field("Measured against, in words (English)", ("compared_with", "text", "en")),
    Field("Source of the comparison (short name)", ("compared_with", "source")),
    Field("Place in the source of the comparison", ("compared_with", "at")),
    Field("Persons: number", ("persons", "is"), "number"),
    Field("Persons: status", ("persons", "status"), "choice", STATUSES),
    Field("Persons: the lines they belong to (short names)", ("persons", "of"), "names"),
    Field("Persons: title (Danish)", ("persons", "title", "da")),
    Field("Persons: title (English)", ("persons", "title", "en")),
    Field("Persons: source (short name)", ("persons", "source")),
    Field("Persons: place in the source", ("persons", "at")),
    Field("What one full-time person is worth in a year, DKK", ("persons", "per_person", "is"), "number"),
    Field("Source of that worth (short name)", ("persons", "per_person", "source")),
    Field("Place of that worth in the source", ("persons", "per_person", "at")),
    Field("Were the savings taken out of the budgets?", ("taken_out",), "choice", ("already", "not_yet", "not_stated")),
)
"""The sheet of the case itself."""

TABLES = (
    Table("Sources", "sources", "Every figure names one of these by its short name.", (
        _ID, Column("Title", ("title",), width=40), Column("By", ("by",), width=24), Column("Published", ("published",)), Column("Address", ("url",), width=30),
        Column("Note (Danish)", ("note", "da"), width=30), Column("Note (English)", ("note", "en"), width=30))),
    Table("Lines", "lines", "One amount a row, without sign. A further amount of the same line stands in a row with the same short name, and needs only "
          "years and amount. First and last year are the same for the amount of one year; an amount for several years is never divided.", (
        _ID, *_TITLES, Column("Kind", ("kind",), "choice", KINDS), Column("Payer", ("payer",), "choice", PAYERS, 18),
        Column("Spending area", ("area",), "choice", AREAS), Column("Status", ("status",), "choice", STATUSES), Column("Account function", ("function",)),
        Column("First year", ("amount", "from"), "year", width=9), Column("Last year", ("amount", "to"), "year", width=9),
        Column("Amount", ("amount", "is"), "number"), Column("At least", ("amount", "least"), "number"), Column("At most", ("amount", "most"), "number"),
        Column("Year of the prices", ("prices", "level"), "year"), Column("Times (assumptions)", ("times",), "names", width=18), _SOURCE, _AT,
        *_BECAUSE), rows=60),
    Table("Published totals", "claims", "Totals as printed. They are checked against the lines, and never added to them.", (
        _ID, Column("Says (Danish)", ("says", "da"), width=34), Column("Says (English)", ("says", "en"), width=34), Column("Value", ("is",), "number"),
        Column("What it is", ("unit",), "choice", ("money", "ratio")), Column("Sum of (lines)", ("sum_of",), "names", width=18),
        Column("Net of (lines)", ("net_of",), "names", width=18), Column("Ratio of (lines)", ("ratio_of",), "names", width=18),
        Column("Difference of (totals)", ("difference_of",), "names", width=18), Column("Contains (lines)", ("contains",), "names", width=18),
        Column("First year", ("from",), "year", width=9), Column("Last year", ("to",), "year", width=9),
        Column("Number of years", ("lasts",), "number", width=9),
        Column("Rival of (total)", ("rival_of",), width=18), Column("Difference explained by", ("explained_by",), "names", width=18),
        Column("Headline", ("headline",), "choice", ("true", "false")), _SOURCE, _AT)),
    Table("Follow-up", "follow_up", "Budget, forecast and outturn of one year, as far as they were published.", (
        _ID, *_TITLES, Column("Year", ("year",), "year", width=9), Column("Kind", ("kind",), "choice", KINDS), *_figures("Budget", "budget"),
        *_figures("Outturn", "outturn"), *_figures("Outturn less budget", "variance"), *_figures("Forecast less budget", "forecast_variance"))),
    Table("Factors", "assumptions", "Numbers that lines are multiplied by. Percentages are written in cells that show percent.", (
        _ID, *_TITLES, Column("Unit", ("unit",), "choice", ("percent", "persons", "months", "kr", "times")), Column("Value", ("is",), "percent"),
        Column("Low", ("low",), "percent"), Column("Likely", ("likely",), "percent"), Column("High", ("high",), "percent"),
        Column("Year", ("year",), "year", width=9), _SOURCE, _AT, *_BECAUSE)),
    Table("Gross or net", "included", "What the amounts are net or gross of, one by one.", (
        Column("Of what", (), "choice", INCLUDED, 24), Column("Are the amounts net or gross of it?", ("treated",), "choice", TREATMENTS, 20),
        *_BECAUSE, _SOURCE, _AT), rows=len(INCLUDED)),
    Table("Events", "events", "What else happened in the same years.", (
        Column("What (Danish)", ("da",), width=60), Column("What (English)", ("en",), width=60)), named=False, rows=15),
    Table("Missing", "missing", "Numbers that the sources do not carry, and why they matter.", (
        Column("What (Danish)", ("what", "da"), width=44), Column("What (English)", ("what", "en"), width=44),
        Column("Why (Danish)", ("why", "da"), width=44), Column("Why (English)", ("why", "en"), width=44)), named=False, rows=15),
)
"""The other sheets."""
