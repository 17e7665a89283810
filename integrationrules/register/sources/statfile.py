"""Tables of SAS and Stata: `.sas7bdat`, `.xpt` and `.dta`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from integrationrules.register.problems import RegisterError

from .table import Table, refuse_repeated

__all__ = ["STAT_ENDINGS", "StatTable"]

_READERS = {".sas7bdat": "read_sas7bdat", ".xpt": "read_xport", ".dta": "read_dta"}
STAT_ENDINGS = tuple(_READERS)
_SAS_FORMAT = re.compile(r"((?:E|B|IS)8601[A-Z]{2}|[A-Z]+)[0-9]*(?:\.[0-9]*)?")
_SAS_DATE = re.compile(r"DATE|WEEKDAT[EX]|(?:DDMMYY|MMDDYY|YYMMDD)[BCDNPS]?|(?:E|B|IS)8601DA")
_SAS_TIME = re.compile(r"DATETIME|DTDATE|DATEAMPM|MDYAMPM|(?:E|B|IS)8601D[TN]")
_STATA_DATE, _STATA_TIME = re.compile(r"%-?(?:td|d).*"), re.compile(r"%-?t[cC].*")
_EPOCH = int((np.datetime64("1960-01-01") - np.datetime64("1970-01-01")).astype(int))
"""The day both programs count from, counted from ours."""
_DAY = 86_400_000
_MILLISECONDS = {True: 1, False: 1000}
"""Stata counts times in milliseconds, SAS in seconds."""


class StatTable(Table):
    """Texts and numbers; a number whose format shows a date is a date, and what is missing is null."""

    def __init__(self, path: str) -> None:
        ending = Path(path).suffix.lower()
        try:
            import pyreadstat
        except ImportError:
            raise RegisterError("register_extra", file=path, extra="formats") from None
        self._read: Callable[..., tuple[Any, Any]] = getattr(pyreadstat, _READERS[ending])
        self._stata = ending == ".dta"
        _, found = self._asked(path, metadataonly=True)
        refuse_repeated(path, found.column_names)
        formats = found.original_variable_types
        types = {name: self._type(found.readstat_variable_types[name], formats.get(name) or "") for name in found.column_names}
        super().__init__(path, types, [Path(path)])

    def batches(self, columns: Sequence[str], rows: int, part: int | None = None) -> Iterator[pa.RecordBatch]:
        """The columns in the order of the file."""
        start = 0
        while True:
            found, _ = self._asked(self.path, usecols=list(columns), row_offset=start, row_limit=rows)
            size = len(found[columns[0]])
            if size:
                yield pa.RecordBatch.from_arrays([self._array(name, found[name]) for name in columns], names=list(columns))
            if size < rows:
                return
            start += size

    def _asked(self, path: str, **asked: Any) -> tuple[Any, Any]:
        import pyreadstat

        try:
            return self._read(path, output_format="dict", disable_datetime_conversion=True, **asked)
        except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, UnicodeDecodeError, OSError):
            # What the library says may repeat values.
            raise RegisterError("register_stat", file=path) from None

    def _type(self, kind: str, shown: str) -> Any:
        if kind == "string":
            return pa.string()
        name = _SAS_FORMAT.fullmatch(shown)
        day, time = (_STATA_DATE, _STATA_TIME) if self._stata else (_SAS_DATE, _SAS_TIME)
        word = shown if self._stata else name[1] if name else ""
        if day.fullmatch(word):
            return pa.date32()
        if time.fullmatch(word):
            return pa.timestamp("ms")
        return pa.int64() if kind.startswith("int") else pa.float64()

    def _array(self, name: str, values: Any) -> Any:
        type_ = self.types[name]
        if type_ == pa.string():
            return pa.array(values, type_)
        numbers = pa.array(values, pa.float64(), from_pandas=True)
        if type_ == pa.float64():
            return numbers
        known = np.asarray(numbers.is_valid())
        whole = np.floor(np.nan_to_num(np.asarray(numbers.fill_null(0.0))))
        if pa.types.is_date(type_):
            whole = whole + _EPOCH
        elif pa.types.is_timestamp(type_):
            whole = whole * _MILLISECONDS[self._stata] + _EPOCH * _DAY
        # No calendar has the numbers that are too large for a date; they are read as nothing.
        known &= np.abs(whole) < (1 << 31 if pa.types.is_date(type_) else 1 << 53)
        held = np.where(known, whole, 0).astype(np.int32 if pa.types.is_date(type_) else np.int64)
        return pa.array(held, mask=~known).cast(type_)
