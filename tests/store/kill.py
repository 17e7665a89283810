"""`python -m tests.store.kill [--times 200] [--url URL]`: writers that are killed in the middle, and what is left of what they wrote.

A writer sends events to a few cases and says which of them were accepted; somewhere in the middle it is killed with SIGKILL. Every
accepted event must be there, the log whole, and no alert there twice; then the next writer sends the last ones again. Without
`--url` a new SQLite file is written.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import sqlalchemy as sa

from integrationrules.store import CaseKey, Change, Entry, Step, open_store
from integrationrules.store.store import Store

__all__ = ["kill_writers"]

CASES = 5
AGAIN = 10
"""How many of the last events each writer sends again: those whose answer its predecessor did not live to hear."""


def kill_writers(url: str, times: int, seed: int = 1) -> int:
    """Kills that many writers; how many events were accepted in all. Raises `AssertionError` where anything is missing or there twice."""
    chance, accepted = random.Random(seed), 0
    for _ in range(times):
        accepted = _kill_one(url, accepted, chance.randrange(AGAIN + 15), chance.uniform(0.0, 0.02))
        with open_store(url) as store:
            _check(store, accepted)
    return accepted


def _kill_one(url: str, accepted: int, events: int, seconds: float) -> int:
    """A writer that is killed some time after it has told of so many events, which is in the middle of one most often."""
    writer = subprocess.Popen([sys.executable, "-m", "tests.store.kill", "--write", str(max(0, accepted - AGAIN)), "--url", url], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    with writer, writer.stdout as told:
        told.readline()                     # it has opened the store
        lines = [told.readline() for _ in range(events)]
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        heard = [int(line) for line in (*lines, *told.read().splitlines(keepends=True)) if line.endswith(b"\n")]
    assert writer.returncode == -signal.SIGKILL, "the writer failed"
    return max([accepted, *(number + 1 for number in heard)])


def _check(store: Store, accepted: int) -> None:
    present = {one.id for case in _cases(store) for one in store.events(case)}
    missing = [number for number in range(accepted) if f"e{number}" not in present]
    assert not missing, f"accepted and lost: {missing}"
    assert store.verify() == (), "a log is not whole"
    for case in _cases(store):
        ids = [one.id for one in store.events(case)]
        assert len(ids) == len(set(ids)), "an event is there twice"
        told = {alert.id for alert in store.alerts(case)}
        assert told == {_alert(int(one[1:])) for one in ids}, "alerts do not agree with events"
    with store._engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT case_key, id FROM alerts")).all()
    twice = [row for row, count in Counter(tuple(row) for row in rows).items() if count > 1]
    assert not twice, "an alert is there twice"


def _cases(store: Store) -> list[CaseKey]:
    # The cases are opened in order, each by its first event.
    return [CaseKey(860, f"c{number}") for number in range(len(store))]


def _alert(number: int) -> str:
    """Several events of a case raise one alert."""
    return f"alert-{number // (4 * CASES)}"


def _write(url: str, first: int) -> None:
    with open_store(url, wait=30) as store:
        print("open", flush=True)
        number = first
        while True:
            entry = Entry(f"e{number}", {"kind": "benefit", "number": number, "note": "x" * (number % 500)})
            store.append(CaseKey(860, f"c{number % CASES}"), [Step(entry, (Change(_alert(number), "raised", {"n": number // (4 * CASES)}),))], opens=True)
            print(number, flush=True)
            number += 1


def main() -> int:
    """Prints how many writers were killed and how many events were accepted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--url")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.write is not None:
        _write(chosen.url, chosen.write)
    with tempfile.TemporaryDirectory() as folder:
        accepted = kill_writers(chosen.url or str(Path(folder) / "cases.db"), chosen.times, chosen.seed)
    print(f"{chosen.times} writers killed; {accepted} events accepted, none of them lost; no alert twice")
    return 0


if __name__ == "__main__":
    sys.exit(main())
