"""A rulebook that differs from the shipped one in what a claim asks for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from integrationrules.rulebook.book import Rulebook, default_root, load


@pytest.fixture(scope="session")
def changed_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("changed") / "rulesets"
    shutil.copytree(default_root(), root)
    path = root / "dk" / "integration" / "alerts" / "results_bonus" / "rules.yaml"
    text = path.read_text(encoding="utf-8")
    assert "unless: [{fact: bonus_claimed, where: type == job}]\n    concludes: {alert: claim, due: c.due" in text
    path.write_text(text.replace("due: c.due, final: c.final", "due: c.final, final: c.final"), encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def changed(changed_root: Path) -> Rulebook:
    return load(changed_root)
