"""Terms about facts: sets of weeks, the first of a kind, its fields, and counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from integrationrules.rulebook.kinds import RESIDENT
from integrationrules.rulebook.terms import Term
from integrationrules.verdict import ABSENT, FALSE, INFINITE, TRUE, Bounds, IntArray, Truths

from .counts import count_touched
from .dense import DenseWeeks
from .lasting import lasting_day, lasting_index
from .register import select_weeks
from .selected import WEEK_CODE, Selected, copied, select
from .selection import label_truths
from .spells import first_day, first_index, resident_weeks, weeks_of
from .values import Value, absent, wide
from .weeks import Mask, WeekSet

if TYPE_CHECKING:
    from .run import Operation, Run

__all__ = ["OPERATIONS"]


def _facts(run: Run, term: Term) -> Value:
    found = run.selected.get(id(term))
    if found is None:
        weeks = run.batch.weeks if term.type.unit == WEEK_CODE else None
        found = run.selected[id(term)] = select(run.batch, term) if weeks is None else select_weeks(weeks, term)
    return found


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
        found = weeks_of(run.facts(facts), str(term.detail), period, last_day, run.batch.size, run.questions.cut, run.watched)
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
        return first_day(run.facts(facts), on, run.batch.size, seen=seen, of=run.citizens)
    day = run.bounds(dated[0])
    if day.absent is TRUE:
        return ABSENT
    last = np.minimum(day.least, on)
    found = first_day(run.facts(facts), last, run.batch.size, last if day.is_exact else np.minimum(day.greatest, on), seen, run.citizens)
    return found if day.absent is FALSE else Bounds(found.least, found.greatest, found.absent | day.absent)


def _lasting(run: Run, term: Term) -> Value:
    facts, day = term.arguments
    selected = _own(run, facts)
    return lasting_day(selected, wide(run.bounds(day)), run.questions.on, selected.size)


def _own(run: Run, facts: Term) -> Selected:
    """The facts as those of the columns."""
    found = run.facts(facts)
    return found if run.citizens is None else copied(found, run.citizens)


def _field(run: Run, term: Term) -> Value:
    record = term.arguments[0]
    day = run.bounds(record)
    while record.operation == "named":
        record = record.arguments[0]
    lasts = record.operation == "lasting"
    if term.detail == "start" and not lasts:
        return day
    words = term.type.options
    selected = _own(run, record.arguments[0]) if lasts else run.facts(record.arguments[0])
    if selected.columns is None or not len(selected.columns.citizen) or day.absent is TRUE:
        return _flag(absent(day.absent)) if term.type.kind == "truth" else absent(day.absent)
    place = lasting_index(selected, day, run.questions.on, selected.size) if lasts else first_index(selected, day, selected.size, run.citizens)
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
    return count_touched(parts, str(term.detail), run.bounds(up_to), run.questions.on, run.batch.size, begin, run.citizens)


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
