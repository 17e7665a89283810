"""Invented registers as files of every kind, and the same people as plain Python."""

from __future__ import annotations

import importlib.util
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from .plain import BEGAN, Person

SCRIPT = Path(__file__).parents[2] / "examples" / "registers" / "simulate.py"
WORDS = {"ikke-vestlig": "non_western", "vestlig": "western", "dansk": "danish", "": ""}
SEXES = {"kvinde": "female", "mand": "male"}


@cache
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("simulate", SCRIPT)
    assert spec
    assert spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def simulated(people: int, seed: int) -> tuple[Any, Any]:
    extract, persons = script().simulated(people, seed)
    return extract, persons


def parquet(table: Any, path: Path) -> str:
    pyarrow.parquet.write_table(table, path, row_group_size=64)
    return str(path)


def text(table: Any, separator: str = ";") -> str:
    """The table as CSV."""
    rows = [table.column_names, *([_cell(value) for value in row] for row in zip(*(column.to_pylist() for column in table.columns), strict=True))]
    return "".join(separator.join(row) + "\r\n" for row in rows)


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def written(content: str, path: Path, encoding: str = "utf-8") -> str:
    path.write_bytes(content.encode(encoding))
    return str(path)


def shuffled(table: Any, seed: int) -> Any:
    import numpy as np

    return table.take(pa.array(np.random.default_rng(seed).permutation(table.num_rows)))


def plainly(extract: Any, people: Any, absent: str) -> list[Person]:
    """Who is measured, with the weeks of the register, grouped by municipality and sex."""
    names = [name for name in extract.column_names if name.startswith("y_")]
    days = [date.fromisocalendar(2000 + int(name[2:4]), int(name[4:]), 1) for name in names]
    rows = {row["lobenr"]: {day: row[name] for day, name in zip(days, names, strict=True)} for row in extract.to_pylist()}
    nothing = dict.fromkeys(days, "") if absent == "blank" else {}
    return [
        Person(
            date.fromisoformat(one["born"]) if one["born"] else None, WORDS[one["origin"]], (one["municipality"], SEXES[one["sex"]]),
            rows.get(one["id"], nothing),
        )
        for one in people.to_pylist()
    ]


def small(weeks: int = 18, first: date = BEGAN) -> dict[str, list[str]]:
    """An extract of three people, as columns: one always on benefit, one never, one with both."""
    found: dict[str, list[str]] = {"lobenr": ["a", "b", "c"]}
    for place in range(weeks):
        year, week, _ = (first + timedelta(weeks=place)).isocalendar()
        found[f"y_{year % 100:02d}{week:02d}"] = ["700", "", "700" if place < 9 else ""]
    return found


PEOPLE: dict[str, list[str]] = {
    "id": ["a", "b", "c"], "born": ["1980-01-01", "1985-06-01", "1990-12-31"], "sex": ["kvinde", "mand", "kvinde"],
    "origin": ["ikke-vestlig"] * 3, "municipality": ["101", "101", "0461"],
}
