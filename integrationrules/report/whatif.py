"""What-if as text: what was changed, every answer that differs in full with what it was before, and how many do not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from integrationrules.case.changes import Edit
from integrationrules.case.whatif import Compared, WhatIf
from integrationrules.engine.decision import Decision
from integrationrules.lines import written_fact
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.columns import paragraph
from integrationrules.report.names import Names
from integrationrules.report.problems import case_warning
from integrationrules.report.quantities import day, number
from integrationrules.report.result import answer_line, block, footer
from integrationrules.report.standing import standing
from integrationrules.report.words import word
from integrationrules.rulebook.book import Rulebook

__all__ = ["projection", "whatif_text"]

_INDENT = 2


def whatif_text(found: WhatIf, book: Rulebook, lang: str, width: int = 100) -> str:
    """The whole text, ending with a line break."""
    tr = translator(lang)
    names = Names(book, tr)
    lines = [tr("What if"), *(line for edit in found.edits for line in paragraph(_edit(edit, tr), width, _INDENT))]
    for warning in found.warnings:
        lines += paragraph(tr("Note: {text}").format(text=case_warning(warning, lang)), width)
    if found.unseen_after is not None:
        said = tr("A change is about days after {day}, which are not seen from there; ask about a later day with --on.")
        lines += paragraph(said.format(day=day(found.unseen_after, tr)), width)
    if found.projected_from is not None:
        lines += paragraph(projection(found.projected_from, tr), width)
    parts = ["\n".join(lines) + "\n"]
    parts += [block(one.after, names, width, tuple(_before(one, names, width))) for one in found.changed]
    if found.unchanged:
        said = tr.plural("{n} answer is the same as before.", "{n} answers are the same as before.", found.unchanged).format(n=number(found.unchanged, tr))
        parts.append(said + "\n")
    shown: list[Decision] = [one.after for one in found.changed] or [one.after for one in found.answers][:1]
    return "\n".join([*parts, footer(shown, book, lang, width)])


def projection(end: date, tr: Translator) -> str:
    """What projected answers take for granted."""
    return tr("Projected: from {day} on open spells continue, and nothing else happens.").format(day=day(end, tr))


def _before(one: Compared, names: Names, width: int) -> Iterator[str]:
    """The answer before, with where it stood, and what of it is another although the verdict and the value are not."""
    tr = names.tr
    was = [answer_line(one.before, names), *(f"{line[:1].lower()}{line[1:]}" for line in standing(one.before, tr))]
    if one.before.projected and not one.before.running and not one.after.projected:
        was.append(tr("projected"))
    if one.differs == ("depends_on",):
        was.append(tr("the same, but depending on other interpretations"))
    yield from paragraph(tr("Before: {answer}").format(answer="; ".join(was)), width, _INDENT)


def _edit(edit: Edit, tr: Translator) -> str:
    """What a change did: a fact as its line, a field with both values."""
    if isinstance(edit.after, dict):
        return tr("added: {fact}").format(fact=written_fact(edit.after, tr))
    if isinstance(edit.before, dict):
        return tr("removed: {fact}").format(fact=written_fact(edit.before, tr))
    return tr("{path}: {before} -> {after}").format(path=edit.path, before=_value(edit.before, tr), after=_value(edit.after, tr))


def _value(value: Any, tr: Translator) -> str:
    if value is None:
        return tr("(none)")
    if isinstance(value, str):
        try:
            return day(date.fromisoformat(value), tr)
        except ValueError:
            return word(value, tr)
    return number(Decimal(str(value)), tr) if isinstance(value, int | float) and not isinstance(value, bool) else str(value).lower()
