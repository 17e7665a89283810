"""The weeks a measure asks for, and codes in them as the engine reads them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from integrationrules.dates import IsoWeek, as_date
from integrationrules.engine.dense import NOT_OBSERVED
from integrationrules.register.codes import Codes, dated_of, labels_of, precedence_of
from integrationrules.register.measure import Asked
from integrationrules.register.naming import Naming
from integrationrules.register.people import Persons
from integrationrules.register.problems import RegisterError
from integrationrules.register.weeks import first_needed
from integrationrules.timeline.batch import Batch, Spans, WeekColumns

__all__ = ["UNRANKED", "Window", "asked_weeks"]

UNRANKED = 1 << 20
"""The rank of a code that nobody has ranked."""


def asked_weeks(asked: Asked) -> range:
    """The Mondays of the weeks whose codes a measure asks for; raises `RegisterError` where it asks for none."""
    if not asked.asks_for_codes:
        raise RegisterError("register_not_weekly", found=asked.rule.id)
    first = first_needed(asked.rule, asked.first_monday)
    return range(first - (first + 3) % 7, asked.end, 7)


class Window:
    """Weeks without holes; in those that an extract has, what it does not tell did not happen."""

    def __init__(self, mondays: range, present: Sequence[bool], asked: Asked, naming: Naming) -> None:
        self.mondays, self.first = mondays, mondays.start
        self.present = np.array(present, dtype=np.bool_)
        """Whether the extract has the week."""
        self.missing = tuple(str(IsoWeek.holding(as_date(monday))) for monday, there in zip(mondays, present, strict=True) if not there)
        self._listed, self._blank, self._dated = labels_of(asked.book, asked.rule), naming.blank, dated_of(asked.book, asked.rule)

        first = {code: place for place, code in reversed(list(enumerate(precedence_of(asked.book, asked.rule))))}
        self.ranks = np.array([first.get(label, UNRANKED) for label in self.codes().labels], dtype=np.int64)
        """The place of each label among those of which the first stands for a week that has several."""

    def codes(self) -> Codes:
        """A new reader of codes."""
        return Codes(self._listed, self._blank, self._dated)

    def batch(self, persons: Persons, codes: NDArray[np.uint8]) -> Batch:
        """Observed from the first week to the last."""
        there = np.flatnonzero(self.present)
        start, end = (np.full(persons.size, self.first + 7 * place, dtype=np.int64) for place in (there[0], there[-1] + 1))
        return Batch(
            size=persons.size, ids=None, born=persons.born, sex=persons.sex, origin=persons.origin, end=end, facts={},
            observed=Spans(np.arange(persons.size), start, end), observed_by_kind={}, weeks=WeekColumns(self.first, codes, self.codes().labels),
        )

    def filled(self, citizens: int, blank: bool) -> NDArray[np.uint8]:
        """Weeks without a benefit, or weeks of which nothing is known."""
        codes = np.full((len(self.mondays), citizens), NOT_OBSERVED, dtype=np.uint8)
        if blank:
            codes[self.present] = 0
        return codes

    def absent(self, persons: Persons, blank: bool) -> Batch:
        """Persons of whom the extract has nothing."""
        return self.batch(persons, self.filled(persons.size, blank))
