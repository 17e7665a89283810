"""What is said of an incomplete case stays true however the unobserved is filled in."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from tests.oracle import CITIZEN_RULES, QUARTER_RULES, Oracle
from tests.oracle.completions import completions
from tests.oracle.timelines import random_question
from tests.property.asking import Case, Cell, ask, quarters_from, random_cases

COMPLETIONS = 4


def contradicts(said: Cell, whole: Cell) -> bool:
    """Whether the answer to a completed case contradicts what was said of the incomplete one."""
    verdict, bounds = said
    if verdict != "unknown" and whole[0] != verdict:
        return True
    if bounds is None or whole[1] is None:
        return False
    (least, greatest), (low, high) = bounds, whole[1]
    below = least is not None and (low is None or low < least)
    above = greatest is not None and (high is None or high > greatest)
    return below or above


def _asked(case: Case, question: dict[str, Any]) -> tuple[date | None, date | None, date]:
    on = date.fromisoformat(question["on"]) if question["on"] else None
    as_known = date.fromisoformat(question["as_known"]) if question["as_known"] else None
    # Completions end later, so a question about a day names the day the case itself would be asked on.
    return on, as_known, on or Oracle(case, as_known).horizon(CITIZEN_RULES[0])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_completion_contradicts_a_verdict_or_a_value(seed: int) -> None:
    rng = Random(seed)
    decided = 0
    for case in random_cases(seed, 50):
        question = random_question(rng)
        on, as_known, day = _asked(case, question)
        quarters = quarters_from(f"{rng.randint(2015, 2019)}Q4", 8)
        whole = list(completions(case, rng, COMPLETIONS, as_known))
        for rules, asked_on in ((QUARTER_RULES, on), (CITIZEN_RULES, day)):
            (said,) = ask([case], quarters, asked_on, as_known, question["options"], rules)
            for completion, answer in zip(whole, ask(whole, quarters, asked_on, None, question["options"], rules), strict=True):
                wrong = {key: (said[key], answer[key]) for key in said if contradicts(said[key], answer[key])}
                assert not wrong, (question, case, completion)
            decided += sum(verdict != "unknown" for verdict, _ in said.values())
    assert decided > 500, "too little was decided for the test to say anything"


@pytest.mark.parametrize(("said", "whole"), [
    (("met", None), ("not_met", None)), (("not_met", None), ("met", None)), (("met", None), ("unknown", None)),
    (("met", (3, 5)), ("met", (6, 6))), (("unknown", (3, None)), ("met", (2, 2))), (("met", (None, 4)), ("met", (4, 5))),
])
def test_the_check_sees_a_contradiction(said: Cell, whole: Cell) -> None:
    assert contradicts(said, whole)


@pytest.mark.parametrize(("said", "whole"), [
    (("unknown", None), ("met", None)), (("met", (3, 5)), ("met", (5, 5))), (("unknown", (3, None)), ("not_met", None)),
    (("met", (None, None)), ("met", (1, 1))),
])
def test_the_check_lets_an_unknown_be_settled(said: Cell, whole: Cell) -> None:
    assert not contradicts(said, whole)
