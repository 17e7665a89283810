"""From what is asked to the rows of a run: quarters, dates, and every option that must be tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product

import numpy as np

from integrationrules.dates import DayArray, Quarter, QuarterScheme, day_number
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.model import Assumption
from integrationrules.rulebook.ready import ReadyRule

from .questions import Questions
from .weeks import Period

__all__ = ["Rows"]


class Rows:
    """The rows of one run: every quarter under the chosen options, and under each other option one at a time.

    Assumptions that are left undecided are tried in all combinations in every variation.
    """

    def __init__(self, book: Rulebook, rules: Sequence[ReadyRule], quarters: Sequence[Quarter], chosen: Mapping[str, str], alternatives: bool = True) -> None:
        self.book, self.rules, self.quarters = book, rules, quarters
        leaned = sorted({name for rule in rules for name in rule.assumptions})
        self.assumptions: dict[str, Assumption] = {name: book.assumptions[name] for name in leaned}
        self.chosen: dict[str, str | None] = {name: chosen.get(name, one.default) for name, one in self.assumptions.items()}
        self.undecided = [name for name, option in self.chosen.items() if option is None]
        self.scheme = next((name for name, one in self.assumptions.items() if set(one.options) <= {"thursday", "blocks13"}), None)
        self._alternatives = alternatives
        self._places: dict[tuple[tuple[tuple[str, str], ...], int], int] = {}
        self._found: dict[tuple[str, int, tuple[tuple[str, str], ...]], list[int]] = {}
        self._options: list[dict[str, str]] = []
        self._quarter: list[int] = []
        for variation in self._variations():
            for place in range(max(1, len(quarters))):
                self._places[(tuple(sorted(variation.items())), place)] = len(self._options)
                self._options.append(variation)
                self._quarter.append(place)

    def _variations(self) -> Iterator[dict[str, str]]:
        yield from self._combinations({})
        for name, assumption in self.assumptions.items() if self._alternatives else ():
            if self.chosen[name] is not None:
                for option in assumption.options:
                    if option != self.chosen[name]:
                        yield from self._combinations({name: option})

    def _combinations(self, changed: Mapping[str, str]) -> Iterator[dict[str, str]]:
        fixed = {name: option for name, option in {**self.chosen, **changed}.items() if option is not None}
        for combination in product(*(self.assumptions[name].options for name in self.undecided)):
            yield {**fixed, **dict(zip(self.undecided, combination, strict=True))}

    def of(self, rule: ReadyRule, quarter: int, changed: Mapping[str, str] | None = None) -> list[int]:
        """The rows that answer a rule for a quarter with some options changed: one for each combination of what it leaves undecided."""
        asked = (rule.id, quarter, tuple((changed or {}).items()))
        if asked not in self._found:
            self._found[asked] = self._rows_of(rule, quarter, changed or {})
        return self._found[asked]

    def _rows_of(self, rule: ReadyRule, quarter: int, changed: Mapping[str, str]) -> list[int]:
        found: dict[tuple[str, ...], int] = {}
        leaned = [name for name in self.undecided if name in rule.assumptions and name not in changed]
        for options in self._combinations({name: option for name, option in changed.items() if name not in self.undecided}):
            if all(options[name] == option for name, option in changed.items()):
                key = tuple(options[name] for name in leaned)
                found.setdefault(key, self._places[(tuple(sorted(options.items())), quarter)])
        return list(found.values())

    def scheme_of(self, row: int) -> QuarterScheme:
        """Which weeks make a quarter in a row."""
        return self._options[row].get(self.scheme, "thursday") if self.scheme else "thursday"  # type: ignore[return-value]

    def questions(self, on: date | None, ends: DayArray) -> Questions:
        """The rows for the engine. Without `on` a quarter is asked at its last day, a citizen at the end of observation."""
        options = {
            name: np.array([[one.options.index(row[name])] for row in self._options], dtype=np.int64)
            for name, one in self.assumptions.items()
        }
        size = len(self._options)
        if not self.quarters:
            asked = np.full((size, 1), day_number(on), dtype=np.int64) if on else np.broadcast_to(ends, (size, len(ends)))
            return Questions(asked, None, options)
        mondays = np.array([[day_number(self.quarters[place].first_monday(self.scheme_of(row)))] for row, place in enumerate(self._quarter)], dtype=np.int64)
        weeks = np.array([[self.quarters[place].weeks(self.scheme_of(row))] for row, place in enumerate(self._quarter)], dtype=np.int64)
        last = mondays + 7 * weeks - 1
        return Questions(np.full_like(last, day_number(on)) if on else last, Period(mondays, weeks), options)
