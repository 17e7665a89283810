"""Mutants of what is no expression: amounts, days they hold from, ways of counting, defaults and verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from integrationrules.rulebook.load import Written
from integrationrules.rulebook.yamltree import MappingNode, ScalarNode, SequenceNode

from .trees import Change, Mutant, scalars

__all__ = ["of_parameters", "of_settings"]

_DAY = timedelta(days=1)
_SETTINGS = {
    "weeks": ("way_of_counting", {"any_day": "every_day", "every_day": "any_day"}),
    "by": ("unit", {"day": "week", "week": "month", "month": "week"}),
    "verdict": ("verdict", {"met": "not_met", "not_met": "met"}),
}


def of_settings(written: Written) -> Iterator[Mutant]:
    """Whether weeks are touched or filled, by what is counted, the verdict of an exception, a default, a first day."""
    options: dict[str, list[str]] = {}
    for where, node in scalars(written):
        section, _, rest = where.partition(".")
        key = where.rpartition(".")[2]
        if section == "assumptions" and ".options[" in where:
            options.setdefault(rest.partition(".")[0], []).append(node.text)
        elif section == "assumptions" and key == "default":
            words = options.get(rest.partition(".")[0], [node.text])
            yield _mutant("default", where, node, words[(words.index(node.text) + 1) % len(words)])
        elif section == "facts" and key == "none_before":
            yield from (_mutant("date", where, node, text) for text in _beside(node))
        elif section not in ("parameters", "assumptions") and key in _SETTINGS and node.text in _SETTINGS[key][1]:
            kind, other = _SETTINGS[key]
            yield _mutant(kind, where, node, other[node.text])


def of_parameters(written: Written) -> Iterator[Mutant]:
    """Every amount one up and one down, every first and last day a day earlier and later, every band a number wider."""
    for root in (written.rules, written.parameters):
        section = root.get("parameters") if root is not None else None
        for name, body in section if isinstance(section, MappingNode) else ():
            listed = body.get("values") if isinstance(body, MappingNode) else None
            if isinstance(listed, SequenceNode):
                yield from _of_values(f"parameters.{name}.values", [one for one in listed.items if isinstance(one, MappingNode)])


def _of_values(where: str, values: list[MappingNode]) -> Iterator[Mutant]:
    begins = {node.text: node for value in values if isinstance(node := value.get("from"), ScalarNode)}
    ends = {node.text for value in values if isinstance(node := value.get("to"), ScalarNode)}
    for place, value in enumerate(values):
        at = f"{where}[{place}]"
        start, end, amount = value.get("from"), value.get("to"), value.get("is")
        if isinstance(start, ScalarNode) and start.text not in ends:
            yield from (_mutant("first_day", f"{at}.from", start, text) for text in _beside(start))
        if isinstance(end, ScalarNode):
            # Where the next value begins on that day, both move: else no day is said twice or left out by this change.
            also = [begins[end.text]] if end.text in begins else []
            yield from (_mutant("boundary" if also else "last_day", f"{at}.to", end, text, also) for text in _beside(end))
        if isinstance(amount, ScalarNode):
            yield from (_mutant("amount", f"{at}.is", amount, text) for text in _amounts(amount))
        elif isinstance(amount, MappingNode):
            for key, inner in amount.pairs:
                if isinstance(inner, ScalarNode):
                    yield from (_mutant("amount", f"{at}.is.{key.text}", inner, text) for text in _amounts(inner))
            yield from _of_bands(f"{at}.is", [key for key, _ in amount.pairs])


def _of_bands(where: str, keys: list[ScalarNode]) -> Iterator[Mutant]:
    """A number more in each band, taken from the next; and the other way."""
    for lower, upper in pairwise(keys):
        ends, begins = (re.fullmatch(r"([0-9]+)-([0-9]*)", key.text) for key in (lower, upper))
        if ends and begins and ends[2] and int(begins[1]) == int(ends[2]) + 1:
            for step in (1, -1):
                last = int(ends[2]) + step
                changes = (Change(lower, f"{ends[1]}-{last}"), Change(upper, f"{last + 1}-{begins[2]}"))
                yield Mutant("band", f"{where}.{lower.text}", lower.mark, lower.text, changes[0].text, changes)


def _amounts(node: ScalarNode) -> Iterator[str]:
    if node.text == "none":
        yield "0"
    elif node.as_date() is not None:
        yield from _beside(node)
    else:
        try:
            number = Decimal(node.text)
        except InvalidOperation:
            return
        yield from (str(number + step) for step in (1, -1))


def _beside(node: ScalarNode) -> Iterator[str]:
    day = node.as_date()
    if day is not None and date.min < day < date.max:
        yield from ((day + step).isoformat() for step in (_DAY, -_DAY))


def _mutant(kind: str, where: str, node: ScalarNode, text: str, also: list[ScalarNode] | None = None) -> Mutant:
    return Mutant(kind, where, node.mark, node.text, text, tuple(Change(one, text) for one in (node, *(also or ()))))
