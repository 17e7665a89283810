"""What was measured: counts by period and group, and everything a reader needs to make them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Any

from integrationrules.rulebook.book import Rulebook

from .averages import AverageCell, Averages
from .counts import Counts
from .figures import AVERAGES, SHARES
from .groups import Group, in_order
from .noticed import Reason
from .periods import Period
from .places import TOTAL, Place, totalled
from .suppression import Suppressed, suppress
from .table import Table, table_of
from .tablecolumns import HIDDEN, Hidden
from .tablejson import row_json

__all__ = ["Cell", "Dependence", "Measured", "Told"]

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One group in one period."""

    period: Period
    group: Group
    counts: Counts
    depends: tuple[int, ...] = ()
    """How many would be counted otherwise under any other option, and under each of `Measured.alternatives`; empty where it was not asked."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """How many people would be counted otherwise in a period if another option of an assumption were chosen."""

    period: Period
    assumption: str
    option: str
    people: int | Hidden


@dataclass(frozen=True, slots=True)
class Told:
    """What must be known about the data; numbers, never ids."""

    people: int
    rows: int
    """Of the extract."""
    strangers: int
    """Rows of the extract whose person the people file does not have; they are not counted."""
    absent: int
    """People without a row in the extract."""
    unlisted: Mapping[str, int]
    """Weeks by code that the rulebook does not list; under the empty text what does not look like a code."""
    unreadable: Mapping[str, int]
    """Values by column of the people file that were not understood."""
    missing_weeks: tuple[str, ...]
    """Weeks that were needed and have no column."""
    municipality: str = ""
    """Where municipalities are from (`People.municipality`); empty where nothing is grouped by them."""
    noticed: Mapping[Reason, int] = field(default_factory=dict)
    """What was odd about rows and weeks, by reason."""
    rejected: Mapping[Reason, tuple[int, ...]] = field(default_factory=dict)
    """The first rows of those that were left out, by reason; how many there are is in `noticed`."""

    def as_json(self) -> dict[str, Any]:
        """The numbers as they are."""
        return {
            "people": self.people, "rows": self.rows, "rows_of_others": self.strangers, "absent": self.absent,
            "unlisted_codes": dict(sorted(self.unlisted.items())), "unreadable": dict(self.unreadable), "missing_weeks": list(self.missing_weeks),
            "municipality_from": self.municipality or None,
            "noticed": [{**one.as_json(), "count": count, "rows": list(self.rejected.get(one, ()))} for one, count in sorted(self.noticed.items())],
        }

    def as_hidden_json(self) -> dict[str, Any]:
        """Without numbers of people, rows and weeks: subtracted from one another, or from a table, they give hidden cells away."""
        return {"missing_weeks": list(self.missing_weeks), "municipality_from": self.municipality or None}

    @property
    def hides_people(self) -> bool:
        """Whether rows were left out of which nobody knows whose they are: people without a row are then unknown, whatever was chosen."""
        return any(reason.hides_person for reason in self.noticed)


@dataclass(frozen=True)
class Measured:
    """A measure over a register."""

    measure: str
    """The id of the rule."""
    periods: tuple[Period, ...]
    by: tuple[str, ...]
    cells: tuple[Cell, ...]
    """In order of period and group."""
    absent: str | None
    options: Mapping[str, str | None]
    """What was chosen of each assumption the measure leans on; none where all options must agree."""
    told: Told
    rulebook_hash: str
    version: str
    book: Rulebook = field(compare=False, repr=False)
    baseline: Period | None = None
    """The period that changes are counted from."""
    suppress: int | None = None
    """The threshold under which cells are hidden from what is printed; the cells here have their numbers."""
    alternatives: tuple[tuple[str, str], ...] = ()
    """Assumptions and the options of them that might have been chosen instead, where it was asked what depends on them."""
    averages: tuple[AverageCell, ...] = ()
    """In place of cells, where the measure is a number of each member."""

    @cached_property
    def table(self) -> Table:
        """The cells and their totals as they may be printed: the one source of every format."""
        if self.averages:
            cells: dict[Period, dict[Place, Averages]] = {period: {} for period in self.periods}
            for cell in self.averages:
                cells[cell.period][cell.group] = cell.averages
            return table_of(self.by, AVERAGES, {period: totalled(places) for period, places in cells.items()}, self.baseline)
        depending = {period: totalled(cells) for period, cells in self._depending.items()} if self.alternatives else None
        places = {period: totalled(cells) for period, cells in self._places.items()}
        return table_of(self.by, SHARES, places, self.baseline, depending, self.suppressed, self._suppressed_depending)

    @cached_property
    def suppressed(self) -> Suppressed | None:
        """What is hidden and why; none where nothing was to be."""
        return self._suppress(self._places)

    def sensitivity(self) -> Iterator[Dependence]:
        """For each period and other option how many depend on it, as it may be printed."""
        for number, (assumption, option) in enumerate(self.alternatives, start=1):
            people = {period: sum(cell.depends[number] for cell in self.cells if cell.period == period) for period in self.periods}
            hidden = self.suppress is not None and any(0 < count < self.suppress for count in people.values())
            for period in self.periods:
                total = self.table.at(period, tuple(TOTAL for _ in self.by))
                # Of one option alone it is the same number as that of all.
                gives_away = total is None or total["depends"] is HIDDEN
                yield Dependence(period, assumption, option, HIDDEN if hidden or gives_away else people[period])

    @cached_property
    def _suppressed_depending(self) -> Suppressed | None:
        return self._suppress(self._depending) if self.alternatives else None

    def _suppress(self, tables: Mapping[Period, Mapping[Place, Counts]]) -> Suppressed | None:
        if self.suppress is None:
            return None
        names = [str(period) for period in self.periods]
        # There is one people file, so the same people stand in all periods, and readers know how many come and go.
        return suppress(dict(zip(names, tables.values(), strict=True)), self.suppress, same_people=[names])

    @cached_property
    def _depending(self) -> dict[Period, dict[Place, Counts]]:
        """People whose answer depends on an assumption stand where other tables have the unknown: they are hidden in the same way."""
        known: dict[tuple[Period, Place], tuple[int, ...]] = {(cell.period, cell.group): cell.depends for cell in self.cells}
        return {
            period: {place: Counts(unknown=known[period, place][0] if (period, place) in known else 0) for place in places}
            for period, places in self._places.items()
        }

    @cached_property
    def _places(self) -> dict[Period, dict[Place, Counts]]:
        """Where cells are hidden those without people stand there too, since they may have to hide others."""
        places: dict[Period, dict[Place, Counts]] = {period: {} for period in self.periods}
        for cell in self.cells:
            places[cell.period][cell.group] = cell.counts
        if self.suppress is None:
            return places
        ways = zip(*{cell.group for cell in self.cells}, strict=True)
        groups = sorted(product(*map(set, ways)), key=in_order)
        return {period: {group: cells.get(group, Counts()) for group in groups} for period, cells in places.items()}

    def head_json(self) -> dict[str, Any]:
        """Everything but the rows: what was asked, decided and read, and by which rules."""
        return {
            "format": FORMAT, "measure": self.measure, "periods": [str(period) for period in self.periods], "by": list(self.by),
            "absent": self.absent, "assumptions": dict(self.options), "baseline": None if self.baseline is None else str(self.baseline),
            "suppress": self.suppress, "data": self.told.as_json() if self.suppress is None else self.told.as_hidden_json(),
            **({"sensitivity": [_dependence_json(one) for one in self.sensitivity()]} if self.alternatives else {}),
            **({} if self.book.codes is None else {"codes": self.book.codes.as_json()}),
            "rulebook_hash": self.rulebook_hash, "version": self.version,
        }

    def as_json(self) -> dict[str, Any]:
        """The document that `measure --format json` writes."""
        rows = self.table.rows
        return {
            **self.head_json(),
            "cells": [row_json(self.table, row) for row in rows if not row.is_total],
            "summaries": [row_json(self.table, row) for row in rows if row.is_total or not self.by],
        }


def _dependence_json(one: Dependence) -> dict[str, Any]:
    people = None if isinstance(one.people, Hidden) else one.people
    return {"period": str(one.period), "assumption": one.assumption, "option": one.option, "people": people}
