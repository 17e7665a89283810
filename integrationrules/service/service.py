"""What a running service holds: workers, keys, the store and the audit log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .audit import AuditLog
from .keys import Caller, KeyRing
from .pool import Crashed, Pool
from .problems import Refusal
from .reading import Limits
from .worker import Question, WorkerSettings

if TYPE_CHECKING:
    from integrationrules.store.store import Store

    from .events import Received

__all__ = ["ANYBODY", "Service", "ServiceSettings"]

STORE_PATIENCE = 5.0
"""Seconds that another writer of the store is waited for."""
ANYBODY = Caller("", 0)
"""Who asks where no keys are used."""


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """What `integrationrules serve` is told."""

    workers: int = 2
    worker: WorkerSettings = field(default_factory=WorkerSettings)
    store: str | None = None
    keys: Path | None = None
    chainer: str | None = None
    audit: Path | None = None
    limits: Limits = field(default_factory=Limits)
    today: Callable[[], date] = date.today
    """The day on which keys are looked at; no answer depends on it."""


class Service:
    """Everything that requests share."""

    def __init__(self, settings: ServiceSettings) -> None:
        self.limits, self.chainer, self._today = settings.limits, settings.chainer, settings.today
        self._keys = None if settings.keys is None else KeyRing(settings.keys)
        self._store = _opened(settings.store)
        self.audit = AuditLog(settings.audit)
        self.pool = Pool(settings.workers, settings.worker, settings.limits.calculation)

    def start(self) -> None:
        """Starts the worker processes."""
        self.pool.start()

    def stop(self) -> None:
        """Ends them, and lets go of store and audit log."""
        self.pool.stop()
        if self._store is not None:
            self._store.close()
        self.audit.close()

    @property
    def has_store(self) -> bool:
        """Whether cases are kept."""
        return self._store is not None

    @property
    def store(self) -> Store:
        """Where cases are kept; raises `Refusal` where none are."""
        if self._store is None:
            raise Refusal(404, "http_no_store")
        return self._store

    def caller(self, header: str | None) -> Caller:
        """Who asks; raises `Refusal` for no valid key."""
        return ANYBODY if self._keys is None else self._keys.caller(header, self._today())

    async def steps(self, received: Received, lang: str) -> Any:
        """What events bring, as a worker works it out; where the chainer has ended two workers, with the one of our own."""
        try:
            return await self.pool.ask(Question("events", received, lang))
        except Crashed:
            return await self.calculated("events", replace(received, chainer="builtin"), lang)

    async def calculated(self, task: str, asked: Any, lang: str) -> Any:
        """What a worker answers: a document and a count, or why not; raises `Refusal` where no worker can."""
        try:
            return await self.pool.ask(Question(task, asked, lang))
        except Crashed:
            raise Refusal(503, "http_crashed") from None


def _opened(url: str | None) -> Store | None:
    if url is None:
        return None
    from integrationrules.store import open_store

    return open_store(url, STORE_PATIENCE)


