"""What notebooks show: well-formed, everything inside the drawing, unknown where unknown, nothing unescaped."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import HealthCheck, given, settings

import integrationrules as ir
from integrationrules.report.html import of_result, of_timeline
from integrationrules.report.markup import element, written
from tests.timeline.timeline_cases import case, timelines

ROOT = Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def book() -> ir.Rulebook:
    return ir.load_rulebook()


def _groups(tree: Element, named: str) -> list[Element]:
    return [one for one in tree.iter(f"{SVG}g") if named in (one.get("class") or "").split()]


def _said(tree: Element) -> str:
    return " ".join(tree.itertext())


def _numbers(drawn: Element) -> list[tuple[float, float, float, float]]:
    """The boxes of what is drawn: left, top, right, bottom."""
    found = []
    for one in drawn.iter(f"{SVG}rect"):
        x, y, width, height = (float(one.get(name, "nan")) for name in ("x", "y", "width", "height"))
        found.append((x, y, x + width, y + height))
    for one in drawn.iter(f"{SVG}text"):
        x, y, wide = float(one.get("x", "nan")), float(one.get("y", "nan")), len(one.text or "") * 7
        left = x - wide if one.get("text-anchor") == "end" else x
        found.append((left, y, left, y))
    return found


def test_each_spell_is_one_bar_and_each_event_one_mark() -> None:
    shown = case(
        {"kind": "benefit", "type": "cash_assistance", "from": "2015-02-01", "to": "2016-02-01"},
        {"kind": "benefit", "type": "sickness_benefit", "from": "2015-06-01", "to": "2015-09-01"},
        {"kind": "employment", "type": "ordinary", "from": "2017-01-01"},
        {"kind": "contract", "on": "2015-03-01"},
    )
    tree = fromstring(of_timeline(shown, "da"))
    assert len(_groups(tree, "bar")) == 3
    assert len(_groups(tree, "mark")) == 1


def test_spells_at_the_same_time_lie_in_different_rows() -> None:
    shown = case(
        {"kind": "benefit", "type": "cash_assistance", "from": "2015-02-01", "to": "2016-02-01"},
        {"kind": "benefit", "type": "sickness_benefit", "from": "2015-06-01", "to": "2015-09-01"},
    )
    tops = [next(one.iter(f"{SVG}rect")).get("y") for one in _groups(fromstring(of_timeline(shown, "da")), "bar")]
    assert len(set(tops)) == 2


def test_an_open_spell_goes_on_and_is_hatched_after_the_last_observed_day() -> None:
    shown = case({"kind": "employment", "type": "ordinary", "from": "2017-01-01"}, observed={"from": "2015-01-01", "to": "2018-02-10"})
    (bar,) = _groups(fromstring(of_timeline(shown, "en")), "bar")
    assert [one.get("class") for one in bar.iter(f"{SVG}rect")] == [None, "maybe"]
    assert [one.get("class") for one in bar.iter(f"{SVG}path")] == ["goes-on"]


def test_a_spell_stated_to_the_month_is_hatched_at_both_ends() -> None:
    shown = case({"kind": "leave", "type": "illness", "from": "2016-03-10", "to": "2016-09-10", "precision": "month"})
    (bar,) = _groups(fromstring(of_timeline(shown, "en")), "bar")
    assert [one.get("class") for one in bar.iter(f"{SVG}rect")] == [None, "maybe", "maybe"]


def test_days_nobody_observed_are_shaded_and_said() -> None:
    spans = [{"from": "2015-01-01", "to": "2016-01-01"}, {"from": "2017-01-01", "to": "2018-01-01"}]
    shown = case({"kind": "contract", "on": "2015-03-01"}, observed=spans)
    gap, after = _groups(fromstring(of_timeline(shown, "en")), "unobserved")
    assert "not observed" in _said(gap)
    assert "not observed" in _said(after)


def test_verdicts_are_letters_and_unknown_is_a_question_mark(book: ir.Rulebook) -> None:
    facts = [{"kind": "residence", "from": "2014-01-01"},
             {"kind": "benefit", "type": "integration_benefit", "from": "2018-01-01", "to": "2018-07-01"}]
    shown = case(*facts, observed={"from": "2014-01-01", "to": "2018-10-01"})
    quarters = [ir.Quarter(2018, number) for number in (2, 3, 4)]
    result = ir.evaluate(book, [shown], ["self_supporting"], quarters)[0]
    tree = fromstring(of_result(result, "da"))
    letters = [(name, one.find(f"{SVG}text")) for name in ("not_met", "met", "unknown") for one in _groups(tree, name)]
    assert [(name, found.text) for name, found in letters if found is not None] == [("not_met", "I"), ("met", "O"), ("unknown", "?")]


def test_hostile_texts_are_escaped(book: ir.Rulebook) -> None:
    hostile = ir.parse_case({
        "citizen": {"id": "<script>alert(1)</script>"}, "observed": {"from": "2015-01-01", "to": "2016-01-01"},
        "facts": [{"kind": "residence_permit", "on": "2015-02-01", "basis": "other", "which": "\"'><img src=x onerror=y> &"}],
    })
    shown = of_result(ir.evaluate(book, [hostile], ["covered"])[0], "da")
    assert fromstring(shown) is not None
    assert "<script" not in shown
    assert "<img" not in shown


def test_what_looks_like_a_cpr_number_is_hidden_in_texts_between_elements_too() -> None:
    shown = written(element("p", "a 010190-1234", element("b", "010190-1234"), "b 010190-1234", class_="x"))
    assert "010190-1234" not in shown


def test_a_shown_result_is_accessible_and_fetches_nothing(book: ir.Rulebook) -> None:
    result = ir.evaluate(book, list(ir.read_cases(ROOT / "examples" / "citizen.yaml")))[0]
    shown = of_result(result, "da")
    tree = fromstring(shown)
    (svg,) = tree.iter(f"{SVG}svg")
    ids = {one.get("id") for one in tree.iter()}
    assert svg.get("role") == "img"
    assert set((svg.get("aria-labelledby") or "").split()) <= ids
    assert all(one.get("scope") in ("col", "row") for one in tree.iter("th"))
    assert [one for one in tree.iter("table") if one.find("caption") is None] == []
    assert re.findall(r"<script|<link|@import|url\((?!#)|\son\w+=", shown) == []


def test_a_usual_drawing_is_small_for_a_month_and_for_fifteen_years() -> None:
    for end in ("2015-02-01", "2030-01-01"):
        shown = case({"kind": "contract", "on": "2015-01-05"}, observed={"from": "2015-01-01", "to": end})
        assert len(of_timeline(shown, "da")) < 40_000


def test_every_public_value_shows_itself(book: ir.Rulebook) -> None:
    (one,) = ir.read_cases(ROOT / "examples" / "deadlines.yaml")
    values: list[Any] = [book, next(iter(book.rulesets.values())), one, ir.deadlines(book, one), ir.evaluate(book, [one], ["covered"])[0].decisions[0],
              ir.whatif(book, one, [ir.Addition(ir.read_fact("ansættelse, ordinær, 25 t/uge, fra 1. marts 2018"))], ["covered"])]
    for value in values:
        assert fromstring(value._repr_html_()).get("class") == "integrationrules"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(timelines())
def test_any_timeline_is_well_formed_and_inside_its_drawing(timeline: ir.Timeline) -> None:
    tree = fromstring(of_timeline(timeline, "da"))
    (svg,) = tree.iter(f"{SVG}svg")
    _, _, width, height = (float(one) for one in svg.get("viewBox", "").split())
    for left, top, right, bottom in _numbers(svg):
        assert left >= 0
        assert right <= width + 0.2
        assert top >= 0
        assert bottom <= height


def test_the_documented_cell_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (cell,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "notebooks.md").read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, ir.Result] = {}
    exec(cell, names)
    assert "svg" in names["result"]._repr_html_()
