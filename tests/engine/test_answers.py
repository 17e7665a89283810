"""Answers for registers (arrays) against results for one citizen: the same verdicts and the same values."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest

from integrationrules.case import evaluate
from integrationrules.case.evaluation import Result
from integrationrules.dates import Quarter
from integrationrules.engine.answers import answers
from integrationrules.rulebook.book import load
from integrationrules.timeline.batch import batch_of
from integrationrules.timeline.timeline import Timeline
from tests.engine.small import decide, plain, rulebook, rules, said
from tests.oracle import RULES
from tests.oracle.timelines import random_case, random_question
from tests.property.asking import ask, quarters_from

BOOK = load()
QUARTERS = quarters_from("2017Q3", 3)


def _seen(results: list[Result]) -> list[dict[tuple[str, str], object]]:
    return [{(one.rule, "" if one.period == "citizen" else one.period): (str(one.verdict), None if str(one.verdict) == "not_met" else plain(one))
             for one in result.decisions} for result in results]


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_one_citizens_results_and_a_registers_answers_are_the_same(seed: int) -> None:
    rng = Random(seed)
    question = random_question(rng)
    on, as_known = (date.fromisoformat(question[name]) if question[name] else None for name in ("on", "as_known"))
    cases = [random_case(rng) for _ in range(12)]
    options = {"clock_pauses_for_leave": "none", **question["options"]}
    results = evaluate(BOOK, [Timeline.model_validate(case) for case in cases], RULES, QUARTERS, on, as_known, options)
    assert _seen(results) == ask(cases, QUARTERS, on, as_known, question["options"])


def test_decisions_come_in_the_order_asked_and_name_their_quarter() -> None:
    case = Timeline.model_validate(random_case(Random(1)))
    (result,) = evaluate(BOOK, [case], ["counted", "dk.integration.window.month", "in_education"], QUARTERS[:2])
    asked = [(one.rule.rpartition(".")[2], one.period) for one in result.decisions]
    assert asked == [("counted", "2017Q3"), ("counted", "2017Q4"), ("month", "citizen"), ("in_education", "2017Q3"), ("in_education", "2017Q4")]


def test_a_question_without_a_day_is_asked_on_the_last_day_of_the_quarter_or_of_observation() -> None:
    case = Timeline.model_validate({"citizen": {"id": "c"}, "observed": {"from": "2015-01-01", "to": "2019-03-02"}})
    last_days = (("thursday", "2018Q4", date(2018, 12, 30)), ("thursday", "2021Q1", date(2021, 3, 28)), ("blocks13", "2021Q1", date(2021, 4, 4)))
    for scheme, quarter, day in last_days:
        (result,) = evaluate(BOOK, [case], ["counted"], [Quarter.parse(quarter)], options={"quarter_weeks": scheme})
        assert result.decisions[0].on == day
    (result,) = evaluate(BOOK, [case], ["dk.integration.window.month"])
    assert result.decisions[0].on == date(2019, 3, 2)


def test_no_citizens_and_no_rules_give_no_answers() -> None:
    found = answers(BOOK, [BOOK.find("counted")], batch_of([]), [Quarter(2018, 4)])
    assert found["dk.outcomes.self_support.counted"].verdicts.shape == (1, 0)
    assert answers(BOOK, [], batch_of([]), [Quarter(2018, 4)]) == {}
    assert evaluate(BOOK, []) == []


UNDECIDED = """\
    assumptions:
      first_question:
        asks: {da: Hvilken?, en: Which?}
        options: [left, middle, right]
        because: {da: Det siges ikke, en: It is not said}
      second_question:
        asks: {da: Hvor mange?, en: How many?}
        options: [few, many]
        default: few
        because: {da: Det siges ikke, en: It is not said}
    parameters:
      amount: {unit: DKK, values: [{from: 2010-01-01, to: 2018-01-01, is: 100.50, source: s}, {from: 2018-01-01, to: open, is: none, source: s}]}
    measures:
      amount_paid:
        choose:
          - {if: first_question == left, is: amount}
          - {if: first_question == middle, is: amount + amount}
          - {else: none}
      number: {choose: [{if: first_question == left, is: 3}, {if: second_question == many, is: 9}, {else: 5}]}
"""


def test_options_without_a_value_do_not_widen_the_bounds_of_those_that_have_one(tmp_path) -> None:  # type: ignore[no-untyped-def]
    book = rulebook(tmp_path, UNDECIDED, rules(paid="value: amount_paid", counted="value: number"))
    # Left 100.50, middle 201.00, right nothing: whether anything is paid is open, and if so how much is bounded.
    assert said(decide(book, "paid", on="2017-05-01")) == ("unknown", {"min": "100.50", "max": "201.00"})
    # From 2018 there is no amount under any option.
    assert said(decide(book, "paid", on="2018-05-01")) == ("not_met", None)
    assert said(decide(book, "counted", on="2017-05-01")) == ("met", {"min": 3, "max": 5})


def test_an_option_under_which_the_rule_is_not_met_says_nothing_of_the_value(tmp_path: Path) -> None:
    book = rulebook(tmp_path, UNDECIDED, """\
rules:
  small_number:
    for: citizen
    when: number < 5
    value: number
    source: s
""")
    # Left gives 3, the other options 5, which is not below 5: met or not is open, and if it is met the number is 3.
    assert said(decide(book, "small_number", on="2017-05-01")) == ("unknown", 3)
