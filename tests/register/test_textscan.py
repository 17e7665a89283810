"""Values that go on in the next line are seen, whatever else stands in quotation marks."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.register.sources.textscan import TextScan

CELLS = st.text(st.sampled_from('ab";, \u00e6'), max_size=5)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=8)


def scan(content: bytes, separator: str = ";", block: int = 1 << 20) -> TextScan:
    with TemporaryDirectory() as folder, mock.patch("integrationrules.register.sources.textscan._BLOCK", block):
        (Path(folder) / "text.csv").write_bytes(content)
        return TextScan(str(Path(folder) / "text.csv"), separator)


def as_csv(rows: list[list[str]], separator: str, all_quoted: bool, ending: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL, lineterminator=ending).writerows(rows)
    return out.getvalue()


@given(ROWS, st.sampled_from(";,"), st.booleans(), st.sampled_from(("\n", "\r\n")), st.integers(1, 40), st.data())
def test_the_first_value_with_a_line_break_is_found(
    rows: list[list[str]], separator: str, all_quoted: bool, ending: str, block: int, data: st.DataObject,
) -> None:
    assert scan(as_csv(rows, separator, all_quoted, ending).encode(), separator, block).unclosed == 0
    row = data.draw(st.integers(0, len(rows) - 1))
    rows[row][data.draw(st.integers(0, len(rows[row]) - 1))] += "\nx"
    assert scan(as_csv(rows, separator, all_quoted, ending).encode(), separator, block).unclosed == row + 1


@pytest.mark.parametrize(("content", "line"), [
    ('a;b\n1;"2\n3;4\n', 2), ('a;b\n1;2"\n3;4\n', 0), ('a;b\n1;5" pipe\n3;"4"\n', 0), ('a;"b\n', 1), ('a;b\n1;"2', 2), ("", 0),
])
def test_a_mark_within_a_value_is_a_letter(content: str, line: int) -> None:
    assert scan(content.encode()).unclosed == line


@given(st.text("a\u00e6\u2264", max_size=20), st.integers(1, 5))
def test_the_encoding_is_told_whatever_the_blocks(text: str, block: int) -> None:
    assert scan(text.encode(), block=block).is_utf8
    assert not scan((text + "a").encode("utf8") + b"\xe6\n", block=block).is_utf8
