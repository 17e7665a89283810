"""The sentence of a check: its message filled with values as the language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from integrationrules.economics.investment.checks.messages import SENTENCES, YARDSTICK_SOURCES
from integrationrules.economics.investment.checks.people import YARDSTICKS
from integrationrules.economics.investment.result import Check
from integrationrules.economics.investment.values import Kroner, Money, Number, Parts, Share, Word, Years
from integrationrules.economics.ranges import Range
from integrationrules.report.catalogue import Translator
from integrationrules.report.quantities import HARD
from integrationrules.rulebook.model import Text

from .amounts import approximate, decimal, kroner, percent, ranged, with_unit
from .words import money_word

__all__ = ["check_sentence", "grouped", "one_stop", "yardstick_sources"]

_STOPS = re.compile(r"(?<=[a-z])\.\.(?!\.)")


def check_sentence(check: Check, unit: str, tr: Translator) -> str:
    """What a check found; amounts in the unit of the case."""
    said = tr(SENTENCES[check.message]).format(**{name: _shown(value, unit, tr) for name, value in check.values.items()})
    return one_stop(said[:1].upper() + said[1:])


def yardstick_sources(checks: Iterable[Check], tr: Translator) -> list[str]:
    """Where the yardsticks are from that savings by person were set beside."""
    shown = {one.about for one in checks if one.id == "people"}
    return [tr(YARDSTICK_SOURCES[one.source]) for one in YARDSTICKS if one.id in shown]


def one_stop(text: str) -> str:
    """The text with one full stop where an abbreviation ends a sentence: `33 mio. kr.`."""
    return _STOPS.sub(".", text)


def grouped(checks: Iterable[Check]) -> Iterator[Check]:
    """The checks, with one for all things that the amounts are net or gross of in the same way."""
    seen: dict[str, list[Check]] = {}
    every = list(checks)
    for one in every:
        if _alike(one):
            seen.setdefault(one.message, []).append(one)
    for one in every:
        if not _alike(one):
            yield one
        elif seen[one.message][0] is one:
            yield replace(one, values={"what": tuple(other.values["what"] for other in seen[one.message])}, about="")


def _alike(check: Check) -> bool:
    """Whether it says of one thing what others may say of more."""
    return check.id == "included" and set(check.values) == {"what"}


def _shown(value: Any, unit: str, tr: Translator) -> str:
    if isinstance(value, Money):
        return with_unit(value.value, unit, tr, value.signed, value.about)
    if isinstance(value, Parts):
        return _added(value, unit, tr)
    if isinstance(value, Kroner):
        return kroner(value.value, tr)
    if isinstance(value, Share):
        return approximate(percent(value.value, tr), value.about, tr)
    if isinstance(value, Number):
        return _number(value.value, value.decimals, tr)
    if isinstance(value, Years):
        return str(value.first) if value.first == value.last else f"{value.first}-{value.last}"
    if isinstance(value, Word):
        return money_word(value.value, tr)
    if isinstance(value, Text):
        return value.get(tr.lang)
    if isinstance(value, tuple):
        return _listed([_shown(one, unit, tr) for one in value], tr)
    return str(value)


def _added(parts: Parts, unit: str, tr: Translator) -> str:
    """`115,5 + 92 + 117`."""
    first, *rest = parts.values
    start = ("-" if first[0] < 0 else "") + ranged(first[1], unit, tr)
    return start + "".join(f"{HARD}{'+' if sign > 0 else '-'} {ranged(value, unit, tr)}" for sign, value in rest)


def _number(found: Range, places: int, tr: Translator) -> str:
    least = decimal(found.least, places, tr)
    return least if found.exact else tr("{least} to {most}").format(least=least, most=decimal(found.most, places, tr))


def _listed(texts: list[str], tr: Translator) -> str:
    return "".join(texts) if len(texts) < 2 else tr("{some} and {last}").format(some=", ".join(texts[:-1]), last=texts[-1])
