"""Week columns of a DREAM extract: which column is which week, and which of them a measure needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa

from integrationrules.dates import DateError, IsoWeek, day_number
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.rulebook.terms import Term

from .problems import RegisterError
from .sources import Table
from .sources.table import is_text

__all__ = ["FIRST_WEEK", "century", "check_code_types", "first_needed", "is_yearly", "monday_of", "week_columns", "year_of", "years_in"]

FIRST_WEEK = day_number(date(1991, 8, 5))
"""The register's first Monday."""

_WEEK = re.compile(r"y_([0-9]{2})([0-9]{2})", re.IGNORECASE)
_YEARLY = re.compile(r"y_[0-9]{1,2}", re.IGNORECASE)
_LIKE_WEEK = re.compile(r"y_?[0-9][0-9_w-]*", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_LEAP_WEEK = 53
_CENTURY = 90
"""Two digits from here on are of the 1900s; the register begins in 1991."""


def week_columns(file: Table, first: int, end: int, year: int | None = None) -> dict[int, str]:
    """The columns of weeks whose Monday lies in [first, end), by Monday, in order; every column that looks like a week is looked at.

    `year` is that of a yearly file, whose weeks are `y_01` to `y_53`, whether or not the year has 53.
    """
    found: dict[int, str] = {}
    for name in file.names:
        if _LIKE_WEEK.fullmatch(name):
            monday = _monday(file, name, year)
            if monday is None:
                continue
            if monday in found:
                raise RegisterError("register_same_week", file=file.path, column=found[monday], other=name)
            found[monday] = name
    if not found:
        raise RegisterError("register_no_weeks", file=file.path)
    needed = {monday: found[monday] for monday in sorted(found) if first <= monday < end}
    check_code_types(file, needed.values())
    return needed


def first_needed(rule: ReadyRule, first: int) -> int:
    """The first day whose codes a rule asks for.

    That of the periods, unless it looks for the first week of a kind or counts from a day of the citizen's own.
    """
    for node in rule.nodes:
        if node.operation in ("count_span", "longest") and any(_is_code(term) for term in node.walk()):
            return FIRST_WEEK
        for facts in node.arguments:
            if _is_code(facts) and node.type.kind != "weeks":
                first = min(first, day_number(facts.detail[1]) if facts.detail[1] else FIRST_WEEK)
    return first


def _is_code(term: Term) -> bool:
    return term.operation == "facts" and term.type.unit == "week_code"


def is_yearly(file: Table) -> bool:
    """Whether weeks have no year in their names."""
    return any(_YEARLY.fullmatch(name) for name in file.names) and not any(_WEEK.fullmatch(name) for name in file.names)


def years_in(name: str) -> list[int]:
    """The different years that the name of a file has, in order."""
    return sorted({int(year) for year in _YEAR.findall(name)})


def year_of(file: Table, years: Mapping[str, int]) -> int | None:
    """The year of a yearly file: as the caller says, else as its name says; none where its weeks have a year of their own."""
    if not is_yearly(file):
        return None
    name = Path(file.path).name
    found = years_in(name)
    year = years.get(name, found[0] if len(found) == 1 else None)
    if year is None:
        raise RegisterError("register_no_year", file=file.path, name=name)
    return year


def _monday(file: Table, name: str, of_year: int | None) -> int | None:
    if of_year is not None and _YEARLY.fullmatch(name):
        week = int(name[2:])
        monday = monday_of(of_year, week)
        if monday is None and week != _LEAP_WEEK:
            raise RegisterError("register_week", file=file.path, column=name)
        return monday
    match = _WEEK.fullmatch(name)
    if match is None:
        raise RegisterError("register_yearly" if _YEARLY.fullmatch(name) else "register_week", file=file.path, column=name)
    year, week = century(int(match[1])), int(match[2])
    monday = monday_of(year, week)
    if monday is None:
        raise RegisterError("register_week_53" if week == _LEAP_WEEK else "register_week", file=file.path, column=name, year=year)
    return monday


def century(two_digits: int) -> int:
    """The year that two digits stand for."""
    return two_digits + (1900 if two_digits >= _CENTURY else 2000)


def monday_of(year: int, week: int) -> int | None:
    """The Monday of a week; none where the year has no such week."""
    try:
        return day_number(IsoWeek(year, week).monday)
    except DateError:
        return None


def check_code_types(file: Table, names: Iterable[str]) -> None:
    """Codes are all text, or all numbers; a column without values is either."""
    kinds: dict[bool, str] = {}
    for name in names:
        type_ = file.types[name]
        held = type_.value_type if pa.types.is_dictionary(type_) else type_
        text = is_text(held)
        if not (text or pa.types.is_integer(held) or pa.types.is_floating(held) or pa.types.is_null(held)):
            raise RegisterError("register_code_type", file=file.path, column=name)
        if not pa.types.is_null(held):
            kinds.setdefault(text, name)
    if len(kinds) == 2:
        raise RegisterError("register_mixed", file=file.path, column=kinds[True], other=kinds[False])
