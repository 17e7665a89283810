"""From spells to days: on which days does a statement hold, on which may it hold, on which would we have seen it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from .dates import calendar_days
from .facts import Known, Span
from .kleene import Truth


class DaySets(NamedTuple):
    """The calendar days of one statement."""

    certain: set[date]
    possible: set[date]
    observed: set[date]

    def holds(self, d: date, on: date) -> Truth:
        """True in a certain part; false only on an observed day outside every possible part; nothing after `on`."""
        if d > on:
            return None
        if d in self.certain:
            return True
        if d in self.possible or d not in self.observed:
            return None
        return False

    def any_day(self, week: tuple[date, ...], on: date) -> Truth:
        """One day is enough; false only if all seven days are false."""
        statuses = [self.holds(d, on) for d in week]
        if True in statuses:
            return True
        return None if None in statuses else False


class Days:
    """The day statements of one case, each worked out once."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._observed: dict[str, set[date]] = {}
        self._of: dict[tuple[str, str, frozenset[str]], DaySets] = {}
        self._resident: dict[bool, set[date]] = {}

    def observed(self, kind: str) -> set[date]:
        """The days on which a fact of this kind would have been seen."""
        if kind not in self._observed:
            self._observed[kind] = _days_in(self.known.observed(kind))
        return self._observed[kind]

    def of(self, kind: str, field: str = "", wanted: frozenset[str] = frozenset()) -> DaySets:
        """The days of the spells of one kind, of all of them or of those whose field is one of `wanted`.

        A spell that lacks the field may be one of them: its days are possible.
        """
        key = (kind, field, wanted)
        if key not in self._of:
            certain: set[date] = set()
            possible: set[date] = set()
            for spell in self.known.spells(kind):
                value = spell.fact.get(field)
                if not field or value in wanted:
                    certain.update(calendar_days(*spell.certain))
                    possible.update(calendar_days(*spell.possible))
                elif value is None:
                    possible.update(calendar_days(*spell.possible))
            self._of[key] = DaySets(certain, possible, self.observed(kind))
        return self._of[key]

    def resident(self, on: date) -> set[date]:
        """The days on which the citizen certainly lives in the country, as seen on a day.

        Inside the residence spells if one of them may have begun by `on`, otherwise in the time in which both residence
        and stays abroad were observed; never on a day of a possible stay abroad.
        """
        stated = any(spell.earliest_from <= on for spell in self.known.spells("residence"))
        if stated not in self._resident:
            seen = self.observed("residence") & self.observed("abroad")
            at_home = self.of("residence").certain if stated else seen
            self._resident[stated] = at_home - self.of("abroad").possible
        return self._resident[stated]


def _days_in(spans: list[Span]) -> set[date]:
    days: set[date] = set()
    for start, end in spans:
        days.update(calendar_days(start, end))
    return days
