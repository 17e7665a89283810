"""Which fields each kind of fact has, as the rule language sees them."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from integrationrules.timeline.facts import COMMON, KINDS

from .terms import DATE, Type, number, option

__all__ = ["CITIZEN_FIELDS", "RESIDENT", "fields_of", "kind_names"]

RESIDENT = "resident"
"""Derived from `residence` and `abroad` facts: the days on which the citizen lives in Denmark."""

CITIZEN_FIELDS = MappingProxyType({
    "born": DATE, "sex": option(("female", "male")), "origin": option(("danish", "western", "non_western")),
})

_NUMBERS = {"hours_per_week": number("hours_per_week"), "amount": number("DKK"), "level": number("count"),
            "municipality": number("count")}
_NOT_FIELDS = {*COMMON, "kind", "from_", "to", "through", "on", "week", "hours_per_month"}


def kind_names() -> tuple[str, ...]:
    """The kinds a rule may name."""
    return (*KINDS, RESIDENT)


@cache
def fields_of(kind: str) -> MappingProxyType[str, Type]:
    """The fields of a kind that a `where` may use, with their types."""
    if kind == RESIDENT:
        return MappingProxyType({})
    found: dict[str, Type] = {}
    for name, info in KINDS[kind].model_fields.items():
        if name in _NOT_FIELDS:
            continue
        words = _words(info.annotation)
        if name == "code":
            found[name] = Type("code")
        elif name in _NUMBERS:
            found[name] = _NUMBERS[name]
        elif words:
            found[name] = option(words)
        elif info.annotation is bool or "bool" in str(info.annotation):
            found[name] = Type("truth")
    return MappingProxyType(found)


def _words(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    if get_origin(annotation) in (Union, UnionType):
        return next((found for each in get_args(annotation) if (found := _words(each))), ())
    return ()
