"""A register of flat spells: the results bonus for a job, with amounts and days, against a query an analyst would write."""

from __future__ import annotations

import tempfile
from pathlib import Path

from .bonus_population import newcomers
from .contenders import Measured, compete, table

__all__ = ["measure", "shown"]

TITLES = {
    "duckdb": "DuckDB, SQL by hand, 1 thread",
    "bonus": "integrationrules, 1 thread",
    "duckdb_2": "DuckDB, SQL by hand, 2 threads",
    "bonus_2": "integrationrules, 2 threads",
}
BASE = {"duckdb": "duckdb", "bonus": "duckdb", "duckdb_2": "duckdb_2", "bonus_2": "duckdb_2"}


def measure(citizens: int, rounds: int) -> tuple[int, list[Measured]]:
    """How many spells there are, and all contenders over them."""
    with tempfile.TemporaryDirectory() as folder:
        people = newcomers(citizens)
        people.save(Path(folder))
        spells = people.spells
        del people
        return spells, compete(tuple(TITLES), Path(folder), rounds, {})


def shown(measured: list[Measured]) -> str:
    """The table."""
    return table(measured, TITLES, BASE, "x DuckDB")
