"""Engine against oracle on random cases: `python -m tests.oracle.compare --cases 20000`.

Every rule, twelve quarters a case, random dates, options and states of knowledge. Prints each disagreement with the
case that caused it, and exits 1 if there is one.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from integrationrules.dates import Quarter
from integrationrules.engine.answers import answers
from integrationrules.rulebook.book import Rulebook, load
from integrationrules.timeline.batch import batch_of
from integrationrules.timeline.timeline import Timeline
from integrationrules.verdict import INFINITE

from .oracle import CITIZEN_RULES, QUARTER_RULES, RULES, VALUE_RULES, Oracle
from .timelines import random_case, random_question

CHUNK = 40
WORDS = ("not_met", "met", "unknown")


@dataclass(frozen=True)
class Disagreement:
    """One cell on which the two differ."""

    rule: str
    quarter: str
    question: dict[str, Any]
    engine: tuple[str, Any]
    oracle: tuple[str, Any]
    case: dict[str, Any]


def disagreements(book: Rulebook, seed: int, cases: int) -> Iterator[Disagreement]:
    """All of them for `cases` random cases of one seed; the same seed gives the same cases."""
    rng = Random(seed)
    for start in range(0, cases, CHUNK):
        question = random_question(rng)
        chunk = [random_case(rng) for _ in range(min(CHUNK, cases - start))]
        first = Quarter(rng.randint(2015, 2020), 4)
        quarters = [first]
        while len(quarters) < 12:
            quarters.append(quarters[-1].following())
        on = date.fromisoformat(question["on"]) if question["on"] else None
        as_known = date.fromisoformat(question["as_known"]) if question["as_known"] else None
        chosen = {book.assumption(name).id: option for name, option in {"clock_pauses_for_leave": "none", **question["options"]}.items()}
        batch = batch_of([Timeline.model_validate(case) for case in chunk], as_known)
        found = answers(book, [book.rules[rule] for rule in RULES], batch, quarters, on, chosen)
        for column, case in enumerate(chunk):
            oracle = Oracle(case, as_known)
            for rule in RULES:
                asked = [str(quarter) for quarter in quarters] if rule in QUARTER_RULES else [None]
                for row, quarter in enumerate(asked):
                    theirs = oracle.answer(rule, quarter, on, question["options"])
                    verdict = WORDS[found[rule].verdicts[row, column]]
                    value = _value(found[rule], row, column) if rule in VALUE_RULES and verdict == "met" else None
                    expected = theirs.value if theirs.verdict == "met" else None
                    if isinstance(expected, tuple) and expected[0] == expected[1]:
                        expected = expected[0]
                    if (verdict, value) != (theirs.verdict, expected):
                        yield Disagreement(rule, quarter or "citizen", question, (verdict, value), (theirs.verdict, expected), case)


def _value(found: Any, row: int, column: int) -> Any:
    least, greatest = int(found.least[row, column]), int(found.greatest[row, column])
    low, high = (None if abs(side) >= INFINITE else side for side in (least, greatest))
    return low if low == high else (low, high)


def _count(arguments: tuple[int, int]) -> list[Disagreement]:
    return list(disagreements(load(), *arguments))


def main() -> int:
    """Compares and reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    begun = time.perf_counter()
    share = 1000
    jobs = [(chosen.seed * 1_000_003 + place, min(share, chosen.cases - place * share)) for place in range(-(-chosen.cases // share))]
    found: list[Disagreement] = []
    with ProcessPoolExecutor(chosen.processes) as pool:
        for done, part in enumerate(pool.map(_count, jobs), 1):
            found.extend(part)
            print(f"{min(done * share, chosen.cases):>9,} cases, {len(found)} disagreements, {time.perf_counter() - begun:.0f} s", flush=True)
    for one in found[:5]:
        print(json.dumps(vars(one), default=str, ensure_ascii=False))
    questions = chosen.cases * (12 * len(QUARTER_RULES) + len(CITIZEN_RULES))
    print(f"{chosen.cases:,} cases, {questions:,} answers, {len(found)} disagreements")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
