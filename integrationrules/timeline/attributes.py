"""The attributes of each kind of fact as columns: their type, their categories, their unit as whole numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from integrationrules.timeline.facts import COMMON, KINDS, Employment, Fact

__all__ = ["HOUR_DECIMALS", "HOUR_PARTS", "Attribute", "attributes_of", "hour_parts"]

_TIME = ("kind", "on", "from_", "to", "through", "week")
HOUR_DECIMALS = 4
"""Hours have at most this many decimals."""
HOUR_PARTS = 16033 * 10**HOUR_DECIMALS
"""Parts of an hour in which hours a week and hours a month (37 / 160.33 of them a week) are both whole numbers."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: a text from `categories` (any text if empty), or a whole number."""

    name: str
    is_text: bool
    categories: tuple[str, ...]
    read: Callable[[Fact], object]
    """The text or whole number of a fact; None where not stated."""
    type: type
    """str, int, bool or Decimal, as the fact holds it."""


def hour_parts(per_week: Any, per_month: Any) -> Any:
    """Hours a week in `HOUR_PARTS`, exactly, from ten-thousandths of hours a week, or of hours a month (160.33 a month are 37 a week).

    Give 0 for the one that is not stated; works for integers and for arrays.
    """
    return per_week * 16033 + per_month * 3700


@cache
def attributes_of(kind: str) -> tuple[Attribute, ...]:
    """The attributes of a kind, in the order of its class; hours are one attribute, `hours_per_week` in parts of an hour."""
    fields = KINDS[kind].model_fields
    return tuple(
        _attribute(name, found.annotation)
        for name, found in fields.items()
        if name not in COMMON and name not in _TIME and name != "hours_per_month"
    )


def _attribute(name: str, annotation: Any) -> Attribute:
    bare = _bare(annotation)
    if get_origin(bare) is Literal:
        return Attribute(name, True, get_args(bare), _reader(name), str)
    if bare is str:
        return Attribute(name, True, (), _reader(name), str)
    if name == "hours_per_week":
        return Attribute(name, False, (), _hours, Decimal)
    if bare is Decimal:
        return Attribute(name, False, (), _oere(name), Decimal)
    return Attribute(name, False, (), _number(name), bare)


def _bare(annotation: Any) -> Any:
    """The type without `None` and without validators."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(each for each in get_args(annotation) if each is not type(None)))
    return annotation


def _reader(name: str) -> Callable[[Fact], object]:
    return lambda fact: getattr(fact, name)


def _number(name: str) -> Callable[[Fact], object]:
    def read(fact: Fact) -> object:
        found = getattr(fact, name)
        return None if found is None else int(found)

    return read


def _oere(name: str) -> Callable[[Fact], object]:
    return lambda fact: int(getattr(fact, name) * 100)


def _hours(fact: Fact) -> object:
    if not isinstance(fact, Employment) or (fact.hours_per_week is None and fact.hours_per_month is None):
        return None
    scale = 10**HOUR_DECIMALS
    return hour_parts(int((fact.hours_per_week or 0) * scale), int((fact.hours_per_month or 0) * scale))
