"""`integrationrules test --coverage` and `--regimes`: what the cases leave untested."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from integrationrules.case.covered import cases_cover
from integrationrules.commands.terminal import UnusableInput, say, width
from integrationrules.mutation.regimes import regimes
from integrationrules.report.catalogue import translator
from integrationrules.report.covered import covered_text
from integrationrules.report.regimes import regimes_text
from integrationrules.rulebook.book import load

__all__ = ["coverage", "over_time"]


def coverage(root: Path, lang: str, form: str | None) -> int:
    """Prints the verdicts that no case expects and the branches that no answer turns on; 0."""
    found = cases_cover(load(root), root)
    _print(covered_text(found, lang), [one.as_json() for one in found], lang, form)
    return 0


def over_time(root: Path, lang: str, form: str | None) -> int:
    """Prints what each day of change does to the citizens of the cases; 1 if something changes that should not, else 0."""
    found = regimes(root)
    _print(regimes_text(found, lang, width()), [one.as_json() for one in found], lang, form)
    return 1 if any(change.wrong for one in found for change in one.days) else 0


def _print(text: str, rulesets: list[dict[str, Any]], lang: str, form: str | None) -> None:
    if form not in (None, "text", "json"):
        raise UnusableInput(translator(lang)("--format: '{found}' is not a format; write text or json").format(found=form))
    if form == "json":
        print(json.dumps({"format": 1, "rulesets": rulesets}, ensure_ascii=False, indent=2))
    else:
        say(text.rstrip("\n"))
