"""Options as they are typed, read into values: days, quarters and ranges of them, chosen assumptions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from integrationrules.commands.terminal import UnusableInput
from integrationrules.dates import DateError, Month, Quarter
from integrationrules.report.catalogue import Translator

__all__ = ["chosen", "day", "period", "periods", "quarters", "years"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(text: str | None, option: str, tr: Translator) -> date | None:
    """A date as `2018-05-28`; raises `UnusableInput` for anything else."""
    if text is None:
        return None
    try:
        if _DAY.fullmatch(text):
            found = date.fromisoformat(text)
            if 1900 <= found.year <= 2100:
                return found
    except ValueError:
        pass
    raise UnusableInput(tr("{option}: '{found}' is not a date of 1900-2100; write it as 2018-05-28").format(option=option, found=text))


def quarters(texts: Iterable[str], tr: Translator) -> tuple[Quarter, ...]:
    """Quarters and ranges such as `2017Q1..2018Q4`, each quarter once; raises `UnusableInput`."""
    return tuple(_each(texts, Quarter.parse, Quarter(2100, 4), "--quarter", tr(
        "--quarter: '{found}' is not a quarter; write 2018Q4, 2018K4 or a range such as 2017Q1..2018Q4"), tr))


def periods(quarter: Iterable[str], month: Iterable[str], on: Iterable[str], tr: Translator) -> tuple[Quarter | Month | date, ...]:
    """What a measure is asked of: quarters, months and ranges of them, and days; raises `UnusableInput`."""
    wrong = tr("--months: '{found}' is not a month; write 2018M12 or a range such as 2016M12..2018M12")
    months = _each(month, Month.parse, Month(2100, 12), "--months", wrong, tr)
    days = [found for text in on for part in text.split(",") if (found := day(part.strip(), "--on", tr))]
    return (*quarters(quarter, tr), *months, *dict.fromkeys(days))


def period(text: str | None, option: str, tr: Translator) -> Quarter | Month | date | None:
    """One quarter, month or day; raises `UnusableInput` for anything else."""
    if text is None:
        return None
    for read in (Quarter.parse, Month.parse, date.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    said = tr("{option}: '{found}' is no period; write 2016Q4, 2016M12 or 2016-12-31, as the others are written")
    raise UnusableInput(said.format(option=option, found=text))


def years(text: str | None, tr: Translator) -> range:
    """Years from `2014..2020` or `2018`; none where nothing is given. Raises `UnusableInput`."""
    if text is None:
        return range(0)
    match = re.fullmatch(r"((?:19|20)[0-9]{2})(?:\.\.((?:19|20)[0-9]{2}))?", text.strip())
    if match is None or (match[2] and match[2] < match[1]):
        raise UnusableInput(tr("--years: '{found}' must be written as 2018 or 2014..2020").format(found=text))
    return range(int(match[1]), int(match[2] or match[1]) + 1)


def chosen(texts: Iterable[str], tr: Translator) -> dict[str, str]:
    """Options of assumptions from `id=option`; raises `UnusableInput`."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, option = (part.strip() for part in text.partition("="))
        if not (name and equals and option):
            raise UnusableInput(tr("--assume: '{found}' must be written as id=option, such as igu_counts=pooled").format(found=text))
        if found.setdefault(name, option) != option:
            said = tr("--assume: two options are given for {name}: {one} and {other}")
            raise UnusableInput(said.format(name=name, one=found[name], other=option))
    return found


P = TypeVar("P", Quarter, Month)


def _each(texts: Iterable[str], parse: Callable[[str], P], last: P, option: str, wrong: str, tr: Translator) -> list[P]:
    """Each period of some texts once, in the order they are named; `last` is the end of the calendar."""
    found: dict[P, None] = {}
    for text in texts:
        first, dots, end = text.partition("..")
        try:
            start, until = parse(first), parse(end if dots else first)
        except DateError:
            raise UnusableInput(wrong.format(found=text)) from None
        if until < start:
            raise UnusableInput(tr("{option}: '{found}' ends before it begins").format(option=option, found=text))
        while start <= until:
            found[start] = None
            if start == last:
                break
            start = start.following()
    return list(found)
