"""`integrationrules rules --coverage`: what was read, derived or is not known, by rule and year."""

from __future__ import annotations

import json
from collections.abc import Sequence

from integrationrules.commands.terminal import UnusableInput, width
from integrationrules.report.catalogue import translator
from integrationrules.report.coverage import coverage_markdown, coverage_text
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.coverage import coverage

__all__ = ["FORMS", "run"]

FORMS = ("text", "json", "markdown")


def run(book: Rulebook, lang: str, form: str | None, years: Sequence[int] = ()) -> None:
    """Prints the table of all years, or of `years`; raises `UnusableInput` for a format that is none."""
    if form not in (None, *FORMS):
        raise UnusableInput(translator(lang)("--format: '{found}' is not a format; write text, json or markdown").format(found=form))
    found = coverage(book, years)
    if form == "json":
        print(json.dumps({"format": 1, "rules": [one.as_json() for one in found]}, ensure_ascii=False, indent=2))
    else:
        print(coverage_markdown(found, book, lang) if form == "markdown" else coverage_text(found, book, lang, width()), end="")
