"""What is wrong around a case: fields of a request that are missing, unknown or of another shape, in the words of case files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.problems import problem_text
from integrationrules.timeline.messages import MESSAGES as CASES
from integrationrules.timeline.messages import shape, shown
from integrationrules.timeline.problems import LISTED, Problem, field_text, path_of, unknown_key

from .failures import several
from .messages import MESSAGES
from .problems import Part, Refused

__all__ = ["unusable"]

_SHAPES: Mapping[str, str] = {
    "string_type": "not_text", "int_type": "not_a_whole_number", "int_from_float": "not_a_whole_number", "int_parsing": "not_a_whole_number",
    "bool_type": "not_true_or_false", "bool_parsing": "not_true_or_false", "list_type": "not_a_list", "dict_type": "not_a_mapping",
    "model_type": "not_a_mapping", "model_attributes_type": "not_a_mapping",
}
"""Messages about values of another shape, by the type of pydantic's error."""
_BY_SHAPE = ("not_a_list", "not_a_mapping")


def unusable(errors: Sequence[Any], body: object, models: Mapping[str, type[BaseModel]], asked: type[BaseModel], lang: str) -> Refused:
    """The refusal of a request; `models` are those of the items of its lists, by name of the list."""
    tr, parts = translator(lang), []
    for detail in errors[:LISTED]:
        # FastAPI puts "body" in front.
        location = tuple(detail["loc"][1:])
        path = path_of({**detail, "loc": location}, body)
        known = models.get(str(location[0])) if len(location) > 1 else None
        code, text = _meaning(detail, tuple((known or asked).model_fields), tr)
        parts.append(Part(code, field_text(path), text))
    return several(tuple(dict.fromkeys(parts)), max(0, len(errors) - LISTED), lang)


def _meaning(detail: Any, known: tuple[str, ...], tr: Translator) -> tuple[str, str]:
    kind, given, limits = detail["type"], detail.get("input"), detail.get("ctx", {})
    if kind in MESSAGES:
        return kind, tr(MESSAGES[kind])
    if kind in ("too_long", "too_short"):
        code, values = ("value_most", {"most": limits["max_length"]}) if kind == "too_long" else ("value_least", {"least": limits["min_length"]})
        return code, tr(MESSAGES[code]).format(**values)
    id_, values = _of_cases(kind, given, limits, detail["loc"], known)
    return id_, problem_text(Problem("", "", id_, values), tr)


def _of_cases(kind: str, given: Any, limits: Mapping[str, Any], location: Sequence[str | int], known: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    if kind in CASES:
        return kind, dict(limits)
    if kind == "missing":
        return "missing_field", {"field": location[-1]}
    if kind == "extra_forbidden":
        return unknown_key(str(location[-1]), known)
    if kind == "string_too_long":
        return "text_too_long", {"limit": limits["max_length"]}
    if kind == "greater_than_equal":
        return "number_too_small", {"found": shown(given), "limit": limits["ge"]}
    if kind == "less_than_equal":
        return "number_too_large", {"found": shown(given), "limit": limits["le"]}
    if kind in _SHAPES:
        id_ = _SHAPES[kind]
        return id_, {"found": shape(given) if id_ in _BY_SHAPE else shown(given)}
    return "wrong_value", {"found": shown(given)}
