"""Facts and refusals in words: a fact as the line that states it, a refusal with the words that would do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from integrationrules.dates import IsoWeek
from integrationrules.report.catalogue import Translator
from integrationrules.report.quantities import day as day_text
from integrationrules.report.quantities import number
from integrationrules.timeline.facts import KINDS

from .messages import LINE_WORDS, MESSAGES, TIME
from .refusal import LineError
from .vocabulary import fields, is_spell, said

__all__ = ["example", "refusal_text", "sample_fact", "written_fact"]

_SAMPLE_DAY = "2018-03-01"
_SAMPLES: Mapping[str, Any] = {"municipality": 860, "level": 2, "passed": True, "amount": 76500, "week": "2018-W10", "code": "703"}
_PLAIN = ("id", "source", "which", "recorded", "precision")
_COUNTED = ("municipality", "level", "code", "hours_per_week", "hours_per_month", "amount")


def _written_day(day: date | str, tr: Translator) -> str:
    """A day as a line says it, without hard spaces."""
    return day_text(date.fromisoformat(day) if isinstance(day, str) else day, tr).replace("\u00a0", " ")


def written_fact(fact: Mapping[str, Any], tr: Translator) -> str:
    """The line that states a fact, given as it stands in a case file; `read_fact` reads it back, but for `withdrawn`."""
    kind = str(fact["kind"])
    parts = [said(kind, tr)]
    for name, value in fact.items():
        if name in fields(kind):
            parts.append(said(str(value), tr, kind if f"{kind}.{value}" in LINE_WORDS else name))
        elif name == "passed":
            parts.append(tr(LINE_WORDS["danish_test.passed" if value else "danish_test.failed"]))
        elif name == "code" and value == "":
            parts.append(tr(LINE_WORDS["code.blank"]))
        elif name in _COUNTED:
            shown = value if name == "code" else number(Decimal(str(value)), tr) if name != "amount" else _amount(value, tr)
            parts.append(tr(LINE_WORDS[name]).format(number=shown))
        elif name == "week":
            week = IsoWeek.parse(str(value))
            parts.append(tr(LINE_WORDS["week"]).format(number=week.week, year=week.year))
        elif name in _PLAIN:
            parts.append(f"{name}={value}")
    when = [tr(TIME[name]).format(day=_written_day(str(fact[name]), tr)) for name in ("from", "to", "through", "on") if name in fact]
    return ", ".join((*parts, *when))


def _amount(value: Any, tr: Translator) -> str:
    """Without separators of thousands, which the languages write each in its way."""
    text = f"{Decimal(str(value)):.2f}"
    return text.removesuffix(".00").replace(".", "," if number(Decimal("0.5"), tr) == "0,5" else ".")


def example(kind: str, tr: Translator) -> str:
    """A line about a kind that is understood."""
    fact = sample_fact(kind)
    if kind == "employment":
        fact["hours_per_week"] = 25
    return written_fact(fact, tr)


def sample_fact(kind: str) -> dict[str, Any]:
    """A fact of a kind with no more than it needs, as it stands in a case file."""
    fact: dict[str, Any] = {"kind": kind}
    for name, info in KINDS[kind].model_fields.items():
        if info.is_required() and name not in ("from_", "on"):
            fact[name] = fields(kind)[name][0] if name in fields(kind) else _SAMPLES[name]
    if kind != "week_code":
        fact["from" if is_spell(kind) else "on"] = _SAMPLE_DAY
    return fact


def refusal_text(error: LineError, tr: Translator) -> str:
    """What a refusal says."""
    kind = error.kind
    near = str(error.values.get("near") or "")
    found = str(error.values.get("found", ""))
    values = {
        **error.values, "found": tr(TIME[found]).format(day="").strip() if error.id == "line_is_event" else found,
        "kinds": ", ".join(said(each, tr) for each in error.values.get("kinds", ())),
        "kind": said(kind, tr) if kind else "", "field": _field(error.field, tr, kind), "words": _known_words(error, tr),
        "example": example(kind or "employment", tr), "suggestion": tr(MESSAGES["near"]).format(name=near) if near else "",
    }
    return tr(MESSAGES[error.id]).format(**values)


def _field(name: str, tr: Translator, kind: str) -> str:
    """What a field is called alone: its word without the place of its number."""
    from integrationrules.report.words import word

    return word(name, tr, kind) if name else ""


def _known_words(error: LineError, tr: Translator) -> str:
    """The words that would do: of a field, of a kind, or the kinds."""
    if not error.kind:
        return ", ".join(said(kind, tr) for kind in KINDS)
    known = fields(error.kind)
    names = [error.field] if error.field in known else [] if error.field else list(known)
    words = [said(option, tr, error.kind if f"{error.kind}.{option}" in LINE_WORDS else name) for name in names for option in known[name]]
    if error.kind == "danish_test" and error.field in ("", "passed"):
        words += [tr(LINE_WORDS["danish_test.passed"]), tr(LINE_WORDS["danish_test.failed"])]
    counted = [name for name in _COUNTED if name in KINDS[error.kind].model_fields and error.field in ("", name)]
    words += [tr(LINE_WORDS[name]).format(number=_SAMPLES.get(name, 25)) for name in counted]
    times = ("from", "to", "through") if is_spell(error.kind) else ("on",)
    words += [] if error.field or error.kind == "week_code" else [tr(TIME[name]).format(day=_SAMPLE_DAY) for name in times]
    return ", ".join(words)
