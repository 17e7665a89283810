"""Keys: told once, kept as hashes, for one municipality, until a day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from integrationrules.service.keys import Caller, KeyFileError, KeyRing, add_key
from integrationrules.service.problems import Refusal
from integrationrules.service.service import ServiceSettings

from .client import problem, sent
from .conftest import Served

TODAY = date(2026, 11, 21)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


def test_a_key_tells_who_asks(path: Path) -> None:
    key, other = add_key(path, "case system", 860, TODAY), add_key(path, "other", 751, date(2030, 1, 1))
    ring = KeyRing(path)
    assert ring.caller(f"Bearer {key}", TODAY) == Caller("case system", 860)
    assert ring.caller(f"bearer  {other} ", TODAY) == Caller("other", 751)


def test_the_file_holds_hashes_and_only_its_owner_reads_it(path: Path) -> None:
    key = add_key(path, "case system", 860, TODAY)
    secret = key.split("_", 2)[2]
    assert len(secret) >= 43
    assert secret not in path.read_text()
    assert hashlib.sha256(secret.encode()).hexdigest() in path.read_text()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("header", "code"), [
    (None, "http_key_missing"), ("", "http_key_missing"), ("Bearer", "http_key_missing"), ("Basic {key}", "http_key_missing"),
    ("Bearer x", "http_key_unknown"), ("Bearer {key}x", "http_key_unknown"), ("Bearer ir_00000000_x", "http_key_unknown"),
    ("Bearer {prefix}", "http_key_unknown"), ("Bearer {prefix}_", "http_key_unknown"), ("Bearer \ud800", "http_key_unknown"),
    ("Bearer {old}", "http_key_expired"), ("Bearer {old}x", "http_key_unknown"),
])
def test_other_keys_are_refused(path: Path, header: str | None, code: str) -> None:
    key, old = add_key(path, "a", 860, TODAY), add_key(path, "b", 860, date(2026, 11, 20))
    ring = KeyRing(path)
    with pytest.raises(Refusal) as caught:
        ring.caller(header if header is None else header.format(key=key, old=old, prefix=key.rpartition("_")[0]), TODAY)
    assert (caught.value.status, caught.value.code) == (401, code)
    assert caught.value.headers == {"WWW-Authenticate": "Bearer"}


def test_a_key_that_is_taken_back_no_longer_opens_and_a_new_one_does(path: Path) -> None:
    key = add_key(path, "a", 860, TODAY)
    ring = KeyRing(path)
    new = add_key(path, "b", 860, TODAY)
    assert ring.caller(f"Bearer {new}", TODAY).name == "b"
    path.write_text(json.dumps({"format": 1, "keys": []}))
    with pytest.raises(Refusal):
        ring.caller(f"Bearer {key}", TODAY)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"format": 2, "keys": []}', '{"format": 1, "keys": [{}]}', '{"format": 1, "keys": [{"id": "x", '
                                     '"name": "n", "municipality": 860, "expires": "soon", "sha256": ""}]}'])
def test_a_damaged_file_is_refused_and_lets_nobody_in_that_was_let_in_before(path: Path, content: str) -> None:
    key = add_key(path, "a", 860, TODAY)
    ring = KeyRing(path)
    path.write_text(content)
    with pytest.raises(KeyFileError):
        KeyRing(path)
    with pytest.raises(Refusal):
        ring.caller(f"Bearer {key}", TODAY)


def test_every_address_but_health_needs_a_key(path: Path, tmp_path: Path, serve: Callable[[ServiceSettings], Served]) -> None:
    key = add_key(path, "case system", 860, TODAY)
    ask = serve(ServiceSettings(workers=1, keys=path, audit=tmp_path / "audit", store=str(tmp_path / "cases.db"), today=lambda: TODAY))
    assert ask("GET", "/health").status_code == 200
    assert problem(ask("GET", "/rules")) == (401, "http_key_missing")
    for address in ("/evaluate", "/whatif", "/deadlines", "/measure", "/invest", "/cases/events", "/cases/alerts", "/cases/alerts/acknowledge"):
        answer = ask("POST", address, content=b"[" * 100, headers={"Content-Type": "application/json", "Authorization": "Bearer ir_0_0"})
        assert problem(answer) == (401, "http_key_unknown")
        assert answer.headers["www-authenticate"] == "Bearer"
    assert ask.post("/evaluate", sent("evaluate"), Authorization=f"Bearer {key}").status_code == 200
    log = (tmp_path / "audit").read_text()
    assert [json.loads(line)["key"] for line in log.splitlines()][-1] == "case system"
    assert key not in log


def test_a_key_reaches_the_cases_of_its_municipality_alone(path: Path, tmp_path: Path, serve: Callable[[ServiceSettings], Served]) -> None:
    mine, theirs = add_key(path, "hjørring", 860, TODAY), add_key(path, "aarhus", 751, TODAY)
    ask = serve(ServiceSettings(workers=1, keys=path, store=str(tmp_path / "cases.db"), audit=tmp_path / "audit", today=lambda: TODAY))
    assert ask.post("/cases/events", sent("events"), Authorization=f"Bearer {mine}").status_code == 200
    alert = ask.post("/cases/alerts", sent("alerts"), Authorization=f"Bearer {mine}").json()["alerts"][0]["id"]

    def alike(address: str, body: dict[str, Any]) -> None:
        foreign = ask.post(address, body, Authorization=f"Bearer {theirs}")
        unknown = ask.post(address, {**body, "case": "c-404"}, Authorization=f"Bearer {mine}")
        assert problem(foreign) == (404, "case_unknown")
        assert (foreign.status_code, foreign.content, dict(foreign.headers)) == (unknown.status_code, unknown.content, dict(unknown.headers))

    alike("/cases/alerts", sent("alerts"))
    alike("/cases/events", sent("events", events=sent("events")["events"][1:]))
    alike("/cases/alerts/acknowledge", sent("acknowledge", alert=alert))
    # The same id is free for a case of theirs.
    assert ask.post("/cases/events", sent("events"), Authorization=f"Bearer {theirs}").status_code == 200
