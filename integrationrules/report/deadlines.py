"""Deadlines as a table: date, what is due, its state, and the act and paragraph."""

from __future__ import annotations

from datetime import date

from integrationrules.case.deadlines import Deadlines, Due
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.columns import beside, paragraph
from integrationrules.report.names import Names
from integrationrules.report.problems import case_warning
from integrationrules.report.quantities import HARD, day, quantity
from integrationrules.report.result import footer
from integrationrules.report.standing import STATES
from integrationrules.report.values import cite
from integrationrules.report.whatif import projection
from integrationrules.rulebook.book import Rulebook
from integrationrules.verdict import Verdict

__all__ = ["STEPS", "deadlines_text"]

STEPS: dict[str, str] = {
    "earned_on": "earned", "will_be_earned": "earned if it continues", "claim_by": "claim due", "final_by": "final statement due",
}
"""What happens to a payment on its dates."""
_COLUMN = 19
"""Room for the longest exact date."""
_WIDEST_SOURCE = 34


def deadlines_text(found: Deadlines, book: Rulebook, lang: str, on: date, width: int = 100) -> str:
    """The whole text; `on` is the day from which it is seen."""
    tr = translator(lang)
    names = Names(book, tr)
    head = tr("Deadlines")
    asked = tr("as of {day}").format(day=day(on, tr)).replace(" ", HARD)
    lines = [head + asked.rjust(width - len(head)), ""]
    for warning in found.warnings:
        lines += paragraph(tr("Note: {text}").format(text=case_warning(warning, lang)), width)
    if not found.dues:
        lines += paragraph(tr("Nothing is due."), width)
    for due in found.dues:
        lines += _row(quantity(due.day, tr), _said(due, names), due.decision.rule, names, width)
    for one in found.undecided:
        lines += _row(tr("not known"), f"{names.title(one.rule)}: {tr('cannot be decided')}", one.rule, names, width)
    if any(one.verdict is Verdict.UNKNOWN or one.state is None for one in found.decisions):
        lines += ["", *paragraph(tr("What is missing: integrationrules evaluate CASE --rule ID"), width)]
    if found.projected_from is not None:
        lines += ["", *paragraph(projection(found.projected_from, tr), width)]
    elif any(due.projected for due in found.dues):
        lines += ["", *paragraph(tr("Projected: what lasts continues, and nothing else happens."), width)]
    return "\n".join(lines) + "\n\n" + footer(found.decisions, book, lang, width)


def _row(day_said: str, said: str, rule: str, names: Names, width: int) -> list[str]:
    """One date with what it is of and where that stands; a date too long for its column has a line of its own."""
    lines = [" " * _COLUMN + line for line in beside(said, _source(rule, names), width - _COLUMN, widest=_WIDEST_SOURCE)]
    return [day_said, *lines] if len(day_said) >= _COLUMN else [day_said.ljust(_COLUMN) + lines[0][_COLUMN:], *lines[1:]]


def _said(due: Due, names: Names) -> str:
    tr = names.tr
    said = f"{names.title(due.decision.rule)}: {_what(due, tr)}"
    return f"{said} ({tr('projected')})" if due.projected else said


def _what(due: Due, tr: Translator) -> str:
    """What the date is of, and the state where the date does not say it."""
    state = tr(STATES[due.state]) if due.state in STATES else tr("cannot be decided")
    if due.what == "due":
        return state
    if due.what == "earned_on":
        return tr(STEPS["will_be_earned" if due.decision.running else due.what])
    done = state if due.state in ("claimed", "paid") else ""
    return f"{tr(STEPS[due.what])}{f', {done}' if done else ''}"


def _source(rule: str, names: Names) -> str:
    found = names.book.rules.get(rule)
    return names.short(cite(found.rule.citation)) if found and found.rule.citation else ""
