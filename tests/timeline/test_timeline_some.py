"""Some of a batch's citizens are the batch of their timelines."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest

from integrationrules.timeline.batch import Batch, Field, WeekColumns, batch_of
from integrationrules.timeline.some import some_of
from integrationrules.timeline.timeline import Timeline
from tests.oracle.outcomes.people import random_citizen

RANDOM = Random(5)
TIMELINES = [Timeline.model_validate(random_citizen(RANDOM, number)) for number in range(40)]


def words(field: Field) -> list[Any]:
    """Texts, which each batch numbers for itself; None where nothing is stated."""
    values = [field.categories[value] if field.categories else int(value) for value in np.where(field.known, field.values, 0)]
    return [value if known else None for value, known in zip(values, field.known, strict=True)]


def plain(batch: Batch) -> dict[str, Any]:
    facts = {
        kind: [one.tolist() for one in (columns.citizen, columns.start_min, columns.start_max, columns.end_min, columns.end_max)]
        + [(name, words(field)) for name, field in columns.fields.items()]
        for kind in batch.facts if len((columns := batch.facts[kind]).citizen)
    }
    spans = {
        kind: [one.tolist() for one in (found.citizen, found.start, found.end)] for kind in ("", *facts) for found in [batch.observed_for(kind)]
    }
    return {
        "size": batch.size, "ids": batch.ids, "people": [words(one) for one in (batch.born, batch.sex, batch.origin)], "end": batch.end.tolist(),
        "facts": facts, "spans": spans,
    }


@pytest.mark.parametrize("places", [[0, 3, 4, 17, 39], [8], [], list(range(40))], ids=["some", "one", "none", "all"])
def test_some_of_the_citizens_are_the_batch_of_their_timelines(places: list[int]) -> None:
    found = some_of(batch_of(TIMELINES), np.array(places, dtype=np.int64))
    assert plain(found) == plain(batch_of([TIMELINES[place] for place in places]))


def test_known_days_stay_one_array_and_facts_are_copied_once() -> None:
    whole = batch_of(TIMELINES)
    found = some_of(whole, np.array([1, 2, 3]))
    kind = next(kind for kind, columns in whole.facts.items() if columns.start_min is columns.start_max)
    assert found.facts[kind].start_min is found.facts[kind].start_max
    assert found.facts[kind] is found.facts[kind]
    assert list(found.facts) == list(whole.facts)
    assert len(found.facts) == len(whole.facts)


def test_weeks_of_a_register_are_those_of_the_citizens() -> None:
    whole = batch_of(TIMELINES[:3])
    codes = np.array([[0, 1, 2], [1, 1, 255]], dtype=np.uint8)
    weeks = WeekColumns(0, codes, ("", "a", "b"))
    found = some_of(Batch(**{name: getattr(whole, name) for name in whole.__slots__ if name != "weeks"}, weeks=weeks), np.array([0, 2])).weeks
    assert found is not None
    assert (found.first_monday, found.labels, found.codes.tolist()) == (0, ("", "a", "b"), [[0, 2], [1, 255]])
