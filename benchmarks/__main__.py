"""`python -m benchmarks [--smoke] [--only citizen|register|bonus|spells|measure|money|shell|service|store] [--openfisca PYTHON]`."""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import tempfile
from pathlib import Path

from . import bonus, citizen, investment, measure, money, register, service, shell, spells, store, workbooks
from .contenders import ROUNDS, Different

CITIZENS = 1_000_000
SMOKE = 2_000
PARTS = ("citizen", "register", "bonus", "spells", "measure", "money", "shell", "service", "store")
DRAWS = 10_000
REQUESTS = 100_000
EVENTS, CASES, LONGEST = 100_000, 5_000, 500


def main(arguments: list[str] | None = None) -> int:
    """Prints the tables; 1 if two contenders answer differently."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="tiny sizes and one round: checks the answers, not the speed")
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--citizens", type=int, default=None, help=f"size of the register (default {CITIZENS:,})")
    parser.add_argument("--large", action="store_true", help=f"measure: also {measure.TIMES} times the citizens")
    parser.add_argument("--kept", type=Path, help="measure: a folder that keeps the register for the next time (default: a temporary one)")
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
            many, measured = bonus.measure(citizens, rounds)
            print(f"{citizens:,} citizens with {many:,} spells: results bonus for a job, amount and days, each with bounds")
            print(bonus.shown(measured))
            print("all answers equal in every cell\n")
        if "spells" in wanted:
            many, measures = spells.measure(citizens, rounds)
            for name, measured in measures.items():
                print(f"{citizens:,} citizens with {many:,} spells: {spells.TITLES[name]}, members and outcome three-valued")
                print(spells.shown(name, measured))
                print("all answers equal in every cell\n")
        if "measure" in wanted:
            for times, found in zip((1, measure.TIMES), measure.measure(citizens, rounds, chosen.large, chosen.kept), strict=False):
                print(f"{citizens * times:,} citizens x 156 weeks in Parquet: objective 1 by municipality, sex and quarter, end to end")
                print(measure.shown(found))
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
    try:
        if "service" in wanted:
            _show_service(100 if chosen.smoke else REQUESTS)
        if "store" in wanted:
            _show_store(*((200, 20, 10) if chosen.smoke else (EVENTS, CASES, LONGEST)))
    except Different as difference:
        print(difference, file=sys.stderr)
        return 1
    return 0


def _show_service(requests: int) -> None:
    print(f"/evaluate, {service.WORKERS} workers, {service.CALLERS} callers in another process" + " " * 8 + "a second  p50 ms  p99 ms  MB before, after")
    for name, rules, share in service.QUESTIONS:
        found = service.measure(max(service.CALLERS, requests // share), rules)
        print(f"  {found.requests:7,} x {name:45}{found.a_second:11.0f}{found.p50:8.1f}{found.p99:8.1f}{found.before:10.0f}{found.after:7.0f}")
    print()


def _show_store(events: int, cases: int, longest: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        filled = store.fill(Path(folder) / "filled.db", events, cases)
        print(f"{filled.events:,} events into {filled.cases:,} cases on SQLite, a transaction each")
        print(f"  {filled.a_second:.0f} a second; p50 {filled.p50:.2f} ms, p99 {filled.p99:.2f} ms; {filled.megabytes:.0f} MB on disk")
        print("\nOne more event of a case" + " " * 12 + "its alerts ms   kept ms")
        for length, worked, kept in store.grow(Path(folder) / "grown.db", longest):
            print(f"  {length:4} events in the log{worked:24.1f}{kept:10.1f}")


def _openfisca(given: Path | None) -> str | None:
    if given is not None:
        if not given.exists():
            sys.exit(f"no such Python: {given}")
        # Not resolved: a virtual environment is known by the path of its link.
        return str(given.absolute())
    return sys.executable if importlib.util.find_spec("openfisca_core") else None


if __name__ == "__main__":
    sys.exit(main())
