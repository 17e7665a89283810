"""How columns and values of a register are named: the usual names, or those of a small YAML file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from integrationrules.timeline.documents import DocumentError, yaml_values

from .problems import RegisterError

__all__ = ["PEOPLE", "Naming", "found_column", "read_naming"]

_PERSON = ("lobenr", "pnr", "id")
PEOPLE: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "id": _PERSON, "born": ("born", "birth"), "sex": ("sex", "kon"), "origin": ("origin",), "municipality": ("municipality", "kom"),
})
"""What a people file tells of each person, and under which names it is looked for; case does not matter."""
_PARTS = ("extract", "people", "values", "blank")
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

    extract_id: tuple[str, ...] = _PERSON
    people: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: PEOPLE)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: _WORDS)
    blank: frozenset[str] = frozenset()


def found_column(names: Sequence[str], wanted: Sequence[str]) -> str | None:
    """The first column that has one of the wanted names, whatever its case."""
    by_name = {name.lower(): name for name in reversed(names)}
    return next((by_name[one.lower()] for one in wanted if one.lower() in by_name), None)


def read_naming(path: str) -> Naming:
    """A file of names; raises `RegisterError` where it says what we do not know."""
    tree = _tree(path)
    _refuse_others(path, "", tree, _PARTS)
    extract = _texts(path, "extract", tree.get("extract", {}), ("id",))
    people = _texts(path, "people", tree.get("people", {}), tuple(PEOPLE))
    values, blank = tree.get("values", {}), tree.get("blank", [])
    if not isinstance(values, dict):
        raise RegisterError("register_columns_texts", file=path, where="values")
    _refuse_others(path, "values", values, tuple(_WORDS))
    words = {name: {**known, **_own_words(path, name, values.get(name, {}))} for name, known in _WORDS.items()}
    if not isinstance(blank, list) or any(isinstance(one, dict | list) or one is None for one in blank):
        raise RegisterError("register_columns_blank", file=path)
    return Naming(
        (extract["id"],) if extract else _PERSON, {name: (people[name],) if name in people else usual for name, usual in PEOPLE.items()},
        words, frozenset(str(one) for one in blank),
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


def _own_words(path: str, name: str, found: Any) -> dict[str, str]:
    """The caller's words for the values of one column, in small letters."""
    known = tuple(dict.fromkeys(_WORDS[name].values()))
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
