"""The rule files the language was designed with: all are read, and every one of them can be used."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from integrationrules.rulebook.book import default_root, read

from .written import said

HERE = Path(__file__).parent
COMPANIONS = ("dk/common", "dk/integration/window", "dk/integration/programme")
"""Shipped rule sets that the design's files use."""


@pytest.fixture(scope="module")
def design(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tree") / "design"
    shutil.copytree(HERE / "design", root)
    for companion in COMPANIONS:
        shutil.copytree(default_root() / companion, root / companion)
    return root


def test_what_check_says(design: Path) -> None:
    assert said(design) == (HERE / "design.txt").read_text(encoding="utf-8")


def test_nothing_is_wrong(design: Path) -> None:
    _, problems = read(design)
    assert problems.errors == ()


def test_one_place_is_named_once(design: Path) -> None:
    _, problems = read(design)
    places = [(one.mark.path, one.mark.line, one.mark.column) for one in problems.found]
    assert len(places) == len(set(places))


def test_every_alert_is_ready_after_what_it_builds_on(design: Path) -> None:
    found, _ = read(design)
    assert [alert.rule.name for alert in found.alerts.values()] == ["clock_runs", "claim_now", "too_late"]


def test_self_support_is_wholly_understood(design: Path) -> None:
    found, _ = read(design)
    rules = {id_ for id_ in found.rules if id_.startswith("dk.outcomes.self_support.")}
    assert rules == {f"dk.outcomes.self_support.{name}" for name in ("self_supporting", "in_education", "counted")}
