"""Dated parameters: the value that holds on a day, or on some day between two."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from integrationrules.dates import LAST_DAY, day_number
from integrationrules.rulebook.model import Parameter
from integrationrules.rulebook.parameters import MOST, band
from integrationrules.verdict import FALSE, INFINITE, Bounds, Truths

__all__ = ["lookup", "parameter"]


def lookup(found: Parameter, day: Bounds, by: Bounds, words: Sequence[str]) -> Bounds:
    """A parameter's amount for a key (`by` is a position in `words`) or a band (`by` is a number), on each day."""
    names = [name for name, _ in next(value.value for value in found.values if isinstance(value.value, tuple))]
    if found.banded:
        names = list(dict.fromkeys(name for value in found.values if isinstance(value.value, tuple) for name, _ in value.value))
    amounts = {name: parameter(found, day, name) for name in names}
    shape = np.broadcast_shapes(day.least.shape, by.least.shape)
    least, greatest = np.full(shape, INFINITE, dtype=np.int64), np.full(shape, -INFINITE, dtype=np.int64)
    surely_none, possibly_none = np.ones(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    covered = np.zeros(shape, dtype=np.int64)
    if found.banded:
        by = Bounds(np.minimum(by.least, MOST), np.minimum(by.greatest, MOST), by.absent)
    for name, amount in amounts.items():
        low, high = band(name) if found.banded else (words.index(name),) * 2 if name in words else (1, 0)
        inside = np.broadcast_to((by.least <= high) & (low <= by.greatest) & (low <= high), shape)
        covered += np.where(inside, np.minimum(by.greatest, high) - np.maximum(by.least, low) + 1, 0)
        absent = amount.absent
        some = inside & ~absent.sure
        least = np.where(some, np.minimum(least, amount.least), least)
        greatest = np.where(some, np.maximum(greatest, amount.greatest), greatest)
        surely_none &= ~some
        possibly_none |= inside & absent.possible
    # A number outside every band, or a word without an amount, has none.
    possibly_none |= covered < by.greatest - by.least + 1
    none = Truths(surely_none, possibly_none | surely_none)
    if not none.possible.any() and by.absent is FALSE and day.absent is FALSE:
        return Bounds(least, least if (least == greatest).all() else greatest)
    least, greatest = np.where(surely_none, -INFINITE, least), np.where(surely_none, INFINITE, greatest)
    return Bounds(least, greatest, none | by.absent | day.absent)


def parameter(found: Parameter, day: Bounds, key: str | None = None) -> Bounds:
    """The parameter's value (of a key) on each day; a hole is unknown, `none` is absent, a day known within bounds gives bounds."""
    shape = np.broadcast_shapes(day.least.shape, day.greatest.shape)
    least, greatest = np.full(shape, INFINITE, dtype=np.int64), np.full(shape, -INFINITE, dtype=np.int64)
    covered = np.zeros(shape, dtype=np.int64)
    some, none = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    for value in found.values:
        start, end = day_number(value.start), LAST_DAY if value.end is None else day_number(value.end)
        inside = (day.least < end) & (start <= day.greatest)
        covered += np.where(inside, np.minimum(day.greatest, end - 1) - np.maximum(day.least, start) + 1, 0)
        amount = dict(value.value).get(key or "") if isinstance(value.value, tuple) else value.value
        if amount is None:
            none |= inside
        else:
            some |= inside
            least = np.where(inside, np.minimum(least, amount), least)
            greatest = np.where(inside, np.maximum(greatest, amount), greatest)
    hole = covered < day.greatest - day.least + 1
    absent = Truths(none & ~some & ~hole, none)
    if not hole.any() and not none.any() and (least == greatest).all():
        return Bounds(least, least, day.absent)
    return Bounds(np.where(hole, -INFINITE, least), np.where(hole, INFINITE, greatest), absent | day.absent)
