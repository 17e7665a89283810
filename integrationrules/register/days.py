"""Days as files write them: dates, ISO texts and Danish texts."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from integrationrules.dates import day_number

__all__ = ["day_of"]

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00.*)?")
_DANISH = re.compile(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})")
_YEARS = (1850, 2100)


def day_of(value: Any) -> int | None:
    """The number of a day; none where it is no day of 1850 to 2100."""
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return day_number(day) if _YEARS[0] <= day.year <= _YEARS[1] else None
    text = "" if value is None else str(value).strip()
    if match := _ISO.fullmatch(text):
        year, month, day_ = (int(part) for part in match.groups())
    elif match := _DANISH.fullmatch(text):
        day_, month, year = (int(part) for part in match.groups())
    else:
        return None
    try:
        return day_number(date(year, month, day_)) if _YEARS[0] <= year <= _YEARS[1] else None
    except ValueError:
        return None
