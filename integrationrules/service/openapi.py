"""The OpenAPI document: FastAPI's, with cases and facts as their own schemas, so that types can be generated from it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from integrationrules.report.catalogue import translator
from integrationrules.schema import SCHEMAS

__all__ = ["document_of", "examples_of"]

Json = dict[str, Any]
_FOR_EDITORS = ("patternErrorMessage", "markdownEnumDescriptions", "defaultSnippets", "doNotSuggest", "deprecationMessage", "errorMessage")
_REF = "#/components/schemas/"
_CASE = ("EvaluateAsked", "DeadlinesAsked", "WhatIfAsked", "PersonAsked")
"""Models whose `case` is a citizen's."""
_CARRIED = {"fact": "Fact", "timeline": "Case"}
_RECORDED = {"type": "string", "format": "date", "description": "The day on which it was recorded."}


def document_of(app: FastAPI) -> Json:
    """The document, made once."""
    if app.openapi_schema is None:
        found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schemas = found["components"]["schemas"]
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        case = _without_editors(SCHEMAS["case"](translator("en")))
        schemas |= {
            "Case": {**case, "properties": {**case["properties"], "facts": {"type": "array", "items": {"$ref": _REF + "Fact"}}}},
            **dict(_facts(case["properties"]["facts"]["items"])), "InvestmentCase": _without_editors(SCHEMAS["investment"](translator("en"))),
            "Event": _event(),
        }
        for model in _CASE:
            schemas[model]["properties"]["case"] = {"$ref": _REF + "Case"}
        schemas["InvestAsked"]["properties"]["case"] = {"$ref": _REF + "InvestmentCase"}
        schemas["EventsAsked"]["properties"]["events"]["items"] = {"$ref": _REF + "Event"}
        _add_security(found)
        app.openapi_schema = found
    return app.openapi_schema


@cache
def _shipped() -> Mapping[str, Json]:
    found: dict[str, Json] = json.loads((files("integrationrules.service") / "requests.json").read_text(encoding="utf-8"))
    return found


def examples_of(endpoint: str) -> dict[str, Any]:
    """The examples of what is sent to an address, made from the example files."""
    return {endpoint: {"summary": _shipped()[endpoint]["summary"], "value": _shipped()[endpoint]["sent"]}}


def _facts(fact: Json) -> Iterator[tuple[str, Json]]:
    """A schema for each kind of fact, and one for any of them."""
    kinds = {branch["if"]["properties"]["kind"]["const"]: branch["then"] for branch in fact["allOf"]}
    names = {kind: "Fact" + "".join(part.capitalize() for part in kind.split("_")) for kind in kinds}
    for kind, then in kinds.items():
        properties = {**then.get("properties", {}), "kind": {"type": "string", "const": kind}}
        required = list(dict.fromkeys(("kind", *then.get("required", ()))))
        yield names[kind], {"title": names[kind], **then, "type": "object", "properties": properties, "required": required}
    mapping = {kind: _REF + name for kind, name in names.items()}
    yield "Fact", {
        "title": "Fact", "oneOf": [{"$ref": ref} for ref in mapping.values()], "discriminator": {"propertyName": "kind", "mapping": mapping}}


def _event() -> Json:
    from integrationrules.sessions.event import CARRIES, Event

    properties: Json = {name: {"type": "string", "description": text} for name, text in (
        ("id", "An id that the sender gives the event; the same again is the same event."),
        ("withdraws", "The id of the fact that is taken back."))}
    properties |= {"kind": {"type": "string", "enum": [*CARRIES, "advance"]}, "recorded": _RECORDED}
    properties |= {name: {"$ref": _REF + target} for name, target in _CARRIED.items()}
    assert set(properties) | {"case"} == set(Event.model_fields)
    return {"title": "Event", "type": "object", "description": (Event.__doc__ or "").partition("\n")[0], "properties": properties,
            "required": ["id", "kind", "recorded"], "additionalProperties": False}


def _without_editors(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_editors(inner) for name, inner in value.items() if name not in _FOR_EDITORS}
    return [_without_editors(inner) for inner in value] if isinstance(value, list) else value


def _add_security(found: Json) -> None:
    found["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer", "description": "`integrationrules keys new` makes one."}}
    for path, methods in found["paths"].items():
        for operation in methods.values():
            # Optional: a service for its own machine alone has no keys.
            operation["security"] = [] if path == "/health" else [{"key": []}, {}]
