"""`integrationrules check`: every mistake in a folder of rule files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from integrationrules.case.cases import check_cases, run_cases
from integrationrules.commands.terminal import say
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.problems import case_outcome, rule_problems
from integrationrules.rulebook.book import default_root, read
from integrationrules.rulebook.diagnostics import Diagnostic

__all__ = ["SHOWN", "run"]

SHOWN = 50
"""How many mistakes are written as text; as JSON all are."""


def run(folder: str | None, lang: str, as_json: bool) -> int:
    """Prints the diagnostics and how many there are; 1 if there are errors, else 0."""
    root = Path(folder) if folder is not None else default_root()
    book, problems = read(root)
    unusable: list[str] = []
    if not problems.errors:
        check_cases(book, root, problems)
        # A case that cannot be asked proves nothing: `check` must not pass it over.
        unusable = [case_outcome(one, lang) for one in run_cases(book, root) if one.mistake is not None]
    found = problems.found
    errors = sum(one.severity == "error" for one in found) + len(unusable)
    warnings = sum(one.severity == "warning" for one in found)
    if as_json:
        document: dict[str, Any] = {"format": 1, "errors": errors, "warnings": warnings, "diagnostics": [_entry(one) for one in found]}
        if unusable:
            document["cases"] = unusable
        say(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        tr = translator(lang)
        _write(found, unusable, tr)
        say(", ".join((
            tr.plural("{n} error", "{n} errors", errors).format(n=errors),
            tr.plural("{n} warning", "{n} warnings", warnings).format(n=warnings),
        )))
    return 1 if errors else 0


def _write(found: Sequence[Diagnostic], unusable: Sequence[str], tr: Translator) -> None:
    """The first mistakes; errors come first where not all are written."""
    if len(found) > SHOWN:
        found = sorted(found, key=lambda one: one.severity != "error")
    texts = [*(rule_problems([one]) for one in found[:SHOWN]), *unusable]
    for text in texts[:SHOWN]:
        say(text + "\n")
    left_out = len(found) + len(unusable) - min(len(texts), SHOWN)
    if left_out:
        say(tr("... and {count} more").format(count=left_out) + "\n")


def _entry(one: Diagnostic) -> dict[str, Any]:
    return {
        "code": one.code, "severity": one.severity, "path": one.mark.path, "line": one.mark.line, "column": one.mark.column,
        "length": one.mark.length, "message": one.message, "help": one.help,
    }
