"""A store filled event by event, each in a transaction of its own; and what one more event costs as a log grows, with the session on top."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from integrationrules.rulebook.book import load
from integrationrules.service.events import Received, steps_of
from integrationrules.store import CaseKey, Change, Entry, Step, open_store
from integrationrules.store.store import Store

from .contenders import Different
from .service import REQUEST

__all__ = ["Filled", "fill", "grow"]

SHOWN = (1, 10, 50, 100, 200, 300, 400, 500)
_MEAN_OF = 5


@dataclass(frozen=True, slots=True)
class Filled:
    """What many events took."""

    events: int
    cases: int
    a_second: float
    p50: float
    """Milliseconds."""
    p99: float
    megabytes: float
    """Of the file."""


def fill(path: Path, events: int, cases: int) -> Filled:
    """Sends events to cases in random order, every fifth with an alert; raises `Different` where not all of them are there afterwards."""
    chance, times = random.Random(1), []
    order = [number % cases for number in range(events)]
    chance.shuffle(order)
    with open_store(str(path)) as store:
        begun = time.perf_counter()
        for number, case in enumerate(order):
            step = _step(number)
            start = time.perf_counter()
            store.append(CaseKey(860, f"c-{case}"), [step], opens=True)
            times.append(time.perf_counter() - start)
        seconds = time.perf_counter() - begun
        kept = sum(len(store.events(CaseKey(860, f"c-{case}"))) for case in range(0, cases, max(1, cases // 100)))
        if kept != sum(order.count(case) for case in range(0, cases, max(1, cases // 100))) or store.verify():
            raise Different("the store does not hold what it was sent")
    times.sort()
    size = path.stat().st_size / 2**20
    return Filled(events, cases, events / seconds, 1000 * times[events // 2], 1000 * times[int(events * 0.99)], size)


def grow(path: Path, events: int) -> list[tuple[int, float, float]]:
    """One case, event by event, as the service takes them: length of the log, milliseconds of a processor to work out the alerts, and to keep both."""
    book, case = load(), CaseKey(860, "c-001")
    found: list[tuple[int, float, float]] = []
    last: list[tuple[float, float]] = []
    with open_store(str(path)) as store:
        for number, event in enumerate(_events(events), 1):
            last.append(_received(book, store, case, event))
            if number in SHOWN:
                some = last[-_MEAN_OF:]
                worked, kept = (1000 * sum(times) / len(some) for times in zip(*some, strict=True))
                found.append((number, worked, kept))
    return found


def _received(book: Any, store: Store, case: CaseKey, event: dict[str, Any]) -> tuple[float, float]:
    begun = time.perf_counter()
    log, alerts = store.case(case) or ((), ())
    read, worked = time.perf_counter(), time.process_time()
    steps = steps_of(book, Received(case.id, [event], log, alerts))
    spent, done = time.process_time() - worked, time.perf_counter()
    store.append(case, steps, len(log), opens=True)
    return spent, time.perf_counter() - done + read - begun


def _step(number: int) -> Step:
    content = {"kind": "fact", "recorded": "2018-01-01", "fact": {"kind": "employment", "type": "ordinary", "from": "2018-01-01", "hours_per_week": 25}}
    alert = {"alert": "claim", "due": "2018-12-31", "to": "caseworker"}
    return Step(Entry(f"e-{number}", content), (Change(f"a-{number}", "raised", alert),) if number % 5 == 0 else ())


def _events(count: int) -> Iterator[dict[str, Any]]:
    """The case of the example, then an internship week after the other, each recorded when it has ended."""
    yield json.loads(REQUEST.read_text(encoding="utf-8"))["events"]["sent"]["events"][0]
    monday = date(2016, 1, 11)
    for number in range(count - 1):
        start = monday + timedelta(weeks=number)
        fact = {"kind": "offer", "type": "company_internship", "from": str(start), "to": str(start + timedelta(days=5))}
        yield {"id": f"w-{number}", "kind": "fact", "recorded": str(start + timedelta(days=7)), "fact": fact}
