"""What every table is: named columns of known types, and rows as often as wanted. Nothing of a row is ever shown."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from integrationrules.register.problems import RegisterError

__all__ = ["Table", "is_text", "refuse_repeated", "regrouped"]


class Table(ABC):
    """Rows under names of columns."""

    decimal_comma = False
    """Whether numbers that stand as texts have a decimal comma."""

    def __init__(self, path: str, types: Mapping[str, Any], files: Sequence[Path]) -> None:
        self.path = path
        """What it is called, as the caller named it but without a password."""
        self.types = dict(types)
        """The Arrow type of each column, in order."""
        self.files = tuple(files)
        """The files it is read from; none where it is on a server."""
        self.left_out: list[int] | None = None
        """Where the numbers of rows with too many or too few columns are put; without it such a row is refused."""

    @property
    def names(self) -> list[str]:
        """The columns in order."""
        return list(self.types)

    def parts(self) -> int:
        """In how many parts it can be read, each without the others."""
        return 1

    @abstractmethod
    def batches(self, columns: Sequence[str], rows: int, part: int | None = None) -> Iterator[pa.RecordBatch]:
        """The columns, at most `rows` rows at a time: of one part, or of all of them in order. Raises `RegisterError`."""


def is_text(type_: Any) -> bool:
    """Whether a column holds texts, also where each different text stands once."""
    held = type_.value_type if pa.types.is_dictionary(type_) else type_
    return bool(pa.types.is_string(held) or pa.types.is_large_string(held))


def refuse_repeated(path: str, names: Sequence[str]) -> None:
    """Two columns of one name cannot be told apart."""
    for name, count in Counter(names).items():
        if count > 1:
            raise RegisterError("register_twice", file=path, column=name)


def regrouped(batches: Iterator[pa.RecordBatch], rows: int) -> Iterator[pa.RecordBatch]:
    """The same rows in batches of another size, the last of them shorter."""
    waiting: list[pa.RecordBatch] = []
    held = 0
    for batch in batches:
        while held + batch.num_rows >= rows:
            taken = rows - held
            yield _joined([*waiting, batch.slice(0, taken)])
            batch, waiting, held = batch.slice(taken), [], 0
        if batch.num_rows:
            waiting.append(batch)
            held += batch.num_rows
    if waiting:
        yield _joined(waiting)


def _joined(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    return batches[0] if len(batches) == 1 else pa.concat_batches(batches)
