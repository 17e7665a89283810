"""A sheet as a page: well-formed, nothing that runs or is fetched, headings in order, and as wide as its paper."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from integrationrules.report.money.page.paper import paper
from tests.report.money.browser import A4, misfits, needs_browser, pages
from tests.report.money.sheets import sheet


def parsed(page: str) -> Element:
    first, _, rest = page.partition("\n")
    assert first == "<!DOCTYPE html>"
    return fromstring(rest)


def _local(one: Element) -> str:
    return one.tag.rpartition("}")[2]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_page_is_well_formed_and_says_its_language(lang: str) -> None:
    tree = parsed(paper(sheet(lang)))
    assert tree.get("lang") == lang
    assert len(list(tree.iter("main"))) == 1


def test_headings_are_in_order_and_begin_with_one_h1() -> None:
    levels = [int(one.tag[1]) for one in parsed(paper(sheet())).iter() if re.fullmatch("h[1-6]", one.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_every_reference_leads_somewhere() -> None:
    tree = parsed(paper(sheet()))
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for one in tree.iter():
        for name in (one.get("aria-labelledby") or "").split():
            assert name in ids
        for name in re.findall(r"url\(#(.*?)\)", one.get("style") or ""):
            assert name in ids


def test_nothing_runs_and_nothing_is_fetched() -> None:
    page = paper(sheet())
    tree = parsed(page)
    assert not {"script", "link", "img", "iframe", "object", "embed", "use", "image"} & {_local(one) for one in tree.iter()}
    assert not [name for one in tree.iter() for name in one.attrib if name.startswith("on") or name in ("src", "href")]
    assert "@import" not in page
    assert not re.findall(r"url\((?!#)", page)


def test_every_text_is_escaped_and_no_cpr_number_is_shown() -> None:
    page = paper(sheet())
    assert "<b " not in page
    assert "010190" not in page
    assert "&lt;b onclick" in page


def test_every_head_of_a_table_says_what_it_heads() -> None:
    tree = parsed(paper(sheet()))
    assert {one.get("scope") for one in tree.iter("th")} == {"col", "row"}
    assert all(one.find("caption") is not None for one in tree.iter("table"))


def test_a_verdict_is_a_word_beside_its_symbol() -> None:
    mark = next(one for one in parsed(paper(sheet())).iter("span") if one.get("class") == "mark fail")
    assert "".join(mark.itertext()) == "✕ fejl"
    assert mark[0].get("aria-hidden") == "true"


def test_what_reaches_the_keyboard_is_in_the_order_of_the_page() -> None:
    assert all(one.get("tabindex") in (None, "0") for one in parsed(paper(sheet())).iter())


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert paper(sheet()) == paper(sheet())


@needs_browser
@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_browser_prints_a4_and_finds_nothing_that_does_not_fit(lang: str, tmp_path: Path) -> None:
    long = sheet(lang, "Beskæftigelsesindsatsmedarbejdergennemsnitslønomkostninger og overheadfordelingsnøgleregulering")
    assert pages(paper(long), tmp_path) == [A4]
    assert misfits(paper(long), tmp_path) == []


@needs_browser
def test_the_browser_sees_what_does_not_fit(tmp_path: Path) -> None:
    page = paper(sheet())
    assert misfits(re.sub(r'viewBox="0 0 680', 'viewBox="0 0 500', page), tmp_path)
    assert misfits(page.replace("</main>", "<p style='width:3000px'>x</p></main>"), tmp_path)
