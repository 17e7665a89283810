"""Dates as people write them: 2018-03-01, 1. marts 2018, 1 March 2018, March 1 2018, 1/3-2018."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from integrationrules.report.catalogue import LANGUAGES, translator
from integrationrules.report.quantities import MONTHS

__all__ = ["DAY", "day_of", "joined", "month_of"]

_DANISH = r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[-/. ]\s*(?P<y>\d{4})"
_ABBREVIATED = 3


@cache
def _months() -> dict[str, int]:
    """The names of the months in every language, in full and by their first three letters."""
    names: dict[str, int] = {}
    for lang in LANGUAGES:
        for number, name in MONTHS.items():
            said = translator(lang)(name).casefold()
            names[said] = names[said[:_ABBREVIATED]] = number
    return names


def _named() -> str:
    return "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))


def _pattern(month: str) -> str:
    return rf"\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}\.?\s+(?:{month})\.?\s+\d{{4}}|(?:{month})\.?\s+\d{{1,2}}\s+\d{{4}}|\d{{1,2}}[/.-]\d{{1,2}}[-/. ]\s*\d{{4}}"


DAY = rf"(?:{_pattern(_named())})(?![\w])"
"""What may be a date; whether it is one, `day_of` says."""


def day_of(text: str) -> date | None:
    """The date of a text; None for a day that the calendar does not have. 1/3-2018 is the first of March."""
    month = _named()
    for pattern in (r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", _DANISH, rf"(?P<d>\d{{1,2}})\.?\s+(?P<n>{month})\.?\s+(?P<y>\d{{4}})",
                    rf"(?P<n>{month})\.?\s+(?P<d>\d{{1,2}})\s+(?P<y>\d{{4}})"):
        if match := re.fullmatch(pattern, text.strip(), re.IGNORECASE):
            found = match.groupdict()
            number = _months()[found["n"].casefold()] if "n" in found else int(found["m"])
            try:
                return date(int(found["y"]), number, int(found["d"]))
            except ValueError:
                return None
    return None


def month_of(text: str) -> date | None:
    """The first day of a month said without a day: `marts 2018`, `i marts 2018`, `March 2018`, `2018-03`; None for anything else."""
    if match := re.fullmatch(rf"(?:i\s+|in\s+)?(?P<n>{_named()})\.?\s+(?P<y>\d{{4}})|(?P<iso>\d{{4}}-\d{{2}})", text.strip(), re.IGNORECASE):
        return day_of(f"{match['iso']}-01") if match["iso"] else day_of(f"1. {match['n']} {match['y']}")
    return None


def joined(text: str) -> str:
    """The text without the commas that stand inside a date or a week, as in `March 1, 2018` and `uge 40, 2018`."""
    return re.sub(rf"\b((?:{_named()}|uge|week)\.?\s+\d{{1,2}}),\s*(?=\d{{4}}\b)", r"\1 ", text, flags=re.IGNORECASE)
