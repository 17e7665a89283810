"""One reason as a sentence: the rule's own words, or a condition with what was found and what is needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from integrationrules.engine.decision import Quantity, Reason
from integrationrules.report.names import Names
from integrationrules.report.quantities import number, quantity, span, with_unit
from integrationrules.report.words import word
from integrationrules.verdict import Verdict

__all__ = ["SHORTFALLS", "VERDICTS", "reason_text"]

VERDICTS: dict[Verdict, str] = {Verdict.MET: "met", Verdict.NOT_MET: "not met", Verdict.UNKNOWN: "cannot be decided"}
"""Verdicts inside a sentence."""

CONDITIONS: dict[str, str] = {
    "at_least": "{what}: {found}; at least {needed} needed",
    "at_most": "{what}: {found}; at most {needed} allowed",
    "more_than": "{what}: {found}; more than {needed} needed",
    "less_than": "{what}: {found}; less than {needed} needed",
    "equal": "{what}: {found}; {needed} needed",
    "unlike": "{what}: {found}; other than {needed} needed",
    "among": "{what}: {found}; one of {needed} needed",
}
DAYS: dict[str, str] = {
    "at_least": "{what}: {found}; {needed} or later needed",
    "at_most": "{what}: {found}; {needed} or earlier needed",
    "more_than": "{what}: {found}; later than {needed} needed",
    "less_than": "{what}: {found}; earlier than {needed} needed",
}
SHORTFALLS: dict[str, str] = {
    "at_least": "{distance} short", "more_than": "{distance} short",
    "at_most": "{distance} too many", "less_than": "{distance} too many",
}
DAY_SHORTFALLS: dict[str, str] = {
    "at_least": "{distance} too early", "more_than": "{distance} too early",
    "at_most": "{distance} too late", "less_than": "{distance} too late",
}
CANDIDATES: dict[str, str] = {
    "candidate": "{what}", "no_candidate": "{what}: none found", "no_amount": "no amount is paid for it then",
    "covered": "unbroken through {found}; through {needed} needed",
}
EXISTS: dict[Verdict, str] = {
    Verdict.MET: "{what}: found", Verdict.NOT_MET: "{what}: none found", Verdict.UNKNOWN: "{what}: cannot be decided",
}
_PLACEHOLDER = re.compile(r"\{([a-z_0-9.]+)\}")


def reason_text(reason: Reason, names: Names, own: str = "") -> str:
    """The sentence of one reason, without its source; of other rules than `own` the title and verdict come first."""
    tr = names.tr
    rule = names.book.rules.get(reason.id)
    if rule is not None and rule.rule.says:
        says = _PLACEHOLDER.sub(lambda match: _value(reason.values, match[1], names), rule.rule.says.get(tr.lang))
        return says if reason.id == own else f"{_verdict_of(reason.id, reason.verdict, names)}. {says}"
    if reason.id == "rule" or rule is not None:
        return _verdict_of(str(reason.values.get("name", reason.id)), reason.verdict, names)
    if reason.id == "undecided":
        return tr("not decided: {what}").format(what=str(reason.values["what"]))
    if reason.id in CANDIDATES:
        return _candidate(reason, names)
    what = names.label(str(reason.values.get("what") or ""))
    if reason.id == "exists":
        return tr(EXISTS[reason.verdict]).format(what=what)
    return _condition(reason, what, names)


def _candidate(reason: Reason, names: Names) -> str:
    """What is said of one spell or event that was looked at."""
    tr, values = names.tr, reason.values
    what = names.candidate(str(values["what"]))
    template = tr(CANDIDATES[reason.id])
    if reason.id == "candidate":
        start, end = values.get("start"), values.get("end")
        if isinstance(start, Quantity) and start.exact and isinstance(start.least, date):
            last = end.least - timedelta(days=1) if isinstance(end, Quantity) and isinstance(end.least, date) else None
            return f"{what} {span(start.least, last, tr)}"
        return f"{what} {_value(values, 'start', names)}" if isinstance(start, Quantity) and (start.least or start.greatest) else what
    if reason.id == "covered":
        text = template.format(found=_value(values, "found", names), needed=_value(values, "needed", names))
        if reason.verdict is Verdict.MET:
            text = tr("unbroken through {needed}").format(needed=_value(values, "needed", names))
        distance = values.get("distance")
        return f"{text}, {tr(SHORTFALLS['at_least']).format(distance=with_unit(distance, tr))}" if isinstance(distance, Quantity) else text
    return template.format(what=what)


def _verdict_of(rule: str, verdict: Verdict, names: Names) -> str:
    return f"{names.title(rule)}: {names.tr(VERDICTS[verdict])}"


def _condition(reason: Reason, what: str, names: Names) -> str:
    tr, values = names.tr, reason.values
    dates = any(isinstance(one, Quantity) and one.kind == "date" for one in (values.get("found"), values.get("needed")))
    template = (DAYS if dates else CONDITIONS).get(reason.id) or CONDITIONS.get(reason.id)
    if reason.id == "equal" and reason.verdict is Verdict.MET:
        return f"{what}: {_value(values, 'found', names)}"
    if template is None:
        return f"{what}: {tr(VERDICTS[reason.verdict])}"
    needed = _value(values, "needed", names)
    limit, needed_what = values.get("needed"), names.label(str(values.get("needed_what") or ""))
    if limit is None or (isinstance(limit, Quantity) and not limit.exact):
        # "before at the earliest 1 May" helps nobody: both sides are told as they are.
        shown = _value(values, "found", names)
        if needed_what == tr("the value"):
            return tr("{what}: {found}; what is needed is not known").format(what=what, found=shown)
        return f"{what}: {shown}; {needed_what}: {needed}"
    if needed_what != tr("the value"):
        needed = f"{needed} ({needed_what})"
    text = tr(template).format(what=what, found=_value(values, "found", names), needed=needed)
    distance = values.get("distance")
    shortfall = (DAY_SHORTFALLS if dates else SHORTFALLS).get(reason.id)
    if reason.verdict is Verdict.NOT_MET and isinstance(distance, Quantity) and shortfall:
        shown = with_unit(distance, tr) if dates else quantity(distance, tr)
        text = f"{text}, {tr(shortfall).format(distance=shown)}"
    return text


def _value(values: Mapping[str, Quantity | str | None], name: str, names: Names) -> str:
    """One value as text: words of a list each, an absent value as "none"."""
    found, place = values.get(name), str(values.get("what") or "")
    if isinstance(found, Quantity):
        return quantity(found, names.tr, place.rpartition(".")[2])
    if found is None:
        return names.tr("(none)")
    if isinstance(found, int):
        return number(found, names.tr)
    return ", ".join(word(each, names.tr, place.rpartition(".")[2]) for each in found.split(", "))
