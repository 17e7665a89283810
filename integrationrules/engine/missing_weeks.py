"""Which facts would settle weeks that are open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from integrationrules.dates import as_date
from integrationrules.rulebook.kinds import RESIDENT
from integrationrules.rulebook.terms import Term

from .cell import Cell
from .decision import Missing

__all__ = ["mask_of", "of_weeks"]


def of_weeks(cell: Cell, term: Term, mask: int) -> Iterator[Missing]:
    """The leaves of a set of weeks that leave the weeks in `mask` open."""
    if not mask:
        return
    if term.operation == "weeks":
        facts = term.arguments[0]
        yield from _spans(cell, "residence" if facts.type.unit == RESIDENT else "facts", facts.type.unit, mask)
        return
    if term.operation in ("named", "not", "and", "or"):
        found = list(_of_parts(cell, term, mask))
        if not found and any(argument.operation == "unknown" for argument in term.arguments):
            # `x or unknown`: what is known is that x does not hold; for residence that is the answer.
            yield from _spans(cell, "residence", RESIDENT, mask)
        yield from found


def _of_parts(cell: Cell, term: Term, mask: int) -> Iterator[Missing]:
    for argument in term.arguments:
        if argument.operation != "unknown" and argument.type.kind in ("weeks", "truth"):
            weeks = cell.run.weeks(argument)
            yield from of_weeks(cell, argument, mask_of(cell, weeks.possible) & ~mask_of(cell, weeks.certain) & mask)


def _spans(cell: Cell, what: str, name: str, mask: int) -> Iterator[Missing]:
    period = cell.run.questions.period
    assert period is not None
    monday = as_date(period.first_monday[cell.row, 0])
    weeks = int(period.weeks[cell.row, 0])
    week = 0
    while week < weeks:
        if mask >> week & 1:
            first = week
            while week < weeks and mask >> week & 1:
                week += 1
            yield Missing(what, name, monday + timedelta(weeks=first), monday + timedelta(weeks=week), week - first)
        week += 1


def mask_of(cell: Cell, masks: object) -> int:
    """The weeks of one cell as the bits of a number."""
    array = masks
    return int(array[0 if array.shape[0] == 1 else cell.row, 0 if array.shape[1] == 1 else cell.column])  # type: ignore[attr-defined, index]
