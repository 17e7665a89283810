"""Counting: from rows of an extract to numbers of people by period, group and outcome."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from integrationrules.timeline.batch import Batch

from .counts import tallied
from .ids import Ids, padded, places_of
from .layouts.layout import Layout
from .measure import Asked
from .part import Part
from .people import People

__all__ = ["Counting"]


class Counting:
    """A measure, an extract and the people it is asked of. Counting changes nothing here, so that it may be done anywhere and in any order."""

    def __init__(self, asked: Asked, extract: Layout, people: People) -> None:
        self.asked, self.extract, self.people = asked, extract, people

    def part(self, rows: pa.RecordBatch) -> Part:
        """Rows of the extract: those of the people file are counted."""
        ids = self.extract.ids(rows)
        found = places_of(ids, self.people.ids)
        kept = found >= 0
        places, strangers = found[kept], len(found) - int(kept.sum())
        if not len(places):
            tally, unlisted = self._tally(), Counter[str]()
        else:
            converted = self.extract.converted(rows if not strangers else rows.filter(pa.array(kept)), self.people.at(places))
            tally, unlisted = self._counted(places, converted.batch), converted.unlisted
        return Part(tally, places, len(ids), strangers, self._other_zeros(ids[~kept]) if strangers else 0, unlisted)

    def absent(self, places: NDArray[np.int64], blank: bool) -> Part:
        """People of the people file without a row."""
        return Part(self._counted(places, self.extract.absent(self.people.at(places), blank)), places)

    def _counted(self, places: NDArray[np.int64], batch: Batch) -> NDArray[np.int64]:
        population, outcome = self.asked.answers(batch)
        return tallied(population, outcome, self.people.group[places], len(self.people.groups), len(self.asked.periods))

    def _tally(self) -> NDArray[np.int64]:
        nobody = np.zeros(0, dtype=np.int64)
        return np.zeros_like(self._counted(nobody, self.extract.absent(self.people.at(nobody), blank=False)))

    def _other_zeros(self, ids: Ids) -> int:
        lengths = {len(one) for one in self.people.ids[:1000]}
        padded_ = padded(ids, max(lengths)) if len(lengths) == 1 else padded(ids, 0)
        return int((places_of(padded_, self.people.ids) >= 0).sum())
