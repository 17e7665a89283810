"""Names, types and units: what may meet what."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrationrules.rulebook.functions import SIGNATURES
from integrationrules.rulebook.units import SCALE

from .written import HEAD, book, codes

VALUES = HEAD + """parameters:
""" + "".join(f"  p_{unit.lower()}: {{unit: {unit}, values: [{{from: 2015-01-01, to: open, is: 1, source: act}}]}}\n" for unit in [*SCALE]) + """assumptions:
  sunday:
    asks: {da: Kører den om søndagen?, en: Does it run on Sundays?}
    options: [runs, stands_still]
    default: runs
    because: {da: Det står der ikke, en: It is not said}
facts:
  work: {facts: employment, where: type == ordinary}
  permit: {first: residence_permit}
sets:
  at_school: {weeks: any_day, of: education}
measures:
  school_weeks: {count: at_school, in: quarter}
  plain: 2
"""


def said(root: Path, when: str, period: str = "quarter") -> list[str]:
    """Codes of the mistakes; unused names are of no interest here."""
    quoted = when.replace('"', '\\"')
    return [code for code in codes(root, VALUES + f'rules:\n  rides: {{for: {period}, when: "{quoted}", source: act}}\n') if code not in ("IR301", "IR101")]


RIGHT = [
    "citizen.sex == female", "female == citizen.sex", "citizen.sex != 'female'", "citizen.origin in [danish, western]", "citizen.origin not in [danish]",
    "sunday == runs", "permit.basis == refugee", "permit.basis in (refugee, other)", "first(work).type == ordinary", "first(work).hours_per_week >= 20.5",
    "exists(permit)", "exists(citizen.born)", "permit.on <= on", "permit.start <= on", "first(work).end <= on", "first(benefit).start <= on",
    "citizen.born + 18 * year <= on", "on - 1 * day <= on", "on - citizen.born >= 6 * day", "after(citizen.born, 18 * year) <= on",
    "elapsed(citizen.born, on, month) >= 6", "elapsed(citizen.born, on, year) >= 2 * year", "age(citizen.born, on) >= 18 * year",
    "school_weeks >= 5", "5 <= school_weeks < quarter.weeks", "school_weeks * 2 >= 5 * week", "2 * school_weeks >= p_weeks", "school_weeks // 2 >= 1",
    "school_weeks + 1 - 1 >= p_weeks", "plain >= 2", "plain >= p_count", "p_hours_per_week >= 37.5", "p_dkk >= 0.25", "p_percent <= 100",
    "min(school_weeks, 3) >= 1", "max(on, citizen.born) == on", "if_unknown(school_weeks, 0) >= 1", "if_unknown(citizen.sex == male, citizen.sex != female)",
    "quarter.first_monday <= on", "monday(on) == on", "working_day(on) == on", "end_of(quarter, on) >= on", "next_start(month, on) > on",
    "date_in(2018, 5, 15) <= on", "date_in(year_after(on), 12, 31) > on",
    "earliest(permit.on, on) == on", "at(p_weeks, citizen.born) >= 1",
    "permit.on != none", "permit.on == none", "not citizen.sex == male", "unknown or citizen.sex == male", "on + -1 * day <= on",
]
WRONG = {
    "citizen.sex >= female": "IR212", "citizen.sex == fmale": "IR215", "citizen.sex == 1": "IR212", "citizen.sex in female": "IR211",
    "citizen.born in [female]": "IR211",
    "sunday == walks": "IR215", "permit.basis == refuge": "IR215", "permit.bases == refugee": "IR216", "exists(permits)": "IR210", "permit <= on": "IR212",
    "work": "IR211", "work.start <= on": "IR211", "first(permit).on <= on": "IR211", "first(citizen.born) <= on": "IR211",
    "first(benefits).start <= on": "IR210",
    "citizen.born + 18 <= on": "IR211", "citizen.born + on <= on": "IR212", "after(on, 5) <= on": "IR211", "after(5, 1 * day) <= on": "IR211",
    "elapsed(citizen.born, on, months) >= 6": "IR211", "age(on) >= 1": "IR213", "ages(citizen.born, on) >= 1": "IR214",
    "school_weeks >= 5 * month": "IR212", "school_weeks >= 4.5": "IR211", "p_dkk >= 0.125": "IR211", "school_weeks * 1.5 >= 5": "IR211",
    "school_weeks * p_weeks >= 5": "IR212", "5 // school_weeks >= 1": "IR212", "school_weeks // 0 >= 1": "IR211", "school_weeks >= p_days": "IR212",
    "at_school": "IR211", "at_school >= 5": "IR212", "not school_weeks": "IR211", "school_weeks and at_school": "IR211", "school_weeks": "IR211",
    "quarter.days >= 5": "IR216", "quarter": "IR211", "citizen": "IR211", "min(on, 5) >= on": "IR211", "max(citizen.sex, female) == female": "IR210",
    "permit.on >= none": "IR211", "none": "IR211", "none == none": "IR211", "unknown == citizen.born": "IR211", "[on]": "IR211", "on, on": "IR211",
    "date_in(2018, 2, 30) <= on": "IR211", "date_in(2018, plain, 1) <= on": "IR211", "at(school_weeks, on) >= 1": "IR211", "span(on, on)": "IR211",
    "week.monday <= on": "IR220", "f'x' == on": "IR202", "True": "IR202", "on if on else on": "IR202", "lambda: on": "IR202", "on.__class__": "IR211",
    "(on := on) == on": "IR202", "citizen.born.year >= 5": "IR211", "__import__('os')": "IR214", "1j >= 1": "IR202", "...": "IR202", "b'x' == on": "IR202",
    "school_weeks >= 1e400": "IR211", "[on for on in on]": "IR202", "on[0] == on": "IR202", "exists(*on)": "IR202",
    "on < on > 5": "IR212", "~on == on": "IR202",
}


@pytest.mark.parametrize("when", RIGHT)
def test_this_is_right(tmp_path: Path, when: str) -> None:
    assert said(tmp_path, when) == []


@pytest.mark.parametrize("when", WRONG)
def test_this_is_wrong_and_said_once(tmp_path: Path, when: str) -> None:
    assert said(tmp_path, when) == [WRONG[when]]


WHERE = {
    "type == ordinary": None, "type in [ordinary, flex_job]": None, "type not in [flex_job] and hours_per_week >= 20": None, "not (type == ordinary)": None,
    "sector != private": None, "20 <= hours_per_week": "IR211", "type": "IR211", "hours_per_week in [20]": "IR217", "type == on": "IR215",
    "type >= ordinary": "IR217", "exists(type)": "IR211", "first(work).type == ordinary": "IR211", "typo == ordinary": "IR216", "sunday == runs": "IR217",
    "type in ordinari": "IR215", "type in some_list": "IR210", "hours_per_week >= ordinary": "IR217",
}


@pytest.mark.parametrize("where", WHERE)
def test_a_where_speaks_of_the_facts_own_fields(tmp_path: Path, where: str) -> None:
    text = HEAD + f'facts:\n  job: {{facts: employment, where: "{where}"}}\nrules:\n  rides: {{for: citizen, when: exists(first(job)), source: act}}\n'
    assert codes(tmp_path, text) == ([WHERE[where]] if WHERE[where] else [])


def test_a_branch_takes_the_unit_of_its_neighbour(tmp_path: Path) -> None:
    text = VALUES + """  hours: {choose: [{if: sunday == runs, is: 20}, {else: p_hours_per_week}]}
rules:
  rides: {for: citizen, when: hours >= 20, source: act}
"""
    terms = book(tmp_path, text).rules["bus.rides"].nodes
    numbers = {(term.type.unit, term.detail) for term in terms if term.operation == "number"}
    assert numbers == {("hours_per_week", 20 * 160_330_000)}


def test_a_mistake_in_a_definition_is_not_repeated_where_it_is_used(tmp_path: Path) -> None:
    text = HEAD + """measures:
  broken: age(citizen.born, onn)
  unread: "(1"
rules:
  one: {for: citizen, when: broken >= 1, says: {da: "{broken}", en: "{unread}"}, source: act}
  two: {for: citizen, when: unread >= 1 or one, source: act}
"""
    assert codes(tmp_path, text) == ["IR210", "IR201"]


def test_a_mistake_met_first_in_a_sentence_or_a_comparison_is_still_told(tmp_path: Path) -> None:
    text = HEAD + """rules:
  one: {for: citizen, when: refugee == later, says: {da: "{later}", en: "{later}"}, source: act}
measures:
  later: {choose: [{if: citizen.sex == femal, is: 1}, {else: 2}]}
"""
    assert codes(tmp_path, text) == ["IR215"]


def test_no_rule_is_left_out_without_a_word(tmp_path: Path) -> None:
    found = book(tmp_path, VALUES + "rules:\n" + "".join(f'  r{number}: {{for: quarter, when: "{when}", source: act}}\n' for number, when in enumerate(RIGHT)))
    assert len(found.rules) == len(RIGHT)


ATOMS = st.sampled_from([*SIGNATURES, "on", "citizen", "quarter", "school_weeks", "at_school", "work", "permit", "sunday", "runs", "p_dkk", "plain",
                         "born", "basis", "1", "2.5", "'x'", "none", "unknown", "week", "month", "and", "or", "not", "in", "==", "<", ">=", "+", "-", "*",
                         "//", "(", ")", "[", "]", ",", ".", " ", "if", "else", "lambda", ":", "#", "\\", "æ"])


@given(st.lists(ATOMS, min_size=1, max_size=12))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_in_any_order_are_right_or_said_to_be_wrong(tmp_path: Path, words: list[str]) -> None:
    when = " ".join(words).replace("'", "''")
    text = VALUES + f"rules:\n  rides: {{for: quarter, when: '{when}', source: act}}\n"
    found = [code for code in codes(tmp_path, text) if code != "IR301"]
    if not found:
        assert "bus.rides" in book(tmp_path, text).rules
