"""A file that holds one document, YAML or JSON: its plain values, and where each of them stands."""

from __future__ import annotations

import os
import sys
from typing import Any

from integrationrules.timeline.documents import DocumentError, yaml_values
from integrationrules.timeline.files import decoded, limited, opened, placer
from integrationrules.timeline.problems import CaseError, Place, Problem

__all__ = ["parse_document", "read_document"]

_LIMIT = 4 * 2**20


def read_document(source: str | os.PathLike[str]) -> tuple[Any, Place]:
    """The document of a file, or of standard input (`-`), and what tells the place of a path in it. Raises `CaseError`."""
    name = os.fspath(source)
    if name == "-":
        return parse_document(decoded(sys.stdin.buffer.read(_LIMIT), name, may_be_empty=True), name)
    with opened(name) as stream:
        return parse_document(decoded(limited(stream, _LIMIT, name), name, may_be_empty=True), name)


def parse_document(text: str, name: str) -> tuple[Any, Place]:
    """The document of a text; JSON is read as the YAML it is."""
    try:
        found = list(yaml_values(text))
    except DocumentError as error:
        raise CaseError((error.problem(name),)) from None
    if len(found) != 1:
        problem = Problem(name, "", "not_one_document", {"count": len(found)}) if found else Problem(name, "", "document_empty", {})
        raise CaseError((problem,))
    return found[0], placer(text, name, 0)
