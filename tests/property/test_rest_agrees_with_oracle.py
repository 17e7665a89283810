"""Grants, employer and Danish bonuses, IGU and deadlines: the engine and a plain oracle answer alike, and parts contradict no whole."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from integrationrules.rulebook.book import Rulebook, load
from tests.oracle.rest import disagreements


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load()


@pytest.mark.parametrize("seed", range(3))
def test_a_whole_is_answered_alike_and_no_part_contradicts_it(book: Rulebook, seed: int) -> None:
    counts: Counter[str] = Counter()
    found = list(disagreements(book, seed, 40, counts))
    assert found == [], json.dumps(found[:1], indent=1, default=str)
    assert all(counts[f"{what} {verdict}"] for what in ("whole", "part") for verdict in ("met", "not_met", "unknown"))
