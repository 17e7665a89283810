"""A folder of files that are alike, as one table: a partitioned data set, or a register delivered in pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa

from integrationrules.register.problems import RegisterError

from .table import Table, is_text

__all__ = ["FolderTable"]

_ENDINGS = ((".parquet", ".pq"), (".csv", ".txt"))
"""Parquet is looked for first; what else lies in the folder is not read."""
_NOTHING = "__HIVE_DEFAULT_PARTITION__"


class FolderTable(Table):
    """Its files in the order of their names, those of folders within it too; `sex=1/` is a column `sex` of the files in it."""

    def __init__(self, path: str, opened: Callable[[str], Table]) -> None:
        files = _files(Path(path))
        if not files:
            raise RegisterError("register_folder", file=path)
        self._tables = [opened(str(file)) for file in files]
        self._told = [_told(file.relative_to(path).parts[:-1]) for file in files]
        first, told = self._tables[0], self._told[0]
        self.decimal_comma = first.decimal_comma
        for table, other in zip(self._tables[1:], self._told[1:], strict=True):
            if sorted(table.names) != sorted(first.names) or list(other) != list(told):
                raise RegisterError("register_folder_columns", file=path, one=first.files[0].name, other=table.files[0].name)
            for name in first.names:
                if _kind(table.types[name]) != _kind(first.types[name]):
                    raise RegisterError("register_folder_types", file=path, column=name, one=first.files[0].name, other=table.files[0].name)
        for name in told:
            if name in first.types:
                raise RegisterError("register_twice", file=path, column=name)
        super().__init__(path, first.types | dict.fromkeys(told, pa.string()), files)
        self._ends = [0]
        for table in self._tables:
            self._ends.append(self._ends[-1] + table.parts())

    def parts(self) -> int:
        """Those of all its files."""
        return self._ends[-1]

    def batches(self, columns: Sequence[str], rows: int, part: int | None = None) -> Iterator[pa.RecordBatch]:
        """File after file; a batch does not reach over the end of one."""
        for (start, end), table, told in zip(pairwise(self._ends), self._tables, self._told, strict=True):
            if part is None or start <= part < end:
                held = [name for name in columns if name not in told]
                for batch in table.batches(held or table.names[:1], rows, None if part is None else part - start):
                    yield _with(batch, columns, told) if told else batch


def _kind(type_: Any) -> str:
    if is_text(type_):
        return "text"
    return "integer" if pa.types.is_integer(type_) else "decimal" if pa.types.is_floating(type_) else str(type_)


def _files(folder: Path) -> list[Path]:
    # Marked files are those that Spark and others leave beside the data.
    found = sorted(one for one in folder.rglob("*") if one.is_file() and not any(part[0] in "._" for part in one.relative_to(folder).parts))
    return next((files for endings in _ENDINGS if (files := [one for one in found if one.suffix.lower() in endings])), [])


def _told(folders: Sequence[str]) -> dict[str, str | None]:
    """What the names of folders tell of the rows in them."""
    pairs = (folder.partition("=") for folder in folders)
    return {unquote(name): None if value == _NOTHING else unquote(value) for name, sign, value in pairs if sign}


def _with(batch: pa.RecordBatch, columns: Sequence[str], told: dict[str, str | None]) -> pa.RecordBatch:
    arrays: list[Any] = [
        pa.array([told[name]] * batch.num_rows, pa.string()) if name in told else batch.column(name) for name in columns
    ]
    return pa.RecordBatch.from_arrays(arrays, names=list(columns))
