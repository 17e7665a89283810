"""Mistakes in rule files as SARIF 2.1.0 (OASIS), which editors and code review tools show beside the lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from integrationrules.case.cases import CaseOutcome
from integrationrules.case.checked import Checked
from integrationrules.rulebook.diagnostics import CATALOGUE, Mark, Severity, plain_message
from integrationrules.timeline.problems import CaseError
from integrationrules.version import VERSION

__all__ = ["CASE", "sarif"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
CASE = "CASE"
"""The rule of cases beside the rules that cannot be asked."""
_CODES = (*CATALOGUE, CASE)
_PLACE = re.compile(r"(.*?)(?::([0-9]+)(?::([0-9]+))?)?", re.DOTALL)


def sarif(found: Checked, case_text: Callable[[CaseOutcome], str]) -> dict[str, Any]:
    """The log of one run. `case_text` words a case that cannot be asked; all other texts are those of the catalogue."""
    results = [*(_result(one.code, _level(one.severity), f"{one.message}\n{one.help}", _place(one.mark)) for one in found.diagnostics),
               *(_result(CASE, "error", case_text(one), _case_place(one, found.root)) for one in found.unusable)]
    rules = [*(_rule(code) for code in CATALOGUE),
             {"id": CASE, "shortDescription": {"text": "a case beside the rules cannot be asked"}, "defaultConfiguration": {"level": "error"}}]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "integrationrules", "semanticVersion": VERSION, "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }


def _level(severity: Severity) -> str:
    return "note" if severity == "notice" else severity


def _rule(code: str) -> dict[str, Any]:
    severity, message, hint = CATALOGUE[code]
    rule = {"id": code, "shortDescription": {"text": plain_message(message)}, "defaultConfiguration": {"level": _level(severity)}}
    return rule | ({"help": {"text": plain_message(hint)}} if plain_message(hint) != "…" else {})


def _result(code: str, level: str, text: str, place: dict[str, Any]) -> dict[str, Any]:
    return {"ruleId": code, "ruleIndex": _CODES.index(code), "level": level, "message": {"text": text}, "locations": [{"physicalLocation": place}]}


def _place(mark: Mark) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": mark.line, "startColumn": mark.column, "endColumn": mark.column + mark.length}
    if mark.source:
        region["snippet"] = {"text": mark.source}
    return {"artifactLocation": {"uri": quote(mark.path)}, "region": region}


def _case_place(outcome: CaseOutcome, root: str) -> dict[str, Any]:
    """Where a case stands, as far as it is known; paths of cases begin below the root, those of rule files with its name."""
    where = outcome.mistake.problems[0].place if isinstance(outcome.mistake, CaseError) else outcome.place
    match = _PLACE.fullmatch(where)
    path, line, column = match.groups() if match else (where, None, None)
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(f"{root}/{path}")}}
    if line:
        place["region"] = {"startLine": int(line), **({"startColumn": int(column)} if column else {})}
    return place
