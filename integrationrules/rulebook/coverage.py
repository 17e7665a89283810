"""What is known of each rule in each year: read in a source, derived, or not known; nothing where it reads no dated value."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from .book import Rulebook
from .model import Parameter, ParameterValue
from .ready import ReadyRule

__all__ = ["Coverage", "Year", "coverage", "years_of"]

Degree = Literal["read", "derived", "undated", "not_known"]
_READ = ("statute", "published")
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Year:
    """How well a rule is known in a year; `partly` if on some days of the year it is not known at all."""

    degree: Degree
    partly: bool = False
    unknown: tuple[str, ...] = field(default=(), compare=False)
    """Ids of the parameters that have no value on some covered day."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """One rule's years."""

    rule: str
    years: Mapping[int, Year]

    def as_json(self) -> dict[str, Any]:
        """As in the JSON of coverage."""
        years = {str(number): {"known": year.degree, "partly": year.partly, "unknown": list(year.unknown)} for number, year in self.years.items()}
        return {"rule": self.rule, "years": years}


def coverage(book: Rulebook, years: Sequence[int] = ()) -> tuple[Coverage, ...]:
    """Each rule that is not invented, with each year: `years`, or all that the rulebook dates something in.

    A rule is known on a day that its rule set covers if every parameter it reads has a value then, and read if none of these is
    derived (or an example's). A year is as its least certain known day. Of a rule that reads no dated value nothing says in which
    years it holds: it is undated.
    """
    shown = years or years_of(book)
    rules = [rule for rule in book.rules.values() if not book.ruleset_of(rule.id).invented]
    return tuple(Coverage(rule.id, {year: _year(book, rule, year) for year in shown}) for rule in rules)


def years_of(book: Rulebook) -> tuple[int, ...]:
    """The years from the first to the last in which a value or `covers` begins or a source was published, invented rule sets left out."""
    days: set[date] = set()
    for ruleset in book.rulesets.values():
        if not ruleset.invented:
            days.update(value.start for parameter in ruleset.parameters for value in parameter.values)
            days.update((ruleset.covers or ())[:1])
            # What holds until further notice held when its source was published.
            days.update(date(int(source.published[:4]), 1, 1) for source in ruleset.sources if re.match(r"(19|20)\d\d\b", source.published))
    return tuple(range(min(days).year, max(days).year + 1)) if days else ()


def _year(book: Rulebook, rule: ReadyRule, year: int) -> Year:
    first, end = date(year, 1, 1), date(year + 1, 1, 1)
    start, last, _ = book.ruleset_of(rule.id).covers or (first, None, None)
    covered = (max(first, start), min(end, last or end))
    parameters = [book.parameters[name] for name in rule.parameters]
    if not parameters and book.ruleset_of(rule.id).covers is None:
        return Year("undated")
    pieces = _pieces(covered, parameters)
    degrees = [_degree(piece, parameters) for piece in pieces]
    known = [degree for degree in degrees if degree != "not_known"]
    unknown = tuple(one.id for one in parameters if any(not any(_holds(value, day) for value in one.values) for day, _ in pieces))
    if not known:
        return Year("not_known", unknown=unknown)
    whole = covered == (first, end) and len(known) == len(degrees)
    return Year("derived" if "derived" in known else "read", not whole, unknown)


def _pieces(covered: Span, parameters: Iterable[Parameter]) -> list[Span]:
    """The covered days, cut wherever a value begins or ends."""
    if covered[0] >= covered[1]:
        return []
    cuts = {day for parameter in parameters for value in parameter.values for day in (value.start, value.end) if day and covered[0] < day < covered[1]}
    edges = [covered[0], *sorted(cuts), covered[1]]
    return list(itertools.pairwise(edges))


def _degree(piece: Span, parameters: Iterable[Parameter]) -> Degree:
    found: Degree = "read"
    for parameter in parameters:
        value = next((one for one in parameter.values if _holds(one, piece[0])), None)
        if value is None:
            return "not_known"
        if value.confidence not in _READ:
            found = "derived"
    return found


def _holds(value: ParameterValue, day: date) -> bool:
    return value.start <= day and (value.end is None or day < value.end)
