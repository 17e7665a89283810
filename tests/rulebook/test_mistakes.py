"""Mistakes that authors make, from the file to the exact words on the screen; docs/author-mistakes.md shows them."""

from __future__ import annotations

import importlib.util
import shlex
import sys
from pathlib import Path
from types import ModuleType

import pytest

from integrationrules.cli import main

DOCS = Path(__file__).parents[2] / "docs"


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_author_mistakes", DOCS / "build_author_mistakes.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = script          # dataclasses look their own module up
    spec.loader.exec_module(script)
    return script


SCRIPT = _script()
MISTAKES = SCRIPT.mistakes()
EXIT = {"misspelt_name": 1, "unit": 1, "type": 1, "overlap": 1, "no_source": 1, "yes_and_no": 1, "comma": 1}
"""Those that are errors; of the rest the rules can still be used."""


@pytest.mark.parametrize("mistake", MISTAKES, ids=[one.name for one in MISTAKES])
def test_a_mistake_is_told_in_exactly_these_words(
    mistake: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    changed = 0
    for path, was, now in mistake.files():  # type: ignore[attr-defined]
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(now, encoding="utf-8")
        changed += was.count(mistake.was)  # type: ignore[attr-defined]
    assert changed == 1
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stop:
        main(shlex.split(SCRIPT.COMMAND)[1:])
    assert capsys.readouterr().out == mistake.expected  # type: ignore[attr-defined]
    assert stop.value.code == EXIT.get(mistake.name, 0)  # type: ignore[attr-defined]


def test_the_rules_without_a_mistake_are_right(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(SCRIPT.MISTAKES)
    for command, last in ((shlex.split(SCRIPT.COMMAND)[1:], "0 errors, 0 warnings"), (["test", "rules", "--lang", "en"], "6 passed, 0 failed")):
        with pytest.raises(SystemExit):
            main(command)
        assert capsys.readouterr().out == f"{last}\n"


def test_the_page_is_as_built() -> None:
    assert SCRIPT.page() == (DOCS / "author-mistakes.md").read_text(encoding="utf-8"), "run: python docs/build_author_mistakes.py"
