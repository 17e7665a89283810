"""Open questions: defaults, choices, what flips, and what stands while a question is undecided."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrationrules.engine.decision import Decision
from integrationrules.rulebook.book import Rulebook
from tests.engine.small import decide, rulebook, rules, said

ASSUMPTIONS = """\
    assumptions:
      size:
        asks: {da: Hvor stor?, en: How large?}
        options: [small, large]
        because: {da: Kilden siger det ikke, en: The source does not say}
      side:
        asks: {da: Hvilken side?, en: Which side?}
        options: [left, right]
        because: {da: Kilden siger det ikke, en: The source does not say}
      settled:
        asks: {da: Og det her?, en: And this?}
        options: [usual, other]
        default: usual
        because: {da: Sædvane, en: Custom}
    measures:
      limit: {choose: [{if: size == small, is: 20 * year}, {else: 30 * year}]}
      age_now: "age(citizen.born, on)"
      months_worth: {choose: [{if: size == small, is: 4 * month}, {if: side == left, is: 7 * month}, {else: 9 * month}]}
      day_due: {choose: [{if: settled == usual, is: "after(citizen.born, months_worth)"}, {else: citizen.born}]}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("assumptions"), ASSUMPTIONS, rules(
        old="age_now >= limit", worth="value: months_worth", due="value: day_due", neither="size == small and size == large", is_usual="settled == usual",
        both="age_now >= limit and settled == usual", is_small="size == small"))


def _flips(decision: Decision) -> list[tuple[str, str, str, object]]:
    return [(one.assumption, one.option, str(one.answer.verdict), one.answer.value.as_json() if one.answer.value else None) for one in decision.depends_on]


@pytest.mark.parametrize(("on", "verdict"), [("2009-12-31", "not_met"), ("2010-01-01", "unknown"), ("2019-12-31", "unknown"), ("2020-01-01", "met")])
def test_an_undecided_verdict_stands_only_if_all_options_agree(book: Rulebook, on: str, verdict: str) -> None:
    decision = decide(book, "old", on=on, born="1990-01-01")
    assert str(decision.verdict) == verdict
    assert decision.assumptions == {"size": None}
    # Both options are named where they differ; where they agree nothing hangs on the question.
    assert _flips(decision) == ([("size", "small", "met", None), ("size", "large", "not_met", None)] if verdict == "unknown" else [])


@pytest.mark.parametrize(("option", "verdict", "other", "flipped"), [("small", "met", "large", "not_met"), ("large", "not_met", "small", "met")])
def test_a_choice_decides_and_the_other_option_is_named(book: Rulebook, option: str, verdict: str, other: str, flipped: str) -> None:
    decision = decide(book, "old", on="2015-01-01", options={"size": option}, born="1990-01-01")
    assert str(decision.verdict) == verdict
    assert decision.assumptions == {"size": option}
    assert _flips(decision) == [("size", other, flipped, None)]


def test_values_under_undecided_questions_join_to_bounds(book: Rulebook) -> None:
    decision = decide(book, "worth", on="2015-01-01")
    assert said(decision) == ("met", {"min": 4, "max": 9})
    # Each option alone, the other question still open.
    assert _flips(decision) == [
        ("side", "left", "met", {"min": 4, "max": 7}), ("side", "right", "met", {"min": 4, "max": 9}),
        ("size", "small", "met", 4), ("size", "large", "met", {"min": 7, "max": 9})]


def test_every_combination_of_undecided_questions_is_tried(book: Rulebook) -> None:
    assert said(decide(book, "due", on="2015-01-01", born="1990-01-31")) == ("met", {"min": "1990-05-31", "max": "1990-10-31"})
    assert said(decide(book, "due", on="2015-01-01", options={"size": "large"}, born="1990-01-31")) == ("met", {"min": "1990-08-31", "max": "1990-10-31"})
    assert said(decide(book, "due", on="2015-01-01", options={"size": "large", "side": "right"}, born="1990-01-31")) == ("met", "1990-10-31")


def test_the_other_option_of_a_decided_question_is_tried_with_the_rest_open(book: Rulebook) -> None:
    decision = decide(book, "due", on="2015-01-01", born="1990-01-31")
    assert [flip for flip in _flips(decision) if flip[0] == "settled"] == [("settled", "other", "met", "1990-01-31")]


def test_a_contradiction_is_not_met_whatever_is_undecided(book: Rulebook) -> None:
    decision = decide(book, "neither", on="2015-01-01")
    assert (str(decision.verdict), _flips(decision)) == ("not_met", [])


def test_a_default_is_used_and_its_alternative_named(book: Rulebook) -> None:
    decision = decide(book, "is_usual", on="2015-01-01")
    assert (str(decision.verdict), decision.assumptions, _flips(decision)) == ("met", {"settled": "usual"}, [("settled", "other", "not_met", None)])


def test_an_option_that_cannot_change_the_answer_is_not_named(book: Rulebook) -> None:
    # Too young under either size: not met, also under the other option of the settled question.
    assert _flips(decide(book, "both", on="2005-01-01", born="1990-01-01")) == []
    # Old enough under both: the settled question alone decides.
    assert _flips(decide(book, "both", on="2021-01-01", born="1990-01-01")) == [("settled", "other", "not_met", None)]


def test_only_the_questions_a_rule_leans_on_are_reported(book: Rulebook) -> None:
    assert decide(book, "is_small", on="2015-01-01").assumptions == {"size": None}


# -- which weeks make a quarter ---------------------------------------------------------------------------------------

UNDECIDED_WEEKS = """\
    assumptions:
      quarter_weeks:
        asks: {da: Hvilke uger?, en: Which weeks?}
        options: [thursday, blocks13]
        because: {da: Kilden siger det ikke, en: The source does not say}
    periods: {quarter: {weeks: quarter_weeks}}
    sets:
      on_benefit: {weeks: any_day, of: benefit}
    measures:
      weeks: {count: on_benefit, in: quarter}
    rules:
      twelve: {for: quarter, when: quarter.weeks == 12, source: s}
      length: {for: quarter, value: quarter.weeks, source: s}
      supported: {for: quarter, value: weeks, source: s}
      begins: {for: quarter, value: quarter.first_monday, source: s}
"""


def test_an_undecided_way_of_making_quarters_bounds_what_depends_on_it(tmp_path: Path) -> None:
    book = rulebook(tmp_path, UNDECIDED_WEEKS)
    # 2021Q1: by Thursday weeks 1-12, in blocks weeks 1-13; week 13 is 29 March to 4 April 2021.
    assert said(decide(book, "length", quarter="2021Q1")) == ("met", {"min": 12, "max": 13})
    assert str(decide(book, "twelve", quarter="2021Q1").verdict) == "unknown"
    assert str(decide(book, "twelve", quarter="2021Q1", options={"quarter_weeks": "thursday"}).verdict) == "met"
    assert str(decide(book, "twelve", quarter="2019Q1").verdict) == "not_met"
    facts = [{"kind": "benefit", "type": "other", "from": "2021-03-31", "to": "2021-04-20"}]
    observed = {"from": "2020-01-01", "to": "2022-01-01"}
    assert said(decide(book, "supported", facts, quarter="2021Q1", observed=observed)) == ("met", {"min": 0, "max": 1})
    # 19 April, the last day, is a Monday: weeks 13 to 16, or 14 to 16.
    assert said(decide(book, "supported", facts, quarter="2021Q2", observed=observed)) == ("met", {"min": 3, "max": 4})
    assert said(decide(book, "begins", quarter="2021Q2")) == ("met", {"min": "2021-03-29", "max": "2021-04-05"})
