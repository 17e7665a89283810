"""Numbers in rows of spells: one that may be two numbers is not read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from integrationrules.register.layouts.spellrows import SpellRows
from integrationrules.register.naming import Naming
from integrationrules.register.noticed import Rejected
from integrationrules.register.sources import open_table

from .data import written


def rows_of(path: str, rejected: Rejected) -> Iterator[Any]:
    rows = SpellRows(open_table(path), Naming(), rejected)
    return rows.batches(rows.told)


def hours(path: str) -> tuple[list[Decimal | None], int]:
    """The hours a month of every row, and how many rows were left out."""
    rejected = Rejected()
    rows = [row for batch in rows_of(path, rejected) for row in batch.to_pylist()]
    return [row["hours_per_month"] for row in rows], sum(rejected.counts.values())


@pytest.mark.parametrize(("separator", "text", "number"), [
    (";", "37,5", "37.5"), (";", "37.5", "37.5"), (";", "160", "160"), (";", "1,234", "1.234"), (";", "1.234", None), (";", "1e2", None),
    (",", "37.5", "37.5"), (",", '"37,5"', "37.5"), (",", '"1,234"', None), (",", "1.234", None),
])
def test_hours_are_read_as_danish_and_english_programs_write_them(separator: str, text: str, number: str | None, tmp_path: Path) -> None:
    rows = [["id", "kind", "type", "from", "hours_per_month"], ["a", "employment", "ordinary", "2018-01-01", text]]
    found, left_out = hours(written("\n".join(map(separator.join, rows)) + "\n", tmp_path / "spells.csv"))
    assert (found, left_out) == ([None if number is None else Decimal(number)], int(number is None))


def test_a_grouped_number_is_a_number_of_kroner(tmp_path: Path) -> None:
    path = written("id;kind;type;on;amount\na;bonus_paid;job;2018-01-01;76.500,50\nb;bonus_paid;job;2018-01-01;76.500\n", tmp_path / "spells.csv")
    rejected = Rejected()
    rows = [row for batch in rows_of(path, rejected) for row in batch.to_pylist()]
    assert [row["amount"] for row in rows] == [Decimal("76500.50"), None]
    assert sum(rejected.counts.values()) == 1


def test_numbers_that_are_stored_as_numbers_are_never_in_doubt(tmp_path: Path) -> None:
    path = tmp_path / "spells.parquet"
    pq.write_table(pa.table({
        "id": ["a", "b"], "kind": ["employment"] * 2, "type": ["ordinary"] * 2, "from": ["2018-01-01"] * 2, "hours_per_month": [1.234, 160.0],
    }), path)
    assert hours(str(path)) == ([Decimal("1.234"), Decimal(160)], 0)
