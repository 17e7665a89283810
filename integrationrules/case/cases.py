"""Cases beside rules: situations with the answer the rule set must give, kept as YAML under `cases/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.diagnostics import Diagnostics
from integrationrules.rulebook.load import ruleset_folders
from integrationrules.rulebook.terms import Term
from integrationrules.timeline.documents import DocumentError, yaml_values
from integrationrules.timeline.files import placer, timeline_of
from integrationrules.timeline.problems import CaseError, Place, Problem
from integrationrules.timeline.timeline import Timeline

from .evaluation import evaluate
from .expected import VERDICTS, Expected, answer_line, read_expected, refuse_case_keys
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
        missing = [each for each in VERDICTS if each not in verdicts | _impossible(book.rules[name].when)]
        if missing:
            problems.add("IR302", book.rules[name].rule.mark, name=name.rpartition(".")[2], verdicts=" and none that is ".join(missing))


def _impossible(when: Term | None) -> frozenset[str]:
    """The verdicts that a condition cannot end in: met where it waits for what nobody knows, all but not met where a day only passes."""
    while when is not None and when.operation == "named":
        when = when.arguments[0]
    if when is None:
        return frozenset()
    if when.operation == "unknown":
        return frozenset({"met"})
    if when.operation == "constant" and when.detail is False:
        return frozenset({"met", "unknown"})
    return frozenset().union(*map(_impossible, when.arguments)) if when.operation == "and" else frozenset()


def _run(book: Rulebook, root: Path) -> Iterator[CaseOutcome]:
    for folder in ruleset_folders(root):
        ruleset = ".".join(folder.relative_to(root).parts)
        for path in sorted(each for each in (folder / "cases").glob("*") if each.suffix in (".yaml", ".yml")):
            yield from _of_file(book, ruleset, path, path.relative_to(root).as_posix())


def _of_file(book: Rulebook, ruleset: str, path: Path, shown: str) -> Iterator[CaseOutcome]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        documents = list(yaml_values(text))
    except DocumentError as error:
        yield _unusable(error.problem(shown))
    except OSError:
        yield _unusable(Problem(shown, "", "file_unreadable", {}))
    except UnicodeDecodeError as error:
        yield _unusable(Problem(shown, "", "file_not_utf8", {"byte": error.start + 1}))
    else:
        if not documents:
            yield _unusable(Problem(shown, "", "cases_missing", {}))
        for number, document in enumerate(documents):
            yield from _of_case(book, ruleset, shown, document, placer(text, shown, number))


def _unusable(problem: Problem) -> CaseOutcome:
    return CaseOutcome(problem.place, "", "", "", "", CaseError((problem,)))


def _of_case(book: Rulebook, ruleset: str, path: str, document: Any, place: Place) -> Iterator[CaseOutcome]:
    try:
        refuse_case_keys(document, place)
        timeline = timeline_of({key: document[key] for key in ("citizen", "observed", "facts") if key in document}, None, place)
    except CaseError as error:
        yield CaseOutcome(path, "", "", "", "", error)
        return
    name = str(document.get("case", path))
    for number, asked in enumerate(document["expect"]):
        try:
            expected = read_expected(asked, number, place)
        except CaseError as error:
            yield CaseOutcome(path, name, "", "", "", error)
            continue
        rule = expected.rule if expected.rule in book.rules else f"{ruleset}.{expected.rule}"
        found, mistake = "", None
        try:
            found = _found(book, timeline, rule, expected)
        except QuestionError as error:
            mistake = error
        where = path if found == expected.line else place(("expect", number), False)
        yield CaseOutcome(where, name, expected.rule, expected.line, found, mistake, rule)


def _found(book: Rulebook, timeline: Timeline, rule: str, expected: Expected) -> str:
    (result,) = evaluate(book, [timeline], [rule], expected.quarters, expected.on, expected.as_known, expected.options)
    decision = result.decisions[0]
    flips = {one.assumption: f"{one.option}: {one.answer.verdict}" for one in decision.depends_on} if expected.with_dependences else None
    value = decision.value.as_json() if decision.value else None
    record = {"running": False, **decision.as_json()}
    return answer_line(str(decision.verdict), value, expected.with_value, flips, {name: record.get(name) for name in expected.standing})
