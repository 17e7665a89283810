"""`integrationrules deadlines`: what is due for one case, in order of date."""

from __future__ import annotations

import json

from integrationrules.case.deadlines import deadlines
from integrationrules.commands.evaluate import Request, salt
from integrationrules.commands.terminal import width
from integrationrules.commands.whatif import one_case
from integrationrules.report.catalogue import translator
from integrationrules.report.deadlines import deadlines_text
from integrationrules.rulebook.book import Rulebook

__all__ = ["run"]


def run(book: Rulebook, case: str, request: Request, lang: str, form: str | None) -> None:
    """Prints the table, as text unless `form` is json."""
    timeline = one_case(case, translator(lang))
    found = deadlines(book, timeline, request.on, request.rules, request.options, salt())
    if form == "json":
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        return
    on = request.on or timeline.observed.end
    assert on is not None       # observed days always end
    print(deadlines_text(found, book, lang, on, width()), end="")
