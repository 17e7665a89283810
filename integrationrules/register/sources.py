"""Tables on disk, Parquet or CSV, as streams of record batches of the columns asked for. Nothing of a row is ever shown."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from .problems import RegisterError

__all__ = ["TableFile"]

_PARQUET = b"PAR1"
_SEPARATORS = (";", ",", "\t")
_BLOCK = 1 << 20
_FIRST_LINE = 1 << 22


class TableFile:
    """One file: the names and types of its columns, and its rows as often as wanted."""

    def __init__(self, path: str) -> None:
        self.path = path
        """As it was named by the caller."""
        self._parquet = self._is_parquet()
        self._encoding, self._separator = "utf8", ","
        self.types: dict[str, Any] = dict(self._parquet_types() if self._parquet else self._csv_types())
        """The Arrow type of each column, in the order of the file; all of a CSV file is text."""

    @property
    def names(self) -> list[str]:
        """The columns in the order of the file."""
        return list(self.types)

    def batches(self, columns: Sequence[str], rows: int) -> Iterator[pa.RecordBatch]:
        """The columns, `rows` rows at a time; texts come as dictionaries where the file keeps them so."""
        found = self._parquet_batches(columns, rows) if self._parquet else _regrouped(self._csv_batches(columns), rows)
        try:
            yield from found
        except (pa.ArrowException, OSError):
            # What Arrow says repeats the row.
            raise RegisterError("register_parquet" if self._parquet else "register_text", file=self.path) from None

    def _is_parquet(self) -> bool:
        try:
            with open(self.path, "rb") as stream:
                begins = stream.read(4)
        except IsADirectoryError:
            raise RegisterError("register_folder", file=self.path) from None
        except OSError:
            raise RegisterError("register_file", file=self.path) from None
        if not begins:
            raise RegisterError("register_empty", file=self.path)
        if begins[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            raise RegisterError("register_utf16", file=self.path)
        return begins == _PARQUET or Path(self.path).suffix.lower() in (".parquet", ".pq")

    def _parquet_types(self) -> Iterator[tuple[str, Any]]:
        try:
            schema = pa.parquet.read_schema(self.path)
        except (pa.ArrowException, OSError):
            raise RegisterError("register_parquet", file=self.path) from None
        self._refuse_repeated(schema.names)
        yield from zip(schema.names, schema.types, strict=True)

    def _parquet_batches(self, columns: Sequence[str], rows: int) -> Iterator[pa.RecordBatch]:
        texts = [name for name in columns if pa.types.is_string(self.types[name]) or pa.types.is_large_string(self.types[name])]
        with pa.parquet.ParquetFile(self.path, read_dictionary=texts) as file:
            for batch in file.iter_batches(batch_size=rows, columns=list(columns)):
                batch.validate(full=True)               # damage inside a page is not noticed by reading it
                yield batch

    def _csv_types(self) -> Iterator[tuple[str, Any]]:
        with open(self.path, "rb") as stream:
            line = stream.readline(_FIRST_LINE).removeprefix(codecs.BOM_UTF8)
        self._encoding = "utf8" if self._is_utf8() else "latin1"
        first = line.decode(self._encoding, errors="replace").rstrip("\r\n")
        counts = Counter(one for one in first if one in _SEPARATORS)
        if not counts:
            raise RegisterError("register_separator", file=self.path)
        self._separator = max(_SEPARATORS, key=lambda one: counts[one])
        try:
            names = next(csv.reader([first], delimiter=self._separator))
        except csv.Error:
            raise RegisterError("register_text", file=self.path) from None
        self._refuse_repeated(names)
        yield from ((name, pa.string()) for name in names)

    def _is_utf8(self) -> bool:
        decoder = codecs.getincrementaldecoder("utf8")()
        try:
            with open(self.path, "rb") as stream:
                while block := stream.read(_BLOCK):
                    decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        return True

    def _csv_batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        bad: list[Any] = []

        def keep(row: Any) -> str:
            bad.append(row)
            return "error"

        # Names are given rather than read: the mark at the beginning of a file would belong to the first of them.
        read = pa.csv.ReadOptions(encoding=self._encoding, use_threads=False, column_names=self.names, skip_rows=1, block_size=_BLOCK * 16)
        parse = pa.csv.ParseOptions(delimiter=self._separator, invalid_row_handler=keep)
        text = pa.string()
        convert = pa.csv.ConvertOptions(include_columns=list(columns), column_types=dict.fromkeys(columns, text), strings_can_be_null=False)
        try:
            with pa.csv.open_csv(self.path, read, parse, convert) as reader:
                yield from reader
        except pa.ArrowInvalid:
            if bad:
                row, expected, found = bad[0].number, bad[0].expected_columns, bad[0].actual_columns
                raise RegisterError("register_row", file=self.path, row=row, found=found, expected=expected) from None
            if self._has_one_line():
                return
            raise

    def _has_one_line(self) -> bool:
        with open(self.path, "rb") as stream:
            stream.readline()
            return not stream.read(64).strip()

    def _refuse_repeated(self, names: Sequence[str]) -> None:
        for name, count in Counter(names).items():
            if count > 1:
                raise RegisterError("register_twice", file=self.path, column=name)


def _regrouped(batches: Iterator[pa.RecordBatch], rows: int) -> Iterator[pa.RecordBatch]:
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
