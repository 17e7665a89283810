"""A case that lives, written where a test wants it."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

import integrationrules as ir
from integrationrules.rulebook.book import Rulebook, load
from integrationrules.sessions import CaseSession, Event, guard
from integrationrules.sessions.alert import Alert
from integrationrules.timeline.timeline import Timeline

__all__ = ["CHAINERS", "INSTALLED", "advance", "book", "correction", "fact", "said", "session", "timeline", "withdrawal"]

INSTALLED = pytest.mark.skipif(not guard.available(), reason="durable-rules is not installed")
CHAINERS = [pytest.param("durable", marks=INSTALLED), "builtin"]
REFUGEE = ({"kind": "residence_permit", "on": "2015-11-02", "basis": "refugee"}, {"kind": "responsibility", "from": "2016-01-01", "municipality": 860})
SIGNED = {"kind": "contract", "on": "2016-01-20"}
JOB = {"kind": "employment", "id": "job", "type": "ordinary", "from": "2018-05-28", "hours_per_week": 25}


@cache
def book() -> Rulebook:
    """The shipped rules."""
    return load()


def timeline(*facts: dict[str, Any], to: str = "2018-05-01") -> Timeline:
    """A refugee whom a municipality is responsible for, with more facts."""
    return ir.parse_case({"citizen": {"id": "c-1", "born": "1990-05-01"}, "observed": {"from": "2015-01-01", "to": to}, "facts": [*REFUGEE, *facts]})


def session(*facts: dict[str, Any], chainer: str = "builtin", to: str = "2018-05-01") -> CaseSession:
    """A session about her."""
    return CaseSession(book(), timeline(*facts, to=to), chainer)


def _event(id: str, kind: str, recorded: str, **more: Any) -> Event:
    return Event.model_validate({"id": id, "case": "c-1", "kind": kind, "recorded": recorded, **more})


def fact(id: str, recorded: str, stated: dict[str, Any]) -> Event:
    return _event(id, "fact", recorded, fact=stated)


def correction(id: str, recorded: str, stated: dict[str, Any]) -> Event:
    return _event(id, "correction", recorded, fact=stated)


def withdrawal(id: str, recorded: str, of: str) -> Event:
    return _event(id, "withdrawal", recorded, withdraws=of)


def advance(recorded: str) -> Event:
    return _event(f"advance-{recorded}", "advance", recorded)


def said(told: tuple[Alert, ...]) -> list[str]:
    """`raised job_claim` and the like, in order."""
    return [f"{one.status} {one.rule.rpartition('.')[2]}" for one in told]
