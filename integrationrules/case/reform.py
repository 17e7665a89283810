"""A reform from a day changes nothing before it: asked of every citizen on days, in weeks and in quarters before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from integrationrules.dates import Quarter
from integrationrules.rulebook.compare.differences import Differences
from integrationrules.timeline.timeline import Timeline

from .decide import Brief
from .flips import EXAMPLES, Asked, Flip, answers_of, said_by

__all__ = ["ReformCheck", "affected", "days_before"]

_WEEKS = 13
_EARLIEST = date(1990, 1, 1)
_DAY = timedelta(days=1)


@dataclass
class ReformCheck:
    """Answers about the time before a reform, under both rulebooks."""

    day: date
    asked: Asked
    days: tuple[date, ...]
    answers: int = 0
    differing: dict[tuple[str, str], int] = field(default_factory=dict)
    """By rule, and the quarter or the day it was asked about: how many citizens are answered otherwise."""
    examples: list[Flip] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return not self.differing

    def add(self, timelines: Sequence[Timeline]) -> None:
        """Asks about some citizens: on every day, in every week that holds one, and in all quarters that had ended before the reform."""
        quarters = list(_quarters_before(self.day, timelines))
        rounds: list[tuple[Asked, list[Quarter], date | None]] = []
        if quarters:
            rounds.append((self._only("quarter"), quarters, None))
        rounds += [(self._only("citizen", "week"), [], on) for on in self.days]
        for asked, several, on in rounds:
            if asked.rules:
                for timeline, pairs in zip(timelines, answers_of(asked, timelines, several, on), strict=True):
                    self._compare(timeline, pairs)

    def _compare(self, timeline: Timeline, pairs: Sequence[tuple[Brief, Brief]]) -> None:
        for before, after in pairs:
            # By which day a quarter ends is itself something that a rulebook says.
            if max(before.on, after.on) < self.day:
                self.answers += 1
                if said_by(before, self.day) != said_by(after, self.day):
                    self._differs(Flip(timeline, before, after))

    def _only(self, *periods: str) -> Asked:
        rules = tuple(name for name in self.asked.rules if self.asked.before.rules[name].rule.period in periods)
        return Asked(self.asked.before, self.asked.after, rules, self.asked.options, self.asked.as_known)

    def _differs(self, flip: Flip) -> None:
        one = flip.before
        key = one.rule, one.period if "Q" in one.period else one.on.isoformat()
        if key not in self.differing and len(self.examples) < EXAMPLES and all(each.before.rule != one.rule for each in self.examples):
            self.examples.append(flip)
        self.differing[key] = self.differing.get(key, 0) + 1

    def as_json(self) -> dict[str, Any]:
        """As in the document of a comparison."""
        return {
            "date": self.day.isoformat(), "holds": self.holds, "answers": self.answers, "days": [day.isoformat() for day in self.days],
            "differing": [{"rule": rule, "asked_about": asked, "people": count} for (rule, asked), count in sorted(self.differing.items())],
            "examples": [flip.as_json(self.asked) for flip in self.examples],
        }


def days_before(asked: Asked, day: date) -> tuple[date, ...]:
    """The day before, the last days of the weeks before, and the days around every day on which a value of a parameter begins or ends."""
    found = {day - _DAY, *(day - _DAY - timedelta(weeks=week) for week in range(_WEEKS))}
    for book in (asked.before, asked.after):
        read = {parameter for name in asked.rules for parameter in book.rules[name].parameters}
        for value in (value for name in read for value in book.parameters[name].values):
            for turn in (value.start, value.end):
                found |= {turn - _DAY, turn, turn + _DAY} if turn is not None else set()
    return tuple(sorted(one for one in found if _EARLIEST <= one < day))


def affected(asked: Asked, found: Differences) -> Asked:
    """Only the rules that ask for something that changed: the others cannot be answered otherwise."""
    return Asked(asked.before, asked.after, tuple(name for name in asked.rules if name in found.affected), asked.options, asked.as_known)


def _quarters_before(day: date, timelines: Sequence[Timeline]) -> Iterator[Quarter]:
    """The quarters that had begun, from the first in which anything was observed."""
    first = min((span.from_ for timeline in timelines for span in timeline.observed.spans), default=day)
    quarter = Quarter.holding(max(first, _EARLIEST))
    while quarter.first_day < day and quarter < Quarter(2099, 4):
        yield quarter
        quarter = quarter.following()
