"""One thing of a rule file as its parts, each a text: what is compared, and what is shown of a change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ..expression import Expression
from ..model import (
    Candidate,
    Choice,
    Citation,
    CodeTable,
    Count,
    Deadline,
    Except,
    Lookup,
    NoValue,
    Parameter,
    ParameterValue,
    Payment,
    Plain,
    Prefer,
    Rule,
    Tally,
    Text,
    Weeks,
)
from ..units import SCALE
from .written import Writer

__all__ = ["FORMULAS", "amount_text", "parts_of", "value_parts"]

FORMULAS = (Plain, NoValue, Weeks, Count, Lookup, Prefer, Choice, Tally)
_UNCOMPARED = ("id", "mark", "path")
_EPOCH = date(1970, 1, 1)
_KEYS = {"citation": "source", "period": "for", "formula": "is", "exceptions": "except", "keyed_by": "by", "merged_when": "merged when", "what": "stands as"}
"""What a part is called in a rule file, where it is not its name here."""
_VALUES = {Payment: "amount", Deadline: "due"}
Parts = dict[str, tuple[str, bool]]
"""By name: the text, and whether it is a formula, which resolved terms may prove to mean the same."""


def parts_of(item: Any, write: Writer) -> Parts:
    """The parts of a rule, measure, assumption or the like; those of a parameter without its dated values."""
    found: Parts = {}
    for name, value in _fields(item):
        if isinstance(value, Rule):
            found |= {_VALUES[type(item)] if part == "value" else part: text for part, text in parts_of(value, write).items()}
        elif isinstance(item, Parameter) and name == "values":
            continue
        elif isinstance(item, Candidate) and name == "values":
            for one in value:
                own = {part: text for part, text in parts_of(one, write).items() if part != _KEYS["what"]}
                found |= {f"with {one.id.rpartition('.')[2]}" + ("" if part == "is" else f" {part}"): text for part, text in own.items()}
        else:
            found |= {f"{_KEYS.get(name, name)}{end}": text for end, text in _texts(value, write)}
    return found


def value_parts(value: ParameterValue, parameter: Parameter) -> dict[str, str]:
    """One dated value: its days, the amount, where it was read and how surely."""
    return {
        "from": value.start.isoformat(), "to": value.end.isoformat() if value.end else "open", "is": amount_text(value.value, parameter.unit),
        "source": _cited(value.citation), "confidence": value.confidence, "date_confidence": value.date_confidence,
    }


def amount_text(value: int | tuple[tuple[str, int | None], ...] | None, unit: str) -> str:
    """An amount as a rule file has it."""
    if isinstance(value, tuple):
        return "{" + ", ".join(f"{key}: {amount_text(one, unit)}" for key, one in value) + "}"
    if value is None:
        return "none"
    if unit == "date":
        return (_EPOCH + timedelta(days=value)).isoformat()
    return f"{(Decimal(value) / SCALE[unit]).normalize():f}"


def _fields(item: Any) -> Iterator[tuple[str, Any]]:
    assert is_dataclass(item)
    for one in fields(item):
        if one.compare and one.name not in _UNCOMPARED:
            yield one.name, getattr(item, one.name)


def _texts(value: Any, write: Writer) -> Iterator[tuple[str, tuple[str, bool]]]:
    """The texts of one field, each with what is added to the field's name."""
    if value is None or value == ():
        return
    if isinstance(value, Text):
        yield " da", (value.da, False)
        yield " en", (value.en, False)
    elif isinstance(value, Expression):
        yield "", (write.expression(value), True)
    elif isinstance(value, FORMULAS):
        yield "", (write.formula(value), True)
    elif isinstance(value, Citation):
        yield "", (_cited(value), False)
    elif isinstance(value, tuple) and isinstance(value[0], Except):
        for number, one in enumerate(value, 1):
            yield f" {number}", (_except(one, write), True)
    elif isinstance(value, tuple):
        yield "", (", ".join(_joined(one, write) for one in value), False)
    elif isinstance(value, CodeTable):
        cited = dict(value.citations)
        for group, codes in value.groups:
            yield f" {group}", (", ".join(f"{code}: {label}" for code, label in codes), False)
            yield f" {group} source", (_cited(cited[group]) if group in cited else "", False)
        if value.dated:
            yield " days", (", ".join(f"{code}: {start or ''}..{end or ''}" for code, start, end in value.dated), False)
        if value.precedence:
            yield " precedence", (", ".join(value.precedence), False)
    elif is_dataclass(value):
        yield from ((f" {name}", text) for name, text in parts_of(value, write).items())
    else:
        yield "", (_plain(value), False)


def _joined(value: Any, write: Writer) -> str:
    return " ".join(text for _, (text, _) in _texts(value, write))


def _except(one: Except, write: Writer) -> str:
    then = write.formula(one.value) if one.value is not None else "met" if one.verdict else "not_met"
    cited = f", source: {_cited(one.citation)}" if one.citation else ""
    return f"{{if: {write.expression(one.condition)}, {'value' if one.value is not None else 'verdict'}: {then}{cited}}}"


def _cited(citation: Citation) -> str:
    return f"{citation.source.id}, {citation.at}" if citation.at else citation.source.id


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
