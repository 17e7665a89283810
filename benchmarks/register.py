"""A register of weekly codes: self-support in twelve quarters, against NumPy, DuckDB, Polars and OpenFisca-core."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from .contenders import Measured, compete, table
from .population import register

__all__ = ["measure", "shown"]

TITLES = {
    "numpy": "NumPy, week by week, codes",
    "engine": "integrationrules, 1 thread, codes",
    "engine_2": "integrationrules, 2 threads, codes",
    "sql": "DuckDB, SQL by hand, 1 thread, codes",
    "sql_2": "DuckDB, SQL by hand, 2 threads, codes",
    "polars": "Polars, by hand, 1 thread, codes",
    "polars_2": "Polars, by hand, 2 threads, codes",
    "openfisca": "OpenFisca-core, codes (met or not only)",
    "numpy_flags": "NumPy, week by week, flags",
    "engine_flags": "integrationrules, 1 thread, flags",
    "openfisca_flags": "OpenFisca-core, flags (met or not only)",
}


def measure(citizens: int, openfisca: str | None, rounds: int) -> list[Measured]:
    """All contenders over one invented register; `openfisca` is a Python that has OpenFisca-core, None to leave it out."""
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder) / "codes.npy", register(citizens))
        others = [name for name in TITLES if name.startswith("openfisca")]
        names = [name for name in TITLES if openfisca or name not in others]
        return compete(names, Path(folder), rounds, dict.fromkeys(others, openfisca) if openfisca else {})


def shown(measured: list[Measured]) -> str:
    """The table."""
    return table(measured, TITLES, dict.fromkeys(TITLES, "numpy"), "x NumPy")
