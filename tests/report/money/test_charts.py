"""The charts of the page: nothing leaves its picture or covers another, and what differs does so without colour."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.report.catalogue import translator
from integrationrules.report.markup import written
from integrationrules.report.money.page.cumulative import STATUSES, Reached, Status, cumulative_chart
from integrationrules.report.money.page.figure import WIDE, Drawn, figure
from integrationrules.report.money.page.measure import clipped, width, wrapped
from integrationrules.report.money.page.numerals import Unit
from integrationrules.report.money.page.palette import PALETTE, contrast
from integrationrules.report.money.page.staircase import Step, staircase_chart
from integrationrules.report.money.page.style import STYLE
from integrationrules.report.money.page.tornado import Swing, tornado_chart
from tests.report.money.pictures import SVG, Box, shapes, texts, view

UNIT = Unit("mio. kr.", "løbende priser")
DANISH, ENGLISH = translator("da"), translator("en")
LONG = "Beskæftigelsesindsatsmedarbejdergennemsnitslønomkostninger inklusive overheadfordelingsnøgle og arbejdsskadeforsikringspræmier"
money = st.decimals(-99_999_999, 99_999_999, places=2)
label = st.one_of(st.just(LONG), st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
status = st.sampled_from(sorted(STATUSES))


def _drawn(chart: Drawn, key: str = "k") -> Element:
    made = fromstring(written(figure(chart, key, DANISH)))
    svg = made.find(f"{SVG}svg")
    assert svg is not None
    return svg


def _fits(svg: Element) -> None:
    room = view(svg)
    said = list(texts(svg))
    for one in (*said, *shapes(svg)):
        assert one.inside(room), one
    for one, other in combinations(said, 2):
        assert not one.meets(other), (one, other)


def _reached(*points: tuple[int, str, str, Status]) -> list[Reached]:
    return [Reached(year, Decimal(low), Decimal(high), status) for year, low, high, status in points]


HJOERRING = _reached((2015, "-84.1", "115.5", "outturn"), (2016, "-84.1", "115.5", "outturn"), (2017, "31.4", "31.4", "outturn"),
                     (2018, "82.5", "82.5", "budget"), (2019, "166.5", "166.5", "forecast"), (2020, "150", "190", "assumed"))


@given(st.lists(st.tuples(money, money, status), min_size=1, max_size=14), st.sampled_from([WIDE, 330]))
def test_no_text_of_the_cumulative_chart_leaves_it_or_covers_another(found: list[tuple[Decimal, Decimal, Status]], wide: float) -> None:
    points = [Reached(2015 + place, min(low, high), max(low, high), each) for place, (low, high, each) in enumerate(found)]
    _fits(_drawn(cumulative_chart(points, UNIT, DANISH, "k", wide)))


@given(st.lists(st.tuples(label, money, st.booleans()), min_size=1, max_size=9), st.sampled_from(["", "Kommunen", LONG]), st.sampled_from([WIDE, 330]))
def test_no_text_of_the_staircase_leaves_it_or_covers_another(found: list[tuple[str, Decimal, bool]], payer: str, wide: float) -> None:
    steps = [Step(said, amount, payer, total) for said, amount, total in found]
    _fits(_drawn(staircase_chart(steps, UNIT, DANISH, "k", wide)))


@given(st.lists(st.tuples(label, money, money), max_size=9), money, st.sampled_from([WIDE, 330]))
def test_no_text_of_the_tornado_leaves_it_or_covers_another(found: list[tuple[str, Decimal, Decimal]], base: Decimal, wide: float) -> None:
    swings = [Swing(said, "10 %", LONG, low, high) for said, low, high in found]
    _fits(_drawn(tornado_chart(swings, base, "Netto i alt", UNIT, DANISH, "k", wide)))


@given(label, st.floats(20, 300), st.integers(1, 5))
def test_wrapped_lines_are_as_wide_as_their_room_and_no_more_than_asked(text: str, room: float, most: int) -> None:
    lines = wrapped(text, room, 11, most)
    assert len(lines) <= most
    assert all(width(line, 11) <= room for line in lines)


def test_a_long_danish_word_is_broken_with_a_hyphen_and_loses_no_letter() -> None:
    lines = wrapped("Arbejdsmarkedsuddannelsescenterbestyrelsesformand", 120, 11, 9)
    assert len(lines) > 1
    assert "".join(line.removesuffix("-") for line in lines) == "Arbejdsmarkedsuddannelsescenterbestyrelsesformand"


def test_what_is_cut_ends_with_an_ellipsis() -> None:
    assert clipped("Overførselsindkomster", 60, 11).endswith("…")
    assert clipped("kort", 60, 11) == "kort"


def test_a_year_known_only_between_bounds_has_a_band_and_no_point() -> None:
    svg = _drawn(cumulative_chart(HJOERRING, UNIT, DANISH, "k"))
    points = [one.get("class") for one in svg if (one.get("class") or "").startswith("point")]
    assert points == ["point outturn", "point budget", "point forecast"]
    assert len([one for one in svg if one.get("class") == "band"]) == 4


def test_a_case_without_spans_has_no_band_and_does_not_speak_of_one() -> None:
    svg = _drawn(cumulative_chart(HJOERRING[2:5], UNIT, ENGLISH, "k"))
    assert not [one for one in svg.iter() if one.get("class") == "band"]
    assert "between" not in " ".join(svg.itertext())


def test_the_line_leads_from_zero_to_the_first_year_in_its_status() -> None:
    svg = _drawn(cumulative_chart(_reached((2018, "-5", "-5", "budget")), UNIT, DANISH, "k"))
    zero = next(one for one in svg if one.get("class") == "zero").get("d")
    line = next(one for one in svg if (one.get("class") or "").startswith("line"))
    assert line.get("class") == "line budget"
    assert zero is not None
    assert (line.get("d") or "").startswith(zero.partition("H")[0])


def test_statuses_differ_in_stroke_and_in_shape() -> None:
    strokes = {each: next(rule for rule in STYLE.split("}") if rule.startswith(f".line.{each}{{")).partition("dasharray:")[2] for each in STATUSES}
    assert len(set(strokes.values())) == len(STATUSES)
    svg = _drawn(cumulative_chart(HJOERRING[2:5], UNIT, DANISH, "k"))
    assert len({(one.get("d") or "circle")[-8:] for one in svg if (one.get("class") or "").startswith("point")}) == 3


def test_each_step_begins_where_the_one_above_it_ended() -> None:
    steps = [Step("Sparet", Decimal("115.5")), Step("Investeret", Decimal("-84.1")), Step("Netto", Decimal("31.4"), total=True)]
    saved, spent, net = [one for one in shapes(_drawn(staircase_chart(steps, UNIT, DANISH, "k"))) if one.text in ("gain", "loss", "total")]
    assert saved.right == pytest.approx(spent.right)
    assert spent.left == pytest.approx(net.right)
    assert net.left == pytest.approx(saved.left)


def test_the_sum_begins_anew_with_each_payer() -> None:
    steps = [Step("Sparet", Decimal(10), "Kommunen"), Step("Tabt refusion", Decimal(-4), "Staten")]
    saved, lost = [one for one in shapes(_drawn(staircase_chart(steps, UNIT, DANISH, "k"))) if one.text in ("gain", "loss")]
    assert lost.right == pytest.approx(saved.left)


def test_the_widest_swing_stands_first_and_bars_meet_at_the_base() -> None:
    swings = [Swing("lille", "1", "2", Decimal(9), Decimal(12)), Swing("stor", "1", "2", Decimal(30), Decimal(-5))]
    chart = tornado_chart(swings, Decimal(10), "Netto", UNIT, DANISH, "k")
    assert [row[0] for row in chart.rows] == ["stor", "lille"]
    bars = [one for one in shapes(_drawn(chart)) if one.text in ("gain", "loss")]
    assert bars[0].left == pytest.approx(bars[1].right)
    assert bars[0].right > bars[2].right


def test_two_ends_on_the_same_side_do_not_cover_each_other() -> None:
    bars = [one for one in shapes(_drawn(tornado_chart([Swing("x", "1", "2", Decimal(30), Decimal(20))], Decimal(10), "Netto", UNIT, DANISH, "k")))
            if one.text in ("gain", "loss")]
    assert len(bars) == 2
    assert not bars[0].meets(bars[1])


@pytest.mark.parametrize("chart", [
    lambda: cumulative_chart(HJOERRING, UNIT, DANISH, "k"),
    lambda: staircase_chart([Step("Sparet", Decimal("115.5"), "Kommunen")], UNIT, DANISH, "k"),
    lambda: tornado_chart([Swing("Dødvægt", "10 %", "60 %", Decimal(60), Decimal("-12.5"))], Decimal("31.4"), "Netto", UNIT, DANISH, "k"),
], ids=["cumulative", "staircase", "tornado"])
def test_a_chart_is_one_image_with_title_description_unit_sign_and_table(chart: Callable[[], Drawn]) -> None:
    made = fromstring(written(figure(chart(), "k", DANISH)))
    svg = made.find(f"{SVG}svg")
    assert svg is not None
    assert svg.get("role") == "img"
    ids = {one.get("id"): one.tag for one in svg}
    assert [ids[name] for name in (svg.get("aria-labelledby") or "").split()] == [f"{SVG}title", f"{SVG}desc"]
    said = " ".join(one.text for one in texts(svg))
    assert "løbende priser" in said
    assert "+" in said
    assert len(made.findall(".//tbody/tr")) == len(chart().rows)
    assert {one.get("scope") for one in made.iter("th")} == {"col", "row"}


def test_numbers_are_written_as_the_language_writes_them() -> None:
    steps = [Step("Sparet", Decimal("1234567.5"))]
    assert "+1.234.567,5" in staircase_chart(steps, UNIT, DANISH, "k").description
    assert "+1,234,567.5" in staircase_chart(steps, UNIT, ENGLISH, "k").description


def test_markup_in_a_label_is_text() -> None:
    svg = _drawn(staircase_chart([Step("<script>alert(1)</script>&", Decimal(1))], UNIT, DANISH, "k"))
    assert not list(svg.iter("script"))
    assert any("<script>" in one.text for one in texts(svg))


def test_text_has_enough_contrast_on_every_ground_and_strokes_on_paper() -> None:
    for name in ("ink", "soft", "pass", "warn", "fail"):
        for ground in ("paper", "tint"):
            assert contrast(PALETTE[name], PALETTE[ground]) >= 4.5, (name, ground)
    for name in (*STATUSES, "gain", "loss", "total", "axis"):
        assert contrast(PALETTE[name], PALETTE["paper"]) >= 3, name
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_the_boxes_of_this_test_see_what_is_outside() -> None:
    assert not Box(0, 0, 11, 5).inside(Box(0, 0, 10, 10))
    assert Box(0, 0, 5, 5).meets(Box(4, 4, 9, 9))
