"""Changes as they are typed: `--set PATH=VALUE`, `--add 'one line'`, `--remove ID`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from integrationrules.case.changes import Addition, Change, Removal, Setting
from integrationrules.commands.terminal import UnusableInput
from integrationrules.lines import LineError, day_of, read_fact, refusal_text
from integrationrules.report.catalogue import Translator
from integrationrules.timeline.messages import shown

__all__ = ["read_changes"]

_WORDS = MappingProxyType({"": None, "true": True, "false": False})
_DATES = ("born", "from", "to", "through", "on", "recorded")
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,30})?")
_TEXTS = ("id", "source", "which", "code", "week")


def read_changes(settings: Iterable[str], additions: Iterable[str], removals: Iterable[str], tr: Translator) -> tuple[Change, ...]:
    """The changes: facts taken away, then values set, then facts added. Raises `UnusableInput` for what cannot be read."""
    removed = (Removal(text.strip()) for text in removals)
    return (*removed, *(_setting(text, tr) for text in settings), *(_addition(text, tr) for text in additions))


def _addition(text: str, tr: Translator) -> Addition:
    try:
        return Addition(read_fact(text), text.strip())
    except LineError as error:
        raise UnusableInput(f"--add: {refusal_text(error, tr)}") from None


def _setting(text: str, tr: Translator) -> Setting:
    path, equals, value = (part.strip() for part in text.partition("="))
    if not (path and equals):
        said = tr("--set: '{found}' must be written as PATH=VALUE, such as citizen.born=1990-05-01 or facts[2].hours_per_week=30")
        raise UnusableInput(said.format(found=shown(text)[1:-1]))
    return Setting(path, _value(path, value))


def _value(path: str, text: str) -> Any:
    """A value as its field wants it; a field left empty is taken away."""
    field = path.rpartition(".")[2]
    if text in _WORDS:
        return _WORDS[text]
    if field in _DATES and (day := day_of(text)) is not None:
        return day.isoformat()
    if field not in _TEXTS and field not in _DATES and _NUMBER.fullmatch(text):
        number = Decimal(text.replace(",", "."))
        return int(number) if number == int(number) and "." not in text and "," not in text else number
    return text
