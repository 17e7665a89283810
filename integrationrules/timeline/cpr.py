"""Danish civil registration numbers: recognised so that they can be refused, never shown."""

from __future__ import annotations

import re

__all__ = ["holds_cpr", "without_cpr"]

_SHAPE = re.compile(
    r"(?<![0-9A-Za-z])"
    r"(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])"  # day; replacement numbers add 60
    r"(?:0[1-9]|1[0-2])[0-9]{2}[- ]?[0-9]{4}"
    r"(?![0-9A-Za-z])"
)


def holds_cpr(text: str) -> bool:
    """Whether `text` is, or holds as a word of its own, ten digits that begin with a plausible ddmmyy.

    >>> holds_cpr("010190-1234"), holds_cpr("c-001"), holds_cpr("9999991234")
    (True, False, False)
    """
    return _SHAPE.search(text) is not None


def without_cpr(text: str) -> str:
    """`text` with every such number replaced by an ellipsis, for messages."""
    return _SHAPE.sub("…", text)
