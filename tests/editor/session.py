"""What an author sees: good files, ten mistakes, texts under the mouse and words offered at the cursor, as lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from integrationrules.report.catalogue import translator
from integrationrules.schema import schema_of

from .client import Editor
from .mistakes import CASE, MISTAKES, RULES

__all__ = ["PAGE", "session", "written"]

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
_LONGEST = 108


def written(folder: Path, lang: str) -> dict[str, str]:
    """Writes the schemas as docs/editors.md says; gives its setting `yaml.schemas`."""
    settings: dict[str, str] = json.loads(re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0])["yaml.schemas"]
    asked = re.findall(r"integrationrules schema (\w+) -o (\.vscode/\S+)", PAGE)
    assert {file for _, file in asked} == set(settings)
    for name, file in asked:
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(json.dumps(schema_of(name, translator(lang))), encoding="utf-8")
    return settings


def session(editor: Editor) -> Iterator[str]:
    """The whole session in one language."""
    for name, text in (("rules.yaml", RULES), ("sager/case.yaml", CASE)):
        yield f"{name}: {len(editor.open(f'good/{name}', text))} mistakes"
    for number, mistake in enumerate(MISTAKES, 1):
        yield ""
        yield f"{number}. {mistake.file}: {mistake.wrong.strip()}"
        for one in editor.open(f"mistake_{number}/{mistake.file}", mistake.text):
            at = one["range"]["start"]
            yield _short(f"   {at['line'] + 1}:{at['character'] + 1} {one['message']}")
    yield ""
    for name, word in (("rules.yaml", "when"), ("rules.yaml", "unit"), ("sager/case.yaml", "hours_per_week"), ("sager/case.yaml", "observed")):
        line, character = _place(RULES if name == "rules.yaml" else CASE, f"{word}:")
        yield _short(f"{word}: {_plain(editor.hover(f'good/{name}', line, character + 1))}")
    yield ""
    for name, text in (("rules.yaml", f"{RULES}  second:\n    for: "), ("rules.yaml", f"{RULES}  second:\n    for: quarter\n    "),
                       ("sager/case.yaml", f"{CASE}  - kind: education\n    support: ")):
        editor.open(f"new/{len(text)}/{name}", text)
        lines = text.split("\n")
        yield f"{name}: {lines[-1].strip() or lines[-2].strip() + ' (next line)'}"
        for label, meaning in editor.complete(f"new/{len(text)}/{name}", len(lines) - 1, len(lines[-1])).items():
            yield _short(f"   {label}: {_plain(meaning)}")


def _place(text: str, wanted: str) -> tuple[int, int]:
    """Line and character of the first place."""
    before = text[:text.index(wanted)]
    return before.count("\n"), len(before) - before.rfind("\n") - 1


def _plain(markdown: str) -> str:
    """Markdown on one line, without the name of the schema's file."""
    return re.sub(r"[\s*`#\\]+", " ", re.sub(r"Source: \[.*", "", markdown)).strip()


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else line[:_LONGEST - 3].rstrip() + "..."
