"""The schema of investment cases takes what the reader takes, and refuses what it refuses in shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrationrules.schema.investments.messages import KEYS
from tests.economics.cases import SMALL

from .checking import ROOT, documents, mistakes, validator

SHIPPED = sorted((ROOT / "examples" / "investments").glob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_case_fits(path: Path) -> None:
    assert [mistakes("investment", one) for one in documents(path)] == [[]]


@pytest.mark.parametrize(("old", "new"), [
    ("amounts: t_kr\n", ""), ("payer: municipality", "payer: kommune"), ("    area: Indsats\n", ""), ("status: budget", "statsu: budget"),
    ("decided: 2026", "decided: 26"), ("currency: DKK", "currency: EUR"), ("years: {2026: 500, 2027: 500}", "years: [1, 2]"),
])
def test_a_mistake_in_the_shape_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    assert any(mistakes("investment", one) for one in documents(path))


def test_no_text_is_left_over() -> None:
    said = str(validator("investment").schema)
    assert [name for name, text in KEYS.items() if not all(part in said for part in text.split("\n"))] == []
