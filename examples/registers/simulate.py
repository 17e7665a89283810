"""An invented register: `python examples/registers/simulate.py FOLDER --people 120 --seed 1` writes extract.csv and people.csv.

Nobody in it exists. What real files have is in it: codes that no list knows, weeks that were not delivered (2016-W10),
people without birthday or municipality, people who were never on a benefit and so have no row, and rows of people nobody
asked about. How often was chosen so that the tables look like a report's, not measured anywhere.

`--world country` is richer, and fast for millions: add `--format parquet`. `--also truth` writes the true answers,
`--also weeks` and `--also spells` the extract in other layouts. docs/simulated-register.md tells what is in them.

The same people, seed and world give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from integrationrules.whole import written_whole

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))        # run as a file, its own folder is all that is looked through

from examples.registers.simulation.citizens import Citizens, World
from examples.registers.simulation.country import COUNTRY
from examples.registers.simulation.tables import extract, people_file, spells, weeks
from examples.registers.simulation.truth import truth
from examples.registers.simulation.village import VILLAGE

WORLDS = {"village": VILLAGE, "country": COUNTRY}
ALSO = ("truth", "weeks", "spells")


def simulated(people: int, seed: int) -> tuple[pa.Table, pa.Table]:
    """The extract and the people file of the village."""
    lived = next(VILLAGE.lived(people, seed))
    return extract(VILLAGE, lived), people_file(lived)


def write(folder: Path, people: int, seed: int, world: World = VILLAGE, form: str = "csv", also: tuple[str, ...] = ()) -> None:
    """The files, each whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writers: dict[str, Any] = {}
        for some in world.lived(people, seed):
            for name, table in _tables(world, some, also):
                if name not in writers:
                    stream = stack.enter_context(written_whole(folder / f"{name}.{form}"))
                    writers[name] = stack.enter_context(_writer(stream, table.schema, form))
                writers[name].write_table(table)


def _tables(world: World, people: Citizens, also: tuple[str, ...]) -> Any:
    yield "extract", extract(world, people)
    yield "people", people_file(people)
    if "weeks" in also:
        yield "weeks", weeks(world, people)
    if "spells" in also:
        yield "spells", spells(world, people)
    if "truth" in also:
        for table in truth(world, people):
            yield "truth", table


def _writer(stream: Any, schema: Any, form: str) -> Any:
    if form == "parquet":
        return pyarrow.parquet.ParquetWriter(stream, schema)
    options = pyarrow.csv.WriteOptions(delimiter=";", quoting_style="none", quoting_header="none")
    return pyarrow.csv.CSVWriter(stream, schema, write_options=options)


def main() -> None:
    """Writes a register into a folder."""
    parser = argparse.ArgumentParser(description="Writes an invented register.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("csv", "parquet"), default="csv")
    parser.add_argument("--world", choices=tuple(WORLDS), default="village")
    parser.add_argument("--also", choices=ALSO, action="append", default=[])
    asked = parser.parse_args()
    if asked.people < 1:
        parser.error("at least one person")
    write(asked.folder, asked.people, asked.seed, WORLDS[asked.world], asked.format, tuple(asked.also))


if __name__ == "__main__":
    main()
