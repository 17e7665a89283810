"""A measure over a whole register, batch by batch: memory holds the people file and one batch of weeks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from integrationrules.dates import IsoWeek, Quarter, as_date
from integrationrules.engine.dense import NOT_OBSERVED
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.batch import Batch, Field, Spans, WeekColumns
from integrationrules.version import VERSION

from .codes import Codes, labels_of
from .counts import OUTCOMES, Counts, tallied
from .ids import check_ids, ids_of, padded, places_of
from .measure import Asked, find_measure
from .measured import Cell, Measured, Told
from .naming import Naming, found_column, read_naming
from .people import People, read_people
from .problems import RegisterError
from .sources import TableFile
from .weeks import first_needed, week_columns

__all__ = ["ABSENT", "BATCH", "measure"]

BATCH = 50_000
ABSENT = ("blank", "unknown")
"""What it may mean that a person of the people file has no row in the extract."""


def measure(
    book: Rulebook, data: str, measure: str, quarters: Sequence[Quarter], people: str, by: Sequence[str] = (), absent: str | None = None,
    columns: str | None = None, options: Mapping[str, str] | None = None, batch: int = BATCH,
) -> Measured:
    """Counts who meets a measure in each quarter, over an extract of weekly codes and a file of people.

    `by` are columns of the people file; `absent` says what it means that someone of it has no row in the extract: `blank`
    or `unknown`. `columns` names a file that says how columns are called. `batch` is how many rows are held at a time, and
    changes nothing else. Raises `RegisterError` for what cannot be used, `QuestionError` for what cannot be asked.
    """
    if absent not in (None, *ABSENT):
        raise RegisterError("register_absent_option", found=str(absent))
    if batch < 1:
        raise RegisterError("register_batch")
    asked = Asked(book, find_measure(book, measure), quarters, options or {})
    naming = Naming() if columns is None else read_naming(columns)
    extract = _extract(TableFile(data), asked, naming)
    known = read_people(people, naming, by)
    counting = _Counting(asked, extract, known, naming)
    counting.add_extract(batch)
    counting.add_absent(absent, batch)
    return Measured(
        measure=asked.rule.id, quarters=asked.quarters, by=tuple(by), cells=tuple(counting.cells()), absent=absent,
        options=asked.rows.chosen, told=counting.told(), rulebook_hash=book.hash_of(asked.rule.id.rpartition(".")[0]), version=VERSION, book=book,
    )


@dataclass(frozen=True, slots=True)
class _Extract:
    """An extract of which the weeks that are needed are known."""

    file: TableFile
    id: str
    first_monday: int
    columns: tuple[str | None, ...]
    """The column of each week from the first on; none where the file has no such week."""


def _extract(file: TableFile, asked: Asked, naming: Naming) -> _Extract:
    first = first_needed(asked.rule, asked.first_monday)
    first -= (first + 3) % 7                        # its Monday
    found = week_columns(file, first, asked.end)
    if not any(monday >= asked.first_monday for monday in found):
        raise RegisterError("register_no_needed", file=file.path)
    id_ = found_column(file.names, naming.extract_id)
    if id_ is None:
        raise RegisterError("register_no_column", file=file.path, what="'id'", known=", ".join(naming.extract_id))
    check_ids(file, id_)
    return _Extract(file, id_, first, tuple(found.get(monday) for monday in range(first, asked.end, 7)))


class _Counting:
    """The numbers as they grow, batch by batch."""

    def __init__(self, asked: Asked, extract: _Extract, people: People, naming: Naming) -> None:
        self.asked, self.extract, self.people = asked, extract, people
        self.codes = Codes(labels_of(asked.book, asked.rule), naming.blank)
        self.tally = np.zeros((len(asked.quarters), len(people.groups), OUTCOMES), dtype=np.int64)
        self.seen = np.zeros(len(people.ids), dtype=np.bool_)
        self.rows = self.strangers = self.repeated = self.first_repeated = self.other_zeros = self.absent = 0

    def add_extract(self, batch: int) -> None:
        """Everyone of the people file who has a row in the extract."""
        names = [name for name in self.extract.columns if name is not None]
        for rows in self.extract.file.batches([self.extract.id, *names], batch):
            places = self._places(rows)
            kept = places >= 0
            if kept.any():
                found = rows if kept.all() else rows.filter(pa.array(kept))
                self._count(places[kept], self.codes.all_of(found, self.extract.columns))
        self._refuse_unusable()

    def add_absent(self, absent: str | None, batch: int) -> None:
        """Everyone of the people file who has none."""
        missing = np.flatnonzero(~self.seen)
        self.absent = len(missing)
        if self.absent and absent is None:
            raise RegisterError("register_absent", file=self.extract.file.path, other=self.people.file.path, count=self.absent)
        code = 0 if absent == "blank" else NOT_OBSERVED
        for start in range(0, len(missing), batch):
            places = missing[start:start + batch]
            codes = np.full((len(self.extract.columns), len(places)), NOT_OBSERVED, dtype=np.uint8)
            for row, name in zip(codes, self.extract.columns, strict=True):
                row[:] = code if name is not None else NOT_OBSERVED
            self._count(places, codes)

    def cells(self) -> Iterator[Cell]:
        """The counts by quarter and group."""
        for quarter, groups in zip(self.asked.quarters, self.tally, strict=True):
            for group, outcomes in zip(self.people.groups, groups, strict=True):
                yield Cell(quarter, group, Counts.of(outcomes))

    def told(self) -> Told:
        """What must be known about the data."""
        weeks = (str(IsoWeek.holding(as_date(self.extract.first_monday + 7 * place))) for place, name in enumerate(self.extract.columns) if name is None)
        return Told(
            len(self.people.ids), self.rows, self.strangers, self.absent, dict(self.codes.unlisted), dict(self.people.unreadable), tuple(weeks),
        )

    def _places(self, rows: pa.RecordBatch) -> NDArray[np.int64]:
        ids = ids_of(rows.column(self.extract.id))
        places = places_of(ids, self.people.ids)
        stranger = places < 0
        found, first = np.unique(places[~stranger], return_index=True)
        again = np.ones(int((~stranger).sum()), dtype=np.bool_)
        again[first] = self.seen[found]
        if again.any() and not self.repeated:
            # The first line is the header, and rows count from one.
            self.first_repeated = self.rows + int(np.flatnonzero(~stranger)[again][0]) + 2
        self.repeated += int(again.sum())
        self.seen[found] = True
        self.rows += len(ids)
        self.strangers += int(stranger.sum())
        if stranger.any():
            self.other_zeros += self._other_zeros(ids[stranger])
        return places

    def _other_zeros(self, ids: NDArray[np.bytes_]) -> int:
        """How many would be found with other zeros in front."""
        lengths = {len(one) for one in self.people.ids[:1000]}
        padded_ = padded(ids, max(lengths)) if len(lengths) == 1 else padded(ids, 0)
        return int((places_of(padded_, self.people.ids) >= 0).sum())

    def _refuse_unusable(self) -> None:
        file, people = self.extract.file.path, self.people.file.path
        if not self.rows:
            raise RegisterError("register_empty", file=file)
        if self.repeated:
            raise RegisterError("register_repeated", file=file, count=self.repeated, row=self.first_repeated)
        if self.other_zeros:
            raise RegisterError("register_zeros", file=file, other=people, count=self.other_zeros)
        if not self.seen.any():
            raise RegisterError("register_strangers", file=file, other=people)

    def _count(self, places: NDArray[np.int64], codes: NDArray[np.uint8]) -> None:
        population, outcome = self.asked.answers(self._batch(places, codes))
        self.tally += tallied(population, outcome, self.people.group[places], len(self.people.groups), len(self.asked.quarters))

    def _batch(self, places: NDArray[np.int64], codes: NDArray[np.uint8]) -> Batch:
        """Citizens of whom the register tells their weeks and the people file the rest; what neither has did not happen."""
        size, present = len(places), [place for place, name in enumerate(self.extract.columns) if name is not None]
        first = self.extract.first_monday
        start, end = (np.full(size, first + 7 * place, dtype=np.int64) for place in (present[0], present[-1] + 1))
        born, sex, origin = (_of(one, places) for one in (self.people.born, self.people.sex, self.people.origin))
        return Batch(
            size=size, ids=None, born=born, sex=sex, origin=origin, end=end, facts={}, observed=Spans(np.arange(size), start, end),
            observed_by_kind={}, weeks=WeekColumns(first, codes, self.codes.labels),
        )


def _of(field: Field, places: NDArray[np.int64]) -> Field:
    return replace(field, values=field.values[places], known=field.known[places])
