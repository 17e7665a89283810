"""Do the two chainers agree? `python -m tests.sessions.agree --logs N`.

Random event logs under the shipped rules, and as many random sets of facts under random rules; exits 1 where they disagree.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from integrationrules.rulebook.book import Rulebook, load
from integrationrules.sessions.builtin import BuiltinChainer
from integrationrules.sessions.chainers import chainer_of
from integrationrules.sessions.derived import Derivation, known_on, programs_of
from integrationrules.sessions.state import State

from .programs import DAY, events, random_known, random_program, refs

__all__ = ["SESSIONS_OF_A_PROGRAM", "disagreements_of_logs", "disagreements_of_rules"]

SESSIONS_OF_A_PROGRAM = 25
_AT_ONCE = 250


def disagreements_of_logs(book: Rulebook, numbers: Iterable[int], seed: int) -> Iterator[int]:
    """The numbers of the random logs whose final states differ; both chainers see the same decisions."""
    chainers, programs = (chainer_of("durable"), BuiltinChainer()), programs_of(book)
    for number in numbers:
        first, *others = events(random.Random(f"{seed}-{number}"), 12)
        state = State.of(first)
        for event in others:
            state = state.after(event)
        base = known_on(book, programs, state.timeline(), state.today)
        one, other = (Derivation.chained(book, programs, first.case, state.today, base, chainer) for chainer in chainers)
        if dict(one.alerts) != dict(other.alerts) or refs(list(one.concluded.values())) != refs(list(other.concluded.values())):
            yield number


def disagreements_of_rules(numbers: Iterable[int], seed: int) -> Iterator[str]:
    """The random rule sets, each with several sets of facts, on which they differ."""
    builtin = BuiltinChainer()
    for number in numbers:
        chance = random.Random(f"{seed}-{number}")
        with TemporaryDirectory() as folder:
            found = random_program(chance, Path(folder))
        from integrationrules.sessions.durable import DurableChainer

        durable = DurableChainer()
        for session in range(SESSIONS_OF_A_PROGRAM):
            known, today = random_known(chance), DAY + chance.randint(0, 8)
            if refs(durable.conclude(found, known, today)) != refs(builtin.conclude(found, known, today)):
                yield f"{number}: {session}"


def _of_logs(numbers: range, seed: int) -> list[str]:
    return [str(one) for one in disagreements_of_logs(load(), numbers, seed)]


def _of_rules(numbers: range, seed: int) -> list[str]:
    return list(disagreements_of_rules(numbers, seed))


def main() -> int:
    """Prints how many were tried and how many differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--logs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=date.min.toordinal())
    asked = parser.parse_args()
    differing = 0
    with ProcessPoolExecutor() as pool:
        for name, compare, count in (("event logs", _of_logs, asked.logs), ("random rule sets", _of_rules, -(-asked.logs // SESSIONS_OF_A_PROGRAM))):
            begun = time.perf_counter()
            parts = [range(first, min(first + _AT_ONCE, count)) for first in range(0, count, _AT_ONCE)]
            several = [one for found in pool.map(compare, parts, [asked.seed] * len(parts)) for one in found]
            differing += len(several)
            print(f"{count} {name}: {len(several)} differ {several[:5] or ''} ({time.perf_counter() - begun:.0f} s)", flush=True)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
