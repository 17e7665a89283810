"""The commands that are shown with what they print: `python -m tests.examples.answers`.

They stand in `examples/NAME.txt` and the folders there, each on a line that begins with `$`, in the README and in `docs/`. Runs them again and exits 1 if one
prints something else; `--write` puts what they print now in its place. Hashes are not compared: they are new with every change of a rule.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

__all__ = ["ANSWERS", "FOLDER", "PAGES", "README", "ROOT", "Shown", "printed", "same", "shown_in"]

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples"
ANSWERS = sorted(FOLDER.rglob("*.txt"))
README = ROOT / "README.md"
PAGES = sorted((ROOT / "docs").glob("*.md"))
PROGRAM = "integrationrules"
IN_ANSWERS = re.compile(r"^\$ (?P<command>[^\n]+)\n(?P<output>.*?)(?=\n\$ |\Z)", re.DOTALL | re.MULTILINE)
IN_README = re.compile(
    r"<!-- runs -->\n```\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)(?=```)"
    r"|<!-- prints: (?P<maker>[^\n]+) -->\n(?P<made>.*?)(?=<!-- /prints -->)",
    re.DOTALL,
)
"""A block of a terminal, and a table that a command makes."""


@dataclass(frozen=True)
class Shown:
    """One command as it is typed, and the text that the file shows as its output."""

    command: str
    output: str


def shown_in(path: Path) -> Iterator[Shown]:
    """The commands of a file with their outputs, in order."""
    for match in _pattern(path).finditer(path.read_text(encoding="utf-8")):
        yield _shown(match)


def printed(command: str, folder: Path = ROOT, settings: Mapping[str, str] | None = None) -> str:
    """What a command prints in a folder today, to a pipe; in Danish unless it or `settings` say otherwise, errors as on a screen."""
    program, *arguments = shlex.split(command)
    if program != PROGRAM:
        raise ValueError(f"not a command of {PROGRAM}: {command}")
    environment = {name: value for name, value in os.environ.items() if name != "INTEGRATIONRULES_LANG"}
    environment |= {"PYTHONUTF8": "1", **({"PYTHONPATH": str(ROOT)} if folder != ROOT else {}), **(settings or {})}
    done = subprocess.run(
        [sys.executable, "-m", PROGRAM, *arguments], cwd=folder, env=environment, encoding="utf-8", check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )
    return done.stdout


def same(found: str, shown: str) -> bool:
    """Whether two outputs are equal but for the hashes."""
    return _without_hashes(found) == _without_hashes(shown)


def _without_hashes(text: str) -> str:
    return re.sub(r"\b[0-9a-f]{12}\b", "<hash>", text)


def _pattern(path: Path) -> re.Pattern[str]:
    return IN_README if path.suffix == ".md" else IN_ANSWERS


def _shown(match: re.Match[str]) -> Shown:
    groups = match.groupdict()
    return Shown(groups["command"] or groups["maker"], groups["output"] if groups["command"] else groups["made"])


def _rewritten(path: Path, outputs: Iterator[str]) -> str:
    def renewed(match: re.Match[str]) -> str:
        before, now = _shown(match).output, next(outputs)
        return match[0] if same(now, before) else match[0][: len(match[0]) - len(before)] + now

    return _pattern(path).sub(renewed, path.read_text(encoding="utf-8"))


def _main() -> int:
    parser = argparse.ArgumentParser(description="Repeats the commands of examples/*.txt, of the README and of docs/*.md.")
    parser.add_argument("--write", action="store_true", help="write what is printed now into the files")
    parser.add_argument("names", nargs="*", help="examples by name, such as citizen or investments/greve; all of them, the README and docs by default")
    asked = parser.parse_args()
    paths = [FOLDER / f"{name}.txt" for name in asked.names] or [README, *PAGES, *ANSWERS]
    differ = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path in paths:
            shown = list(shown_in(path))
            found = list(pool.map(printed, [one.command for one in shown]))
            if asked.write:
                path.write_text(_rewritten(path, iter(found)), encoding="utf-8")
                continue
            for before, now in zip(shown, found, strict=True):
                if not same(now, before.output):
                    differ += 1
                    print(f"{path.relative_to(ROOT)}: {before.command}")
                    print(*unified_diff(before.output.splitlines(), now.splitlines(), "shown", "printed", lineterm=""), sep="\n")
    if differ:
        print(f"{differ} of the commands print something else; python -m tests.examples.answers --write shows it in the files")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(_main())
