"""Damaged rule files and case files through `check` and `evaluate`: `python -m tests.fuzz --files 100000`.

Counts what was refused and what was answered; prints every file that ended in an exception, took over five seconds of a processor or too much memory.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from integrationrules.case.evaluation import evaluate
from integrationrules.dates import Quarter
from integrationrules.rulebook.book import Rulebook, default_root, load, read
from integrationrules.timeline.files import CaseError, read_cases
from tests.rulebook.test_fuzz import damaged

EXAMPLES = Path(__file__).parent.parent / "examples"
SECONDS = 5
MEMORY = 4 << 30
CASE_WORDS = ["unknown", "2018-02-30", "9999-12-31", "0001-01-01", "1e400", "-1", "null", "~", "&a", "*a", "!!python/object:os.system", "0101701234",
              "2018-05", "true", "{}", "[]", "\u202e", "\x00", "æ", "- kind: employment", "hours_per_week: 1e30", "recorded: 1900-01-01", "withdrawn: true"]


class TooLong(Exception):
    """One file took more than five seconds of a processor."""


@contextmanager
def _limited() -> Iterator[None]:
    def late(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _rule_file(chance: random.Random, root: Path, path: Path) -> str:
    kept = path.read_bytes()
    try:
        text = kept
        for _ in range(chance.choice([1, 1, 2, 5])):
            text = damaged(text, chance)
        path.write_bytes(text)
        with _limited():
            book, problems = read(root)
            for one in problems.found:
                one.text()
            if problems.errors:
                return "rule file refused"
            case = EXAMPLES / "citizen.yaml"
            evaluate(book, list(read_cases(case)), chance.sample(sorted(book.rules), min(5, len(book.rules))), [Quarter(2018, 2)], date(2018, 6, 1))
        return "rule file answered"
    finally:
        path.write_bytes(kept)


def _case_file(chance: random.Random, book: Rulebook, folder: Path) -> str:
    source = chance.choice(sorted(EXAMPLES.glob("*.yaml")))
    text = source.read_bytes()
    for _ in range(chance.choice([1, 1, 2, 5])):
        if chance.random() < 0.3:
            parts = text.split(b" ")
            parts[chance.randrange(len(parts))] = chance.choice(CASE_WORDS).encode("utf-8", "surrogatepass")
            text = b" ".join(parts)
        else:
            text = damaged(text, chance)
    path = folder / f"case{chance.choice(['.yaml', '.yaml', '.json', '.jsonl'])}"
    path.write_bytes(text)
    try:
        with _limited():
            cases = list(read_cases(path))
            evaluate(book, cases, ["dk.integration.results_bonus.job", "covered", "rate", "self_supporting"], [Quarter(2018, 2)], date(2018, 6, 1))
    except CaseError as error:
        return "case file refused" if str(error) else "case file refused without a word"
    return "case file answered"


def _some(arguments: tuple[int, int]) -> tuple[Counter[str], list[str], int]:
    seed, files = arguments
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    book = load()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = folder / "rulesets"
        # A part of the rules that stands alone: a full load takes longer than the damage is worth.
        for part in ("dk/common", "dk/outcomes/self_support", "dk/integration/programme", "dk/integration/window", "dk/integration/results_bonus",
                     "dk/integration/igu", "dk/integration/state_refund", "teaching"):
            shutil.copytree(default_root() / part, root / part)
        paths = [path for path in sorted(root.rglob("*.yaml")) if "dream" not in path.parts and "cases" not in path.parts]
        for number in range(files):
            state = chance.getstate()
            try:
                counts[_rule_file(chance, root, chance.choice(paths)) if number % 2 else _case_file(chance, book, folder)] += 1
            except Exception as error:
                counts["WRONG"] += 1
                wrong.append(f"seed {seed}, file {number}: {type(error).__name__}\n{''.join(traceback.format_exception(error)[-4:])}")
                chance.setstate(state)
                chance.random()
    return counts, wrong, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(arguments: list[str] | None = None) -> int:
    """1 if any file was answered by an exception."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("--files", 2000), ("--seed", 1), ("--processes", 2)):
        parser.add_argument(name, type=int, default=default)
    asked = parser.parse_args(arguments)
    began, share = time.perf_counter(), -(-asked.files // (8 * asked.processes))
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    memory = 0
    with ProcessPoolExecutor(asked.processes) as pool:
        for found, errors, peak in pool.map(_some, [(asked.seed * 1000 + place, share) for place in range(8 * asked.processes)]):
            counts += found
            wrong += errors
            memory = max(memory, peak)
    for one in wrong[:10]:
        print(one)
    print(", ".join(f"{count:,} {what}" for what, count in sorted(counts.items())) + f"; {time.perf_counter() - began:.0f} s, at most {memory} MB a process")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
