"""Ids of people as they stand in a file: bytes that are compared and never shown."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from .problems import RegisterError
from .sources import TableFile

__all__ = ["Ids", "check_ids", "ids_of", "padded", "places_of"]

Ids = NDArray[np.bytes_]


def check_ids(file: TableFile, column: str) -> None:
    """Refuses a column that cannot name people."""
    type_ = file.types[column]
    held = type_.value_type if pa.types.is_dictionary(type_) else type_
    if not (pa.types.is_string(held) or pa.types.is_large_string(held) or pa.types.is_integer(held)):
        raise RegisterError("register_id_type", file=file.path, column=column)


def ids_of(column: Any) -> Ids:
    """The ids without blanks around them; none is the empty text."""
    texts = (column.dictionary_decode() if pa.types.is_dictionary(column.type) else column).cast(pa.string())
    trimmed = pc.fill_null(pc.utf8_trim_whitespace(texts), "").cast(pa.binary())
    return np.asarray(trimmed.to_numpy(zero_copy_only=False), dtype=np.bytes_)


def places_of(ids: Ids, known: Ids) -> NDArray[np.int64]:
    """The place of each id among sorted ones; -1 where it is not among them."""
    if not len(known) or not len(ids):
        return np.full(len(ids), -1, dtype=np.int64)
    places = np.minimum(np.searchsorted(known, ids), len(known) - 1)
    return np.asarray(np.where(known[places] == ids, places, -1), dtype=np.int64)


def padded(ids: Ids, length: int) -> Ids:
    """Ids with zeros in front, or without those they have where `length` is 0."""
    return np.char.zfill(ids, length) if length else np.char.lstrip(ids, b"0")
