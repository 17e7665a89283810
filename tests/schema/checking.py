"""The schemas as validators, and the documents of YAML files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from integrationrules.report.catalogue import translator
from integrationrules.schema import schema_of
from integrationrules.timeline.documents import yaml_values

__all__ = ["HERE", "ROOT", "documents", "kind_of", "mistakes", "validator"]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@cache
def validator(name: str) -> Draft7Validator:
    """The validator of one kind of file."""
    return Draft7Validator(schema_of(name, translator("en")))


def mistakes(name: str, document: Any) -> list[str]:
    """What the schema says of a document: the place and the mistake."""
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in validator(name).iter_errors(document)]


def documents(path: Path) -> list[Any]:
    """The documents of a YAML file as an editor sees them: dates are text."""
    return list(yaml_values(path.read_text(encoding="utf-8")))


def kind_of(path: Path) -> str:
    """Which schema a file of a tree of rule sets is for."""
    return "expected" if path.parent.name == "cases" else path.stem
