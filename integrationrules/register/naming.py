"""How columns and values of a register are named: the usual names, or those of a small YAML file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from pydantic import ValidationError

from integrationrules.timeline.attributes import attributes_of
from integrationrules.timeline.documents import DocumentError, yaml_values
from integrationrules.timeline.facts import KINDS, Precision
from integrationrules.timeline.timeline import OBSERVED_LINE, Observed

from .problems import RegisterError

__all__ = ["CATEGORIES", "EXTRACT", "PEOPLE", "Naming", "found_column", "observed_of", "observed_text", "read_naming"]

_PERSON = ("lobenr", "pnr", "id")
PEOPLE: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "id": _PERSON, "born": ("born", "birth"), "sex": ("sex", "kon"), "origin": ("origin",), "municipality": ("municipality", "kom"),
})
"""What a people file tells of each person, and under which names it is looked for; case does not matter."""
_PARTS = ("extract", "people", "values", "blank", "observed", "years")
_TIMES = ("from", "to", "through", "on")
EXTRACT: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "id": _PERSON, "week": ("week", "uge"), "year": ("year", "aar", "år"), "code": ("code", "kode"), "kind": ("kind",), "precision": ("precision",),
    **{one: (one,) for one in _TIMES}, "hours_per_month": ("hours_per_month",),
    **{one.name: (one.name,) for kind in KINDS if kind != "week_code" for one in attributes_of(kind)},
})
"""What the rows of a long extract tell, and under which names it is looked for: weeks and codes, or spells with what they may carry."""
CATEGORIES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "kind": tuple(kind for kind in KINDS if kind != "week_code"), "precision": get_args(Precision),
    **{name: tuple(dict.fromkeys(word for kind in KINDS for one in attributes_of(kind) if one.name == name for word in one.categories))
       for kind in KINDS for one in attributes_of(kind) if (name := one.name) and one.categories},
})
"""The words that columns of spells may hold."""
_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "sex": {"male": "male", "mand": "male", "m": "male", "female": "female", "kvinde": "female", "k": "female"},
    "origin": {
        "danish": "danish", "dansk": "danish", "western": "western", "vestlig": "western",
        "non_western": "non_western", "ikke-vestlig": "non_western", "ikke_vestlig": "non_western",
    },
})


@dataclass(frozen=True, slots=True)
class Naming:
    """Names of columns by what they tell, words for values, and codes that mean a blank week."""

    extract: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: EXTRACT)
    people: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: PEOPLE)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: _WORDS)
    blank: frozenset[str] = frozenset()
    observed: Observed | None = None
    """The days in which a long extract holds everything that happened."""
    years: Mapping[str, int] = field(default_factory=dict)
    """The year of each yearly file, by its name."""


def found_column(names: Sequence[str], wanted: Sequence[str]) -> str | None:
    """The first column that has one of the wanted names, whatever its case."""
    by_name = {name.lower(): name for name in reversed(names)}
    return next((by_name[one.lower()] for one in wanted if one.lower() in by_name), None)


def read_naming(path: str) -> Naming:
    """A file of names; raises `RegisterError` where it says what we do not know."""
    tree = _tree(path)
    _refuse_others(path, "", tree, _PARTS)
    extract = _texts(path, "extract", tree.get("extract", {}), tuple(EXTRACT))
    people = _texts(path, "people", tree.get("people", {}), tuple(PEOPLE))
    values, blank = tree.get("values", {}), tree.get("blank", [])
    if not isinstance(values, dict):
        raise RegisterError("register_columns_texts", file=path, where="values")
    _refuse_others(path, "values", values, (*_WORDS, *CATEGORIES))
    words = {name: {**known, **_own_words(path, name, values.get(name, {}), tuple(dict.fromkeys(known.values())))} for name, known in _WORDS.items()}
    words |= {name: _own_words(path, name, values.get(name, {}), known) for name, known in CATEGORIES.items()}
    if not isinstance(blank, list) or any(isinstance(one, dict | list) or one is None for one in blank):
        raise RegisterError("register_columns_blank", file=path)
    return Naming(
        _with_own(EXTRACT, extract), _with_own(PEOPLE, people), words, frozenset(str(one) for one in blank),
        _observed(path, tree.get("observed")), _years(path, tree.get("years", {})),
    )


def _tree(path: str) -> dict[str, Any]:
    try:
        documents = list(yaml_values(Path(path).read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError):
        raise RegisterError("register_file", file=path) from None
    except DocumentError as error:
        raise RegisterError("register_columns_yaml", file=path, line=error.line) from None
    if len(documents) != 1 or not isinstance(documents[0], dict):
        raise RegisterError("register_columns_yaml", file=path, line=1)
    return documents[0]


def observed_of(found: Any, where: str) -> Observed:
    """Days as a case file states them (`{from: 2015-08-31, to: 2019-01-07}`, or a list of such spans); raises `RegisterError`."""
    try:
        return Observed.model_validate(found)
    except ValidationError:
        raise RegisterError("register_observed", file=where, line=OBSERVED_LINE) from None


def observed_text(text: str) -> Observed:
    """Days as the command line states them: `2015-01-01..2019-01-01`, the last one left out."""
    first, _, end = text.partition("..")
    return observed_of({"from": first, "to": end}, "--observed")


def _observed(path: str, found: Any) -> Observed | None:
    return None if found is None else observed_of(found, path)


def _years(path: str, found: Any) -> dict[str, int]:
    if not isinstance(found, dict) or not all(isinstance(year, int) for year in found.values()):
        raise RegisterError("register_columns_years", file=path)
    return dict(found)


def _with_own(usual: Mapping[str, tuple[str, ...]], own: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {name: (own[name],) if name in own else names for name, names in usual.items()}


def _own_words(path: str, name: str, found: Any, known: Sequence[str]) -> dict[str, str]:
    """The caller's words for the values of one column, in small letters."""
    own = _texts(path, f"values.{name}", found)
    for word in own.values():
        if word not in known:
            raise RegisterError("register_columns_word", file=path, where=f"values.{name}", found=word, known=", ".join(known))
    return {key.lower(): word for key, word in own.items()}


def _texts(path: str, where: str, found: Any, keys: Sequence[str] | None = None) -> dict[str, str]:
    if not isinstance(found, dict) or any(isinstance(value, dict | list) or value is None for value in found.values()):
        raise RegisterError("register_columns_texts", file=path, where=where)
    if keys is not None:
        _refuse_others(path, where, found, keys)
    return {key: str(value) for key, value in found.items()}


def _refuse_others(path: str, where: str, found: Mapping[str, Any], keys: Sequence[str]) -> None:
    for key in found:
        if key not in keys:
            raise RegisterError("register_columns_key", file=path, found=f"{where}.{key}" if where else key, known=", ".join(keys))
