"""Files that commands write: never over the case itself, and refused with a reason."""

from __future__ import annotations

from pathlib import Path

from integrationrules.commands.terminal import UnusableInput
from integrationrules.report.catalogue import Translator

__all__ = ["check_output", "unwritable"]


def check_output(output: str | None, case: str, tr: Translator) -> None:
    """Refuses, before anything is answered, to write over the case."""
    if output is not None and case != "-" and Path(output).exists() and Path(output).samefile(case):
        raise UnusableInput(tr("--output: {file} is the case itself, which is never changed; name another file").format(file=output))


def unwritable(output: str, error: OSError, tr: Translator) -> UnusableInput:
    """What is said of a file that cannot be written."""
    return UnusableInput(tr("--output: {file} cannot be written ({why})").format(file=output, why=error.strerror or type(error).__name__))
