"""What goes to the terminal and how: encodings, widths, and errors that a user can act on."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from typing import TextIO

__all__ = ["UnusableInput", "error_lines", "silence", "use_utf8", "width"]

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


def error_lines(texts: Iterable[str], more: str) -> None:
    """Writes one screen of lines to stderr; `more` says how many were left out (`{count}`)."""
    lines = [line for text in texts for line in text.splitlines()]
    shown = lines if len(lines) <= _SCREEN else lines[: _SCREEN - 1]
    for line in shown:
        print(line, file=sys.stderr)
    if len(lines) > len(shown):
        print(more.format(count=len(lines) - len(shown)), file=sys.stderr)


def silence() -> None:
    """Lets the interpreter end without complaint when nobody reads its output any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
