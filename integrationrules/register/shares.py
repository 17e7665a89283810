"""What cells of counts say together: pooled and unweighted, the least and the greatest."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from .bounded import NOTHING, Bounded
from .counts import Counts

__all__ = ["extremes", "mean", "mean_of", "pooled"]


def pooled(cells: Iterable[Counts]) -> Counts:
    """All cells as one: its share weighs every person the same.

    >>> pooled([Counts(met=1, not_met=1), Counts(met=8)]).share
    Fraction(9, 10)
    """
    return sum(cells, start=Counts())


def mean(cells: Collection[Counts]) -> Bounded:
    """The unweighted mean of the shares, every cell weighing the same, whatever its size.

    A cell without certain members counts only in the bounds, where its possible members may give it a share.

    >>> mean([Counts(met=1, not_met=1), Counts(met=8)]).value
    Fraction(3, 4)
    """
    shares = [cell.bounded for cell in cells]
    values = [share.value for share in shares if share.value is not None]
    low = [share.lowest for share in shares if share.lowest is not None]
    high = [share.highest for share in shares if share.highest is not None]
    if not low:
        return NOTHING
    empty = [cell for cell in cells if not cell.members]
    could_fail, could_succeed = sum(cell.may_fail > 0 for cell in empty), sum(cell.may_succeed > 0 for cell in empty)
    return Bounded(
        Fraction(sum(values)) / len(values) if values else None,
        Fraction(sum(low)) / (len(low) + could_fail),
        Fraction(sum(high) + could_succeed) / (len(high) + could_succeed),
    )


def mean_of(numbers: Collection[Bounded], bounds: bool = True) -> Bounded:
    """The unweighted mean of numbers with bounds; a side on which one of them has none has none.

    >>> mean_of([Bounded(Fraction(1), Fraction(0), None), Bounded(Fraction(3), Fraction(2), Fraction(4))])
    Bounded(value=Fraction(2, 1), lowest=Fraction(1, 1), highest=None)
    """
    if not numbers:
        return NOTHING
    values = [one.value for one in numbers if one.value is not None]
    low, high = ([side for side in sides if side is not None] for sides in (
        [one.lowest for one in numbers], [one.highest for one in numbers]))
    return Bounded(
        Fraction(sum(values)) / len(values) if values else None,
        Fraction(sum(low)) / len(low) if bounds and len(low) == len(numbers) else None,
        Fraction(sum(high)) / len(high) if bounds and len(high) == len(numbers) else None,
    )


def extremes(found: Iterable[Fraction | None]) -> tuple[Fraction, Fraction] | None:
    """The least and the greatest of those that there are; None if there is none.

    >>> extremes([Fraction(1, 2), None, Fraction(1, 4)])
    (Fraction(1, 4), Fraction(1, 2))
    """
    values = [value for value in found if value is not None]
    return (min(values), max(values)) if values else None
