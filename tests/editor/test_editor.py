"""The schemas in an actual YAML language server; skipped unless YAML_LANGUAGE_SERVER names its command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from .client import Editor
from .mistakes import CASE, MISTAKES, RULES, Mistake
from .session import PAGE, session, written

COMMAND = os.environ.get("YAML_LANGUAGE_SERVER", "")
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not COMMAND, reason="YAML_LANGUAGE_SERVER is not set")


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    folder = tmp_path_factory.mktemp("rules")
    with Editor(COMMAND, folder, written(folder, "da")) as opened:
        yield opened


@pytest.mark.parametrize("path", sorted((ROOT / "rulesets").rglob("*.yaml")), ids=lambda path: "/".join(path.parts[-3:]))
def test_a_shipped_file_has_no_mistake(editor: Editor, path: Path) -> None:
    assert editor.open(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.wrong.strip())
def test_a_mistake_is_seen_where_it_is(editor: Editor, mistake: Mistake) -> None:
    seen = editor.open(f"{MISTAKES.index(mistake)}/{mistake.file}", mistake.text)
    line = mistake.text[:mistake.text.index(mistake.wrong)].count("\n")
    assert line in [one["range"]["start"]["line"] for one in seen]


def test_the_page_shows_what_is_seen(editor: Editor) -> None:
    assert "\n".join(("```text", *session(editor), "```")) in PAGE


@pytest.mark.parametrize(("file", "right", "wrong"), [
    ("rulesets/dk/integration/igu/parameters.yaml", "unit: ", "unti: "), ("rulesets/dk/integration/igu/cases/school.yaml", "verdict: ", "verdikt: "),
])
def test_every_kind_of_file_has_its_schema(editor: Editor, file: str, right: str, wrong: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert right in text
    assert editor.open(f"copy/{file}", text.replace(right, wrong, 1))


def test_a_file_may_name_its_schema(tmp_path: Path) -> None:
    schema = next(file for file in written(tmp_path, "da") if "case." in file)
    with Editor(COMMAND, tmp_path, {}) as opened:
        assert opened.open("borgere/anna.yaml", CASE.replace("kind: contract", "kind: contrakt")) == []
        line = f"# yaml-language-server: $schema=../{schema}\n"
        assert opened.open("borgere/eva.yaml", line + CASE) == []
        assert len(opened.open("borgere/mona.yaml", line + CASE.replace("kind: contract", "kind: contrakt"))) == 1


def test_english_titles(tmp_path: Path) -> None:
    with Editor(COMMAND, tmp_path, written(tmp_path, "en")) as opened:
        opened.open("rules.yaml", RULES)
        line = next(number for number, text in enumerate(RULES.split("\n")) if text.startswith("    when:"))
        assert opened.hover("rules.yaml", line, 5).startswith("#### Condition\n")
