"""Many decisions at a glance: a line for each, by rule set, without reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from integrationrules.engine.decision import Decision
from integrationrules.report.catalogue import translator
from integrationrules.report.columns import beside, paragraph
from integrationrules.report.names import Names
from integrationrules.report.quantities import period
from integrationrules.report.result import answer_line, do_not_apply, idle
from integrationrules.rulebook.book import Rulebook

__all__ = ["overview"]

_WIDEST = 62


def overview(decisions: Iterable[Decision], book: Rulebook, lang: str, width: int = 100) -> Iterator[str]:
    """A paragraph for each rule set, ending with a line break: each rule with its verdict and value, and what they hang on."""
    names = Names(book, translator(lang))
    found = list(decisions)
    aside = idle(found, book)
    shown = [one for one in found if one not in aside]
    for title, group in groupby(shown, lambda one: names.set_title(one.rule)):
        lines = paragraph(title, width)
        for decision in group:
            lines += beside(_asked(decision, names), _said(decision, names), width, indent=2, widest=_WIDEST)
        yield "\n".join(lines) + "\n"
    if aside:
        yield do_not_apply(aside, names, width)


def _asked(decision: Decision, names: Names) -> str:
    title = names.title(decision.rule)
    return title if decision.period == "citizen" else f"{title}, {period(decision.period, names.tr)}"


def _said(decision: Decision, names: Names) -> str:
    marks = []
    if decision.depends_on:
        marks.append(names.tr("depends on interpretation"))
    elif decision.missing:
        marks.append(names.tr("something is missing"))
    return answer_line(decision, names) + "".join(f"; {mark}" for mark in marks)
