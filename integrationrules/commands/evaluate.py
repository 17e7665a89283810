"""`integrationrules evaluate`: rules answered for the cases of a file or of standard input."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BufferedReader
from itertools import chain, islice
from typing import cast

from integrationrules.case import Result, evaluate
from integrationrules.case.questions import find_rules
from integrationrules.case.records import Question, Recorder
from integrationrules.commands.output import check_output, unwritable
from integrationrules.commands.terminal import UnusableInput, width
from integrationrules.dates import Quarter
from integrationrules.engine.decision import Decision
from integrationrules.report.catalogue import translator
from integrationrules.report.columns import paragraph
from integrationrules.report.overview import overview
from integrationrules.report.problems import case_warning
from integrationrules.report.quantities import period
from integrationrules.report.result import blocks, footer
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.arrivals import Arrivals
from integrationrules.timeline.files import CaseError, read_cases
from integrationrules.timeline.timeline import Timeline
from integrationrules.whole import write_whole

__all__ = ["Request", "run", "salt"]

_NAMED = 10
"""How many rules are named where one must be chosen."""
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
    full: bool = False
    """Whether text gives the reasons of every rule where none is named."""

    def answer(self, book: Rulebook, timelines: list[Timeline]) -> list[Result]:
        """The results, in order."""
        return evaluate(book, timelines, self.rules, self.quarters, self.on, self.as_known, self.options, salt())

    def question(self, book: Rulebook) -> Question:
        """What is asked, with every rule by its full id."""
        rules = tuple(rule.id for rule in find_rules(book, self.rules))
        return Question(rules if self.rules else (), self.quarters, self.on, self.as_known, self.options)


def salt() -> bytes:
    """The secret for `facts_hash`."""
    return os.environ.get(SALT, "integrationrules").encode()


def run(book: Rulebook, case: str, request: Request, lang: str, form: str | None, recorder: Recorder | None = None, output: str | None = None) -> None:
    """Writes the results of every case in `case`; `-` is standard input. What `recorder` is given is what was answered.

    As text by default; standard input gives one JSON document a line unless `form` is text.
    `html` is a page, written to the file `output` where one is named. Raises `CaseError`
    at the first case that cannot be used: of a file before anything is written, of standard input after the
    results of the cases before it.
    """
    tr = translator(lang)
    if output is not None and form != "html":
        raise UnusableInput(tr("--output: only a page is written to a file; add --format html"))
    check_output(output, case, tr)
    _refuse_nothing_asked(book, request, lang)
    as_json = form == "json" or (form is None and case == "-")
    if case == "-":
        # None where the caller has closed it; `read_cases` says so.
        arrivals = Arrivals(cast(BufferedReader, sys.stdin.buffer)) if sys.stdin is not None else None
        results = _results(book, read_cases(arrivals or case), request, recorder, arrivals)
    else:
        results = _results(book, _checked(case), request, recorder)
    if form == "html":
        _write_page(results, lang, output)
    elif not as_json:
        _write_text(book, results, request, lang)
    elif case == "-":
        _write_lines(results)
    else:
        first = list(islice(results, 2))
        if len(first) == 1:
            print(json.dumps(first[0].as_json(), ensure_ascii=False, indent=2))
        else:
            _write_lines(chain(first, results))


def _refuse_nothing_asked(book: Rulebook, request: Request, lang: str) -> None:
    """Raises `UnusableInput` where no rule is named and none is answered unless it is: silence would look like an answer."""
    if not request.rules and book.rules and not find_rules(book, ()):
        said = translator(lang)("every rule here is invented, and such rules are answered only by name; add --rule ID, with one of:")
        raise UnusableInput(said, *(f"  {rule}" for rule in sorted(book.rules)[:_NAMED]))


def _checked(case: str) -> Iterator[Timeline]:
    """The cases of a file that was read to its end before the first is answered, so that a bad case leaves no half output."""
    if not os.path.isfile(case):
        return iter(list(read_cases(case)))     # what is no file (a pipe) can be read once only
    for _ in read_cases(case):
        pass
    return read_cases(case)


def _results(
    book: Rulebook, timelines: Iterator[Timeline], request: Request, recorder: Recorder | None, arrivals: Arrivals | None = None,
) -> Iterator[Result]:
    """Results in order, evaluated in chunks, or at once where no more cases have arrived; those before a bad case come before its error."""
    batch: list[Timeline] = []

    def answered() -> list[Result]:
        results = request.answer(book, batch)
        if recorder is not None:
            recorder.add(batch, results)
        return results

    try:
        for timeline in timelines:
            batch.append(timeline)
            if len(batch) >= CHUNK or (arrivals is not None and not arrivals.waiting):
                yield from answered()
                batch = []
    except CaseError:
        if batch:
            yield from answered()
        raise
    if batch:
        yield from answered()


def _write_lines(results: Iterable[Result]) -> None:
    for result in results:
        print(json.dumps(result.as_json(), ensure_ascii=False), flush=True)


def _write_page(results: Iterable[Result], lang: str, output: str | None) -> None:
    """One page of all results, made whole before any of it is written."""
    from integrationrules.report.html import of_result, page

    made = page([of_result(result, lang) for result in results], lang)
    if output is None:
        print(made, end="")
        return
    try:
        write_whole([made], output)
    except OSError as error:
        raise unwritable(output, error, translator(lang)) from None


def _write_text(book: Rulebook, results: Iterator[Result], request: Request, lang: str) -> None:
    tr, columns = translator(lang), width()
    cited: dict[tuple[object, ...], Decision] = {}
    first = list(islice(results, 2))
    several = len(first) > 1
    for number, result in enumerate(chain(first, results), 1):
        lines = [tr("Case {number}").format(number=number)] if several else []
        for warning in result.warnings:
            lines += paragraph(tr("Note: {text}").format(text=case_warning(warning, lang)), columns)
        if not request.quarters and (answered := next((one for one in result.decisions if one.quarter is not None), None)):
            said = tr("No quarter was named; {quarter} is the last that had ended.").format(quarter=period(answered.period, tr))
            lines += paragraph(said, columns)
        if count := _left_out(book, request, result):
            said = tr.plural(
                "{n} rule about a quarter does not cover the last that had ended and is left out; name one with --quarter.",
                "{n} rules about a quarter do not cover the last that had ended and are left out; name one with --quarter.", count)
            lines += paragraph(said.format(n=count), columns)
        if lines:
            print("\n".join(lines) + "\n")
        brief = not request.rules and not request.full
        for block in (overview if brief else blocks)(result.decisions, book, lang, columns):
            print(block)
        cited.update({(one.rule, one.sources, one.notes): one for one in result.decisions})
    if cited and not request.rules and not request.full:
        print("\n".join(paragraph(tr("Reasons and sources: --rule ID for one rule (ids: integrationrules rules), --full for all."), columns)))
        print(tr("Decision support"))
    elif cited:
        print(footer(cited.values(), book, lang, columns), end="")


def _left_out(book: Rulebook, request: Request, result: Result) -> int:
    """How many rules about a quarter were not answered, because nobody named a quarter and the last one is not theirs."""
    if request.quarters or request.rules:
        return 0
    answered = {one.rule for one in result.decisions}
    return sum(rule.rule.period == "quarter" and rule.id not in answered for rule in find_rules(book, ()))
