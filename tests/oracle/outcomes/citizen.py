"""One citizen's facts day by day: true, false or not known, as seen on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from tests.oracle.kleene import Truth

DAY = timedelta(days=1)
Fact = Mapping[str, Any]
Span = tuple[int, int]
"""At least and at most."""


def monday(day: date) -> date:
    return day - DAY * day.weekday()


def days(first: date, last: date) -> Iterable[date]:
    """Both included."""
    return (first + DAY * n for n in range((last - first).days + 1))


def months_after(day: date, months: int) -> date:
    return day + relativedelta(months=months)


class Citizen:
    """What is known on the day asked about; days after it are not."""

    def __init__(self, case: Mapping[str, Any], on: date) -> None:
        self.on, self.facts = on, case["facts"]
        self.born = date.fromisoformat(case["citizen"]["born"]) if "born" in case["citizen"] else None
        self.origin = case["citizen"].get("origin")
        self.spans = [(date.fromisoformat(one["from"]), date.fromisoformat(one["to"])) for one in case["observed"]]
        self.codes = {date.fromisocalendar(int(one["week"][:4]), int(one["week"][6:]), 1): one["code"] for one in self.facts if one["kind"] == "week_code"}

        self.kept: dict[Any, Any] = {}
        """What a measure worked out and another may ask for again."""
        self._seen: dict[date, bool] = {}
        self._spells: dict[tuple[str, Callable[[Fact], bool]], list[tuple[date, date | None]]] = {}

    def seen(self, day: date) -> bool:
        """Whether what happened on a day would be known."""
        if day not in self._seen:
            self._seen[day] = day <= self.on and any(start <= day < end for start, end in self.spans)
        return self._seen[day]

    def spells(self, kind: str, matches: Callable[[Fact], bool]) -> list[tuple[date, date | None]]:
        """First day and day after the last; an event lasts for its day."""
        if (kind, matches) not in self._spells:
            found = self._spells[kind, matches] = []
            for fact in self.facts:
                if fact["kind"] == kind and matches(fact):
                    start = date.fromisoformat(fact["from"] if "from" in fact else fact["on"])
                    found.append((start, date.fromisoformat(fact["to"]) if "to" in fact else start + DAY if "on" in fact else None))
        return self._spells[kind, matches]

    def on_day(self, kind: str, matches: Callable[[Fact], bool], day: date) -> Truth:
        """Whether a spell or event of a kind holds on a day."""
        found: Truth = None if not self.seen(day) else False
        for start, end in self.spells(kind, matches):
            if day <= self.on and start <= day and (day < end if end else self._surely_lasts(start, day)):
                return True
            if end is None and day >= start:
                found = None
        return found

    def _surely_lasts(self, start: date, day: date) -> bool:
        """Of a spell without an end: to the end of the observed span it lasts into, or for a day."""
        return day < next((end for _, end in self.spans if end > start), start + DAY)

    def stated(self, kind: str, matches: Callable[[Fact], bool] = lambda fact: True) -> list[date]:
        """The days on which stated facts begin, up to the day asked about."""
        found = (date.fromisoformat(one["from"] if "from" in one else one["on"]) for one in self.facts if one["kind"] == kind and matches(one))
        return sorted(one for one in found if one <= self.on)

    def count(self, holds: Callable[[date], Truth], since: date, least_to: date, greatest_to: date | None = None) -> Span:
        """On how many days; the last may be known within bounds only."""
        low = sum(holds(day) is True for day in days(since, least_to))
        return low, sum(holds(day) is not False for day in days(since, greatest_to or least_to))

    def any_day(self, holds: Callable[[date], Truth], week: date) -> Truth:
        found = [holds(day) for day in days(week, week + 6 * DAY)]
        return True if True in found else None if None in found else False

    def every_day(self, holds: Callable[[date], Truth], week: date) -> Truth:
        found = [holds(day) for day in days(week, week + 6 * DAY)]
        return False if False in found else None if None in found else True

    def code(self, week: date, groups: frozenset[str], listed: frozenset[str]) -> Truth:
        """Whether the register's code of a week is one of some."""
        found = self.codes.get(week) if week <= self.on else None
        if found is not None:
            return True if found in groups else False if found in listed else None
        if ("seen", week) not in self.kept:
            self.kept["seen", week] = all(self.seen(day) for day in days(week, week + 6 * DAY))
        return False if self.kept["seen", week] else None

    def weeks(self, holds: Callable[[date], Truth], since: date, up_to: date) -> Span:
        """How many weeks whose Monday lies between two days."""
        first = since if since.weekday() == 0 else monday(since) + 7 * DAY
        found = [holds(first + 7 * DAY * n) for n in range(max(0, (up_to - first).days // 7 + 1))]
        return found.count(True), found.count(True) + found.count(None)

    def longest(self, holds: Callable[[date], Truth], since: date, up_to: date) -> Span:
        """The most in a row."""
        first = since if since.weekday() == 0 else monday(since) + 7 * DAY
        found = [holds(first + 7 * DAY * n) for n in range(max(0, (up_to - first).days // 7 + 1))]
        return _row([one is True for one in found]), _row([one is not False for one in found])

    def age(self, day: date) -> int | None:
        return None if self.born is None else relativedelta(day, self.born).years if (self.born.month, self.born.day) != (2, 29) else (
            day.year - self.born.year - ((day.month, day.day) < (2, 29)))


def _row(held: list[bool]) -> int:
    most = now = 0
    for one in held:
        now = now + 1 if one else 0
        most = max(most, now)
    return most
