"""A case that lives: events in, alerts out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.timeline import Timeline

from .alert import Alert, Withdrawal
from .chainers import chainer_of
from .chaining import digest
from .derived import Derivation, programs_of
from .event import Event
from .problems import ChainingError, SessionError
from .state import State

__all__ = ["FORMAT", "CaseSession"]

FORMAT = 1
"""Version of snapshots."""


class CaseSession:
    """One case. Its log is the truth: alerts are derived from it anew with every event, and the difference is what is told.

    It stands at the end of a day: what was recorded by then counts, and what was not told did not happen.

    >>> import integrationrules as ir
    >>> timeline = ir.parse_case({"citizen": {"id": "c-001"}, "observed": {"from": "2016-01-01", "to": "2016-01-02"}})
    >>> session = CaseSession(ir.load_rulebook(), timeline)
    >>> session.advance(to=date(2016, 2, 1)), session.today
    ((), datetime.date(2016, 2, 1))
    """

    def __init__(self, rulebook: Rulebook, timeline: Timeline, chainer: str | None = None, rulesets: Sequence[str] = ()) -> None:
        """Opens a case that stands at the last observed day. `rulesets` names alert rule sets, by default all but invented ones."""
        end = timeline.observed.end
        recorded = end - timedelta(days=1) if end else timeline.observed.spans[0].from_
        opening = Event(id="opened", case=timeline.citizen.id, kind="opened", recorded=recorded, timeline=timeline)
        self._open(rulebook, opening, chainer, rulesets)
        self._derive()

    @classmethod
    def opened(cls, rulebook: Rulebook, event: Event, chainer: str | None = None, rulesets: Sequence[str] = ()) -> CaseSession:
        """The session of a log's first event, which has kind `opened`."""
        session = cls.__new__(cls)
        session._open(rulebook, event, chainer, rulesets)
        session._derive()
        return session

    def _open(self, rulebook: Rulebook, event: Event, chainer: str | None, rulesets: Sequence[str]) -> None:
        self.rulebook, self.rulesets = rulebook, tuple(rulesets)
        self._chainer = chainer_of(chainer)
        self._programs = programs_of(rulebook, rulesets)
        self._state = State.of(event)
        self._log: dict[str, Event] = {event.id: event}
        self._derived: Derivation | None = None
        self._alerts: dict[str, Alert] = {}

    @property
    def case(self) -> str:
        """The id of the case."""
        return self._state.opened.citizen.id

    @property
    def today(self) -> date:
        """The day the session stands at: the last that was advanced to or that an event was recorded on."""
        return self._state.today

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """The alerts that hold, by rule."""
        return tuple(self._alerts.values())

    @property
    def log(self) -> tuple[Event, ...]:
        """Every event received, in that order, the opening first."""
        return tuple(self._log.values())

    @property
    def timeline(self) -> Timeline:
        """What is known on the day reached."""
        return self._state.timeline()

    @property
    def rulebook_hash(self) -> str:
        """Hash of the alert rules and of everything they ask."""
        asked = {one.rpartition(".")[0] for program in self._programs for one in program.decisions}
        return digest(sorted(self.rulebook.hash_of(name) for name in {*asked, *(program.ruleset for program in self._programs)}))

    @property
    def chainer(self) -> str:
        """The chainer's name."""
        return self._chainer.name

    def receive(self, event: Event) -> tuple[Alert, ...]:
        """Takes one event and gives the alerts that are new, changed or withdrawn, by rule.

        The same event again changes nothing. One recorded before today is late and counts from now on. Raises `SessionError` for
        what cannot be; then the session is as it was.
        """
        if event.id in self._log:
            if self._log[event.id] != event:
                raise SessionError("duplicate_id")
            return ()
        before = self._state
        self._state = before.after(event)
        try:
            changed = self._derive()
        except BaseException:
            self._state = before
            raise
        self._log[event.id] = event
        return changed

    def advance(self, to: date) -> tuple[Alert, ...]:
        """Says that a day has come. The session never looks at the clock on the wall, and is not moved back."""
        if to < self.today:
            raise SessionError("clock_back", today=self.today, to=to)       # also to a day it has stood at
        return self.receive(Event(id=f"advance-{to}", case=self.case, kind="advance", recorded=to))

    def _derive(self) -> tuple[Alert, ...]:
        """Derives everything anew; what differs from before."""
        try:
            found = Derivation.of(self.rulebook, self._programs, self._state, self._chainer)
        except ChainingError as error:
            raise SessionError("chaining_failed", why=str(error)) from error
        told: list[Alert] = []
        now: dict[str, Alert] = {}
        for alert in found.alerts.values():
            held = self._alerts.get(alert.id)
            if held is not None and held.says_the_same(alert):
                alert = alert.model_copy(update={"on": held.on})
            else:
                told.append(alert)
            now[alert.id] = alert
        gone = [alert for id_, alert in self._alerts.items() if id_ not in now]
        told += [alert.model_copy(update={"status": "withdrawn", "on": found.today, "reason": self._why(alert, found)}) for alert in gone]
        self._derived, self._alerts = found, now
        return tuple(sorted(told, key=lambda one: (one.status == "raised", one.rule, one.id)))

    def _why(self, alert: Alert, found: Derivation) -> Withdrawal:
        """The reason, taken from where it began: an alert that followed from another goes for the other's reason."""
        before = self._derived
        assert before is not None
        gone = next(one for one in before.concluded.values() if before.alert_id(one) == alert.id)
        while (reason := found.why_not(gone)) is None:
            gone = next(before.concluded[one.ref] for one in gone.bindings if one.ref in before.concluded and one.ref not in found.concluded)
        return reason

    def snapshot(self) -> dict[str, Any]:
        """Plain values from which `restore` makes an equal session under the same rules."""
        return {
            "format": FORMAT, "rulebook_hash": self.rulebook_hash, "rulesets": list(self.rulesets), "today": self.today.isoformat(),
            "log": [event.as_json() for event in self._log.values()], "alerts": [alert.as_json() for alert in self._alerts.values()],
        }

    @classmethod
    def restore(cls, snapshot: Mapping[str, Any], rulebook: Rulebook, chainer: str | None = None) -> CaseSession:
        """The session of a snapshot, without receiving every event anew. Raises `SessionError` under other rules."""
        try:
            if snapshot["format"] != FORMAT:
                raise SessionError("snapshot_form")
            first, *others = (Event.model_validate(one) for one in snapshot["log"])
            since = {one["id"]: date.fromisoformat(one["on"]) for one in snapshot["alerts"]}
            rulesets, recorded = snapshot["rulesets"], snapshot["rulebook_hash"]
        except (KeyError, TypeError, ValueError):
            raise SessionError("snapshot_form") from None
        session = cls.__new__(cls)
        session._open(rulebook, first, chainer, rulesets)
        if session.rulebook_hash != recorded:
            raise SessionError("other_rules", recorded=str(recorded)[:12], found=session.rulebook_hash[:12])
        for event in others:
            session._state = session._state.after(event)
            session._log[event.id] = event
        session._derive()
        session._alerts = {id_: alert.model_copy(update={"on": since.get(id_, alert.on)}) for id_, alert in session._alerts.items()}
        return session

