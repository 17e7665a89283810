"""What a notebook shows of each public value, in the language of `INTEGRATIONRULES_LANG`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from xml.etree.ElementTree import Element

from integrationrules.case.deadlines import Deadlines
from integrationrules.case.evaluation import Result
from integrationrules.case.whatif import WhatIf
from integrationrules.engine.decision import Decision
from integrationrules.report.catalogue import default_language, translator
from integrationrules.report.markup import element, table, written
from integrationrules.report.names import Names
from integrationrules.report.problems import case_warning
from integrationrules.report.quantities import quantity
from integrationrules.report.result import answer_line, footer, when_text
from integrationrules.report.values import cite
from integrationrules.rulebook.book import Rulebook, load
from integrationrules.rulebook.model import RuleSet
from integrationrules.timeline.timeline import Timeline

from .answers import answer_lanes
from .drawing import drawing
from .lanes import Lane, lanes
from .style import SCOPE, STYLE
from .table import decision_table

__all__ = ["of_deadlines", "of_decisions", "of_result", "of_rulebook", "of_ruleset", "of_timeline", "of_whatif"]


def of_timeline(timeline: Timeline, lang: str | None = None) -> str:
    """The drawn timeline."""
    return _shown(_drawn(timeline, (), _names(None, lang)))


def of_result(result: Result, lang: str | None = None) -> str:
    """The drawn timeline with the answers, the decisions as a table, and their sources."""
    names = _names(result.book, lang)
    drawn = [_drawn(result.timeline, result.decisions, names)] if result.timeline is not None else []
    notes = [element("p", names.tr("Note: {text}").format(text=case_warning(one, names.tr.lang))) for one in result.warnings]
    return _shown(*drawn, *notes, decision_table(result.decisions, names), *_foot(result.decisions, names))


def of_decisions(decisions: Sequence[Decision], lang: str | None = None, book: Rulebook | None = None) -> str:
    """Decisions as a table, with the titles of the shipped rule sets unless a rulebook is given."""
    names = _names(book, lang)
    return _shown(decision_table(decisions, names), *_foot(decisions, names))


def of_rulebook(book: Rulebook, lang: str | None = None) -> str:
    """Every rule by rule set."""
    return _shown(*(_rules(one, _names(book, lang)) for one in book.rulesets.values() if one.rules))


def of_ruleset(ruleset: RuleSet, lang: str | None = None, book: Rulebook | None = None) -> str:
    """The rules of one rule set."""
    return _shown(_rules(ruleset, _names(book, lang)))


def of_whatif(found: WhatIf, lang: str | None = None) -> str:
    """The answers that differ, before and after, and the changed timeline."""
    names = _names(None, lang)
    tr = names.tr
    rows = [(names.title(one.after.rule), when_text(one.after, tr), answer_line(one.before, names), answer_line(one.after, names)) for one in found.changed]
    return _shown(_drawn(found.timeline, [one.after for one in found.answers], names),
                  table(tr("What if"), [tr("Rule"), tr("Asked about"), tr("Before"), tr("After")], rows))


def of_deadlines(found: Deadlines, lang: str | None = None) -> str:
    """What is due, in order of date."""
    names = _names(None, lang)
    tr = names.tr
    rows = [(quantity(due.day, tr), names.title(due.decision.rule), answer_line(due.decision, names)) for due in found.dues]
    return _shown(table(tr("Deadlines"), [tr("Day"), tr("Rule"), tr("Answer")], rows), *_foot(found.decisions, names))


def _names(book: Rulebook | None, lang: str | None) -> Names:
    return Names(book or _shipped(), translator(lang or default_language()))


@cache
def _shipped() -> Rulebook:
    return load()


def _shown(*parts: Element) -> str:
    return written(element("div", element("style", STYLE), *parts, class_=SCOPE))


def _drawn(timeline: Timeline, decisions: Sequence[Decision], names: Names) -> Element:
    tr = names.tr
    found: list[Lane] = [*lanes(timeline, tr), *answer_lanes(decisions, names)]
    observed = [day for one in timeline.observed.spans for day in (one.from_, one.end) if day is not None]
    title = tr("Timeline of {id}").format(id=timeline.citizen.id)
    key = "t" + sha256(repr((title, found)).encode("utf-8", "backslashreplace")).hexdigest()[:8]
    return element("div", drawing(found, observed, title, tr, key), class_="scroll")


def _foot(decisions: Iterable[Decision], names: Names) -> list[Element]:
    said = footer(decisions, names.book, names.tr.lang, width=10_000)
    return [element("p", line.strip(), class_="soft") for line in said.splitlines()]


def _rules(ruleset: RuleSet, names: Names) -> Element:
    tr = names.tr
    rows = [(names.title(rule.id), rule.id, names.short(cite(rule.citation)) if rule.citation else "–") for rule in ruleset.rules]
    return table(ruleset.title.get(tr.lang), [tr("Rule"), tr("Name"), tr("Source")], rows)
