"""A timeline as plain values (mappings, lists, texts, numbers), in the order a case file is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from integrationrules.dates import IsoWeek

if TYPE_CHECKING:
    from integrationrules.timeline.facts import Fact, Interval
    from integrationrules.timeline.timeline import Observed, Timeline

__all__ = ["plain", "plain_fact"]

_FIRST = ("kind", "type", "part", "category", "on", "week", "from_", "to", "through")
_LAST = ("id", "source", "recorded", "withdrawn", "precision")
_DEFAULTS: dict[str, object] = {"withdrawn": False, "precision": "day"}


def plain(timeline: Timeline) -> dict[str, Any]:
    """What `read_cases` reads back as an equal timeline; absent and default fields are left out."""
    citizen = timeline.citizen
    return {
        "citizen": {
            name: _value(found)
            for name in ("id", "born", "sex", "origin")
            if (found := getattr(citizen, name)) is not None
        },
        "observed": _observed(timeline.observed),
        "facts": [plain_fact(fact) for fact in timeline.facts],
    }


def plain_fact(fact: Fact) -> dict[str, Any]:
    """One fact as plain values."""
    return {
        "from" if name == "from_" else name: _value(found)
        for name in _order(type(fact))
        if (found := getattr(fact, name)) is not None and found != _DEFAULTS.get(name)
    }


@cache
def _order(kind: type[Fact]) -> tuple[str, ...]:
    names = kind.model_fields
    own = [name for name in names if name not in _FIRST and name not in _LAST]
    return (*[name for name in _FIRST if name in names], *own, *_LAST)


def _observed(observed: Observed) -> dict[str, Any] | list[dict[str, str]]:
    spans = [_span(span) for span in observed.spans]
    own = {kind: _one_or_many([_span(span) for span in spans]) for kind, spans in observed.by_kind.items()}
    if len(spans) == 1:
        return {**spans[0], "by_kind": own} if own else spans[0]
    return {"spans": spans, "by_kind": own} if own else spans


def _one_or_many(spans: list[dict[str, str]]) -> dict[str, str] | list[dict[str, str]]:
    return spans[0] if len(spans) == 1 else spans


def _span(span: Interval) -> dict[str, str]:
    last = {"to": span.to.isoformat()} if span.to else {"through": span.through.isoformat()} if span.through else {}
    return {"from": span.from_.isoformat(), **last}


def _value(found: object) -> object:
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, Decimal):
        return int(found) if found == int(found) else float(found)
    return str(found) if isinstance(found, IsoWeek) else found
