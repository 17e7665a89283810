"""The page of a model's answer: gross beside net for every payer, what is unknown stays unknown, two sides of A4."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import yaml

from integrationrules.economics.formulas.inputs import read_inputs
from integrationrules.economics.formulas.result import ModelResult, run_model
from integrationrules.economics.formulas.uncertain import ModelDraws, draw_model, model_tornado
from integrationrules.economics.tornado import Bar
from integrationrules.report.money.blocks import Sheet
from integrationrules.report.money.page.model import model_sheet
from integrationrules.report.money.page.paper import paper
from integrationrules.rulebook.book import load
from integrationrules.rulebook.models.load import load_model
from tests.report.money.browser import A4, misfits, needs_browser, pages
from tests.report.money.pictures import SVG, shapes, texts, view
from tests.report.money.test_paper import parsed

FILES = {path.stem: path for path in sorted((Path(__file__).parents[3] / "examples/models").glob("*.yaml"))}


@cache
def _answered(name: str) -> tuple[ModelResult, Sequence[Bar], ModelDraws | None]:
    model = load_model(load(), yaml.safe_load(FILES[name].read_text(encoding="utf-8"))["model"])
    inputs = read_inputs(model, FILES[name])
    result = run_model(model, inputs)
    if not result.payers:
        return result, (), None
    return result, model_tornado(model, inputs, result.payers[0]), draw_model(model, inputs, result.payers[0], 300, 1)


def _sheet(name: str, lang: str = "en") -> Sheet:
    result, bars, draws = _answered(name)
    return model_sheet(result, lang, bars, draws)


def _page(name: str, lang: str = "en") -> Element:
    return parsed(paper(_sheet(name, lang)))


def _rows(tree: Element, title: str) -> dict[str, list[str]]:
    section = next(one for one in tree.iter("section") if one.findtext("h2") == title)
    rows = (["".join(cell.itertext()) for cell in row] for row in section.findall(".//tbody/tr"))
    return {row[0]: row[1:] for row in rows}


def test_gross_stands_beside_net_for_every_payer_and_nets_add_up() -> None:
    rows = _rows(_page("spouse_supported_invented"), "Gross and net")
    result = _answered("spouse_supported_invented")[0]
    assert len(rows) == len(result.payers) + 1
    nets = [int(row[2].replace(",", "").replace("−", "-")) for row in rows.values()]
    assert sum(nets[:-1]) == pytest.approx(nets[-1], abs=len(nets))
    municipality = [int(one.replace(",", "").replace("−", "-")) for one in rows["The municipality"]]
    assert municipality[0] + municipality[1] == pytest.approx(municipality[2], abs=2)


def test_the_staircase_ends_at_each_payers_net() -> None:
    sheet = _sheet("spouse_supported_invented")
    chart = next(block.drawn[0] for one in sheet.sections for block in one.blocks if one.title == "From gross to net" and hasattr(block, "drawn"))
    nets = {row[0]: row[2] for row in chart.rows if row[1] == "Net"}
    rows = _rows(parsed(paper(sheet)), "Gross and net")
    assert nets
    assert all(rows[payer][2] == net for payer, net in nets.items())


def test_what_is_unknown_is_neither_drawn_nor_computed() -> None:
    tree = _page("spouse_supported_50")
    said = " ".join(tree.itertext())
    assert "cannot be computed: figures are lacking" in said
    assert not list(tree.iter(f"{SVG}svg"))
    assert set(_rows(tree, "Gross and net")["The municipality"]) == {"not known"}


def test_every_input_stands_there_with_its_source() -> None:
    rows = _rows(_page("spouse_supported_invented"), "Inputs")
    assert len(rows) == len(_answered("spouse_supported_invented")[0].inputs.given)
    assert all(row[1] for row in rows.values())


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_all_text_of_every_picture_is_inside_it(name: str, lang: str) -> None:
    for svg in _page(name, lang).iter(f"{SVG}svg"):
        for one in (*texts(svg), *shapes(svg)):
            assert one.inside(view(svg)), one


@needs_browser
@pytest.mark.parametrize("name", ["spouse_supported_invented", "spouse_supported_50", "slagelse_groups"])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_it_takes_at_most_two_sides_of_a4_and_nothing_is_cut_off(name: str, lang: str, tmp_path: Path) -> None:
    page = paper(_sheet(name, lang))
    assert pages(page, tmp_path) in ([A4], [A4, A4])
    assert misfits(page, tmp_path) == []
