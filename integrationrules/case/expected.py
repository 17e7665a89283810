"""What a case beside the rules expects: read from plain values, with every mistake in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from integrationrules.dates import DateError, Quarter
from integrationrules.timeline.fields import Day
from integrationrules.timeline.messages import shape, shown
from integrationrules.timeline.problems import CaseError, Path, Place, Problem, field_text, not_one_of, unknown_key

__all__ = ["CASE_KEYS", "EXPECTED_KEYS", "EXPECTING", "NEEDED", "STANDING", "VERDICTS", "Expected", "answer_line", "read_expected", "refuse_case_keys"]

VERDICTS = ("met", "not_met", "unknown")
CASE_KEYS = ("case", "citizen", "observed", "facts", "events", "expect", "alerts")
EXPECTING = ("expect", "alerts")
"""One of these a case has: what the rules must answer, or which alerts must stand after its events."""
STANDING = ("running", "state", "earned_on", "last_day", "claim_by", "final_by", "municipality")
"""What a case may expect of a payment or a deadline, beside its verdict and value."""
EXPECTED_KEYS = ("rule", "quarter", "on", "as_known", "options", "verdict", "value", *STANDING, "depends_on")
"""What an expectation may say."""
NEEDED = ("rule", "verdict")
"""What it must say."""
_DAY: TypeAdapter[date] = TypeAdapter(Day)
_Mistake = tuple[str, str, dict[str, Any]]
"""The key that is to blame, the message and its values."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One expectation: what is asked, and the line that the answer must give."""

    rule: str
    quarters: tuple[Quarter, ...]
    on: date | None
    as_known: date | None
    options: Mapping[str, str]
    line: str
    with_value: bool
    with_dependences: bool
    standing: tuple[str, ...] = ()
    """Those of `STANDING` that are expected."""


def refuse_case_keys(document: object, place: Place) -> None:
    """Raises `CaseError` where a document is no mapping, has keys that are not known, or lists no expectation."""
    if not isinstance(document, dict):
        raise CaseError((Problem(place((), False), "", "not_a_case", {"found": shape(document)}),))
    found = [_problem((key,), place, *unknown_key(key, CASE_KEYS)) for key in document if key not in CASE_KEYS]
    if all(document.get(key) in (None, []) for key in EXPECTING):
        found.append(_problem(("expect",), place, "expect_empty", {}))
    found += [_problem((key,), place, "not_a_list", {"found": shape(document[key])})
              for key in ("events", *EXPECTING) if document.get(key) is not None and not isinstance(document[key], list)]
    if found:
        raise CaseError(tuple(found))


def read_expected(asked: object, number: int, place: Place) -> Expected:
    """The expectation `number` of a case; raises `CaseError` with all its mistakes."""
    found = [_problem(("expect", number, key) if key else ("expect", number), place, message, values) for key, message, values in _mistakes(asked)]
    if found:
        raise CaseError(tuple(found))
    assert isinstance(asked, dict)
    days = {key: _DAY.validate_python(asked[key]) if key in asked else None for key in ("on", "as_known")}
    return Expected(
        rule=asked["rule"], quarters=(Quarter.parse(asked["quarter"]),) if "quarter" in asked else (), on=days["on"], as_known=days["as_known"],
        options={name: str(option) for name, option in asked.get("options", {}).items()},
        line=answer_line(asked["verdict"], asked.get("value"), "value" in asked, asked.get("depends_on"),
                         {name: asked[name] for name in STANDING if name in asked}),
        with_value="value" in asked, with_dependences="depends_on" in asked, standing=tuple(name for name in STANDING if name in asked),
    )


def answer_line(
    verdict: str, value: Any, with_value: bool, depends_on: Mapping[str, Any] | None, standing: Mapping[str, Any] | None = None,
) -> str:
    """An answer in one line, with the words of the file."""
    text = f"{verdict} {value}" if with_value else verdict
    text += "".join(f" {name}: {_word(found)}" for name, found in (standing or {}).items())
    if depends_on is not None:
        text += " depends_on {" + ", ".join(f"{name}: {option}" for name, option in sorted(depends_on.items())) + "}"
    return text


def _word(found: Any) -> str:
    return {True: "true", False: "false", None: "null"}.get(found, str(found)) if not isinstance(found, dict) else str(found)


def _mistakes(asked: object) -> Iterator[_Mistake]:
    if not isinstance(asked, dict):
        yield "", "not_a_mapping", {"found": shape(asked)}
        return
    for key in asked:
        if key not in EXPECTED_KEYS:
            yield (key, *unknown_key(key, EXPECTED_KEYS))
    for key in NEEDED:
        if key not in asked:
            yield "", "missing_field", {"field": key}
    if not isinstance(asked.get("rule", ""), str):
        yield "rule", "not_text", {"found": shown(asked["rule"])}
    if asked.get("verdict", "met") not in VERDICTS:
        yield ("verdict", *not_one_of(asked["verdict"], VERDICTS))
    for key in ("options", "depends_on"):
        if not isinstance(asked.get(key, {}), dict):
            yield key, "not_a_mapping", {"found": shape(asked[key])}
    yield from _wrong_times(asked)


def _wrong_times(asked: Mapping[str, Any]) -> Iterator[_Mistake]:
    try:
        Quarter.parse(asked.get("quarter", "2018Q4"))
    except (DateError, TypeError):
        yield "quarter", "quarter_form", {"found": shown(asked["quarter"])}
    for key in ("on", "as_known"):
        try:
            _DAY.validate_python(asked.get(key, "2018-05-28"))
        except ValidationError as error:
            detail = error.errors()[0]
            yield key, detail["type"], detail.get("ctx", {})


def _problem(path: Path, place: Place, message_id: str, values: dict[str, Any]) -> Problem:
    return Problem(place(path, message_id.startswith("unknown_key")), field_text(path), message_id, values)
