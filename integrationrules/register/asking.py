"""Questions of a measure that are asked in one run, and what they are answered by: one row a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from integrationrules.dates import FIRST_DAY, mondays
from integrationrules.engine.questions import Questions
from integrationrules.engine.rows import Rows
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.verdict import INFINITE, Bounds, Truths

from .averages import Numbers

__all__ = ["Asking", "Places"]

Places = Sequence[Sequence[int]]
"""Of each period the rows of the run: several where an assumption is not decided."""


class Asking:
    """An assumption that nobody decided leaves a period several rows: what they agree on is known."""

    def __init__(self, rule: ReadyRule, rows: Rows) -> None:
        self.rule, self.rows = rule, rows
        self.questions: Questions = rows.questions(None, np.array([FIRST_DAY]))

    @property
    def first_monday(self) -> int:
        """Of the first week that belongs to any of the quarters, or that holds one of the days."""
        period = self.questions.period
        return int((mondays(self.questions.on) if period is None else period.first_monday).min())

    @property
    def end(self) -> int:
        """The day after the last week of the quarters, or after the last that holds one of the days."""
        period = self.questions.period
        return int((mondays(self.questions.on) + 7 if period is None else period.first_monday + 7 * period.weeks).max())

    def places(self, changed: Mapping[str, str] | None = None) -> Places:
        """The rows under the chosen options, some of them changed."""
        return [self.rows.of(self.rule, place, changed) for place in range(max(1, len(self.rows.quarters), len(self.rows.days)))]

    def truths(self, truths: Truths, places: Places, size: int) -> Truths:
        """What is known of a condition in each period."""
        sure, possible = self._rows(truths.sure, size), self._rows(truths.possible, size)
        return Truths(np.stack([sure[rows].all(axis=0) for rows in places]), np.stack([possible[rows].any(axis=0) for rows in places]))

    def numbers(self, bounds: Bounds, places: Places, size: int) -> Numbers:
        """What is known of a number in each period. Where there may be no such number, there is no bound."""
        gone = self._rows(bounds.absent.possible, size)
        least, greatest = self._rows(bounds.least, size), self._rows(bounds.greatest, size)
        low, high = gone | (least < 0), gone | (greatest >= INFINITE)
        least, greatest = np.where(low, 0, least), np.where(high, 0, greatest)
        return Numbers(
            np.stack([least[rows].min(axis=0) for rows in places]), np.stack([greatest[rows].max(axis=0) for rows in places]),
            np.stack([low[rows].any(axis=0) for rows in places]), np.stack([high[rows].any(axis=0) for rows in places]),
        )

    def _rows(self, values: np.ndarray, size: int) -> np.ndarray:
        return np.broadcast_to(values, (self.questions.size, size))
