"""Mistakes as text: in case files, in questions and in rule files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from integrationrules.report.catalogue import Translator, translator

if TYPE_CHECKING:
    from integrationrules.case import QuestionError
    from integrationrules.case.cases import CaseOutcome
    from integrationrules.case.records import RecordError
    from integrationrules.register.problems import RegisterError
    from integrationrules.rulebook.archive.problems import ArchiveError
    from integrationrules.rulebook.diagnostics import Diagnostic
    from integrationrules.timeline.problems import Problem
    from integrationrules.timeline.timeline import Warning_

__all__ = [
    "SHOWN", "SUGGESTIONS", "archive_problem", "case_outcome", "case_problems", "case_warning", "problem_text", "question_problem",
    "record_problem", "register_problem", "rule_problems",
]

SHOWN: dict[str, str] = {"nothing": "nothing", "a mapping": "a mapping", "a list": "a list"}
"""How found values without a text of their own are named; see `integrationrules.timeline.messages.shown`."""
SUGGESTIONS: dict[str, str] = {"near": "; did you mean '{name}'?", "several": "; write one of {names}"}
_NEAR, _SEVERAL = re.compile(r"; did you mean '(.+)'\?"), re.compile(r"; write one of (.+)")


def case_problems(problems: Iterable[Problem], lang: str) -> list[str]:
    """The mistakes of a case file, one text each: place, field, what was found and what to write."""
    tr = translator(lang)
    found = []
    for problem in problems:
        place = _place(problem.place, tr)
        where = f"{place}: {problem.field}" if problem.field else place
        found.append(f"{where}: {problem_text(problem, tr)}")
    return found


def problem_text(problem: Problem, tr: Translator) -> str:
    """What a mistake is, without its place: what was found and what to write."""
    from integrationrules.timeline.messages import template

    values = {name: _value(value, tr) if isinstance(value, str) else value.get(tr.lang) if hasattr(value, "get") else value
              for name, value in problem.values.items()}
    if "unit" in values:
        from integrationrules.report.money.units import unit_text

        values["unit"] = unit_text(values["unit"], tr)
    return tr(template(problem.id, values)).format(**values).replace(" ()", "").strip()        # bare numbers have no unit to name


def _value(value: str, tr: Translator) -> str:
    """A value of a message: another message where it stands for one (`@shape_list`)."""
    from integrationrules.timeline.messages import MESSAGES

    name = value.strip("'").removeprefix("@")
    if value.strip("'").startswith("@") and name in MESSAGES:
        return tr(MESSAGES[name])
    return tr(SHOWN[value]) if value in SHOWN else value


def case_warning(warning: Warning_, lang: str) -> str:
    """Something odd in a case: what, with kinds of facts by their names and days as the language writes them."""
    from integrationrules.report.words import word
    from integrationrules.timeline.messages import template

    tr = translator(lang)
    values: dict[str, Any] = dict(warning.values)
    if "kind" in values:
        values["kind"] = word(str(values["kind"]), tr)
    if "kinds" in values:
        values["kinds"] = ", ".join(word(kind, tr) for kind in str(values["kinds"]).split(", "))
    values |= {name: date.fromisoformat(str(values[name])) for name in ("last", "next") if name in values}
    return tr(template(warning.id, values)).format(**{name: _shown(value, tr) for name, value in values.items()})


def case_outcome(outcome: CaseOutcome, lang: str) -> str:
    """What is wrong with a case beside the rules: its mistakes, or what was expected and found, in the words of the file."""
    from integrationrules.case import QuestionError

    if outcome.mistake is None:
        told = translator(lang)("expected {expected}, found {found}").format(expected=outcome.expected, found=outcome.found)
    elif isinstance(outcome.mistake, QuestionError):
        told = question_problem(outcome.mistake, lang)
    else:
        return "\n".join(case_problems(outcome.mistake.problems, lang))
    return f"{outcome.place}: {outcome.name}: {outcome.rule}: {told}"


def question_problem(error: QuestionError, lang: str) -> str:
    """Why a question cannot be answered as asked."""
    from integrationrules.case.messages import MESSAGES

    tr = translator(lang)
    return tr(MESSAGES[error.id]).format(**_texts(error.values, tr)).strip()


def archive_problem(error: ArchiveError, lang: str) -> str:
    """Why an archive cannot be used."""
    from integrationrules.rulebook.archive.messages import MESSAGES

    return translator(lang)(MESSAGES[error.id]).format(**error.values)


def record_problem(error: RecordError, lang: str) -> str:
    """Why a record cannot be replayed."""
    from integrationrules.case.messages import MESSAGES

    tr = translator(lang)
    said = tr(MESSAGES[error.id]).format(**error.values)
    return tr("record {number}: {problem}").format(number=error.record, problem=said) if error.record else said


def rule_problems(diagnostics: Iterable[Diagnostic]) -> str:
    """The mistakes of rule files as their authors read them: English, with stable codes."""
    return "\n\n".join(one.text() for one in diagnostics)


def suggestion(found: str, tr: Translator) -> str:
    """A "did you mean" of the rulebook in another language."""
    if match := _NEAR.fullmatch(found):
        return tr(SUGGESTIONS["near"]).format(name=match[1])
    if match := _SEVERAL.fullmatch(found):
        return tr(SUGGESTIONS["several"]).format(names=match[1])
    return found


def _place(place: str, tr: Translator) -> str:
    name, line, number = place.rpartition(" line ")
    if line and number.isdecimal():
        return tr("{file} line {number}").format(file=_file(name, tr), number=number)
    name, colon, rest = place.partition(":")
    return _file(name, tr) + colon + rest


def _file(name: str, tr: Translator) -> str:
    return tr("standard input") if name == "-" else name


def _texts(values: Mapping[str, Any], tr: Translator) -> dict[str, str]:
    texts = {name: suggestion(value, tr) if name == "suggestion" else _shown(value, tr) for name, value in values.items()}
    why = values.get("why_text")
    return texts | ({"why": why.get(tr.lang)} if why is not None else {})


def _shown(value: object, tr: Translator) -> str:
    from integrationrules.dates import Quarter
    from integrationrules.report.quantities import day, period

    if isinstance(value, date):
        return day(value, tr)
    return period(str(value), tr) if isinstance(value, Quarter) else str(value)


def register_problem(error: RegisterError, lang: str) -> str:
    """A register that cannot be measured: which file, what was found and what to do."""
    from integrationrules.register.messages import MESSAGES

    return translator(lang)(MESSAGES[error.id]).format(**error.values)
