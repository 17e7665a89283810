"""Columns as their different values: what is read of a value is read once, not once a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

__all__ = ["Column", "Growing", "Places", "column_of", "dtype_of", "is_empty", "plain", "texts_of"]


Places = NDArray[np.signedinteger[Any]]
"""Places in a list, in as few bytes as it takes."""
_NONE = -1


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its different values and the place of each row's value among them."""

    values: list[Any]
    """The last one is None, for rows without a value."""
    places: Places

    def at(self, rows: NDArray[np.int64]) -> Column:
        """The same values for other rows; -1 is a row without a value."""
        none = self.places.dtype.type(len(self.values) - 1)
        return Column(self.values, np.where(rows < 0, none, self.places[rows]) if len(self.places) else np.full(len(rows), none))


class Growing:
    """A column that is read piece by piece."""

    def __init__(self) -> None:
        self._known: dict[Any, int] = {}
        self._pieces: list[Places] = []

    def add(self, piece: Column) -> None:
        """The next rows."""
        numbers = [_NONE if value is None else self._known.setdefault(value, len(self._known)) for value in piece.values]
        self._pieces.append(np.array(numbers, dtype=dtype_of(len(self._known)))[piece.places])

    def whole(self) -> Column:
        """All rows."""
        places = np.concatenate([np.zeros(0, dtype=dtype_of(len(self._known))), *self._pieces])
        places[places == _NONE] = len(self._known)
        return Column([*self._known, None], places)


def column_of(found: Any) -> Column:
    """A column of Arrow, in one piece or in several."""
    if isinstance(found, pa.ChunkedArray):
        return _joined(found)
    if pa.types.is_dictionary(found.type):
        found = found.cast(found.type.value_type)
    encoded = found.dictionary_encode()
    values = encoded.dictionary.to_pylist()
    return Column([*values, None], _places(encoded, len(values)))


def dtype_of(most: int) -> type[np.signedinteger[Any]]:
    """The fewest bytes that hold numbers up to `most`."""
    return next(one for one in (np.int8, np.int16, np.int32, np.int64) if most <= np.iinfo(one).max)


def _joined(found: pa.ChunkedArray) -> Column:
    """Of pieces the dictionaries are joined, not the texts."""
    encoded = found if pa.types.is_dictionary(found.type) else found.dictionary_encode()
    pieces = encoded.unify_dictionaries().chunks
    values = pieces[0].dictionary.to_pylist() if pieces else []
    return Column([*values, None], np.concatenate([_places(one, len(values)).astype(dtype_of(len(values))) for one in pieces] or [np.zeros(0, dtype=np.int8)]))


def _places(encoded: Any, none: int) -> Places:
    return np.asarray(encoded.indices.cast(pa.int32()).fill_null(none), dtype=np.int32)


def is_empty(value: Any) -> bool:
    """Whether a value says nothing: none, not a number, or blanks."""
    return value is None or value != value or not str(value).strip()


def plain(value: Any) -> str:
    """A value as text, whole numbers without decimals."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def texts_of(found: Any) -> Any:
    """A column of Arrow as texts, whatever it held; what says nothing is null."""
    column = column_of(found)
    return pa.array([None if is_empty(value) else plain(value) for value in column.values], pa.string()).take(pa.array(column.places))
