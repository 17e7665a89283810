"""Readers of answers: days, choices, the citizen's fields and the observed period."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from integrationrules.lines import LineError, day_of, read_part, refusal_text
from integrationrules.report.catalogue import LANGUAGES, Translator, translator
from integrationrules.report.problems import problem_text
from integrationrules.report.quantities import HARD
from integrationrules.report.words import word
from integrationrules.timeline.files import CaseError, parse_case
from integrationrules.timeline.messages import shown

from .messages import MESSAGES
from .question import Answer, Plain, Refused, plain_answer

__all__ = [
    "choices", "chosen", "day_reader", "field_reader", "id_reader", "known_days", "period_end_reader", "period_reader", "quoted", "refuse",
    "refuse_case", "unwrapped",
]

Reader = Callable[[str], Answer]
_SPAN_WORDS = re.compile(r"(?:jeg\s+|i\s+)?(?:kender|kendt|ved|know|known)\b.*?(?=\b(?:fra|from)\b)", re.IGNORECASE | re.DOTALL)
_ANY_DAY = {"from": "2018-01-01", "through": "2018-01-01"}
_DIGITS = 3
_DAYS_ONLY = "abroad"
"""A kind whose facts state days and nothing else, so that a period is read as lines are."""


def quoted(text: str) -> str:
    """What was typed, as messages repeat it: short, without CPR numbers and quotation marks."""
    return shown(text)[1:-1]


def choices(options: Sequence[str], tr: Translator, place: str) -> str:
    """The options as a numbered list: `1 kvinde, 2 mand`."""
    listed = (tr(MESSAGES["choice"]).format(number=number, word=word(one, tr, place)) for number, one in enumerate(options, 1))
    return ", ".join(each.replace(" ", HARD) for each in listed)


def chosen(text: str, options: Sequence[str], tr: Translator, place: str) -> str:
    """The option of a number, of a word, or of the first letters of one; raises `Refused`."""
    if text.isdecimal() and len(text) <= _DIGITS and 1 <= int(text) <= len(options):
        return options[int(text) - 1]
    said = _spoken(text)
    words = {option: [_spoken(each) for each in (option, *(word(option, translator(lang), place) for lang in LANGUAGES))] for option in options}
    found = [option for option in options if said in words[option]]
    if not found and plain_answer(text) is None:
        found = [option for option in options if any(each.startswith(said) for each in words[option])]
    if len(found) == 1:
        return found[0]
    raise Refused(tr(MESSAGES["choose"]).format(found=quoted(text)))


def _spoken(text: str) -> str:
    return " ".join(re.split(r"[\s_-]+", text.casefold().strip()))


def refuse_case(case: Mapping[str, Any], tr: Translator) -> None:
    """Raises `Refused` where a case of these plain values cannot be."""
    try:
        parse_case(case)
    except CaseError as error:
        raise Refused("\n".join(problem_text(problem, tr) for problem in error.problems)) from None


def refuse(tr: Translator, citizen: Mapping[str, Any] | None = None, observed: Mapping[str, str] | None = None, fact: Mapping[str, Any] | None = None) -> None:
    """Raises `Refused` for what cannot stand in the case of anybody."""
    anybody = {"id": "anybody", **(citizen or {})}
    refuse_case({"citizen": anybody, "observed": dict(observed or _ANY_DAY), "facts": [] if fact is None else [dict(fact)]}, tr)


def id_reader(tr: Translator, default: str) -> Reader:
    """Reads the case's id; where it is not known, `default`."""

    def read(text: str) -> Answer:
        found = default if plain_answer(text) is Plain.UNKNOWN else text
        refuse(tr, {"id": found})
        return found

    return read


def day_reader(tr: Translator, field: str) -> Reader:
    """Reads a day of the citizen's, such as the date of birth."""

    def read(text: str) -> Answer:
        if plain_answer(text) is Plain.UNKNOWN:
            return Plain.UNKNOWN
        found = _day(text, tr).isoformat()
        refuse(tr, {field: found})
        return found

    return read


def field_reader(options: Sequence[str], tr: Translator, place: str) -> Reader:
    """Reads one of several options."""
    return lambda text: Plain.UNKNOWN if plain_answer(text) is Plain.UNKNOWN else chosen(text, options, tr, place)


def period_reader(tr: Translator) -> Reader:
    """Reads the first known day, as a text, or the whole period, as a mapping."""

    def read(text: str) -> Answer:
        if plain_answer(text) is Plain.UNKNOWN:
            return Plain.UNKNOWN
        if day_of(text) is not None:
            found = _day(text, tr).isoformat()
            _span({"from": found, "through": found}, tr)
            return found
        return known_days(unwrapped(text) or text, tr)

    return read


def period_end_reader(first: str, tr: Translator) -> Reader:
    """Reads the last known day: the whole period, as a mapping."""

    def read(text: str) -> Answer:
        if plain_answer(text) is Plain.UNKNOWN:
            return Plain.UNKNOWN
        if day_of(text) is not None:
            return _span({"from": first, "through": _day(text, tr).isoformat()}, tr)
        return known_days(f"fra {first} {text}", tr)

    return read


def known_days(text: str, tr: Translator) -> dict[str, str]:
    """A stretch of days with both its ends; raises `Refused`."""
    try:
        found = read_part(_DAYS_ONLY, text)
    except LineError as error:
        if error.id in ("line_day", "line_word"):
            raise Refused(tr(MESSAGES["day"]).format(found=quoted(str(error.values.get("found", text))))) from None
        raise Refused(refusal_text(error, tr)) from None
    if "on" in found:
        raise Refused(tr(MESSAGES["day"]).format(found=quoted(text)))
    return _span(found, tr)


def unwrapped(text: str) -> str | None:
    """The days of `kendt fra ... til ...`; None where it is not about what is known."""
    match = _SPAN_WORDS.match(text)
    return text[match.end():] if match else None


def _span(span: dict[str, str], tr: Translator) -> dict[str, str]:
    """A stretch that a case may be observed in."""
    refuse(tr, observed=span)
    return span


def _day(text: str, tr: Translator) -> date:
    day = day_of(text)
    if day is None:
        raise Refused(tr(MESSAGES["day"]).format(found=quoted(text)))
    return day
