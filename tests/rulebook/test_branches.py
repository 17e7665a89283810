"""Cases that are never reached and conditions that are never met: what is said is true, and nothing is said of the rest."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrationrules.rulebook.book import examine
from integrationrules.rulebook.diagnostics import Diagnostic
from tests.engine.small import decide

from .written import HEAD, ON, book, tree

VALUES = HEAD + """parameters:
  limit: {unit: years, values: [{from: 2015-01-01, to: open, is: 6, source: act}]}
facts:
  permit: {first: residence_permit}
  work: {facts: employment}
sets:
  at_school: {weeks: any_day, of: education}
  on_leave: {weeks: any_day, of: leave}
measures:
  years_old: age(citizen.born, on)
  hours: first(work).hours_per_week
  weeks_at_school: {count: at_school, in: quarter}
"""
USED = '  all: {for: quarter, when: "exists(permit) or hours > 1 or weeks_at_school > 1 or years_old > limit or exists(first(work))", source: act}\n'


def _rules(cases: list[str], last: str = "none") -> str:
    listed = "".join(f'      - {{if: "{condition}", is: {place}}}\n' for place, condition in enumerate(cases))
    return VALUES + f"  chosen:\n    choose:\n{listed}      - {{else: {last}}}\nrules:\n  rule: {{for: quarter, value: chosen, source: act}}\n" + USED


def _found(root: Path, rules: str) -> list[Diagnostic]:
    _, problems = examine(tree(root, rules), ON)
    assert not problems.errors, "\n\n".join(one.text() for one in problems.errors)
    return [one for one in problems.found if one.code in ("IR303", "IR304", "IR305", "IR306")]


def _codes(root: Path, *cases: str) -> list[str]:
    return [one.code for one in _found(root, _rules(list(cases)))]


# ---- what can be proved is found, and nothing else: every value tried

@dataclass(frozen=True)
class Written:
    """A condition as a rule file says it, and as Python says it of an age and a sex."""

    text: str
    holds: Callable[[int, str], bool]


def _compared(operator: str, number: int) -> Written:
    test = {"<": int.__lt__, "<=": int.__le__, ">": int.__gt__, ">=": int.__ge__, "==": int.__eq__, "!=": int.__ne__}[operator]
    return Written(f"years_old {operator} {number}", lambda age, sex: test(age, number))


def _joined(operator: str, left: Written, right: Written) -> Written:
    both = all if operator == "and" else any
    return Written(f"({left.text} {operator} {right.text})", lambda age, sex: both((left.holds(age, sex), right.holds(age, sex))))


SINGLE = st.one_of(
    st.builds(_compared, st.sampled_from(("<", "<=", ">", ">=", "==", "!=")), st.integers(0, 6)),
    st.sampled_from(("female", "male")).map(lambda word: Written(f"citizen.sex == {word}", lambda age, sex: sex == word)),
)
CONDITIONS = st.recursive(SINGLE, lambda inner: st.one_of(
    st.builds(_joined, st.sampled_from(("and", "or")), inner, inner),
    inner.map(lambda one: Written(f"not {one.text}", lambda age, sex: not one.holds(age, sex))),
), max_leaves=4)
PEOPLE = list(itertools.product(range(-2, 9), ("female", "male")))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    return (tmp_path_factory.mktemp("town") for _ in itertools.count())


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=st.lists(CONDITIONS, min_size=1, max_size=4))
def test_a_case_is_said_to_be_unreached_exactly_if_nobody_reaches_it(folders: Iterator[Path], cases: list[Written]) -> None:
    found = _found(next(folders), _rules([one.text for one in cases]))
    met = [[place for place, one in enumerate(cases) if one.holds(*who)] for who in PEOPLE]
    taken = {places[0] if places else None for places in met}
    possible = {place for places in met for place in places}
    first_line = min((number for number, line in enumerate(_rules([one.text for one in cases]).split("\n"), 1) if "{if: " in line), default=0)
    assert {one.mark.line - first_line for one in found if one.code == "IR303"} == possible - taken
    assert any(one.code == "IR305" for one in found) == (None not in taken)
    never = {place for place in range(len(cases)) if place not in possible}
    assert never <= {one.mark.line - first_line for one in found if one.code == "IR304"} | _without_and(cases)


def _without_and(cases: list[Written]) -> set[int]:
    """`not (x or y)` is told nowhere but by what follows: only an `and` and a comparison are looked at alone."""
    return {place for place, one in enumerate(cases) if "not " in one.text}


# ---- what is not understood is not spoken of

SILENT = [
    ("exists(first(work))", "exists(permit)"),
    ("years_old < limit", "years_old < 6"),                          # the limit may be any number
    ("years_old < limit", "years_old <= limit"),
    ("years_old < limit", "years_old >= limit"),                     # a parameter may say that there is none
    ("hours < 20", "hours >= 20"),                                   # somebody has no work: the else
    ("hours >= 37", "hours >= 20"),
    ("hours < 20", "hours <= 20"),
    ("permit.basis == refugee", "permit.basis == family_reunified"),
    ("unknown", "unknown"),
    ("unknown or years_old < 5", "years_old < 5"),
    ("citizen.sex == female and exists(permit)", "citizen.sex == female"),
    ("at(years_old, permit.on) < 6", "years_old < 6"),
    ("weeks_at_school >= 14", "weeks_at_school >= 13"),
    ("first(work).start < on", "first(work).start < on + 1 * day"),
    ("max(years_old, 3) < 5", "years_old < 5"),
    ("if_unknown(years_old, 3) < 5", "years_old < 5"),
]


@pytest.mark.parametrize("cases", SILENT, ids=" | ".join)
def test_of_what_is_not_proved_nothing_is_said(tmp_path: Path, cases: tuple[str, ...]) -> None:
    assert _codes(tmp_path, *cases) == []


TOLD = [
    (("citizen.born < on", "citizen.born >= on"), ["IR305"]),
    (("years_old <= limit", "limit > years_old"), ["IR303"]),
    (("exists(permit)", "exists(permit) and years_old < 5"), ["IR303"]),
    (("exists(permit)", "not exists(permit)"), ["IR305"]),
    (("hours != none", "hours >= 20"), ["IR303"]),
    (("hours < 20.5", "hours <= 20"), ["IR303"]),
    (("hours < 20.5 and hours > 20.5",), ["IR304"]),
    (("permit.on >= date_in(2016, 7, 1)", "permit.on > date_in(2016, 6, 30)"), ["IR303"]),       # days are whole
    (("permit.on > date_in(2016, 6, 30) and permit.on < date_in(2016, 7, 1)",), ["IR304"]),
    (("permit.basis in [refugee, quota_refugee]", "permit.basis == refugee and exists(first(work))"), ["IR303"]),
    (("citizen.sex == male", "citizen.origin == danish", "citizen.sex == male and citizen.origin == danish"), ["IR303"]),
    (("years_old * 2 < 6", "2 * 3 < 5"), ["IR304"]),
    (("3 < years_old < 4",), ["IR304"]),
    (("(3 < years_old < 4) and exists(permit)",), ["IR304"]),
    (("weeks_at_school < 0",), ["IR304"]),
]


@pytest.mark.parametrize(("cases", "expected"), TOLD, ids=[" | ".join(cases) for cases, _ in TOLD])
def test_what_is_proved_is_said_once(tmp_path: Path, cases: tuple[str, ...], expected: list[str]) -> None:
    assert _codes(tmp_path, *cases) == expected


FARE = """measures:
  fare:
    choose:
      - {if: citizen.sex == female, is: 12}
      - {else: none}"""


def test_a_value_that_may_not_exist_leaves_the_else_to_be_reached(tmp_path: Path) -> None:
    # The engine's own answer for a man, of whom neither comparison holds.
    rules = _rules(["fare < 20", "fare >= 20"], last="7").replace("measures:", FARE)
    assert _found(tmp_path, rules) == []
    decision = decide(book(tmp_path, rules), "rule", [], quarter="2018Q1", sex="male")
    assert (str(decision.verdict), decision.value.as_json() if decision.value else None) == ("met", 7)


def test_sets_that_exclude_each_other_hold_of_no_week(tmp_path: Path) -> None:
    rules = VALUES.replace("measures:", "  both: at_school and not at_school\n  either: at_school and not on_leave\nmeasures:")
    found = _found(tmp_path, rules + '  weeks: {count: both or either, in: quarter}\nrules:\n  rule: {for: quarter, when: weeks > 1, source: act}\n' + USED)
    assert [one.message for one in found] == ["the condition is never met: 'at_school' and 'not at_school' exclude each other"]


# ---- exceptions

def _exceptions(*cases: str) -> str:
    listed = "".join(f'      - {{if: "{case.split(" -> ")[0]}", verdict: {case.split(" -> ")[1]}}}\n' for case in cases)
    return VALUES + f"rules:\n  rule:\n    for: citizen\n    when: exists(permit)\n    except:\n{listed}    source: act\n" + USED


MEET = [
    (("years_old < 18 -> met", "years_old < 25 -> not_met"), "years_old == 17"),
    (("years_old >= 67 -> met", "years_old < 18 -> not_met"), None),
    (("years_old < 18 -> met", "years_old < 25 -> met"), None),                          # the same answer either way
    (("citizen.sex == male -> met", "years_old < 25 -> not_met"), "citizen.sex == male and years_old == 24"),
    (("years_old < 18 -> met", "citizen.born > date_in(2012, 1, 1) -> not_met"), None),  # both hang on the birthday: not proved
    (("years_old < limit -> met", "3 <= years_old < 25 -> not_met"), "years_old == 3"),         # the limit is 6 until further notice
    (("years_old < limit -> met", "years_old > 9 -> not_met"), None),
    (("exists(first(work)) -> met", "years_old < 25 -> not_met"), None),
    (("exists(first(work)) and years_old < 3 -> met", "exists(first(work)) -> not_met"), "whenever the first is"),
]


@pytest.mark.parametrize(("cases", "example"), MEET, ids=[" | ".join(cases) for cases, _ in MEET])
def test_exceptions_that_can_both_be_met_are_told_with_an_example(tmp_path: Path, cases: tuple[str, ...], example: str | None) -> None:
    found = [one for one in _found(tmp_path, _exceptions(*cases)) if one.code == "IR306"]
    told = [re.sub(r".* can both be met, (?:for example where )?(.*); the first wins", r"\1", one.message) for one in found]
    assert told == ([] if example is None else [example])


# ---- stale law

def _dated(values: str, more: str = "") -> str:
    rules = '\nrules:\n  rides: {for: citizen, when: "age(citizen.born, on) >= youngest", source: act}\n'
    return HEAD + more + "parameters:\n  youngest: {unit: years, values: [" + values + "]}" + rules


LAST = "{from: 2015-01-01, to: 2018-01-01, is: 6, source: act}"


@pytest.mark.parametrize(("on", "told"), [("2017-12-31", False), ("2018-01-01", True), ("2026-01-01", True)])
def test_a_value_is_stale_from_the_day_after_its_last(tmp_path: Path, on: str, told: bool) -> None:
    _, problems = examine(tree(tmp_path, _dated(LAST)), date.fromisoformat(on))
    assert ["2017-12-31" in one.message for one in problems.found if one.code == "IR107"] == [True] * told


@pytest.mark.parametrize("rules", [
    _dated(LAST + ", {from: 2018-01-01, to: open, is: 7, source: act}"),
    _dated(LAST + ", {from: 2018-01-01, to: open, is: none, source: act}"),
    _dated(LAST, "covers: {from: 2015-01-01, to: 2018-01-01}\n"),
], ids=["a later value", "none is a value", "the rule set ends as well"])
def test_a_value_is_not_stale(tmp_path: Path, rules: str) -> None:
    _, problems = examine(tree(tmp_path, rules), date(2018, 6, 1))
    assert [one.code for one in problems.found] == []


# ---- large files

def test_hundreds_of_cases_and_measures_on_measures_are_looked_at_in_time(tmp_path: Path) -> None:
    many = [f"years_old == {number}" for number in range(300)]
    assert _codes(tmp_path / "cases", *many, "years_old == 7") == ["IR303"]
    chain = "  link_0: years_old < 5\n" + "".join(f"  link_{n}: link_{n - 1} or not link_{n - 1}\n" for n in range(1, 40))
    rules = _rules(["link_39", "link_39"]).replace("  chosen:", chain + "  chosen:")
    assert [one.code for one in _found(tmp_path / "chain", rules)] == ["IR303"]
