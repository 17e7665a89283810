"""Files damaged at random are answered or refused; nothing else happens."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import integrationrules as ir
from integrationrules.rulebook.book import load

from .data import parquet, simulated, text, written

QUARTERS = [ir.Quarter(2018, 4)]


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_a_damaged_file_is_answered_or_refused(kind: str, tmp_path: Path) -> None:
    extract, people = simulated(30, 1)
    book, random = load(), np.random.default_rng(5)
    whole = {}
    for name, table in (("extract", extract), ("people", people)):
        path = tmp_path / name
        whole[name] = Path(parquet(table, path) if kind == "parquet" else written(text(table), path)).read_bytes()
    refused = 0
    for turn in range(150):
        name = ("extract", "people")[turn % 2]
        damaged = bytearray(whole[name])
        for place in random.integers(0, len(damaged), random.integers(1, 8)):
            damaged[place] = random.choice(np.frombuffer(b"\x00\xff;,\n\"0a", dtype=np.uint8))
        path = tmp_path / "damaged"
        path.write_bytes(damaged[:random.integers(0, len(damaged))] if turn % 5 == 0 else damaged)
        files = {one: str(path if one == name else tmp_path / one) for one in whole}
        try:
            ir.measure(book, files["extract"], "objective_1", QUARTERS, files["people"], by=["sex"], absent="unknown")
        except ir.RegisterError:
            refused += 1
    assert 10 < refused < 150
