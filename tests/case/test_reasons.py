"""Why, and why not: the line that decided, and by how much."""

from __future__ import annotations

from typing import Any

import pytest

import integrationrules as ir
from integrationrules import Quarter

from .test_evaluation import benefit, case, one

Q4 = Quarter.parse("2018Q4")


@pytest.fixture(scope="module")
def book() -> ir.Rulebook:
    return ir.load_rulebook()


def lines(decision: ir.Decision) -> list[tuple[int, str, str, dict[str, Any]]]:
    return [(reason.depth, reason.id.rpartition(".")[2], str(reason.verdict), reason.as_json()["values"]) for reason in decision.because]


def test_a_rule_tells_its_own_sentence_with_its_numbers(book: ir.Rulebook) -> None:
    decision = one(book, case(benefit("2018-01-01", "2018-11-26")), "self_supporting", Q4)
    assert lines(decision) == [(0, "self_supporting", "met", {"free_weeks": 5, "quarter.weeks": 13, "weeks_needed": 5})]


def test_why_not_says_how_much_is_lacking(book: ir.Rulebook) -> None:
    decision = one(book, case(benefit("2018-01-01", "2018-11-27")), "self_supporting", Q4)
    assert lines(decision)[0][3]["distance"] == 1


def test_of_two_failed_ways_the_one_that_came_closest_is_told(book: ir.Rulebook) -> None:
    facts = (
        {"kind": "igu", "part": "practice", "from": "2018-10-01", "to": "2018-10-29"},
        benefit("2018-10-01", "2018-12-31"),
    )
    decision = one(book, case(*facts), "self_supporting", Q4)
    assert (1, "at_least", "not_met", {"what": "dk.outcomes.self_support.practice_weeks", "found": 4, "needed": 5, "distance": 1}) in lines(decision)


def test_the_way_that_worked_is_told_when_it_is_not_in_the_sentence(book: ir.Rulebook) -> None:
    facts = ({"kind": "igu", "part": "practice", "from": "2018-10-01", "to": "2018-11-05"}, benefit("2018-10-01", "2018-12-31"))
    decision = one(book, case(*facts), "self_supporting", Q4)
    assert lines(decision)[1] == (1, "at_least", "met", {"what": "dk.outcomes.self_support.practice_weeks", "found": 5, "needed": 5})


def test_only_the_failed_conditions_of_an_and_are_told(book: ir.Rulebook) -> None:
    decision = one(book, case(benefit("2018-01-01", "2018-02-01"), born="2005-01-01", origin="non_western"), "dk.outcomes.objective_1.population", Q4)
    assert lines(decision) == [(0, "at_least", "not_met", {"what": "dk.outcomes.objective_1.years_old", "found": 13, "needed": 18, "distance": 5})]


def test_a_rule_inside_a_rule_is_headed_and_indented(book: ir.Rulebook) -> None:
    decision = one(book, case(benefit("2018-01-01", "2019-01-01"), born="1990-01-01", origin="non_western"), "dk.outcomes.objective_1.achieved", Q4)
    assert [(depth, name, verdict) for depth, name, verdict, _ in lines(decision)] == [(0, "rule", "not_met"), (1, "self_supporting", "not_met")]
    assert decision.because[0].values == {"name": "dk.outcomes.self_support.counted"}


def test_a_window_missed_by_days_says_how_many(book: ir.Rulebook) -> None:
    decision = one(book, case(benefit("2015-12-24", "2016-01-10")), "since_first_receipt", Q4)
    by_id = {name: values for _, name, _, values in lines(decision)}
    assert by_id["at_most"]["distance"] == 3           # 24 December against the window's end, 21 December 2018


def test_every_reason_of_the_shipped_rules_names_a_source(book: ir.Rulebook) -> None:
    (result,) = ir.evaluate(book, [case(benefit("2016-01-01", "2018-02-01"), born="1990-01-01", origin="non_western")], quarters=[Q4])
    for decision in result.decisions:
        assert decision.sources
        assert decision.because or decision.missing
        assert all(reason.source for reason in decision.because if reason.depth == 0 and "." in reason.id)


def test_an_answer_that_hangs_on_an_open_question_names_the_question_and_no_single_reading(book: ir.Rulebook) -> None:
    decision = one(book, case({"kind": "igu", "part": "school", "from": "2018-12-03", "to": "2018-12-17"}), "school_visit", Q4)
    assert lines(decision) == [(0, "undecided", "unknown", {"what": "igu_school_is_school"})]
    assert [(each.option, str(each.answer.verdict)) for each in decision.depends_on] == [("counts", "met"), ("does_not_count", "not_met")]
