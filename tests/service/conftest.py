"""One service for many tests: starting its workers takes a second."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest

pytest.importorskip("fastapi")

from integrationrules.service.service import ServiceSettings

from .client import asked

Ask = Callable[..., httpx.Response]


class Served:
    """A service on a loop of its own, so that tests need none."""

    def __init__(self, settings: ServiceSettings) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = Thread(target=self.loop.run_forever)
        self.thread.start()
        self.context = asked(settings)
        self.client: httpx.AsyncClient = self.run(self.context.__aenter__())

    def run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(120)

    def __call__(self, method: str, path: str, **options: Any) -> httpx.Response:
        found: httpx.Response = self.run(self.client.request(method, path, **options))
        return found

    def post(self, path: str, body: Any, **headers: str) -> httpx.Response:
        return self("POST", path, json=body, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def together(self, *requests: tuple[str, Any]) -> list[httpx.Response]:
        """Several at once."""

        async def all_of() -> list[httpx.Response]:
            return list(await asyncio.gather(*(self.client.post(path, json=body) for path, body in requests)))

        found: list[httpx.Response] = self.run(all_of())
        return found

    def close(self) -> None:
        self.run(self.context.__aexit__(None, None, None))
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service without keys, with a store."""
    folder: Path = tmp_path_factory.mktemp("service")
    served = Served(ServiceSettings(workers=1, store=str(folder / "cases.db"), audit=folder / "audit.jsonl"))
    yield served
    served.close()


@pytest.fixture
def serve() -> Iterator[Callable[[ServiceSettings], Served]]:
    """Makes services that end with the test."""
    made: list[Served] = []

    def make(settings: ServiceSettings) -> Served:
        made.append(Served(settings))
        return made[-1]

    yield make
    for one in made:
        one.close()
