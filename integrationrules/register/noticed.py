"""What was odd about the rows of a register: reasons with numbers and the first rows, never an id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Reason", "Rejected"]

_SHOWN = 3
_ANSWERED = ("gap_blank", "gap_unknown", "codes_ranked")
"""What the caller has said what to make of."""


class Reason(NamedTuple):
    """Why rows were left out, or what was made of them; `id` names the message (`noticed_...`), the others fill it in."""

    id: str
    what: str = ""
    """A column, a kind or a file."""
    found: str = ""
    near: str = ""
    """What may have been meant."""

    @property
    def is_odd(self) -> bool:
        """Whether nobody has said what to make of it."""
        return self.id not in _ANSWERED

    @property
    def hides_person(self) -> bool:
        """Whether nobody knows whose rows they were."""
        return self.id in ("columns", "no_id", "lost")

    def as_json(self) -> dict[str, str]:
        """The parts that say something."""
        return {name: value for name, value in self._asdict().items() if value}


class Rejected:
    """Rows that could not be used, counted by reason, with the numbers of the first."""

    def __init__(self) -> None:
        self.counts: Counter[Reason] = Counter()
        self.rows: dict[Reason, tuple[int, ...]] = {}

    def add(self, reason: Reason, rows: NDArray[np.int64] | Iterable[int]) -> None:
        """Rows, numbered as an editor shows them, in order."""
        found = [int(row) for row in rows]
        if found:
            self.counts[reason] += len(found)
            self.rows[reason] = (*self.rows.get(reason, ()), *found)[:_SHOWN]

    def as_json(self) -> list[Any]:
        """Everything, to be read by `of_json`."""
        return [[list(reason), count, list(self.rows[reason])] for reason, count in self.counts.items()]

    @classmethod
    def of_json(cls, content: list[Any]) -> Rejected:
        """What `as_json` gave."""
        found = cls()
        for reason, count, rows in content:
            found.counts[Reason(*reason)], found.rows[Reason(*reason)] = int(count), tuple(rows)
        return found

    def copy(self) -> Rejected:
        """The same, to be counted on."""
        found = Rejected()
        found.include(self)
        return found

    def include(self, other: Rejected) -> None:
        """Those of rows that come later."""
        self.counts += other.counts
        for reason, rows in other.rows.items():
            self.rows[reason] = (*self.rows.get(reason, ()), *rows)[:_SHOWN]
