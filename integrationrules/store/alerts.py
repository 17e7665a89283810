"""The alerts of a case: each stored once by its id, what events did to it, and who has seen it."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from .canonical import canonical, content_of
from .problems import StoreError
from .tables import alert_changes, alerts
from .values import Change, KeptAlert

__all__ = ["acknowledged", "alerts_of", "changed", "changes_of"]


def changed(connection: sa.Connection, key: int, ordinal: int, changes: Sequence[Change]) -> None:
    """Keeps what the event at `ordinal` did. An alert that is raised again is the same one, holds again, and says what it says now."""
    for place, change in enumerate(changes):
        text = canonical(change.content)
        if change.what == "raised":
            _raise(connection, key, change.alert, text)
        else:
            connection.execute(_one(key, change.alert).values(withdrawn=text))
        connection.execute(alert_changes.insert().values(
            case_key=key, ordinal=ordinal, place=place, alert=change.alert, what=change.what, content=text))


def changes_of(connection: sa.Connection, key: int, ordinal: int) -> tuple[Change, ...]:
    """What the event at `ordinal` did, in order."""
    rows = connection.execute(
        sa.select(alert_changes).where(alert_changes.c.case_key == key, alert_changes.c.ordinal == ordinal).order_by(alert_changes.c.place))
    return tuple(Change(row.alert, row.what, content_of(row.content)) for row in rows)


def alerts_of(connection: sa.Connection, key: int) -> tuple[KeptAlert, ...]:
    """All alerts, in the order in which they were first raised."""
    first = (
        sa.select(alert_changes.c.alert, sa.func.min(alert_changes.c.ordinal * 10_000 + alert_changes.c.place).label("place"))
        .where(alert_changes.c.case_key == key).group_by(alert_changes.c.alert).subquery())
    rows = connection.execute(
        sa.select(alerts).join(first, first.c.alert == alerts.c.id).where(alerts.c.case_key == key).order_by(first.c.place))
    return tuple(_alert(row) for row in rows)


def acknowledged(connection: sa.Connection, key: int, alert: str, by: str, at: str) -> KeptAlert:
    """The alert with who has seen it; raises `StoreError` where there is none, or somebody else has."""
    query = sa.select(alerts).where(alerts.c.case_key == key, alerts.c.id == alert)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise StoreError("alert_unknown")
    if row.acknowledged_by is not None and (row.acknowledged_by, row.acknowledged_at) != (by, at):
        raise StoreError("alert_taken")
    connection.execute(_one(key, alert).values(acknowledged_by=by, acknowledged_at=at))
    return _alert(connection.execute(query).one())


def _raise(connection: sa.Connection, key: int, alert: str, text: str) -> None:
    # One statement first: an alert is much more often new than raised again.
    if connection.execute(_one(key, alert).values(withdrawn=None, content=text)).rowcount == 0:
        connection.execute(alerts.insert().values(case_key=key, id=alert, content=text))


def _one(key: int, alert: str) -> sa.Update:
    return alerts.update().where(alerts.c.case_key == key, alerts.c.id == alert)


def _alert(row: sa.Row[tuple[object, ...]]) -> KeptAlert:
    withdrawn = None if row.withdrawn is None else content_of(row.withdrawn)
    return KeptAlert(row.id, content_of(row.content), withdrawn, row.acknowledged_by, row.acknowledged_at)
