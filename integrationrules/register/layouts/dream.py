"""An extract laid out as DREAM is: one row a person and one column a week."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from integrationrules.dates import IsoWeek, as_date
from integrationrules.engine.dense import NOT_OBSERVED
from integrationrules.register.codes import Codes, labels_of
from integrationrules.register.ids import Ids, check_ids, ids_of
from integrationrules.register.measure import Asked
from integrationrules.register.naming import Naming, found_column
from integrationrules.register.people import Persons
from integrationrules.register.problems import RegisterError
from integrationrules.register.sources import TableFile
from integrationrules.register.weeks import first_needed, week_columns
from integrationrules.timeline.batch import Batch, Spans, WeekColumns

from .layout import Converted

__all__ = ["DreamLayout"]


class DreamLayout:
    """Weeks of a register as columns `y_YYWW`; what they do not tell did not happen."""

    def __init__(self, file: TableFile, asked: Asked, naming: Naming) -> None:
        self.file, self.path = file, file.path
        first = first_needed(asked.rule, asked.first_monday)
        first -= (first + 3) % 7                        # its Monday
        found = week_columns(file, first, asked.end)
        if not any(monday >= asked.first_monday for monday in found):
            raise RegisterError("register_no_needed", file=file.path)
        id_ = found_column(file.names, naming.extract_id)
        if id_ is None:
            raise RegisterError("register_no_column", file=file.path, what="'id'", known=", ".join(naming.extract_id))
        check_ids(file, id_)
        self.id, self.first_monday = id_, first
        self.columns = tuple(found.get(monday) for monday in range(first, asked.end, 7))
        """The column of each week from the first on; none where the file has no such week."""
        self.missing_weeks = tuple(str(IsoWeek.holding(as_date(first + 7 * place))) for place, name in enumerate(self.columns) if name is None)
        self.listed, self.blank = labels_of(asked.book, asked.rule), naming.blank

    def rows(self, batch: int) -> Iterator[pa.RecordBatch]:
        """Only the columns that are needed."""
        yield from self.file.batches([self.id, *(name for name in self.columns if name is not None)], batch)

    def ids(self, rows: pa.RecordBatch) -> Ids:
        """The citizen of each row."""
        return ids_of(rows.column(self.id))

    def converted(self, rows: pa.RecordBatch, persons: Persons) -> Converted:
        """The codes of each week as places in a list."""
        codes = Codes(self.listed, self.blank)
        return Converted(self._batch(persons, codes.all_of(rows, self.columns), codes.labels), codes.unlisted)

    def absent(self, persons: Persons, blank: bool) -> Batch:
        """Blank weeks, or none observed."""
        codes = np.full((len(self.columns), persons.size), NOT_OBSERVED, dtype=np.uint8)
        if blank:
            codes[[name is not None for name in self.columns]] = 0
        return self._batch(persons, codes, Codes(self.listed, self.blank).labels)

    def _batch(self, persons: Persons, codes: NDArray[np.uint8], labels: tuple[str, ...]) -> Batch:
        """Observed from the first column to the last."""
        present = [place for place, name in enumerate(self.columns) if name is not None]
        start, end = (np.full(persons.size, self.first_monday + 7 * place, dtype=np.int64) for place in (present[0], present[-1] + 1))
        return Batch(
            size=persons.size, ids=None, born=persons.born, sex=persons.sex, origin=persons.origin, end=end, facts={},
            observed=Spans(np.arange(persons.size), start, end), observed_by_kind={}, weeks=WeekColumns(self.first_monday, codes, labels),
        )
