"""Small cells of published tables are hidden, and with them what the totals or other quarters would give away.

The rule. Of a threshold of 3 or 5: a cell is hidden where the number who met, or did not meet, the rule is 1 to
threshold - 1, or where everybody or nobody met it. Hidden with it are its share, its bounds, and each minimum,
maximum, mean and change it is part of. The numbers of unknown people are hidden by themselves where they are
small, with the bounds that would show them; the share stays.

What is promised. Take every table of whole numbers with the same printed numbers: a hidden count that is small or
telling then takes at least threshold + 1 different values, any other hidden count of people at least two. Further
cells are hidden until that holds. Readers are presumed to know the rule of arithmetic and the printed numbers of
this run, nothing else; tables of two runs, or by other columns, may reveal more together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .counts import Counts
from .disclosure.demands import alike, outcome_demands, small, unknown_demands, unknowns
from .disclosure.grid import MOST_WAYS, Grid, TooManyWays, grid_of, with_totals
from .disclosure.pattern import hidden_cells
from .disclosure.slack import Demand
from .places import TOTAL, Place

__all__ = ["MOST_WAYS", "THRESHOLDS", "Suppressed", "TooManyWays", "suppress"]

THRESHOLDS = (3, 5)
Cell = tuple[str, Place]
"""A period and a place in its table; places include the totals."""
Column = Sequence[Counts]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """What is hidden, and why: `outcomes` (met, not met, share) and `unknowns` (everything unknown), cell by cell.

    Cells without people may be among them; they are printed as hidden too, or the others show.
    """

    outcomes: Mapping[Cell, str]
    unknowns: Mapping[Cell, str]

    def shows_share(self, cell: Cell) -> bool:
        """Whether met, not met and the share of a cell may be printed."""
        return cell not in self.outcomes

    def shows_unknown(self, cell: Cell) -> bool:
        """Whether any number of unknown people of a cell may be printed: members without an answer, possible members."""
        return cell not in self.unknowns

    def shows_bounds(self, cell: Cell) -> bool:
        """Whether the bounds of a share, or the number of all members, may be printed: they give away both."""
        return self.shows_share(cell) and self.shows_unknown(cell)

    def shows_summary(self, cells: Iterable[Cell]) -> bool:
        """Whether the minimum, maximum or mean of these cells' shares, or a change between them, may be printed."""
        return all(self.shows_share(cell) for cell in cells)

    def counted(self) -> Counter[str]:
        """How many cells are hidden for which reason (`disclosure.messages.REASONS`); no values."""
        return Counter([*self.outcomes.values(), *self.unknowns.values()])


def suppress(tables: Mapping[str, Mapping[Place, Counts]], threshold: int, *, same_people: Collection[Collection[str]] = ()) -> Suppressed:
    """What to hide of the tables of a run: one table for each period, cells without totals, which are taken as printed.

    `same_people` names groups of periods in which the same people stand: readers then know how the number of
    people of a cell changes between them, so a cell is hidden in all periods of its group or in none.
    Any other number of people that stands beside, such as those whose answer depends on an assumption, is hidden in
    the same way if it is handed over as `unknown` in tables of its own. Refuses tables of more than two ways (`TooManyWays`).

    >>> cells = {("101",): Counts(met=1, not_met=9), ("147",): Counts(met=8, not_met=9), ("151",): Counts(met=9, not_met=70)}
    >>> sorted(suppress({"2018Q4": cells}, 3).outcomes.items())
    [(('2018Q4', ('101',)), 'small'), (('2018Q4', ('147',)), 'secondary')]
    """
    if threshold not in THRESHOLDS:
        raise ValueError(f"the threshold is one of {THRESHOLDS}")
    if any(label is TOTAL for cells in tables.values() for place in cells for label in place):
        raise ValueError("totals are computed, not handed over")
    outcomes: dict[Cell, str] = {}
    hidden_unknowns: dict[Cell, str] = {}
    for periods in _groups(tables, same_people):
        places = {place: Counts() for period in periods for place in tables[period]}
        if not places:
            continue
        complete = [with_totals(places | dict(tables[period])) for period in periods]
        grid = grid_of(complete[0])
        columns = [[table[place] for place in grid.places] for table in complete]
        outcomes |= _hidden(grid, periods, columns, outcome_demands(columns, threshold), lambda cell: _outcome_reason(cell, threshold), "")
        hidden_unknowns |= _hidden(grid, periods, columns, unknown_demands(columns, threshold), lambda cell: _unknown_reason(cell, threshold), "_unknown")
    return Suppressed(outcomes, hidden_unknowns)


def _groups(tables: Mapping[str, Mapping[Place, Counts]], same_people: Collection[Collection[str]]) -> list[list[str]]:
    grouped = [sorted(group) for group in same_people]
    named = [period for group in grouped for period in group]
    if len(set(named)) < len(named) or not set(named) <= set(tables):
        raise ValueError("each period of the run is in at most one group of the same people")
    return [*grouped, *([period] for period in sorted(tables) if period not in named)]


def _hidden(
    grid: Grid, periods: Sequence[str], columns: Sequence[Column], demands: Sequence[Demand], reason: Callable[[Counts], str | None], kind: str,
) -> dict[Cell, str]:
    reasons = {
        (period, cell): why
        for period, column in zip(periods, columns, strict=True)
        for cell, counts in enumerate(column)
        if (why := reason(counts))
    }
    primary = {cell for _, cell in reasons}
    # A table of no ways is one number, and nothing to subtract it from.
    hidden = hidden_cells(grid, demands, primary, _prices(grid, columns)) if grid.places[0] else primary
    return {
        (period, grid.places[cell]): reasons.get((period, cell), ("same_people" if cell in primary else "secondary") + kind)
        for period in periods
        for cell in sorted(hidden)
    }


def _outcome_reason(cell: Counts, threshold: int) -> str | None:
    if small(cell.met, threshold) or small(cell.not_met, threshold):
        return "small"
    return "alike" if alike(cell, threshold) else None


def _unknown_reason(cell: Counts, threshold: int) -> str | None:
    return "small_unknown" if any(small(count, threshold) for count in unknowns(cell)) else None


def _prices(grid: Grid, columns: Sequence[Column]) -> list[int]:
    """What is lost by hiding each cell: totals are worth most, among cells the larger are; one without people says little and hides little."""
    prices = []
    largest = max(1, *(cell.members for column in columns for cell in column))
    for place, people in zip(grid.places, zip(*([cell.members for cell in column] for column in columns), strict=True), strict=True):
        totals = sum(label is TOTAL for label in place)
        base = 1000 if not totals else 9000 if totals == len(place) else 3000
        prices.append(base + (500 if not any(people) else 400 * max(people) // largest))
    return prices
