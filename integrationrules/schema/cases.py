"""The JSON Schema of case files, from the models that read them; and of the cases beside rules."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, TypeAdapter

from integrationrules.case.expected import CASE_KEYS, EXPECTED_KEYS, EXPECTING, NEEDED, VERDICTS
from integrationrules.report.catalogue import Translator
from integrationrules.report.words import word
from integrationrules.sessions.cases import ALERT_KEYS, RAISED_KEYS
from integrationrules.timeline.facts import KINDS
from integrationrules.timeline.fields import DAY_FORM
from integrationrules.timeline.timeline import Citizen, ObservedSpan, Timeline

from .texts import Json, about, advised, day, one_of

__all__ = ["case_schema", "expecting_schema"]

_EXCLUDING = (("to", "through"), ("hours_per_week", "hours_per_month"))
"""Two ways of saying the same; the models refuse both together."""
_EXPECTED: dict[str, Json] = {
    "rule": {"type": "string"}, "quarter": {"type": "string"}, "options": {"type": "object"}, "depends_on": {"type": "object"},
}


def case_schema(tr: Translator) -> Json:
    """One citizen: who, which days are known, and what happened."""
    parts: dict[str, Json] = {"citizen": _mapping(Citizen, "citizen", tr), "observed": _observed(tr), "facts": {"type": "array", "items": _fact(tr)}}
    return {
        "type": "object", **about("timeline", tr), "properties": {name: {**part, **about(f"timeline.{name}", tr)} for name, part in parts.items()},
        "required": [name for name, field in Timeline.model_fields.items() if field.is_required()], "additionalProperties": False,
    }


def expecting_schema(tr: Translator) -> Json:
    """A case with what the rules must answer."""
    case = case_schema(tr)
    more = {name: about(f"timeline.{name}", tr) for name in CASE_KEYS if name not in case["properties"]}
    more["expect"] |= {"type": ["array", "null"], "items": _expected(tr)}
    more["events"] |= {"type": ["array", "null"], "items": {"type": "object"}}
    more["alerts"] |= {"type": ["array", "null"], "items": _alerts(tr)}
    one_of_them = [{"required": [key], "properties": {key: {"type": "array", "minItems": 1}}} for key in EXPECTING]
    return {**case, "properties": {**case["properties"], **more}, "anyOf": one_of_them}


def _alerts(tr: Translator) -> Json:
    """A day and the alerts that stand on it."""
    shapes: dict[str, Json] = {"rule": {"type": "string"}, "due": day(tr), "final": day(tr), "to": {"type": "string"}}
    properties = {name: {**shapes[name], **about(f"raised.{name}", tr)} for name in RAISED_KEYS}
    raised = {"type": "object", **about("raised", tr), "properties": properties, "required": ["rule"], "additionalProperties": False}
    stands = {"on": {**day(tr), **about("standing.on", tr)}, "raised": {"type": "array", "items": raised, **about("standing.raised", tr)}}
    return {"type": "object", **about("standing", tr), "properties": stands, "required": list(ALERT_KEYS), "additionalProperties": False}


def _expected(tr: Translator) -> Json:
    shapes = {**_EXPECTED, "on": day(tr), "as_known": day(tr), "verdict": one_of(VERDICTS, "verdict", tr)}
    properties = {name: {**shapes.get(name, {}), **about(f"expected.{name}", tr)} for name in EXPECTED_KEYS}
    return {"type": "object", **about("expected", tr), "properties": properties, "required": list(NEEDED), "additionalProperties": False}


def _fact(tr: Translator) -> Json:
    """A fact: `kind` first, and by it the other keys."""
    kind = {**one_of(tuple(KINDS), "kind", tr), **about("fact.kind", tr)}
    by_kind = [
        {"if": {"properties": {"kind": {"const": name}}, "required": ["kind"]}, "then": _of_kind(name, tr)} for name in KINDS
    ]
    return {"type": "object", **about("fact", tr), "properties": {"kind": kind}, "required": ["kind"], "allOf": by_kind}


def _of_kind(name: str, tr: Translator) -> Json:
    found = _mapping(KINDS[name], "fact", tr, name)
    return {**found, "title": word(name, tr), "properties": {**found["properties"], "kind": {}}}


def _mapping(model: type[BaseModel], part: str, tr: Translator, place: str = "") -> Json:
    """The keys of a model as they are written in files."""
    read = TypeAdapter(model).json_schema(by_alias=True)
    properties = {name: {**_field(field, name, tr, place), **about(f"{part}.{name}", tr)} for name, field in read["properties"].items()}
    found: Json = {"type": "object", **about(part, tr), "properties": properties, "required": read.get("required", []), "additionalProperties": False}
    both = [_not_both(one, other, tr) for one, other in _EXCLUDING if one in properties and other in properties]
    return {**found, "allOf": both} if both else found


def _field(field: Json, name: str, tr: Translator, place: str) -> Json:
    """A field without pydantic's own title; one that may be left out may also be empty."""
    shape, *empty = field.get("anyOf", [{each: found for each, found in field.items() if each not in ("title", "default")}])
    if "enum" in shape:
        shape = one_of(shape["enum"], name, tr, place)
    if shape.get("pattern") == DAY_FORM["pattern"]:
        shape = day(tr)
    elif "number" in shape["type"]:
        shape = advised(shape, "number", tr)
    if not empty:
        return dict(shape)
    types = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
    return {**shape, "type": [*types, "null"], **({"enum": [*shape["enum"], None]} if "enum" in shape else {})}


def _stated(name: str) -> Json:
    return {"required": [name], "properties": {name: {"not": {"type": "null"}}}}


def _not_both(one: str, other: str, tr: Translator) -> Json:
    return {"if": _stated(one), "then": {"properties": {other: advised({"type": "null"}, "both", tr)}}}


def _observed(tr: Translator) -> Json:
    """Days from one to another, several stretches of them, or either with days of its own for a kind."""
    span = _mapping(ObservedSpan, "span", tr)
    span["anyOf"] = [_stated("to"), _stated("through")]
    spans: Json = {"type": "array", "items": span, "minItems": 1, **about("span.spans", tr)}
    own: Json = {
        "type": ["object", "null"], "propertyNames": {"enum": list(KINDS)}, **about("span.by_kind", tr),
        "additionalProperties": {"anyOf": [span, {"type": "array", "items": span}]},
    }
    flat = {**span, "properties": {**span["properties"], "by_kind": own}}
    listed: dict[str, Any] = {"type": "object", "properties": {"spans": spans, "by_kind": own}, "required": ["spans"], "additionalProperties": False}
    return {"anyOf": [flat, listed, spans]}
