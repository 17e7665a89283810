"""A caller's own register codes: put into groups, dated, ordered, and read with a rule file's care."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

import integrationrules as ir
from integrationrules.rulebook.codeoverlay import load_codes, read_codes
from integrationrules.rulebook.diagnostics import Diagnostics
from integrationrules.rulebook.model import CodeTable

from .written import HEAD, book

RULES = HEAD + """codes:
  nothing: {source: act, codes: {"": (empty)}}
  ticket: {source: act, codes: {"10": Ticket, "11": Cheap ticket}}
  season: {source: act, codes: {"12": Pass}}
uses: {own: bus}
sets:
  with_pass: {weeks: any_day, of: week_code, where: code in own.season}
  paid: {weeks: any_day, of: week_code, where: code not in own.nothing}
measures:
  passes: {count: with_pass, in: quarter}
  payments: {count: paid, in: quarter}
assumptions:
  scheme: {asks: {da: Hvilke uger?, en: Which weeks?}, options: [thursday, blocks13], default: thursday, because: {da: Det gør vi, en: We do}}
periods: {quarter: {weeks: scheme}}
rules:
  has_pass: {for: quarter, when: passes >= 1, value: passes, source: act}
  pays: {for: quarter, when: payments >= 1, value: payments, source: act}
"""
BAD = Path(__file__).parent / "bad_codes"
EXAMPLES = sorted(folder for folder in BAD.iterdir() if folder.is_dir())
SOURCES = "sources: {mine: {title: Codes of 2020, published: 2020-01}}\n"
QUARTER = ir.Quarter.parse("2018Q1")


@pytest.fixture
def bus(tmp_path: Path) -> ir.Rulebook:
    return book(tmp_path / "rules", RULES)


def laid(found: ir.Rulebook, folder: Path, text: str) -> ir.Rulebook:
    path = folder / "mine.yaml"
    path.write_text(SOURCES + text, encoding="utf-8")
    return found.with_codes(load_codes(path, found))


def answer(found: ir.Rulebook, rule: str = "has_pass", **weeks: str) -> str:
    """The verdict of a quarter of which every other week is blank."""
    codes = {f"2018-W{week:02d}": "" for week in range(1, 14)} | {f"2018-{week}": code for week, code in weeks.items()}
    facts = [{"kind": "week_code", "week": week, "code": code} for week, code in codes.items()]
    case = {"citizen": {"id": "c"}, "observed": {"from": "2018-01-01", "to": "2018-04-02"}, "facts": facts}
    return str(ir.evaluate(found, [ir.parse_case(case)], [rule], [QUARTER])[0].decisions[0].verdict)


def test_a_code_that_is_not_listed_is_unknown_until_it_is_put_in_a_group(bus: ir.Rulebook, tmp_path: Path) -> None:
    found = laid(bus, tmp_path, "codes: {season: {source: mine, codes: {\"20\": Monthly pass}}}")
    assert answer(bus, W05="20") == "unknown"
    assert answer(found, W05="20") == "met"
    assert answer(found, W05="21") == "unknown"
    assert answer(found, W05="10") == answer(bus, W05="10") == "not_met"


def test_a_code_in_a_new_group_is_known_to_be_in_no_other(bus: ir.Rulebook, tmp_path: Path) -> None:
    found = laid(bus, tmp_path, "codes: {walk: {new: true, source: mine, codes: {\"30\": Walks}}}")
    assert (answer(bus, W05="30"), answer(found, W05="30")) == ("unknown", "not_met")
    assert (answer(bus, "pays", W05="30"), answer(found, "pays", W05="30")) == ("unknown", "met")


@pytest.mark.parametrize(("days", "verdict"), [
    ("from: 2018-02-05", "unknown"), ("from: 2018-02-04", "met"), ("from: 2017-01-01", "met"), ("to: 2018-01-29", "unknown"), ("to: 2018-01-30", "met"),
    ("from: 2018-01-01, to: open", "met"), ("from: 2016-01-01, to: 2017-01-01", "unknown"),
])
def test_a_code_is_not_listed_in_a_week_without_any_of_its_days(days: str, verdict: str, bus: ir.Rulebook, tmp_path: Path) -> None:
    """Week 5 is 29 January to 4 February."""
    found = laid(bus, tmp_path, f"codes: {{season: {{source: mine, codes: {{\"20\": {{label: Monthly pass, {days}}}}}}}}}")
    assert answer(found, W05="20") == verdict


def test_a_code_on_file_is_moved_only_if_that_is_said(bus: ir.Rulebook, tmp_path: Path) -> None:
    found = laid(bus, tmp_path, "codes: {season: {replaces: true, source: mine, codes: {\"11\": Cheap pass}}}")
    assert (answer(bus, W05="11"), answer(found, W05="11")) == ("not_met", "met")
    table = found.rulesets["bus"].codes
    assert table is not None
    assert table.groups == (("nothing", (("", "(empty)"),)), ("ticket", (("10", "Ticket"),)), ("season", (("12", "Pass"), ("11", "Cheap pass"))))
    assert bus.codes is None


def test_results_and_hashes_follow_the_codes_not_the_layout(bus: ir.Rulebook, tmp_path: Path) -> None:
    one = laid(bus, tmp_path, "codes: {season: {source: mine, codes: {\"20\": Monthly pass}}}")
    same = laid(bus, tmp_path, "# a comment\ncodes:\n  season:\n    codes: {\"20\": Monthly pass}\n    source: mine\n")
    dated = laid(bus, tmp_path, "codes: {season: {source: mine, codes: {\"20\": {label: Monthly pass, from: 2018-01-01}}}}")
    ordered = laid(bus, tmp_path, "codes: {season: {source: mine, codes: {\"20\": Monthly pass}}}\nprecedence: [season, ticket]")
    assert one.hash_of("bus") == same.hash_of("bus")
    assert len({found.hash_of("bus") for found in (bus, one, dated, ordered)}) == 4
    assert one.codes is not None
    assert one.codes.as_json() == {"file": "mine.yaml", "hash": one.codes.hash, "codes": ["20"]}
    case = ir.parse_case({"citizen": {"id": "c"}, "observed": {"from": "2018-01-01", "to": "2018-04-02"}})
    assert ir.evaluate(one, [case], ["has_pass"], [QUARTER])[0].decisions[0].as_json()["codes"] == one.codes.as_json()
    assert "codes" not in ir.evaluate(bus, [case], ["has_pass"], [QUARTER])[0].decisions[0].as_json()


def test_values_of_parameters_and_codes_may_both_be_the_callers_own(tmp_path: Path) -> None:
    shipped = ir.load_rulebook()
    found = laid(shipped, tmp_path, "ruleset: dk.common.dream\ncodes: {integration_benefit: {source: mine, codes: {\"799\": Invented}}}")
    assert found.parameters == shipped.parameters
    assert found.rules.keys() == shipped.rules.keys()
    changed = {name for name in shipped.rulesets if found.hash_of(name) != shipped.hash_of(name)}
    assert changed == {name for name in shipped.rulesets if "dk.common.dream" in shipped.closure(name)}


def ordered(bus: ir.Rulebook, folder: Path, precedence: str) -> CodeTable:
    found = laid(bus, folder, f"precedence: {precedence}").rulesets["bus"].codes
    assert found is not None
    return found


def test_a_week_with_several_codes_has_the_first_of_the_list(bus: ir.Rulebook, tmp_path: Path) -> None:
    listed = ordered(bus, tmp_path, '["11", season, ticket]')
    assert listed.precedence == ("11", "12", "10")
    assert [listed.first_of(codes) for codes in (["10", "12"], ["10", "11", "12"], ["", "10"], ["10", "10"], [""], [])] == ["12", "11", "10", "10", "", ""]
    assert ordered(bus, tmp_path, '[ticket, season, "11"]').precedence == ("10", "12", "11")


def test_without_an_order_of_two_codes_neither_wins(bus: ir.Rulebook, tmp_path: Path) -> None:
    listed = ordered(bus, tmp_path, "[season, ticket]")
    assert listed.first_of(["10", "99"]) is None
    shipped = bus.rulesets["bus"].codes
    assert shipped is not None
    assert (shipped.first_of(["10", "12"]), shipped.first_of(["99", ""])) == (None, "99")


def test_codes_of_a_rule_file_may_be_dated(tmp_path: Path) -> None:
    dated = RULES.replace('"12": Pass', '"12": {label: Pass, to: 2018-01-01}')
    found = book(tmp_path / "rules", dated)
    table = found.rulesets["bus"].codes
    assert table is not None
    assert table.dated == (("12", None, date(2018, 1, 1)),)
    assert answer(found, W05="12") == "unknown"
    assert answer(book(tmp_path / "rules", RULES), W05="12") == "met"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_message_is_exactly_this(example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, problems = book(tmp_path, RULES), Diagnostics()
    monkeypatch.chdir(example)
    read_codes("codes.yaml", found, problems)
    said = "\n\n".join(one.text() for one in problems.found) + "\n"
    if os.environ.get("WRITE_GOLDEN"):
        Path("expected.txt").write_text(said, encoding="utf-8")
    assert said == (example / "expected.txt").read_text(encoding="utf-8")
    with pytest.raises(ir.RulebookError):
        load_codes("codes.yaml", found)
