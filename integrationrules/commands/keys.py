"""`integrationrules keys new`: a key for a caller of the service."""

from __future__ import annotations

from pathlib import Path

from integrationrules.commands import options
from integrationrules.commands.terminal import UnusableInput
from integrationrules.report.catalogue import Translator, translator
from integrationrules.service.keys import KeyFileError, add_key
from integrationrules.timeline.cpr import holds_cpr

__all__ = ["key_file_problem", "run"]

PROBLEMS: dict[str, str] = {
    "keys_unreadable": "--keys: {file}: the file cannot be read",
    "keys_damaged": "--keys: {file}: is not a file of keys, as `integrationrules keys new` makes it",
}
_LONGEST = 60


def run(file: str, name: str, municipality: int, expires: str, lang: str) -> None:
    """Prints the key; the file has its hash."""
    tr = translator(lang)
    day = options.day(expires, "--expires", tr)
    assert day is not None
    if not 0 < len(name.strip()) <= _LONGEST or not name.isprintable() or holds_cpr(name):
        raise UnusableInput(tr("--name: write 1 to {most} characters, and no person's number").format(most=_LONGEST))
    try:
        key = add_key(Path(file), name.strip(), municipality, day)
    except KeyFileError as error:
        raise key_file_problem(error, file, tr) from None
    except OSError as error:
        raise UnusableInput(tr("--keys: {file}: the file cannot be written ({why})").format(file=file, why=error.strerror or type(error).__name__)) from None
    print(key)


def key_file_problem(error: KeyFileError, file: str, tr: Translator) -> UnusableInput:
    """What is said of a file of keys that cannot be used."""
    return UnusableInput(tr(PROBLEMS[error.id]).format(file=file))
