"""A measure as it may be printed: every cell and total with what is computed of them, hidden where it must be.

Every format is written from these rows and from nothing else, so that what is hidden is hidden in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, TypeAlias, TypeVar

from .bounded import Bounded
from .counts import Counts
from .figures import Figures
from .groups import MUNICIPALITY, UNKNOWN
from .periods import Period
from .places import TOTAL, Place
from .shares import extremes
from .suppression import Suppressed
from .tablecolumns import (
    CHANGE,
    DEPENDS,
    GAP,
    HIDDEN,
    LEAST,
    LEAST_CHANGE,
    LEAST_GAP,
    MEAN,
    MEAN_CHANGE,
    MEAN_GAP,
    MUNICIPALITIES,
    Column,
    Kind,
    Value,
)

__all__ = ["SEX", "Row", "Table", "table_of"]

SEX = "sex"
Cells = Sequence[tuple[Period, Place]]
C = TypeVar("C")
Tables: TypeAlias = Mapping[Period, Mapping[Place, C]]
_MEN, _WOMEN = "male", "female"


@dataclass(frozen=True, slots=True)
class Row:
    """A cell or a total in one period."""

    period: Period
    place: Place
    values: Mapping[str, Value]
    """By the name of a column; a column that says nothing of such a row is not there."""

    @property
    def is_total(self) -> bool:
        """Whether it is over several cells; the one row of a table without groups is a cell."""
        return TOTAL in self.place

    def __getitem__(self, column: str) -> Value:
        return self.values.get(column)

    @property
    def hides(self) -> bool:
        """Whether anything of it is hidden."""
        return HIDDEN in self.values.values()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by period, cells before totals."""

    by: tuple[str, ...]
    main: tuple[Column, Column, Column]
    """The number that matters, with its least and greatest."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    _found: dict[tuple[Period, Place], Row] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_found", {(row.period, row.place): row for row in self.rows})

    def at(self, period: Period, place: Place) -> Row | None:
        """The row of a place; none where the table has no such place."""
        return self._found.get((period, place))

    def kind(self, name: str) -> Kind:
        """What a column counts."""
        return next(column.kind for column in self.columns if column.name == name)

    def of(self, period: Period) -> Iterator[Row]:
        """The rows of a period."""
        return (row for row in self.rows if row.period == period)


def table_of(
    by: Sequence[str], figures: Figures[C], counts: Tables[C], baseline: Period | None = None, depending: Tables[Counts] | None = None,
    hidden: Suppressed | None = None, hidden_depending: Suppressed | None = None,
) -> Table:
    """From the cells of every place, totals included; where there is a baseline, periods stand in order of time.

    `depending` has as unknown the people whose answer depends on an assumption, where that was asked.
    """
    return _Maker(tuple(by), figures, counts, baseline, depending, hidden, hidden_depending).table()


class _Maker(Generic[C]):
    def __init__(
        self, by: tuple[str, ...], figures: Figures[C], counts: Tables[C], baseline: Period | None, depending: Tables[Counts] | None,
        hidden: Suppressed | None, hidden_depending: Suppressed | None,
    ) -> None:
        self.by, self.figures, self.counts, self.baseline, self.depending = by, figures, counts, baseline, depending
        self.hidden, self.hidden_depending = hidden, hidden_depending
        ordered = list(counts)
        self._later = set(ordered[ordered.index(baseline) + 1:] if baseline is not None else ())
        self._municipalities: dict[tuple[Period, Place], list[Place]] = {}
        if MUNICIPALITY in by:
            at = by.index(MUNICIPALITY)
            for period, places in counts.items():
                for place in places:
                    if place[at] not in (TOTAL, UNKNOWN):
                        self._municipalities.setdefault((period, _changed(place, at, TOTAL)), []).append(place)

    def table(self) -> Table:
        """All columns that the question has, for every place."""
        columns = [*self.figures.counts, *self.figures.main]
        columns += (DEPENDS,) if self.depending is not None else ()
        columns += CHANGE if self.baseline else ()
        columns += GAP if SEX in self.by else ()
        if MUNICIPALITY in self.by:
            columns += (*MEAN, *LEAST, MUNICIPALITIES)
            columns += (*MEAN_CHANGE, *LEAST_CHANGE) if self.baseline else ()
            columns += (*MEAN_GAP, *LEAST_GAP) if SEX in self.by else ()
        rows = [Row(period, place, self._values(period, place)) for period, places in self.counts.items() for place in places]
        return Table(self.by, self.figures.main, self.figures.columns(columns), tuple(rows))

    def _values(self, period: Period, place: Place) -> dict[str, Value]:
        found = self._counts(period, place) | self._depends(period, place) | self._named(self.figures.main, self._share(period, place), [(period, place)])
        base, sexes = self.baseline, self._sexes(place)
        if base is not None and period in self._later:
            since = self.figures.compared(self._share(period, place), self._share(base, place))
            found |= self._named(CHANGE, since, [(period, place), (base, place)])
        if sexes:
            gap = self.figures.compared(*(self._share(period, sex) for sex in sexes))
            found |= self._named(GAP, gap, [(period, sex) for sex in sexes])
        return found | self._over_municipalities(period, place, base, sexes)

    def _over_municipalities(self, period: Period, place: Place, base: Period | None, sexes: Sequence[Place]) -> dict[str, Value]:
        places = self._municipalities.get((period, place))
        if places is None:
            return {}
        cells = [(period, one) for one in places]
        shares = [self._share(*cell).value for cell in cells]
        found = self._named(MEAN, self._mean(cells), cells) | self._least(LEAST, shares, cells)
        found[MUNICIPALITIES.name] = sum(one is not None for one in shares) if self._shows_shares(cells) else HIDDEN
        if base is not None and period in self._later:
            before = [(base, one) for one in self._municipalities.get((base, place), ())]
            found |= self._compared(MEAN_CHANGE, LEAST_CHANGE, cells, before)
        if sexes:
            men, women = ([(period, one) for one in self._municipalities.get((period, sex), ())] for sex in sexes)
            found |= self._compared(MEAN_GAP, LEAST_GAP, men, women)
        return found

    def _compared(self, of_means: Sequence[Column], of_each: Sequence[Column], cells: Cells, others: Cells) -> dict[str, Value]:
        """How much greater the mean of some municipalities' shares is than that of others; the least and the greatest such of one municipality."""
        at = self.by.index(MUNICIPALITY)
        beside = {place[at]: (period, place) for period, place in others}
        each = [self.figures.compared(self._share(*cell), self._share(*beside[cell[1][at]])).value for cell in cells if cell[1][at] in beside]
        both = [*cells, *others]
        return self._named(of_means, self.figures.compared(self._mean(cells), self._mean(others)), both) | self._least(of_each, each, both)

    def _least(self, columns: Sequence[Column], found: Sequence[Fraction | None], cells: Cells) -> dict[str, Value]:
        least, greatest = extremes(found) or (None, None)
        shown = self._shows_shares(cells)
        return {columns[0].name: least if shown else HIDDEN, columns[1].name: greatest if shown else HIDDEN}

    def _mean(self, cells: Cells) -> Bounded:
        return self.figures.mean([self.counts[period][place] for period, place in cells])

    def _sexes(self, place: Place) -> Sequence[Place]:
        """The two places that a total over the sexes compares."""
        if SEX not in self.by or place[at := self.by.index(SEX)] is not TOTAL:
            return ()
        return [_changed(place, at, sex) for sex in (_MEN, _WOMEN)]

    def _share(self, period: Period, place: Place) -> Bounded:
        return self.figures.bounded(self.counts[period].get(place, self.figures.nobody))

    def _counts(self, period: Period, place: Place) -> dict[str, Value]:
        cell = [(period, place)]
        answers, both = self._shows_shares(cell), self._shows_bounds(cell)
        unknowns = self.hidden is None or self.hidden.shows_unknown((str(period), place))
        shown = {"members": both, "met": answers, "not_met": answers}
        return {name: count if shown.get(name, unknowns) else HIDDEN for name, count in self.figures.count(self.counts[period][place]).items()}

    def _depends(self, period: Period, place: Place) -> dict[str, Value]:
        if self.depending is None:
            return {}
        shown = self.hidden_depending is None or self.hidden_depending.shows_unknown((str(period), place))
        return {DEPENDS.name: self.depending[period][place].unknown if shown else HIDDEN}

    def _named(self, columns: Sequence[Column], found: Bounded, cells: Cells) -> dict[str, Value]:
        """A number and its bounds, as far as they may be told of the cells they are made of."""
        shown = self._shows_shares(cells)
        bounds = shown and self._shows_bounds(cells)
        name, least, greatest = (column.name for column in columns[:3])
        return {name: found.value if shown else HIDDEN, least: found.lowest if bounds else HIDDEN, greatest: found.highest if bounds else HIDDEN}

    def _shows_shares(self, cells: Cells) -> bool:
        return self.hidden is None or self.hidden.shows_summary((str(period), place) for period, place in cells)

    def _shows_bounds(self, cells: Cells) -> bool:
        return self.hidden is None or all(self.hidden.shows_bounds((str(period), place)) for period, place in cells)


def _changed(place: Place, at: int, label: str | None) -> Place:
    return (*place[:at], label, *place[at + 1:])
