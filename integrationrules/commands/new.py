"""`integrationrules new`: a case file made by answering questions, and what the rules say of it."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from integrationrules.case import QuestionError, evaluate
from integrationrules.case.questions import find_rules
from integrationrules.commands.evaluate import salt
from integrationrules.commands.terminal import UnusableInput, error_lines, say, width
from integrationrules.interview import Draft, Interview, Question, Refused
from integrationrules.interview.draft import ONE_DAY
from integrationrules.interview.question import Plain, bare, plain_answer
from integrationrules.interview.script import NOT_ASKED
from integrationrules.report.brief import brief
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.columns import paragraph
from integrationrules.report.names import Names
from integrationrules.report.problems import case_warning, question_problem
from integrationrules.report.quantities import HARD, span
from integrationrules.report.quantities import day as day_text
from integrationrules.report.words import word
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.cpr import holds_cpr
from integrationrules.timeline.timeline import Timeline
from integrationrules.timeline.writing import write_case

__all__ = ["RULES", "run"]

RULES = (
    "dk.integration.programme.covered", "dk.integration.programme.responsibility_starts", "dk.integration.results_bonus.job",
    "dk.outcomes.self_support.self_supporting", "dk.integration.state_refund.rate",
)
"""What is answered unless rules are named: what a consultant asks first."""
_BACK = ("tilbage", "back")
_SAVE = ("gem", "save")
_SUFFIXES = (".yaml", ".yml", ".json", ".jsonl")
_DEFAULT_ID = "sag"
_DECLINED, _INTERRUPTED = 1, 130


def run(book: Rulebook, file: str | None, rules: Sequence[str], on: date | None, lang: str) -> int:
    """Asks, writes the case to `file` and prints what the rules say; 1 if an existing file is not to be replaced."""
    tr = translator(lang)
    find_rules(book, rules)
    target = Path(file) if file is not None else None
    if target is not None:
        _check(target, tr)
    typed = _Typed(tr)
    try:
        if target is not None and target.exists() and not _may_replace(target, typed, tr):
            say(tr("Nothing was written."))
            return _DECLINED
        interview = Interview(tr, on or date.today() - ONE_DAY, target.stem if target else _DEFAULT_ID)
        _ask(interview, typed, tr)
    except KeyboardInterrupt:
        say("")
        error_lines([tr("Interrupted. Nothing was written.")], str)
        return _INTERRUPTED
    timeline = interview.draft.timeline()
    target = target or _free_name(timeline.citizen.id)
    write_case(timeline, target)
    _tell(book, interview.draft, timeline, target, rules, on, lang)
    return 0


class _Typed:
    """What is typed, line by line, or stands in a pipe."""

    def __init__(self, tr: Translator) -> None:
        if sys.stdin is None:
            raise UnusableInput(tr("standard input is closed; there is nobody to ask"))
        self.tr = tr
        self.is_terminal = sys.stdin.isatty()
        if reconfigure := getattr(sys.stdin, "reconfigure", None):
            reconfigure(errors="replace") if self.is_terminal else reconfigure(encoding="utf-8-sig", errors="replace")

    def line(self) -> str:
        """The next line; raises `UnusableInput` at the end."""
        try:
            if self.is_terminal:
                with suppress(ImportError):         # where there is no readline, the terminal edits lines itself
                    import readline  # noqa: F401  (arrow keys in what is typed)
                return input("  > ")
            found = sys.stdin.readline()
            if not found:
                raise EOFError
        except EOFError:
            if self.is_terminal:
                say("")
                raise UnusableInput(self.tr("Interrupted. Nothing was written.")) from None
            raise UnusableInput(self.tr("The answers end before the questions do. Nothing was written.")) from None
        say(f"  > {found.strip()}")
        return found


def _check(target: Path, tr: Translator) -> None:
    """Refuses, before anything is asked, a file that cannot be written."""
    if holds_cpr(target.name):
        raise UnusableInput(tr("the file name looks like it holds a CPR number; name the file after an id of your own"))
    if target.suffix.lower() not in _SUFFIXES:
        raise UnusableInput(tr("{file} must end in .yaml, .json or .jsonl").format(file=target))
    if target.is_dir() or not target.parent.is_dir() or not os.access(target.parent, os.W_OK):
        raise UnusableInput(tr("{file} cannot be written: name a file in a folder that exists and may be written to").format(file=target))


def _may_replace(target: Path, typed: _Typed, tr: Translator) -> bool:
    say(tr("{file} exists. Replace it when the case is written? [Enter = no]").format(file=target))
    while (found := plain_answer(typed.line().strip() or "no")) not in (Plain.YES, Plain.NO, Plain.UNKNOWN):
        say("  " + tr("Write yes or no."))
    return found is Plain.YES


def _ask(interview: Interview, typed: _Typed, tr: Translator) -> None:
    """Puts the questions until they are answered, or until what there is shall be saved."""
    for line in paragraph(tr("Any question may be answered \"don't know\": it stays unknown, never zero or no. "
                             "Write back for the question before, save to stop and save what there is. "
                             "Wherever facts are asked about, a whole line will do: employment, ordinary, 25 hours a week, from 2018-03-01."), width(), 0, 0):
        say(line)
    shown: Question | None = None
    while (question := interview.question) is not None:
        if question is not shown:
            _put(question, shown, tr)
            shown = question
        text = typed.line()
        command = bare(text)
        if command in _BACK:
            if not interview.back():
                say("  " + tr("This is the first question."))
            shown = None
        elif command in _SAVE:
            if interview.draft.citizen:
                return
            say("  " + tr("There is nothing to save yet."))
        else:
            try:
                interview.answer(text)
            except Refused as error:
                for line in str(error).splitlines():
                    _indented(line)
    _notes(interview.draft.notes)


def _put(question: Question, before: Question | None, tr: Translator) -> None:
    _notes(question.notes)
    if before is None or before.group != question.group:
        say(f"\n{question.group}")
    enter = tr("[Enter = {answer}]").format(answer=question.default)
    _indented(f"{question.text} {enter.replace(' ', HARD)}")


def _notes(notes: Iterable[str]) -> None:
    for note in notes:
        _indented(note)


def _indented(text: str) -> None:
    for line in paragraph(text, width(), 2):
        say(line)


def _free_name(id: str) -> Path:
    """A file that does not exist yet, named after the case."""
    name = re.sub(r"[^\w.-]+", "-", id).strip(".-")[:80] or _DEFAULT_ID
    return next(path for path in _numbered(name) if not path.exists())


def _numbered(name: str) -> Iterator[Path]:
    number = 1
    while True:
        yield Path(f"{name}.yaml" if number == 1 else f"{name}-{number}.yaml")
        number += 1


def _tell(book: Rulebook, draft: Draft, timeline: Timeline, target: Path, rules: Sequence[str], on: date | None, lang: str) -> None:
    """Where the case lies, what it holds, and what the rules say of it."""
    tr, columns = translator(lang), width()
    say("\n" + tr("The case is written: {file}").format(file=target))
    unknown = [kind for kind in draft.unknown_kinds() if kind not in NOT_ASKED]
    kinds = [fact.kind for fact in timeline.facts]
    held = ", ".join(f"{word(kind, tr)} ({kinds.count(kind)})" for kind in dict.fromkeys(kinds))
    _indented(tr("It states: {facts}").format(facts=held) if held else tr("It states no facts."))
    if draft.period is None:
        _indented(tr("Beside that nothing is known."))
    else:
        for each in timeline.observed.spans:
            last = each.end - ONE_DAY if each.end else None
            _indented(tr("Everything is known {days}").format(days=span(each.start, last, tr)))
        if unknown:
            _indented(tr("but not all of: {kinds}").format(kinds=", ".join(word(kind, tr) for kind in unknown)))
    asked = on or _last_known(timeline)
    say("\n" + tr("As of {day}:").format(day=day_text(asked, tr)))
    names = Names(book, tr)
    # Of what is partly stated the rules presume that there is no more; of what is not known at all they presume nothing.
    presumed = [kind for kind in unknown if timeline.observed.by_kind.get(kind)]
    for rule in rules or RULES:
        try:
            result = evaluate(book, [timeline], [rule], on=asked, salt=salt())[0]
        except QuestionError as error:
            say(question_problem(error, lang))
            continue
        for decision in result.decisions:
            for line in brief(decision, names, columns, presumed):
                say(line)
    for warning in timeline.warnings():
        for line in paragraph(tr("Note: {text}").format(text=case_warning(warning, lang)), columns):
            say(line)
    say("\n" + tr("Decision support"))
    command = f"integrationrules evaluate {shlex.quote(str(target))} --on {asked.isoformat()}"
    say(tr("All rules with reasons and sources: {command}").format(command=command))


def _last_known(timeline: Timeline) -> date:
    """The day asked about where none is given: of the day after it nothing may be known, not even what goes on."""
    end = timeline.observed.end
    assert end is not None
    return end - ONE_DAY
