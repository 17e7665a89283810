"""Terms about facts: sets of weeks, the first of a kind, its fields, and counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from integrationrules.rulebook.kinds import RESIDENT
from integrationrules.rulebook.terms import Term
from integrationrules.verdict import FALSE, INFINITE, Bounds, IntArray, Truths

from .counts import count_touched
from .dense import DenseWeeks
from .lasting import lasting_day, lasting_index
from .register import select_weeks
from .selection import label_truths
from .spells import WEEK_CODE, first_day, first_index, resident_weeks, select, weeks_of
from .values import Value, absent, wide
from .weeks import Mask, WeekSet

if TYPE_CHECKING:
    from .run import Operation, Run

__all__ = ["OPERATIONS"]


def _facts(run: Run, term: Term) -> Value:
    if term.type.unit == WEEK_CODE and run.batch.weeks is not None:
        return select_weeks(run.batch.weeks, term)
    return select(run.batch, term)


def _weeks(run: Run, term: Term) -> Value:
    facts = term.arguments[0]
    period, last_day, place = run.questions.distinct
    if facts.type.unit == RESIDENT:
        found = resident_weeks(run.batch, period, last_day, run.questions.cut)
    elif facts.type.unit == WEEK_CODE and run.batch.weeks is not None:
        found = _dense_sets(run)[id(facts)]
        if term.detail == "every_day":
            # A code says that a day was touched, never that all seven were.
            found = WeekSet(np.zeros((1, 1), dtype=np.uint16), found.possible)
    else:
        found = weeks_of(run.facts(facts), str(term.detail), period, last_day, run.batch.size, run.questions.cut)
    if place is None:
        return found
    certain, possible = _rows(found.certain, place), _rows(found.possible, place)
    return WeekSet(certain, certain if found.is_known else possible)


def _dense_sets(run: Run) -> dict[int, WeekSet]:
    if run.dense is None:
        weeks = run.batch.weeks
        assert weeks is not None
        needed = run.plan.coded
        conditions = [label_truths(term.arguments[0] if term.arguments else None, weeks.labels) for term in needed]
        period, last_day, _ = run.questions.distinct
        found = DenseWeeks(weeks, conditions).sets(period, last_day)
        run.dense = {id(term): one for term, one in zip(needed, found, strict=True)}
    return run.dense


def _first(run: Run, term: Term) -> Value:
    facts, *dated = term.arguments
    on, seen = run.questions.on, run.questions.seen
    if not dated:
        return first_day(run.facts(facts), on, run.batch.size, seen=seen)
    day = run.bounds(dated[0])
    found = first_day(run.facts(facts), np.minimum(day.least, on), run.batch.size, np.minimum(day.greatest, on), seen)
    return found if day.absent is FALSE else Bounds(found.least, found.greatest, found.absent | day.absent)


def _lasting(run: Run, term: Term) -> Value:
    facts, day = term.arguments
    return lasting_day(run.facts(facts), wide(run.bounds(day)), run.questions.on, run.batch.size)


def _field(run: Run, term: Term) -> Value:
    record = term.arguments[0]
    day = run.bounds(record)
    while record.operation == "named":
        record = record.arguments[0]
    if term.detail == "start" and record.operation == "first":
        return day
    selected = run.facts(record.arguments[0])
    index = lasting_index(selected, day, run.questions.on, run.batch.size) if record.operation == "lasting" else None
    place = first_index(selected, day, run.batch.size) if index is None else index
    words = term.type.options
    if selected.columns is None or not len(selected.columns.citizen):
        return _flag(absent(day.absent)) if term.type.kind == "truth" else absent(day.absent)
    if term.detail == "start":
        least, greatest = selected.columns.start_min[place], selected.columns.start_max[place]
        return Bounds(np.where(place < 0, -INFINITE, least), np.where(place < 0, INFINITE, greatest), day.absent)
    if term.detail == "end":
        # What lies after `on` does not decide: an end that is not reached yet is only known not to have come.
        seen = run.questions.on + 1
        if len(term.arguments) > 1:
            seen = np.minimum(seen, run.bounds(term.arguments[1]).least + 1)
        least, greatest = np.minimum(selected.columns.end_min[place], seen), selected.columns.end_max[place]
        greatest = np.where(greatest >= seen, INFINITE, greatest)
        return Bounds(np.where(place < 0, -INFINITE, least), np.where(place < 0, INFINITE, greatest), day.absent)
    field = selected.columns.fields[str(term.detail)]
    values = field.values
    if words:
        values = np.array([words.index(word) for word in field.categories], dtype=np.int64)[values]
    known = (place >= 0) & field.known[place]
    low, high = (0, len(words) - 1) if words else (-INFINITE, INFINITE)
    found = Bounds(np.where(known, values[place], low), np.where(known, values[place], high), day.absent)
    return _flag(found) if term.type.kind == "truth" else found


def _count_weeks(run: Run, term: Term) -> Value:
    period = run.questions.period
    assert period is not None
    return run.weeks(term.arguments[0]).count(period.full)


def _count_facts(run: Run, term: Term) -> Value:
    up_to, since, *selections = term.arguments
    parts = [run.facts(selection) for selection in selections]
    begin = None if since.operation == "none" else run.bounds(since)
    return count_touched(parts, str(term.detail), run.bounds(up_to), run.questions.on, run.batch.size, begin)


def _flag(value: Bounds) -> Truths:
    """A yes-or-no field as a condition; not met where there is no such fact."""
    return Truths((value.least >= 1) & ~value.absent.possible, (value.greatest >= 1) & ~value.absent.sure)


def _rows(values: Mask, place: IntArray) -> Mask:
    return values[place] if values.shape[0] > 1 else values


OPERATIONS: Mapping[str, Operation] = {
    "facts": _facts,
    "weeks": _weeks,
    "first": _first,
    "lasting": _lasting,
    "field": _field,
    "count_weeks": _count_weeks,
    "count_facts": _count_facts,
}
