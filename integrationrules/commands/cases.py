"""`integrationrules test`: the cases beside the rules, and what they leave untested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from integrationrules.case.cases import run_cases
from integrationrules.commands.terminal import UnusableInput, say
from integrationrules.report.catalogue import translator
from integrationrules.report.problems import case_outcome
from integrationrules.rulebook.book import default_root, load
from integrationrules.sessions.cases import run_alert_cases

__all__ = ["Wanted", "run"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked beside or instead of whether the cases pass."""

    mutate: bool = False
    coverage: bool = False
    regimes: bool = False
    jobs: int = 1
    form: str | None = None


def run(places: Sequence[str], lang: str, wanted: Wanted) -> int:
    """Prints what failed and how many passed, or what the options ask for; 1 if the answer is no, else 0."""
    tr = translator(lang)
    if wanted.mutate + wanted.coverage + wanted.regimes > 1:
        raise UnusableInput(tr("--mutate, --coverage and --regimes are asked for one at a time"))
    folders = [place for place in places if not wanted.mutate or Path(place).is_dir() or "/" in place]
    if len(folders) > 1:
        told = tr("'{found}' is one argument too many: write one folder, and rule sets only with --mutate")
        raise UnusableInput(told.format(found=folders[-1]))
    root = Path(folders[0]) if folders else default_root()
    if wanted.mutate:
        from integrationrules.commands.mutate import run as run_mutants

        return run_mutants(root, [place for place in places if place not in folders], lang, wanted.form, wanted.jobs)
    if wanted.coverage or wanted.regimes:
        from integrationrules.commands import untested

        return (untested.coverage if wanted.coverage else untested.over_time)(root, lang, wanted.form)
    if wanted.form is not None:
        raise UnusableInput(tr("--format is for --mutate, --coverage and --regimes"))
    return _run_cases(root, lang)


def _run_cases(root: Path, lang: str) -> int:
    book = load(root)
    outcomes = [*run_cases(book, root), *run_alert_cases(book, root)]
    failed = [one for one in outcomes if not one.ok]
    for outcome in failed:
        say(case_outcome(outcome, lang) + "\n")
    say(translator(lang)("{passed} passed, {failed} failed").format(passed=len(outcomes) - len(failed), failed=len(failed)))
    return 1 if failed else 0
