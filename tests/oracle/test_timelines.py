"""The random cases are varied, and what the oracle decides no completion contradicts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

import pytest

from .oracle import QUARTER_RULES, RULES, VALUE_RULES, Answer, Oracle
from .timelines import completions, random_case, random_question

OPPOSITE = {"met": "not_met", "not_met": "met"}


@pytest.mark.parametrize("seed", range(150))
def test_no_completion_contradicts_a_decided_answer(seed: int) -> None:
    rng = Random(seed)
    case, question = random_case(rng), random_question(rng)
    quarter, on, options = question["quarter"], question["on"], question["options"]
    oracle = Oracle(case, question["as_known"])
    whole = [Oracle(completion) for completion in completions(case, rng, 5, question["as_known"])]
    for rule in RULES:
        given = oracle.answer(rule, quarter, on, options)
        same_day = on or oracle.horizon(rule, quarter, options)
        for completed in whole:
            found = completed.answer(rule, quarter, same_day, options)
            assert found.verdict != OPPOSITE.get(given.verdict), (rule, question, given, found)
            if rule in VALUE_RULES and given.verdict == "met":
                assert _within(found, given), (rule, question, given, found)


def _within(found: Answer, given: Answer) -> bool:
    low, high = given.value if isinstance(given.value, tuple) else (given.value, given.value)
    return isinstance(found.value, int) and low is not None and low <= found.value and found.value <= (high or low)


def test_the_same_seed_gives_the_same_case() -> None:
    assert random_case(Random(7)) == random_case(Random(7))


def test_every_rule_is_met_not_met_and_unknown_somewhere() -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for seed in range(120):
        rng = Random(seed)
        oracle, question = Oracle(random_case(rng)), random_question(rng)
        on = question["on"] or "2018-06-01"
        for rule in RULES:
            when = None if rule in QUARTER_RULES else on
            seen[rule, oracle.answer(rule, question["quarter"], when).verdict] += 1
    for rule in QUARTER_RULES:
        assert all(seen[rule, verdict] >= 5 for verdict in ("met", "not_met", "unknown")), (rule, seen)


def test_a_third_of_the_cases_are_ordinary() -> None:
    def ordinary(case: dict[str, object]) -> bool:
        text = str(case)
        return not any(word in text for word in ("by_kind", "week_code", "precision", "recorded", "[{'from'"))

    share = sum(ordinary(random_case(Random(seed))) for seed in range(300)) / 300
    assert 0.3 < share < 0.6


def test_dates_may_be_text_or_dates() -> None:
    case = random_case(Random(3))
    citizen = case["citizen"] | {"born": date.fromisoformat(case["citizen"]["born"])}
    facts = [
        {name: date.fromisoformat(value) if name in ("from", "to", "through", "recorded") else value
         for name, value in fact.items()}
        for fact in case["facts"]
    ]
    as_dates = case | {"citizen": citizen, "facts": facts}
    for rule in RULES:
        assert Oracle(as_dates).answer(rule, "2018Q2") == Oracle(case).answer(rule, "2018Q2")
