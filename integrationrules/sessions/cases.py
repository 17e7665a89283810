"""Cases beside alert rules: after some events, on some days, exactly these alerts must stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from integrationrules.case.asked import Unusable, Written, written_cases
from integrationrules.case.cases import CaseOutcome
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.fields import Day
from integrationrules.timeline.messages import shape
from integrationrules.timeline.problems import CaseError, Place, Problem, field_text, unknown_key
from integrationrules.timeline.problems import Path as Inside

from .alert import Alert
from .event import Event
from .logs import events_of
from .problems import SessionError
from .session import CaseSession

__all__ = ["ALERT_KEYS", "RAISED_KEYS", "ExpectedAlerts", "read_expected_alerts", "run_alert_cases"]

ALERT_KEYS = ("on", "raised")
"""What an expectation says: a day, and the alerts that stand on it."""
RAISED_KEYS = ("rule", "due", "final", "to")
"""What may be said of an alert; the rule must."""
_DAY: TypeAdapter[date] = TypeAdapter(Day)


@dataclass(frozen=True, slots=True)
class ExpectedAlerts:
    """The alerts that must stand on a day, in the words of the file."""

    on: date
    raised: tuple[Mapping[str, Any], ...]

    @property
    def line(self) -> str:
        """One line; what stands in no order is put in one."""
        return _line(sorted(" ".join(f"{name}: {one[name]}" for name in RAISED_KEYS if name in one) for one in self.raised))

    def found(self, alerts: tuple[Alert, ...]) -> str:
        """What stands, saying of each alert what is said of the expected one of its rule."""
        wanted: dict[str, list[Mapping[str, Any]]] = {}
        for one in self.raised:
            wanted.setdefault(str(one["rule"]), []).append(one)
        said: list[str] = []
        for alert in alerts:
            name = alert.rule.rpartition(".")[2]
            record = {"rule": name, "due": alert.due, "final": alert.final, "to": alert.to}
            same = wanted.get(name)
            keys = same.pop(0) if same else {"rule": name}
            said.append(" ".join(f"{key}: {record[key]}" for key in RAISED_KEYS if key in keys))
        return _line(sorted(said))


def run_alert_cases(book: Rulebook, root: Path, chainer: str | None = None) -> Iterator[CaseOutcome]:
    """Every expectation about alerts of every case under a rulebook's root, in order of files. What else they say is not looked at."""
    for written in written_cases(root):
        if isinstance(written, Unusable) or not isinstance(written.document, dict) or not isinstance(written.document.get("alerts"), list):
            continue                        # told where the rules are asked
        try:
            yield from _of_case(book, written, chainer)
        except CaseError as error:
            yield CaseOutcome(written.path, "", "", "", "", error)


def _of_case(book: Rulebook, written: Written, chainer: str | None) -> Iterator[CaseOutcome]:
    timeline = written.timeline
    raw = [{"id": f"event-{number}", **one} if isinstance(one, dict) else one for number, one in enumerate(written.document.get("events") or (), 1)]
    events = list(events_of(raw, timeline.citizen.id, written.place, ("events",)))
    expectations = [read_expected_alerts(one, number, written.place) for number, one in enumerate(written.document["alerts"])]
    for number, expected in enumerate(expectations):
        place = written.place(("alerts", number), False)
        try:
            found = expected.found(_standing(CaseSession(book, timeline, chainer, [written.ruleset]), events, expected.on))
        except SessionError as error:
            found = str(error)
        yield CaseOutcome(written.path if found == expected.line else place, written.name, f"alerts on {expected.on}", expected.line, found)


def _standing(session: CaseSession, events: list[Event], on: date) -> tuple[Alert, ...]:
    for event in events:
        if event.recorded <= on:
            session.receive(event)
    session.advance(on)
    return session.alerts


def read_expected_alerts(raw: object, number: int, place: Place) -> ExpectedAlerts:
    """The expectation `number` of a case; raises `CaseError` at its first mistake."""
    path: Inside = ("alerts", number)
    if not isinstance(raw, dict):
        raise _problem(place, path, "not_a_mapping", {"found": shape(raw)})
    for key in raw:
        if key not in ALERT_KEYS:
            raise _problem(place, (*path, key), *unknown_key(key, ALERT_KEYS))
    for key in ALERT_KEYS:
        if key not in raw:
            raise _problem(place, path, "missing_field", {"field": key})
    raised = raw["raised"]
    if not isinstance(raised, list):
        raise _problem(place, (*path, "raised"), "not_a_list", {"found": shape(raised)})
    for at, one in enumerate(raised):
        if not isinstance(one, dict):
            raise _problem(place, (*path, "raised", at), "not_a_mapping", {"found": shape(one)})
        for key in one:
            if key not in RAISED_KEYS:
                raise _problem(place, (*path, "raised", at, key), *unknown_key(key, RAISED_KEYS))
        if "rule" not in one:
            raise _problem(place, (*path, "raised", at), "missing_field", {"field": "rule"})
    try:
        return ExpectedAlerts(_DAY.validate_python(raw["on"]), tuple(raised))
    except ValidationError as error:
        detail = error.errors()[0]
        raise _problem(place, (*path, "on"), detail["type"], detail.get("ctx", {})) from None


def _line(said: list[str]) -> str:
    return "; ".join(said) or "no alert"


def _problem(place: Place, path: Inside, message: str, values: dict[str, Any]) -> CaseError:
    return CaseError((Problem(place(path, message.startswith("unknown_key")), field_text(path), message, values),))
