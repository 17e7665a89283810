"""Columns as their different values: what is read of a value is read once, not once a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

__all__ = ["Column", "column_of", "is_empty", "plain"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its different values and the place of each row's value among them."""

    values: list[Any]
    """The last one is None, for rows without a value."""
    places: NDArray[np.int32]

    def at(self, rows: NDArray[np.int64]) -> Column:
        """The same values for other rows; -1 is a row without a value."""
        none = len(self.values) - 1
        return Column(self.values, np.where(rows < 0, np.int32(none), self.places[rows]) if len(self.places) else np.full(len(rows), none, dtype=np.int32))


def column_of(found: Any) -> Column:
    """A column of Arrow, in one piece or in several."""
    if isinstance(found, pa.ChunkedArray):
        return _joined(found)
    if pa.types.is_dictionary(found.type):
        found = found.cast(found.type.value_type)
    encoded = found.dictionary_encode()
    values = encoded.dictionary.to_pylist()
    return Column([*values, None], _places(encoded, len(values)))


def _joined(found: pa.ChunkedArray) -> Column:
    """Of pieces the dictionaries are joined, not the texts."""
    encoded = found if pa.types.is_dictionary(found.type) else found.dictionary_encode()
    pieces = encoded.unify_dictionaries().chunks
    values = pieces[0].dictionary.to_pylist() if pieces else []
    return Column([*values, None], np.concatenate([_places(one, len(values)) for one in pieces] or [np.zeros(0, dtype=np.int32)]))


def _places(encoded: Any, none: int) -> NDArray[np.int32]:
    return np.asarray(encoded.indices.cast(pa.int32()).fill_null(none), dtype=np.int32)


def is_empty(value: Any) -> bool:
    """Whether a value says nothing: none, not a number, or blanks."""
    return value is None or value != value or not str(value).strip()


def plain(value: Any) -> str:
    """A value as text, whole numbers without decimals."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
