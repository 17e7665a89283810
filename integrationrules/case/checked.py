"""Everything that can be said of a folder of rule files without a citizen: mistakes, and cases that cannot be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from integrationrules.rulebook.book import examine
from integrationrules.rulebook.diagnostics import Diagnostic, Severity

from .cases import CaseOutcome, check_cases, run_cases

__all__ = ["Checked", "check"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, in order of files and lines."""

    root: str
    """The folder's last name, with which the paths of the diagnostics begin."""
    diagnostics: tuple[Diagnostic, ...]
    unusable: tuple[CaseOutcome, ...]
    """Cases beside the rules that cannot be asked: they prove nothing, so they count as errors."""

    def count(self, severity: Severity) -> int:
        """How many there are of one severity."""
        return sum(one.severity == severity for one in self.diagnostics) + (len(self.unusable) if severity == "error" else 0)


def check(root: Path, on: date) -> Checked:
    """Checks the rule files under `root`; `on` is the day on which a parameter should have a value."""
    book, problems = examine(root, on)
    unusable: tuple[CaseOutcome, ...] = ()
    if not problems.errors:
        outcomes = run_cases(book, root)
        check_cases(book, outcomes, problems)
        unusable = tuple(one for one in outcomes if one.mistake is not None)
    return Checked(root.name, problems.found, unusable)
