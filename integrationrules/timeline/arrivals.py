"""A stream by lines that knows which of them have already arrived, so that a waiting writer is answered."""

from __future__ import annotations

from collections import deque
from typing import Protocol

__all__ = ["Arrivals"]

_ONCE = 2**20
_LONGEST = 64 * 2**20


class _Readable(Protocol):
    def read1(self, size: int = ..., /) -> bytes: ...


class Arrivals:
    """Lines of a stream of bytes; a line longer than 64 MB comes in pieces."""

    name = "-"

    def __init__(self, stream: _Readable) -> None:
        self._stream = stream
        self._lines: deque[bytes] = deque()
        self._filled = 0
        self._begun = bytearray()

    @property
    def waiting(self) -> bool:
        """Whether a whole line that is not blank can be read without waiting for the writer."""
        return self._filled > 0

    def readline(self, limit: int = -1) -> bytes:
        """The next line with its end; empty after the last."""
        while not self._lines and self._fetch():
            pass
        if not self._lines:
            return b""
        line = self._lines.popleft()
        self._filled -= not line.isspace()
        return line

    def _fetch(self) -> bool:
        """Takes what has arrived, waiting only if nothing has; False at the end of the stream."""
        found = self._stream.read1(_ONCE)
        begun, newline, rest = found.rpartition(b"\n")
        if newline:
            self._add(*(line + b"\n" for line in (bytes(self._begun) + begun).split(b"\n")))
            self._begun = bytearray(rest)
        else:
            self._begun += found
            if self._begun and (not found or len(self._begun) > _LONGEST):
                self._add(bytes(self._begun))
                self._begun = bytearray()
        return bool(found)

    def _add(self, *lines: bytes) -> None:
        self._lines.extend(lines)
        self._filled += sum(not line.isspace() for line in lines)
