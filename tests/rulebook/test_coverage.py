"""Coverage: which years of a rule were read, derived, or are not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrationrules.rulebook.book import load
from integrationrules.rulebook.coverage import Year, coverage, years_of
from integrationrules.rulebook.overlay import load_overlay

from .written import HEAD, book

READ, DERIVED, NOT_KNOWN = Year("read"), Year("derived"), Year("not_known")


def years(root: Path, values: str, covers: str = "", when: str = "age(citizen.born, on) >= youngest") -> dict[int, Year]:
    """The years 2015-2018 of a rule that reads `youngest`."""
    listed = "".join(f"      - {{{value}, source: act}}\n" for value in values.split("; "))
    rule = f'rules:\n  rides: {{for: citizen, when: "{when}", source: act}}\n'
    rules = f"{HEAD}{covers}parameters:\n  youngest:\n    unit: years\n    values:\n{listed}{rule}"
    (one,) = coverage(book(root, rules), range(2015, 2019))
    return dict(one.years)


def test_a_year_with_a_value_is_read_and_one_without_is_not_known(tmp_path: Path) -> None:
    assert years(tmp_path, "from: 2016-01-01, to: 2018-01-01, is: 6") == {2015: NOT_KNOWN, 2016: READ, 2017: READ, 2018: NOT_KNOWN}


@pytest.mark.parametrize(("confidence", "year"), [("statute", READ), ("published", READ), ("derived", DERIVED), ("seed", DERIVED)])
def test_how_certain_the_amount_is_decides(tmp_path: Path, confidence: str, year: Year) -> None:
    assert years(tmp_path, f"from: 2015-01-01, to: open, is: 6, confidence: {confidence}")[2017] == year


def test_an_open_value_reaches_every_later_year(tmp_path: Path) -> None:
    assert set(years(tmp_path, "from: 2014-07-01, to: open, is: 6").values()) == {READ}


def test_a_year_partly_known_says_so(tmp_path: Path) -> None:
    assert years(tmp_path, "from: 2015-03-01, to: 2016-07-01, is: 6") == {2015: Year("read", True), 2016: Year("read", True), 2017: NOT_KNOWN, 2018: NOT_KNOWN}


def test_a_year_is_as_its_least_certain_day(tmp_path: Path) -> None:
    assert years(tmp_path, "from: 2015-01-01, to: 2016-07-01, is: 6; from: 2016-07-01, to: open, is: 7, confidence: derived")[2016] == DERIVED


def test_days_outside_what_the_rule_set_covers_are_not_known(tmp_path: Path) -> None:
    found = years(tmp_path, "from: 2014-01-01, to: open, is: 6", "covers: {from: 2016-10-01, to: 2018-01-01}\n")
    assert found == {2015: NOT_KNOWN, 2016: Year("read", True), 2017: READ, 2018: NOT_KNOWN}


def test_a_rule_that_reads_no_parameter_is_read_where_it_is_covered(tmp_path: Path) -> None:
    found = years(tmp_path, "from: 2016-01-01, to: 2017-01-01, is: 6", "covers: {from: 2016-01-01}\n", "exists(citizen.born)")
    assert found == {2015: NOT_KNOWN, 2016: READ, 2017: READ, 2018: READ}


def test_a_rule_is_known_where_all_its_parameters_are(tmp_path: Path) -> None:
    rules = HEAD + """parameters:
  youngest: {unit: years, values: [{from: 2015-01-01, to: 2017-01-01, is: 6, source: act}]}
  oldest: {unit: years, values: [{from: 2016-01-01, to: open, is: 60, source: act, confidence: derived}]}
rules:
  rides: {for: citizen, when: "age(citizen.born, on) >= youngest and age(citizen.born, on) <= oldest", source: act}
"""
    (one,) = coverage(book(tmp_path, rules), range(2015, 2018))
    assert dict(one.years) == {2015: NOT_KNOWN, 2016: DERIVED, 2017: NOT_KNOWN}
    assert [year.unknown for year in one.years.values()] == [("bus.oldest",), (), ("bus.youngest",)]


def test_the_years_are_those_the_rulebook_dates_something_in(tmp_path: Path) -> None:
    rules = HEAD.replace("title: The bus act", "title: The bus act, published: 2019-03") + """covers: {from: 2013-01-01}
parameters: {youngest: {unit: years, values: [{from: 2015-01-01, to: 2017-01-01, is: 6, source: act}]}}
rules: {rides: {for: citizen, when: "age(citizen.born, on) >= youngest", source: act}}
"""
    assert years_of(book(tmp_path, rules)) == tuple(range(2013, 2020))


def test_a_callers_value_fills_its_year(tmp_path: Path) -> None:
    rules = HEAD + """parameters: {youngest: {unit: years, values: [{from: 2016-01-01, to: 2017-01-01, is: 6, source: act}]}}
rules: {rides: {for: citizen, when: "age(citizen.born, on) >= youngest", source: act}}
"""
    known = book(tmp_path / "rules", rules)
    path = tmp_path / "mine.yaml"
    values = "[{from: 2017-01-01, to: 2018-01-01, is: 7, source: mine}]"
    path.write_text(f"sources: {{mine: {{title: x}}}}\nparameters: {{bus.youngest: {{values: {values}}}}}\n", encoding="utf-8")
    (one,) = coverage(known.with_parameters(load_overlay(path, known)), (2016, 2017))
    assert dict(one.years) == {2016: READ, 2017: READ}


def test_every_shipped_rule_is_listed_and_no_invented_one() -> None:
    shipped = load()
    assert [one.rule for one in coverage(shipped)] == [rule for rule in shipped.rules if not shipped.ruleset_of(rule).invented]


def test_self_support_is_read_from_the_quarter_its_rule_set_covers() -> None:
    (found,) = (one for one in coverage(load()) if one.rule.endswith(".self_supporting"))
    assert (found.years[2014], found.years[2015], found.years[2016]) == (NOT_KNOWN, Year("read", True), READ)


def test_a_rule_that_reads_no_dated_value_is_undated(tmp_path: Path) -> None:
    """Nothing says in which years it holds; a rule set that says which it covers does."""
    values, when = "from: 2015-01-01, to: open, is: 6", "citizen.sex == female"
    assert set(years(tmp_path / "a", values, when=when).values()) == {Year("undated")}
    covered = years(tmp_path / "b", values, "covers: {from: 2016-01-01, before: {da: x, en: x}}\n", when)
    assert (covered[2015], covered[2017]) == (NOT_KNOWN, READ)
