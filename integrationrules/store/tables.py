"""The tables of a store, and its connection: one SQLite file, or PostgreSQL."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url

from .problems import StoreError, translated

__all__ = ["FORMAT", "WRITING", "alert_changes", "alerts", "cases", "connected", "erasures", "events", "prepare"]

FORMAT = 1
"""Version of the tables; another one is refused by name."""
WRITING = "writing"
"""The execution option of connections that write: SQLite then takes its one place for writers at once."""
_BEING_MADE = 4_707_860
"""The number of PostgreSQL's advisory lock under which the tables are made."""

_all = sa.MetaData()
_version = sa.Table("store_version", _all, sa.Column("format", sa.Integer, primary_key=True, autoincrement=False))
cases = sa.Table(
    "cases", _all,
    sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("municipality", sa.Integer, nullable=False),
    sa.Column("id", sa.Text),               # none after erasure
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("chain", sa.Text, nullable=False),
    sa.UniqueConstraint("municipality", "id"),
)
events = sa.Table(
    "events", _all,
    sa.Column("case_key", sa.ForeignKey("cases.key"), primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text),               # none after erasure, as content and salt
    sa.Column("content", sa.Text),
    sa.Column("salt", sa.Text),
    sa.Column("late", sa.Boolean, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("chain", sa.Text, nullable=False),
    sa.UniqueConstraint("case_key", "id"),
)
alerts = sa.Table(
    "alerts", _all,
    sa.Column("case_key", sa.ForeignKey("cases.key"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("withdrawn", sa.Text),
    sa.Column("acknowledged_by", sa.Text),
    sa.Column("acknowledged_at", sa.Text),
)
alert_changes = sa.Table(
    "alert_changes", _all,
    sa.Column("case_key", sa.ForeignKey("cases.key"), primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("alert", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
)
erasures = sa.Table(
    "erasures", _all,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("case_key", sa.ForeignKey("cases.key"), nullable=False),
    sa.Column("events", sa.Integer, nullable=False),
    sa.Column("alerts", sa.Integer, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)


def connected(url: str, wait: float) -> sa.Engine:
    """An engine for a file name or URL; nothing is opened yet. Raises `StoreError`."""
    found = _url(url)
    if found.get_backend_name() == "sqlite":
        return _sqlite(found, wait)
    try:
        # Everything that waits for a lock waits as long as a writer of SQLite does.
        options = f"-c lock_timeout={int(wait * 1000)}"
        return sa.create_engine(found, pool_pre_ping=True, connect_args={"options": options, "connect_timeout": max(1, int(wait))})
    except ModuleNotFoundError:
        raise StoreError("store_driver") from None


def prepare(engine: sa.Engine) -> None:
    """Makes the tables where there are none; raises `StoreError` for what is no store, or one of another format."""
    if engine.dialect.name == "sqlite":
        _make_private(str(engine.url.database))
    with translated(), engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_BEING_MADE)))
        present = set(sa.inspect(connection).get_table_names())
        if _version.name not in present:
            if present & set(_all.tables):
                raise StoreError("store_none")
            _all.create_all(connection)
            connection.execute(_version.insert().values(format=FORMAT))
            return
        found = connection.execute(sa.select(_version.c.format)).scalars().first()
        if found != FORMAT:
            raise StoreError("store_version", found=found, known=FORMAT)


def _make_private(path: str) -> None:
    """A new file, and the log that SQLite writes beside it, can be read by their owner alone: they hold facts of citizens."""
    with suppress(OSError):             # it is there, or cannot be made: that is told where it is opened
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _url(text: str) -> URL:
    if "://" not in text:
        if not text or os.path.isdir(text):
            raise StoreError("store_kind", found=text)
        return URL.create("sqlite", database=text)
    try:
        found = make_url(text)
        backend = found.get_backend_name()
    except (sa.exc.ArgumentError, ValueError):
        raise StoreError("store_kind", found=text.partition("://")[0] + "://") from None
    if backend == "sqlite" and found.database not in (None, "", ":memory:"):
        return found.set(drivername="sqlite")
    if backend == "postgresql":
        return found.set(drivername="postgresql+psycopg")
    raise StoreError("store_kind", found=backend + "://")


def _sqlite(url: URL, wait: float) -> sa.Engine:
    engine = sa.create_engine(url, connect_args={"timeout": wait, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _opened(connection: Any, record: Any) -> None:
        connection.isolation_level = None       # BEGIN is ours: sqlite3's own comes too late for a writer
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {setting}").close()

    @event.listens_for(engine, "begin")
    def _begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITING) else "BEGIN")

    return engine
