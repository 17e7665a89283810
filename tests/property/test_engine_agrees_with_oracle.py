"""The engine against a second, slow and obvious reading of the same measures."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tests.oracle import QUARTER_RULES, RULES, Answer, Oracle, compare
from tests.oracle.timelines import random_case
from tests.property.asking import ask, shipped

SEED = 20181018


def test_engine_and_oracle_give_the_same_answers_to_300_random_cases() -> None:
    assert list(compare.disagreements(shipped(), SEED, 300)) == []


def test_every_rule_is_met_not_met_and_unknown_among_random_cases() -> None:
    rng = Random(SEED)
    seen: dict[str, set[str]] = {rule: set() for rule in RULES}
    for found in ask([random_case(rng) for _ in range(150)]):
        for (rule, _), (verdict, _) in found.items():
            seen[rule].add(verdict)
    assert seen == {rule: {"met", "not_met", "unknown"} for rule in RULES}


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
