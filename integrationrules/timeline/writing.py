"""Writing timelines to case files, so that reading them gives equal timelines."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from integrationrules.timeline.plain import plain
from integrationrules.whole import write_whole

if TYPE_CHECKING:
    from integrationrules.timeline.timeline import Timeline

__all__ = ["Format", "write_case", "write_cases"]

Format = Literal["yaml", "json", "jsonl"]
_SUFFIXES: dict[str, Format] = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".jsonl": "jsonl"}
_PLAIN = re.compile(r"[A-Za-zÆØÅæøå_][0-9A-Za-zÆØÅæøå_./-]*|\d{4}-\d\d-\d\d|\d{4}-W\d\d", re.ASCII)
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def write_case(timeline: Timeline, target: str | os.PathLike[str] | IO[str], format: Format | None = None) -> None:
    """Writes one case. The format follows the file's suffix unless given; a stream is YAML unless given.

    A file is written beside its target and then put in its place, so that it is either the old one or the new one.
    """
    _write([_text(timeline, _format(target, format))], target)


def write_cases(
    timelines: Iterable[Timeline], target: str | os.PathLike[str] | IO[str], format: Format | None = None
) -> None:
    """Writes many cases: YAML documents separated by `---`, one JSON list, or one JSON line each."""
    chosen = _format(target, format)
    texts = (_text(timeline, chosen) for timeline in timelines)
    _write(_joined(texts, chosen), target)


def _format(target: str | os.PathLike[str] | IO[str], format: Format | None) -> Format:
    if format is not None:
        return format
    if not isinstance(target, str | os.PathLike):
        return "yaml"
    suffix = Path(target).suffix.lower()
    if suffix not in _SUFFIXES:
        raise ValueError(f"the file type '{suffix}' is not known; use .yaml, .yml, .json or .jsonl")
    return _SUFFIXES[suffix]


def _joined(texts: Iterator[str], format: Format) -> Iterator[str]:
    if format == "json":
        yield "["
    for place, text in enumerate(texts):
        if place and format != "jsonl":
            yield "---\n" if format == "yaml" else ","
        yield text
    if format == "json":
        yield "]\n"


def _write(texts: Iterable[str], target: str | os.PathLike[str] | IO[str]) -> None:
    if not isinstance(target, str | os.PathLike):
        if not hasattr(target, "writelines"):
            raise TypeError(f"the target must be a file name or an open text stream; found {type(target).__name__}")
        target.writelines(texts)
        return
    write_whole(texts, target)


def _text(timeline: Timeline, format: Format) -> str:
    if not hasattr(timeline, "citizen"):
        raise TypeError(f"a Timeline can be written; found {type(timeline).__name__}")
    values = plain(timeline)
    if format == "json":
        return json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    if format == "jsonl":
        return json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"
    facts = "".join(f"\n  - {_flow(fact)}" for fact in values["facts"])
    return f"citizen: {_flow(values['citizen'])}\nobserved: {_flow(values['observed'])}\nfacts:{facts or ' []'}\n"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(found)}" for key, found in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(found) for found in value) + "]"
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) and value.lower() not in _WORDS else _quoted(value)
    return json.dumps(value)


def _quoted(text: str) -> str:
    """A double-quoted YAML text: JSON's, with the characters escaped that YAML reads as breaks or not at all."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
