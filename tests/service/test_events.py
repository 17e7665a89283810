"""What other rules change is told with the first event after, and only with that."""

from __future__ import annotations

from integrationrules.rulebook.book import load
from integrationrules.service.events import Received, steps_of
from integrationrules.store import Kept, KeptAlert

from .client import sent


def test_alerts_of_other_rules_are_withdrawn_and_those_of_these_rules_raised() -> None:
    book, events = load(), sent("events")["events"]
    (opened,) = steps_of(book, Received("c-001", events[:1], (), (), "builtin"))
    log = (Kept(1, opened.entry.id, opened.entry.content),)
    old = KeptAlert("0" * 32, {**opened.changes[0].content, "id": "0" * 32, "rule": "dk.gone"})
    later = [{"id": f"a{n}", "kind": "advance", "recorded": "2016-01-10"} for n in (1, 2)]
    first, second = steps_of(book, Received("c-001", later, log, (old,), "builtin"))
    assert [(one.alert, one.what) for one in first.changes] == [(old.id, "withdrawn"), *((one.alert, "raised") for one in opened.changes)]
    assert first.changes[0].content["reason"] == {"why": "rules"}
    assert second.changes == ()
