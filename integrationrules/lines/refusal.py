"""A line that is not understood: which word, and what a line that is looks like."""

from __future__ import annotations

from typing import Any

from integrationrules.timeline.messages import shown

from .messages import MESSAGES

__all__ = ["LineError", "refused"]


class LineError(ValueError):
    """A line that states no fact; `id` and `values` name the message, which `refusal_text` puts into words."""

    def __init__(self, id: str, kind: str = "", field: str = "", **values: Any) -> None:
        self.id, self.kind, self.field, self.values = id, kind, field, values
        super().__init__(id)

    def __str__(self) -> str:
        from integrationrules.report.catalogue import translator

        from .sentences import refusal_text

        return refusal_text(self, translator("en"))


def refused(id: str, found: str, kind: str = "", field: str = "", **values: Any) -> LineError:
    """The refusal of a word, which is shortened, and hidden where it may be a person's number."""
    assert id in MESSAGES
    return LineError(id, kind, field, found=shown(found.strip()).strip("'"), **values)
