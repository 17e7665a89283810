"""`integrationrules test`: the cases beside the rules."""

from __future__ import annotations

from pathlib import Path

from integrationrules.case.cases import run_cases
from integrationrules.commands.terminal import say
from integrationrules.report.catalogue import translator
from integrationrules.report.problems import case_outcome
from integrationrules.rulebook.book import default_root, load

__all__ = ["run"]


def run(folder: str | None, lang: str) -> int:
    """Prints what failed and how many passed; 1 if one failed, else 0."""
    root = Path(folder) if folder is not None else default_root()
    outcomes = run_cases(load(root), root)
    failed = [one for one in outcomes if not one.ok]
    for outcome in failed:
        say(case_outcome(outcome, lang) + "\n")
    say(translator(lang)("{passed} passed, {failed} failed").format(passed=len(outcomes) - len(failed), failed=len(failed)))
    return 1 if failed else 0
