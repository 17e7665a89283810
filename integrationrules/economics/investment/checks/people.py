"""Savings by person beside what others have published, each with what it measures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from integrationrules.economics.numbers import UNITS
from integrationrules.economics.ranges import Range, total

from ..result import Check, InvestmentResult
from ..values import Kroner, Number, Word

__all__ = ["YARDSTICKS", "Yardstick", "people"]


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A published saving for one full-time person a year, in kroner; `id` names the text of what it measures."""

    id: str
    value: Range
    source: str
    """The id of the text of where it is from."""
    made_of: tuple[int, int] | None = None
    """Kroner and persons, where it is the one over the other."""


YARDSTICKS = (
    Yardstick("yardstick_benchmark", Range(Decimal(67_000), Decimal(75_000)), "source_benchmark"),
    Yardstick("yardstick_public", Range(Decimal(69_000), Decimal(73_000)), "source_public"),
    Yardstick("yardstick_cash_assistance", Range.of(58_228), "source_cash_assistance", (253_000_000, 4_345)),
)
"""The ministry's list of November 2018, its estimate for 2014-17, and LG Insight's 253 million for 4,345 persons."""

_HALF = Decimal("0.5")
"""Yardsticks are printed in whole kroner."""


def people(result: InvestmentResult) -> Iterator[Check]:
    """The saving by person, beside each yardstick; being near one says nothing about what was measured."""
    persons = result.case.persons
    if persons is None or not persons.of or persons.count <= 0:
        yield Check("people", "warn", "people_none", {})
        return
    lines = [line for name in persons.of if (line := result.case.line(name))]
    years = 1 if all(line.each_year for line in lines) else len({year for line in lines for year in line.years})
    if not years or any(line.undated is not None and not line.each_year for line in lines):
        yield Check("people", "warn", "people_no_years", {})
        return
    saved = total(line.whole for line in lines)
    each = saved.times(Decimal(UNITS[result.case.unit]) / persons.count / years)
    statuses = tuple(Word(one) for one in dict.fromkeys(line.status for line in lines))
    counted = persons.status == "outturn" and all(line.status == "outturn" for line in lines)
    values = {"each": Kroner(each), "persons": Number(Range.of(persons.count), 0), "statuses": statuses, "status": Word(persons.status)}
    if not counted:
        yield Check("people", "warn", "people_planned", values)
    in_kroner = saved.times(Decimal(UNITS[result.case.unit]))
    for yardstick in YARDSTICKS:
        if yardstick.made_of is not None and (in_kroner, persons.count) == (Range.of(yardstick.made_of[0]), Decimal(yardstick.made_of[1])):
            # The case is what the yardstick was made of.
            continue
        inside = each.least - _HALF <= yardstick.value.most and each.most + _HALF >= yardstick.value.least
        message = f"{yardstick.id}_inside" if inside else yardstick.id
        verdict = "pass" if inside and counted else "warn"
        yield Check("people", verdict, message, {"each": Kroner(each), "yardstick": Kroner(yardstick.value)}, yardstick.id)
