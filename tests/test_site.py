"""The site: its pages can be put together, what they show runs, and nothing on them is read from elsewhere."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import integrationrules
from integrationrules.case.cases import run_cases
from integrationrules.rulebook.book import read
from integrationrules.timeline.files import read_cases
from tests.examples.answers import PAGES, ROOT, Shown, printed, same, shown_in

DOCS = ROOT / "docs"
GUIDES = [path for path in PAGES if path.name.startswith(("how-to-", "saadan-", "kom-godt-"))]
"""Pages for one kind of reader, on which nothing is shown that is not tried here."""
COMMANDS = [(path, shown) for path in PAGES for shown in shown_in(path)]
PROGRAMS = [(path, program) for path in GUIDES for program in re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)]


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec
    assert spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@cache
def pages() -> dict[str, str]:
    found = script("build_site").pages()
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(("path", "shown"), COMMANDS, ids=[f"{path.stem}: {shown.command}" for path, shown in COMMANDS])
def test_a_command_on_a_page_prints_what_is_shown(path: Path, shown: Shown) -> None:
    found = printed(shown.command)
    assert same(found, shown.output), found


@pytest.mark.parametrize(("path", "program"), PROGRAMS, ids=[f"{path.stem} {number}" for number, (path, _) in enumerate(PROGRAMS)])
def test_a_program_on_a_page_prints_what_its_comments_say(path: Path, program: str) -> None:
    said = re.findall(r"^print\(.*\)\s+# (.*)$", program, re.MULTILINE)
    assert len(said) == program.count("\nprint(")
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8", check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == said


@pytest.mark.parametrize("path", GUIDES, ids=[path.stem for path in GUIDES])
def test_a_guide_shows_nothing_that_is_not_tried(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tried = sum(page == path for page, _ in COMMANDS) + sum(page == path for page, _ in PROGRAMS)
    assert text.count("```") == 2 * (tried + text.count("```yaml\n"))


def test_the_rule_set_of_the_guide_has_no_mistakes_and_its_cases_pass(tmp_path: Path) -> None:
    rules, cases = re.findall(r"```yaml\n(.*?)```", (DOCS / "how-to-rule-author.md").read_text(encoding="utf-8"), re.DOTALL)
    folder = tmp_path / "dk" / "local" / "bakkeby"
    (folder / "cases").mkdir(parents=True)
    (folder / "rules.yaml").write_text(rules, encoding="utf-8")
    (folder / "cases" / "first.yaml").write_text(cases, encoding="utf-8")
    book, problems = read(tmp_path)
    assert [str(one) for one in problems.found] == []
    outcomes = run_cases(book)
    assert [outcome.text for outcome in outcomes if not outcome.ok] == []
    assert [outcome.expected for outcome in outcomes] == ["met", "not_met", "unknown"]


def test_the_case_of_the_quick_start_can_be_read(tmp_path: Path) -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", (DOCS / "kom-godt-i-gang.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "sag.yaml").write_text(text, encoding="utf-8")
    (timeline,) = read_cases(tmp_path / "sag.yaml")
    assert timeline.warnings() == ()


def test_every_page_written_here_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2]
    named = re.findall(r"^ *- .*?([\w-]+\.md)$", navigation, re.MULTILINE)
    assert sorted(named) == sorted([path.name for path in PAGES] + ["python.md", "changelog.md"])


def test_danish_pages_say_that_they_are() -> None:
    danish = [name for name, text in pages().items() if text.startswith('<div lang="da" markdown>')]
    guides = ["kom-godt-i-gang.md", "law-table.md", "saadan-konsulent.md", "saadan-oekonomi.md"]
    assert sorted(danish) == sorted(guides + [name for name in pages() if name.startswith("regler/") and name != "regler/.nav.md"])


def test_every_public_name_is_in_the_reference() -> None:
    directives = [line.rpartition(".")[2] for line in pages()["python.md"].splitlines() if line.startswith("::: ")]
    assert sorted(directives) == sorted(name for name in integrationrules.__all__ if not name.startswith("_"))


def test_every_example_has_a_page_with_the_case_and_the_answer() -> None:
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        page = pages()[f"examples/{path.stem}.md"]
        assert path.read_text(encoding="utf-8").rstrip() in page
        assert f"({path.stem}.md)" in pages()["examples/index.md"]
        assert ("## What is answered" in page) == path.with_suffix(".txt").exists()


def test_every_link_between_pages_leads_to_one() -> None:
    for name, text in pages().items():
        for target in re.findall(r"\]\(([^):#]+\.md)(?:#[^)]*)?\)", text):
            assert os.path.normpath(Path(name).parent / target) in {os.path.normpath(each) for each in pages()}, (name, target)


def test_no_page_reads_anything_from_elsewhere() -> None:
    for name, text in pages().items():
        assert not re.search(r"!\[|<(script|img|iframe|link)\b|src=", text), name
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "font: false" in settings
    assert "http" not in settings


def test_a_page_that_loads_something_from_elsewhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "kept.html").write_text('<a href="https://example.org">a link</a><script src="assets/own.js"></script>', encoding="utf-8")
    (tmp_path / "found.html").write_text('<script src="https://example.org/spy.js"></script>', encoding="utf-8")
    assert list(script("check_site").elsewhere(tmp_path)) == [("found.html", "https://example.org/spy.js")]
