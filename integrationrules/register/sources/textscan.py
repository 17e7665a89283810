"""A file of text looked through once, before any of it is read as rows."""

from __future__ import annotations

import codecs
import csv

import numpy as np

__all__ = ["TextScan"]

_BLOCK = 1 << 20


class TextScan:
    """Its encoding, and whether a value goes on in the next line.

    Such a value takes the rows up to the next quotation mark with it, wherever that stands: a mark that is not closed hides people.
    """

    def __init__(self, path: str, separator: str) -> None:
        self.is_utf8 = True
        self.unclosed = 0
        """The first line, from one, with a value that is not closed on it; 0 where there is none."""
        self._separator = separator
        decoder, rest, before = codecs.getincrementaldecoder("utf8")(), b"", 0
        with open(path, "rb") as stream:
            while block := stream.read(_BLOCK):
                self._decode(decoder, block)
                lines, newline, rest = (rest + block).rpartition(b"\n")
                self._look(lines + newline, before)
                before += lines.count(b"\n") + len(newline)
        self._decode(decoder, b"")
        self._look(rest, before)

    def _decode(self, decoder: codecs.IncrementalDecoder, block: bytes) -> None:
        if self.is_utf8:
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError:
                self.is_utf8 = False

    def _look(self, lines: bytes, before: int) -> None:
        if self.unclosed or b'"' not in lines:
            return
        letters = np.frombuffer(lines, dtype=np.uint8)
        ends = np.append(np.flatnonzero(letters == ord("\n")), len(letters))
        marks = np.diff(np.searchsorted(np.flatnonzero(letters == ord('"')), ends), prepend=0)
        for line in np.flatnonzero(marks % 2).tolist():
            if self._goes_on(lines[ends[line - 1] + 1 if line else 0:ends[line]]):
                self.unclosed = before + line + 1
                return

    def _goes_on(self, line: bytes) -> bool:
        """Whether the last value is open; a mark within a value that does not begin with one is a letter like others."""
        reader = csv.reader([line.decode("latin1") + "\n", "\n"], delimiter=self._separator)
        try:
            next(reader)
        except csv.Error:
            return True
        return reader.line_num > 1
