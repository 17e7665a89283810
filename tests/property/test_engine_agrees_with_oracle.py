"""The engine against a second, slow and obvious reading of the same measures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from integrationrules.dates import after
from tests.oracle import CITIZEN_RULES, QUARTER_RULES, RULES, Answer, Oracle, compare
from tests.property.asking import ask, random_cases, shipped

SEED = 20181018


def test_engine_and_oracle_give_the_same_answers_to_300_random_cases() -> None:
    assert list(compare.disagreements(shipped(), SEED, 300)) == []


def test_engine_and_oracle_agree_on_every_day_around_the_ends_of_the_introduction_period() -> None:
    seen: dict[str, set[str]] = {rule: set() for rule in CITIZEN_RULES}
    for number, case in enumerate(random_cases(SEED, 200)):
        starts = [date.fromisoformat(fact["from"]) for fact in case["facts"] if fact["kind"] == "responsibility"]
        options = {"window_end_tier": ("exclusive", "inclusive")[number % 2]}
        oracle = Oracle(case)
        for start in starts[:1]:
            around = (start, start.replace(day=13), after(start, 12, "month"), after(start, 36, "month"))
            for on in (*around, *(day - timedelta(days=1) for day in around)):
                (found,) = ask([case], (), on, options=options, rules=CITIZEN_RULES)
                for rule in CITIZEN_RULES:
                    verdict, bounds = found[rule, ""]
                    expected = oracle.answer(rule, None, on, options)
                    seen[rule].add(verdict)
                    assert verdict == expected.verdict, (rule, on, case)
                    if verdict == "met" and expected.value is not None:
                        assert bounds == (expected.value if isinstance(expected.value, tuple) else (expected.value, expected.value)), (rule, on, case)
    assert all(verdicts == {"met", "not_met", "unknown"} for verdicts in seen.values())


def test_every_rule_about_a_quarter_is_met_not_met_and_unknown_among_random_cases() -> None:
    seen: dict[str, set[str]] = {rule: set() for rule in QUARTER_RULES}
    for found in ask(random_cases(SEED, 150), rules=QUARTER_RULES):
        for (rule, _), (verdict, _) in found.items():
            seen[rule].add(verdict)
    assert all(verdicts == {"met", "not_met", "unknown"} for verdicts in seen.values())


@pytest.mark.parametrize("wrong_rule", RULES)
def test_the_comparison_finds_a_wrong_verdict_of_any_rule(monkeypatch: pytest.MonkeyPatch, wrong_rule: str) -> None:
    right = Oracle.answer

    def wrong(oracle: Oracle, rule: str, *asked: Any) -> Answer:
        found = right(oracle, rule, *asked)
        return Answer({"met": "not_met", "not_met": "unknown", "unknown": "met"}[found.verdict]) if rule == wrong_rule else found

    monkeypatch.setattr(Oracle, "answer", wrong)
    found = list(compare.disagreements(shipped(), SEED, 3))
    assert {one.rule for one in found} == {wrong_rule}
    assert len(found) == 3 * (12 if wrong_rule in QUARTER_RULES else 1)


def test_the_comparison_finds_a_value_that_is_off_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Oracle.answer

    def wrong(oracle: Oracle, rule: str, *asked: Any) -> Answer:
        found = right(oracle, rule, *asked)
        return Answer(found.verdict, found.value + 1) if rule.endswith(".month") and isinstance(found.value, int) else found

    monkeypatch.setattr(Oracle, "answer", wrong)
    found = list(compare.disagreements(shipped(), SEED, 20))
    assert {one.rule for one in found} == {"dk.integration.window.month"}
    assert all(one.engine[0] == one.oracle[0] == "met" and one.engine[1] + 1 == one.oracle[1] for one in found)
