"""`integrationrules check`: every mistake in a folder of rule files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from integrationrules.case.cases import check_cases, run_cases
from integrationrules.report.catalogue import translator
from integrationrules.report.problems import rule_problems
from integrationrules.rulebook.book import default_root, read
from integrationrules.rulebook.diagnostics import Diagnostic

__all__ = ["run"]


def run(folder: str | None, lang: str, as_json: bool) -> int:
    """Prints the diagnostics and how many there are; 1 if there are errors, else 0."""
    root = Path(folder) if folder is not None else default_root()
    book, problems = read(root)
    unusable: list[str] = []
    if not problems.errors:
        check_cases(book, root, problems)
        # A case file that cannot be read proves nothing: `check` must not pass it over.
        unusable = [f"{one.path}: {one.name}: {one.found}" for one in run_cases(book, root) if one.rule == "-"]
    errors = sum(one.severity == "error" for one in problems.found) + len(unusable)
    warnings = sum(one.severity == "warning" for one in problems.found)
    if as_json:
        document: dict[str, Any] = {"format": 1, "errors": errors, "warnings": warnings, "diagnostics": [_entry(one) for one in problems.found]}
        if unusable:
            document["cases"] = unusable
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        if problems.found:
            print(rule_problems(problems.found) + "\n")
        if unusable:
            print("\n".join(unusable) + "\n")
        tr = translator(lang)
        print(", ".join((
            tr.plural("{n} error", "{n} errors", errors).format(n=errors),
            tr.plural("{n} warning", "{n} warnings", warnings).format(n=warnings),
        )))
    return 1 if errors else 0


def _entry(one: Diagnostic) -> dict[str, Any]:
    return {
        "code": one.code, "severity": one.severity, "path": one.mark.path, "line": one.mark.line, "column": one.mark.column,
        "length": one.mark.length, "message": one.message, "help": one.help,
    }
