"""From the engine's whole numbers to quantities: units, dates and words."""

from __future__ import annotations

from decimal import Decimal

from integrationrules.dates import FIRST_DAY, LAST_DAY, as_date
from integrationrules.rulebook.terms import Type
from integrationrules.rulebook.units import SCALE
from integrationrules.verdict import INFINITE, Bounds

from .decision import Quantity

__all__ = ["join", "quantity"]

_SHOWN = SCALE["hours_per_week"] // 10_000
"""Parts of an hour in a ten-thousandth of one."""


def quantity(value: Bounds, type_: Type, row: int, column: int) -> Quantity | None:
    """One cell of a run's values as a quantity; None if the value surely does not exist."""
    found = value.at(row, column)
    if found is None:
        return None
    least, greatest = found
    match type_.kind:
        case "date":
            bounds = [None if day is None or not FIRST_DAY < day < LAST_DAY else as_date(day) for day in (least, greatest)]
            return Quantity("date", bounds[0], bounds[1])
        case "option":
            if least is None or least != greatest:
                return Quantity("word", None, None)
            return Quantity("word", type_.options[least], type_.options[least])
    scale = SCALE.get(type_.unit, 1)
    if type_.unit == "hours_per_week":
        # Hours are stated with four decimals; an average has no more.
        least, greatest = (number if number is None else number // _SHOWN for number in (least, greatest))
        scale = scale // _SHOWN
    low, high = (number if number is None or scale == 1 else Decimal(number) / scale for number in (least, greatest))
    return Quantity("number", low, high, type_.unit or "count")


def join(values: list[tuple[int | None, int | None] | None]) -> Bounds:
    """The bounds that hold all of several (least, greatest) pairs; a missing pair is an absent value."""
    import numpy as np

    from integrationrules.verdict import TRUE, Truths

    present = [value for value in values if value is not None]
    if not present:
        return Bounds(np.array([[-INFINITE]]), np.array([[INFINITE]]), TRUE)
    least = min(-INFINITE if low is None else low for low, _ in present)
    greatest = max(INFINITE if high is None else high for _, high in present)
    absent = Truths(np.array([[False]]), np.array([[len(present) < len(values)]]))
    return Bounds(np.array([[least]]), np.array([[greatest]]), absent)
