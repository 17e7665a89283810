"""Bonuses, ladder and deadline agree with the plain oracle on random citizens; `python -m tests.oracle.money --cases 20000` asks many more."""

from __future__ import annotations

import pytest

from integrationrules.rulebook.book import load
from tests.oracle.money import disagreements

BOOK = load()


@pytest.mark.parametrize("seed", range(1, 5))
def test_engine_and_oracle_agree(seed: int) -> None:
    assert list(disagreements(BOOK, seed, 40)) == []
