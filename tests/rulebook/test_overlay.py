"""A caller's own values: laid over what is on file, shown in every result, and read with a rule file's care."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import integrationrules as ir
from integrationrules.rulebook.overlay import load_overlay, overlaid, read_overlay

from .written import HEAD, book

RULES = HEAD + """parameters:
  youngest:
    label: {da: laveste alder, en: lowest age}
    unit: years
    values:
      - {from: 2015-01-01, to: 2017-01-01, is: 6, source: act, at: § 2}
      - {from: 2018-01-01, to: open, is: 7, source: act, at: § 2}
  other: {unit: years, values: [{from: 2015-01-01, to: open, is: 6, source: act}]}
rules:
  old_enough: {for: citizen, when: "age(citizen.born, on) >= youngest", source: act}
  older: {for: citizen, when: "age(citizen.born, on) >= other", source: act}
"""
BAD = Path(__file__).parent / "bad_overlays"
EXAMPLES = sorted(folder for folder in BAD.iterdir() if folder.is_dir())
MINE = "sources: {mine: {title: Byrådets beslutning, published: 2017-02}}\nparameters:\n  bus.youngest:\n    values: [{values}]\n"


@pytest.fixture
def bus(tmp_path: Path) -> ir.Rulebook:
    return book(tmp_path / "rules", RULES)


def laid(bus: ir.Rulebook, folder: Path, *values: str) -> ir.Rulebook:
    """The rulebook with these values of `youngest`."""
    path = folder / "mine.yaml"
    path.write_text(MINE.replace("{values}", ", ".join(f"{{{value}, source: mine}}" for value in values)), encoding="utf-8")
    return bus.with_parameters(load_overlay(path, bus))


def spans(found: ir.Rulebook) -> list[tuple[str, str, Any]]:
    return [(str(one.start), str(one.end), one.value) for one in found.parameters["bus.youngest"].values]


def decide(found: ir.Rulebook, on: str, rule: str = "old_enough") -> ir.Decision:
    timeline = ir.parse_case({"citizen": {"id": "c", "born": "2010-06-01"}, "observed": {"from": "2015-01-01", "to": "2020-01-01"}})
    return ir.evaluate(found, [timeline], [rule], on=date.fromisoformat(on))[0].decisions[0]


def test_a_hole_is_filled_and_answered_from(bus: ir.Rulebook, tmp_path: Path) -> None:
    found = laid(bus, tmp_path, "from: 2017-01-01, to: 2018-01-01, is: 8")
    assert spans(found) == [("2015-01-01", "2017-01-01", 6), ("2017-01-01", "2018-01-01", 8), ("2018-01-01", "None", 7)]
    assert str(decide(bus, "2017-06-01").verdict) == "unknown"
    assert str(decide(found, "2017-06-01").verdict) == "not_met"
    assert str(decide(found, "2018-06-01").verdict) == "met"


def test_a_value_on_file_is_replaced_only_on_the_days_named(bus: ir.Rulebook, tmp_path: Path) -> None:
    found = laid(bus, tmp_path, "from: 2016-01-01, to: 2019-01-01, is: 9, replaces: true")
    assert spans(found) == [("2015-01-01", "2016-01-01", 6), ("2016-01-01", "2019-01-01", 9), ("2019-01-01", "None", 7)]


def test_an_open_value_replaces_to_the_end(bus: ir.Rulebook, tmp_path: Path) -> None:
    found = laid(bus, tmp_path, "from: 2019-01-01, to: open, is: 9, replaces: true")
    assert spans(found)[1:] == [("2018-01-01", "2019-01-01", 7), ("2019-01-01", "None", 9)]


def test_the_rulebook_it_is_laid_over_stays_as_it_was(bus: ir.Rulebook, tmp_path: Path) -> None:
    before = spans(bus)
    laid(bus, tmp_path, "from: 2017-01-01, to: 2018-01-01, is: 8")
    assert (spans(bus), bus.overlay) == (before, None)


def test_every_result_says_which_values_were_the_callers(bus: ir.Rulebook, tmp_path: Path) -> None:
    found = laid(bus, tmp_path, "from: 2017-01-01, to: 2018-01-01, is: 8")
    assert found.overlay is not None
    record = decide(found, "2017-06-01").as_json()
    assert record["overlay"] == {"file": "mine.yaml", "hash": found.overlay.hash, "parameters": ["bus.youngest"]}
    assert decide(found, "2017-06-01", "older").as_json()["overlay"] == record["overlay"]
    assert "overlay" not in decide(bus, "2017-06-01").as_json()


def test_the_source_of_a_value_is_cited(bus: ir.Rulebook, tmp_path: Path) -> None:
    found = laid(bus, tmp_path, "from: 2017-01-01, to: 2018-01-01, is: 8, at: side 2, confidence: derived")
    assert [(one.title, one.at, one.confidence) for one in decide(found, "2017-06-01").sources if one.id == "mine"] == [
        ("Byrådets beslutning", "side 2", "derived")]


def test_the_hash_of_the_rulebook_follows_the_values_not_the_layout(bus: ir.Rulebook, tmp_path: Path) -> None:
    one = laid(bus, tmp_path, "from: 2017-01-01, to: 2018-01-01, is: 8")
    path = tmp_path / "other_name.yaml"
    path.write_text("# a comment\n" + (tmp_path / "mine.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    same = bus.with_parameters(load_overlay(path, bus))
    other = laid(bus, tmp_path, "from: 2017-01-01, to: 2018-01-01, is: 9")
    assert one.hash_of("bus") == same.hash_of("bus")
    assert len({bus.hash_of("bus"), one.hash_of("bus"), other.hash_of("bus")}) == 3
    assert one.overlay is not None
    assert same.overlay is not None
    assert other.overlay is not None
    assert one.overlay.hash == same.overlay.hash != other.overlay.hash


def test_a_result_is_replayed_only_with_its_own_values(bus: ir.Rulebook, tmp_path: Path) -> None:
    found = laid(bus, tmp_path, "from: 2017-01-01, to: 2018-01-01, is: 8")
    timeline = ir.parse_case({"citizen": {"id": "c", "born": "2010-06-01"}, "observed": {"from": "2015-01-01", "to": "2020-01-01"}})
    record = ir.evaluate(found, [timeline], ["old_enough"])[0].decisions[0].as_json()
    assert ir.replay(record, found, timeline).same
    with pytest.raises(ir.ReplayError, match="recorded under rulebook"):
        ir.replay(record, bus, timeline)


def test_a_keyed_amount_is_given_for_every_key(tmp_path: Path) -> None:
    rules = HEAD + "parameters:\n  fare: {unit: DKK, by: {zone: [near, far]}, values: [{from: 2018-01-01, to: open, is: {near: 20, far: none}, source: act}]}\n"
    known = book(tmp_path / "rules", rules + "rules:\n  rides: {for: citizen, when: exists(citizen.born), source: act}\n")
    path = tmp_path / "mine.yaml"
    values = "[{from: 2017-01-01, to: 2018-01-01, is: {near: 10.50, far: 1}, source: mine}]"
    path.write_text(f"sources: {{mine: {{title: x}}}}\nparameters:\n  bus.fare: {{unit: DKK, values: {values}}}\n", encoding="utf-8")
    assert known.with_parameters(load_overlay(path, known)).parameters["bus.fare"].values[0].value == (("near", 1050), ("far", 100))


def test_an_overlay_made_for_another_rulebook_is_refused_by_name(bus: ir.Rulebook, tmp_path: Path) -> None:
    found = laid(bus, tmp_path, "from: 2017-01-01, to: 2018-01-01, is: 8")
    assert found.overlay is not None
    with pytest.raises(ValueError, match=r"no parameter 'bus\.youngest'"):
        overlaid(ir.load_rulebook(), found.overlay)


def test_a_hole_between_two_given_values_is_noticed_unless_the_file_fills_it(bus: ir.Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    given = ("from: 2014-01-01, to: 2014-06-01, is: 5", "from: 2017-01-01, to: 2017-06-01, is: 8", "from: 2017-07-01, to: 2018-01-01, is: 8")
    path.write_text(MINE.replace("{values}", ", ".join(f"{{{value}, source: mine}}" for value in given)), encoding="utf-8")
    overlay, problems = read_overlay(path, bus)
    assert overlay is not None
    assert [(one.code, one.message) for one in problems.found] == [
        ("IR101", "no value from 2014-06-01 to 2014-12-31"), ("IR101", "no value from 2017-06-01 to 2017-06-30")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_message_is_exactly_this(example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = book(tmp_path, RULES)
    monkeypatch.chdir(example)
    _, problems = read_overlay("overlay.yaml", found)
    said = "\n\n".join(one.text() for one in problems.found) + "\n"
    assert said.replace(tmp_path.name, "rules") == (example / "expected.txt").read_text(encoding="utf-8")
    with pytest.raises(ir.RulebookError):
        load_overlay("overlay.yaml", found)


@pytest.mark.parametrize("code", ["IR120", "IR121", "IR122"])
def test_every_code_of_overlays_has_an_example(code: str) -> None:
    assert any(example.name.startswith(code) for example in EXAMPLES)
