"""An extract laid out as DREAM is: one row a person and one column a week."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from integrationrules.dates import as_date
from integrationrules.engine.dense import NOT_OBSERVED
from integrationrules.register.groups import MUNICIPALITY
from integrationrules.register.ids import Ids, id_column, ids_of
from integrationrules.register.measure import Asked
from integrationrules.register.naming import Naming, found_column
from integrationrules.register.noticed import Reason, Rejected
from integrationrules.register.people import Persons
from integrationrules.register.problems import RegisterError
from integrationrules.register.sources import Table
from integrationrules.register.weeks import FIRST_WEEK, week_columns, year_of
from integrationrules.timeline.batch import Batch

from .joined import Joining, joined
from .layout import Citizens, Converted
from .reading import named_rows
from .window import Window, asked_weeks

__all__ = ["UNSAID", "DreamLayout"]

UNSAID = "unsaid"
"""Ends the reason `gap_...` of persons who lack in one of several tables, where nobody has said what that means."""
_LIVED_IN = re.compile(r"nykom([0-9]{4})", re.IGNORECASE)
"""The municipality of a year."""
_ROWS = 50_000


class DreamLayout:
    """Weeks of a register as columns `y_YYWW`, or `y_01` to `y_53` in a table for each year; what they do not tell did not happen.

    Who lacks in one of several tables is `absent` there: not on a benefit, or unknown.
    """

    def __init__(self, tables: Sequence[Table], asked: Asked, naming: Naming, absent: str | None) -> None:
        self.path, self._absent = tables[0].path, absent
        weeks = asked_weeks(asked)
        by_table = [week_columns(one, weeks.start, weeks.stop, year_of(one, naming.years)) for one in tables]
        mondays = sorted(monday for found in by_table for monday in found)
        if weeks.start == FIRST_WEEK:                   # whatever there is: that it begins later is no gap
            weeks = range(min(mondays, default=FIRST_WEEK), weeks.stop, 7)
        if not any(asked.by_day or monday >= asked.first_monday for monday in mondays):
            raise RegisterError("register_no_needed", file=self.path)
        self._left_out = Rejected()
        """Rows that were not joined."""
        self.file, self.id, found = tables[0], id_column(tables[0], naming), by_table[0]
        self._parts: list[tuple[str, str, NDArray[np.bool_]]] = []
        """The tables that were joined: what each is called, the column that says who is in it, and its weeks."""
        if len(tables) > 1:
            self._join(tables, by_table, weeks, naming)
            self.id, found = "id", {monday: str(monday) for monday in mondays}
        self.rejected = self._left_out.copy()
        self.columns = tuple(found.get(monday) for monday in weeks)
        """The column of each week from the first on; none where the extract has no such week."""
        self.window = Window(weeks, [name is not None for name in self.columns], asked, naming)
        self.missing_weeks = self.window.missing
        self.sex = found_column(self.file.names, naming.people["sex"])
        self.lived_in = {int(match[1]): name for name in self.file.names if (match := _LIVED_IN.fullmatch(name))}
        """The column of each year's municipality."""
        self.municipality = "by_year" if self.lived_in else ""
        self.tells = frozenset({"sex"} if self.sex else ()) | frozenset({MUNICIPALITY} if self.lived_in else ())

    def _join(self, tables: Sequence[Table], by_table: Sequence[Mapping[int, str]], weeks: range, naming: Naming) -> None:
        """One row a person from the tables that have weeks that are needed."""
        known: dict[int, tuple[str, str]] = {}
        parts = []
        for table, found in zip(tables, by_table, strict=True):
            for monday, name in found.items():
                if monday in known:
                    raise RegisterError("register_same_week_file", file=table.path, column=name, other=known[monday][1], first=known[monday][0])
                known[monday] = (table.path, name)
            if found:
                sex = found_column(table.names, naming.people["sex"])
                columns = {str(monday): name for monday, name in found.items()} | {name: name for name in table.names if _LIVED_IN.fullmatch(name)}
                parts.append(Joining(table, id_column(table, naming), {**columns, **({naming.people["sex"][0]: sex} if sex else {})}))
                mine = np.array([monday in found for monday in weeks], dtype=np.bool_)
                self._parts.append((Path(table.path).name, f"in_{len(self._parts)}", mine))
        self.file = joined(parts, self._left_out)

    def rows(self, batch: int) -> Iterator[pa.RecordBatch]:
        """Only the columns that are needed."""
        self.rejected = self._left_out.copy()
        yield from self.part_rows(None, batch, self.rejected)

    def parts(self) -> int:
        """Those of its file."""
        return self.file.parts()

    def part_rows(self, part: int | None, batch: int, rejected: Rejected) -> Iterator[pa.RecordBatch]:
        """Only the columns that are needed, and rows that say whose they are."""
        flags = [flag for _, flag, _ in self._parts]
        columns = [*(name for name in self.columns if name is not None), *flags]
        for rows, _, _ in named_rows(self.file, self.id, columns, batch, rejected, part):
            yield rows

    def ids(self, rows: pa.RecordBatch) -> Ids:
        """The citizen of each row."""
        return ids_of(rows.column(self.id))

    def converted(self, rows: pa.RecordBatch, persons: Persons) -> Converted:
        """The codes of each week as places in a list."""
        codes = self.window.codes()
        found = codes.all_of(rows, self.columns, self.window.first)
        noticed: Counter[Reason] = Counter()
        absent = self._absent
        if absent == "blank" and any(reason.hides_person for reason in self._left_out.counts):
            absent = "unknown"                          # a row that was left out may be theirs
        for name, flag, weeks in self._parts:
            lacks = ~np.asarray(rows.column(flag))
            if lacks.any():
                noticed[Reason(f"gap_{absent or UNSAID}", name)] += int(lacks.sum())
                found[np.ix_(weeks, lacks)] = 0 if absent == "blank" else NOT_OBSERVED
        return Converted(self.window.batch(persons, found), codes.unlisted, noticed)

    def absent(self, persons: Persons, blank: bool) -> Batch:
        """Blank weeks, or none observed."""
        return self.window.absent(persons, blank)

    def citizens(self, days: Sequence[int]) -> Citizens:
        """Sex, and the municipality of the year each day lies in; a year without a column has none."""
        by_day = [self.lived_in.get(as_date(day).year) for day in days]
        names = list(dict.fromkeys(name for name in (self.sex, *by_day) if name))
        read = list(named_rows(self.file, self.id, names, _ROWS, Rejected()))
        if not read:
            raise RegisterError("register_empty", file=self.path)
        table = pa.Table.from_batches([rows for rows, _, _ in read])
        ids = np.concatenate([some for _, some, _ in read])
        nothing: Any = pa.nulls(table.num_rows, pa.string())
        return Citizens(
            ids, {"sex": table.column(self.sex)} if self.sex else {}, [nothing if name is None else table.column(name) for name in by_day],
        )
