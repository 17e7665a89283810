"""What every layout of an extract answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from integrationrules.register.ids import Ids
from integrationrules.register.people import Persons
from integrationrules.timeline.batch import Batch

__all__ = ["Converted", "Layout"]


@dataclass(frozen=True, slots=True)
class Converted:
    """Rows as the engine reads them."""

    batch: Batch
    unlisted: Counter[str]
    """How many weeks had which code that is not listed."""


class Layout(Protocol):
    """An extract: read in one place, and converted wherever there is time, since a conversion changes nothing but its result."""

    path: str
    """As messages name it."""
    missing_weeks: tuple[str, ...]
    """Weeks that were asked for and that the extract does not have."""

    def rows(self, batch: int) -> Iterator[pa.RecordBatch]:
        """The extract, `batch` citizens at a time, one row each."""

    def ids(self, rows: pa.RecordBatch) -> Ids:
        """The citizen of each row."""

    def converted(self, rows: pa.RecordBatch, persons: Persons) -> Converted:
        """The rows and what is known of the same persons otherwise."""

    def absent(self, persons: Persons, blank: bool) -> Batch:
        """Persons without a row: never on a benefit, or never observed."""
