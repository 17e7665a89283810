"""A parameter's dated values in words, with sources, confidence, and the holes between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from integrationrules.engine.decision import Quantity, Reference
from integrationrules.report.columns import beside, paragraph
from integrationrules.report.names import Names
from integrationrules.report.quantities import span, with_unit
from integrationrules.report.words import word
from integrationrules.rulebook.model import Citation, Parameter, ParameterValue
from integrationrules.rulebook.units import SCALE

__all__ = ["CONFIDENCE", "amount", "amounts", "cite", "dated_values", "value_lines"]

CONFIDENCE: dict[str, str] = {
    "statute": "read in the act", "published": "published", "seed": "an example's value",
    "derived": "approximate, derived; not a basis for claiming refunds",
}
_EPOCH = date(1970, 1, 1)


def cite(citation: Citation) -> Reference:
    """A citation as a reference."""
    return Reference(citation.source.id, citation.source.title, citation.at)


def value_lines(parameter: Parameter, names: Names, width: int, indent: int) -> Iterator[str]:
    """One line or more for each dated value with its source beside, and for each hole, in order of time."""
    for said, citation in dated_values(parameter, names):
        if citation is None:
            yield from paragraph(said, width, indent)
        else:
            yield from beside(said, names.short(cite(citation)), width, indent)


def dated_values(parameter: Parameter, names: Names) -> Iterator[tuple[str, Citation | None]]:
    """Each dated value in words and where it is from, and each hole, which is from nowhere, in order of time."""
    tr = names.tr
    end: date | None = None
    for place, value in enumerate(parameter.values):
        if place and end is not None and end < value.start:
            yield tr("{span}: no value was read").format(span=span(end, value.start - timedelta(days=1), tr)), None
        end = value.end
        held = span(value.start, end - timedelta(days=1) if end else None, tr)
        said = f"{held}: {amounts(value, parameter, names)}"
        if value.confidence in ("derived", "seed"):
            said = f"{said} ({tr(CONFIDENCE[value.confidence])})"
        yield said, value.citation


def amounts(value: ParameterValue, parameter: Parameter, names: Names) -> str:
    """One dated value with its unit; of a keyed or banded parameter each with its word."""
    if isinstance(value.value, tuple):
        return ", ".join(f"{word(key, names.tr, parameter.keyed_by)}: {amount(each, parameter.unit, names)}" for key, each in value.value)
    return amount(value.value, parameter.unit, names)


def amount(found: int | None, unit: str, names: Names) -> str:
    """One value, in the unit's smallest part, with its unit."""
    if found is None:
        return names.tr("none")
    if unit == "date":
        day = _EPOCH + timedelta(days=found)
        return with_unit(Quantity("date", day, day), names.tr)
    amount = Decimal(found) / SCALE[unit]
    return with_unit(Quantity("number", amount, amount, unit), names.tr)
