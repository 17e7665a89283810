"""Follows `docs/tutorial.md` literally, in an empty folder: writes what it says to write, types what it says to type.

`python -m tests.examples.tutorial` exits 1 if a command prints something else than is shown; `--write` shows what it prints.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .answers import ROOT, Shown, printed, same

__all__ = ["TUTORIAL", "Step", "follow", "steps"]

TUTORIAL = ROOT / "docs" / "tutorial.md"
_STEP = re.compile(r"<!-- (?P<what>file|section|end of|terminal)(?:: (?P<path>[\w/.-]+))? -->\n```\w*\n(?P<text>.*?)```", re.DOTALL)
_SETTING = re.compile(r"^export (\w+)=(\w+)\n")


@dataclass(frozen=True)
class Step:
    """A block of the page: a whole `file`, a `section` of one, lines for the `end of` one, or a `terminal` with a command."""

    what: str
    path: str
    text: str

    def shown(self) -> Shown:
        """The command of a terminal and what it prints."""
        command, _, output = self.text.removeprefix("$ ").partition("\n")
        return Shown(command, output)


def steps(page: str) -> Iterator[Step]:
    """The blocks of the page, in order."""
    for match in _STEP.finditer(page):
        yield Step(match["what"], match["path"] or "", match["text"])


def follow(page: str, folder: Path) -> Iterator[tuple[Shown, str]]:
    """Each command of the page with what it prints, when everything before it was done."""
    settings: dict[str, str] = {}
    for step in steps(page):
        if step.what == "terminal":
            shown = step.shown()
            if setting := _SETTING.match(f"{shown.command}\n"):
                settings[setting[1]] = setting[2]
                yield shown, ""
            else:
                yield shown, printed(shown.command, folder, settings)
            continue
        path = folder / step.path
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() and step.what != "file" else ""
        path.write_text(_with_section(before, step.text) if step.what == "section" else before + step.text, encoding="utf-8")


def _with_section(text: str, section: str) -> str:
    """The section in place of the one of that name, or above `rules:` where the file has none yet."""
    name = section.partition(":")[0]
    old = re.search(rf"^{name}:.*\n(?:[ #].*\n)*", text, re.MULTILINE)
    if old:
        return text[: old.start()] + section + text[old.end():]
    above, rules, below = text.partition("rules:\n")
    return above + section + rules + below


def _renewed(page: str, outputs: Iterator[str]) -> str:
    """The page with these outputs in place of those it shows."""
    def of(match: re.Match[str]) -> str:
        if match["what"] != "terminal":
            return match[0]
        output = match["text"].partition("\n")[2]
        return match[0].removesuffix(f"{output}```") + next(outputs) + "```"

    return _STEP.sub(of, page)


def _main() -> int:
    parser = argparse.ArgumentParser(description="Follows the tutorial in an empty folder.")
    parser.add_argument("--write", action="store_true", help="write what is printed now into the page")
    asked = parser.parse_args()
    page = TUTORIAL.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        done = list(follow(page, Path(folder)))
    differ = [shown.command for shown, found in done if not same(found, shown.output)]
    if asked.write:
        TUTORIAL.write_text(_renewed(page, (shown.output if same(found, shown.output) else found for shown, found in done)), encoding="utf-8")
        return 0
    print(*(f"{TUTORIAL.relative_to(ROOT)}: {command}" for command in differ), sep="\n")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(_main())
