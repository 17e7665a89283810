"""Decisions in a line or two each: the verdict as in the full report, what it hangs on, what would decide it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from integrationrules.engine.decision import Decision
from integrationrules.report.columns import paragraph
from integrationrules.report.names import Names
from integrationrules.report.quantities import period
from integrationrules.report.result import answer_line, missing_text
from integrationrules.report.standing import standing
from integrationrules.report.words import word
from integrationrules.rulebook.book import Rulebook
from integrationrules.verdict import Verdict

__all__ = ["brief", "taken_as_stated"]

_INDENT = 2
_OF_DAYS = ("facts", "residence")


def brief(decision: Decision, names: Names, width: int, unknown: Iterable[str] = ()) -> Iterator[str]:
    """The lines of a decision; of the `unknown` kinds those are named of which the rule presumed that there is no more."""
    tr = names.tr
    about = "" if decision.period == "citizen" else f" ({period(decision.period, tr)})"
    said = "; ".join((f"{names.title(decision.rule)}{about}: {answer_line(decision, names)}", *standing(decision, tr)))
    yield from paragraph(said, width)
    if decision.depends_on:
        readings = ", ".join(dict.fromkeys(one.assumption for one in decision.depends_on))
        yield from paragraph(tr("Depends on interpretation: {assumptions}").format(assumptions=readings), width, _INDENT)
    presumed = [kind for kind in unknown if kind in taken_as_stated(names.book, decision.rule)]
    if presumed and decision.verdict is not Verdict.UNKNOWN:
        kinds = ", ".join(word(kind, tr) for kind in presumed)
        said = tr("Counted as none beside what is stated, although it is not known: {kinds}. If there is more, the answer may be another.")
        yield from paragraph(said.format(kinds=kinds), width, _INDENT)
    if missing := list(_missing(decision, names)):
        yield from paragraph(tr("Missing: {what}").format(what="; ".join(missing)), width, _INDENT)


def _missing(decision: Decision, names: Names) -> Iterator[str]:
    """What is missing, each once: the kinds of facts together, without their days."""
    kinds = dict.fromkeys(one.name for one in decision.missing if one.what in _OF_DAYS)
    if kinds:
        yield names.tr("facts about {kind}").format(kind=", ".join(word(kind, names.tr) for kind in kinds))
    yield from dict.fromkeys(missing_text(one, names) for one in decision.missing if one.what not in _OF_DAYS)


def taken_as_stated(book: Rulebook, rule: str) -> frozenset[str]:
    """The kinds of which a rule believes that what is not stated did not happen, observed or not (administrative facts)."""
    return frozenset(str(term.detail[0]) for term in book.rules[rule].nodes if term.operation == "facts" and term.detail[2])
