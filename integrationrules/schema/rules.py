"""The JSON Schema of rule files, from the parts and keys that the reader knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from integrationrules.report.catalogue import Translator
from integrationrules.rulebook.grammar import Depends, Either, Key, ListOf, Named, Names, Part, Scalar, Shape, Words
from integrationrules.rulebook.layout import ABOUT, FORMULAS, NAME, RESERVED, RESERVED_IN_RULES, TEXT, TODAY

from .texts import Json, about, advised, day, one_of

__all__ = ["rule_schema"]


def _names(reserved: frozenset[str]) -> Json:
    return {"pattern": f"^{NAME}$", "not": {"enum": sorted(reserved)}}


_SINGLE = ("string", "number", "boolean")
_SCALARS: dict[Scalar, Json] = {
    Scalar.WORD: {"type": [*_SINGLE]},
    Scalar.NAME: {"type": "string", **_names(RESERVED | {TODAY})},
    Scalar.TEXT: {"type": [*_SINGLE], "minLength": 1},
    Scalar.EXPRESSION: {"type": [*_SINGLE], "minLength": 1},
    Scalar.FLAG: {"enum": [True, False]},
    Scalar.AMOUNT: {"type": ["number", "string"], "pattern": r"^(none|-?[0-9]+(\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2})$"},
    Scalar.ANYTHING: {},
}
_OWN_NAMES = {Names.ANY: None, Names.OWN: RESERVED, Names.RULES: RESERVED_IN_RULES}
_CONFIDENCE = {"date_confidence": "confidence"}
"""Keys whose words mean what those of another key mean."""


def rule_schema(part: Part, tr: Translator, formulas: Sequence[Part] = FORMULAS) -> Json:
    """The schema of a file; its formulas, which hold formulas, stand once under `definitions`."""
    writer = _Writer(tr, formulas)
    definitions = {_definition(formula): writer.part(formula, (*formula.keys, *_about(formula))) for formula in formulas}
    return {**writer.part(part, part.keys), **({"definitions": definitions} if formulas else {})}


def _definition(formula: Part) -> str:
    return f"formula_{formula.name}"


def _about(formula: Part) -> Iterable[Key]:
    """What a formula may carry beside its own keys; `at` means something else where it is one of those."""
    return (key for key in ABOUT if key.name not in formula.names)


class _Writer:
    """Writes shapes as schemas, with texts in one language."""

    def __init__(self, tr: Translator, formulas: Sequence[Part]) -> None:
        self.tr, self.formulas = tr, formulas

    def part(self, part: Part, keys: Iterable[Key]) -> Json:
        found: Json = {
            "type": "object", **about(part.name, self.tr),
            "properties": {key.name: self._key(part, key) for key in keys}, "additionalProperties": False,
        }
        if part.open:
            found |= self._others(part.open, part.name)
        conditions: list[Json] = []
        if part.needed:
            found["required"] = list(part.needed)
        if part.any_of:
            found["anyOf"] = [{"required": [name]} for name in part.any_of]
        if part.one_of:
            found["oneOf"] = [{"required": [name]} for name in part.one_of]
        if part.not_both:
            first, second = part.not_both
            conditions.append({"if": {"required": [first]}, "then": {"properties": {second: False}}})
        if part.goes_with:
            found["dependencies"] = {name: [other] for name, other in part.goes_with}
        conditions += [self._depending(part, key, key.shape) for key in part.keys if isinstance(key.shape, Depends)]
        return {**found, "allOf": conditions} if conditions else found

    def _key(self, part: Part, key: Key) -> Json:
        shape = {} if isinstance(key.shape, Depends) else self.shape(key.shape, key.name)
        return {**shape, **about(f"{part.name}.{key.name}", self.tr)}

    def _depending(self, part: Part, key: Key, shape: Depends) -> Json:
        there, absent = ({"properties": {key.name: {**self.shape(one, key.name), **about(f"{part.name}.{key.name}", self.tr)}}}
                         for one in (shape.there, shape.absent))
        return {"if": {"required": [shape.on]}, "then": there, "else": absent}

    def shape(self, shape: Shape, key: str) -> Json:
        """What stands under a key, without the key's own texts."""
        match shape:
            case Scalar.FORMULA:
                return {"anyOf": [_SCALARS[Scalar.EXPRESSION], *({"$ref": f"#/definitions/{_definition(one)}"} for one in self.formulas)]}
            case Scalar.DATE:
                return day(self.tr)
            case Scalar.AMOUNT:
                return advised(_SCALARS[shape], "amount", self.tr)
            case Scalar():
                return dict(_SCALARS[shape])
            case Words(words):
                return one_of(words, _CONFIDENCE.get(key, key), self.tr)
            case ListOf():
                return self._list(shape, key)
            case Either(shapes):
                return {"anyOf": [self.shape(one, key) for one in shapes]}
            case Named():
                return self._named(shape, key)
            case Part():
                found = self.part(shape, shape.keys)
                return advised(found, "text", self.tr) if shape is TEXT else found
            case Depends():
                raise TypeError(f"the shape of '{key}' depends on a key beside it, which only a part has")

    def _list(self, shape: ListOf, key: str) -> Json:
        found: Json = {"type": "array", "items": self.shape(shape.of, key)}
        if shape.least:
            found["minItems"] = shape.least
        if shape.holds:
            found["contains"] = {"type": "object", "required": list(shape.holds.needed)}
        return found

    def _named(self, shape: Named, key: str) -> Json:
        found: Json = {"type": ["object", "null"] if shape.empty else "object"}
        if shape.only:
            return {**found, "properties": {name: self.shape(shape.of, key) for name in shape.only}, "additionalProperties": False}
        found |= self._others(shape, key)
        return {**found, "minProperties": 1, "maxProperties": 1} if shape.one else found

    def _others(self, shape: Named, key: str) -> Json:
        reserved = _OWN_NAMES[shape.names]
        return {"additionalProperties": self.shape(shape.of, key), **({"propertyNames": _names(reserved)} if reserved is not None else {})}
