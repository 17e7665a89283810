"""The command `integrationrules serve` on a free port, for as long as a block lasts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

__all__ = ["Live", "served"]


@dataclass(frozen=True)
class Live:
    """A running service."""

    port: int
    process: subprocess.Popen[bytes]
    errors: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def served(folder: Path, *options: str) -> Iterator[Live]:
    """A service whose output goes to files in a folder."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    errors = folder / "errors.txt"
    command = [sys.executable, "-m", "integrationrules", "serve", "--port", str(port), "--audit", str(folder / "audit.jsonl"), *options]
    with errors.open("wb") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})
    live = Live(port, process, errors)
    try:
        _wait(live)
        yield live
    finally:
        process.terminate()
        process.wait(30)


def _wait(live: Live) -> None:
    for _ in range(600):
        with suppress(httpx.TransportError):
            httpx.get(f"{live.url}/health")
            return
        if live.process.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError(f"the service did not start: {live.errors.read_text()}")
