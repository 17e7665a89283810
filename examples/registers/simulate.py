"""An invented register: `python examples/registers/simulate.py FOLDER --people 120 --seed 1` writes extract.csv and people.csv.

Nobody in it exists. A person arrives in a week of 2015-2017, receives integration benefit (700, or 703 and 705 with an
offer) and leaves it for a job (a blank week), for education (651) or for another benefit (130, 890); some fall back, some
leave the country (997). How often was chosen so that the tables look like a report's, not measured anywhere. What real
files have is in it as well: a code that no list knows (888), a week that was not delivered (2016-W10), people without
birthday or municipality, people who were never on a benefit and so have no row, and rows of people nobody asked about.

The same seed writes the same bytes. For millions of people add `--format parquet`.
"""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray

FIRST, LAST = date(2015, 8, 31), date(2018, 12, 30)
NOT_DELIVERED = (2016, 10)
CODES = ("", "700", "703", "705", "651", "130", "890", "997", "888")
BLANK, PASSIVE, GUIDED, SUBSIDISED, STUDENT, CASH, SICK, ABROAD, UNLISTED = range(len(CODES))
# From a state to the states of the next week, in the order of CODES.
MOVES = np.array([
    [0.985, 0.009, 0, 0, 0.001, 0.002, 0.002, 0.001, 0],
    [0.012, 0.928, 0.045, 0.006, 0.004, 0.001, 0.002, 0.001, 0.001],
    [0.013, 0.060, 0.905, 0.012, 0.006, 0.001, 0.002, 0.001, 0],
    [0.040, 0.020, 0.020, 0.917, 0.001, 0.001, 0.001, 0, 0],
    [0.010, 0.004, 0, 0, 0.985, 0.001, 0, 0, 0],
    [0.020, 0, 0, 0, 0.002, 0.976, 0.002, 0, 0],
    [0.040, 0.060, 0, 0, 0, 0.010, 0.890, 0, 0],
    [0.010, 0, 0, 0, 0, 0, 0, 0.990, 0],
    [0.300, 0.500, 0, 0, 0, 0, 0, 0, 0.200],
])
MUNICIPALITIES = ("101", "461", "561", "860")


def mondays() -> list[date]:
    """The Mondays of the weeks that were delivered."""
    found = [FIRST + timedelta(weeks=week) for week in range((LAST - FIRST).days // 7 + 1)]
    return [monday for monday in found if monday.isocalendar()[:2] != NOT_DELIVERED]


def weekly(random: np.random.Generator, people: int) -> list[NDArray[np.int64]]:
    """The place in CODES of each person, week after week; a person has no code before arrival."""
    limits = np.cumsum(MOVES, axis=1)
    arrival = random.integers(0, 110, people)
    arrival[random.random(people) < 0.1] = 10_000            # born here: no integration benefit
    state = np.zeros(people, dtype=np.int64)
    found = []
    for week in range(len(mondays())):
        drawn = random.random((people, 1))
        moved = np.minimum((drawn >= limits[state]).sum(axis=1), len(CODES) - 1)
        state = np.where(week < arrival, BLANK, np.where(week == arrival, PASSIVE, moved))
        found.append(state)
    return found


def simulated(people: int, seed: int) -> tuple[pa.Table, pa.Table]:
    """The extract and the people file."""
    random = np.random.default_rng(seed)
    ids = np.array([f"L{number:07d}" for number in random.permutation(people)])
    weeks = weekly(random, people)
    has_row = random.random(people) >= 0.03
    columns: dict[str, pa.Array] = {"lobenr": pa.array(ids[has_row])}
    for monday, codes in zip(mondays(), weeks, strict=True):
        year, week, _ = monday.isocalendar()
        column = pa.DictionaryArray.from_arrays(pa.array(codes[has_row].astype(np.int8)), pa.array(CODES))
        columns[f"y_{year % 100:02d}{week:02d}"] = column.cast(pa.string())
    born = np.datetime64("1950-01-01") + random.integers(0, 19_500, people)
    texts = np.where(random.random(people) < 0.02, "", np.datetime_as_string(born, unit="D"))
    asked = random.random(people) >= 0.03                    # the rest are in the extract alone
    persons = pa.table({
        "id": pa.array(ids[asked]),
        "born": pa.array(texts[asked]),
        "sex": pa.array(random.choice(["kvinde", "mand"], people)[asked]),
        "origin": pa.array(random.choice(["ikke-vestlig", "vestlig", "dansk"], people, p=[0.85, 0.05, 0.1])[asked]),
        "municipality": pa.array(random.choice([*MUNICIPALITIES, ""], people, p=[0.38, 0.28, 0.18, 0.14, 0.02])[asked]),
    })
    return pa.table(columns), persons


def main() -> None:
    """Writes both files."""
    parser = argparse.ArgumentParser(description="Writes an invented register.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("csv", "parquet"), default="csv")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name, table in zip(("extract", "people"), simulated(asked.people, asked.seed), strict=True):
        path = asked.folder / f"{name}.{asked.format}"
        if asked.format == "parquet":
            pyarrow.parquet.write_table(table, path, row_group_size=50_000)
        else:
            options = pyarrow.csv.WriteOptions(delimiter=";", quoting_style="none", quoting_header="none")
            pyarrow.csv.write_csv(table, path, options)


if __name__ == "__main__":
    main()
