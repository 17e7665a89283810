"""`integrationrules rulebook diff`: what two rulebooks say otherwise, and whom they answer otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from integrationrules.case.flips import Asked, Flips, flips_of
from integrationrules.case.reform import ReformCheck, affected, days_before
from integrationrules.commands.evaluate import CHUNK, Request
from integrationrules.commands.terminal import UnusableInput, width
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.compare import changes_text, flips_text, reform_text
from integrationrules.rulebook.book import Rulebook, load
from integrationrules.rulebook.compare.differences import Differences, differences
from integrationrules.timeline.cpr import without_cpr
from integrationrules.timeline.files import read_cases
from integrationrules.timeline.timeline import Timeline

__all__ = ["SHIPPED", "run"]

SHIPPED = "shipped"
"""Names the rulebook of the package itself."""


@dataclass(frozen=True)
class People:
    """Whom to answer under both rulebooks, and what to ask."""

    cases: str | None
    request: Request
    reform: date | None = None


def run(before: str, after: str, people: People, lang: str, form: str | None) -> int:
    """Prints what differs, as text unless `form` is json; 1 if anything does, else 0."""
    tr = translator(lang)
    if people.cases is None and (people.reform or people.request != Request()):
        raise UnusableInput(tr("name the cases to ask about with --people"))
    books = _book(before), _book(after)
    found = differences(*books)
    flips, reform = _asked(books, found, people) if people.cases is not None else (None, None)
    if form == "json":
        document = {"format": 1, **found.as_json()}
        if flips is not None:
            document["people"] = flips.as_json()
        if reform is not None:
            document["reform"] = reform.as_json()
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        print(without_cpr("\n".join(_texts(books, found, flips, reform, tr))), end="")
    return 0 if found.same else 1


def _book(name: str) -> Rulebook:
    return load(None if name == SHIPPED else name)


def _asked(books: tuple[Rulebook, Rulebook], found: Differences, people: People) -> tuple[Flips, ReformCheck | None]:
    request = people.request
    assert people.cases is not None
    asked = affected(Asked.of(*books, request.rules, request.options, request.as_known), found)
    flips = Flips(asked)
    reform = ReformCheck(people.reform, asked, days_before(asked, people.reform)) if people.reform else None
    cases = read_cases(people.cases)
    while timelines := _some(cases):
        flips_of(flips, timelines, request.quarters, request.on)
        if reform is not None:
            reform.add(timelines)
    return flips, reform


def _some(cases: Iterator[Timeline]) -> list[Timeline]:
    return list(islice(cases, CHUNK))


def _texts(
    books: tuple[Rulebook, Rulebook], found: Differences, flips: Flips | None, reform: ReformCheck | None, tr: Translator,
) -> Iterator[str]:
    yield changes_text(found, *books, tr, width())
    if flips is not None:
        yield flips_text(flips, tr, width())
    if reform is not None:
        yield reform_text(reform, tr, width())
