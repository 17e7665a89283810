"""One contender in a process of its own: `python -m benchmarks.worker NAME FOLDER`, then a line on stdin a run.

Every line it writes is JSON: first the memory before any run, then for each run its seconds, those of processors, and the peak memory so far.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from . import spells
from .bonus_population import Register

__all__ = ["CONTENDERS"]

CONTENDERS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "numpy": ("register_numpy", "from_codes", {}),
    "engine": ("register_engine", "from_codes", {"threads": 1}),
    "engine_2": ("register_engine", "from_codes", {"threads": 2}),
    "sql": ("register_sql", "from_codes", {"threads": 1}),
    "sql_2": ("register_sql", "from_codes", {"threads": 2}),
    "polars": ("register_polars", "from_codes", {"threads": 1}),
    "polars_2": ("register_polars", "from_codes", {"threads": 2}),
    "openfisca": ("register_openfisca", "from_codes", {}),
    "numpy_flags": ("register_numpy", "from_flags", {}),
    "engine_flags": ("register_engine", "from_flags", {"threads": 1}),
    "openfisca_flags": ("register_openfisca", "from_flags", {}),
    "duckdb": ("bonus_sql", "from_register", {"threads": 1}),
    "bonus": ("bonus_engine", "from_register", {"threads": 1}),
    "duckdb_2": ("bonus_sql", "from_register", {"threads": 2}),
    "bonus_2": ("bonus_engine", "from_register", {"threads": 2}),
    "read": ("measure_contenders", "reading", {"dictionaries": True}),
    "read_texts": ("measure_contenders", "reading", {"dictionaries": False}),
    "measure": ("measure_contenders", "by_engine", {}),
    "twin": ("measure_contenders", "by_twin", {"threads": 2}),
    **spells.CONTENDERS,
}
"""Module, function and its arguments, by name."""


def _read(folder: Path) -> Any:
    codes = folder / "codes.npy"
    if codes.exists():
        return np.load(codes)
    return Register.read(folder) if (folder / "born.npy").exists() else folder


def _say(**values: float) -> None:
    print(json.dumps(values), flush=True)


def _peak() -> float:
    # On Linux getrusage counts the parent's memory before exec as well.
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def _main(name: str, folder: Path) -> None:
    module, function, arguments = CONTENDERS[name]
    contender = importlib.import_module(f"benchmarks.{module}")
    register = _read(folder)
    run = getattr(contender, function)(register, **arguments)
    del register
    _say(base=_peak())
    saved = False
    for _ in sys.stdin:
        begun, worked = time.perf_counter(), time.process_time()
        answers = run()
        seconds, cpu = time.perf_counter() - begun, time.process_time() - worked
        if not saved:
            np.save(folder / f"{name}.npy", answers if isinstance(answers, np.ndarray) else contender.comparable(answers))
            saved = True
        del answers
        _say(seconds=seconds, cpu=cpu, peak=_peak())


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]))
