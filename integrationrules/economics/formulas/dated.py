"""Dated values in a calendar year."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from integrationrules.rulebook.model import Parameter, ParameterValue
from integrationrules.rulebook.parameters import band

__all__ = ["MIDDLE", "InYear", "in_year"]

MIDDLE = (7, 1)
"""A year has one value of a parameter in a model: the one in force in its middle, on 1 July."""


@dataclass(frozen=True, slots=True)
class InYear:
    """What holds in the middle of a year; nothing on file is unknown."""

    day: date
    value: ParameterValue | None
    changes: bool
    """Whether another value holds on another day of the year."""

    @property
    def known(self) -> bool:
        """Whether a value is on file."""
        return self.value is not None

    @property
    def single(self) -> float:
        """The stored number of a parameter with one value; none is zero, since the law then gives nothing."""
        return math.nan if self.value is None else _number(self.value.value)

    def keyed(self, key: str) -> float:
        """The stored number under a key."""
        if self.value is None or not isinstance(self.value.value, tuple):
            return math.nan
        return _number(dict(self.value.value)[key])

    @property
    def bands(self) -> tuple[tuple[int, int, float], ...]:
        """First and last number and value of each band."""
        if self.value is None or not isinstance(self.value.value, tuple):
            return ()
        return tuple((*band(key), _number(value)) for key, value in self.value.value)


def in_year(parameter: Parameter, year: int) -> InYear:
    """The value in the middle of the year."""
    day = date(year, *MIDDLE)
    held = [one for one in parameter.values if one.start <= date(year, 12, 31) and (one.end is None or one.end > date(year, 1, 1))]
    found = next((one for one in held if one.start <= day and (one.end is None or day < one.end)), None)
    return InYear(day, found, len({one.value for one in held}) > 1)


def _number(value: object) -> float:
    return 0.0 if value is None else float(value)  # type: ignore[arg-type]
