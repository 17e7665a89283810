"""What goes to the terminal and how: encodings, widths, and errors that a user can act on."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TextIO

from integrationrules.timeline.cpr import without_cpr

__all__ = ["UnusableInput", "error_lines", "has_output", "say", "silence", "use_utf8", "width"]

_SCREEN = 24
_WIDTH = 100
_NARROWEST, _WIDEST = 60, 120


class UnusableInput(Exception):
    """Input that no answer can be given for; its lines say what was found, where and what to write instead."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def use_utf8() -> None:
    """Writes UTF-8 to files and pipes on every platform; a terminal keeps its encoding and shows `?` for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace") if stream.isatty() else reconfigure(encoding="utf-8", errors="backslashreplace")


def width(stream: TextIO | None = None) -> int:
    """The width of the terminal within reason; 100 for files and pipes."""
    stream = stream or sys.stdout
    if not stream.isatty():
        return _WIDTH
    return min(max(shutil.get_terminal_size((_WIDTH, _SCREEN)).columns, _NARROWEST), _WIDEST)


def has_output() -> bool:
    """Whether there is a standard output at all; a caller may have closed it."""
    return sys.stdout is not None


def say(text: str) -> None:
    """Writes a message to standard output. What looks like a CPR number is hidden, wherever it came from."""
    print(without_cpr(text))


def error_lines(texts: Iterable[str], more: Callable[[int], str], unlisted: int = 0) -> None:
    """Writes one screen of lines to stderr, hiding CPR numbers; `more` says how many were left out.

    `unlisted` are those that are not among `texts` either. What cannot be written is lost: there is nobody to tell.
    """
    lines = [line for text in texts for line in text.splitlines()]
    shown = lines if len(lines) + (unlisted > 0) <= _SCREEN else lines[: _SCREEN - 1]
    left_out = len(lines) - len(shown) + unlisted
    if left_out:
        shown = [*shown, more(left_out)]
    if sys.stderr is not None:
        with suppress(OSError):
            print(without_cpr("\n".join(shown)), file=sys.stderr, flush=True)


def silence() -> None:
    """Lets the interpreter end without complaint when its output goes nowhere any more."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except OSError:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
