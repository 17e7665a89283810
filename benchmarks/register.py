"""A register of many citizens: every contender in its own process, in rounds, answers compared before times are shown."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from .population import register
from .worker import CONTENDERS

__all__ = ["Measured", "measure", "table"]

ROUNDS = 5
TITLES = {
    "numpy": "NumPy, week by week, codes",
    "engine": "integrationrules, 1 thread, codes",
    "engine_2": "integrationrules, 2 threads, codes",
    "openfisca": "OpenFisca-core, codes (met or not only)",
    "numpy_flags": "NumPy, week by week, flags",
    "engine_flags": "integrationrules, 1 thread, flags",
    "openfisca_flags": "OpenFisca-core, flags (met or not only)",
}


@dataclass
class Measured:
    """One contender's rounds; seconds, and peak memory in MB before and after them."""

    name: str
    process: subprocess.Popen[str]
    base: float = 0.0
    peak: float = 0.0
    seconds: list[float] = field(default_factory=list)


class Different(Exception):
    """Two contenders answered differently."""


def measure(citizens: int, openfisca: str | None, rounds: int = ROUNDS) -> list[Measured]:
    """All contenders over one invented register; raises `Different` unless all answers are the same."""
    order = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder) / "codes.npy", register(citizens))
        names = [name for name in CONTENDERS if openfisca or not name.startswith("openfisca")]
        running = [_started(name, folder, openfisca) for name in names]
        try:
            for one in running:
                one.base = _answer(one)["base"]
            for turn in range(rounds + 1):
                for one in order.sample(running, len(running)):
                    found = _run(one)
                    one.peak = found["peak"]
                    if turn:
                        one.seconds.append(found["seconds"])
                if not turn:
                    _compare(names, Path(folder))
        finally:
            for one in running:
                one.process.communicate()
    return running


def table(measured: list[Measured], base: str = "numpy") -> str:
    """Medians, spreads, same-round ratios to `base`, and peak memory."""
    against = next(one.seconds for one in measured if one.name == base)
    lines = [f"{'':42}{'ms':>8}{'[min..max]':>16}{'x NumPy':>9}{'peak MB':>9}{'(before)':>10}"]
    for one in measured:
        ratio = median(mine / theirs for mine, theirs in zip(one.seconds, against, strict=True))
        spread = f"[{min(one.seconds) * 1e3:.1f}..{max(one.seconds) * 1e3:.1f}]"
        lines.append(f"{TITLES[one.name]:42}{median(one.seconds) * 1e3:8.1f}{spread:>16}{ratio:9.2f}{one.peak:9.0f}{f'({one.base:.0f})':>10}")
    return "\n".join(lines)


def _started(name: str, folder: str, openfisca: str | None) -> Measured:
    python = openfisca if openfisca and name.startswith("openfisca") else sys.executable
    command = [python, "-m", "benchmarks.worker", name, folder]
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


def _compare(names: list[str], folder: Path) -> None:
    expected = np.load(folder / f"{names[0]}.npy")
    for name in names[1:]:
        found = np.load(folder / f"{name}.npy")
        wanted = expected == 1 if name.startswith("openfisca") else expected
        if found.shape != expected.shape or not np.array_equal(found, wanted):
            raise Different(f"{name} answers {np.count_nonzero(found != wanted)} cells otherwise than {names[0]}")
