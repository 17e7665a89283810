"""All rows of a citizen come together, whatever the batches they were read in."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.register.layouts.longtable import LongTable, grouped

ROWS = st.lists(st.tuples(st.sampled_from("abcdefg"), st.integers(0, 9)), max_size=40)


def batches(rows: list[tuple[str, int]], cuts: list[int]) -> list[Any]:
    ends = sorted({0, len(rows), *(cut % (len(rows) + 1) for cut in cuts)})
    return [
        pa.RecordBatch.from_arrays([pa.array([id_ for id_, _ in rows[start:end]]), pa.array([number for _, number in rows[start:end]])], ["id", "number"])
        for start, end in pairwise(ends)
    ]


def plainly(rows: list[tuple[str, int]]) -> list[tuple[str, list[int]]]:
    return [(id_, [number for _, number in some]) for id_, some in groupby(sorted(rows), key=lambda row: row[0])]


def together(found: list[Any]) -> list[tuple[str, list[int]]]:
    return [(id_, [one["number"] for one in some]) for batch in found for id_, some in zip(batch["id"].to_pylist(), batch["rows"].to_pylist(), strict=True)]


@given(rows=ROWS, cuts=st.lists(st.integers(0, 50), max_size=6), count=st.integers(1, 8))
def test_sorted_rows_are_put_together_by_citizen(rows: list[tuple[str, int]], cuts: list[int], count: int) -> None:
    found = list(grouped(batches(sorted(rows), cuts), count))
    assert together(found) == plainly(rows)
    assert all(batch.num_rows == count for batch in found[:-1])
    assert all(0 < batch.num_rows <= count for batch in found[-1:])


def test_rows_in_any_order_are_sorted_and_kept_once_where_asked() -> None:
    rows = [("b", 2), ("a", 1), ("b", 1), ("a", 1), ("c", 0)]
    assert together(list(LongTable("rows", batches(rows, [2, 3])).citizens(2))) == plainly(rows)
    once = LongTable("rows", batches(rows, [1]), each_once=True)
    assert together(list(once.citizens(1))) == plainly(sorted(set(rows)))
    assert together(list(once.citizens(9))) == plainly(sorted(set(rows)))


def test_no_rows_are_no_citizens() -> None:
    assert list(LongTable("rows", []).citizens(5)) == []
