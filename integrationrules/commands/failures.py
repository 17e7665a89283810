"""Errors as one screen of text and an exit code; a traceback never reaches a user."""

from __future__ import annotations

import sys

from integrationrules.commands.terminal import UnusableInput, error_lines
from integrationrules.report.catalogue import Translator, translator

__all__ = ["USAGE", "report"]

USAGE: dict[str, str] = {
    "NoSuchOption": "there is no option {found}",
    "MissingParameter": "{found} is missing",
    "NoSuchCommand": "there is no command '{found}'",
}
"""Mistakes on the command line by the name of their exception."""


def report(error: Exception, lang: str, unusable: int, unexpected: int) -> int:
    """Writes what went wrong to stderr and gives the exit code."""
    tr = translator(lang)
    texts = _known(error, lang)
    if texts is not None:
        error_lines(texts, tr("... and {count} more lines"))
        return unusable
    said = tr("Unexpected error ({name}). This is a mistake in integrationrules; set INTEGRATIONRULES_DEBUG=1 to see where.")
    print(said.format(name=type(error).__name__), file=sys.stderr)
    return unexpected


def _known(error: Exception, lang: str) -> list[str] | None:
    tr = translator(lang)
    if isinstance(error, UnusableInput):
        return list(error.lines)
    if hasattr(error, "format_message"):
        return [_usage(error, tr)]
    from integrationrules.report.problems import case_problems, question_problem, rule_problems
    from integrationrules.rulebook.diagnostics import RulebookError
    from integrationrules.timeline.problems import CaseError

    if isinstance(error, CaseError):
        return case_problems(error.problems, lang)
    if isinstance(error, RulebookError):
        return [rule_problems(error.diagnostics)]
    from integrationrules.case import QuestionError

    return [question_problem(error, lang)] if isinstance(error, QuestionError) else None


def _usage(error: Exception, tr: Translator) -> str:
    """A mistake on the command line, in our words where the parser's exception says enough."""
    template = USAGE.get(type(error).__name__)
    found = getattr(error, "option_name", None) or getattr(error, "command_name", None)
    parameter = getattr(error, "param", None)
    if found is None and parameter is not None:
        found = parameter.get_error_hint()
    if template and found:
        text = tr(template).format(found=str(found).strip("'"))
    else:
        text = error.format_message()  # type: ignore[attr-defined]
    command = getattr(getattr(error, "ctx", None), "command_path", "integrationrules")
    return text + "\n" + tr("See: {command} --help").format(command=command)
