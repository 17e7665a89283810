"""A log received again: to the same alerts under the same rules, and what differs under others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.statement import Fact

from .alert import Alert
from .chainers import chainer_of
from .event import Event
from .problems import SessionError
from .session import CaseSession

__all__ = ["Difference", "Entry", "compared", "diary", "received", "replay", "steps"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, the day the session stood at after it, and what it told."""

    event: Event
    today: date
    told: tuple[Alert, ...]
    late: bool
    withdrawn: Fact | None = None
    """The fact that a withdrawal takes back, as it was known."""


def replay(events: Iterable[Event], rulebook: Rulebook, chainer: str | None = None, rulesets: Sequence[str] = ()) -> CaseSession:
    """The session after a whole log, whose first event opens it. Raises `SessionError` at the first that is refused."""
    return received(events, rulebook, chainer, rulesets)[0]


def received(
    events: Iterable[Event], rulebook: Rulebook, chainer: str | None = None, rulesets: Sequence[str] = (),
) -> tuple[CaseSession, list[Entry]]:
    """As `replay`, with what each event told."""
    found = list(steps(events, rulebook, chainer, rulesets))
    if not found:
        raise SessionError("no_opening")
    return found[-1][0], [entry for _, entry in found]


def diary(events: Iterable[Event], rulebook: Rulebook, chainer: str | None = None, rulesets: Sequence[str] = ()) -> Iterator[Entry]:
    """What each event of a log told, as it told it."""
    return (entry for _, entry in steps(events, rulebook, chainer, rulesets))


def steps(events: Iterable[Event], rulebook: Rulebook, chainer: str | None, rulesets: Sequence[str]) -> Iterator[tuple[CaseSession, Entry]]:
    """The session after each event, and what the event told; the session is the same object throughout."""
    session: CaseSession | None = None
    chainer_of(chainer)             # one that is not there is no fault of the first event
    for number, event in enumerate(events, 1):
        try:
            if session is None:
                session = CaseSession.opened(rulebook, event, chainer, rulesets)
                entry = Entry(event, session.today, session.alerts, late=False)
            else:
                late = event.recorded < session.today
                withdrawn = next((fact for fact in session.timeline.facts if fact.id == event.withdraws), None) if event.withdraws else None
                told = session.receive(event)
                entry = Entry(event, session.today, told, late, withdrawn)
        except SessionError as error:
            raise error.at(number) from None
        yield session, entry


@dataclass(frozen=True, slots=True)
class Difference:
    """What one event told under one rulebook and not under the other."""

    event: Event
    today: date
    before: tuple[Alert, ...]
    after: tuple[Alert, ...]


def compared(events: Sequence[Event], before: Rulebook, after: Rulebook, chainer: str | None = None, rulesets: Sequence[str] = ()) -> list[Difference]:
    """The events that tell something else under another rulebook, with what only one of them tells."""
    found: list[Difference] = []
    for one, other in zip(diary(events, before, chainer, rulesets), diary(events, after, chainer, rulesets), strict=True):
        only_before = tuple(alert for alert in one.told if not _told_in(alert, other.told))
        only_after = tuple(alert for alert in other.told if not _told_in(alert, one.told))
        if only_before or only_after:
            found.append(Difference(one.event, one.today, only_before, only_after))
    return found


def _told_in(alert: Alert, told: Sequence[Alert]) -> bool:
    return any(alert.id == other.id and alert.says_the_same(other) for other in told)
