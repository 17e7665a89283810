"""Columns as the rest of the program meets them: whole numbers, decimal numbers, texts, dates; exact decimals of databases become one of the first two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from integrationrules.register.problems import RegisterError

__all__ = ["plain_batch", "plain_type"]


def plain_type(type_: Any) -> Any:
    """The type a column of this type is read as."""
    if pa.types.is_decimal(type_):
        return pa.float64() if type_.scale > 0 else pa.int64()
    return pa.string() if pa.types.is_string_view(type_) else type_


def plain_batch(batch: pa.RecordBatch, types: Mapping[str, Any], path: str) -> pa.RecordBatch:
    """The rows with each column in its plain type."""
    columns = []
    for field, column in zip(batch.schema, batch.columns, strict=True):
        if plain_type(field.type) != field.type:
            try:
                column = column.cast(types[field.name])
            except pa.ArrowException:
                raise RegisterError("register_too_large", file=path, column=field.name) from None
        columns.append(column)
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)
