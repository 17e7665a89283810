"""Answers about facts: the fields a kind is asked about, and lines that state several of them, or another fact, at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from integrationrules.lines import LineError, day_of, example, month_of, read_fact, read_part, refusal_text, sample_fact
from integrationrules.lines.vocabulary import is_spell
from integrationrules.report.catalogue import Translator
from integrationrules.timeline.attributes import attributes_of
from integrationrules.timeline.facts import KINDS

from .draft import Draft
from .messages import MESSAGES
from .question import Answer, Plain, Refused, plain_answer
from .readers import chosen, known_days, quoted, refuse, refuse_case, unwrapped

__all__ = ["Known", "Other", "any_reader", "asked_fields", "fact_reader", "is_needed", "is_stated", "options_of", "rest_reader"]

_SAME = {"hours_per_week": "hours_per_month", "through": "to"}
"""Fields that another one states as well."""
_PARTS = re.compile(r"[,;\d]")
_DAYS = ("from", "through", "on")
_FIELDS_OF_YES = ("passed",)


@dataclass(frozen=True, slots=True)
class Other:
    """A whole fact, of whichever kind, stated on one line."""

    fact: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """The kind is known in days of its own only."""

    days: Mapping[str, str]


def asked_fields(kind: str) -> tuple[str, ...]:
    """The fields a kind is asked about, in order; free texts are for those who write them on the line."""
    own = tuple(each.name for each in attributes_of(kind) if each.categories or not each.is_text)
    return (*own, "from", "through") if is_spell(kind) else (*own, "on")


def options_of(kind: str, field: str) -> tuple[str, ...]:
    """The words a field may be; none where it is not one of some words."""
    return next((each.categories for each in attributes_of(kind) if each.name == field), ())


def is_needed(kind: str, field: str) -> bool:
    """Whether a fact cannot be written without the field."""
    return KINDS[kind].model_fields["from_" if field == "from" else field].is_required()


def is_stated(field: str, stated: Mapping[str, Any]) -> bool:
    """Whether a field is stated, in one way or another."""
    return field in stated or _SAME.get(field) in stated


def any_reader(kind: str, draft: Draft, tr: Translator) -> Callable[[str], Answer]:
    """Reads whether there are facts of a kind: yes, no, unknown, `Known` days, the first words of one, or `Other`."""

    def read(text: str) -> Answer:
        if (plain := plain_answer(text)) in (Plain.UNKNOWN, Plain.YES, Plain.NO):
            return plain
        if (days := unwrapped(text)) is not None:
            return Known(known_days(days, tr))
        try:
            return _first(
                lambda: _whole(read_fact(text), draft, tr),
                lambda: _own(kind, "from" if is_spell(kind) else "on", {}, read_part(kind, text), tr),
            )
        except LineError as error:
            if error.id == "line_word" and " " not in text:
                raise Refused(tr(MESSAGES["yes_or_no"]).format(found=quoted(text), example=example(kind, tr))) from None
            raise Refused(refusal_text(error, tr)) from None

    return read


def rest_reader(draft: Draft, tr: Translator) -> Callable[[str], Answer]:
    """Reads whether anything is known of several kinds: yes, no, unknown, or a whole fact of any kind."""

    def read(text: str) -> Answer:
        if (plain := plain_answer(text)) in (Plain.UNKNOWN, Plain.YES, Plain.NO):
            return plain
        try:
            return _whole(read_fact(text), draft, tr)
        except LineError as error:
            if error.id == "line_no_kind":
                raise Refused(tr(MESSAGES["rest_form"]).format(found=quoted(text), example=example("offer", tr))) from None
            raise Refused(refusal_text(error, tr)) from None

    return read


def fact_reader(kind: str, field: str, stated: Mapping[str, Any], draft: Draft, tr: Translator) -> Callable[[str], Answer]:
    """Reads a field of a fact: unknown, still going on, or a mapping of what was stated, perhaps more than was asked; or `Other`."""
    options = options_of(kind, field)

    def read(text: str) -> Answer:
        plain = plain_answer(text)
        if plain is Plain.UNKNOWN or (plain is Plain.ONGOING and field == "through"):
            return plain
        found: dict[str, Any] | None = None
        if field in _FIELDS_OF_YES and plain in (Plain.YES, Plain.NO):
            found = {field: plain is Plain.YES}
        elif options and _is_choice(text):
            with suppress(Refused):
                found = {field: chosen(text, options, tr, kind)}
        elif field in _DAYS and (day := day_of(text)) is not None:
            found = {field: day.isoformat()}
        elif field in _DAYS and (month := month_of(text)) is not None:
            found = {field: month.isoformat(), "precision": "month"}
        if found is not None:
            return _fits(kind, stated, found, tr)
        try:
            readings = [
                lambda: _more(kind, field, stated, read_part(kind, f"{field}={text}"), tr), lambda: _more(kind, field, stated, read_part(kind, text), tr),
            ]
            # What is wrong with several parts is better said without the field before them.
            return _first(*(reversed(readings) if "," in text else readings), lambda: _whole(read_fact(text), draft, tr))
        except LineError as error:
            if field in _DAYS or (options and _is_choice(text)):
                raise Refused(tr(MESSAGES["day_or_month" if field in _DAYS else "choose"]).format(found=quoted(text))) from None
            raise Refused(refusal_text(error, tr)) from None

    return read


def _is_choice(text: str) -> bool:
    """Whether a text is one answer to a list of words, and not several parts of a line."""
    return text.isdecimal() or day_of(text) is not None or not _PARTS.search(text)


def _first(*readings: Callable[[], Answer]) -> Answer:
    """The first reading that understands; raises the `LineError` of the first that knows the kind."""
    errors: list[LineError] = []
    for reading in readings:
        try:
            return reading()
        except LineError as error:
            errors.append(error)
    raise next((error for error in errors if error.kind), errors[-1])


def _more(kind: str, field: str, stated: Mapping[str, Any], found: dict[str, Any], tr: Translator) -> dict[str, Any]:
    """What a part states beyond what was stated; naming the kind once more states nothing, and a bare day is an answer to when only."""
    if not found or (found.keys() == {"on"} and field not in _DAYS):
        raise LineError("line_needs", kind, field)
    if twice := [name for name in found if stated.get(name, found[name]) != found[name]]:
        raise LineError("line_twice", kind, twice[0])
    return _own(kind, field, stated, found, tr)


def _own(kind: str, field: str, stated: Mapping[str, Any], found: dict[str, Any], tr: Translator) -> dict[str, Any]:
    """What a part states of a fact of the kind; a bare day of what lasts is the day that was asked for."""
    if is_spell(kind) and "on" in found:
        found[field if field in ("from", "through") else "from"] = found.pop("on")
    if not is_spell(kind) and {"from", "to", "through"} & found.keys():
        raise LineError("line_is_event", kind, found=next(name for name in ("from", "to", "through") if name in found))
    return _fits(kind, stated, found, tr)


def _fits(kind: str, stated: Mapping[str, Any], found: dict[str, Any], tr: Translator) -> dict[str, Any]:
    """What was stated, if a fact may state it; raises `Refused`."""
    trial = {**sample_fact(kind), **stated, **found}
    if "through" in found:
        trial.pop("to", None)
    if "from" not in stated and "from" not in found:
        for name in ("to", "through"):
            trial.pop(name, None)
    refuse(tr, fact=trial)
    return found


def _whole(fact: dict[str, Any], draft: Draft, tr: Translator) -> Other:
    refuse_case(draft.case(fact), tr)
    return Other(fact)
