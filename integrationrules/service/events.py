"""Events as they are sent, read with the messages of case files; and what they change, worked out by a session of the case's log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from integrationrules.rulebook.book import Rulebook
from integrationrules.sessions import Alert, CaseSession, Event, SessionError
from integrationrules.sessions.logs import event_of
from integrationrules.sessions.session import FORMAT
from integrationrules.store.values import Change, Entry, Kept, KeptAlert, Step
from integrationrules.timeline.problems import CaseError

__all__ = ["Received", "steps_of"]

_hashes: dict[int, str] = {}
"""By rulebook of this process: the hash of its alert rules, which takes a session to know."""


@dataclass(frozen=True, slots=True)
class Received:
    """What a case has and gets."""

    case: str
    sent: Sequence[Mapping[str, Any]]
    log: Sequence[Kept]
    alerts: Sequence[KeptAlert]
    chainer: str | None = None
    """`durable` or `builtin`; whichever there is where none is named."""


def steps_of(book: Rulebook, received: Received) -> tuple[Step, ...]:
    """Each event that was sent, with the changes it brings; one that is in the log already brings none here, since the store knows them.

    Raises `CaseError` for what is no event, `SessionError` for one that cannot be received.
    """
    if any(one.get("case", received.case) != received.case for one in received.sent):
        raise SessionError("other_case")        # it must not end in the log of somebody else
    sent = [_event({**one, "case": received.case}, f"events[{place}]") for place, one in enumerate(received.sent)]
    try:
        return _steps(book, received, sent, received.chainer)
    except SessionError as error:
        if error.id != "chaining_failed":
            raise
        return _steps(book, received, sent, "builtin")


def _event(raw: Mapping[str, Any], place: str) -> Event:
    try:
        return event_of(raw, lambda path, at_key: "")
    except CaseError as error:
        problems = tuple(replace(one, field=".".join(filter(None, (place, one.field)))) for one in error.problems)
        raise CaseError(problems, error.unlisted) from None


def _steps(book: Rulebook, received: Received, sent: Sequence[Event], chainer: str | None) -> tuple[Step, ...]:
    log = [Event.model_validate(one.content) for one in received.log]
    known, steps = {one.id for one in log}, []
    session = _session(book, log, received.alerts, chainer) if log else None
    # Rules that are others than at the last event make their difference known with the first one after.
    untold = _by_other_rules(session, received.alerts) if session is not None else ()
    for event in sent:
        changes: tuple[Change, ...] = ()
        late = session is not None and event.recorded < session.today
        if session is None:
            session = CaseSession.opened(book, event, chainer)
            changes = _changes(session.alerts)
        elif event.id not in known:
            changes, untold = (*untold, *_changes(session.receive(event))), ()
        known.add(event.id)
        steps.append(Step(Entry(event.id, event.as_json()), changes, late))
    return tuple(steps)


def _session(book: Rulebook, log: Sequence[Event], alerts: Sequence[KeptAlert], chainer: str | None) -> CaseSession:
    """The session of a log whose alerts are known, so that they are not derived event by event."""
    if id(book) not in _hashes:
        _hashes[id(book)] = CaseSession.opened(book, log[0], chainer).rulebook_hash
    held = [{"id": one.id, "on": one.content["on"]} for one in alerts if one.withdrawn is None]
    snapshot = {"format": FORMAT, "rulebook_hash": _hashes[id(book)], "rulesets": [], "log": [one.as_json() for one in log], "alerts": held}
    return CaseSession.restore(snapshot, book, chainer)


def _by_other_rules(session: CaseSession, alerts: Sequence[KeptAlert]) -> tuple[Change, ...]:
    """What the rules say of the log now and did not when it was received, and the other way round."""
    held = {one.id: one for one in alerts if one.withdrawn is None}
    now = {one.id for one in session.alerts}
    gone = {"status": "withdrawn", "on": session.today.isoformat(), "reason": {"why": "rules"}}
    withdrawn = (Change(id_, "withdrawn", {**one.content, **gone}) for id_, one in held.items() if id_ not in now)
    return (*withdrawn, *_changes(one for one in session.alerts if one.id not in held))


def _changes(alerts: Iterable[Alert]) -> tuple[Change, ...]:
    return tuple(Change(one.id, one.status, one.model_dump(mode="json", exclude_none=True)) for one in alerts)
