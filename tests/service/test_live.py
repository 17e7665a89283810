"""The command on a port: curl, callers that are slow or open connections and say nothing, and a restart."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

pytest.importorskip("uvicorn")

from .client import problem, sent
from .live import Live, served

CURL = Path(__file__).parents[2] / "examples" / "service" / "curl.sh"
CONNECTIONS = 300


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    folder = tmp_path_factory.mktemp("live")
    with served(folder, "--workers", "1", "--store", str(folder / "cases.db"), "--connections", str(CONNECTIONS + 50), "--patience", "3") as found:
        yield found


def headers(length: int) -> bytes:
    return f"POST /evaluate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n".encode()


@pytest.mark.skipif(shutil.which("curl") is None or shutil.which("sh") is None, reason="there is no curl here")
def test_curl_reaches_every_address(live: Live) -> None:
    done = subprocess.run(["sh", str(CURL), live.url], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    first, _, openapi, *answers = done.stdout.splitlines()
    assert json.loads(first)["status"] == "ok"
    assert openapi.startswith('{"openapi":')
    found = [json.loads(one) for one in answers]
    keys = ("decisions", "changed", "deadlines", "cells", "investment", "events", "events", "alerts", "alert")
    assert len(found) == len(keys)
    assert all(key in one for key, one in zip(keys, found, strict=True))
    assert found[5] == found[6]
    assert found[-1]["alert"]["acknowledged"] == {"by": "team 3", "at": "2016-03-14"}
    written = CURL.read_text(encoding="utf-8")
    for path in httpx.get(f"{live.url}/openapi.json").json()["paths"]:
        assert f"{path} " in written or f'{path}"' in written, path


def test_the_service_says_nothing_of_itself(live: Live) -> None:
    assert "server" not in httpx.get(f"{live.url}/health").headers


def test_ten_megabytes_over_the_wire(live: Live) -> None:
    answer = httpx.post(f"{live.url}/evaluate", content=b"[" * 10_000_000, headers={"Content-Type": "application/json"})
    assert problem(answer) == (413, "http_too_large")


def test_connections_that_say_nothing_do_not_keep_others_out(live: Live) -> None:
    with ExitStack() as stack:
        for place in range(CONNECTIONS):
            one = stack.enter_context(socket.create_connection(("127.0.0.1", live.port)))
            one.sendall((b"", b"POST /evaluate HT", headers(1000) + b"{", b"GET /health HTTP/1.1\r\nX: ")[place % 4])
        assert httpx.post(f"{live.url}/evaluate", json=sent("evaluate"), timeout=30).status_code == 200


def test_a_connection_without_a_whole_request_is_closed(live: Live) -> None:
    with socket.create_connection(("127.0.0.1", live.port), timeout=40) as one:
        one.sendall(b"POST /evaluate HTTP/1.1\r\nX-Slow: ")
        assert one.recv(1000) == b""


def test_a_body_that_does_not_arrive_is_refused(live: Live) -> None:
    with socket.create_connection(("127.0.0.1", live.port), timeout=40) as one:
        one.sendall(headers(1000) + b'{"case": ')
        told = b"".join(iter(lambda: one.recv(1000), b""))
        assert told.startswith(b"HTTP/1.1 408 ")
        assert b"http_too_slow" in told


@pytest.mark.parametrize("said", [
    b"\x00\x01\x02\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST /evaluate HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"POST /evaluate HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    b"GET /health HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 10_000 + b"\r\n",
])
def test_what_is_hardly_http_is_a_4xx(live: Live, said: bytes) -> None:
    with socket.create_connection(("127.0.0.1", live.port), timeout=30) as one:
        one.sendall(said)
        assert one.recv(100)[:10] in (b"HTTP/1.1 4", b"HTTP/1.1 2")
    assert httpx.get(f"{live.url}/health").status_code == 200


def test_what_was_accepted_is_there_after_the_service_was_killed(tmp_path: Path) -> None:
    options = ("--workers", "1", "--store", str(tmp_path / "cases.db"))
    with served(tmp_path, *options) as live:
        first = httpx.post(f"{live.url}/cases/events", json=sent("events"), timeout=60)
        assert first.status_code == 200
        live.process.send_signal(signal.SIGKILL)
        live.process.wait(30)
    with served(tmp_path, *options) as live:
        assert httpx.post(f"{live.url}/cases/events", json=sent("events"), timeout=60).content == first.content
        assert len(httpx.post(f"{live.url}/cases/alerts", json=sent("alerts"), timeout=60).json()["alerts"]) == len(
            {alert["id"] for one in first.json()["events"] for alert in one["alerts"]})
