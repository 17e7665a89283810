"""Keeps the catalogues complete: `python -m integrationrules.report.collect` after a text was added or translated.

Collects every translatable text from the code, writes them into each `.po` file (new ones untranslated, gone ones
dropped, the rest kept) and compiles the `.mo` files beside them.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from integrationrules.report.catalogue import DOMAIN, LOCALES

__all__ = ["catalogue_files", "compiled", "msgids", "read_catalogue"]

PACKAGE = Path(__file__).parent.parent
TRANSLATORS = ("tr", "_HELP")
"""Names under which a translator is called."""
Message = str | tuple[str, str]
_FIXED_TIME = datetime(2026, 1, 1, tzinfo=UTC)


def msgids() -> set[Message]:
    """Every translatable text: what translators are called with, and the tables of `report`, `commands` and `messages`."""
    found: set[Message] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE)
        speaks = place.parts[0] in ("report", "commands", "cli.py")
        if speaks or place.name == "messages.py":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found.update(_called(tree) if speaks else ())
            found.update(_tables(tree))
    return found


def _called(tree: ast.Module) -> Iterator[Message]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr == "plural" and len(texts) == 2:
            yield texts[0], texts[1]
        elif texts and (_name(function) in TRANSLATORS or (isinstance(function, ast.Call) and _name(function.func) == "translator")):
            yield texts[0]


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""


def _tables(tree: ast.Module) -> Iterator[Message]:
    """Values of upper-case dictionaries of texts at the top of a module."""
    for node in tree.body:
        target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0] if isinstance(node, ast.Assign) else None
        value = node.value if isinstance(node, ast.AnnAssign | ast.Assign) else None
        texts = isinstance(value, ast.Dict) and all(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in value.values)
        if isinstance(target, ast.Name) and target.id.isupper() and isinstance(value, ast.Dict) and texts:
            for each in value.values:
                yield ast.literal_eval(each)


def catalogue_files() -> list[Path]:
    """The `.po` file of each language but English."""
    return sorted(LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def read_catalogue(path: Path) -> Catalog:
    """The texts of a `.po` file."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parts[-3], domain=DOMAIN)


def compiled(catalogue: Catalog) -> bytes:
    """The `.mo` file of a catalogue."""
    stream = BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def _update(path: Path, wanted: set[Message]) -> int:
    """Rewrites a `.po` file and its `.mo`; how many texts have no translation."""
    old = read_catalogue(path)
    new = Catalog(
        locale=old.locale, domain=DOMAIN, project=DOMAIN, version="1", copyright_holder="integrationrules contributors",
        msgid_bugs_address="", last_translator="integrationrules contributors", language_team="da",
        creation_date=_FIXED_TIME, revision_date=_FIXED_TIME, fuzzy=False,
        header_comment="# Texts of integrationrules. Rewritten by integrationrules.report.collect.",
    )
    for msgid in sorted(wanted, key=lambda one: one if isinstance(one, str) else one[0]):
        known = old.get(msgid if isinstance(msgid, str) else msgid[0])
        new.add(msgid, known.string if known and known.id == msgid else None)
    with path.open("wb") as stream:
        write_po(stream, new, width=0, no_location=True, sort_output=True)
    path.with_suffix(".mo").write_bytes(compiled(new))
    return sum(not message.string or (isinstance(message.string, tuple) and not all(message.string)) for message in new if message.id)


def main() -> int:
    """Updates all catalogues; 1 if something is untranslated."""
    wanted = msgids()
    missing = {path: _update(path, wanted) for path in catalogue_files()}
    for path, count in missing.items():
        print(f"{path.relative_to(PACKAGE)}: {len(wanted)} texts, {count} untranslated")
    return 1 if any(missing.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
