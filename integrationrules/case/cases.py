"""Cases beside rules: situations with the answer the rule set must give, kept as YAML under `cases/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.diagnostics import Diagnostics
from integrationrules.timeline.problems import CaseError

from .asked import Unusable, read_asked
from .covered import impossible
from .expected import VERDICTS
from .questions import QuestionError

__all__ = ["CaseOutcome", "check_cases", "run_cases"]


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """One expectation of one case: what was expected and what was found, or the mistake for which it cannot be asked."""

    place: str
    """File, line and column; the file alone where the outcome is as expected."""
    name: str
    rule: str
    """Empty where a whole case or file cannot be used."""
    expected: str
    found: str
    mistake: CaseError | QuestionError | None = None
    rule_id: str = ""
    """The full id of the rule."""

    @property
    def ok(self) -> bool:
        """Whether they agree."""
        return self.mistake is None and self.expected == self.found

    @property
    def text(self) -> str:
        """One line for people; a line for each mistake."""
        if isinstance(self.mistake, CaseError):
            return str(self.mistake)
        told = str(self.mistake) if self.mistake else f"expected {self.expected}, found {self.found}"
        return f"{self.place}: {self.name}: {self.rule}: {told}"


def run_cases(book: Rulebook, root: Path | str | None = None) -> list[CaseOutcome]:
    """Every expectation of every case under a rulebook's root, in order of files."""
    return list(_run(book, Path(root or book.root)))


def check_cases(book: Rulebook, outcomes: Iterable[CaseOutcome], problems: Diagnostics) -> None:
    """Warns of each rule that no case shows met, not met and unknown."""
    shown: dict[str, set[str]] = {name: set() for name in book.rules}
    for outcome in outcomes:
        if outcome.rule_id in shown:
            shown[outcome.rule_id].add(outcome.expected.split(" ")[0])
    for name, verdicts in shown.items():
        missing = [each for each in VERDICTS if each not in verdicts | impossible(book.rules[name].when, book.rules[name].value)]
        if missing:
            problems.add("IR302", book.rules[name].rule.mark, name=name.rpartition(".")[2], verdicts=" and none that is ".join(missing))


def _run(book: Rulebook, root: Path) -> Iterator[CaseOutcome]:
    for one in read_asked(book, root):
        if isinstance(one, Unusable):
            yield CaseOutcome(one.place, one.name, "", "", "", one.mistake)
            continue
            continue
        found, mistake = "", None
        try:
            found = one.line(one.decided(book))
        except QuestionError as error:
            mistake = error
        where = one.path if found == one.expected.line else one.place
        yield CaseOutcome(where, one.name, one.expected.rule, one.expected.line, found, mistake, one.rule)
