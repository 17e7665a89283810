"""Paths into a case: which field `facts.job.to`, `facts[2].to`, `citizen.born` and `observed.to` name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from integrationrules.rulebook.diagnostics import nearest
from integrationrules.timeline.facts import COMMON, KINDS
from integrationrules.timeline.messages import shown
from integrationrules.timeline.timeline import Citizen

from .questions import QuestionError

__all__ = ["Place", "located", "named_facts"]

_TOPS = ("citizen", "observed", "facts")
_SPAN = ("from", "to", "through")
_INDEX = re.compile(r"\[(\d{1,6})\]")
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a case: the mapping it stands in, its key, its path, and the part of the case it belongs to."""

    inside: dict[str, Any]
    key: str
    path: str
    owner: str


def located(case: dict[str, Any], path: str) -> Place:
    """The field that a path names; raises `QuestionError`, which says what exists there."""
    top = re.match(r"[a-z_]*", path)
    name, rest = (top[0], path[top.end():]) if top else ("", path)
    if name == "facts":
        return _of_fact(case["facts"], path, rest)
    if name == "observed":
        return _of_observed(case, path, rest)
    if name == "citizen" and rest.startswith("."):
        return Place(case["citizen"], _field(rest[1:], tuple(Citizen.model_fields), "citizen", path), path, "citizen")
    if name == "citizen":
        raise QuestionError("path_unfinished", path=_said(path), known=", ".join(f"citizen.{field}" for field in Citizen.model_fields))
    raise QuestionError("path_unknown", path=_said(path), suggestion=nearest(name, _TOPS), known=", ".join(_TOPS))


def named_facts(facts: Sequence[dict[str, Any] | None], which: str) -> list[int]:
    """The places of the facts of an id, or of `facts[2]`; raises `QuestionError` where there is none."""
    match = re.fullmatch(r"facts\[(\d{1,6})\]", which)
    if match and int(match[1]) < len(facts) and facts[int(match[1])] is not None:
        return [int(match[1])]
    id_ = which.removeprefix("facts.")
    found = [place for place, fact in enumerate(facts) if fact is not None and str(fact.get("id")) in (id_, which)]
    if match or not found:
        raise _no_fact(facts, which, id_)
    return found


def _of_fact(facts: list[dict[str, Any] | None], path: str, rest: str) -> Place:
    place, rest = _fact(facts, path, rest)
    fact = facts[place]
    assert fact is not None
    kind = str(fact.get("kind"))
    names = _names(kind) if kind in KINDS else ()
    if not rest.startswith(".") or rest == ".":
        raise QuestionError("path_unfinished", path=_said(path), known=", ".join(f"facts[{place}].{name}" for name in names if name not in COMMON))
    return Place(fact, _field(rest[1:], names, kind, path), f"facts[{place}]{rest}", f"facts[{place}]")


def _names(kind: str) -> tuple[str, ...]:
    """The fields of a kind as they stand in a case: its own first."""
    own = ("from" if name == "from_" else name for name in KINDS[kind].model_fields if name not in ("kind", *COMMON))
    return (*own, *COMMON)


def _fact(facts: list[dict[str, Any] | None], path: str, rest: str) -> tuple[int, str]:
    """The place of the fact that a path begins with, and the rest of the path."""
    if match := _INDEX.match(rest):
        return named_facts(facts, f"facts[{match[1]}]")[0], rest[match.end():]
    ids = {str(fact["id"]) for fact in facts if fact is not None and fact.get("id") is not None}
    inside = rest.removeprefix(".")
    # An id may hold dots: the longest that fits is meant.
    fitting = sorted((id_ for id_ in ids if inside == id_ or inside.startswith(f"{id_}.")), key=len, reverse=True)
    if not rest.startswith(".") or not fitting:
        raise _no_fact(facts, path, inside.partition(".")[0])
    versions = [place for place, fact in enumerate(facts) if fact is not None and str(fact.get("id")) == fitting[0]]
    # Of several versions the last recorded is the one that counts.
    last = max(versions, key=lambda place: (str((facts[place] or {}).get("recorded", "")), place))
    return last, inside[len(fitting[0]):]


def _of_observed(case: dict[str, Any], path: str, rest: str) -> Place:
    observed = case["observed"]
    spans: list[dict[str, Any]] = observed if isinstance(observed, list) else observed.get("spans") or [observed]
    if rest.startswith(".by_kind."):
        return _of_kind(case, path, rest.removeprefix(".by_kind."))
    if match := _INDEX.match(rest):
        if int(match[1]) >= len(spans):
            raise QuestionError("path_no_span", path=_said(path), known=", ".join(f"observed[{place}]" for place in range(len(spans))))
        span, rest = spans[int(match[1])], rest[match.end():]
    elif len(spans) > 1:
        raise QuestionError("path_unfinished", path=_said(path), known=", ".join(f"observed[{place}].to" for place in range(len(spans))))
    else:
        span = spans[0]
    if not rest.startswith("."):
        raise QuestionError("path_unfinished", path=_said(path), known=", ".join(f"observed.{name}" for name in (*_SPAN, "by_kind.KIND.to")))
    return Place(span, _field(rest[1:], _SPAN, "observed", path), path, "observed")


def _of_kind(case: dict[str, Any], path: str, rest: str) -> Place:
    """`observed.by_kind.KIND.to`; the kind is given days of its own if it had none."""
    kind, _, field = rest.partition(".")
    if kind not in KINDS:
        raise QuestionError("path_unknown", path=_said(path), suggestion=nearest(kind, KINDS), known=", ".join(KINDS))
    name = _field(field, _SPAN, "observed", path)
    if isinstance(case["observed"], list):
        case["observed"] = {"spans": case["observed"]}
    own = case["observed"].setdefault("by_kind", {}).setdefault(kind, {})
    if isinstance(own, list):
        raise QuestionError("path_unknown", path=_said(path), suggestion="", known="observed.from, observed.to")
    return Place(own, name, path, "observed")


def _field(name: str, known: tuple[str, ...], where: str, path: str) -> str:
    if name not in known:
        longer = [each for each in known if name and each.startswith(f"{name}_")]
        near = f"; did you mean '{longer[0]}'?" if longer else nearest(name, known)
        raise QuestionError("path_field", path=_said(path), where=where, suggestion=near, known=", ".join(known))
    return name


def _no_fact(facts: Sequence[dict[str, Any] | None], which: str, id_: str) -> QuestionError:
    """What can be named instead: ids, and the places of facts without one."""
    ids = list(dict.fromkeys(str(fact["id"]) for fact in facts if fact is not None and fact.get("id") is not None))
    numbered = [f"facts[{place}] ({fact['kind']})" for place, fact in enumerate(facts) if fact is not None and fact.get("id") is None]
    known = [*ids, *numbered]
    listed = ", ".join(known[:_SHOWN]) + (", ..." if len(known) > _SHOWN else "")
    return QuestionError("path_no_fact" if known else "path_no_facts", which=_said(which), suggestion=nearest(id_, ids), known=listed)


def _said(path: str) -> str:
    return shown(path)[1:-1]
