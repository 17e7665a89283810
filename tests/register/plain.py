"""Objective 1 counted by hand: one person after the other, one week after the other, with nothing from the package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

BENEFIT = {"700", "703", "704", "705", "706", "707", "708", "709"}
ABROAD = {"997", "999"}
NOT_LISTED = {"888"}
BEGAN = date(2015, 8, 31)

Truth = bool | None


@dataclass(frozen=True)
class Person:
    """Someone of the people file; `weeks` has the code of each Monday that was observed."""

    born: date | None
    origin: str
    group: tuple[str, ...]
    weeks: Mapping[date, str]


def mondays(year: int, quarter: int) -> list[date]:
    """Of the weeks whose Thursday lies in the quarter."""
    days = (date(year, 1, 1) + timedelta(days=day) for day in range(366))
    return [day - timedelta(days=3) for day in days if day.year == year and (day.month + 2) // 3 == quarter and day.weekday() == 3]


def both(one: Truth, other: Truth) -> Truth:
    return False if one is False or other is False else None if one is None or other is None else True


def agreed(found: Iterable[bool]) -> Truth:
    different = set(found)
    return different.pop() if len(different) == 1 else None


def code(person: Person, monday: date) -> str | None:
    found = person.weeks.get(monday)
    return None if found in NOT_LISTED else found


def enough(known: int, open_: int) -> Truth:
    return True if known >= 5 else None if known + open_ >= 5 else False


def achieved(person: Person, weeks: list[date]) -> Truth:
    codes = [code(person, monday) for monday in weeks]
    free = enough(sum(one in ("", "652") for one in codes), sum(one is None or one in ABROAD for one in codes))
    student = enough(sum(one == "651" for one in codes), codes.count(None))
    return True if free or student else None if free is None or student is None else False


def belongs(person: Person, weeks: list[date]) -> Truth:
    measured = weeks[-1]
    origin = None if not person.origin else person.origin == "non_western"
    age: Truth = None
    if person.born is not None:
        born = person.born
        age = 18 <= measured.year - born.year - ((measured.month, measured.day) < (born.month, born.day)) <= 64
    firsts: list[date | None] = []                        # weeks the first receipt may have been in
    monday = BEGAN
    while monday <= measured:
        found = code(person, monday)
        if found is None or found in BENEFIT:
            firsts.append(monday)
        if found in BENEFIT:
            break
        monday += timedelta(weeks=1)
    else:
        firsts.append(None)
    begun = agreed(first is not None for first in firsts)
    inside = agreed(measured <= three_years_after(first) for first in firsts if first is not None) if any(firsts) else None
    return both(both(origin, age), both(begun, inside))


def three_years_after(day: date) -> date:
    return date(day.year + 3, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 3)


def counted(people: Iterable[Person], year: int, quarter: int) -> dict[tuple[str, ...], tuple[int, ...]]:
    """By group: met, not met, unknown, possible members, those who may fail, those who may succeed."""
    weeks = mondays(year, quarter)
    found: dict[tuple[str, ...], Counter[str]] = {}
    for person in people:
        counts = found.setdefault(person.group, Counter())
        member, outcome = belongs(person, weeks), achieved(person, weeks)
        if member:
            counts["met" if outcome else "unknown" if outcome is None else "not_met"] += 1
        elif member is None:
            counts["possible"] += 1
            counts["may_fail"] += not outcome
            counts["may_succeed"] += outcome is not False
    return {group: tuple(counts[name] for name in ("met", "not_met", "unknown", "possible", "may_fail", "may_succeed")) for group, counts in found.items()}
