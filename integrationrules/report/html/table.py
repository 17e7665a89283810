"""Decisions as a table: the answer, why, the source, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from integrationrules.engine.decision import Decision
from integrationrules.report.markup import Child, element, table
from integrationrules.report.names import Names
from integrationrules.report.reasons import reason_text
from integrationrules.report.result import answer_line, dependence_texts, missing_text, when_text
from integrationrules.report.standing import standing

__all__ = ["decision_table"]


def decision_table(decisions: Iterable[Decision], names: Names) -> Element:
    """One row a decision."""
    tr = names.tr
    heads = [tr("Rule"), tr("Asked about"), tr("Answer"), tr("Why"), tr("Source"), tr("Missing")]
    return table(tr("Decisions"), heads, (list(_row(one, names)) for one in decisions))


def _row(decision: Decision, names: Names) -> Iterator[Child]:
    yield names.title(decision.rule)
    yield when_text(decision, names.tr)
    notes = [element("p", f"{answers} {question}") for answers, question in dependence_texts(decision, names)]
    notes += [element("p", one) for one in standing(decision, names.tr)]
    yield element("td", element("span", answer_line(decision, names)), *notes, class_=f"verdict {decision.verdict}")
    yield _listed(reason_text(one, names, decision.rule) for one in decision.because)
    yield _listed(dict.fromkeys(names.short(one) for one in decision.sources))
    yield _listed(missing_text(one, names) for one in decision.missing)


def _listed(texts: Iterable[str]) -> Child:
    found = list(texts)
    return element("ul", *(element("li", one) for one in found)) if found else "–"
