"""What every layout of an extract answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import pyarrow as pa

from integrationrules.register.ids import Ids
from integrationrules.register.noticed import Reason, Rejected
from integrationrules.register.people import Persons
from integrationrules.timeline.batch import Batch

__all__ = ["Citizens", "Converted", "Layout"]


@dataclass(frozen=True, slots=True)
class Converted:
    """Rows as the engine reads them."""

    batch: Batch
    unlisted: Counter[str] = field(default_factory=Counter)
    """How many weeks had which code that is not listed."""
    noticed: Counter[Reason] = field(default_factory=Counter)
    """What else was odd about the citizens of these rows."""


@dataclass(frozen=True, slots=True)
class Citizens:
    """What an extract tells of its citizens beside their weeks and spells."""

    ids: Ids
    columns: Mapping[str, Any]
    """Born, sex, origin: as Arrow columns in the order of the ids."""
    municipality: Sequence[Any]
    """A column for each day that was asked for."""


class Layout(Protocol):
    """An extract: read in one place, and converted wherever there is time, since a conversion changes nothing but its result."""

    path: str
    """As messages name it."""
    missing_weeks: tuple[str, ...]
    """Weeks that were asked for and that the extract does not have."""
    rejected: Rejected
    """Rows that cannot be used; known when the extract has been opened."""
    tells: frozenset[str]
    """What it says of its citizens: of born, sex, origin and municipality."""
    municipality: str
    """How it knows municipalities: `by_day` or `by_year`; empty where it does not."""

    def rows(self, batch: int) -> Iterator[pa.RecordBatch]:
        """The extract, `batch` citizens at a time, one row each."""

    def ids(self, rows: pa.RecordBatch) -> Ids:
        """The citizen of each row."""

    def converted(self, rows: pa.RecordBatch, persons: Persons) -> Converted:
        """The rows and what is known of the same persons otherwise."""

    def absent(self, persons: Persons, blank: bool) -> Batch:
        """Persons without a row: never on a benefit, or never observed."""

    def citizens(self, days: Sequence[int]) -> Citizens:
        """What it tells of its citizens, their municipality on each of the days."""
