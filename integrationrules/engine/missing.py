"""What would settle an unknown: the facts, days and parameters behind it, most decisive first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from integrationrules.dates import FIRST_DAY, LAST_DAY, as_date
from integrationrules.rulebook.kinds import RESIDENT
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.rulebook.terms import Term
from integrationrules.verdict import Verdict

from .cell import Cell
from .decision import Missing
from .frames import Frame
from .missing_weeks import mask_of, of_weeks
from .paid import Paid
from .payments import frame_of
from .selected import WEEK_CODE

__all__ = ["missing"]


def missing(cells: Sequence[Cell], rule: ReadyRule) -> tuple[Missing, ...]:
    """Inputs of the unknown parts of a rule that nothing beside them decides, in any of the readings it is asked under."""
    found: dict[Missing, None] = {}
    for cell in cells:
        for term in (rule.when, rule.value):
            if term is not None:
                found.update(dict.fromkeys(_of(cell, term)))
    return tuple(sorted(found, key=_rank))


def _rank(one: Missing) -> tuple[int, int, str, date]:
    # A field or a value settles more than days do; among days, the most weeks first.
    return (1 if one.what in ("facts", "residence") else 0, -(one.weeks or 0), one.name, one.start or date.min)


def _of(cell: Cell, term: Term) -> Iterator[Missing]:
    if ("missing", id(term)) in cell.told:
        return                                   # what several parts share is named once
    cell.told.add(("missing", id(term)))
    if term.type.kind == "truth":
        yield from _of_truth(cell, term)
    elif term.type.kind in ("number", "date", "option", "record"):
        yield from _of_value(cell, term)


def _of_truth(cell: Cell, term: Term) -> Iterator[Missing]:
    if term.operation == "unknown" or cell.verdict(term) is not Verdict.UNKNOWN:
        return
    if term.operation == "choose":
        yield from _of_choice(cell, term)
        return
    if term.operation == "payment_part":
        yield from _of_payment(cell, term.arguments[0])
    elif term.operation == "covered":
        yield from _of_candidate(cell, term)
    elif term.operation == "any":
        yield from _of_any(cell, term)
    elif term.operation == "in_week":
        weeks = cell.run.weeks(term.arguments[0])
        yield from of_weeks(cell, term.arguments[0], (mask_of(cell, weeks.possible) & ~mask_of(cell, weeks.certain)) & 1)
    for argument in term.arguments if term.operation not in ("payment_part", "in_week", "any") else ():
        yield from _of(cell, argument)
    if term.operation == "and" and all(one.operation == "unknown" or cell.verdict(one) is Verdict.MET for one in term.arguments):
        # `... and unknown`: what the rule calls unknown where nothing is stated, a statement would settle.
        yield from _of_absent(cell, term)


def _of_absent(cell: Cell, term: Term) -> Iterator[Missing]:
    """Kinds of facts that a condition asks for and of which there are none."""
    for node in term.walk():
        if node.operation == "facts" and node.type.unit != WEEK_CODE:
            columns = cell.run.facts(node).columns
            if columns is None or not (columns.citizen == cell.column).any():
                yield Missing("facts", str(node.detail[0]))


def _of_lookup(cell: Cell, term: Term) -> Iterator[Missing]:
    """The value on a day nobody has it for; or what it is looked up by."""
    day, by = term.arguments
    if cell.run.bounds(day).exact_at(cell.row, cell.column) and cell.run.bounds(by).exact_at(cell.row, cell.column):
        found = cell.quantity(day)
        yield Missing("parameter", str(term.detail), found.least if found and isinstance(found.least, date) else None)
        return
    yield from _of(cell, day)
    yield from _of(cell, by)


def _of_payment(cell: Cell, payment: Term) -> Iterator[Missing]:
    """What would settle whether, when or for how much a candidate qualifies."""
    frame = frame_of(cell.run, payment.arguments[0])
    paid = cell.run.value(payment)
    assert isinstance(paid, Paid)
    for place in (frame.candidates.citizen == cell.column).nonzero()[0]:
        one = Cell(frame, cell.book, cell.row, int(place))
        if paid.qualifies.at(one.row, one.column) is Verdict.NOT_MET:
            continue
        if frame.candidates.exists.at(one.row, one.column) is Verdict.UNKNOWN:
            fields = list(_of_fields(one, payment.arguments[0]))
            yield from fields or _of_candidate(one, payment)
        if paid.qualifies.at(one.row, one.column) is Verdict.UNKNOWN:
            for term in payment.arguments[1:3]:
                yield from _of(one, term)
        for term in payment.arguments[3:] if paid.may_be_first[min(one.row, len(paid.may_be_first) - 1), one.column] else ():
            if term.operation != "none":
                yield from _of(one, term)


def _of_any(cell: Cell, term: Term) -> Iterator[Missing]:
    """What would settle of each candidate whether it is there, and whether the condition holds of it."""
    source, where = term.arguments
    frame = frame_of(cell.run, source)
    for place in (frame.candidates.citizen == cell.column).nonzero()[0]:
        one = Cell(frame, cell.book, cell.row, int(place))
        if one.verdict(where) is Verdict.NOT_MET:
            continue
        if frame.candidates.exists.at(one.row, one.column) is Verdict.UNKNOWN:
            yield from list(_of_fields(one, source)) or _of_candidate(one, term)
        yield from _of(one, where)


def _of_fields(cell: Cell, source: Term) -> Iterator[Missing]:
    """Fields that are not stated of facts which therefore only may be a candidate."""
    frame = cell.run
    assert isinstance(frame, Frame)
    found = frame.candidates
    low, high = found.start.least[0, cell.column], found.end.greatest[0, cell.column]
    for term in (node for node in source.walk() if node.operation == "facts"):
        facts = frame.outer.facts(term)
        columns, names = facts.columns, {str(node.detail[0] if isinstance(node.detail, tuple) else node.detail) for node in term.walk()
                                         if node.operation in ("fact_word", "fact_flag", "fact_field")}
        if columns is None:
            continue
        vague = facts.maybe & ~facts.sure & (columns.citizen == found.citizen[cell.column]) & (columns.start_min < high) & (columns.end_max > low)
        for place in vague.nonzero()[0]:
            for name in sorted(name for name in names if not columns.fields[name].known[place]):
                end = int(columns.end_max[place])
                yield Missing("field", f"{facts.kind}.{name}", as_date(columns.start_min[place]), as_date(end) if end < LAST_DAY else None)


def _of_candidate(cell: Cell, term: Term) -> Iterator[Missing]:
    """The days that hide where a spell begins or ends, or whether there is one."""
    frame = cell.run
    assert isinstance(frame, Frame)
    found = frame.candidates
    nowhere = (None, None)
    start, end = found.start.at(0, cell.column) or nowhere, found.end.at(0, cell.column) or nowhere
    kinds = dict.fromkeys(source.kind for source in found.groups[found.group[cell.column]].sources)
    sure = found.exists.at(cell.row, cell.column) is Verdict.MET
    spans = [(start[0], end[1])] if not sure else [(start[0], start[1])] if start[0] != start[1] else [(end[0], end[1])]
    if sure and term.operation == "candidate_field" and term.detail not in ("start", "end"):
        yield Missing("field", f"{next(iter(kinds))}.{term.detail}")
        return
    for kind in kinds:
        for low, high in spans:
            yield Missing("facts", kind, as_date(low) if low is not None else None, as_date(high) if high is not None else None)


def _of_hours(cell: Cell) -> Iterator[Missing]:
    """Jobs whose hours are not stated, and days on which another may be hidden."""
    frame = cell.run
    assert isinstance(frame, Frame)
    found = frame.candidates
    citizen = int(found.citizen[cell.column])
    low, high = found.start.least[0, cell.column], found.end.greatest[0, cell.column]
    for source in found.groups[found.group[cell.column]].sources:
        columns = source.columns
        field = columns.fields.get("hours_per_week") if columns else None
        if columns is not None and field is not None:
            mine = source.maybe & (columns.citizen == citizen) & ~field.known & (columns.start_min < high) & (columns.end_max > low)
            for place in mine.nonzero()[0]:
                end = int(columns.end_max[place])
                yield Missing("field", f"{source.kind}.hours_per_week", as_date(columns.start_min[place]), as_date(end) if end < LAST_DAY else None)
        if (field is None or not mine.any()) and low > FIRST_DAY:
            yield Missing("facts", source.kind, as_date(int(low)), as_date(int(high)) if high < LAST_DAY else None)


def _of_tally(cell: Cell, term: Term) -> Iterator[Missing]:
    """The days before the week asked about on which what is counted was not observed."""
    day = as_date(int(cell.run.questions.on.flat[0]) + 1)
    for one in (node for node in term.walk() if node.operation == "weeks" and node.arguments[0].type.unit != RESIDENT):
        yield from _unobserved(cell, one.arguments[0], day)


def _of_span(cell: Cell, term: Term) -> Iterator[Missing]:
    """The days of the widest span on which what is counted was not observed."""
    since, up_to = (cell.run.bounds(side).at(cell.row, cell.column) for side in term.arguments[1:])
    if since is not None and up_to is not None:
        end = None if up_to[1] is None else as_date(int(up_to[1]) + 6)
        for one in (node for node in term.arguments[0].walk() if node.operation == "weeks" and node.arguments[0].type.unit != RESIDENT):
            yield from _unobserved(cell, one.arguments[0], end, FIRST_DAY if since[0] is None else int(since[0]))


def _of_value(cell: Cell, term: Term) -> Iterator[Missing]:
    if cell.run.bounds(term).exact_at(cell.row, cell.column):
        return
    match term.operation:
        case "citizen":
            yield Missing("citizen", str(term.detail))
        case "parameter" if not cell.run.bounds(term.arguments[0]).exact_at(cell.row, cell.column):
            yield from _of(cell, term.arguments[0])
        case "parameter":
            day = cell.quantity(term.arguments[0])
            yield Missing("parameter", str(term.detail), day.least if day and isinstance(day.least, date) else None)
        case "lookup":
            yield from _of_lookup(cell, term)
        case "payment_part":
            yield from _of_payment(cell, term.arguments[0])
        case "candidate_field":
            yield from _of_candidate(cell, term)
        case "average" | "any_average":
            yield from _of_hours(cell)
            for argument in term.arguments[1:]:
                yield from _of(cell, argument)
        case "tally":
            yield from _of_tally(cell, term)
        case "count_span" | "longest":
            for argument in term.arguments[1:]:
                yield from _of(cell, argument)
            yield from _of_span(cell, term)
        case "count_weeks":
            found = cell.run.weeks(term.arguments[0])
            full = cell.run.questions.period.full  # type: ignore[union-attr]
            yield from of_weeks(cell, term.arguments[0], mask_of(cell, found.possible) & ~mask_of(cell, found.certain) & mask_of(cell, full))
        case "first":
            yield from _of_first(cell, term)
        case "call" if term.detail[0] == "earliest":
            yield from _of_earliest(cell, term)
        case "count_facts":
            last = cell.quantity(term.arguments[0])
            end = last.greatest if last and isinstance(last.greatest, date) else None
            since = cell.run.bounds(term.arguments[1]).at(cell.row, cell.column) if term.arguments[1].operation != "none" else None
            begin = since[0] if since is not None and since[0] is not None else FIRST_DAY
            for argument in term.arguments[2:]:
                yield from _unobserved(cell, argument, end, begin)
                yield from _inexact(cell, argument, end)
        case "choose":
            yield from _of_choice(cell, term)
        case _:
            for argument in term.arguments:
                if argument.type.kind != "facts":
                    yield from _of(cell, argument)


def _of_first(cell: Cell, term: Term) -> Iterator[Missing]:
    """The days before the first certain fact that may hold an earlier one; or what hides the day it is asked for."""
    if len(term.arguments) > 1 and not cell.run.bounds(term.arguments[1]).exact_at(cell.row, cell.column):
        yield from _of(cell, term.arguments[1])
        return
    facts = cell.run.facts(term.arguments[0])
    bounds = cell.run.bounds(term).at(cell.row, cell.column)
    least, greatest = bounds or (None, None)
    inside = least is not None and FIRST_DAY < least < LAST_DAY, greatest is not None and FIRST_DAY < greatest < LAST_DAY
    yield Missing("facts", facts.kind, as_date(least) if inside[0] and least else None, as_date(greatest) if inside[1] and greatest else None)


def _of_earliest(cell: Cell, term: Term) -> Iterator[Missing]:
    """Only of a date that can come before what the other is known to be."""
    for one, other in (term.arguments, term.arguments[::-1]):
        mine, limit = cell.run.bounds(one).at(cell.row, cell.column), cell.run.bounds(other)
        sure = None if limit.at(cell.row, cell.column) is None else limit.at(cell.row, cell.column)[1]  # type: ignore[index]
        if mine is None or (mine[0] is not None and sure is not None and mine[0] >= sure):
            continue
        yield from _of_value(cell, one)


def _inexact(cell: Cell, argument: Term, end: date | None) -> Iterator[Missing]:
    """Stated facts that only may match, or whose days are only known within bounds."""
    facts = cell.run.facts(argument)
    columns = facts.columns
    if columns is None:
        return
    last = LAST_DAY if end is None else (end - date(1970, 1, 1)).days + 1
    vague = facts.maybe & (~facts.sure | (columns.start_min != columns.start_max) | (columns.end_min != columns.end_max))
    if facts.kind == WEEK_CODE:
        # A code is vague by nature: it matters where it is not listed, or where its week is cut by the last day.
        vague = facts.maybe & (~facts.sure | ((columns.start_min < last) & (last < columns.end_max)))
    for place in (vague & (columns.citizen == cell.citizen) & (columns.start_min < last)).nonzero()[0]:
        stop = min(int(columns.end_max[place]), last)
        yield Missing("facts", facts.kind, as_date(columns.start_min[place]), as_date(stop) if stop < LAST_DAY else None)


def _of_choice(cell: Cell, term: Term) -> Iterator[Missing]:
    *pairs, otherwise = term.arguments
    for condition, then in zip(pairs[::2], pairs[1::2], strict=True):
        verdict = cell.verdict(condition)
        yield from _of_truth(cell, condition)
        if verdict is not Verdict.NOT_MET:
            yield from _of(cell, then)
        if verdict is Verdict.MET:
            return
    yield from _of(cell, otherwise)


def _unobserved(cell: Cell, argument: Term, end: date | None, begin: int = FIRST_DAY) -> Iterator[Missing]:
    """The days of a kind that were not observed from one day up to another."""
    facts = cell.run.facts(argument)
    last = LAST_DAY if end is None else (end - date(1970, 1, 1)).days + 1
    day, gaps = max(facts.none_before, begin), []
    for citizen, start, stop in zip(facts.observed.citizen, facts.observed.start, facts.observed.end, strict=True):
        if citizen == cell.citizen:
            if start > day:
                gaps.append((day, min(int(start), last)))
            day = max(day, int(stop))
    gaps.append((day, last))
    for start, stop in gaps:
        if start < stop:
            yield Missing("facts", facts.kind, as_date(start) if start > FIRST_DAY else None, as_date(stop) if stop < LAST_DAY else None)
