"""What terms are computed to: conditions, bounded values, sets of weeks, selected facts."""

from __future__ import annotations

import numpy as np

from integrationrules.verdict import ABSENT, FALSE, TRUE, UNKNOWN, Bounds, Truths

from .paid import Paid
from .selected import Selected
from .weeks import WeekSet

__all__ = ["ABSENT", "Value", "absent", "alike", "settled", "wide"]

Value = Truths | Bounds | WeekSet | Selected | Paid


def settled(value: Value) -> Value:
    """The same value in its simplest form: conditions and numbers that are the same for everybody are cheap to go on with."""
    if value is TRUE or value is FALSE or value is UNKNOWN:
        return value
    return value.settled() if isinstance(value, (Truths, Bounds)) else value


def absent(where: Truths) -> Bounds:
    """Nothing is known of a value but where it does not exist."""
    return Bounds(ABSENT.least, ABSENT.greatest, where)


def wide(value: Bounds) -> Bounds:
    """Counts of weeks are bytes; arithmetic needs room."""
    if value.least.dtype == np.int64:
        return value
    least = value.least.astype(np.int64)
    return Bounds(least, least if value.least is value.greatest else value.greatest.astype(np.int64), value.absent)


def alike(left: Bounds, right: Bounds) -> tuple[Bounds, Bounds]:
    """Counts of weeks are bytes: the limit they are compared with is brought down to a byte as well."""
    if left.least.dtype == right.least.dtype:
        return left, right
    return (left, _byte(right)) if left.least.dtype == np.int8 else (_byte(left), right)


def _byte(value: Bounds) -> Bounds:
    least = np.clip(value.least, -100, 100).astype(np.int8)
    return Bounds(least, least if value.least is value.greatest else np.clip(value.greatest, -100, 100).astype(np.int8), value.absent)
