"""Everything the page about the rule language shows can be written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from integrationrules.rulebook.book import default_root, read
from integrationrules.rulebook.diagnostics import Diagnostic
from integrationrules.rulebook.functions import CANDIDATE_FUNCTIONS, SIGNATURES
from integrationrules.rulebook.kinds import CITIZEN_FIELDS
from integrationrules.rulebook.layout import RULES_FILE
from integrationrules.rulebook.reading import QUARTER_FIELDS
from integrationrules.rulebook.units import TIME_UNITS, UNITS

from .written import added, tree

PAGE = (Path(__file__).parents[2] / "docs" / "rule-language.md").read_text(encoding="utf-8")
WHOLE, *PARTS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
SHOWN = re.findall(r"(?m)^\| .* \| `([^`]+)` \|$", PAGE)
"""The examples in the last column of the tables."""


def joined(part: str) -> str:
    """The whole example with a part added, section by section."""
    return added(WHOLE, part)


def said(root: Path, text: str) -> list[Diagnostic]:
    if not (root / "dk").exists():
        shutil.copytree(default_root() / "dk" / "common", root / "dk" / "common")
    _, problems = read(tree(root, text))
    return [one for one in problems.found if one.severity == "error"]


def test_the_whole_example_is_without_any_remark(tmp_path: Path) -> None:
    _, problems = read(tree(tmp_path, WHOLE))
    assert problems.found == ()


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.partition("\n")[0])
def test_every_part_can_be_added_to_it(tmp_path: Path, part: str) -> None:
    assert [one.text() for one in said(tmp_path, joined(part))] == []


@pytest.mark.parametrize("example", SHOWN)
def test_an_example_in_a_table_is_right(tmp_path: Path, example: str) -> None:
    part = f'measures:\n  shown: "{example}"\nfacts:\n  work: {{facts: employment}}\n'
    found = said(tmp_path, joined(part))
    if example in ("at_school", "not at_school or citizen.born <= on"):
        found = said(tmp_path, joined(f'sets:\n  shown: "{example}"\n'))
    assert [one.text() for one in found] == []


def test_every_word_of_the_language_is_on_the_page() -> None:
    words = {*SIGNATURES, *CANDIDATE_FUNCTIONS, *RULES_FILE.names, *UNITS, *TIME_UNITS, *CITIZEN_FIELDS, *QUARTER_FIELDS, "on", "unknown", "none"}
    assert sorted(word for word in words if not re.search(rf"`{word}\b", PAGE)) == []


def test_every_function_has_an_example() -> None:
    assert sorted(name for name in SIGNATURES if not any(f"{name}(" in example for example in SHOWN)) == []
