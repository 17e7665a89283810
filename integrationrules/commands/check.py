"""`integrationrules check`: every mistake in a folder of rule files, as text, JSON or SARIF."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from integrationrules.case.checked import Checked, check
from integrationrules.commands.terminal import UnusableInput, say
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.problems import case_outcome, rule_problems
from integrationrules.report.sarif import sarif
from integrationrules.rulebook.book import default_root
from integrationrules.rulebook.diagnostics import Diagnostic
from integrationrules.timeline.cpr import without_cpr
from integrationrules.whole import write_whole

__all__ = ["FORMS", "SHOWN", "run"]

FORMS = ("text", "json", "sarif")
SHOWN = 50
"""How many mistakes are written as text to the screen; to a file, and as JSON or SARIF, all are."""
_GRAVEST_FIRST = ("error", "warning", "notice")


def run(folder: str | None, on: date, lang: str, form: str | None, output: str | None) -> int:
    """Writes the diagnostics and how many there are; 1 if there are errors, else 0.

    `on` is the day on which a parameter should have a value. With `output` the diagnostics go to that file and only the counts are printed.
    """
    tr = translator(lang)
    if form not in (None, *FORMS):
        raise UnusableInput(tr("--format: '{found}' is not a format; write text, json or sarif").format(found=form))
    root = Path(folder) if folder is not None else default_root()
    if output is not None and Path(output).suffix.lower() in (".yaml", ".yml"):
        raise UnusableInput(tr("--output: {file} would be read as a rule file; name a file that does not end in .yaml").format(file=output))
    found = check(root, on)
    if output is not None:
        _write(_text(found, lang, form, None), output, tr)
        say(_counts(found, tr))
    else:
        say(_text(found, lang, form, SHOWN))
    return 1 if found.count("error") else 0


def _text(found: Checked, lang: str, form: str | None, most: int | None) -> str:
    if form == "sarif":
        return _json(sarif(found, lambda outcome: case_outcome(outcome, lang)))
    if form == "json":
        return _json(_document(found, lang))
    tr = translator(lang)
    return "\n".join((*_paragraphs(found, lang, most), _counts(found, tr)))


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def _document(found: Checked, lang: str) -> dict[str, Any]:
    document: dict[str, Any] = {
        "format": 1, "errors": found.count("error"), "warnings": found.count("warning"), "notices": found.count("notice"),
        "diagnostics": [_entry(one) for one in found.diagnostics],
    }
    return document | ({"cases": [case_outcome(one, lang) for one in found.unusable]} if found.unusable else {})


def _entry(one: Diagnostic) -> dict[str, Any]:
    return {
        "code": one.code, "severity": one.severity, "path": one.mark.path, "line": one.mark.line, "column": one.mark.column,
        "length": one.mark.length, "message": one.message, "help": one.help,
    }


def _paragraphs(found: Checked, lang: str, most: int | None) -> list[str]:
    """Each mistake and an empty line; where there are more than `most`, the gravest."""
    listed = list(found.diagnostics)
    if most is not None and len(listed) > most:
        listed.sort(key=lambda one: _GRAVEST_FIRST.index(one.severity))
    texts = [*(rule_problems([one]) for one in listed[:most]), *(case_outcome(one, lang) for one in found.unusable)][:most]
    left_out = len(listed) + len(found.unusable) - len(texts)
    if left_out:
        texts.append(translator(lang)("... and {count} more").format(count=left_out))
    return [text + "\n" for text in texts]


def _counts(found: Checked, tr: Translator) -> str:
    errors, warnings, notices = (found.count(severity) for severity in ("error", "warning", "notice"))
    counts = [
        tr.plural("{n} error", "{n} errors", errors).format(n=errors),
        tr.plural("{n} warning", "{n} warnings", warnings).format(n=warnings),
    ]
    if notices:
        counts.append(tr.plural("{n} notice", "{n} notices", notices).format(n=notices))
    return ", ".join(counts)


def _write(text: str, output: str, tr: Translator) -> None:
    try:
        write_whole([without_cpr(text), "\n"], output)
    except OSError as error:
        raise UnusableInput(tr("--output: {file} cannot be written ({why})").format(file=output, why=error.strerror or type(error).__name__)) from None
