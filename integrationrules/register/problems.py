"""A register that cannot be measured, and why."""

from __future__ import annotations

from typing import Any

from integrationrules.timeline.cpr import without_cpr

from .messages import MESSAGES

__all__ = ["RegisterError", "shortened"]

_LONGEST = 160


class RegisterError(ValueError):
    """A register or a question about it that cannot be used; `id` and `values` name the message, in English by default."""

    def __init__(self, id: str, **values: Any) -> None:
        self.id, self.values = id, {name: shortened(value) if isinstance(value, str) and name != "file" else value for name, value in values.items()}
        super().__init__(without_cpr(MESSAGES[id].format(**self.values)))


def shortened(text: str) -> str:
    """A text of a file as it may be shown: printable, and not a whole line."""
    printable = "".join(one if one.isprintable() else "\ufffd" for one in text[:400])
    return printable if len(printable) <= _LONGEST else printable[:_LONGEST - 1] + "…"
