"""Cases beside rules: situations with the answer the rule set must give, kept as YAML under `cases/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from integrationrules.dates import DateError, Quarter
from integrationrules.engine.decision import Decision
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.diagnostics import Diagnostics
from integrationrules.rulebook.load import ruleset_folders
from integrationrules.timeline.documents import DocumentError, yaml_values
from integrationrules.timeline.timeline import Timeline

from .evaluate import evaluate
from .questions import QuestionError

__all__ = ["CaseOutcome", "check_cases", "run_cases"]

VERDICTS = ("met", "not_met", "unknown")
_KEYS = {"case", "citizen", "observed", "facts", "expect"}
_ASKED = {"rule", "quarter", "on", "as_known", "options", "verdict", "value", "depends_on"}


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """One expectation of one case: what was expected and what was found; `found` names the mistake if it could not be asked."""

    path: str
    name: str
    rule: str
    expected: str
    found: str

    @property
    def ok(self) -> bool:
        """Whether they agree."""
        return self.expected == self.found

    @property
    def text(self) -> str:
        """One line for people."""
        return f"{self.path}: {self.name}: {self.rule}: expected {self.expected}, found {self.found}"


def run_cases(book: Rulebook, root: Path | str | None = None) -> list[CaseOutcome]:
    """Every expectation of every case under a rulebook's root, in order of files."""
    return [outcome for _, outcome in _run(book, Path(root or book.root))]


def check_cases(book: Rulebook, root: Path | str | None, problems: Diagnostics) -> None:
    """Warns of each rule that no case shows met, not met and unknown."""
    shown: dict[str, set[str]] = {name: set() for name in book.rules}
    for rule, outcome in _run(book, Path(root or book.root)):
        if rule in shown:
            shown[rule].add(outcome.expected.split(" ")[0])
    for name, rule_verdicts in shown.items():
        for verdict in VERDICTS:
            if verdict not in rule_verdicts:
                problems.add("IR302", book.rules[name].rule.mark, name=name.rpartition(".")[2], verdict=verdict)


def _run(book: Rulebook, root: Path) -> Iterator[tuple[str, CaseOutcome]]:
    for folder in ruleset_folders(root):
        ruleset = ".".join(folder.relative_to(root).parts)
        for path in sorted((folder / "cases").glob("*.yaml")):
            shown = path.relative_to(root).as_posix()
            try:
                documents = list(yaml_values(path.read_text(encoding="utf-8-sig")))
            except (DocumentError, OSError, UnicodeDecodeError) as error:
                problem = str(error.problem(shown)) if isinstance(error, DocumentError) else "cannot be read"
                yield "", CaseOutcome(shown, "the file", "-", "cases", problem)
                continue
            for document in documents:
                yield from _of_case(book, ruleset, shown, document)


def _of_case(book: Rulebook, ruleset: str, path: str, document: Any) -> Iterator[tuple[str, CaseOutcome]]:
    name = str(document.get("case", "a case")) if isinstance(document, dict) else "a case"
    wrong = _wrong_shape(document)
    if wrong:
        yield "", CaseOutcome(path, name, "-", "a case", wrong)
        return
    try:
        timeline = Timeline.model_validate({key: document[key] for key in ("citizen", "observed", "facts") if key in document}, by_name=False)
    except ValidationError as error:
        first = error.errors()[0]
        yield "", CaseOutcome(path, name, "-", "a timeline", f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
        return
    for asked in document["expect"]:
        rule = str(asked.get("rule"))
        full_id = rule if rule in book.rules else f"{ruleset}.{rule}"
        expected = _expected(asked)
        try:
            yield full_id, CaseOutcome(path, name, rule, expected, _found(book, timeline, full_id, asked))
        except (QuestionError, DateError, ValueError) as error:
            yield full_id, CaseOutcome(path, name, rule, expected, str(error))


def _wrong_shape(document: Any) -> str:
    if not isinstance(document, dict):
        return "not a mapping"
    unknown = sorted(set(document) - _KEYS)
    expect = document.get("expect")
    if unknown:
        return f"unknown key '{unknown[0]}'; allowed: {', '.join(sorted(_KEYS))}"
    if not isinstance(expect, list) or not expect or not all(isinstance(asked, dict) for asked in expect):
        return "no list under 'expect'"
    stray = sorted({str(key) for asked in expect for key in asked} - _ASKED)
    return f"unknown key '{stray[0]}' in expect; allowed: {', '.join(sorted(_ASKED))}" if stray else ""


def _expected(asked: Mapping[str, Any]) -> str:
    return _line(str(asked.get("verdict")), asked.get("value"), "value" in asked, asked.get("depends_on"))


def _found(book: Rulebook, timeline: Timeline, rule: str, asked: Mapping[str, Any]) -> str:
    quarters = [Quarter.parse(str(asked["quarter"]))] if "quarter" in asked else []
    on, as_known = (date.fromisoformat(str(asked[key])) if key in asked else None for key in ("on", "as_known"))
    options = {str(name): str(option) for name, option in dict(asked.get("options") or {}).items()}
    (result,) = evaluate(book, [timeline], [rule], quarters, on, as_known, options)
    decision: Decision = result.decisions[0]
    flips = {one.assumption: f"{one.option}: {one.answer.verdict}" for one in decision.depends_on} if "depends_on" in asked else None
    value = decision.value.as_json() if decision.value else None
    return _line(str(decision.verdict), value, "value" in asked, flips)


def _line(verdict: str, value: Any, with_value: bool, depends_on: Any) -> str:
    text = f"{verdict} {value}" if with_value else verdict
    if isinstance(depends_on, dict):
        text += " depends on " + (", ".join(f"{name} ({option})" for name, option in sorted(depends_on.items())) or "nothing")
    return text
