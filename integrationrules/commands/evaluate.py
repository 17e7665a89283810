"""`integrationrules evaluate`: rules answered for the cases of a file or of standard input."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from typing import Any

from integrationrules.case import Result, evaluate
from integrationrules.commands.terminal import width
from integrationrules.dates import Quarter
from integrationrules.engine.decision import Decision
from integrationrules.report.catalogue import translator
from integrationrules.report.columns import paragraph
from integrationrules.report.problems import case_warning
from integrationrules.report.quantities import period
from integrationrules.report.result import blocks, footer
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.files import CaseError, read_cases
from integrationrules.timeline.timeline import Timeline

__all__ = ["FORMAT", "Request", "run"]

FORMAT = 1
"""Version of the JSON documents."""
CHUNK = 500
"""How many cases are evaluated at a time."""
SALT = "INTEGRATIONRULES_SALT"
"""The environment's secret for `facts_hash`; without one, known facts can be recognised by their hash."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked about every case."""

    rules: tuple[str, ...] = ()
    quarters: tuple[Quarter, ...] = ()
    on: date | None = None
    as_known: date | None = None
    options: dict[str, str] = field(default_factory=dict)

    def answer(self, book: Rulebook, timelines: list[Timeline]) -> list[Result]:
        """The results, in order."""
        salt = os.environ.get(SALT, "integrationrules").encode()
        return evaluate(book, timelines, self.rules, self.quarters, self.on, self.as_known, self.options, salt)


def run(book: Rulebook, case: str, request: Request, lang: str, form: str | None) -> None:
    """Writes the results of every case in `case`; `-` is standard input.

    As text by default; standard input gives one JSON document a line unless `form` is text. Raises `CaseError`
    at the first case that cannot be used: of a file before anything is written, of standard input after the
    results of the cases before it.
    """
    as_json = form == "json" or (form is None and case == "-")
    if case != "-":
        # A file is read to its end before anything is answered, so that a bad case leaves no half output.
        for _ in read_cases(case):
            pass
    results = _results(book, read_cases(case), request)
    if not as_json:
        _write_text(book, results, request, lang)
    elif case == "-":
        _write_lines(results)
    else:
        first = list(islice(results, 2))
        if len(first) == 1:
            print(json.dumps(_document(first[0]), ensure_ascii=False, indent=2))
        else:
            _write_lines(chain(first, results))


def _results(book: Rulebook, timelines: Iterator[Timeline], request: Request) -> Iterator[Result]:
    """Results in order, evaluated in chunks; those before a bad case come before its error."""
    while True:
        batch: list[Timeline] = []
        bad: CaseError | None = None
        try:
            for timeline in islice(timelines, CHUNK):
                batch.append(timeline)          # not extend: those before a bad case are kept
        except CaseError as error:
            bad = error
        if batch:
            yield from request.answer(book, batch)
        if bad is not None:
            raise bad
        if len(batch) < CHUNK:
            return


def _document(result: Result) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "decisions": [decision.as_json() for decision in result.decisions],
        "warnings": [{"id": warning.id, "values": dict(warning.values)} for warning in result.warnings],
    }


def _write_lines(results: Iterable[Result]) -> None:
    for result in results:
        print(json.dumps(_document(result), ensure_ascii=False))
    sys.stdout.flush()


def _write_text(book: Rulebook, results: Iterator[Result], request: Request, lang: str) -> None:
    tr, columns = translator(lang), width()
    cited: dict[tuple[object, ...], Decision] = {}
    first = list(islice(results, 2))
    several = len(first) > 1
    for number, result in enumerate(chain(first, results), 1):
        lines = [tr("Case {number}").format(number=number)] if several else []
        for warning in result.warnings:
            lines += paragraph(tr("Note: {text}").format(text=case_warning(warning, lang)), columns)
        if not request.quarters and (answered := next((one for one in result.decisions if one.period != "citizen"), None)):
            said = tr("No quarter was named; {quarter} is the last that had ended.").format(quarter=period(answered.period, tr))
            lines += paragraph(said, columns)
        if lines:
            print("\n".join(lines) + "\n")
        for block in blocks(result.decisions, book, lang, columns):
            print(block)
        cited.update({(one.rule, one.sources, one.notes): one for one in result.decisions})
    if cited:
        print(footer(cited.values(), book, lang, columns), end="")
