"""The output shown in the README is the output of the commands it gives."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from integrationrules.rulebook.book import load

from .examples.answers import FOLDER, README, ROOT, Shown, printed, same, shown_in

TEXT = README.read_text(encoding="utf-8")
SHOWN = list(shown_in(README))
PROGRAMS = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("shown", SHOWN, ids=[shown.command for shown in SHOWN])
def test_a_shown_command_prints_what_is_shown(shown: Shown) -> None:
    found = printed(shown.command)
    assert same(found, shown.output), found


def test_nothing_else_is_shown_as_output() -> None:
    assert len(SHOWN) == TEXT.count("<!-- runs -->") + TEXT.count("<!-- prints: ")
    assert [line for line in TEXT.splitlines() if line.startswith("$ ")] == [f"$ {shown.command}" for shown in SHOWN if "rules --coverage" not in shown.command]


def test_the_coverage_of_the_rules_is_shown() -> None:
    assert any("rules --coverage --format markdown" in shown.command for shown in SHOWN)


def test_every_danish_rule_set_with_rules_is_listed() -> None:
    ids = {id_.rpartition(".")[0] for id_ in load().rules if id_.startswith("dk.")}
    table = TEXT[TEXT.index("## What it answers today"):TEXT.index("## One citizen")]
    assert [id_ for id_ in ids if id_.rpartition(".")[2] not in table] == []


def test_the_demo_prints_the_answers_of_the_first_example_and_of_hjoerring() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = re.findall(r"^DEMO\w* := (.*)$", makefile, re.MULTILINE)
    shown = [*shown_in(FOLDER / "citizen.txt"), *shown_in(FOLDER / "investments" / "hjoerring.txt")]
    assert [f"integrationrules {command}" for command in commands] == [one.command for one in shown]


def test_the_front_section_has_exactly_two_commands() -> None:
    front = TEXT.partition("\n## ")[0]
    (commands,) = re.findall(r"```sh\n(.*?)```", front, re.DOTALL)
    assert commands.split("\n") == ["make demo", "make test", ""]


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_shown_program_prints_what_its_comments_say(program: str) -> None:
    said = re.findall(r"^print\(.*\)\s+# (.*)$", program, re.MULTILINE)
    assert said
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == said
