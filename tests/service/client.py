"""A service in this process, asked without a network; what it is asked, and what the tests say of its answers."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from integrationrules.service.app import make_app
from integrationrules.service.service import ServiceSettings

__all__ = ["REQUESTS", "asked", "problem", "sent"]

REQUESTS: dict[str, Any] = json.loads((Path(__file__).parents[2] / "integrationrules" / "service" / "requests.json").read_text(encoding="utf-8"))


@asynccontextmanager
async def asked(settings: ServiceSettings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a running service."""
    app = make_app(settings)
    # What the application lets through is told to the client, not raised here.
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://service", timeout=60) as client:
        yield client


def sent(name: str, **changes: Any) -> dict[str, Any]:
    """The example of a request, with other values."""
    return {**json.loads(json.dumps(REQUESTS[name]["sent"])), **changes}


def problem(response: httpx.Response) -> tuple[int, str]:
    """Status and code of a problem, whose form is looked at."""
    found = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert found["status"] == response.status_code
    assert found["type"] == f"urn:integrationrules:problem:{found['code']}"
    assert found["title"]
    assert found["detail"]
    assert set(found) <= {"type", "title", "status", "detail", "code", "problems", "unlisted"}
    return response.status_code, found["code"]
