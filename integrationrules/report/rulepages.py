"""The pages of all rule sets with their index, in one language, by file name."""

from __future__ import annotations

from itertools import groupby

from integrationrules.report.catalogue import DEFAULT, translator
from integrationrules.report.markdown import table
from integrationrules.report.names import Names
from integrationrules.report.rulepage import rule_page
from integrationrules.report.shown_cases import shown_cases
from integrationrules.rulebook.book import Rulebook

__all__ = ["rule_pages"]

_FOLDERS: dict[str, str] = {
    "dk.common": "Used by several", "dk.integration": "Integration", "dk.local": "Municipalities' own practice", "dk.outcomes": "Outcomes",
    "dk.economics": "Economics", "teaching": "Invented, for teaching", "teaching.bakkeby": "Bakkeby, invented to learn from",
}


def rule_pages(book: Rulebook, lang: str = DEFAULT) -> dict[str, str]:
    """`index.md`, `.nav.md` (the navigation) and a page `ID.md` for each rule set with its cases."""
    names = Names(book, translator(lang))
    pages = {f"{one.id}.md": rule_page(one, names, tuple(shown_cases(one, book.root, names.tr))) for one in book.rulesets.values()}
    return {"index.md": _index(names), ".nav.md": _navigation(names), **pages}


def _index(names: Names) -> str:
    tr = names.tr
    intro = tr("One page for each rule set, made from the rule files: what it says, since when, from where, and what is left open.")
    lines = [f"# {tr('Rule sets')}", "", intro, ""]
    for folder, ids in _grouped(names.book):
        rows = []
        for id_ in ids:
            found = names.book.rulesets[id_]
            open_ = sum(one.default is None for one in found.assumptions)
            rules = len(found.rules) + len(found.payments) + len(found.deadlines)
            rows.append((f"[{found.title.get(tr.lang)}]({id_}.md)<br>`{id_}`", str(rules or "-"), str(open_ or "-")))
        lines += [f"## {_called(folder, names)}", "", *table((tr("Rule set"), tr("Rules"), tr("Undecided questions")), rows)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _navigation(names: Names) -> str:
    lines = [f"- [{names.tr('Rule sets')}](index.md)"]
    for folder, ids in _grouped(names.book):
        lines.append(f"- {_called(folder, names)}")
        lines += [f"    - [{names.book.rulesets[id_].title.get(names.tr.lang)}]({id_}.md)" for id_ in ids]
    return "\n".join(lines) + "\n"


def _grouped(book: Rulebook) -> list[tuple[str, list[str]]]:
    """Ids by the folder their own folder lies in."""
    return [(folder, list(ids)) for folder, ids in groupby(book.rulesets, key=lambda id_: id_.rpartition(".")[0])]


def _called(folder: str, names: Names) -> str:
    # The bare folder: a navigation line takes no markup.
    return names.tr(_FOLDERS[folder]) if folder in _FOLDERS else folder
