"""Alert rules in words: what must be there, what must not, what then follows and whom it is for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from integrationrules.report.catalogue import Translator
from integrationrules.report.names import Names
from integrationrules.report.quantities import day, number
from integrationrules.report.reasons import VERDICTS
from integrationrules.report.standing import STATES
from integrationrules.report.words import word
from integrationrules.rulebook.alerts.conditions import NUMBER_PARTS, TODAYS, Alternatives, Field, Test
from integrationrules.rulebook.alerts.ready import ReadyAlert, ReadyPattern
from integrationrules.verdict import Verdict

__all__ = ["alert_in_words", "alert_title", "field_name", "shown_value", "whom"]

WHOM: dict[str, str] = {"caseworker": "caseworker", "team_leader": "team leader"}
"""Whom an alert is to; another word is shown as it is."""
FIELDS: dict[str, str] = {
    "verdict": "answer", "certain": "certain", "running": "running", "state": "state", "value": "value", "earned_on": "earned on",
    "last_day": "last day", "claim_by": "claim by", "final_by": "final statement by", "open": "without an end", "done": "done on",
    "start": "first day", "end": "end", "on": "day", "due": "due", "final": "final",
}
"""What is compared of a fact, a decision or a conclusion."""
OPERATORS: dict[str, str] = {"<": "before or less than", "<=": "at most", ">": "after or more than", ">=": "at least", "==": "equal to"}
"""How two values are compared."""


def alert_title(alert: ReadyAlert | None, name: str, tr: Translator) -> str:
    """The title of the rule; the name of what it concludes where it has none or is not in this rulebook."""
    return alert.rule.title.get(tr.lang) if alert is not None and alert.rule.title else name.replace("_", " ")


def whom(to: str, tr: Translator) -> str:
    """Whom an alert is to."""
    return tr(WHOM[to]) if to in WHOM else to.replace("_", " ")


def field_name(name: str, tr: Translator) -> str:
    """What a field is called."""
    return tr(FIELDS[name]) if name in FIELDS else word(name, tr)


def shown_value(value: date | Decimal | bool | str, tr: Translator) -> str:
    """A day, a number, a condition or a word, as the language writes it."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, date):
        return day(value, tr)
    if isinstance(value, Decimal):
        return number(value, tr)
    if value in STATES:
        return tr(STATES[value])
    return tr(VERDICTS[Verdict(value)]) if value in [str(one) for one in Verdict] else word(value, tr)


def alert_in_words(alert: ReadyAlert, names: Names) -> Iterator[tuple[str, list[str]]]:
    """A heading and its lines, part by part: given, unless, follows."""
    tr = names.tr
    yield tr("When all of this is there"), [_pattern(one, alert, names) for one in alert.given]
    if alert.unless:
        yield tr("and none of this"), [_pattern(one, alert, names) for one in alert.unless]
    concluded = alert.rule.concludes
    shown = "; ".join(f"{field_name(name, tr)}: {_source(source, alert, names)}" for name, source in alert.concludes)
    if concluded.what == "clock":
        said = tr("the clock {name}").format(name=concluded.name)
    else:
        said = tr("the alert {name} to {whom}").format(name=concluded.name, whom=whom(concluded.to, tr))
    yield tr("then follows"), [f"{said} ({shown})" if shown else said]


def _pattern(pattern: ReadyPattern, alert: ReadyAlert, names: Names) -> str:
    said = _matched(pattern, names)
    condition = _condition(pattern.alternatives, alert, names)
    return f"{said}: {condition}" if condition else said


def _matched(pattern: ReadyPattern, names: Names) -> str:
    """What a pattern matches."""
    what, _, name = pattern.kind.partition(" ")
    if what == "decision":
        return names.title(name)
    if what == "fact":
        return word(name, names.tr)
    template = names.tr("the clock {name}") if what == "clock" else names.tr("the alert {name}")
    return template.format(name=name)


def _condition(alternatives: Alternatives, alert: ReadyAlert, names: Names) -> str:
    """The alternatives in words; those that differ in one word of one field only are told together."""
    said = dict.fromkeys(", ".join(_test(test, alert, names) for test in alternative) for alternative in alternatives)
    return f" {names.tr('or')} ".join(said)


def _test(test: Test, alert: ReadyAlert, names: Names) -> str:
    tr, called = names.tr, field_name(test.name, names.tr)
    if test.type.kind == "truth":
        return called if test.against else tr("not {what}").format(what=called)
    if isinstance(test.against, Field):
        against = _source(test.against, alert, names)
    elif isinstance(test.against, str):
        against = shown_value(test.against, tr)
        return f"{called} {against}"
    else:
        against = number(Decimal(test.against) / NUMBER_PARTS, tr)
    return f"{called} {tr(OPERATORS[test.operator])} {against}"


def _source(source: Field, alert: ReadyAlert, names: Names) -> str:
    """A field with what it is of."""
    if source.place == TODAYS:
        return names.tr("today")
    return f"{field_name(source.name, names.tr)} ({_matched(alert.given[source.place], names)})"
