"""Text in two columns: what is said on the left, where it comes from or when it holds right-aligned beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import zip_longest

__all__ = ["beside", "paragraph"]

_GAP = 3
_NARROWEST = 30
"""A left column narrower than this is not worth having: the right text goes below."""


def paragraph(text: str, width: int, indent: int = 0, hanging: int = 2) -> list[str]:
    """The text wrapped at `width`, later lines indented by `hanging` more. Hard spaces are kept."""
    return textwrap.wrap(
        text, width, initial_indent=" " * indent, subsequent_indent=" " * (indent + hanging),
        break_on_hyphens=False, break_long_words=False,
    ) or [""]


def beside(left: str, right: str, width: int, indent: int = 0, widest: int = 40) -> list[str]:
    """The two texts on the same lines, the right one at most `widest` wide and flush with the margin."""
    if not right:
        return paragraph(left, width, indent)
    lines = _balanced(right, min(widest, width))
    column = max(map(len, lines))
    if width - column - _GAP - indent < _NARROWEST:
        return [*paragraph(left, width, indent), *(line.rjust(width) for line in lines)]
    return list(_joined(paragraph(left, width - column - _GAP, indent), lines, width))


def _balanced(text: str, widest: int) -> list[str]:
    """The text in as few lines as `widest` allows, about equally long: no last line of one word."""
    lines = paragraph(text, widest, hanging=0)
    while len(lines) > 1 and len(closer := paragraph(text, max(map(len, lines)) - 1, hanging=0)) == len(lines):
        if max(map(len, closer)) >= max(map(len, lines)):
            break
        lines = closer
    return lines


def _joined(left: list[str], right: list[str], width: int) -> Iterator[str]:
    for one, other in zip_longest(left, right, fillvalue=""):
        yield one + other.rjust(width - len(one)) if other else one
