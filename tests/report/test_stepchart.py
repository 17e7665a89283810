"""The chart of a parameter's values is a picture that can also be read: every value is in it as text."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from integrationrules.report.stepchart import WIDTH, Step, step_chart

EARLY, LATER, LAST = date(2015, 1, 1), date(2017, 1, 1), date(2018, 1, 1)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*steps: Step, unknown: tuple[tuple[date, date | None], ...] = ()) -> ElementTree.Element:
    figure = ElementTree.fromstring(step_chart("c", "Amount <over> time", "2015: 10", {"high & low": steps}, unknown, "not known"))
    found = figure.find(f"{SVG}svg")
    assert found is not None
    return found


def texts(picture: ElementTree.Element) -> list[str]:
    return [text for text in picture.itertext() if text]


def test_it_has_a_title_and_a_description_that_screen_readers_find() -> None:
    picture = drawn(Step(EARLY, None, 10, "10 kr."))
    named = (picture.attrib["aria-labelledby"]).split()
    assert picture.attrib["role"] == "img"
    assert [one.text for one in picture.iter() if one.get("id") in named] == ["Amount <over> time", "2015: 10"]


def test_a_greater_value_stands_higher() -> None:
    first, second = drawn(Step(EARLY, LATER, 10, "10 kr."), Step(LATER, None, 20, "20 kr.")).findall(f"{SVG}path[{SVG}title]")
    assert _height(second) < _height(first)


def test_a_hole_is_shown_and_nothing_is_drawn_across_it() -> None:
    steps = (Step(EARLY, date(2016, 1, 1), 10, "10 kr."), Step(LATER, LAST, 10, "10 kr."))
    picture = drawn(*steps, unknown=((date(2016, 1, 1), LATER), (LAST, None)))
    assert len(picture.findall(f"{SVG}rect")) == 2
    assert "not known" in texts(picture)
    starts = [float(re.findall(r"M([\d.]+)", path.attrib["d"])[0]) for path in picture.findall(f"{SVG}path[{SVG}title]")]
    assert starts[0] < starts[1]
    assert "V" not in picture.findall(f"{SVG}path[{SVG}title]")[1].attrib["d"]


def test_what_is_uncertain_is_drawn_thinner() -> None:
    sure, unsure = drawn(Step(EARLY, LATER, 10, "10"), Step(LATER, None, 11, "11", certain=False)).findall(f"{SVG}path[{SVG}title]")
    assert ("unsure" in sure.attrib["class"], "unsure" in unsure.attrib["class"]) == (False, True)


@given(st.lists(st.tuples(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 10**9)), min_size=1, max_size=12, unique_by=lambda one: one[0]))
def test_nothing_is_drawn_outside_the_picture(values: list[tuple[date, int]]) -> None:
    days = sorted(values)
    ends: list[date | None] = [day for day, _ in days[1:]]
    picture = drawn(*(Step(day, end, value, str(value)) for (day, value), end in zip(days, [*ends, None], strict=True)))
    for path in picture.findall(f"{SVG}path[{SVG}title]"):
        across = [float(found) for found in re.findall(r"[MH]([\d.]+)", path.attrib["d"])]
        assert all(0 <= one <= WIDTH for one in across)
    assert [str(value) in "\n".join(texts(picture)) for _, value in days] == [True] * len(days)


def _height(path: ElementTree.Element) -> float:
    return float(re.findall(r"M[\d.]+ [\d.]+V([\d.]+)|M[\d.]+ ([\d.]+)H", path.attrib["d"])[0][0] or re.findall(r"M[\d.]+ ([\d.]+)H", path.attrib["d"])[0])
