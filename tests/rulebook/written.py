"""Small rule-set trees, written where a test wants them, and what reading them says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from integrationrules.case.checked import check
from integrationrules.rulebook.book import Rulebook, examine, read

__all__ = ["HEAD", "ON", "RULE", "added", "book", "codes", "said", "said_with_cases", "told", "tree"]

ON = date(2018, 6, 1)
HEAD = """ruleset: bus
title: {da: Skolebussen, en: The school bus}
sources: {act: {title: The bus act}}
"""
RULE = """rules:
  rides: {for: citizen, when: exists(citizen.born), source: act}
"""


def added(whole: str, part: str) -> str:
    """A whole example with a part added, section by section."""
    text = whole
    for section in re.findall(r"(?m)^\w+:.*(?:\n[ #].*|\n(?=[ #]))*", part):
        name, _, body = section.partition(":")
        heading = f"\n{name}:\n"
        if body.startswith("\n") and heading in text:
            text = text.replace(heading, heading + body.strip("\n") + "\n")
        else:
            text += section.rstrip() + "\n"
    return text


def tree(root: Path, rules: str | bytes, parameters: str | None = None, ruleset: str = "bus") -> Path:
    """A root with one rule set in it."""
    folder = root / ruleset
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rules.yaml").write_bytes(rules if isinstance(rules, bytes) else rules.encode())
    if parameters is not None:
        (folder / "parameters.yaml").write_bytes(parameters.encode())
    return root


def book(root: Path, rules: str | bytes, parameters: str | None = None) -> Rulebook:
    """The rulebook of a rule set that must be free of errors."""
    found, problems = read(tree(root, rules, parameters))
    assert not problems.errors, "\n\n".join(one.text() for one in problems.errors)
    return found


def said(root: Path) -> str:
    """Everything that `check` says of the rule files on the day `ON`, cases left out."""
    _, problems = examine(root, ON)
    return "\n\n".join(one.text() for one in problems.found) + "\n"


def said_with_cases(root: Path) -> str:
    """Everything that `check` says on the day `ON`."""
    return "\n\n".join(one.text() for one in check(root, ON).diagnostics) + "\n"


def told(root: Path, rules: str | bytes, parameters: str | None = None) -> list[str]:
    """`CODE line:column length` of every mistake in one rule set."""
    _, problems = read(tree(root, rules, parameters))
    return [f"{one.code} {one.mark.line}:{one.mark.column} {one.mark.length}" for one in problems.found]


def codes(root: Path, rules: str | bytes, parameters: str | None = None) -> list[str]:
    """Only the codes."""
    return [one.split(" ")[0] for one in told(root, rules, parameters)]
