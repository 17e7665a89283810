"""ISO weeks, and the months and quarters of a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .days import end_of, monday

__all__ = ["DateError", "IsoWeek", "Month", "Quarter", "QuarterScheme"]

QuarterScheme = Literal["thursday", "blocks13"]

_MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december")


class DateError(ValueError):
    """A text that is no week, quarter or date, or a date outside the calendar; the message says what is expected."""


@dataclass(frozen=True, slots=True, order=True)
class IsoWeek:
    """A week Monday to Sunday, named by ISO 8601 year and number: `2018-W40`."""

    year: int
    week: int

    def __post_init__(self) -> None:
        if not 1900 <= self.year <= 2100:
            raise DateError(f"week {self}: the year must be 1900-2100")
        if not 1 <= self.week <= date(self.year, 12, 28).isocalendar().week:
            raise DateError(f"{self.year} has no ISO week {self.week}")

    @classmethod
    def parse(cls, text: str) -> IsoWeek:
        """Reads `2018-W40` and `uge 40, 2018`; raises `DateError` for anything else."""
        if match := re.fullmatch(r"\s*(\d{4})-?W(\d{2})\s*", text, re.IGNORECASE):
            return cls(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"\s*uge\s+(\d{1,2}),?\s+(\d{4})\s*", text, re.IGNORECASE):
            return cls(int(match[2]), int(match[1]))
        raise DateError(f"'{text}' is not a week; write 2018-W40")

    @classmethod
    def holding(cls, day: date) -> IsoWeek:
        """The week that holds `day`."""
        return cls(*day.isocalendar()[:2])

    @property
    def monday(self) -> date:
        """The week's first day."""
        return date.fromisocalendar(self.year, self.week, 1)

    def __str__(self) -> str:
        return f"{self.year}-W{self.week:02}"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year, made of whole ISO weeks: `2018Q4`."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1900 <= self.year <= 2100 or not 1 <= self.number <= 4:
            raise DateError(f"'{self.year}Q{self.number}' is not a quarter of 1900-2100; write 2018Q4")

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Reads `2018Q4`, `2018K4` and `4. kvartal 2018`; raises `DateError` for anything else."""
        if match := re.fullmatch(r"\s*(\d{4})-?[QK]([1-4])\s*", text, re.IGNORECASE):
            return cls(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"\s*([1-4])\.\s*kvartal\s+(\d{4})\s*", text, re.IGNORECASE):
            return cls(int(match[2]), int(match[1]))
        raise DateError(f"'{text}' is not a quarter; write 2018Q4, 2018K4 or '4. kvartal 2018'")

    @classmethod
    def holding(cls, day: date) -> Quarter:
        """The calendar quarter that holds `day`."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def first_day(self) -> date:
        """First day of the calendar quarter."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        """Last day of the calendar quarter."""
        return end_of("quarter", self.first_day)

    def following(self) -> Quarter:
        """The next quarter."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def first_monday(self, scheme: QuarterScheme = "thursday") -> date:
        """Monday of the quarter's first week."""
        return _first_monday(self.year, self.number, scheme)

    def weeks(self, scheme: QuarterScheme = "thursday") -> int:
        """How many ISO weeks belong to the quarter: 12-14 when the week's Thursday decides, 13-14 in blocks of 13."""
        return (self.last_monday(scheme) - self.first_monday(scheme)).days // 7 + 1

    def last_monday(self, scheme: QuarterScheme = "thursday") -> date:
        """Monday of the quarter's last week."""
        # By numbers, so that the last quarter of 2100 has an end as well.
        return _first_monday(self.year + self.number // 4, self.number % 4 + 1, scheme) - timedelta(weeks=1)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year: `2018M12`."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1900 <= self.year <= 2100 or not 1 <= self.number <= 12:
            raise DateError(f"'{self.year}M{self.number}' is not a month of 1900-2100; write 2018M12")

    @classmethod
    def parse(cls, text: str) -> Month:
        """Reads `2018M12`, `2018-12` and `december 2018`; raises `DateError` for anything else."""
        if match := re.fullmatch(r"\s*(\d{4})-?M?(\d{2})\s*", text, re.IGNORECASE):
            return cls(int(match[1]), int(match[2]))
        if (match := re.fullmatch(r"\s*([a-z]+)\s+(\d{4})\s*", text, re.IGNORECASE)) and match[1].lower() in _MONTHS:
            return cls(int(match[2]), _MONTHS.index(match[1].lower()) + 1)
        raise DateError(f"'{text}' is not a month; write 2018M12 or 'december 2018'")

    @property
    def first_day(self) -> date:
        """The first of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return end_of("month", self.first_day)

    def following(self) -> Month:
        """The next month."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year}M{self.number:02}"


def _first_monday(year: int, number: int, scheme: QuarterScheme) -> date:
    if scheme == "blocks13":
        return date.fromisocalendar(year, number * 13 - 12, 1)
    return monday(date(year, number * 3 - 2, 4))
