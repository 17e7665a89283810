"""A register of flat spells: measures, three-valued for every citizen and period, against queries an analyst would write."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from .bonus_population import newcomers
from .contenders import Measured, compete, table
from .spells_answers import PERIODS

__all__ = ["CONTENDERS", "TITLES", "measure", "shown"]

_WAYS = {"sql": "DuckDB, SQL by hand", "engine": "integrationrules"}
TITLES: Mapping[str, str] = {
    "objective_1": "objective 1 in four quarters",
    "first_years": "a job for three weeks in the first three years",
    "share_in_work": "in work after three years, in four quarters",
}
"""What each measure asks."""


def _names(measure: str) -> dict[str, str]:
    return {f"{measure}_{way}_{threads}": f"{title}, {threads} thread{'s'[:threads - 1]}" for threads in (1, 2) for way, title in _WAYS.items()}


CONTENDERS = {
    f"{measure}_{way}_{threads}": (f"spells_{way}", "from_register", {"measure": measure, "threads": threads})
    for measure in PERIODS for way in _WAYS for threads in (1, 2)
}
"""Module, function and its arguments, by name."""


def measure(citizens: int, rounds: int) -> tuple[int, dict[str, list[Measured]]]:
    """How many spells there are, and by measure all contenders over them."""
    with tempfile.TemporaryDirectory() as folder:
        people = newcomers(citizens)
        people.save(Path(folder))
        spells = people.spells
        del people
        return spells, {name: compete(tuple(_names(name)), Path(folder), rounds, {}) for name in PERIODS}


def shown(name: str, measured: list[Measured]) -> str:
    """The table of one measure."""
    base = {contender: f"{name}_sql_{contender[-1]}" for contender in _names(name)}
    return table(measured, _names(name), base, "x DuckDB")
