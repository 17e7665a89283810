"""The JSON Schema of investment cases, from the tables that their reader uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from integrationrules.economics.investment.around import (
    ASSUMPTION_KEYS,
    ASSUMPTION_UNITS,
    CLAIM_KEYS,
    CONTROL_KEYS,
    FIGURE_KEYS,
    FIGURES,
)
from integrationrules.economics.investment.around import UNITS as CLAIM_UNITS
from integrationrules.economics.investment.lines import LINE_KEYS, SPAN_KEYS
from integrationrules.economics.investment.model import (
    AREAS,
    COUNTERFACTUALS,
    DISTRIBUTIONS,
    EFFECTS,
    INCLUDED,
    KINDS,
    LOTS,
    PAYERS,
    PERSONS,
    STATUSES,
    TAKEN_OUT,
)
from integrationrules.economics.investment.reading import CASE_KEYS
from integrationrules.economics.numbers import STYLES, UNITS
from integrationrules.report.catalogue import Translator

from ..texts import Json
from .messages import KEYS

__all__ = ["investment_schema"]

_TEXT: Json = {"type": ["string", "object"]}
_NUMBER: Json = {"type": ["number", "string"]}
_YEAR: Json = {"type": "integer", "minimum": 1990, "maximum": 2100}
_NAMES: Json = {"type": ["string", "array"]}
_PLAIN: Json = {"type": ["string", "number"]}
_SHAPES: Mapping[str, Json] = {
    "title": _TEXT, "because": _TEXT, "note": _TEXT, "says": _TEXT, "includes": _TEXT, "text": _TEXT, "what": _TEXT, "why": _TEXT,
    "source": {"type": "string"}, "is": _NUMBER, "least": _NUMBER, "most": _NUMBER, "total": _NUMBER, "low": _NUMBER, "likely": _NUMBER,
    "high": _NUMBER, "deviation": _NUMBER, "integration_share": _NUMBER, "from": _YEAR, "to": _YEAR, "year": _YEAR,
    "lasts": {"type": "integer", "minimum": 1}, "headline": {"type": "boolean"},
    "beside": {"type": "boolean"}, "about": {"type": "boolean"}, "treated": _NUMBER, "control": _NUMBER,
    "prices": {"type": ["string", "object"]}, "rival_of": {"type": "string"},
    "years": {"type": ["object", "string"]}, "values": {"type": "array"}, "can": {"type": ["string", "array"]}, "cannot": {"type": ["string", "array"]},
    **dict.fromkeys(("sum_of", "net_of", "ratio_of", "difference_of", "quotient_of", "contains", "explained_by", "times", "of"), _NAMES),
}
"""By key, where it means the same everywhere; other keys hold a word or a number."""
_FIGURE = ("is", "source", "at")


def investment_schema(tr: Translator) -> Json:
    """One investment case."""
    parts: dict[str, Json] = {
        "currency": _words(("DKK",)), "amounts": _words(UNITS), "talformat": _words(STYLES), "taken_out": _words(TAKEN_OUT),
        "investment": {"type": "string"}, "municipality": {"type": "integer"}, "decided": _YEAR, "events": {"type": "array"},
        "budget_period": _part("period", ("from", "to"), tr, needed=("from", "to")),
        "stated_years": _part("period", ("from", "to", "source", "at"), tr, needed=("from", "to")),
        "scope": _part("scope", ("includes", "integration_share", "source", "at"), tr),
        "compared_with": _part("compared_with", CONTROL_KEYS, tr, {"kind": _words(COUNTERFACTUALS), "lots": _words(LOTS)}, ("kind",)),
        "persons": _part("persons", ("is", "status", "of", "title", "source", "at", "per_person"), tr, {
            "status": _words(PERSONS), "per_person": _part("persons", _FIGURE, tr)}, ("is", "status")),
        "sources": _named(_part("sources", ("title", "by", "published", "url", "note"), tr, {"title": _PLAIN}, ("title",))),
        "lines": _named(_line(tr)),
        "claims": _named(_part("claim", CLAIM_KEYS, tr, {"unit": _words(CLAIM_UNITS)}, ("says", "is", "source"))),
        "follow_up": _named(_follow_up(tr)),
        "assumptions": _named(_part("assumption", ASSUMPTION_KEYS, tr, {
            "unit": _words(ASSUMPTION_UNITS), "distribution": _words(DISTRIBUTIONS)}, ("title", "is", "unit"))),
        "included": {"type": "object", "additionalProperties": False, "properties": {
            name: {"type": ["string", "object"], **_about("included.item", tr)} for name in INCLUDED}},
        "missing": {"type": "array", "items": _part("missing", ("what", "why"), tr, needed=("what",))},
        "effect": _part("effect", ("found", "says", "source", "at"), tr, {"found": _words(EFFECTS)}, ("found", "says")),
        "concludes": _part("concludes", ("can", "cannot"), tr),
    }
    return {**_part("investment", CASE_KEYS, tr, parts, ("investment", "title", "amounts", "prices")), **_about("investment", tr)}


def _line(tr: Translator) -> Json:
    words = {"kind": _words(KINDS), "payer": _words(PAYERS), "area": _words(AREAS), "status": _words(STATUSES)}
    span = _part("span", SPAN_KEYS, tr, needed=("from", "to"))
    return _part("line", LINE_KEYS, tr, {**words, "span": span}, ("title", "kind", "payer", "area", "status"))


def _follow_up(tr: Translator) -> Json:
    figures = dict.fromkeys(FIGURES, _part("figure", FIGURE_KEYS, tr, needed=("is", "source")))
    return _part("follow_up", ("title", "year", "kind", *figures), tr, {**figures, "kind": _words(KINDS)}, ("title", "year", "kind"))


def _part(name: str, keys: Iterable[str], tr: Translator, shapes: Mapping[str, Json] | None = None, needed: Sequence[str] = ()) -> Json:
    """A mapping with these keys and no others."""
    own = {**_SHAPES, **(shapes or {})}
    properties = {key: {**own.get(key, _PLAIN), **_about(f"{name}.{key}", tr)} for key in keys}
    return {"type": "object", "properties": properties, "required": list(needed), "additionalProperties": False}


def _named(shape: Json) -> Json:
    """Things under short names."""
    return {"type": "object", "propertyNames": {"pattern": "^[a-z][a-z0-9_]{0,59}$"}, "additionalProperties": shape}


def _words(words: Iterable[str]) -> Json:
    return {"type": "string", "enum": list(words)}


def _about(place: str, tr: Translator) -> Json:
    title, _, description = tr(KEYS[place if place in KEYS else place.rpartition(".")[2]]).partition("\n")
    return {"title": title, "description": description}
