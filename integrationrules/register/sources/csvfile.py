"""Rows of text: CSV with comma, semicolon or tab, in UTF-8 or Latin-1. All of it is text."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv

from integrationrules.register.problems import RegisterError

from .table import Table, refuse_repeated, regrouped
from .textscan import TextScan

__all__ = ["CsvTable"]

_SEPARATORS = (";", ",", "\t")
_BLOCK = 1 << 20
_FIRST_LINE = 1 << 22


class CsvTable(Table):
    """One file of text; its separator and encoding are recognised."""

    def __init__(self, path: str) -> None:
        with open(path, "rb") as stream:
            line = stream.readline(_FIRST_LINE).removeprefix(codecs.BOM_UTF8)
        counts = Counter(one for one in line.decode("latin1") if one in _SEPARATORS)
        if not counts:
            raise RegisterError("register_separator", file=path)
        self._separator = max(_SEPARATORS, key=lambda one: counts[one])
        scan = TextScan(path, self._separator)
        if scan.unclosed:
            raise RegisterError("register_unclosed", file=path, row=scan.unclosed)
        self._encoding = "utf8" if scan.is_utf8 else "latin1"
        # Where a comma stands between columns, it cannot stand within numbers; Danish programs write a semicolon for that reason.
        self.decimal_comma = self._separator == ";"
        try:
            names = next(csv.reader([line.decode(self._encoding, errors="replace").rstrip("\r\n")], delimiter=self._separator))
        except csv.Error:
            raise RegisterError("register_text", file=path) from None
        refuse_repeated(path, names)
        super().__init__(path, dict.fromkeys(names, pa.string()), [Path(path)])

    def batches(self, columns: Sequence[str], rows: int, part: int | None = None) -> Iterator[pa.RecordBatch]:
        """The columns as texts, none of them null."""
        try:
            yield from regrouped(self._blocks(columns), rows)
        except (pa.ArrowException, OSError):
            # What Arrow says repeats the row.
            raise RegisterError("register_text", file=self.path) from None

    def _blocks(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        bad: list[Any] = []

        def keep(row: Any) -> str:
            if self.left_out is not None:
                self.left_out.append(row.number)
                return "skip"
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
