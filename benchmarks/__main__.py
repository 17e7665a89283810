"""`python -m benchmarks [--smoke] [--only citizen|register|bonus|money|shell] [--openfisca PYTHON]`."""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import tempfile
from pathlib import Path

from . import bonus, citizen, investment, money, register, shell, workbooks
from .contenders import ROUNDS, Different

CITIZENS = 1_000_000
SMOKE = 2_000
PARTS = ("citizen", "register", "bonus", "money", "shell")
DRAWS = 10_000


def main(arguments: list[str] | None = None) -> int:
    """Prints the tables; 1 if two contenders answer differently."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="tiny sizes and one round: checks the answers, not the speed")
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--citizens", type=int, default=None, help=f"size of the register (default {CITIZENS:,})")
    parser.add_argument("--openfisca", type=Path, help="a Python that has openfisca-core (default: this one, if it does)")
    chosen = parser.parse_args(arguments)
    rounds = 1 if chosen.smoke else ROUNDS
    wanted = (chosen.only,) if chosen.only else PARTS
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {rounds} rounds, medians; trust ratios more than times\n")
    if "citizen" in wanted:
        print("One citizen" + " " * 65 + "ms")
        for name, milliseconds in citizen.measure(calls=1 if chosen.smoke else 20, rounds=rounds):
            print(f"  {name:70}{milliseconds:8.2f}")
        print()
    citizens = chosen.citizens or (SMOKE if chosen.smoke else CITIZENS)
    try:
        if "register" in wanted:
            openfisca = _openfisca(chosen.openfisca)
            print(f"{citizens:,} citizens x 156 weeks: self-support in 12 quarters")
            print(register.shown(register.measure(citizens, openfisca, rounds)))
            print("all answers equal in every cell" + ("\n" if openfisca else "; OpenFisca-core is not installed and was left out\n"))
        if "bonus" in wanted:
            spells, measured = bonus.measure(citizens, rounds)
            print(f"{citizens:,} citizens with {spells:,} spells: results bonus for a job, amount and days, each with bounds")
            print(bonus.shown(measured))
            print("all answers equal in every cell\n")
        if "money" in wanted:
            draws = 100 if chosen.smoke else DRAWS
            print(f"{draws:,} draws of the mini-model over ten years" + " " * 14 + "ms   ratio  peak MB")
            for name, milliseconds, ratio, megabytes in money.measure(draws, rounds):
                print(f"  {name:45}{milliseconds:8.1f}{ratio:8.2f}{megabytes:9.0f}")
            print("all nets equal in every draw and year\n")
            print(f"{draws:,} draws of an investment case over ten years" + " " * 11 + "ms   ratio")
            for name, milliseconds, ratio in investment.measure(draws, rounds):
                print(f"  {name:45}{milliseconds:8.1f}{ratio:8.2f}")
            print()
            print("A workbook, by the shell command" + " " * 15 + "ms  peak MB")
            with tempfile.TemporaryDirectory() as folder:
                for name, milliseconds, megabytes in workbooks.measure(Path(folder), rounds):
                    print(f"  {name:40}{milliseconds:8.0f}{megabytes:9.0f}")
            print()
    except Different as difference:
        print(difference, file=sys.stderr)
        return 1
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
