"""Dated parameters: the value that holds on a day, or on some day between two."""

from __future__ import annotations

import numpy as np

from integrationrules.dates import LAST_DAY, day_number
from integrationrules.rulebook.model import Parameter
from integrationrules.verdict import INFINITE, Bounds, Truths

__all__ = ["parameter"]


def parameter(found: Parameter, day: Bounds) -> Bounds:
    """The parameter's value on each day; a hole is unknown, `none` is absent, a day known within bounds gives bounds."""
    shape = np.broadcast_shapes(day.least.shape, day.greatest.shape)
    least, greatest = np.full(shape, INFINITE, dtype=np.int64), np.full(shape, -INFINITE, dtype=np.int64)
    covered = np.zeros(shape, dtype=np.int64)
    some, none = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    for value in found.values:
        start, end = day_number(value.start), LAST_DAY if value.end is None else day_number(value.end)
        inside = (day.least < end) & (start <= day.greatest)
        covered += np.where(inside, np.minimum(day.greatest, end - 1) - np.maximum(day.least, start) + 1, 0)
        if value.value is None:
            none |= inside
        else:
            assert isinstance(value.value, int)
            some |= inside
            least = np.where(inside, np.minimum(least, value.value), least)
            greatest = np.where(inside, np.maximum(greatest, value.value), greatest)
    hole = covered < day.greatest - day.least + 1
    absent = Truths(none & ~some & ~hole, none)
    if not hole.any() and not none.any() and (least == greatest).all():
        return Bounds(least, least, day.absent)
    return Bounds(np.where(hole, -INFINITE, least), np.where(hole, INFINITE, greatest), absent | day.absent)
