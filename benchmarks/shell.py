"""The shell command, from nothing to the printed answer, against importing the libraries it stands on."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median

from .citizen import CASE

__all__ = ["measure"]

ROUNDS = 5


def measure(rounds: int = ROUNDS) -> list[tuple[str, float, float]]:
    """What was run, its median milliseconds, and its ratio to importing pydantic and NumPy in the same round."""
    commands = {
        "import pydantic, numpy": ["-c", "import pydantic, numpy"],
        "integrationrules evaluate": ["-m", "integrationrules", "evaluate", str(CASE), "--quarter", "2018Q4"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, arguments in commands.items():
            begun = time.perf_counter()
            subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONUTF8": "1"})
            if turn:
                times[name].append(time.perf_counter() - begun)
    base = times["import pydantic, numpy"]
    return [(name, median(found) * 1e3, median(mine / theirs for mine, theirs in zip(found, base, strict=True))) for name, found in times.items()]
