"""dk.integration.window, the quarter rules: 36 months since first receipt, and 36 months received."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from . import codes
from .dates import DAY, FIRST_RECEIPT_DAY, WEEK, after, calendar_days, monday_of, week_days
from .days import DaySets
from .facts import Span, joined
from .kleene import Truth, all_of, at_least, at_most
from .weeks import Weeks

_INTEGRATION_BENEFIT = frozenset({"integration_benefit"})
LIMITS = {"156_weeks": 156, "1096_days": 1096, "36_months": 36}


class First(NamedTuple):
    """The first day of receipt: not before `low`, not after `high` (None: there may be none)."""

    low: date
    high: date | None


def first_receipt(weeks: Weeks) -> First:
    """The first day of integration benefit, bounded by what is stated and by the first day nobody saw."""
    lows: list[date] = []
    highs: list[date] = []
    for low, high in [*_firsts_from_facts(weeks), *_firsts_from_codes(weeks)]:
        lows.append(low)
        if high is not None:
            highs.append(high)
    known = weeks.days.known
    coded = [(monday, monday + WEEK) for monday in known.week_codes if monday <= weeks.on]
    lows.append(_first_unseen(known.observed("benefit"), weeks.on))
    lows.append(_first_unseen([*known.observed("week_code"), *coded], weeks.on))
    return First(min(lows), min(highs) if highs else None)


def _firsts_from_facts(weeks: Weeks) -> list[First]:
    """Each spell of integration benefit that may have begun by `on`; one that may begin later is only possible."""
    firsts = []
    for spell in weeks.days.known.spells("benefit"):
        kind = spell.fact.get("type")
        if kind not in (None, "integration_benefit") or spell.earliest_from > weeks.on:
            continue
        if spell.possible_to is not None and spell.possible_to <= FIRST_RECEIPT_DAY:
            continue  # the benefit did not exist
        earliest, latest = max(spell.earliest_from, FIRST_RECEIPT_DAY), max(spell.latest_from, FIRST_RECEIPT_DAY)
        sure = kind is not None and latest <= weeks.on and (spell.certain_to > FIRST_RECEIPT_DAY or spell.latest_from >= FIRST_RECEIPT_DAY)
        firsts.append(First(earliest, latest if sure else None))
    return firsts


def _firsts_from_codes(weeks: Weeks) -> list[First]:
    """A week coded 70x has its first day somewhere in the week; a week with an unlisted code may have one."""
    firsts = []
    for monday in weeks.days.known.week_codes:
        if monday > weeks.on or monday + WEEK <= FIRST_RECEIPT_DAY:
            continue
        received = weeks.code_in(monday, codes.INTEGRATION_BENEFIT)
        if received is not False:
            firsts.append(First(max(monday, FIRST_RECEIPT_DAY), monday + DAY * 6 if received else None))
    return firsts


def _first_unseen(observed: list[Span], on: date) -> date:
    """The first day since the benefit exists that was not observed or lies after `on`."""
    unseen = FIRST_RECEIPT_DAY
    for start, end in joined(observed):
        if start <= unseen < end:
            unseen = end
    return min(unseen, max(on + DAY, FIRST_RECEIPT_DAY))


def since_first_receipt(weeks: Weeks, m: date) -> Truth:
    """Chapter 3.1: at most 36 months have passed since the first receipt, measured in the quarter's last week."""
    first = first_receipt(weeks)
    low, high = first
    if weeks.options["receipt_anchor"] == "monday":
        low, high = monday_of(low), None if high is None else monday_of(high)

    def within(anchor: date) -> bool:
        if weeks.options["window_end_population"] == "exclusive":
            return m < after(anchor, 36)
        return m <= after(anchor, 36)

    begun = False if low > m else True if high is not None and high <= m else None
    not_over = True if within(low) else None if high is None or within(high) else False
    return all_of(begun, not_over)


class Receipt(NamedTuple):
    """The days of receipt up to the measuring day, and the weeks the register has coded so."""

    certain_days: set[date]
    possible_days: set[date]
    certain_weeks: set[date]


def receipt_until(weeks: Weeks, m: date) -> Receipt:
    """Which days from 1 September 2015 to `m` are days of receipt, for sure or possibly (the sure ones included)."""
    asked = set(calendar_days(FIRST_RECEIPT_DAY, m + DAY))
    from_facts = weeks.days.of("benefit", "type", _INTEGRATION_BENEFIT)
    certain = asked & from_facts.certain - _later_than(weeks.on, asked)
    possible = asked - _surely_without(from_facts, asked, weeks.on)
    certain_weeks: set[date] = set()
    coded_days: set[date] = set()
    for monday in weeks.days.known.week_codes:
        if monday > weeks.on:
            continue
        days = asked.intersection(week_days(monday))
        coded_days |= days
        received = weeks.code_in(monday, codes.INTEGRATION_BENEFIT)
        if received is not False:
            possible |= days
        if received and days and monday + DAY * 6 <= m:
            certain_weeks.add(monday)
    without_code = asked - coded_days
    possible |= without_code - weeks.days.observed("week_code")
    possible |= without_code & _later_than(weeks.on, asked)
    return Receipt(certain, possible, certain_weeks)


def _surely_without(sets: DaySets, asked: set[date], on: date) -> set[date]:
    return (asked & sets.observed) - sets.possible - _later_than(on, asked)


def _later_than(on: date, asked: set[date]) -> set[date]:
    return asked.intersection(calendar_days(on + DAY, None))


def weeks_received(receipt: Receipt) -> tuple[int, int]:
    """Weeks with a day of receipt: at least, at most. One day is enough."""
    certain = {monday_of(d) for d in receipt.certain_days} | receipt.certain_weeks
    return len(certain), len(certain | {monday_of(d) for d in receipt.possible_days})


def days_received(receipt: Receipt) -> tuple[int, int]:
    """Days of receipt: at least, at most. A coded week says of no single day that it was one."""
    return len(receipt.certain_days), len(receipt.possible_days)


def months_received(receipt: Receipt) -> tuple[int, int]:
    """Calendar months with a day of receipt: at least, at most. A coded week inside one month makes it one."""
    certain = {_month(d) for d in receipt.certain_days}
    for monday in receipt.certain_weeks:
        first = max(monday, FIRST_RECEIPT_DAY)
        if _month(first) == _month(monday + DAY * 6):
            certain.add(_month(first))
    return len(certain), len(certain | {_month(d) for d in receipt.possible_days})


def _month(d: date) -> tuple[int, int]:
    return d.year, d.month


def received(weeks: Weeks, m: date) -> Truth:
    """Note 5: "maksimalt har modtaget integrationsydelse i 36 måneder": at least one week of it, at most the limit."""
    receipt = receipt_until(weeks, m)
    received_as = weeks.options["received_as"]
    number = {"156_weeks": weeks_received, "1096_days": days_received, "36_months": months_received}[received_as]
    return all_of(at_least(weeks_received(receipt), 1), at_most(number(receipt), LIMITS[received_as]))
