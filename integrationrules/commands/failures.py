"""Errors as one screen of text and an exit code; a traceback never reaches a user."""

from __future__ import annotations

import re

from integrationrules.commands.terminal import UnusableInput, error_lines
from integrationrules.report.catalogue import Translator, translator

__all__ = ["USAGE", "report"]

USAGE: dict[str, str] = {
    r"No such option: (?P<name>\S+)": "there is no option {name}",
    r"No such command '(?P<name>[^']*)'": "there is no command '{name}'",
    r"Missing (argument|parameter|option) '?(?P<name>[^'.]+)": "{name} is missing",
    r"Missing command": "name a command",
    r"Got unexpected extra argument\S* \((?P<name>.*)\)": "unexpected: {name}",
    r"Option '(?P<name>[^']+)' requires an argument": "{name} needs a value",
    r"Option '(?P<name>[^']+)' does not take a value": "{name} takes no value",
}
"""What the parser of the command line says, and how we say it."""


def report(error: Exception, lang: str, unusable: int, unexpected: int) -> int:
    """Writes what went wrong to stderr and gives the exit code."""
    tr = translator(lang)

    def more(count: int) -> str:
        return tr.plural("... and {count} more line", "... and {count} more lines", count).format(count=count)

    texts = _known(error, lang)
    if texts is not None:
        error_lines(texts, more, getattr(error, "unlisted", 0))
        return unusable
    said = tr("Unexpected error ({name}). This is a mistake in integrationrules; set INTEGRATIONRULES_DEBUG=1 to see where.")
    error_lines([said.format(name=type(error).__name__)], more)
    return unexpected


def _known(error: Exception, lang: str) -> list[str] | None:
    tr = translator(lang)
    if isinstance(error, UnusableInput):
        return list(error.lines)
    if hasattr(error, "format_message"):
        return [_usage(error, tr)]
    if isinstance(error, OSError):
        return [_not_written(error, tr)]
    from integrationrules.dates import DateError
    from integrationrules.report.problems import archive_problem, case_problems, question_problem, record_problem, rule_problems
    from integrationrules.rulebook.diagnostics import RulebookError
    from integrationrules.timeline.problems import CaseError

    if isinstance(error, CaseError):
        return case_problems(error.problems, lang)
    if isinstance(error, DateError):
        return [str(error)]
    if isinstance(error, RulebookError):
        return [rule_problems(error.diagnostics)]
    from integrationrules.economics.investment.problems import InvestmentError

    if isinstance(error, InvestmentError):
        from integrationrules.report.money.problems import investment_problems

        return investment_problems(error.problems, lang)
    from integrationrules.rulebook.archive.problems import ArchiveError

    if isinstance(error, ArchiveError):
        return [archive_problem(error, lang)]
    from integrationrules.sessions.problems import SessionError

    if isinstance(error, SessionError):
        from integrationrules.report.sessions import session_problem

        return [session_problem(error, lang)]
    from integrationrules.register.problems import RegisterError

    if isinstance(error, RegisterError):
        from integrationrules.report.problems import register_problem

        return [register_problem(error, lang)]
    from integrationrules.case import QuestionError
    from integrationrules.case.records import RecordError

    if isinstance(error, RecordError):
        return [record_problem(error, lang)]
    return [question_problem(error, lang)] if isinstance(error, QuestionError) else None


def _not_written(error: OSError, tr: Translator) -> str:
    if error.filename is not None:
        return tr("{file}: the file cannot be read or written").format(file=error.filename)
    return tr("the output cannot be written: the disk is full, or nobody takes it")


def _usage(error: Exception, tr: Translator) -> str:
    """A mistake on the command line, in our words where they are known."""
    said = str(error.format_message())  # type: ignore[attr-defined]
    if not said.strip():
        return ""                       # the help text was shown instead
    for pattern, template in USAGE.items():
        if match := re.match(pattern, said):
            said = tr(template).format(**match.groupdict())
            break
    command = getattr(getattr(error, "ctx", None), "command_path", "integrationrules")
    return said + "\n" + tr("See: {command} --help").format(command=command)
