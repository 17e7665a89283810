"""The page of an investment case: what the sources carry and no more, outturn kept apart, two sides of A4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from integrationrules.economics.investment.model import Assumption, InvestmentCase, Missing, Source
from integrationrules.economics.investment.public import invest, result_of
from integrationrules.economics.investment.result import InvestmentResult
from integrationrules.economics.ranges import Range
from integrationrules.report.money.page.investment import investment_sheet
from integrationrules.report.money.page.paper import paper
from integrationrules.rulebook.model import Text
from tests.report.money.browser import A4, misfits, needs_browser, pages
from tests.report.money.hjoerring import HJOERRING, SMALL, line
from tests.report.money.pictures import SVG, shapes, texts, view
from tests.report.money.test_paper import parsed

ROOT = Path(__file__).parents[3]
CASES = sorted((ROOT / "examples/investments").glob("*.yaml"))


def _page(result: InvestmentResult, lang: str = "en") -> Element:
    return parsed(paper(investment_sheet(result, lang)))


def _said(tree: Element) -> str:
    return " ".join(" ".join(tree.itertext()).replace("\u00a0", " ").split())


def _section(tree: Element, title: str) -> Element:
    return next(one for one in tree.iter("section") if one.findtext("h2") == title)


def _rows(section: Element) -> dict[str, list[str]]:
    rows = ([" ".join("".join(cell.itertext()).replace("\u00a0", " ").split()) for cell in row] for row in section.findall(".//tbody/tr"))
    return {row[0]: row[1:] for row in rows}


@pytest.fixture(scope="module")
def hjoerring() -> Element:
    return _page(result_of(HJOERRING))


def test_what_has_happened_is_said_before_what_has_not_and_never_added_silently(hjoerring: Element) -> None:
    said = _said(_section(hjoerring, "The answer"))
    assert "DKK 84.1 million was spent and DKK 115.5 million saved or received: net DKK +31.4 million" in said
    assert said.index("+31.4") < said.index("+240.4")
    assert "What has not happened yet (budget: DKK +209.0 million)" in said.replace("With what", "What")


def test_key_figures_stand_for_outturn_and_for_everything(hjoerring: Element) -> None:
    rows = _rows(_section(hjoerring, "Key figures"))
    assert rows["Net"] == ["+31.4", "+240.4"]
    assert rows["Gains per krone spent"][0] == "1.37"


def test_every_amount_has_its_status_and_its_source(hjoerring: Element) -> None:
    rows = _rows(_section(hjoerring, "Amounts and where they come from"))
    assert rows["Budgeted saving 2018"][2:] == ["+92.0", "□ budget", "[2]"]
    assert rows["Net, outturn"][2] == "+31.4"
    assert rows["Net, budget"][2] == "+209.0"


def test_a_span_is_not_divided_unless_that_is_asked_for(hjoerring: Element) -> None:
    rows = _rows(_section(hjoerring, "Net by year"))
    assert rows["2016"][1:] == ["−84.1 to +115.5", "−84.1 to +115.5"]
    assert rows["2017"][2] == "+31.4"
    even = _page(result_of(HJOERRING, "even"))
    assert _rows(_section(even, "Net by year"))["2015"][1] == "+10.5"
    assert "divided evenly" in _said(even)
    assert "divided evenly" not in _said(hjoerring)


def test_there_is_no_present_value_of_current_prices_and_the_reason_stands_there(hjoerring: Element) -> None:
    assert "current prices" in _rows(_section(hjoerring, "Net by year"))["Present value"][0]
    assert "net present value" in _said(_section(hjoerring, "The answer"))


def test_every_check_stands_there_with_symbol_word_and_sentence() -> None:
    result = invest(next(path for path in CASES if path.stem == "hjoerring"))
    items = list(_section(_page(result), "Checks").iter("li"))
    assert len(items) >= 20
    assert all((mark := one.find("span")) is not None and len("".join(mark.itertext()).split()) >= 2 for one in items)


def test_what_is_missing_and_what_is_not_included_is_listed(hjoerring: Element) -> None:
    assert "The investment in 2018 and 2019: so the cost of a part of the savings is missing" in _said(_section(hjoerring, "Missing numbers"))
    assert "equalisation" in _said(_section(hjoerring, "Not included"))


def test_an_amount_between_bounds_is_drawn_up_to_the_greatest() -> None:
    bounded = replace(HJOERRING.lines[0], amounts=(replace(HJOERRING.lines[0].amounts[0], value=Range(Decimal(70), Decimal(90))),))
    tree = _page(result_of(replace(HJOERRING, lines=(bounded, *HJOERRING.lines[1:]))))
    svg = _section(tree, "From gross to net").find(f".//{SVG}svg")
    assert svg is not None
    drawn = {one.text: one for one in shapes(svg)}
    assert drawn["reach"].left == pytest.approx(drawn["total"].right)
    assert any("−90.0 to −70.0" in one.text.replace("\u00a0", " ") for one in texts(svg))


def test_several_payers_have_a_net_each_and_a_sum() -> None:
    rows = _rows(_section(_page(result_of(SMALL)), "Who pays and who gains"))
    assert rows["the municipality"][-1] == "+301.0"
    assert rows["the state"][-1] == "−120.0"
    assert rows["In all"][-1] == "+181.0"


def test_a_stated_spread_gives_a_tornado_scenarios_and_chances() -> None:
    tree = _page(result_of(_moved(), draws=500))
    assert "Deadweight" in _said(_section(tree, "What the result depends on"))
    sure = _said(_section(tree, "How sure it is"))
    assert "Chance that the net is zero or more" in sure
    assert "500 draws, seed 1" in sure


def test_without_a_spread_the_page_says_so_and_draws_nothing(hjoerring: Element) -> None:
    assert not [one for one in hjoerring.iter("h2") if one.text == "What the result depends on"]
    assert "no scenarios and no draws" in _said(hjoerring)


def test_a_case_without_amounts_says_so_and_has_no_charts() -> None:
    tree = _page(result_of(replace(HJOERRING, lines=(), claims=(), follow_up=())))
    assert "Nothing can be calculated" in _said(_section(tree, "The answer"))
    assert not list(tree.iter(f"{SVG}svg"))


def test_a_cpr_number_in_the_title_is_hidden() -> None:
    page = paper(investment_sheet(result_of(replace(SMALL, title=Text("Sag 010190-1234", "Case 010190-1234"))), "da"))
    assert "010190" not in page
    assert "<title>Sag" in page


def test_the_same_case_gives_the_same_bytes() -> None:
    first, second = (paper(investment_sheet(invest(CASES[0]), "da")) for _ in range(2))
    assert first == second


def _moved() -> InvestmentCase:
    lines = tuple(replace(one, times=("deadweight",)) if one.kind == "saving" else one for one in SMALL.lines)
    return replace(SMALL, lines=lines)


def _large() -> InvestmentCase:
    """More of everything than any shipped case has."""
    word = "arbejdsmarkedsuddannelsesindsatsmedarbejdere og virksomhedskonsulenter med særligt ansvar"
    lines = tuple(line(f"l{year}_{kind}", f"{word} {year}", f"{word} {year}", kind, "budget", year, year, "1234.5", "kit2018", "kapitel 4, tabel 12")
                  for year in range(2026, 2032) for kind in ("cost", "saving"))
    sources = {f"s{number}": Source(f"s{number}", f"Rapport {number} om {word}", "Et konsulenthus", "2025") for number in range(6)} | dict(HJOERRING.sources)
    return replace(HJOERRING, lines=lines, sources=sources, assumptions=tuple(_assumption(number, word) for number in range(4)),
                   missing=tuple(Missing(Text(f"Tal {number} om {word}", f"Number {number}")) for number in range(6)))


def _assumption(number: int, word: str) -> Assumption:
    return Assumption(f"a{number}", Text(f"Forudsætning {number} om {word}", f"Assumption {number}"), Decimal("0.5"), "percent", because=Text(word, word))


def _results() -> Iterator[tuple[str, InvestmentResult]]:
    yield from ((path.stem, invest(path)) for path in CASES)
    yield "small", result_of(_moved(), draws=200)
    yield "even", result_of(HJOERRING, "even")
    yield "large", result_of(_large())
    yield "without_amounts", result_of(replace(HJOERRING, lines=(), claims=(), follow_up=()))


RESULTS = dict(_results())


@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_all_text_of_every_picture_is_inside_it(name: str, lang: str) -> None:
    for svg in _page(RESULTS[name], lang).iter(f"{SVG}svg"):
        for one in (*texts(svg), *shapes(svg)):
            assert one.inside(view(svg)), one


@needs_browser
@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_it_takes_at_most_two_sides_of_a4_and_nothing_is_cut_off(name: str, lang: str, tmp_path: Path) -> None:
    page = paper(investment_sheet(RESULTS[name], lang))
    assert pages(page, tmp_path) in ([A4], [A4, A4])
    assert misfits(page, tmp_path) == []
