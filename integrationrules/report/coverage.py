"""Rules by year as a table: read, derived or not known; for the terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.columns import paragraph
from integrationrules.report.markdown import row
from integrationrules.report.names import Names
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.coverage import Coverage, Year

__all__ = ["DEGREES", "SIGNS", "coverage_markdown", "coverage_text"]

DEGREES: dict[str, str] = {"read": "read", "derived": "derived", "undated": "no dated value", "not_known": "is not known"}
SIGNS: dict[str, str] = {"read": "R", "derived": "D", "undated": ".", "not_known": "-"}
"""One sign for each degree, for a narrow column."""
_PARTLY = "*"
_COLUMN = 3
"""Room for the last two digits of a year."""


def coverage_text(found: Sequence[Coverage], book: Rulebook, lang: str, width: int = 100) -> str:
    """The table for the terminal, one sign for a year; the years stand in as many blocks as the width needs."""
    names = Names(book, translator(lang))
    tr = names.tr
    lines = paragraph(_legend(tr), width)
    titles = {one.rule: names.title(one.rule) for one in found}
    longest = min(max(map(len, titles.values()), default=0), width // 2)
    years = list(found[0].years) if found else []
    if years:
        lines = [f"{years[0]}-{years[-1]}", *lines]
    room = max(1, (width - longest - 4) // _COLUMN)
    for start in range(0, len(years), room):
        shown = years[start:start + room]
        lines += ["", " " * (longest + 4) + " ".join(f"{year % 100:02}" for year in shown)]
        for ruleset, several in groupby(found, key=lambda one: one.rule.rpartition(".")[0]):
            lines.append(ruleset)
            for one in several:
                signs = " ".join(_sign(one.years[year], tr).ljust(_COLUMN - 1) for year in shown)
                wrapped = paragraph(titles[one.rule], longest + 2, 2)
                lines += [*wrapped[:-1], f"{wrapped[-1].ljust(longest + 4)}{signs}".rstrip()]
    return "\n".join(lines) + "\n"


def coverage_markdown(found: Sequence[Coverage], book: Rulebook, lang: str) -> str:
    """The table for a README: neighbouring years that are known alike share a cell's words."""
    names = Names(book, translator(lang))
    tr = names.tr
    heads = [tr("Rule"), *(tr(DEGREES[degree]) for degree in DEGREES)]
    lines = [row(heads), row(["---"] * len(heads))]
    for one in found:
        lines.append(row([f"{names.title(one.rule)} (`{one.rule}`)", *(_spans(one, degree) for degree in DEGREES)]))
    if any(year.partly for one in found for year in one.years.values()):
        lines += ["", tr("{sign} part of the year").format(sign=_PARTLY).replace(_PARTLY, f"\\{_PARTLY}")]
    return "\n".join(lines) + "\n"


def _spans(one: Coverage, degree: str) -> str:
    """The years of a degree, as spans."""
    return ", ".join(_runs([(number, year) for number, year in one.years.items() if year.degree == degree]))


def _runs(years: Sequence[tuple[int, Year]]) -> Iterator[str]:
    for (partly, _), several in groupby(enumerate(years), key=lambda each: (each[1][1].partly, each[1][0] - each[0])):
        numbers = [number for _, (number, _) in several]
        sign = f"\\{_PARTLY}" if partly else ""
        yield f"{numbers[0]}{sign}" if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}{sign}"


def _sign(year: Year, tr: Translator) -> str:
    return tr(SIGNS[year.degree]) + (_PARTLY if year.partly else "")


def _legend(tr: Translator) -> str:
    said = [f"{tr(SIGNS[degree])} {tr(DEGREES[degree])}" for degree in DEGREES]
    return ", ".join((*said, tr("{sign} part of the year").format(sign=_PARTLY)))
