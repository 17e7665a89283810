"""An extract as a long table: a row for each week a person had a code in, and nothing for the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from integrationrules.dates import day_number
from integrationrules.engine.dense import NOT_OBSERVED
from integrationrules.register.columns import column_of, is_empty, plain, texts_of
from integrationrules.register.days import day_of
from integrationrules.register.ids import Ids, id_column, ids_of
from integrationrules.register.measure import Asked
from integrationrules.register.naming import Naming, found_column
from integrationrules.register.noticed import Reason, Rejected
from integrationrules.register.people import Persons
from integrationrules.register.problems import RegisterError
from integrationrules.register.sources import Table
from integrationrules.register.weeks import FIRST_WEEK, century, check_code_types, monday_of
from integrationrules.timeline.batch import Batch
from integrationrules.timeline.timeline import Observed

from .layout import Citizens, Converted
from .longtable import LongTable
from .reading import named_rows
from .window import UNRANKED, Window, asked_weeks

__all__ = ["WeeksLayout"]

_ISO = re.compile(r"([0-9]{4})-?[Ww]?([0-9]{2})")
_SHORT = re.compile(r"y_([0-9]{2})([0-9]{2})", re.IGNORECASE)
_NUMBER = re.compile(r"[Ww]?([0-9]{1,2})")
_ROWS = 1 << 16


class WeeksLayout:
    """Rows of person, week and code. A week without a row is blank where the extract is said to hold everything, else unknown.

    Of several codes of a person in one week the first by rank stands for it; the week is unknown where they have no rank. Of a person
    with a row that cannot be read, every week without a row is unknown.
    """

    tells: frozenset[str] = frozenset()
    municipality = ""

    def __init__(self, tables: Sequence[Table], asked: Asked, naming: Naming, observed: Observed) -> None:
        self.path = tables[0].path
        weeks = asked_weeks(asked)
        present = [_is_observed(observed, monday) for monday in weeks]
        if weeks.start == FIRST_WEEK and any(present):                  # that it begins later is no gap
            begins = present.index(True)
            weeks, present = weeks[begins:], present[begins:]
        if not any(there for monday, there in zip(weeks, present, strict=True) if monday >= asked.first_monday):
            raise RegisterError("register_none_observed", file=self.path)
        self.window = Window(weeks, present, asked, naming)
        self.missing_weeks = self.window.missing
        self.rejected = Rejected()
        self._table = LongTable(self.path, self._read(tables, naming), each_once=True)

    def rows(self, batch: int) -> Iterator[pa.RecordBatch]:
        """The weeks of each citizen together."""
        yield from self._table.citizens(batch)

    def ids(self, rows: pa.RecordBatch) -> Ids:
        """The citizen of each row."""
        return ids_of(rows.column("id"))

    def converted(self, rows: pa.RecordBatch, persons: Persons) -> Converted:
        """The codes of each week as places in a list."""
        lists = rows.column("rows")
        citizen = np.repeat(np.arange(persons.size), np.diff(np.asarray(lists.offsets)))
        monday, code, is_bad = lists.flatten().flatten()
        found = self.window.filled(persons.size, blank=True)
        found[:, citizen[np.asarray(is_bad)]] = NOT_OBSERVED
        kept = np.asarray(monday.is_valid())
        mondays, citizen = np.asarray(monday.drop_null(), dtype=np.int64), citizen[kept]
        codes = self.window.codes()
        place = codes.of_weeks(code.filter(pa.array(kept)), mondays)
        week = (mondays - self.window.first) // 7
        found[week, citizen] = place
        several = np.unique(np.stack([week, citizen])[:, found[week, citizen] != place], axis=1)
        if not several.shape[1]:
            return Converted(self.window.batch(persons, found), codes.unlisted)
        return Converted(self.window.batch(persons, found), codes.unlisted, self._settled(found, several, week, citizen, place))

    def _settled(
        self, found: NDArray[np.uint8], several: NDArray[np.int64], week: NDArray[np.int64], citizen: NDArray[np.int64], place: NDArray[np.uint8],
    ) -> Counter[Reason]:
        """Of several codes in a week the first by rank stands for it, if all of them have a rank; else the week is unknown."""
        number = np.int64(found.shape[1])
        cells = several[0] * number + several[1]
        mine = np.isin(week * number + citizen, cells)
        cell = np.searchsorted(cells, (week * number + citizen)[mine])
        ranks = self.window.ranks[place[mine]]
        first, last = np.full(len(cells), UNRANKED, dtype=np.int64), np.zeros(len(cells), dtype=np.int64)
        np.minimum.at(first, cell, ranks)
        np.maximum.at(last, cell, ranks)
        found[several[0], several[1]] = NOT_OBSERVED
        wins = (ranks == first[cell]) & (last[cell] < UNRANKED)
        found[week[mine][wins], citizen[mine][wins]] = place[mine][wins]
        ranked = int((last < UNRANKED).sum())
        counts = {Reason("codes_ranked"): ranked, Reason("two_codes"): len(cells) - ranked}
        return Counter({reason: count for reason, count in counts.items() if count})

    def absent(self, persons: Persons, blank: bool) -> Batch:
        """Blank weeks, or none observed."""
        return self.window.absent(persons, blank)

    def citizens(self, days: Sequence[int]) -> Citizens:
        """Nothing but who they are."""
        raise RegisterError("register_no_people", file=self.path)

    def _read(self, tables: Sequence[Table], naming: Naming) -> Iterator[pa.RecordBatch]:
        """Person, Monday, code, and whether the week could not be read; without a Monday where the week is not asked for."""
        for table in tables:
            id_, code = id_column(table, naming), _column(table, naming, "code")
            check_code_types(table, [code])
            weeks = _Weeks(table, naming)
            for batch, ids, numbers in named_rows(table, id_, [code, *weeks.columns], _ROWS, self.rejected):
                monday, reasons = weeks.read(batch)
                for place, reason in enumerate(weeks.reasons, 1):
                    self.rejected.add(reason, numbers[reasons == place])
                yield self._needed(ids, monday, batch.column(code), reasons > 0)

    def _needed(self, ids: Ids, monday: NDArray[np.int64], code: Any, is_bad: NDArray[np.bool_]) -> pa.RecordBatch:
        outside = is_bad | (monday < self.window.first) | (monday >= self.window.mondays.stop)
        names = pa.array(ids.astype(object), pa.binary()).cast(pa.string())
        columns = [names, pa.array(monday, pa.int32(), mask=outside), _unless(texts_of(code), outside), pa.array(is_bad)]
        return pa.RecordBatch.from_arrays(columns, ["id", "monday", "code", "is_bad"])


class _Weeks:
    """Reads the week of each row: from one column, or from one of years and one of numbers."""

    def __init__(self, table: Table, naming: Naming) -> None:
        self._week = _column(table, naming, "week")
        self._year = found_column(table.names, naming.extract["year"])
        self.columns = [self._week, self._year] if self._year else [self._week]
        self.reasons = [Reason("no_week", self._week), Reason("week_53", self._week)]
        """What may be wrong with a row."""
        self._known: dict[tuple[Any, Any], tuple[int, int]] = {}

    def read(self, batch: pa.RecordBatch) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The Monday of each row, and what is wrong: 0, or 1 and on for the reasons."""
        weeks = column_of(batch.column(self._week))
        years = column_of(batch.column(self._year)) if self._year else None
        pairs = weeks.places if years is None else years.places * len(weeks.values) + weeks.places
        different, places = np.unique(pairs, return_inverse=True)
        found = []
        for pair in different:
            year, week = divmod(int(pair), len(weeks.values))
            found.append(self._one(None if years is None else years.values[year], weeks.values[week]))
        read = np.array(found, dtype=np.int64).reshape(-1, 2)
        return read[places, 0], read[places, 1]

    def _one(self, year: Any, week: Any) -> tuple[int, int]:
        if (year, week) not in self._known:
            self._known[year, week] = self._monday(year, week)
        return self._known[year, week]

    def _monday(self, year: Any, week: Any) -> tuple[int, int]:
        """The Monday and 0, or a place among the reasons."""
        stated = _stated(year, week) if self._year else _stated_in_one(week)
        if stated is None:
            day = None if self._year else day_of(week)
            return (day, 0) if day is not None and (day + 3) % 7 == 0 else (0, 1)
        monday = monday_of(*stated)
        return (monday, 0) if monday is not None else (0, 2 if stated[1] == 53 else 1)


def _stated(year: Any, week: Any) -> tuple[int, int] | None:
    if is_empty(year) or is_empty(week) or not plain(year).isdecimal():
        return None
    match, number = _NUMBER.fullmatch(plain(week)), int(plain(year))
    return (century(number) if number < 100 else number, int(match[1])) if match else None


def _stated_in_one(week: Any) -> tuple[int, int] | None:
    """`2018-W40`, `2018W40`, `201840` or `y_1840`."""
    text = "" if is_empty(week) else plain(week)
    if match := _SHORT.fullmatch(text):
        return century(int(match[1])), int(match[2])
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2])
    return None


def _column(table: Table, naming: Naming, what: str) -> str:
    found = found_column(table.names, naming.extract[what])
    if found is None:
        raise RegisterError("register_no_column", file=table.path, what=f"'{what}'", known=", ".join(naming.extract[what]))
    return found


def _is_observed(observed: Observed, monday: int) -> bool:
    """Whether all days of a week are."""
    return any(
        day_number(span.from_) <= monday and span.end is not None and monday + 7 <= day_number(span.end) for span in observed.of("week_code")
    )


def _unless(values: Any, left_out: NDArray[np.bool_]) -> Any:
    return pc.if_else(pa.array(left_out), pa.scalar(None, values.type), values)
