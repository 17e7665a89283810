"""YAML and JSON texts as plain values, without surprises: no types but text, numbers, true, false and null.

YAML is read from libyaml's events: every error has a place, keys are always text (so `on` is a key like any
other), duplicate keys, tags and alias bombs are refused, and dates stay text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn

import yaml

from integrationrules.timeline.messages import shown
from integrationrules.timeline.problems import Path, Problem

__all__ = ["AT_KEY", "DEEPEST", "DocumentError", "Positions", "json_value", "positions", "yaml_values"]

Positions = dict[Path, tuple[int, int]]
"""Line and column, both from 1, of the value at each path; of its key at the path followed by `AT_KEY`."""
AT_KEY = "\0key"
DEEPEST = 40
_MOST_ALIASED = 100_000
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class DocumentError(Exception):
    """A text that is not YAML or JSON as we read it; `line` and `column` count from 1, 0 if not known."""

    line: int
    column: int
    id: str
    values: dict[str, Any]

    def problem(self, name: str) -> Problem:
        """The error as a problem of the file `name`."""
        place = f"{name}:{self.line}:{self.column}" if self.line else name
        return Problem(place, "", self.id, self.values)


def yaml_values(text: str) -> Iterator[Any]:
    """The value of each document of a YAML text; empty documents are left out."""
    for value, _ in _documents(text, keep_positions=False):
        yield value


def positions(text: str) -> list[Positions]:
    """Where the values of each YAML (or JSON) document stand; empty where the text cannot be read that way."""
    try:
        return [found for _, found in _documents(text, keep_positions=True)]
    except DocumentError:
        return []


def json_value(text: str) -> Any:
    """The value of a JSON text; numbers with a point are `Decimal`."""
    try:
        return json.loads(
            text, object_pairs_hook=_without_duplicates, parse_float=Decimal, parse_constant=_refuse_constant
        )
    except json.JSONDecodeError as error:
        raise DocumentError(error.lineno, error.colno, "json_syntax", {}) from None
    except RecursionError:
        raise DocumentError(0, 0, "too_deep", {"limit": DEEPEST}) from None
    except DocumentError:
        raise
    except ValueError:
        raise DocumentError(0, 0, "number_too_long", {"limit": 4300}) from None


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise DocumentError(0, 0, "duplicate_key", {"key": shown(twice).strip("'")})
    return found


def _refuse_constant(text: str) -> NoReturn:
    raise DocumentError(0, 0, "json_number", {"found": text})


def _documents(text: str, keep_positions: bool) -> Iterator[tuple[Any, Positions]]:
    try:
        reader = _YamlReader(text, keep_positions)
        while (value := reader.document()) is not _NO_MORE:
            if value is not None:
                yield value, reader.positions
    except yaml.YAMLError as error:
        raise _yaml_error(error, text) from None


_NO_MORE = object()


class _YamlReader:
    """Builds values from the events of one text."""

    def __init__(self, text: str, keep_positions: bool) -> None:
        self.positions: Positions = {}
        self._keep = keep_positions
        self._anchored: dict[str, tuple[Any, int]] = {}
        self._made = 0
        self._aliased = 0
        self._next = yaml.CLoader(text).get_event
        self._next()

    def document(self) -> Any:
        """The next document's value, or `_NO_MORE`."""
        if isinstance(self._next(), yaml.StreamEndEvent):
            return _NO_MORE
        self.positions, self._anchored = {}, {}
        value = self._node(self._next(), (), 0)
        self._next()
        return value

    def _node(self, event: Any, path: Path, depth: int) -> Any:
        if self._keep:
            self.positions[path] = _place(event)
        kind = type(event)
        if kind is yaml.AliasEvent:
            return self._alias(event)
        if event.tag is not None:
            _refuse(event, "yaml_tag", found=shown(event.tag).strip("'"))
        if depth > DEEPEST:
            _refuse(event, "too_deep", limit=DEEPEST)
        before = self._made
        self._made += 1
        if kind is yaml.ScalarEvent:
            value = _scalar(event.value) if event.implicit[0] else event.value
        elif kind is yaml.MappingStartEvent:
            value = self._mapping(path, depth)
        else:
            value = self._sequence(path, depth)
        if event.anchor is not None:
            self._anchored[event.anchor] = (value, self._made - before)
        return value

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                _refuse(event, "yaml_key")
            key = event.value
            if key in found:
                _refuse(event, "duplicate_key", key=shown(key).strip("'"))
            inside = path
            if self._keep:
                inside = (*path, key)
                self.positions[(*inside, AT_KEY)] = _place(event)
            found[key] = self._node(self._next(), inside, depth + 1)
        return found

    def _sequence(self, path: Path, depth: int) -> list[Any]:
        found: list[Any] = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            found.append(self._node(event, (*path, len(found)) if self._keep else path, depth + 1))
        return found

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self._anchored:
            _refuse(event, "yaml_alias")
        value, size = self._anchored[event.anchor]
        self._made += size
        self._aliased += size
        if self._aliased > _MOST_ALIASED:
            _refuse(event, "too_many_aliases", limit=_MOST_ALIASED)
        return value


def _scalar(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "-0123456789":
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
    return text


def _refuse(event: Any, message_id: str, **values: Any) -> NoReturn:
    raise DocumentError(*_place(event), message_id, values)


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


_YAML_CAUSES = (
    ("that cannot start any token", "yaml_tab"),
    ("found a tab character", "yaml_tab"),
    ("while scanning a quoted scalar", "yaml_quote"),
    ("could not find expected ':'", "yaml_colon"),
    ("did not find expected ','", "yaml_unclosed"),
    ("did not find expected node content", "yaml_unclosed"),
    ("did not find expected key", "yaml_indent"),
    ("did not find expected '-' indicator", "yaml_indent"),
    ("mapping values are not allowed", "yaml_indent"),
    ("block sequence entries are not allowed", "yaml_indent"),
    ("control characters are not allowed", "yaml_character"),
)


def _yaml_error(error: yaml.YAMLError, text: str) -> DocumentError:
    said = " ".join(str(getattr(error, part, None) or "") for part in ("context", "problem"))
    cause = next((cause for words, cause in _YAML_CAUSES if words in (said.strip() or str(error))), "yaml_syntax")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        before = text.encode()[: getattr(error, "position", 0)].decode(errors="ignore").split("\n")
        return DocumentError(len(before), len(before[-1]) + 1, cause, {})
    lines = text.rstrip().splitlines()
    if mark.line >= len(lines):
        return DocumentError(len(lines), len(lines[-1]) + 1, cause, {})
    if cause == "yaml_tab" and lines[mark.line][mark.column : mark.column + 1] != "\t":
        cause = "yaml_syntax"
    return DocumentError(mark.line + 1, mark.column + 1, cause, {})
