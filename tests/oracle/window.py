"""dk.integration.window, the citizen rules: how far into the introduction period someone is on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from .dates import DAY, after, elapsed_months
from .facts import Known
from .kleene import Truth, all_of

Value = int | tuple[int, int] | None


class Start(NamedTuple):
    """The day the period began: not before `low`, not after `high` (None: it may not have begun by the day asked)."""

    low: date
    high: date | None


def start_of_period(known: Known, on: date) -> Start | None:
    """The earliest responsibility that had begun by `on`. Responsibility is taken as stated: no other is presumed."""
    begun = [spell for spell in known.spells("responsibility") if spell.earliest_from <= on]
    if not begun:
        return None
    surely = [spell.latest_from for spell in begun if spell.latest_from <= on]
    return Start(min(spell.earliest_from for spell in begun), min(surely) if surely else None)


def month_of_period(start: date, on: date) -> int:
    """The first month is number 1."""
    return elapsed_months(start, on) + 1


def year_of_period(start: date, on: date, window_end: str) -> int:
    """The first year is number 1; an inclusive end lets a year last one day longer."""
    if window_end == "inclusive":
        return elapsed_months(start, on - DAY) // 12 + 1
    return elapsed_months(start, on) // 12 + 1


def days_left_of_period(start: date, on: date) -> int:
    """Days from `on` to the day three years after the start, never below none."""
    return max(0, (after(start, 36) - on).days)


def valued(start: Start | None, number: Callable[[date], int]) -> tuple[Truth, Value]:
    """Met with a value, or with its bounds; not met if there is no start; unknown if there may be none."""
    if start is None:
        return False, None
    if start.high is None:
        return None, None
    low, high = sorted((number(start.low), number(start.high)))
    return True, low if low == high else (low, high)


def first_three_years(start: Start | None, on: date, window_end: str) -> Truth:
    """Whether the period has begun and the 36 months since then are not over."""
    if start is None:
        return False

    def inside(begun: date) -> bool:
        return on <= after(begun, 36) if window_end == "inclusive" else on < after(begun, 36)

    has_begun = True if start.high is not None else None
    if inside(start.low):
        return all_of(has_begun, True)
    return all_of(has_begun, None if start.high is None or inside(start.high) else False)
