"""Damaged files of every layout are answered or refused in a sentence; none ends the program otherwise."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

import integrationrules
from integrationrules.dates import Quarter

from .data import SCRIPT
from .test_measure import BOOK

SMALL = SCRIPT.parent / "small"
FILES = {"dream": "years/dream2018.csv", "weeks": "weeks.csv", "spells": "spells.csv", "timelines": "timelines.jsonl"}
PIECES = (b";", b"\n", b"\x00", b"\xff", b'"', b"2018-W53", b"0", b"9999999999999999999999", b"-1", b"1e400", b"nan", b"{", b"}", b"[]", b"null", b"\r", b",")


def damaged(content: bytes, rng: Random) -> bytes:
    for _ in range(rng.randint(1, 6)):
        start = rng.randrange(len(content) + 1)
        end = min(len(content), start + rng.choice((0, 0, 1, 3, 10, 60)))
        content = content[:start] + rng.choice(PIECES) + content[end:]
    return content


@pytest.mark.parametrize("layout", FILES)
def test_a_damaged_file_is_answered_or_refused(layout: str, tmp_path: Path) -> None:
    rng, whole = Random(layout), (SMALL / FILES[layout]).read_bytes()
    said: list[str] = []
    for number in range(60):
        data = tmp_path / f"d{number}-2018{Path(FILES[layout]).suffix}"
        data.write_bytes(damaged(whole, rng))
        try:
            integrationrules.measure(
                BOOK, str(data), "self_support", [Quarter(2018, 4)], str(SMALL / "people.csv"), ["municipality"] if layout != "weeks" else [],
                "unknown", layout=layout, observed="2018-09-03..2018-12-31",
            )
        except (integrationrules.RegisterError, integrationrules.CaseError) as error:
            said.append(str(error).replace(str(tmp_path), ""))
    assert len(said) < 60
    assert [one for one in said if any(f"p{person}" in one for person in range(1, 6))] == []
