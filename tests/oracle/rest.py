"""Grants, other bonuses, IGU and deadlines: engine against oracle, `python -m tests.oracle.rest --cases 20000`.

Of a citizen of whom everything is known both must answer alike. Of the same citizen known in part, the engine must not contradict the whole.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from random import Random
from typing import Any

from integrationrules.case.evaluation import evaluate
from integrationrules.rulebook.book import Rulebook, load
from integrationrules.timeline.timeline import Timeline

from .whole import Answer, answers
from .whole_cases import OPTIONS, day_to_ask, partly_known, whole_case

__all__ = ["disagreements"]


def disagreements(book: Rulebook, seed: int, cases: int, counts: Counter[str] | None = None) -> Iterator[tuple[str, Any, Any, dict[str, Any]]]:
    """Rule, what the engine says, what the oracle says, and the question, wherever they differ."""
    rng = Random(seed)
    for _ in range(cases):
        case = whole_case(rng)
        on, options = day_to_ask(rng, case), {name: rng.choice(some) for name, some in OPTIONS.items()}
        expected = answers(case, on, options)
        for seen in (case, partly_known(rng, case)):
            (result,) = evaluate(book, [Timeline.model_validate(seen)], sorted(expected), (), on, None, options)
            for decision in result.decisions:
                said = decision.as_json()
                fits = _same if seen is case else _not_contradicted
                if not fits(said, expected[decision.rule]):
                    yield decision.rule, (said["verdict"], said.get("value")), expected[decision.rule], {"case": seen, "on": str(on), "options": options}
                if counts is not None:
                    counts[f"{'whole' if seen is case else 'part'} {said['verdict']}"] += 1


def _same(said: dict[str, Any], expected: Answer) -> bool:
    verdict, value = expected
    if said["verdict"] != verdict:
        return False
    if isinstance(value, str) and value != "?":
        return bool(said["value"] == value)
    if verdict != "met" or value is None:
        return True
    return bool(isinstance(said["value"], dict) if value == "?" else said["value"] == f"{value}.00")


def _not_contradicted(said: dict[str, Any], expected: Answer) -> bool:
    verdict, value = expected
    if verdict == "unknown":
        return True                 # what the law leaves open of the whole may be decided by no part: told by the whole
    if said["verdict"] not in ("unknown", verdict):
        return False
    found = said.get("value")
    if verdict != "met" or value in (None, "?") or found is None:
        return True
    return _within(found, value) if isinstance(found, dict) else found in (value, f"{value}.00")


def _within(bounds: dict[str, Any], value: Any) -> bool:
    least, greatest = bounds.get("min"), bounds.get("max")
    if isinstance(value, str):
        return (least is None or least <= value) and (greatest is None or value <= greatest)
    return (least is None or float(least) <= value) and (greatest is None or value <= float(greatest))


def _some(arguments: tuple[int, int]) -> tuple[list[tuple[str, Any, Any, dict[str, Any]]], Counter[str]]:
    seed, cases = arguments
    counts: Counter[str] = Counter()
    return list(disagreements(load(), seed, cases, counts)), counts


def main(arguments: list[str] | None = None) -> int:
    """Prints the first disagreements and how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("--cases", 2000), ("--seed", 1), ("--processes", 2)):
        parser.add_argument(name, type=int, default=default)
    asked = parser.parse_args(arguments)
    began, part = time.perf_counter(), -(-asked.cases // (4 * asked.processes))
    found, counts = [], Counter[str]()
    with ProcessPoolExecutor(asked.processes) as pool:
        for several, told in pool.map(_some, [(asked.seed * 1000 + place, part) for place in range(4 * asked.processes)]):
            found += several
            counts += told
    for rule, engine, oracle, question in found[:8]:
        print(f"{rule}: engine {engine}, oracle {oracle}\n  {json.dumps(question)}")
    shown = ", ".join(f"{what} {count:,}" for what, count in sorted(counts.items()))
    print(f"{4 * asked.processes * part} cases ({shown}), {len(found)} disagreements, {time.perf_counter() - began:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
