"""What stands behind a measure, as blocks of a sheet: its rules in words with their sources, the answers chosen, the data, the edition."""

from __future__ import annotations

from collections.abc import Iterator

from integrationrules.register.measured import Measured
from integrationrules.register.tablecolumns import Hidden
from integrationrules.report.money.workbook.cell import Cell, text
from integrationrules.report.money.workbook.sheet import Block
from integrationrules.report.names import Names
from integrationrules.report.quantities import period
from integrationrules.report.result import own_codes
from integrationrules.report.rules import explainable, named_in, said_of, terms_of
from integrationrules.report.sentence import Sentence
from integrationrules.report.values import cite, dated_values
from integrationrules.report.words import word
from integrationrules.rulebook.ready import ReadyRule

from .notes import answers, data_notes, explained
from .words import HIDES

__all__ = ["about"]


def about(found: Measured, names: Names) -> tuple[Block, ...]:
    """All of it; every rule the measure counts by, from the measure down."""
    tr, book = names.tr, names.book
    rule = book.rules[found.measure]
    rules = [rule, *(book.rules[one] for one in named_in(rule) if one in book.rules and one != rule.id)]
    columns = (tr("Name"), tr("What it says"), tr("Source"))
    return (
        Block(tr("Columns"), rows=tuple((text(""), text(said)) for said in explained(found, tr))),
        Block(tr("Rules"), columns, tuple(_rule(one, names) for one in rules)),
        Block(tr("Terms"), columns, tuple(
            (text(names.label(term.id)), text(said_of(term, names)), text(names.short(cite(term.citation)) if term.citation else ""))
            for term in terms_of(rule, explainable(book)))),
        Block(tr("Parameters"), columns, tuple(_parameters(rule, names))),
        Block(tr("Assumptions"), (tr("Chosen"), tr("Question and answer"), tr("Other answers")), tuple(_assumptions(found, names))),
        *_sensitivity(found, names),
        Block(tr("Data"), rows=tuple((text(""), text(said)) for said in (*data_notes(found, tr), *own_codes(found.book, tr)))),
        Block(tr("Edition"), rows=(
            (text(tr("Measure")), text(found.measure)), (text(tr("Rulebook")), text(found.rulebook_hash)),
            (text("integrationrules"), text(found.version)), (text("--absent"), text(found.absent or "")),
            (text("--suppress"), text(str(found.suppress or ""))), (text("--baseline"), text(str(found.baseline or ""))),
        )),
    )


def _rule(rule: ReadyRule, names: Names) -> tuple[Cell, ...]:
    sentence = Sentence(names, names.book.ruleset_of(rule.id))
    said = sentence.formula(rule.rule.when) if rule.rule.when is not None else sentence.formula(rule.rule.value) if rule.rule.value is not None else ""
    return text(names.title(rule.id)), text(said), text(names.short(cite(rule.rule.citation)) if rule.rule.citation else "")


def _parameters(rule: ReadyRule, names: Names) -> Iterator[tuple[Cell, ...]]:
    for name in rule.parameters:
        parameter = names.book.parameters[name]
        values = list(dated_values(parameter, names))
        sources = dict.fromkeys(names.short(cite(citation)) for _, citation in values if citation is not None)
        yield text(names.label(name)), text("\n".join(said for said, _ in values)), text("; ".join(sources))


def _assumptions(found: Measured, names: Names) -> Iterator[tuple[Cell, ...]]:
    for (name, question, answer), (full, option) in zip(answers(found, names), found.options.items(), strict=True):
        assumption = found.book.assumptions[full]
        others = [word(f"{assumption.name}.{one}", names.tr) for one in assumption.options if one != option]
        yield text(name), text(f"{question} {answer}"), text("; ".join(others))


def _sensitivity(found: Measured, names: Names) -> Iterator[Block]:
    if found.alternatives:
        tr = names.tr
        rows = tuple(
            (text(f"{one.assumption.rpartition('.')[2]}={one.option}"), text(period(str(one.period), tr)),
             Cell(HIDES if isinstance(one.people, Hidden) else float(one.people), "count"))
            for one in found.sensitivity()
        )
        yield Block(tr("People who would be counted otherwise, if one answer were another"), (tr("Other answer"), tr("Period"), tr("People")), rows)
