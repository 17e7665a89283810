"""Results bonus, ladder and contract deadline: engine against oracle on random citizens, `python -m tests.oracle.money --cases 20000`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from random import Random
from typing import Any

from integrationrules.case.evaluation import evaluate
from integrationrules.rulebook.book import Rulebook, load
from integrationrules.timeline.timeline import Timeline

from .contract import contract_deadline
from .job_bonus import JobBonus
from .ladder import ladder_week
from .money_cases import known, learned, random_citizen, random_day, random_options
from .other_bonuses import EducationBonus, danish_test

__all__ = ["disagreements"]

JOB, RATE, CONTRACT = "dk.integration.results_bonus.job", "dk.integration.state_refund.week_number", "dk.integration.deadlines.contract"
STUDY, TEST = "dk.integration.results_bonus.education", "dk.integration.results_bonus.danish_test"


def disagreements(book: Rulebook, seed: int, cases: int) -> Iterator[tuple[str, Any, Any, dict[str, Any]]]:
    """Rule, what the engine says, what the oracle says, and the question, for each case on which they differ."""
    rng = Random(seed)
    for _ in range(cases):
        case, options = random_citizen(rng), random_options(rng)
        on, as_known = random_day(rng, case), None
        if rng.random() < 0.3:
            case, as_known = learned(rng, case), random_day(rng, case)
        (result,) = evaluate(book, [Timeline.model_validate(case)], [JOB, RATE, CONTRACT, STUDY, TEST], (), on, as_known, options)
        job, week, contract, study, test = (decision.as_json() for decision in result.decisions)
        asked = {"case": case, "on": str(on), "as_known": str(as_known), "options": options}
        case = known(case, as_known) if as_known else case
        if not case["observed"]:
            continue                             # nothing was observed yet: told by other tests
        for rule, mine_, theirs_ in ((STUDY, study["verdict"], EducationBonus(case, on, options).answer().verdict),
                                     (TEST, test["verdict"], danish_test(case, on, options))):
            if mine_ != theirs_:
                yield rule, mine_, theirs_, asked
        found = JobBonus(case, on, options).answer()
        mine: tuple[Any, ...] = (job["verdict"], bool(job.get("running")))
        theirs: tuple[Any, ...] = (found.verdict, found.running)
        if found.earned_on is not None:
            mine, theirs = (*mine, job.get("earned_on")), (*theirs, str(found.earned_on))
        if found.amount is not None:
            mine, theirs = (*mine, job["value"]), (*theirs, f"{found.amount}.00")
        if mine != theirs:
            yield JOB, mine, theirs, asked
        counted = week["value"]
        bounds = (None, None) if counted is None else (counted["min"], counted["max"]) if isinstance(counted, dict) else (counted, counted)
        expected = ladder_week(case, on, options)
        if (week["verdict"], *bounds) != expected:
            yield RATE, (week["verdict"], *bounds), expected, asked
        day = contract["value"] if isinstance(contract["value"], str) else None
        told = (contract["verdict"], contract.get("state"), day)
        if told != (due := contract_deadline(case, on)):
            yield CONTRACT, told, due, asked


def _some(arguments: tuple[int, int]) -> list[tuple[str, Any, Any, dict[str, Any]]]:
    seed, cases = arguments
    return list(disagreements(load(), seed, cases))


def main(arguments: list[str] | None = None) -> int:
    """Prints the first disagreements and how many there are."""
    parser = argparse.ArgumentParser()
    for name, default in (("--cases", 2000), ("--seed", 1), ("--processes", 2)):
        parser.add_argument(name, type=int, default=default)
    asked = parser.parse_args(arguments)
    began, part = time.perf_counter(), -(-asked.cases // (4 * asked.processes))
    with ProcessPoolExecutor(asked.processes) as pool:
        found = [one for several in pool.map(_some, [(asked.seed * 1000 + place, part) for place in range(4 * asked.processes)]) for one in several]
    for rule, engine, oracle, question in found[:5]:
        print(f"{rule}: engine {engine}, oracle {oracle}\n  {json.dumps(question)}")
    print(f"{4 * asked.processes * part} cases, {len(found)} disagreements, {time.perf_counter() - began:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
