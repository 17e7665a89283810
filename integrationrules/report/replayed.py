"""Replayed records as text: which fields of which answers are others, and how many are the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from integrationrules.case.replayed import Replayed
from integrationrules.case.replaying import RecordReplayed
from integrationrules.report.catalogue import Translator
from integrationrules.report.columns import paragraph
from integrationrules.report.names import Names
from integrationrules.report.quantities import period
from integrationrules.rulebook.book import Rulebook
from integrationrules.version import VERSION

__all__ = ["replayed_text", "summary"]

_WIDTH = 100
_LONGEST = 60
_INDENT = 2


def replayed_text(found: RecordReplayed, number: int, book: Rulebook, tr: Translator) -> str:
    """What differs in one record."""
    names = Names(book, tr)
    lines = [tr("Record {number}: DIFFERENT (recorded by {then}, replayed by {now})").format(number=number, then=found.recorded_by, now=VERSION)]
    for one in found.decisions:
        if not one.same:
            lines += [f"  {_asked(one.rule, one.period, names)}", *_fields(one, tr)]
    for rule, asked in found.unanswered:
        lines += paragraph(tr("recorded, but not answered now: {rule}").format(rule=_asked(rule, asked, names)), _WIDTH, _INDENT)
    for rule, asked in found.added:
        lines += paragraph(tr("answered now, but not recorded: {rule}").format(rule=_asked(rule, asked, names)), _WIDTH, _INDENT)
    if not found.warnings:
        lines += paragraph(tr("what is said to be odd about the facts is something else"), _WIDTH, _INDENT)
    return "\n".join(lines)


def summary(counted: int, same: int, tr: Translator) -> str:
    """How many records there were, and how many answer as they did."""
    said = tr.plural("{n} record replayed", "{n} records replayed", counted).format(n=counted)
    return f"{said}: " + tr("{same} the same, {different} different").format(same=same, different=counted - same)


def _asked(rule: str, asked: str, names: Names) -> str:
    when = "" if asked == "citizen" else f", {period(asked, names.tr)}"
    return f"{names.title(rule)} ({rule}){when}"


def _fields(one: Replayed, tr: Translator) -> Iterator[str]:
    for name, (then, now) in one.values.items():
        said = tr("{field}: {then} -> {now}").format(field=name, then=_brief(then, tr), now=_brief(now, tr))
        yield from paragraph(said, _WIDTH, _INDENT * 2)


def _brief(value: Any, tr: Translator) -> str:
    """A value as JSON has it; a long one is only said to be one."""
    if value is None:
        return tr("(none)")
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else "..."
