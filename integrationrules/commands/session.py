"""`integrationrules session`: an event log received again, printed as a diary, or compared under two rulebooks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from integrationrules.commands.terminal import UnusableInput, width
from integrationrules.report.catalogue import translator
from integrationrules.report.sessions import compared_text, diary_text, session_problem
from integrationrules.rulebook.book import Rulebook
from integrationrules.sessions.event import Event
from integrationrules.sessions.logs import read_log
from integrationrules.sessions.problems import SessionError
from integrationrules.sessions.replaying import Entry, compared, received
from integrationrules.sessions.session import FORMAT, CaseSession

__all__ = ["Wanted", "run"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked about a log."""

    to: date | None = None
    chainer: str | None = None
    rulesets: tuple[str, ...] = ()
    form: str | None = None


def run(book: Rulebook, log: str, wanted: Wanted, other: Rulebook | None, lang: str) -> int:
    """Prints the diary, as text unless the form is json; with another rulebook what differs under it, and 1 where anything does."""
    tr = translator(lang)
    for name in wanted.rulesets:
        if not any(alert.rpartition(".")[0] == name for alert in book.alerts):
            raise UnusableInput(tr("--ruleset: there are no alerts in '{name}'").format(name=name))
    events = read_log(log)
    if wanted.to is not None:
        events.append(Event(id=f"advance-{wanted.to}", case=events[0].case, kind="advance", recorded=wanted.to))
    try:
        return _told(book, events, wanted, other, lang)
    except SessionError as error:
        if wanted.to is None or error.number != len(events):
            raise
        raise UnusableInput(f"--to: {session_problem(error.at(0), lang)}") from None      # what was asked for, not an event of the log


def _told(book: Rulebook, events: list[Event], wanted: Wanted, other: Rulebook | None, lang: str) -> int:
    if other is not None:
        found = compared(events, book, other, wanted.chainer, wanted.rulesets)
        print(compared_text(found, book, other, lang, width()), end="")
        return 1 if found else 0
    session, entries = received(events, book, wanted.chainer, wanted.rulesets)
    print(_json(entries, session) if wanted.form == "json" else diary_text(entries, session, lang, width()), end="")
    return 0


def _json(entries: list[Entry], session: CaseSession) -> str:
    document = {
        "format": FORMAT, "today": session.today.isoformat(), "rulebook_hash": session.rulebook_hash, "chainer": session.chainer,
        "diary": [{"event": entry.event.id, "today": entry.today.isoformat(), **({"late": True} if entry.late else {}),
                   "told": [alert.as_json() for alert in entry.told]} for entry in entries],
        "alerts": [alert.as_json() for alert in session.alerts],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
