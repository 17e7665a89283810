"""Ids of people as they stand in a file: bytes that are compared and never shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from integrationrules.verdict import BoolArray

from .naming import Naming, found_column
from .problems import RegisterError
from .sources import Table
from .sources.table import is_text

__all__ = ["Ids", "KnownIds", "check_ids", "id_column", "ids_of", "padded"]

Ids = NDArray[np.bytes_]
_ROWS = 50_000
_LARGEST = float(1 << 53)
_AT_ONCE = 1_000_000


def check_ids(file: Table, column: str) -> None:
    """Refuses a column that cannot name people."""
    type_ = file.types[column]
    if is_text(type_) or pa.types.is_integer(type_):
        return
    # SAS has no whole numbers, only decimal ones that happen to be whole.
    if not pa.types.is_floating(type_) or any(_has_fractions(batch.column(column)) for batch in file.batches([column], _ROWS)):
        raise RegisterError("register_id_type", file=file.path, column=column)


def id_column(file: Table, naming: Naming) -> str:
    """The column of an extract that names its citizens."""
    found = found_column(file.names, naming.extract["id"])
    if found is None:
        raise RegisterError("register_no_column", file=file.path, what="'id'", known=", ".join(naming.extract["id"]))
    check_ids(file, found)
    return found


def ids_of(column: Any) -> Ids:
    """The ids without blanks around them; none is the empty text."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_nan(column), None, column).cast(pa.int64())
    trimmed = pc.fill_null(pc.utf8_trim_whitespace(column.cast(pa.string())), "")
    _, offsets, content = trimmed.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[trimmed.offset:trimmed.offset + len(trimmed) + 1]
    lengths = np.diff(ends)
    width = int(lengths.max(initial=1)) or 1
    if content is None:
        return np.zeros(len(trimmed), dtype="S1")
    found = np.zeros((len(trimmed), width), dtype=np.uint8)
    letters = np.frombuffer(content, dtype=np.uint8)[ends[0]:ends[-1]]
    if len(letters) == found.size:
        found = letters.reshape(found.shape)
    else:
        found[np.arange(width) < lengths[:, None]] = letters
    return np.asarray(found.reshape(-1).view(f"S{width}"))


def padded(ids: Ids, length: int) -> Ids:
    """Ids with zeros in front, or without those they have where `length` is 0."""
    return np.char.zfill(ids, length) if length else np.char.lstrip(ids, b"0")


class KnownIds:
    """Ids, found again by hashing: that takes a fifth of a search among sorted ones, whatever the order they are asked for in."""

    def __init__(self, *parts: Ids) -> None:
        self.size = sum(map(len, parts))
        self._words = np.zeros((self.size, max((-(-one.dtype.itemsize // 8) for one in parts), default=1)), dtype=np.uint64)
        start = 0
        for one in parts:
            self._words[start:start + len(one)] = _words(one, self._words.shape[1])
            start += len(one)
        # At most three quarters full.
        self._last = (1 << max(4, (self.size * 4 // 3).bit_length())) - 1
        self._table = np.full(self._last + 1, -1, dtype=np.int32)
        rows = (np.arange(start, min(start + _AT_ONCE, self.size), dtype=np.int32) for start in range(0, self.size, _AT_ONCE))
        found = [again for some in rows for again in self._inserted(some)]
        self.repeats: NDArray[np.int32] = np.sort(np.concatenate(found)) if found else np.zeros(0, dtype=np.int32)
        """The places of ids that stand at an earlier place too."""

    def __reduce__(self) -> tuple[type[KnownIds], tuple[Ids]]:
        return KnownIds, (self.first(self.size),)       # the table is made anew rather than sent

    def first(self, count: int) -> Ids:
        """The first ids."""
        return np.asarray(self._words[:count].reshape(-1).view(f"S{8 * self._words.shape[1]}"))

    def places(self, ids: Ids) -> NDArray[np.int64]:
        """The place of each id; -1 where it is none of those known."""
        width = self._words.shape[1]
        words = _words(ids, max(width, -(-ids.dtype.itemsize // 8)))
        found = self._found(words[:, :width])
        found[(words[:, width:] != 0).any(axis=1)] = -1
        return found

    def _inserted(self, left: NDArray[np.int32]) -> Iterator[NDArray[np.int32]]:
        """Puts rows into the table, the first of each id; gives the others."""
        slots = self._slots(self._words[left[0]:left[-1] + 1])
        while len(left):
            free = self._table[slots] < 0
            # Of several that want a slot the last that is written stays: the first row.
            self._table[slots[free][::-1]] = left[free][::-1]
            holders = self._table[slots]
            later = holders != left
            left, slots = left[later], slots[later]
            again = self._are(holders[later], self._words[left])
            yield left[again]
            left, slots = left[~again], (slots[~again] + 1) & self._last

    def _found(self, words: NDArray[np.uint64]) -> NDArray[np.int64]:
        slots = self._slots(words)
        found = self._table[slots].astype(np.int64)
        open_ = np.flatnonzero((found >= 0) & ~self._are(found, words))
        while len(open_):
            slots[open_] = (slots[open_] + 1) & self._last
            found[open_] = self._table[slots[open_]]
            other = (found[open_] >= 0) & ~self._are(found[open_], words[open_])
            open_ = open_[other]
        return found

    def _are(self, places: NDArray[np.signedinteger[Any]], words: NDArray[np.uint64]) -> BoolArray:
        if not self.size:
            return np.zeros(len(places), dtype=np.bool_)
        return np.asarray((self._words[places] == words).all(axis=1))

    def _slots(self, words: NDArray[np.uint64]) -> NDArray[np.int64]:
        found = np.zeros(len(words), dtype=np.uint64)
        for word in words.T:
            found ^= word
            for factor in _MIXING:
                found ^= found >> _HALF
                found *= factor
            found ^= found >> _HALF
        return np.asarray((found & np.uint64(self._last)).astype(np.int64))


# The last steps of MurmurHash3: every bit of a word has a say in the lowest ones.
_MIXING = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53))
_HALF = np.uint64(33)


def _words(ids: Ids, count: int) -> NDArray[np.uint64]:
    """Ids as machine words, filled up with zeros."""
    if ids.dtype.itemsize != 8 * count:
        ids = ids.astype(f"S{8 * count}")
    return np.ascontiguousarray(ids).view(np.uint64).reshape(len(ids), count)


def _has_fractions(column: Any) -> bool:
    """Whether any number is not whole, or so large that its neighbours cannot be told from it."""
    numbers = np.nan_to_num(np.asarray(column.cast(pa.float64()).fill_null(0.0)), nan=0.0)
    return bool(((numbers != np.floor(numbers)) | (np.abs(numbers) >= _LARGEST)).any())
