"""The server: uvicorn with limits of its own, for callers that open connections and say nothing."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from .app import make_app
from .service import ServiceSettings

__all__ = ["Listening", "listened", "run_server"]

_HEADER_BYTES = 16_384


@dataclass(frozen=True, slots=True)
class Listening:
    """Where, and to how many at once."""

    host: str = "127.0.0.1"
    port: int = 8000
    connections: int = 2_000
    patience: float = 15.0
    """Seconds within which a new connection has sent the headers of its first request."""


class _ImpatientProtocol(H11Protocol):
    """HTTP/1.1 that closes a connection on which no whole request begins in time; uvicorn itself waits for ever."""

    patience: float

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection."""
        super().connection_made(transport)
        self._patience = self.loop.call_later(self.patience, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self._patience.cancel()
        super().connection_lost(exc)

    def _give_up(self) -> None:
        if self.scope is None and not self.transport.is_closing():
            self.transport.close()


def listened(listening: Listening) -> socket.socket:
    """A socket at the address; raises `OSError` where there can be none."""
    family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
    return socket.create_server((listening.host, listening.port), family=family, backlog=2_048)


def run_server(settings: ServiceSettings, listening: Listening, at: socket.socket) -> None:
    """Serves until it is told to stop."""
    _allow_connections(listening.connections)
    protocol = type("Protocol", (_ImpatientProtocol,), {"patience": listening.patience})
    config = uvicorn.Config(
        make_app(settings), http=protocol, ws="none", log_level="warning", access_log=False,
        server_header=False, proxy_headers=False, limit_concurrency=listening.connections, timeout_keep_alive=15, timeout_graceful_shutdown=10,
        h11_max_incomplete_event_size=_HEADER_BYTES,
    )
    uvicorn.Server(config).run([at])


def _allow_connections(wanted: int) -> None:
    """Raises the limit of open files as far as the system lets us; each connection is one."""
    try:
        import resource
    except ModuleNotFoundError:             # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed: Any = wanted + 200
    with suppress(ValueError, OSError):
        if soft < needed:
            resource.setrlimit(resource.RLIMIT_NOFILE, (needed if hard == resource.RLIM_INFINITY else min(needed, hard), hard))
