"""Counting: from rows of an extract to numbers of people by period, group and outcome."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from operator import or_
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from integrationrules.timeline.batch import Batch

from .averages import added_up
from .counts import marked, tallied
from .ids import Ids, padded
from .layouts.layout import Layout
from .measure import Asked
from .noticed import Reason
from .part import Part
from .people import People

__all__ = ["Counting", "tally_of"]


def tally_of(asked: Asked, batch: Batch, group: NDArray[np.integer[Any]], groups: int) -> NDArray[np.int64]:
    """What a batch adds by period and group; `group` has a row a period, or one for all."""
    if asked.is_number:
        return added_up(*asked.numbers(batch), group, groups, len(asked.periods))
    found = asked.answers(batch)
    outcomes = tallied(found.population, found.outcome, group, groups, len(asked.periods))
    if not found.changed:
        return outcomes
    anyhow = reduce(or_, found.changed)
    return np.concatenate([outcomes, *(marked(one, group, groups) for one in (anyhow, *found.changed))], axis=2)


class Counting:
    """A measure, an extract and the people it is asked of. Counting changes nothing here, so that it may be done anywhere and in any order."""

    def __init__(self, asked: Asked, extract: Layout, people: People) -> None:
        self.asked, self.extract, self.people = asked, extract, people

    def part(self, rows: pa.RecordBatch) -> Part:
        """Rows of the extract: those of the people file are counted."""
        ids = self.extract.ids(rows)
        found = self.people.known.places(ids)
        kept = found >= 0
        places, strangers = found[kept], len(found) - int(kept.sum())
        if not len(places):
            tally, unlisted, noticed = self.nothing(), Counter[str](), Counter[Reason]()
        else:
            converted = self.extract.converted(rows if not strangers else rows.filter(pa.array(kept)), self.people.at(places))
            tally, unlisted, noticed = self._counted(places, converted.batch), converted.unlisted, converted.noticed
        return Part(tally, places, len(ids), strangers, self._other_zeros(ids[~kept]) if strangers else 0, unlisted, noticed)

    def absent(self, places: NDArray[np.int64], blank: bool) -> Part:
        """People of the people file without a row."""
        return Part(self._counted(places, self.extract.absent(self.people.at(places), blank)), places)

    def _counted(self, places: NDArray[np.int64], batch: Batch) -> NDArray[np.int64]:
        return tally_of(self.asked, batch, self.people.group[:, places], len(self.people.groups))

    def nothing(self) -> NDArray[np.int64]:
        """What nobody adds."""
        nobody = np.zeros(0, dtype=np.int64)
        return np.zeros_like(self._counted(nobody, self.extract.absent(self.people.at(nobody), blank=False)))

    def _other_zeros(self, ids: Ids) -> int:
        lengths = {len(one) for one in self.people.known.first(1000)}
        # Zeros may be lost here, or in the people file, where ids of one length are no proof that none was.
        tried = [padded(ids, length) for length in (0, *(lengths if len(lengths) == 1 else ()))]
        return int(np.logical_or.reduce([self.people.known.places(one) >= 0 for one in tried]).sum())
