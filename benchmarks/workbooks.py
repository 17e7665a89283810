"""Workbooks: the case of Hjørring and the mini-model, from their files to the bytes of the `.xlsx`."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

__all__ = ["measure"]

ROUNDS = 5
_EXAMPLES = Path(__file__).parent.parent / "examples"
_COMMANDS = {
    "Hjørring": ("invest", str(_EXAMPLES / "investments" / "hjoerring.yaml")),
    "mini-model": ("model", "spouse_supported", str(_EXAMPLES / "models" / "spouse_supported_invented.yaml")),
}
_PROGRAM = """
import resource, sys
from integrationrules.cli import main
try:
    main(sys.argv[1:])
except SystemExit as stop:
    assert stop.code == 0
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))
"""


def measure(folder: Path, rounds: int = ROUNDS) -> list[tuple[str, float, float]]:
    """What was written by the shell command, its median milliseconds with the start of Python, and its peak memory in MB."""
    found = []
    for name, command in _COMMANDS.items():
        times, memory = [], 0.0
        for _ in range(rounds):
            begun = time.perf_counter()
            done = subprocess.run([sys.executable, "-c", _PROGRAM, *command, "-o", str(folder / f"{name}.xlsx")], check=True, capture_output=True, text=True)
            times.append((time.perf_counter() - begun) * 1e3)
            memory = max(memory, float(done.stdout.split()[-1]))
        found.append((name, median(times), memory))
    return found
