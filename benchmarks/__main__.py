"""`python -m benchmarks [--smoke] [--only citizen|register|shell] [--openfisca PYTHON]`."""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from pathlib import Path

from . import citizen, register, shell

CITIZENS = 1_000_000
SMOKE = 2_000


def main(arguments: list[str] | None = None) -> int:
    """Prints the tables; 1 if two contenders answer differently."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="tiny sizes and one round: checks the answers, not the speed")
    parser.add_argument("--only", choices=("citizen", "register", "shell"))
    parser.add_argument("--citizens", type=int, default=None, help=f"size of the register (default {CITIZENS:,})")
    parser.add_argument("--openfisca", type=Path, help="a Python that has openfisca-core (default: this one, if it does)")
    chosen = parser.parse_args(arguments)
    rounds = 1 if chosen.smoke else 5
    wanted = (chosen.only,) if chosen.only else ("citizen", "register", "shell")
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {rounds} rounds, medians; trust ratios more than times\n")
    if "citizen" in wanted:
        print("One citizen" + " " * 65 + "ms")
        for name, milliseconds in citizen.measure(calls=1 if chosen.smoke else 20, rounds=rounds):
            print(f"  {name:70}{milliseconds:8.2f}")
        print()
    if "register" in wanted:
        openfisca = _openfisca(chosen.openfisca)
        citizens = chosen.citizens or (SMOKE if chosen.smoke else CITIZENS)
        print(f"{citizens:,} citizens x 156 weeks: self-support in 12 quarters")
        try:
            print(register.table(register.measure(citizens, openfisca, rounds)))
        except register.Different as difference:
            print(difference, file=sys.stderr)
            return 1
        print("all answers equal in every cell" + ("\n" if openfisca else "; OpenFisca-core is not installed and was left out\n"))
    if "shell" in wanted:
        print("The shell command" + " " * 30 + "ms   ratio")
        for name, milliseconds, ratio in shell.measure(rounds):
            print(f"  {name:40}{milliseconds:8.0f}{ratio:8.2f}")
    return 0


def _openfisca(given: Path | None) -> str | None:
    if given is not None:
        if not given.exists():
            sys.exit(f"no such Python: {given}")
        # Not resolved: a virtual environment is known by the path of its link.
        return str(given.absolute())
    return sys.executable if importlib.util.find_spec("openfisca_core") else None


if __name__ == "__main__":
    sys.exit(main())
