"""Sums, differences and the functions of the language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from integrationrules.rulebook.terms import Term
from integrationrules.verdict import Bounds, Truths

from . import functions
from .values import Value, wide
from .weeks import WeekSet

if TYPE_CHECKING:
    from .run import Operation, Run

__all__ = ["OPERATIONS"]

_MOST = (1 << 62) // 10**9
"""No product leaves the range of a whole number."""


def _add(run: Run, term: Term) -> Value:
    return wide(run.bounds(term.arguments[0])).plus(wide(run.bounds(term.arguments[1])))


def _subtract(run: Run, term: Term) -> Value:
    return wide(run.bounds(term.arguments[0])).plus(wide(run.bounds(term.arguments[1])).negative())


def _negative(run: Run, term: Term) -> Value:
    return wide(run.bounds(term.arguments[0])).negative()


def _times(run: Run, term: Term) -> Value:
    factor: int = term.detail
    value = wide(run.bounds(term.arguments[0]))
    scaled = value.map(lambda numbers: np.clip(numbers, -_MOST, _MOST) * abs(factor))
    return scaled if factor >= 0 else scaled.negative()


def _floor_divide(run: Run, term: Term) -> Value:
    divisor: int = term.detail
    return wide(run.bounds(term.arguments[0])).map(lambda numbers: numbers // divisor)


def _call(run: Run, term: Term) -> Value:
    name, unit = term.detail
    if name in ("if_unknown", "exists"):
        return _if_unknown(run, term) if name == "if_unknown" else _exists(run, term)
    arguments = [wide(run.bounds(argument)) for argument in term.arguments]
    match name:
        case "after":
            return functions.after(arguments[0], arguments[1], term.arguments[1].type.unit[:-1])  # type: ignore[arg-type]
        case "elapsed":
            return functions.elapsed(arguments[0], arguments[1], unit)
        case "age":
            return functions.age(arguments[0], arguments[1])
        case "monday":
            return functions.monday(arguments[0])
        case "next_start":
            return functions.next_start(arguments[0], unit)
        case "end_of":
            return functions.end_of(arguments[0], unit)
        case "working_day":
            return functions.working_day(arguments[0], run.plan.book.holidays)
        case "year_after":
            return functions.year_of(arguments[0]).plus(Bounds.exactly([[1]]))
        case "date_in":
            return functions.date_in(arguments[0], int(arguments[1].least.flat[0]), int(arguments[2].least.flat[0]))
        case "earliest":
            return arguments[0].earliest(arguments[1])
        case "min":
            return arguments[0].minimum(arguments[1])
    return arguments[0].maximum(arguments[1])


def _exists(run: Run, term: Term) -> Value:
    value, inner = run.bounds(term.arguments[0]), term.arguments[0]
    while inner.operation == "named":
        inner = inner.arguments[0]
    if inner.operation == "first":
        # A fact is there once it has begun: one that may come later is not there yet.
        seen = Bounds.exactly(run.questions.on)
        return value.at_most(seen.minimum(run.bounds(inner.arguments[1])) if len(inner.arguments) > 1 else seen)
    return ~value.absent


def _if_unknown(run: Run, term: Term) -> Value:
    value, instead = run.value(term.arguments[0]), run.value(term.arguments[1])
    if isinstance(value, Truths):
        known = value.sure | ~value.possible
        return value.either(instead, Truths(known, known))  # type: ignore[arg-type]
    if isinstance(value, WeekSet):
        other = run.weeks(term.arguments[1])
        open_ = value.certain ^ value.possible
        return WeekSet(value.certain | (other.certain & open_), value.certain | (other.possible & open_))
    assert isinstance(value, Bounds)
    known = value.exact | value.absent.sure
    return value.either(instead, Truths(known, known))  # type: ignore[arg-type]


OPERATIONS: Mapping[str, Operation] = {
    "add": _add,
    "subtract": _subtract,
    "negative": _negative,
    "times": _times,
    "floor_divide": _floor_divide,
    "call": _call,
}
