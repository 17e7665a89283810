"""What a measure asks only of those who may be members, it answers as if it asked everybody alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

import numpy as np
import pytest

from integrationrules.dates import Quarter
from integrationrules.register.measure import Answers, Asked, find_measure
from integrationrules.rulebook.book import load
from integrationrules.timeline.batch import batch_of
from integrationrules.timeline.timeline import Timeline
from tests.oracle.outcomes.people import random_citizen

BOOK = load()
DAYS: Sequence[date] = (date(2017, 12, 31), date(2018, 6, 30))
QUARTERS: Sequence[Quarter] = (Quarter(2017, 4), Quarter(2018, 2))
OPTIONS = {"permit_not_stated": "no_newcomer", "refugee_not_stated": "no_refugee"}


def rows(answers: Answers) -> np.ndarray:
    return np.concatenate([answers.population.sure, answers.population.possible, answers.outcome.sure, answers.outcome.possible, *answers.changed])


@pytest.mark.parametrize("sensitivity", [False, True], ids=["chosen", "every option"])
@pytest.mark.parametrize(("name", "periods"), [("objective_1", QUARTERS), ("first_years", DAYS), ("share_in_work", DAYS)])
def test_many_together_are_answered_as_each_alone(name: str, periods: Sequence[date] | Sequence[Quarter], sensitivity: bool) -> None:
    rng = Random(11)
    timelines = [Timeline.model_validate(random_citizen(rng, number)) for number in range(120)]
    asked = Asked(BOOK, find_measure(BOOK, name), periods, OPTIONS, sensitivity)
    together = rows(asked.answers(batch_of(timelines)))
    assert np.array_equal(together, np.concatenate([rows(asked.answers(batch_of([one]))) for one in timelines], axis=1))
    _, possible, sure, maybe = together[:8].reshape(4, 2, -1)
    assert 0 < possible.any(axis=0).sum() < len(timelines)
    assert not (sure & ~possible).any()
    assert not (maybe & ~possible).any()
    assert maybe.any()
