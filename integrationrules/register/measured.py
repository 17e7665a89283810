"""What was measured: counts by period and group, and everything a reader needs to make them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from integrationrules.rulebook.book import Rulebook

from .counts import Counts, mean_share
from .people import UNKNOWN, Group
from .periods import Period

__all__ = ["MUNICIPALITY", "Cell", "Measured", "Summary", "Told"]

FORMAT = 1
MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True)
class Cell:
    """One group in one period."""

    period: Period
    group: Group
    counts: Counts


@dataclass(frozen=True, slots=True)
class Summary:
    """All municipalities together, in one period and one group of the others."""

    period: Period
    group: Group
    """The values of what else was grouped by."""
    pooled: Counts
    mean: Fraction | None
    """The mean of the municipalities' shares, each weighing the same."""
    municipalities: int
    """How many have a share."""


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

    def summaries(self) -> Iterator[Summary]:
        """By period, over the municipalities, for each group of what else was grouped by; over all groups where municipality is not among them."""
        at = self.by.index(MUNICIPALITY) if MUNICIPALITY in self.by else None
        gathered: dict[tuple[Period, Group], list[Cell]] = {}
        for cell in self.cells:
            gathered.setdefault((cell.period, _without(cell.group, at)), []).append(cell)
        for (period, group), cells in sorted(gathered.items(), key=lambda one: one[0][0]):
            mean, count = mean_share(cell.counts for cell in cells if at is not None and cell.group[at] != UNKNOWN)
            yield Summary(period, group, sum((cell.counts for cell in cells), Counts()), mean, count)

    def others(self) -> tuple[str, ...]:
        """What the groups of `summaries` are by."""
        return tuple(one for one in self.by if one != MUNICIPALITY) if MUNICIPALITY in self.by else ()

    def as_json(self) -> dict[str, Any]:
        """The document that `measure --format json` writes."""
        return {
            "format": FORMAT, "measure": self.measure, "periods": [str(period) for period in self.periods], "by": list(self.by),
            "absent": self.absent, "assumptions": dict(self.options),
            "cells": [
                {"period": str(cell.period), "group": _named(self.by, cell.group), **cell.counts.as_json()} for cell in self.cells
            ],
            "summaries": [
                {"period": str(one.period), "group": _named(self.others(), one.group), **one.pooled.as_json(),
                 "mean_of_municipalities": None if one.mean is None else round(float(one.mean), 6), "municipalities": one.municipalities}
                for one in self.summaries()
            ],
            "data": {
                "people": self.told.people, "rows": self.told.rows, "rows_of_others": self.told.strangers, "absent": self.told.absent,
                "unlisted_codes": dict(sorted(self.told.unlisted.items())), "unreadable": dict(self.told.unreadable),
                "missing_weeks": list(self.told.missing_weeks),
            },
            "rulebook_hash": self.rulebook_hash, "version": self.version,
        }


def _named(by: Sequence[str], group: Group) -> dict[str, str | None]:
    return {name: value or None for name, value in zip(by, group, strict=True)}


def _without(group: Group, at: int | None) -> Group:
    return () if at is None else group[:at] + group[at + 1:]
