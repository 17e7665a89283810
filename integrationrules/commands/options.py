"""Options as they are typed, read into values: days, quarters and ranges of them, chosen assumptions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from integrationrules.commands.terminal import UnusableInput
from integrationrules.dates import DateError, Quarter
from integrationrules.report.catalogue import Translator

__all__ = ["chosen", "day", "quarters", "years"]

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
    found: dict[Quarter, None] = {}
    for text in texts:
        first, dots, last = text.partition("..")
        start = _quarter(first, text, tr)
        end = _quarter(last, text, tr) if dots else start
        if end < start:
            raise UnusableInput(tr("--quarter: '{found}' ends before it begins").format(found=text))
        while start <= end:
            found[start] = None
            if start == Quarter(2100, 4):
                break
            start = start.following()
    return tuple(found)


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


def _quarter(text: str, whole: str, tr: Translator) -> Quarter:
    try:
        return Quarter.parse(text)
    except DateError:
        raise UnusableInput(
            tr("--quarter: '{found}' is not a quarter; write 2018Q4, 2018K4 or a range such as 2017Q1..2018Q4").format(found=whole)
        ) from None
