"""The days on which the rules change, and what the citizens of the cases show of them, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from integrationrules.mutation.regimes import ChangeDay, Regimes
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.columns import paragraph
from integrationrules.report.quantities import day

__all__ = ["WRONG", "regimes_text"]

WRONG: dict[str, str] = {
    "before": "{rule} was answered otherwise the day before, though it reads nothing ahead",
    "unread": "{rule} is answered otherwise, though it reads nothing that changes",
    "broken": "{rule} cannot be computed around this day",
}


def regimes_text(found: Sequence[Regimes], lang: str, width: int = 100) -> str:
    """Each rule set's days of change in order, then the times in which no case expects anything."""
    tr = translator(lang)
    lines: list[str] = []
    for one in found:
        lines.append(one.ruleset)
        for change in one.days:
            lines += paragraph(f"{day(change.day, tr)}: {', '.join(change.parameters)}; {_shown(change, tr)}", width, 2)
            lines += [f"    {tr(WRONG[why]).format(rule=rule)}" for rule, why in change.wrong]
        lines += [f"  {_silent(start, end, tr)}" for start, end in one.silent]
    wrong, silent = sum(len(change.wrong) for one in found for change in one.days), sum(len(one.silent) for one in found)
    days = sum(len(one.days) for one in found)
    told = tr("days of change: {days}; mistakes: {wrong}; times in which no case expects anything: {silent}")
    return "\n".join([*lines, "", told.format(days=days, wrong=wrong, silent=silent)]) + "\n"


def _shown(change: ChangeDay, tr: Translator) -> str:
    if not change.citizens:
        return tr("no citizen of a case is observed then")
    names = [rule.rpartition(".")[2] for rule in change.shown_by]
    if not names:
        return tr("answers no citizen otherwise on the day itself")
    return tr("answers otherwise: {rules}").format(rules=", ".join(names))


def _silent(start: date | None, end: date | None, tr: Translator) -> str:
    first = day(start, tr) if start else ""
    if end is None:
        return tr("no case expects anything from {start}").format(start=first)
    return tr("no case expects anything from {start} to {end}").format(start=first, end=day(end, tr))
