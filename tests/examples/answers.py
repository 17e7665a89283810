"""The shipped examples and their printed answers: `python -m tests.examples.answers`.

`examples/NAME.txt` holds commands, each on a line that begins with `$`, and under each what it printed. Runs them again and exits 1
if one prints something else; `--write` puts what they print now in its place. Hashes are not compared: they are new with every change
of a rule.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

__all__ = ["FOLDER", "Shown", "printed", "read_shown", "same"]

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples"
PROMPT, PROGRAM = "$ ", "integrationrules"
HASH = "0" * 12


@dataclass(frozen=True)
class Shown:
    """One command as it is typed, and the lines that the file shows under it."""

    command: str
    output: str


def read_shown(text: str) -> Iterator[Shown]:
    """The commands of an answer file, in order, each with the text up to the next."""
    for part in re.split(r"^(?=\$ )", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Shown(command.removeprefix(PROMPT), output.rstrip("\n") + "\n" if output.strip() else "")


def printed(command: str) -> str:
    """What a command prints today, in Danish, to a pipe; standard error belongs to it, as on a screen."""
    program, *arguments = shlex.split(command)
    if program != PROGRAM:
        raise ValueError(f"not a command of {PROGRAM}: {command}")
    environment = {name: value for name, value in os.environ.items() if name != "INTEGRATIONRULES_LANG"} | {"PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", PROGRAM, *arguments], cwd=ROOT, env=environment, encoding="utf-8", check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )
    return done.stdout


def same(found: str, shown: str) -> bool:
    """Whether two outputs are equal but for the hashes."""
    return _without_hashes(found) == _without_hashes(shown)


def _without_hashes(text: str) -> str:
    return re.sub(r"\b[0-9a-f]{12}\b", HASH, text)


def _main() -> int:
    parser = argparse.ArgumentParser(description="Repeats the commands of examples/*.txt.")
    parser.add_argument("--write", action="store_true", help="write what is printed now into the files")
    parser.add_argument("names", nargs="*", help="examples by name; all by default")
    asked = parser.parse_args()
    paths = [FOLDER / f"{name}.txt" for name in asked.names] or sorted(FOLDER.glob("*.txt"))
    differ = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path in paths:
            shown = list(read_shown(path.read_text(encoding="utf-8")))
            found = [Shown(one.command, output) for one, output in zip(shown, pool.map(printed, (one.command for one in shown)), strict=True)]
            if asked.write:
                kept = [before if same(now.output, before.output) else now for before, now in zip(shown, found, strict=True)]
                path.write_text("\n".join(f"{PROMPT}{one.command}\n{one.output}" for one in kept), encoding="utf-8")
                continue
            for before, now in zip(shown, found, strict=True):
                if not same(now.output, before.output):
                    differ += 1
                    print(f"{path.relative_to(ROOT)}: {before.command}")
                    print(*unified_diff(before.output.splitlines(), _without_hashes(now.output).splitlines(), "shown", "printed", lineterm=""), sep="\n")
    if differ:
        print(f"{differ} of the commands print something else; python -m tests.examples.answers --write shows it in the files")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(_main())
