"""Every shipped example prints the answer that lies beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from integrationrules.timeline.files import read_cases

from .answers import ANSWERS, FOLDER, Shown, printed, same, shown_in

SHOWN = [(path, shown) for path in ANSWERS for shown in shown_in(path)]
CASES = sorted(path for path in FOLDER.glob("*.yaml") if re.search(r"^citizen:", path.read_text(encoding="utf-8"), re.MULTILINE))
INVESTMENTS = sorted((FOLDER / "investments").glob("*.yaml"))
CONTENTS = (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("shown", [shown for _, shown in SHOWN], ids=[f"{path.stem}: {shown.command}" for path, shown in SHOWN])
def test_a_command_prints_what_is_shown(shown: Shown) -> None:
    found = printed(shown.command)
    assert same(found, shown.output), found


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_an_example_has_a_printed_answer(path: Path) -> None:
    assert any(f"examples/{path.name}" in shown.command for shown in shown_in(path.with_suffix(".txt")))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_an_example_says_what_is_invented(path: Path) -> None:
    comments = "".join(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
    assert "nvented" in comments


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_an_example_is_one_citizen_without_warnings(path: Path) -> None:
    (timeline,) = read_cases(path)
    assert timeline.warnings() == ()


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_an_example_is_in_the_table_of_contents(path: Path) -> None:
    assert f"[{path.stem}]({path.name})" in CONTENTS


@pytest.mark.parametrize("path", INVESTMENTS, ids=[path.stem for path in INVESTMENTS])
def test_an_investment_has_a_printed_answer_and_a_line_in_the_table(path: Path) -> None:
    assert any(f"examples/investments/{path.name}" in shown.command for shown in shown_in(path.with_suffix(".txt")))
    assert f"[{path.stem}](investments/{path.name})" in CONTENTS
