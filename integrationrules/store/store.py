"""A store of running cases: what was received, in order, and the alerts it raised."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from . import alerts, erasing, log, tables
from .problems import StoreError, translated
from .values import CaseKey, Entry, Erasure, Kept, KeptAlert, Step, Written

__all__ = ["Store"]


class Store:
    """Cases by municipality and id. Every method is one transaction: what it returned is kept, what it raised left nothing behind."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str, wait: float = 5.0) -> Self:
        """The store at a file name or URL, made where there is none."""
        engine = tables.connected(url, wait)
        try:
            tables.prepare(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        """Lets go of all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """The store itself; it is closed at the end of the block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes it."""
        self.close()

    def append(self, case: CaseKey, steps: Sequence[Step], expected: int | None = None, opens: bool = False) -> tuple[Written, ...]:
        """Adds events at the end of the case's log, all or none, with the changes they bring.

        An event whose id is known with the same content is not added again: what it brought at first is returned. Raises
        `StoreError` for one with other content, for an unknown case unless `opens`, and where the case has not the `expected`
        version (the number of its events; 0 for a new case) and at least one event is new.
        """
        with self._writing() as connection:
            found = log.locked(connection, case)
            if found is None:
                if not opens:
                    raise StoreError("case_unknown")
                found = log.opened(connection, case)
            return log.appended(connection, found, steps, expected, lambda: secrets.token_hex(16))

    def events(self, case: CaseKey) -> tuple[Kept, ...]:
        """The log of a case, in order; raises `StoreError` for an unknown one."""
        with self._reading() as connection:
            return log.events_of(connection, log.known(connection, case).key)

    def case(self, case: CaseKey) -> tuple[tuple[Kept, ...], tuple[KeptAlert, ...]] | None:
        """The log of a case and its alerts, as they were at one moment; None for an unknown one."""
        with self._reading() as connection:
            found = log.found(connection, case)
            return None if found is None else (log.events_of(connection, found.key), alerts.alerts_of(connection, found.key))

    def received(self, case: CaseKey, entry: Entry) -> Written | None:
        """What was answered to an event when it was first received; None for a new one, `StoreError` where its content was another."""
        with self._reading() as connection:
            found = log.found(connection, case)
            return None if found is None else log.repeated(connection, found.key, entry)

    def alerts(self, case: CaseKey) -> tuple[KeptAlert, ...]:
        """The alerts of a case, also those that no longer hold, in the order in which they were first raised."""
        with self._reading() as connection:
            return alerts.alerts_of(connection, log.known(connection, case).key)

    def acknowledge(self, case: CaseKey, alert: str, by: str, at: str) -> KeptAlert:
        """Notes who has seen an alert and when, as given; the same again changes nothing, another is refused."""
        with self._writing() as connection:
            found = log.locked(connection, case)
            if found is None:
                raise StoreError("case_unknown")
            return alerts.acknowledged(connection, found.key, alert, by, at)

    def erase(self, case: CaseKey, reason: str, by: str, at: str) -> Erasure:
        """Removes what was stored about a person: the case's id, its events and alerts. What is left is how many there were, and that.

        Copies that were made of the file or database before are not ours to erase.
        """
        with self._writing() as connection:
            found = log.locked(connection, case)
            if found is None:
                raise StoreError("case_unknown")
            erased = erasing.erased(connection, found.key, reason, by, at)
        if self._engine.dialect.name == "sqlite":
            self._empty_wal()
        return erased

    def erasures(self) -> tuple[Erasure, ...]:
        """What was erased, in order."""
        with self._reading() as connection:
            return erasing.erasures_of(connection)

    def verify(self) -> tuple[int, ...]:
        """The numbers of the cases whose log was changed behind the store's back; none where all hashes agree."""
        with self._reading() as connection:
            return tuple(key for key in log.keys_of(connection) if not log.is_whole(connection, key))

    def __len__(self) -> int:
        """How many cases there are, those that were erased not among them."""
        with self._reading() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(tables.cases).where(tables.cases.c.id.is_not(None))).scalar_one())

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with translated(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with translated(), self._engine.connect().execution_options(**{tables.WRITING: True}) as connection, connection.begin():
            yield connection

    def _empty_wal(self) -> None:
        """What was deleted also stands in the write-ahead log until that is written back."""
        with translated(), self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
