"""A measure as Parquet: typed columns, and everything but the rows in the metadata."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.parquet

from integrationrules.register.measured import Measured
from integrationrules.register.tablecolumns import HIDDEN

from .machine import labels_of

__all__ = ["METADATA", "measured_parquet"]

METADATA = b"integrationrules"
"""The key under which the head of the JSON document stands."""


def measured_parquet(found: Measured) -> bytes:
    """The whole file; a hidden number is null, and its name stands in the column `hidden`."""
    labels, rows = labels_of(found), found.table.rows
    columns = {
        "period": pa.array(labels.period, pa.string()), "row": pa.array(labels.row, pa.string()),
        **{name: pa.array(values, pa.string()) for name, values in labels.by.items()},
    }
    for column in found.table.columns:
        numbers = [column.exact(row[column.name]) for row in rows]
        whole = column.kind == "count"
        columns[column.name] = pa.array([None if one is None else int(one) if whole else float(one) for one in numbers], pa.int64() if whole else pa.float64())
    hidden = [[column.name for column in found.table.columns if row[column.name] is HIDDEN] for row in rows]
    columns["hidden"] = pa.array(hidden, pa.list_(pa.string()))
    head = json.dumps(found.head_json(), ensure_ascii=False, sort_keys=True).encode()
    sink = pa.BufferOutputStream()
    pa.parquet.write_table(pa.table(columns).replace_schema_metadata({METADATA: head}), sink)
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]
