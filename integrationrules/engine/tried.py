"""Why a payment is due or not: every spell or event that was looked at, and the one that decides or came closest."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from integrationrules.rulebook.ready import ReadyRule
from integrationrules.rulebook.terms import DATE, Term
from integrationrules.verdict import Verdict

from .cell import Cell
from .decision import Quantity, Reason, Tried
from .explain import branch_of, of_condition, shortfall
from .frames import Frame
from .paid import Paid
from .payments import frame_of

__all__ = ["cells_of", "chosen", "payment_reasons", "tried"]

_MOST = 50
"""Candidates that are listed."""


def cells_of(cell: Cell, payment: Term) -> Iterator[tuple[Cell, Verdict]]:
    """The citizen's candidates as cells of their own, with what there is to say of their existence."""
    frame = frame_of(cell.run, payment.arguments[0])
    for place in np.flatnonzero(frame.candidates.citizen == cell.column)[:_MOST]:
        verdict = frame.candidates.exists.at(cell.row, int(place))
        if verdict is not Verdict.NOT_MET:
            yield Cell(frame, cell.book, cell.row, int(place)), verdict


def chosen(cell: Cell, rule: ReadyRule) -> Cell | None:
    """The candidate that qualifies first, or that came closest; None where there is none."""
    assert rule.payment is not None
    paid = cell.run.value(rule.payment)
    assert isinstance(paid, Paid)
    found = [(_rank(one, exists, rule.payment, paid), one) for one, exists in cells_of(cell, rule.payment)]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _rank(cell: Cell, exists: Verdict, payment: Term, paid: Paid) -> tuple[float, ...]:
    qualifies = paid.qualifies.at(cell.row, cell.column)
    earned = cell.run.bounds(payment.arguments[3]).at(cell.row, cell.column) or (None, None)
    day = float("inf") if earned[0] is None else float(earned[0])
    if qualifies is not Verdict.NOT_MET:
        return (0 if qualifies is Verdict.MET else 1, day, 0, 0)
    failing = [part for part in _conditions(cell, payment) if cell.verdict(part) is not Verdict.MET]
    lengths = [shortfall(cell, part) for part in failing]
    return (2 if exists is Verdict.MET else 3, len(failing), sum(lengths) if lengths else 0.0, day)


def _conditions(cell: Cell, payment: Term) -> list[Term]:
    """The conditions of a payment one by one; of a choice, those of the case that was chosen."""
    found: list[Term] = []
    todo = [payment.arguments[1], payment.arguments[2]]
    while todo:
        term = todo.pop(0)
        inner = term
        while inner.operation == "named" and inner.detail[1] != "rule":
            inner = inner.arguments[0]
        if inner.operation == "and":
            todo[:0] = inner.arguments
        elif inner.operation == "choose":
            todo.insert(0, branch_of(cell, inner))
        elif term.operation != "constant":
            found.append(term)
    return found


def tried(cell: Cell, rule: ReadyRule) -> tuple[Tried, ...]:
    """Every candidate with a verdict for each condition."""
    assert rule.payment is not None
    paid = cell.run.value(rule.payment)
    assert isinstance(paid, Paid)
    found: list[Tried] = []
    for one, exists in cells_of(cell, rule.payment):
        start, end = _days(one)
        reasons = tuple(reason for part in _conditions(one, rule.payment) for reason in list(of_condition(one, part, 1, set()))[:1])
        found.append(Tried(start, end, paid.qualifies.at(one.row, one.column), reasons, exists is Verdict.MET))
    return tuple(found)


def _days(cell: Cell) -> tuple[Quantity, Quantity]:
    frame = cell.run
    assert isinstance(frame, Frame)
    start, end = (cell.shown(side, DATE) for side in (frame.candidates.start, frame.candidates.end))
    return start or Quantity("date", None, None), end or Quantity("date", None, None)


def payment_reasons(cell: Cell, rule: ReadyRule, depth: int) -> Iterator[Reason]:
    """The candidate that decides, then its conditions: those that hold where it qualifies, those that fail where not."""
    assert rule.payment is not None
    one = chosen(cell, rule)
    name = str(rule.payment.detail[1])
    if one is None:
        yield Reason("no_candidate", {"what": name}, Verdict.NOT_MET, None, depth)
        return
    paid = cell.run.value(rule.payment)
    assert isinstance(paid, Paid)
    start, end = _days(one)
    verdict = paid.qualifies.at(one.row, one.column)
    yield Reason("candidate", {"what": name, "start": start, "end": end if end.exact else None}, verdict, None, depth)
    parts = _conditions(one, rule.payment)
    deciding = [part for part in parts if one.verdict(part) is not Verdict.MET] or parts
    for part in deciding:
        yield from of_condition(one, part, depth + 1, set())
    amount = rule.payment.arguments[4]
    if verdict is Verdict.NOT_MET and amount.operation != "none" and one.run.bounds(amount).absent.at(one.row, one.column) is Verdict.MET:
        yield Reason("no_amount", {"what": rule.id}, Verdict.NOT_MET, None, depth + 1)
