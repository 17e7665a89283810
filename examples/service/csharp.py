"""C# types from the OpenAPI document: one class a schema, for System.Text.Json.

Generators such as NSwag or Kiota read the same document; this one needs no .NET and makes what is shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["types_of"]

Json = Mapping[str, Any]
_PLAIN = {"string": "string", "integer": "long", "number": "decimal", "boolean": "bool"}
_ANY = "JsonElement"
_LEFT_OUT = "Fact"
"""Each kind of fact has a schema of its own; in C# a fact is one class with the fields of all."""


def types_of(document: Json) -> str:
    """The file."""
    schemas = document["components"]["schemas"]
    classes = [name for name in schemas if not (name.startswith(_LEFT_OUT) and name != _LEFT_OUT)]
    lines = [
        "// Made by examples/service/make.py from /openapi.json; not compiled here.", "#nullable enable", "using System.Collections.Generic;",
        "using System.Text.Json;", "using System.Text.Json.Serialization;", "", "namespace Integrationrules;",
    ]
    for name in sorted(classes):
        schema = _merged(schemas) if name == _LEFT_OUT else schemas[name]
        lines += ["", *_class(name, schema)]
    return "\n".join(lines) + "\n"


def _merged(schemas: Mapping[str, Json]) -> Json:
    """The fields of every kind of fact; only `kind` is always there."""
    properties: dict[str, Any] = {}
    for name, schema in schemas.items():
        if name.startswith(_LEFT_OUT) and name != _LEFT_OUT:
            for field, one in schema["properties"].items():
                properties.setdefault(field, {"type": "string"} if field == "kind" else one)
    return {"description": "A fact of any kind; which fields a kind has stands in /openapi.json.", "properties": properties, "required": ["kind"]}


def _class(name: str, schema: Json) -> Iterator[str]:
    about = (schema.get("description") or schema.get("title") or name).partition("\n")[0]
    yield f"/// <summary>{_escaped(about)}</summary>"
    yield f"public sealed class {_pascal(name)}"
    yield "{"
    required = schema.get("required", ())
    for field, one in schema.get("properties", {}).items():
        type_, nullable = _type(one)
        needed = field in required and not nullable
        yield f'    [JsonPropertyName("{field}")]'
        yield f"    public {'required ' if needed else ''}{type_}{'' if needed else '?'} {_property(field, name)} {{ get; set; }}"
    if schema.get("additionalProperties") is True:
        yield "    [JsonExtensionData]"
        yield f"    public Dictionary<string, {_ANY}>? More {{ get; set; }}"
    yield "}"


def _type(schema: Json) -> tuple[str, bool]:
    """The C# type of a schema, and whether it may be null."""
    if "$ref" in schema:
        return _pascal(schema["$ref"].rpartition("/")[2]), False
    if "anyOf" in schema:
        some = [one for one in schema["anyOf"] if one.get("type") != "null"]
        return (_type(some[0])[0] if len(some) == 1 else _ANY), len(some) < len(schema["anyOf"])
    kinds = schema.get("type", ())
    names = [kinds] if isinstance(kinds, str) else list(kinds)
    nullable, names = "null" in names, [one for one in names if one != "null"]
    if sorted(names) == ["integer", "string"]:      # an id; numbers are taken for it as well
        return "string", nullable
    if len(names) != 1:
        return _ANY, nullable
    if names[0] == "array":
        return f"List<{_type(schema.get('items', {}))[0]}>", nullable
    if names[0] == "object":
        inner = schema.get("additionalProperties")
        values = _type(inner)[0] if isinstance(inner, Mapping) and inner else _ANY
        return (f"Dictionary<string, {values}>" if not schema.get("properties") else _ANY), nullable
    return _PLAIN[names[0]], nullable


def _pascal(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.replace("-", "_").split("_"))


def _property(field: str, owner: str) -> str:
    # A member may not be called as its class.
    found = _pascal(field)
    return f"{found}Value" if found == _pascal(owner) else found


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
