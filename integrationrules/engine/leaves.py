"""Terms that need no other: fixed values, the question asked, the citizen, parameters and assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from integrationrules.rulebook.kinds import CITIZEN_FIELDS
from integrationrules.rulebook.terms import Term
from integrationrules.timeline.batch import Field
from integrationrules.verdict import FALSE, INFINITE, TRUE, UNKNOWN, Bounds, Truths

from .values import ABSENT, Value, wide

if TYPE_CHECKING:
    from .run import Operation, Run

__all__ = ["OPERATIONS"]


def _number(run: Run, term: Term) -> Value:
    return Bounds.exactly([[int(term.detail)]])


def _option(run: Run, term: Term) -> Value:
    return Bounds.exactly([[int(term.detail)]])


def _unknown(run: Run, term: Term) -> Value:
    return UNKNOWN


def _none(run: Run, term: Term) -> Value:
    return ABSENT


def _on(run: Run, term: Term) -> Value:
    return Bounds.exactly(run.questions.on)


def _law_date(run: Run, term: Term) -> Value:
    return Bounds.exactly(run.questions.law_date)


def _quarter(run: Run, term: Term) -> Value:
    period = run.questions.period
    assert period is not None
    return Bounds.exactly({"weeks": period.weeks, "first_monday": period.first_monday, "last_monday": run.questions.last_monday}[str(term.detail)])


def _citizen(run: Run, term: Term) -> Value:
    name = str(term.detail)
    field: Field = getattr(run.batch, name)
    words = CITIZEN_FIELDS[name].options
    values = field.values
    if words:
        values = np.array([words.index(word) for word in field.categories], dtype=np.int64)[values]
    least, greatest = (0, len(words) - 1) if words else (-INFINITE, INFINITE)
    if field.known.all():
        return Bounds.exactly(values[None, :])
    return Bounds(np.where(field.known, values, least)[None, :], np.where(field.known, values, greatest)[None, :])


def _assumption(run: Run, term: Term) -> Value:
    return Bounds.exactly(run.questions.options[str(term.detail)])


def _parameter(run: Run, term: Term) -> Value:
    return run.plan.tables.dated(str(term.detail)).on(run.bounds(term.arguments[0]))


def _lookup(run: Run, term: Term) -> Value:
    at, by = (wide(run.bounds(argument)) for argument in term.arguments)
    return run.plan.tables.keyed(str(term.detail), term.arguments[1].type.options).on(at, by)


def _constant(run: Run, term: Term) -> Value:
    return TRUE if term.detail else FALSE


def _week(run: Run, term: Term) -> Value:
    period = run.questions.period
    assert period is not None
    return Bounds.exactly(period.first_monday + (6 if term.detail == "sunday" else 0))


def _in_week(run: Run, term: Term) -> Value:
    found = run.weeks(term.arguments[0])
    return Truths((found.certain & 1) > 0, (found.possible & 1) > 0)


def _named(run: Run, term: Term) -> Value:
    return run.value(term.arguments[0])


OPERATIONS: Mapping[str, Operation] = {
    "number": _number,
    "option": _option,
    "unknown": _unknown,
    "none": _none,
    "on": _on,
    "law_date": _law_date,
    "quarter": _quarter,
    "citizen": _citizen,
    "assumption": _assumption,
    "parameter": _parameter,
    "lookup": _lookup,
    "constant": _constant,
    "week": _week,
    "in_week": _in_week,
    "named": _named,
}
