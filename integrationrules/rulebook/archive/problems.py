"""What is wrong with an archive."""

from __future__ import annotations

from typing import Any

from .messages import MESSAGES

__all__ = ["ArchiveError"]


class ArchiveError(ValueError):
    """An archive that cannot be used; `id` and `values` name the message, in English by default."""

    def __init__(self, id: str, **values: Any) -> None:
        self.id, self.values = id, values
        super().__init__(MESSAGES[id].format(**values))
