"""The cells of pages made from rule files: a parameter's dated values, its holes, and where something was read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from integrationrules.report.names import Names
from integrationrules.report.quantities import cited, day, span
from integrationrules.report.values import CONFIDENCE, amounts, cite
from integrationrules.rulebook.model import Citation, Parameter

__all__ = ["gaps", "holes", "value_heads", "value_rows", "where_read"]


def value_heads(names: Names) -> tuple[str, ...]:
    """The heads over `value_rows`, without the first for the parameter's name."""
    tr = names.tr
    return tr("In force"), tr("Value"), tr("Act and paragraph"), tr("Source read"), tr("How certain")


def value_rows(parameter: Parameter, names: Names) -> Iterator[tuple[str, ...]]:
    """One row for each dated value: when, what, where it stands, what was read, how certain."""
    for value in parameter.values:
        held = span(value.start, value.end - timedelta(days=1) if value.end else None, names.tr)
        yield held, amounts(value, parameter, names), *where_read(value.citation, names), names.tr(CONFIDENCE[value.confidence])


def gaps(parameter: Parameter) -> Iterator[tuple[date, date | None]]:
    """The times between, and after, the values of a parameter, half-open."""
    for earlier, later in zip(parameter.values, (*parameter.values[1:], None), strict=True):
        if earlier.end is not None and (later is None or earlier.end < later.start):
            yield earlier.end, later.start if later else None


def holes(parameter: Parameter, names: Names) -> Iterator[str]:
    """The times of which no value is known, in words."""
    tr, called = names.tr, names.label(parameter.id)
    for start, end in gaps(parameter):
        yield tr("{name}: {span}").format(name=called, span=span(start, end - timedelta(days=1) if end else None, tr))
    if parameter.values:
        yield tr("{name}: before {day}").format(name=called, day=day(parameter.values[0].start, tr))


def where_read(citation: Citation | None, names: Names) -> tuple[str, str]:
    """The act and the place in it, and the document that was read."""
    if citation is None:
        return "", ""
    act = citation.source.act
    place = cited(", ".join(part for part in (act, citation.at) if part))
    return place, names.full(cite(citation))
