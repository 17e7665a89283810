"""Lines are given out as they come, and it is known which have come."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from integrationrules.timeline.arrivals import Arrivals


class Pieces:
    """A stream whose writer sends these pieces, one at a time."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = list(pieces)

    def read1(self, size: int = -1, /) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""


def lines(arrivals: Arrivals) -> Iterator[tuple[bytes, bool]]:
    while line := arrivals.readline():
        yield line, arrivals.waiting


def test_lines_that_came_together_are_waiting() -> None:
    assert list(lines(Arrivals(Pieces(b"a\nb\n", b"c\n")))) == [(b"a\n", True), (b"b\n", False), (b"c\n", False)]


def test_neither_a_blank_line_nor_half_a_line_is_worth_waiting_for() -> None:
    assert list(lines(Arrivals(Pieces(b"a\n\n \nb", b"\nc")))) == [
        (b"a\n", False), (b"\n", False), (b" \n", False), (b"b\n", False), (b"c", False),
    ]


@pytest.mark.parametrize("text", [b"", b"\n", b"a", b"a\r\nb\rc\n\nd"])
def test_lines_are_those_of_any_stream(text: bytes) -> None:
    assert [line for line, _ in lines(Arrivals(io.BytesIO(text)))] == io.BytesIO(text).readlines()
