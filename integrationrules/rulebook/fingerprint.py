"""Hashes of parsed content: what a rule file says, not how it is laid out."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from . import expression, formula, model

__all__ = ["fingerprint", "scheme"]


def fingerprint(value: Any) -> str:
    """SHA-256 of a value made of dataclasses, tuples, mappings and plain values; fields left out of comparison do not count."""
    parts: list[str] = []
    _write(value, parts)
    return hashlib.sha256("".join(parts).encode()).hexdigest()


@cache
def scheme() -> str:
    """Names how rule files are hashed: the classes they are read into, with the fields that count.

    A version in which one of them is another gives the same file another hash, and says so by another scheme.
    """
    kinds = {one for module in (model, formula, expression) for one in vars(module).values() if isinstance(one, type) and is_dataclass(one)}
    return fingerprint(sorted((kind.__name__, _compared(kind)) for kind in kinds))


def _write(value: Any, parts: list[str]) -> None:
    if is_dataclass(value) and not isinstance(value, type):
        parts.append(f"({type(value).__name__}")
        for each in _compared(type(value)):
            parts.append(f" {each}=")
            _write(getattr(value, each), parts)
        parts += [f" {each}={getattr(value, each)!r}" for each in _added(type(value)) if getattr(value, each)]
        parts.append(")")
    elif isinstance(value, (list, tuple)):
        parts.append("[")
        for item in value:
            _write(item, parts)
            parts.append(",")
        parts.append("]")
    elif isinstance(value, dict):
        _write(sorted(value.items()), parts)
    else:
        parts.append(repr(value))


_FIELDS: dict[type, tuple[str, ...]] = {}


def _compared(kind: type) -> tuple[str, ...]:
    if kind not in _FIELDS:
        # `path` and `mark` say where something stands, not what it says.
        _FIELDS[kind] = tuple(each.name for each in fields(kind) if each.compare and each.name not in ("mark", "path") and not each.metadata)
    return _FIELDS[kind]


@cache
def _added(kind: type) -> tuple[str, ...]:
    """Fields that came later, which count only where they say something."""
    return tuple(each.name for each in fields(kind) if each.metadata == model.ADDED)
