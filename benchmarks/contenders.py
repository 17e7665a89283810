"""Contenders, each in a process of its own, run in rounds; their answers are compared before any time is shown."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

__all__ = ["ROUNDS", "Different", "Measured", "compete", "table"]

ROUNDS = 5


@dataclass
class Measured:
    """One contender's rounds; seconds, those of processors, and peak memory in MB before and after them."""

    name: str
    process: subprocess.Popen[str]
    base: float = 0.0
    peak: float = 0.0
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


class Different(Exception):
    """Two contenders answered differently."""


def compete(
    names: Sequence[str], folder: Path, rounds: int, pythons: Mapping[str, str], silent: Collection[str] = (), once: Collection[str] = (),
) -> list[Measured]:
    """All contenders over what the folder holds; raises `Different` unless all answers are those of the first that answers.

    `pythons` gives another interpreter to some; such a one tells only whether the answer is met. The `silent` answer nothing;
    those that run `once` answer in the round whose times the others are spared.
    """
    order = random.Random(1)
    running = [_started(name, folder, pythons.get(name, sys.executable)) for name in names]
    try:
        for one in running:
            one.base = _answer(one)["base"]
        for turn in range(rounds + 1):
            for one in order.sample(running, len(running)):
                if turn and one.name in once:
                    continue
                found = _run(one)
                one.peak = found["peak"]
                if turn or one.name in once:
                    one.seconds.append(found["seconds"])
                    one.cpu.append(found["cpu"])
            if not turn:
                _compare([name for name in names if name not in silent], folder, pythons)
    finally:
        for one in running:
            one.process.communicate()
    return running


def table(measured: Sequence[Measured], titles: Mapping[str, str], base: Mapping[str, str], word: str) -> str:
    """Medians, spreads, same-round ratios to each contender's base, processor time (all that counts on a busy machine), and peak memory."""
    seconds = {one.name: one.seconds for one in measured}
    lines = [f"{'':42}{'ms':>8}{'[min..max]':>18}{word:>10}{'cpu ms':>9}{'peak MB':>9}{'(before)':>10}"]
    for one in measured:
        ratio = median(mine / theirs for mine, theirs in zip(one.seconds, seconds[base[one.name]], strict=len(one.seconds) > 1))
        spread = f"[{min(one.seconds) * 1e3:.1f}..{max(one.seconds) * 1e3:.1f}]"
        memory = f"{one.peak:9.0f}{f'({one.base:.0f})':>10}"
        lines.append(f"{titles[one.name]:42}{median(one.seconds) * 1e3:8.1f}{spread:>18}{ratio:10.2f}{median(one.cpu) * 1e3:9.0f}{memory}")
    return "\n".join(lines)


def _started(name: str, folder: Path, python: str) -> Measured:
    command = [python, "-m", "benchmarks.worker", name, str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent)
    return Measured(name, process)


def _run(one: Measured) -> Any:
    assert one.process.stdin is not None
    one.process.stdin.write("run\n")
    one.process.stdin.flush()
    return _answer(one)


def _answer(one: Measured) -> Any:
    assert one.process.stdout is not None
    line = one.process.stdout.readline()
    if not line:
        raise RuntimeError(f"the contender {one.name} stopped")
    return json.loads(line)


def _compare(names: Sequence[str], folder: Path, pythons: Mapping[str, str]) -> None:
    expected = np.load(folder / f"{names[0]}.npy")
    for name in names[1:]:
        found = np.load(folder / f"{name}.npy")
        wanted = expected == 1 if name in pythons else expected
        if found.shape != expected.shape or not np.array_equal(found, wanted):
            raise Different(f"{name} answers {np.count_nonzero(found != wanted)} cells otherwise than {names[0]}")
