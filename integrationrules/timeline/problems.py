"""What is wrong with a case file: where, which field, which message; no jargon of the libraries below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from integrationrules.timeline.cpr import without_cpr
from integrationrules.timeline.messages import MESSAGES, message, shape, shown

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

__all__ = ["LISTED", "CaseError", "Path", "Place", "Problem", "field_text", "not_one_of", "path_of", "problems_of", "refused", "unknown_key"]

LISTED = 100
"""How many mistakes of one case are listed."""
Path = tuple[str | int, ...]
Place = Callable[[Path, bool], str]
_OBSERVED_KEYS = ("from", "to", "through", "by_kind", "spans")
_SPAN_KEYS = ("from", "to", "through")


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: `place` such as `case.yaml:12:5` or `cases.jsonl line 3`, `field` such as `facts[2].to`."""

    place: str
    field: str
    id: str
    values: Mapping[str, Any]

    def __str__(self) -> str:
        where = f"{self.place}: {self.field}" if self.field else self.place
        return without_cpr(f"{where}: {message(self.id, dict(self.values))}")


class CaseError(ValueError):
    """A case file that cannot be used; `problems` lists the mistakes found in the first such case, `unlisted` counts further ones."""

    def __init__(self, problems: tuple[Problem, ...], unlisted: int = 0) -> None:
        super().__init__(problems)
        self.problems = problems
        self.unlisted = unlisted

    def __str__(self) -> str:
        more = [message("more_problems", {"count": self.unlisted})] if self.unlisted else []
        return "\n".join([*(str(problem) for problem in self.problems), *more])


def refused(error: ValidationError, raw: object, place: Place) -> CaseError:
    """Pydantic's errors about `raw` as an error of ours, which lists the first hundred."""
    return CaseError(problems_of(error, raw, place), max(0, error.error_count() - LISTED))


def problems_of(error: ValidationError, raw: object, place: Place) -> tuple[Problem, ...]:
    """The first of pydantic's errors about `raw` as problems. `place(path, at_key)` says where a value (or its key) stands."""
    found = []
    for detail in error.errors(include_url=False)[:LISTED]:
        message_id, values = _meaning(detail, raw)
        path = path_of(detail, raw)
        at_key = detail["type"] == "extra_forbidden" or (message_id.startswith("unknown_kind") and path[-1] != "kind")
        found.append(Problem(place(path, at_key), field_text(path), message_id, values))
    return tuple(found)


def path_of(detail: ErrorDetails | Mapping[str, Any], raw: object) -> Path:
    """The path in the case: pydantic's location without its union tags, with the key that is to blame."""
    path: list[str | int] = []
    here = raw
    location = detail["loc"]
    for place, step in enumerate(location):
        inside = (isinstance(here, dict) and step in here) or (isinstance(here, list) and isinstance(step, int))
        if inside:
            path.append(step)
            here = here[step]  # type: ignore[index]
        elif place == len(location) - 1 and detail["type"] == "missing":
            path.append(step)
    blamed = detail.get("ctx", {}).get("field") or ("kind" if detail["type"] == "union_tag_invalid" else None)
    return (*path, blamed) if blamed else tuple(path)


def field_text(path: Path) -> str:
    """A path as it is written in messages: `facts[2].to`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{_key(step)}" for step in path)
    return text.removeprefix(".")


def _key(step: str) -> str:
    return shown(step).strip("'")


def _meaning(detail: ErrorDetails, raw: object) -> tuple[str, dict[str, Any]]:
    kind, given = detail["type"], detail.get("input")
    if kind in MESSAGES:
        return kind, {name: value for name, value in detail.get("ctx", {}).items() if name != "field"}
    if kind == "missing":
        return _missing(detail["loc"])
    if kind == "extra_forbidden":
        key = str(detail["loc"][-1])
        if given is None and key.isdecimal():       # `hours_per_week: 25,5` between braces
            return "stray_decimals", {"key": _key(key)}
        return unknown_key(key, _known_keys(detail["loc"][:-1], raw))
    if kind == "union_tag_invalid":
        return _unknown_kind(given)
    if kind == "union_tag_not_found":
        return ("missing_kind", {}) if isinstance(given, dict) else ("not_a_mapping", {"found": shape(given)})
    if kind == "literal_error":
        return not_one_of(given, _expected(detail["loc"]))
    if kind in ("model_type", "model_attributes_type", "dict_type", "mapping_type", "is_instance_of"):
        return ("not_a_mapping" if detail["loc"] else "not_a_case"), {"found": shape(given)}
    if kind in ("tuple_type", "list_type"):
        return "not_a_list", {"found": shape(given)}
    return "wrong_value", {"found": shown(given)}


def _missing(location: tuple[str | int, ...]) -> tuple[str, dict[str, Any]]:
    from integrationrules.timeline.timeline import OBSERVED_LINE

    if location == ("observed",):
        return "missing_observed", {"line": OBSERVED_LINE}
    return "missing_field", {"field": location[-1]}


def unknown_key(key: str, known: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """The message about a key that is none of `known`, with a guess at the one that was meant."""
    if near := [name for name in known if name.startswith(f"{key}_")] or get_close_matches(key, known, n=1):
        return "unknown_key_near", {"key": _key(key), "near": near[0]}
    return "unknown_key", {"key": _key(key), "known": ", ".join(known)}


def _unknown_kind(fact: object) -> tuple[str, dict[str, Any]]:
    from integrationrules.timeline.facts import KINDS

    given = fact.get("kind") if isinstance(fact, dict) else fact
    if given is None:
        return "missing_kind", {}
    if near := get_close_matches(str(given), KINDS, n=2):
        return "unknown_kind_near", {"found": _key(str(given)), "near": " / ".join(f"'{each}'" for each in near)}
    return "unknown_kind", {"found": shown(given).strip("'"), "known": ", ".join(KINDS)}


def not_one_of(given: object, expected: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """The message about a word that is none of those expected, with a guess at the one that was meant."""
    values = {"found": shown(given), "expected": ", ".join(expected)}
    if isinstance(given, str) and (near := get_close_matches(given, expected, n=1)):
        return "not_one_of_near", {**values, "near": near[0]}
    return "not_one_of", values


def _model(location: tuple[str | int, ...]) -> type[BaseModel]:
    """The model that a location lies in: of a fact its kind, else citizen, else the case itself."""
    from integrationrules.timeline.facts import KINDS
    from integrationrules.timeline.timeline import Citizen, Timeline

    if location[:1] == ("facts",) and len(location) > 2:
        return KINDS[str(location[2])]
    return Citizen if location[:1] == ("citizen",) else Timeline


def _known_keys(location: tuple[str | int, ...], raw: object) -> tuple[str, ...]:
    if location[:1] == ("observed",):
        if len(location) == 1:
            return ("by_kind", "spans")
        flat = isinstance(raw, dict) and isinstance(raw.get("observed"), dict) and "spans" not in raw["observed"]
        return _OBSERVED_KEYS if flat and "by_kind" not in location else _SPAN_KEYS
    return tuple(_file_names(_model(location)))


def _file_names(model: type[BaseModel]) -> Iterator[str]:
    for name in model.model_fields:
        yield "from" if name == "from_" else name


def _expected(location: tuple[str | int, ...]) -> tuple[str, ...]:
    annotation = _model(location).model_fields[str(location[-1])].annotation
    choices = annotation if get_origin(annotation) is Literal else get_args(annotation)[0]
    return get_args(choices)
