"""The law table: as committed, with every rule and value, and with what is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrationrules.report.lawtable import PAGE, law_table, main
from integrationrules.rulebook.book import load


def test_the_committed_page_is_as_generated() -> None:
    assert PAGE.read_text(encoding="utf-8") == law_table(load()), "run: make docs-table"


def test_the_page_can_be_written_elsewhere(tmp_path: Path) -> None:
    assert main([str(tmp_path / "page.md")]) == 0
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == law_table(load())


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_rule_and_parameter_stands_in_it_and_no_invented_one(lang: str) -> None:
    book = load()
    page = law_table(book, lang)
    for ruleset in book.rulesets.values():
        shown = f"`{ruleset.id}`\n" in page
        assert shown == (not ruleset.invented and bool(ruleset.rules or ruleset.parameters))
        names = [rule.id for rule in ruleset.rules] + [parameter.id for parameter in ruleset.parameters]
        for name in names if shown else ():
            assert f"(`{name.rpartition('.')[2]}`)" in page


def test_no_cell_breaks_its_table() -> None:
    for line in law_table(load()).splitlines():
        if line.startswith("|"):
            assert line.replace("\\|", "").count("|") in (6, 7)
