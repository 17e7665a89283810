"""Days as places along a drawing, with the years and quarters they lie in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from integrationrules.dates import Quarter

__all__ = ["LEFT", "WIDTH", "Axis", "axis_of"]

WIDTH = 960
LEFT = 210
_RIGHT = 14
_BEYOND = relativedelta(years=3)
"""How far beyond the days observed facts are drawn; one that reaches further is cut off with an arrow."""


@dataclass(frozen=True)
class Axis:
    """The days drawn: whole quarters from `start` up to `end`."""

    start: date
    end: date

    def at(self, day: date) -> float:
        """The place of the beginning of a day, at the edge for days that are not drawn."""
        share = (min(max(day, self.start), self.end) - self.start) / (self.end - self.start)
        return round(LEFT + share * (WIDTH - LEFT - _RIGHT), 1)

    @property
    def quarters(self) -> Iterator[Quarter]:
        """Each quarter drawn."""
        quarter = Quarter.holding(self.start)
        while quarter.first_day < self.end:
            yield quarter
            quarter = quarter.following()


def axis_of(observed: Iterable[date], others: Iterable[date]) -> Axis:
    """The whole quarters that hold the days observed, and the other days as far as they are not too far off."""
    seen, stated = sorted(observed), sorted(others)
    base = seen or stated or [date(2000, 1, 1)]
    first = max(min(base[0], *stated[:1]), base[0] - _BEYOND) if stated else base[0]
    last = min(max(base[-1], *stated[-1:]), base[-1] + _BEYOND) if stated else base[-1]
    return Axis(Quarter.holding(first).first_day, Quarter.holding(max(last, first)).following().first_day)
