"""Every mistake an author can make has an example here, with the exact words said about it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from integrationrules.rulebook.diagnostics import CATALOGUE

from .written import said, said_with_cases

BAD = Path(__file__).parent / "bad"
EXAMPLES = sorted(folder for folder in BAD.iterdir() if folder.is_dir())
WITH_CASES = sorted((Path(__file__).parent / "bad_cases").iterdir())
"""Rule files that are right, and what is said of the cases beside them."""
ELSEWHERE = {"IR015", "IR120", "IR121", "IR122", "IR123", "IR124", "IR125", "IR126", "IR127"}
"""Codes of folders without rules and of callers' own values and register codes; their examples stand with the tests of those."""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_message_is_exactly_this(example: Path) -> None:
    assert said(example) == (example / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", WITH_CASES, ids=lambda example: example.name)
def test_what_is_said_of_the_cases_is_exactly_this(example: Path) -> None:
    assert said_with_cases(example) == (example / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", sorted(set(CATALOGUE) - ELSEWHERE))
def test_every_code_has_an_example(code: str) -> None:
    assert any(example.name.startswith(f"{code}_") for example in [*EXAMPLES, *WITH_CASES])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_shows_the_code_in_its_name(example: Path) -> None:
    code = example.name.partition("_")[0]
    assert f": {code} {CATALOGUE[code][0]}: " in (example / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_underlined_is_something_that_stands_there(example: Path) -> None:
    lines = (example / "expected.txt").read_text(encoding="utf-8").split("\n")
    for shown, marks in itertools.pairwise(lines):
        if marks.strip() and set(marks.strip()) == {"^"}:
            assert shown[marks.index("^"):marks.rindex("^") + 1].strip()
