"""Erasing a person: what was stored goes, that something was stored stays."""

from __future__ import annotations

import sqlalchemy as sa

from .tables import alert_changes, alerts, cases, erasures, events
from .values import Erasure

__all__ = ["erased", "erasures_of"]


def erased(connection: sa.Connection, key: int, reason: str, by: str, at: str) -> Erasure:
    """Removes the id, the content and salt of every event, and all alerts of a case, and notes how many there were."""
    event_count = connection.execute(
        events.update().where(events.c.case_key == key).values(id=None, content=None, salt=None)).rowcount
    connection.execute(alert_changes.delete().where(alert_changes.c.case_key == key))
    alert_count = connection.execute(alerts.delete().where(alerts.c.case_key == key)).rowcount
    connection.execute(cases.update().where(cases.c.key == key).values(id=None))
    number = connection.execute(
        erasures.insert().values(case_key=key, events=event_count, alerts=alert_count, reason=reason, by=by, at=at)).inserted_primary_key
    assert number is not None
    return Erasure(number[0], event_count, alert_count, reason, by, at)


def erasures_of(connection: sa.Connection) -> tuple[Erasure, ...]:
    """What was erased, in order."""
    rows = connection.execute(sa.select(erasures).order_by(erasures.c.number))
    return tuple(Erasure(row.number, row.events, row.alerts, row.reason, row.by, row.at) for row in rows)
