"""From what is asked to the rows of a run: periods, dates, and every option that must be tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product

import numpy as np

from integrationrules.dates import DayArray, IsoWeek, Quarter, QuarterScheme, day_number
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.model import Assumption
from integrationrules.rulebook.ready import ReadyRule

from .questions import Questions
from .weeks import Period

__all__ = ["Rows"]


class Rows:
    """The rows of one run: every period under the chosen options, and under each other option one at a time.

    Assumptions that a rule leans on and nobody decides are tried in all combinations, for that rule; what it does not lean
    on stays as it is, so that rules share rows.
    """

    def __init__(
        self, book: Rulebook, rules: Sequence[ReadyRule], quarters: Sequence[Quarter | IsoWeek], chosen: Mapping[str, str], alternatives: bool = True,
        days: Sequence[date] = (),
    ) -> None:
        """`days` are for rules about a citizen on a day, `quarters` for those about a quarter or week."""
        self.book, self.rules, self.quarters, self.days, self.alternatives = book, rules, quarters, days, alternatives
        leaned = sorted({name for rule in rules for name in rule.assumptions})
        self.assumptions: dict[str, Assumption] = {name: book.assumptions[name] for name in leaned}
        self.chosen: dict[str, str | None] = {name: chosen.get(name, one.default) for name, one in self.assumptions.items()}
        self.undecided = [name for name, option in self.chosen.items() if option is None]
        self.scheme = next((name for name, one in self.assumptions.items() if set(one.options) <= {"thursday", "blocks13"}), None)
        self._places: dict[tuple[tuple[str, ...], int], int] = {}
        self._found: dict[tuple[str, int, tuple[tuple[str, str], ...]], list[int]] = {}
        self._options: list[dict[str, str]] = []
        self._quarter: list[int] = []
        for rule in rules:
            for changed in self._changes(rule) if alternatives else ({},):
                for place in range(max(1, len(quarters), len(days))):
                    self.of(rule, place, changed)

    def _changes(self, rule: ReadyRule) -> Iterator[dict[str, str]]:
        yield {}
        for name in rule.assumptions:
            for option in self.assumptions[name].options:
                if option != self.chosen[name]:
                    yield {name: option}

    def of(self, rule: ReadyRule, quarter: int, changed: Mapping[str, str] | None = None) -> list[int]:
        """The rows that answer a rule for a period with some options changed: one for each combination of what it leaves undecided."""
        asked = (rule.id, quarter, tuple((changed or {}).items()))
        if asked not in self._found:
            self._found[asked] = [self._row(options, quarter) for options in self._readings(rule, changed or {})]
        return self._found[asked]

    def _readings(self, rule: ReadyRule, changed: Mapping[str, str]) -> Iterator[dict[str, str]]:
        left = [name for name in self.undecided if name in rule.assumptions and name not in changed]
        fixed = {name: changed.get(name) or option or self.assumptions[name].options[0] for name, option in self.chosen.items()}
        for combination in product(*(self.assumptions[name].options for name in left)):
            yield {**fixed, **dict(zip(left, combination, strict=True))}

    def _row(self, options: dict[str, str], quarter: int) -> int:
        key = (tuple(options.values()), quarter)
        if key not in self._places:
            self._places[key] = len(self._options)
            self._options.append(options)
            self._quarter.append(quarter)
        return self._places[key]

    def scheme_of(self, row: int) -> QuarterScheme:
        """Which weeks make a quarter in a row."""
        return self._options[row].get(self.scheme, "thursday") if self.scheme else "thursday"  # type: ignore[return-value]

    def questions(self, on: date | None, ends: DayArray) -> Questions:
        """The rows for the engine. Without `on` a quarter is asked at its last day, a citizen at the end of observation, a week at its Sunday."""
        options = {name: self._column(one) for name, one in self.assumptions.items()}
        size = len(self._options)
        if self.days:
            return Questions(np.array([[day_number(self.days[place])] for place in self._quarter], dtype=np.int64), None, options, size)
        if not self.quarters:
            asked = np.array([[day_number(on)]], dtype=np.int64) if on else np.asarray(ends)[None, :]
            return Questions(asked, None, options, size)
        mondays = np.array([[day_number(self._first_monday(row))] for row in range(size)], dtype=np.int64)
        weeks = np.array([[self._weeks(row)] for row in range(size)], dtype=np.int64)
        last = mondays + 7 * weeks - 1
        by_week = isinstance(self.quarters[0], IsoWeek)
        return Questions(np.full_like(last, day_number(on)) if on else last, Period(mondays, weeks), options, size, cut=by_week)

    def _column(self, assumption: Assumption) -> np.ndarray:
        places = np.array([[assumption.options.index(row[assumption.id])] for row in self._options], dtype=np.int64)
        return places[:1] if (places == places[0]).all() else places

    def _first_monday(self, row: int) -> date:
        asked = self.quarters[self._quarter[row]]
        return asked.monday if isinstance(asked, IsoWeek) else asked.first_monday(self.scheme_of(row))

    def _weeks(self, row: int) -> int:
        asked = self.quarters[self._quarter[row]]
        return 1 if isinstance(asked, IsoWeek) else asked.weeks(self.scheme_of(row))
