"""The years a model is asked about, and the months since its beginning that each of them holds."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Period", "first_months", "whole_years"]

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar year, or its first months: `first` and `last` count months since the beginning."""

    year: int
    first: int
    last: int

    @property
    def number(self) -> int:
        """From 1."""
        return self.first // MONTHS + 1


def whole_years(first: int, last: int) -> tuple[Period, ...]:
    """The calendar years from the first to the last."""
    return tuple(Period(year, (year - first) * MONTHS, (year - first + 1) * MONTHS) for year in range(first, last + 1))


def first_months(year: int, months: int) -> tuple[Period, ...]:
    """So many months from the beginning of a year."""
    return tuple(Period(year + at // MONTHS, at, min(at + MONTHS, months)) for at in range(0, months, MONTHS))
