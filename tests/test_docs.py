"""Every case shown in the documentation can be read."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from integrationrules.timeline.facts import KINDS
from integrationrules.timeline.files import read_cases

DOCS = Path(__file__).parent.parent / "docs"
CASES = re.findall(r"```yaml\n(citizen:.*?)```", (DOCS / "case-files.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("text", CASES)
def test_a_documented_case_can_be_read(text: str) -> None:
    assert len(list(read_cases(io.StringIO(text)))) == 1


def test_there_is_a_documented_case() -> None:
    assert CASES


def test_every_kind_of_fact_is_documented() -> None:
    text = (DOCS / "case-files.md").read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in text] == []
