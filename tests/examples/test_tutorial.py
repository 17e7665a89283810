"""The tutorial, followed literally from an empty folder, shows what is printed and ends in the shipped rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from integrationrules.rulebook.book import default_root

from .answers import Shown, same
from .tutorial import TUTORIAL, follow, steps

PAGE = TUTORIAL.read_text(encoding="utf-8")
SHIPPED = default_root() / "teaching" / "bakkeby" / "library_card"


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[Shown, str]]]:
    folder = tmp_path_factory.mktemp("tutorial")
    return folder, list(follow(PAGE, folder))


def _sections(text: str) -> dict[str, str]:
    return {found[1]: found[0] for found in re.finditer(r"^(\w+):.*\n(?:[ ].*\n)*", text, re.MULTILINE) if found[1] != "ruleset"}


def _cases(path: Path) -> list[str]:
    return sorted(case.strip() for case in path.read_text(encoding="utf-8").split("---\n"))


def test_every_block_of_the_page_is_followed() -> None:
    assert len(list(steps(PAGE))) * 2 == PAGE.count("```")
    assert [line for line in PAGE.splitlines() if line.startswith("$ ")] == [f"$ {step.shown().command}" for step in steps(PAGE) if step.what == "terminal"]


def test_every_command_prints_what_is_shown(followed: tuple[Path, list[tuple[Shown, str]]]) -> None:
    assert [(shown.command, found) for shown, found in followed[1] if not same(found, shown.output)] == []


def test_mistakes_are_made_and_mended() -> None:
    outputs = [step.shown().output for step in steps(PAGE) if step.what == "terminal"]
    assert sum(" error: " in output for output in outputs) >= 3
    assert [output for output in outputs if output.startswith("0 errors")][-1] == "0 errors, 0 warnings\n"
    assert [output for output in outputs if " passed, " in output][-1].endswith(" passed, 0 failed\n")


def test_it_ends_in_the_shipped_rules(followed: tuple[Path, list[tuple[Shown, str]]]) -> None:
    built = followed[0] / "rules" / "library_card"
    assert _sections((built / "rules.yaml").read_text(encoding="utf-8")) == _sections((SHIPPED / "rules.yaml").read_text(encoding="utf-8"))
    assert _cases(built / "cases" / "card.yaml") == _cases(SHIPPED / "cases" / "card.yaml")
