"""The expectations of cases beside rules: read from their files once, asked of a rulebook as often as wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from integrationrules.engine.decision import Decision
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.load import ruleset_folders
from integrationrules.timeline.documents import DocumentError, yaml_values
from integrationrules.timeline.files import placer, timeline_of
from integrationrules.timeline.problems import CaseError, Place, Problem
from integrationrules.timeline.timeline import Timeline

from .decide import Decider, Judgement
from .due import Standing
from .evaluation import decider_of, evaluate
from .expected import Expected, answer_line, read_expected, refuse_case_keys

__all__ = ["Asked", "Unusable", "Written", "read_asked", "written_cases"]


@dataclass(frozen=True, slots=True)
class Unusable:
    """A file, a case or an expectation that cannot be asked."""

    place: str
    name: str
    mistake: CaseError


@dataclass(frozen=True, slots=True)
class Asked:
    """One expectation of one case: who, what is asked, and what must be answered."""

    ruleset: str
    """The rule set beside whose rules it stands."""
    path: str
    name: str
    rule: str
    """The full id."""
    expected: Expected
    timeline: Timeline = field(repr=False)
    number: int
    _place: Place = field(repr=False)

    @property
    def place(self) -> str:
        """File, line and column."""
        return self._place(("expect", self.number), False)

    def decided(self, book: Rulebook) -> Decision:
        """The whole result; raises `QuestionError` for what cannot be asked."""
        expected = self.expected
        (result,) = evaluate(book, [self.timeline], [self.rule], expected.quarters, expected.on, expected.as_known, expected.options)
        return result.decisions[0]

    def judged(self, book: Rulebook) -> Judgement:
        """What the result says, as far as it is compared; raises `QuestionError` for what cannot be asked."""
        decider = self.decider(book, self.expected.with_dependences)
        return decider.judge(decider.rows.rules[0], 0, 0)

    def decider(self, book: Rulebook, alternatives: bool) -> Decider:
        """The run of the question, before anything is told of it; raises `QuestionError` for what cannot be asked."""
        expected = self.expected
        return decider_of(book, self.timeline, self.rule, expected.quarters, expected.on, expected.as_known, expected.options, alternatives)

    def line(self, found: Decision | Judgement) -> str:
        """What was found, in the words of the file."""
        expected = self.expected
        standing = found.standing if isinstance(found, Judgement) else Standing(found.running, found.state, found.days)
        value = found.answer.value
        flips = {one.assumption: f"{one.option}: {one.answer.verdict}" for one in found.depends_on} if expected.with_dependences else None
        record: dict[str, Any] = {"running": standing.running, "state": standing.state, **{name: day.as_json() for name, day in standing.days.items()}}
        return answer_line(str(found.answer.verdict), value.as_json() if value else None, expected.with_value, flips,
                           {name: record.get(name) for name in expected.standing})


@dataclass(frozen=True, slots=True)
class Written:
    """One case as it stands in its file: of which rule set, where, and what it says."""

    ruleset: str
    path: str
    document: Any
    place: Place

    @property
    def name(self) -> str:
        """What it is called; the file where it says nothing."""
        return str(self.document.get("case", self.path))

    @property
    def timeline(self) -> Timeline:
        """What is known; raises `CaseError`."""
        refuse_case_keys(self.document, self.place)
        return timeline_of({key: self.document[key] for key in ("citizen", "observed", "facts") if key in self.document}, None, self.place)


def read_asked(book: Rulebook, root: Path) -> Iterator[Asked | Unusable]:
    """Every expectation of every case under a rulebook's root, in order of files."""
    for one in written_cases(root):
        if isinstance(one, Unusable):
            yield one
        else:
            yield from _of_case(book, one)


def written_cases(root: Path) -> Iterator[Written | Unusable]:
    """Every case under a rulebook's root, in order of files."""
    for folder in ruleset_folders(root):
        ruleset = ".".join(folder.relative_to(root).parts)
        for path in sorted(each for each in (folder / "cases").glob("*") if each.suffix in (".yaml", ".yml")):
            yield from _of_file(ruleset, path, path.relative_to(root).as_posix())


def _of_file(ruleset: str, path: Path, shown: str) -> Iterator[Written | Unusable]:
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
            yield Written(ruleset, shown, document, placer(text, shown, number))


def _unusable(problem: Problem) -> Unusable:
    return Unusable(problem.place, "", CaseError((problem,)))


def _of_case(book: Rulebook, written: Written) -> Iterator[Asked | Unusable]:
    try:
        timeline = written.timeline
    except CaseError as error:
        yield Unusable(written.path, "", error)
        return
    for number, asked in enumerate(written.document.get("expect") or ()):
        try:
            expected = read_expected(asked, number, written.place)
        except CaseError as error:
            yield Unusable(written.path, written.name, error)
            continue
        rule = expected.rule if expected.rule in book.rules else f"{written.ruleset}.{expected.rule}"
        yield Asked(written.ruleset, written.path, written.name, rule, expected, timeline, number, written.place)
