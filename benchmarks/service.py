"""The service asked from another process: requests a second, how long the slowest wait, and whether its memory grows."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from .contenders import Different

__all__ = ["QUESTIONS", "Load", "measure"]

WORKERS, CALLERS = 2, 4
REQUEST = Path(__file__).parents[1] / "integrationrules" / "service" / "requests.json"
QUESTIONS = (("self-support in a quarter", ["self_supporting"], 1), ("results bonus for a job", ["dk.integration.results_bonus.job"], 20))
"""What is asked, by which rules, and which share of the requests; the second is tried under every option of many assumptions."""
_STEADY = 0.1
"""The share of requests after which memory is looked at first: by then every rule has been planned."""


@dataclass(frozen=True, slots=True)
class Load:
    """What many requests took."""

    requests: int
    a_second: float
    p50: float
    """Milliseconds."""
    p99: float
    before: float
    """Megabytes of all processes of the service, once it is warm."""
    after: float


def measure(requests: int, rules: list[str]) -> Load:
    """Sends `/evaluate` that often, from a few callers at once; raises `Different` where an answer is another than the first."""
    with _served() as (port, process):
        sent = json.loads(REQUEST.read_text(encoding="utf-8"))["evaluate"]["sent"]
        body = json.dumps({**sent, "rules": rules}).encode()
        with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
            expected = _ask(connection, body)
        warm = max(CALLERS, int(requests * _STEADY))
        _asked(port, body, expected, warm)
        before, begun = _megabytes(process), time.perf_counter()
        times = _asked(port, body, expected, requests)
        seconds = time.perf_counter() - begun
        return Load(len(times), len(times) / seconds, 1000 * times[len(times) // 2], 1000 * times[int(len(times) * 0.99)], before, _megabytes(process))


def _asked(port: int, body: bytes, expected: bytes, count: int) -> list[float]:
    def call(own: int) -> list[float]:
        times = []
        with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
            for _ in range(own):
                begun = time.perf_counter()
                answer = _ask(connection, body)
                times.append(time.perf_counter() - begun)
                if answer != expected:
                    raise Different("the service answers one question in two ways")
        return times

    with ThreadPoolExecutor(CALLERS) as callers:
        return sorted(one for times in callers.map(call, [count // CALLERS] * CALLERS) for one in times)


def _ask(connection: http.client.HTTPConnection, body: bytes) -> bytes:
    connection.request("POST", "/evaluate", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    found = answer.read()
    if answer.status != 200:
        raise Different(f"the service answers {answer.status}")
    return found


@contextmanager
def _served() -> Iterator[tuple[int, int]]:
    """A service of its own: its port and process."""
    command = [sys.executable, "-m", "integrationrules", "serve", "--port", "0", "--workers", str(WORKERS), "--audit", os.devnull]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    with process, process.stderr as told:
        try:
            port = int(told.readline().split()[0].rpartition(":")[2])
            for _ in range(600):
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield port, process.pid
        finally:
            process.terminate()


def _megabytes(process: int) -> float:
    """Of the process and those it started; 0 where the system does not say."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    own = next((int(line.split()[1]) / 2**10 for line in lines if line.startswith("VmRSS")), 0.0)
    return own + sum(_megabytes(int(child)) for child in children)
