"""Dense register weeks as facts: which weeks match a condition, and which were seen at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from integrationrules.dates import FIRST_DAY, day_number
from integrationrules.rulebook.terms import Term
from integrationrules.timeline.batch import FactColumns, Field, WeekColumns

from .dense import NOT_OBSERVED
from .intervals import NO_INTERVALS, Intervals
from .selected import Selected
from .selection import label_truths

__all__ = ["select_weeks"]


def select_weeks(columns: WeekColumns, term: Term) -> Selected:
    """The register weeks a `facts` term names, as `select` gives stated ones; what is not in the columns was not observed."""
    kind, none_before, administrative = term.detail
    begin = FIRST_DAY if none_before is None else day_number(none_before)
    sure, maybe = label_truths(term.arguments[0] if term.arguments else None, columns.labels)
    labels = len(columns.labels)
    surely, possibly = np.zeros(256, dtype=np.bool_), np.zeros(256, dtype=np.bool_)
    surely[:labels], possibly[:labels] = sure, maybe
    citizen, week = (np.asarray(part, dtype=np.int64) for part in np.nonzero(possibly[columns.codes].T))
    monday = columns.first_monday + 7 * week
    late_enough = monday + 7 > begin
    citizen, week, monday = citizen[late_enough], week[late_enough], monday[late_enough]
    codes = columns.codes[week, citizen]
    field = Field(codes.astype(np.int64), np.ones(len(codes), dtype=np.bool_), columns.labels)
    found = FactColumns(citizen, monday, monday + 6, monday + 1, monday + 7, {"code": field})
    maybe, size = np.ones(len(codes), dtype=np.bool_), columns.codes.shape[1]
    return RegisterWeeks(kind, found, surely[codes], maybe, NO_INTERVALS, size, bool(administrative), begin, columns)


@dataclass(frozen=True)
class RegisterWeeks(Selected):
    """Weeks of a register, of which every one that was observed has a code."""

    register: WeekColumns

    @cached_property
    def stated(self) -> Intervals:
        """Runs of weeks that were observed, whatever their code."""
        return _seen(self.register)


def _seen(columns: WeekColumns) -> Intervals:
    """Runs of weeks that were observed, whatever their code."""
    seen = np.zeros((columns.codes.shape[0] + 2, columns.codes.shape[1]), dtype=np.int8)
    seen[1:-1] = columns.codes != NOT_OBSERVED
    changes = np.diff(seen, axis=0).T
    citizen, first = np.nonzero(changes == 1)
    _, last = np.nonzero(changes == -1)
    return Intervals(citizen.astype(np.int64), columns.first_monday + 7 * first, columns.first_monday + 7 * last)
