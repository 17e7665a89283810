"""Do the two chainers agree? `python -m tests.sessions.agree --logs N`.

Random event logs under the shipped rules, and as many random rule sets over random facts; exits 1 at the first that they disagree on.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from integrationrules.rulebook.book import Rulebook, load
from integrationrules.sessions.builtin import BuiltinChainer
from integrationrules.sessions.chainers import chainer_of
from integrationrules.sessions.derived import Derivation, programs_of
from integrationrules.sessions.state import State

from .programs import DAY, events, random_known, random_program, refs

__all__ = ["disagreements_of_logs", "disagreements_of_rules"]

_SESSIONS_OF_A_PROGRAM = 25


def disagreements_of_logs(book: Rulebook, count: int, seed: int) -> Iterator[int]:
    """The numbers of the random logs whose final states differ; both chainers see the same decisions."""
    durable, builtin, programs = chainer_of("durable"), BuiltinChainer(), programs_of(book)
    for number in range(count):
        first, *others = events(random.Random(f"{seed}-{number}"), 12)
        state = State.of(first)
        for event in others:
            state = state.after(event)
        one, other = (Derivation.of(book, programs, state, chainer) for chainer in (durable, builtin))
        if dict(one.alerts) != dict(other.alerts) or refs(list(one.concluded.values())) != refs(list(other.concluded.values())):
            yield number


def disagreements_of_rules(count: int, seed: int) -> Iterator[str]:
    """The random rule sets, with the number of the facts, on which they differ."""
    builtin = BuiltinChainer()
    for number in range(0, count, _SESSIONS_OF_A_PROGRAM):
        chance = random.Random(f"{seed}-{number}")
        with TemporaryDirectory() as folder:
            found = random_program(chance, Path(folder))
        from integrationrules.sessions.durable import DurableChainer

        durable = DurableChainer()
        for session in range(min(_SESSIONS_OF_A_PROGRAM, count - number)):
            known, today = random_known(chance), DAY + chance.randint(0, 8)
            if refs(durable.conclude(found, known, today)) != refs(builtin.conclude(found, known, today)):
                yield f"{number}: {session}"


def main() -> int:
    """Prints how many were tried and how many differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--logs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=date.min.toordinal())
    asked = parser.parse_args()
    book, differing = load(), 0
    for name, found in (("event logs", disagreements_of_logs(book, asked.logs, asked.seed)), ("rule sets", disagreements_of_rules(asked.logs, asked.seed))):
        begun = time.perf_counter()
        several = list(found)
        differing += len(several)
        print(f"{asked.logs} {name}: {len(several)} differ {several[:5] or ''} ({time.perf_counter() - begun:.0f} s)", flush=True)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
