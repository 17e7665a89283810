"""Decisions as a table: the answer, why, the source, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from integrationrules.engine.decision import Decision
from integrationrules.report.names import Names
from integrationrules.report.reasons import reason_text
from integrationrules.report.result import answer_line, dependence_texts, missing_text, when_text
from integrationrules.report.standing import standing

from .markup import Child, element

__all__ = ["decision_table", "table"]


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Child | Element]]) -> Element:
    """A table whose first column names its rows; a cell that is an element is put in as it is."""
    head = element("tr", *(element("th", one, scope="col") for one in heads))
    body = [element("tr", *(_cell(one, place == 0) for place, one in enumerate(row))) for row in rows]
    return element("div", element("table", element("caption", caption), element("thead", head), element("tbody", *body)), class_="scroll")


def _cell(content: Child, names_row: bool) -> Element:
    if isinstance(content, Element) and content.tag == "td":
        return content
    return element("th", content, scope="row") if names_row else element("td", content)


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
