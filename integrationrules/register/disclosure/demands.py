"""What the hidden counts of a table must withstand: one table by itself, or several quarters of the same people."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from integrationrules.register.counts import Counts

from .slack import Demand, Motion

__all__ = ["alike", "outcome_demands", "small", "unknown_demands", "unknowns"]

_WITHOUT_LIMIT = 1 << 40
Column = Sequence[Counts]
"""The counts of one quarter, cell by cell."""


def small(count: int, threshold: int) -> bool:
    """Whether a count of people is too small to be printed."""
    return 0 < count < threshold


def alike(cell: Counts, threshold: int) -> bool:
    """Whether the zero of a cell says of each member what the answer is; many undecided members leave that open."""
    return cell.answered > 0 and 0 in (cell.met, cell.not_met) and cell.unknown < threshold


def unknowns(cell: Counts) -> tuple[int, int, int, int]:
    """The unknown in parts that do not overlap: undecided; possible members who may only fail, only succeed, or both."""
    both = cell.may_fail + cell.may_succeed - cell.possible
    return cell.unknown, cell.may_fail - both, cell.may_succeed - both, both


def outcome_demands(quarters: Sequence[Column], threshold: int) -> list[Demand]:
    """For met and not met: as wide as the threshold where small or telling, at least two values where there is anybody."""
    met = [[cell.met for cell in column] for column in quarters]
    not_met = [[cell.not_met for cell in column] for column in quarters]
    if len(quarters) == 1:
        alone = [_alone(met[0]), _alone(not_met[0])]
        widths = [[_outcome_width(cell, count, threshold) for cell, count in zip(quarters[0], counts[0], strict=True)] for counts in (met, not_met)]
        return [*(Demand((motion,), width) for motion, width in zip(alone, widths, strict=True)), _somehow(alone)]
    return _linked(quarters, met, not_met, threshold)


def unknown_demands(quarters: Sequence[Column], threshold: int) -> list[Demand]:
    """The same for each part of the unknown; where people are the same in all quarters, the parts can only change together."""
    demands = []
    for part in range(4):
        counts = [[unknowns(cell)[part] for cell in column] for column in quarters]
        demands.append(Demand((_alone(_each(min, counts)),), _each(max, [[_width(count, threshold) for count in column] for column in counts])))
    return [*demands, _somehow([demand.motions[0] for demand in demands])]


def _linked(quarters: Sequence[Column], met: list[list[int]], not_met: list[list[int]], threshold: int) -> list[Demand]:
    """Readers know how the number of people changes from quarter to quarter.

    Either met and not met change places in one quarter, or the number of people changes in all of them alike,
    and each quarter has it in its met or in its not met.
    """
    all_met, all_not_met = _alone(_each(min, met)), _alone(_each(min, not_met))
    demands = []
    for place, column in enumerate(quarters):
        others = [counts for other, counts in enumerate(not_met) if other != place]
        this_met = _alone(_each(min, [met[place], *others]))
        for counts, against, together in ((met, not_met, (all_met, this_met)), (not_met, met, (all_not_met,))):
            widths = [_outcome_width(cell, count, threshold) for cell, count in zip(column, counts[place], strict=True)]
            demands.append(Demand((Motion(against[place], counts[place]), *together), widths))
    answered = [[_width(cell.answered, threshold) for cell in column] for column in quarters]
    demands.append(Demand((all_met, all_not_met), _each(max, answered)))
    return [*demands, _somehow([all_met, all_not_met])]


def _outcome_width(cell: Counts, count: int, threshold: int) -> int:
    return threshold if count == 0 and alike(cell, threshold) else _width(count, threshold)


def _width(count: int, threshold: int) -> int:
    return threshold if small(count, threshold) else min(count, 1)


def _alone(counts: Sequence[int]) -> Motion:
    return Motion([_WITHOUT_LIMIT] * len(counts), counts)


def _somehow(motions: Sequence[Motion]) -> Demand:
    """No hidden cell, not even one without people, is given away completely."""
    return Demand(tuple(motions), [1] * len(motions[0].down))


def _each(choose: Callable[[Sequence[int]], int], columns: Sequence[Sequence[int]]) -> list[int]:
    return [choose(counts) for counts in zip(*columns, strict=True)]
