"""Writes docs/author-mistakes.md from the mistakes in tests/rulebook/mistakes and what is said of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

__all__ = ["COMMAND", "MISTAKES", "Mistake", "mistakes", "page"]

DOCS = Path(__file__).parent
MISTAKES = DOCS.parent / "tests" / "rulebook" / "mistakes"
COMMAND = "integrationrules check rules --on 2018-06-01 --lang en"
HEAD = """# What `check` says of an author's mistakes

A rule set of a town's own, right in everything:

{rules}
and a case beside it:

{case}
`{command}` says `0 errors, 0 warnings`. Below, one place is changed at a time. Each text is exactly what is printed; the whole list of
codes is in [diagnostics.md](diagnostics.md). This page is written by `python docs/build_author_mistakes.py`.

`--format json` gives the same as data, and `--format sarif` as a SARIF 2.1.0 log, which editors and code review tools show beside the
lines; `-o FILE` writes it to a file. `--on` is the day on which every parameter should have a value (today if left out). The exit code is
1 when there are errors, 0 when there are only warnings and notices, and 2 when the options cannot be used.

Of cases that are never reached and conditions that are never met `check` says only what it can prove: it compares values with numbers,
days and words that are written out, and takes everything else to be met or not as it may. Whether two exceptions can both be met it
looks up with the values of parameters that hold until further notice.
"""


@dataclass(frozen=True)
class Mistake:
    """One place of the files changed."""

    name: str
    title: str
    was: str
    now: str

    def files(self) -> Iterator[tuple[Path, str, str]]:
        """Every file under the rule folder, its text, and its text with the mistake."""
        for path in sorted((MISTAKES / "rules").rglob("*.yaml")):
            text = path.read_text(encoding="utf-8")
            yield path.relative_to(MISTAKES), text, text.replace(self.was, self.now)

    @property
    def expected(self) -> str:
        """What `check` prints."""
        return (MISTAKES / "expected" / f"{self.name}.txt").read_text(encoding="utf-8")


def mistakes() -> list[Mistake]:
    """All of them, in order."""
    listed = yaml.safe_load((MISTAKES / "mistakes.yaml").read_text(encoding="utf-8"))
    return [Mistake(one["name"], one["title"], one["was"], one["is"]) for one in listed]


def page() -> str:
    """The whole page."""
    rules, case = (f"```yaml\n{path.read_text(encoding='utf-8')}```\n" for path in
                   (MISTAKES / "rules/town/prize/rules.yaml", MISTAKES / "rules/town/prize/cases/quarter.yaml"))
    return HEAD.format(rules=rules, case=case, command=COMMAND) + "".join(map(_section, mistakes()))


def _section(mistake: Mistake) -> str:
    changed = [line for _, was, now in mistake.files() for line in difflib.unified_diff(was.splitlines(), now.splitlines(), n=0, lineterm="")
               if line[0] in "+-" and line[:3] not in ("+++", "---")]
    diff = "\n".join(changed)
    return f"\n## {mistake.title}\n\n```diff\n{diff}\n```\n\n```\n$ {COMMAND}\n{mistake.expected}```\n"


if __name__ == "__main__":
    (DOCS / "author-mistakes.md").write_text(page(), encoding="utf-8")
