"""Event logs in files: JSON Lines, or YAML as a list or as `case` and `events`, with every mistake in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any, get_args

from pydantic import ValidationError

from integrationrules.timeline.documents import DocumentError, json_value, yaml_values
from integrationrules.timeline.files import decoded, limited, opened, placer, timeline_of
from integrationrules.timeline.messages import shape, shown
from integrationrules.timeline.problems import CaseError, Path, Place, Problem, field_text, not_one_of, refused, unknown_key

from .event import Event, Kind

__all__ = ["LIMIT", "event_of", "events_of", "read_log"]

LIMIT = 64 * 2**20
"""Bytes of a log."""
_KEYS = tuple(Event.model_fields)
_KINDS = get_args(Kind)
_NEEDED = ("id", "case", "kind", "recorded")
_ENVELOPE = {"citizen": {"id": "x"}, "observed": {"from": "2000-01-01", "to": "2000-01-02"}}
"""What a single fact is read in."""


def read_log(name: str) -> list[Event]:
    """The events of a file, in its order. Raises `CaseError` with the mistakes of the first event that cannot be used."""
    suffix = FilePath(name).suffix.lower()
    if suffix not in (".jsonl", ".yaml", ".yml"):
        raise CaseError((Problem(name, "", "log_type_unknown", {"found": shown(suffix).strip("'")}),))
    with opened(name) as stream:
        text = decoded(limited(stream, LIMIT, name), name, may_be_empty=True)
    found = list(_of_lines(text, name) if suffix == ".jsonl" else _of_yaml(text, name))
    if not found:
        raise CaseError((Problem(name, "", "no_events", {}),))
    return found


def _of_lines(text: str, name: str) -> Iterator[Event]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.isspace():
            continue
        place = f"{name} line {number}"
        try:
            raw = json_value(line)
        except DocumentError as error:
            raise CaseError((Problem(place, "", error.id, error.values),)) from None
        yield event_of(raw, lambda path, at_key, place=place: place)  # type: ignore[misc]


def _of_yaml(text: str, name: str) -> Iterator[Event]:
    try:
        documents = list(yaml_values(text))
    except DocumentError as error:
        raise CaseError((error.problem(name),)) from None
    for number, document in enumerate(documents):
        place = placer(text, name, number)
        if isinstance(document, dict) and "events" in document:
            if wrong := [key for key in document if key not in ("case", "events")]:
                raise _problem(place, (wrong[0],), *unknown_key(wrong[0], ("case", "events")))
            yield from events_of(document["events"], document.get("case"), place, ("events",))
        else:
            yield from events_of(document, None, place, ())


def events_of(raw: Any, case: Any, place: Place, prefix: Path) -> Iterator[Event]:
    """The events of a list at `prefix`; each that names no case is about `case`."""
    if not isinstance(raw, list):
        raise _problem(place, prefix, "not_a_list", {"found": shape(raw)})
    for number, one in enumerate(raw):
        here: Path = (*prefix, number)
        known = {"case": case, **one} if isinstance(one, dict) and case is not None else one
        yield event_of(known, lambda path, at_key, here=here: place((*here, *path), at_key))  # type: ignore[misc]


def event_of(raw: Any, place: Place) -> Event:
    """The event of plain values that stand at `place`; raises `CaseError` with its mistakes."""
    if not isinstance(raw, dict):
        raise _problem(place, (), "not_an_event", {"found": shape(raw)})
    found = [Problem(place((key,), True), str(key), *unknown_key(str(key), _KEYS)) for key in raw if key not in _KEYS]
    found += [Problem(place((), False), "", "missing_field", {"field": key}) for key in _NEEDED if key not in raw]
    if raw.get("kind", _KINDS[0]) not in _KINDS:
        found.append(Problem(place(("kind",), False), "kind", *not_one_of(raw["kind"], _KINDS)))
    if found:
        raise CaseError(tuple(found))
    values = dict(raw)
    if values.get("fact") is not None:
        values["fact"] = _fact(values["fact"], place)
    if values.get("timeline") is not None:
        values["timeline"] = _timeline(values["timeline"], place)
    try:
        return Event.model_validate(values)
    except ValidationError as error:
        raise refused(error, raw, place) from None


def _fact(raw: Any, place: Place) -> Any:
    """A fact, read as the only one of a case, so that its mistakes are those of a case file."""

    def inside(path: Path, at_key: bool) -> str:
        return place(("fact", *path[2:]) if path[:1] == ("facts",) else (), at_key)

    try:
        return timeline_of({**_ENVELOPE, "facts": [raw]}, None, inside).facts[0]
    except CaseError as error:
        raise CaseError(tuple(replace(one, field=one.field.replace("facts[0]", "fact", 1)) for one in error.problems), error.unlisted) from None


def _timeline(raw: Any, place: Place) -> Any:
    try:
        return timeline_of(raw, None, lambda path, at_key: place(("timeline", *path), at_key))
    except CaseError as error:
        problems = tuple(replace(one, field=f"timeline.{one.field}" if one.field else "timeline") for one in error.problems)
        raise CaseError(problems, error.unlisted) from None


def _problem(place: Place, path: Path, message: str, values: dict[str, Any]) -> CaseError:
    return CaseError((Problem(place(path, message.startswith("unknown_key")), field_text(path), message, values),))
