"""The output shown in the README is the output of the commands it gives."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"<!-- runs -->\n```\n\$ (integrationrules [^\n]+)\n(.*?)```", README, re.DOTALL)
PROGRAMS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def _run(arguments: list[str], **more: str) -> str:
    environment = {**os.environ, "PYTHONUTF8": "1", **more}
    environment.pop("INTEGRATIONRULES_LANG", None) if "INTEGRATIONRULES_LANG" not in more else None
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _without_hashes(text: str) -> str:
    return re.sub(r"\b[0-9a-f]{12}\b", "<hash>", text)


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_a_shown_command_prints_what_is_shown(command: str, output: str) -> None:
    found = _run(["-m", *command.split()])
    assert _without_hashes(found) == _without_hashes(output)


def test_the_demo_is_among_the_shown_commands() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (demo,) = re.findall(r"^DEMO := (.*)$", makefile, re.MULTILINE)
    assert f"integrationrules {demo}" in [command for command, _ in SHOWN]


def test_the_front_section_has_exactly_two_commands() -> None:
    front = README.partition("\n## ")[0]
    (commands,) = re.findall(r"```sh\n(.*?)```", front, re.DOTALL)
    assert commands.split("\n") == ["make demo", "make test", ""]


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_shown_program_prints_what_its_comments_say(program: str) -> None:
    said = re.findall(r"^print\(.*\)\s+# (.*)$", program, re.MULTILINE)
    assert said
    assert _run(["-c", program]).splitlines() == said
