"""A measure over a whole register, batch by batch: memory holds the people file and one batch of weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from integrationrules.rulebook.book import Rulebook
from integrationrules.version import VERSION

from .counting import Counting
from .counts import OUTCOMES, Counts
from .ids import places_of
from .layouts.dream import DreamLayout
from .measure import Asked, find_measure
from .measured import Cell, Measured, Told
from .naming import Naming, read_naming
from .part import Part
from .people import read_people
from .periods import Period
from .problems import RegisterError
from .sources import TableFile

__all__ = ["ABSENT", "BATCH", "measure"]

BATCH = 50_000
ABSENT = ("blank", "unknown")
"""What it may mean that a person of the people file has no row in the extract."""


def measure(
    book: Rulebook, data: str, measure: str, periods: Sequence[Period], people: str, by: Sequence[str] = (), absent: str | None = None,
    columns: str | None = None, options: Mapping[str, str] | None = None, batch: int = BATCH,
) -> Measured:
    """Counts who meets a measure in each period, over an extract of weekly codes and a file of people.

    `by` are columns of the people file; `absent` says what it means that someone of it has no row in the extract: `blank`
    or `unknown`. `columns` names a file that says how columns are called. `batch` is how many rows are held at a time, and
    changes nothing else. Raises `RegisterError` for what cannot be used, `QuestionError` for what cannot be asked.
    """
    if absent not in (None, *ABSENT):
        raise RegisterError("register_absent_option", found=str(absent))
    if batch < 1:
        raise RegisterError("register_batch")
    asked = Asked(book, find_measure(book, measure), periods, options or {})
    naming = Naming() if columns is None else read_naming(columns)
    extract = DreamLayout(TableFile(data), asked, naming)
    known = read_people(people, naming, by)
    register = _Register(Counting(asked, extract, known))
    register.add_extract(batch)
    register.add_absent(absent, batch)
    return Measured(
        measure=asked.rule.id, periods=asked.periods, by=tuple(by), cells=tuple(register.cells()), absent=absent,
        options=asked.rows.chosen, told=register.told(), rulebook_hash=book.hash_of(asked.rule.id.rpartition(".")[0]), version=VERSION, book=book,
    )


class _Register:
    """The whole as it grows, part by part."""

    def __init__(self, counting: Counting) -> None:
        self.counting = counting
        people = counting.people
        self.tally = np.zeros((len(counting.asked.periods), len(people.groups), OUTCOMES), dtype=np.int64)
        self.seen = np.zeros(len(people.ids), dtype=np.bool_)
        self.unlisted: Counter[str] = Counter()
        self.rows = self.strangers = self.repeated = self.other_zeros = self.absent = 0

    def add_extract(self, batch: int) -> None:
        """Everyone of the people file who has a row in the extract."""
        for rows in self.counting.extract.rows(batch):
            self._add(self.counting.part(rows))
        self._refuse_unusable()

    def add_absent(self, absent: str | None, batch: int) -> None:
        """Everyone of the people file who has none."""
        missing = np.flatnonzero(~self.seen)
        self.absent = len(missing)
        if self.absent and absent is None:
            file, other = self.counting.extract.path, self.counting.people.file.path
            raise RegisterError("register_absent", file=file, other=other, count=self.absent)
        for start in range(0, len(missing), batch):
            self._add(self.counting.absent(missing[start:start + batch], blank=absent == "blank"))

    def cells(self) -> Iterator[Cell]:
        """The counts by period and group."""
        for period, groups in zip(self.counting.asked.periods, self.tally, strict=True):
            for group, outcomes in zip(self.counting.people.groups, groups, strict=True):
                yield Cell(period, group, Counts.of(outcomes))

    def told(self) -> Told:
        """What must be known about the data."""
        people = self.counting.people
        return Told(
            len(people.ids), self.rows, self.strangers, self.absent, dict(self.unlisted), dict(people.unreadable), self.counting.extract.missing_weeks,
        )

    def _add(self, part: Part) -> None:
        again = np.bincount(part.places, minlength=len(self.seen)) + self.seen > 1
        self.repeated += int(again.sum())
        self.seen[part.places] = True
        self.tally += part.tally
        self.unlisted += part.unlisted
        self.rows += part.rows
        self.strangers += part.strangers
        self.other_zeros += part.other_zeros

    def _refuse_unusable(self) -> None:
        file, people = self.counting.extract.path, self.counting.people.file.path
        if not self.rows:
            raise RegisterError("register_empty", file=file)
        if self.repeated:
            raise RegisterError("register_repeated", file=file, count=self.repeated, row=self._first_repeated())
        if self.other_zeros:
            raise RegisterError("register_zeros", file=file, other=people, count=self.other_zeros)
        if not self.seen.any():
            raise RegisterError("register_strangers", file=file, other=people)

    def _first_repeated(self) -> int:
        """Read again, since nothing of a row is kept; the first line is the header, and rows count from one."""
        before, seen = 2, np.zeros(len(self.seen), dtype=np.bool_)
        for rows in self.counting.extract.rows(BATCH):
            places = places_of(self.counting.extract.ids(rows), self.counting.people.ids)
            known = np.flatnonzero(places >= 0)
            found, first = np.unique(places[known], return_index=True)
            again = np.ones(len(known), dtype=np.bool_)
            again[first] = seen[found]
            if again.any():
                return before + int(known[again][0])
            seen[found] = True
            before += len(places)
        raise AssertionError("a person was seen twice")
