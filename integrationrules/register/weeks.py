"""Week columns of a DREAM extract: which column is which week, and which of them a measure needs."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyarrow as pa

from integrationrules.dates import DateError, IsoWeek, day_number
from integrationrules.rulebook.ready import ReadyRule

from .problems import RegisterError
from .sources import TableFile

__all__ = ["first_needed", "week_columns"]

_WEEK = re.compile(r"y_([0-9]{2})([0-9]{2})", re.IGNORECASE)
_YEARLY = re.compile(r"y_[0-9]{1,2}", re.IGNORECASE)
_LIKE_WEEK = re.compile(r"y_?[0-9][0-9_w-]*", re.IGNORECASE)
_CENTURY = 90
"""Two digits from here on are of the 1900s; the register begins in 1991."""


def week_columns(file: TableFile, first: int, end: int) -> dict[int, str]:
    """The columns of weeks whose Monday lies in [first, end), by Monday, in order; every column that looks like a week is looked at."""
    found: dict[int, str] = {}
    for name in file.names:
        if _LIKE_WEEK.fullmatch(name):
            monday = _monday(file, name)
            if monday in found:
                raise RegisterError("register_same_week", file=file.path, column=found[monday], other=name)
            found[monday] = name
    if not found:
        raise RegisterError("register_no_weeks", file=file.path)
    needed = {monday: found[monday] for monday in sorted(found) if first <= monday < end}
    _check_types(file, needed.values())
    return needed


def first_needed(rule: ReadyRule, first: int) -> int:
    """The first day whose codes a quarter rule asks for: that of the quarters, unless it looks for the first week of a kind."""
    for node in rule.nodes:
        for facts in node.arguments:
            if facts.operation == "facts" and facts.type.unit == "week_code" and node.type.kind != "weeks" and (none_before := facts.detail[1]):
                first = min(first, day_number(none_before))
    return first


def _monday(file: TableFile, name: str) -> int:
    match = _WEEK.fullmatch(name)
    if match is None:
        raise RegisterError("register_yearly" if _YEARLY.fullmatch(name) else "register_week", file=file.path, column=name)
    year, week = int(match[1]), int(match[2])
    year += 1900 if year >= _CENTURY else 2000
    try:
        return day_number(IsoWeek(year, week).monday)
    except DateError:
        raise RegisterError("register_week_53" if week == 53 else "register_week", file=file.path, column=name, year=year) from None


def _check_types(file: TableFile, names: Iterable[str]) -> None:
    """Codes are all text, or all numbers; a column without values is either."""
    kinds: dict[bool, str] = {}
    for name in names:
        type_ = file.types[name]
        held = type_.value_type if pa.types.is_dictionary(type_) else type_
        is_text = pa.types.is_string(held) or pa.types.is_large_string(held)
        if not (is_text or pa.types.is_integer(held) or pa.types.is_floating(held) or pa.types.is_null(held)):
            raise RegisterError("register_code_type", file=file.path, column=name)
        if not pa.types.is_null(held):
            kinds.setdefault(is_text, name)
    if len(kinds) == 2:
        raise RegisterError("register_mixed", file=file.path, column=kinds[True], other=kinds[False])
