"""The branches of rules, and which of them an answer turned on: read from the run that gave the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from integrationrules.engine.cell import Cell
from integrationrules.engine.tried import cells_of
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.diagnostics import Mark
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.rulebook.terms import Term
from integrationrules.verdict import Verdict

from .decide import Decider

__all__ = ["Branch", "branches_of", "turned_on"]


@dataclass(frozen=True, slots=True)
class Branch:
    """A case of a choice, an exception, a side of an `and` or `or`, or a dated value; `of` so many."""

    path: str
    line: int
    column: int
    kind: str
    """`case`, `exception`, `and`, `or` or `value`."""
    number: int
    of: int
    what: str = field(compare=False)
    """The id of what it is a branch of, as far as it has one; what is written once may have several."""


def branches_of(book: Rulebook, rule: ReadyRule) -> Iterator[Branch]:
    """Every branch of a rule: of its conditions and values, and of all they are made of."""
    names = _names(rule)
    for node in rule.nodes:
        if node.operation == "choose" and not _is_settled(node):
            yield from (_branch(node, names, place) for place in range(len(node.arguments) // 2 + 1))
        elif node.operation in ("parameter", "lookup"):
            parameter = book.parameters[str(node.detail)]
            yield from (_value(value.mark, parameter.id, place, len(parameter.values)) for place, value in enumerate(parameter.values))
    for condition in _conditions(rule):
        yield from (_branch(condition, names, place, rule.id) for place in range(len(condition.arguments)) if not _is_settled(condition))


def turned_on(decider: Decider) -> Iterator[Branch]:
    """The branches that the answer to the one rule and citizen asked about turned on.

    A case of a choice that was chosen; a side of an `and` that alone is not met, or of an `or` that alone is met; a value
    in force on the day at which it was read.
    """
    [rule], book = decider.rows.rules, decider.rows.book
    names = _names(rule)
    for row in decider.rows.of(rule, 0):
        cell = Cell(decider.run, book, row, 0)
        each = [one for one, _ in cells_of(cell, rule.payment)] if rule.payment is not None else []
        own = {str(rule.payment.detail[1])} if rule.payment is not None else set()
        for node in rule.nodes:
            if not node.free <= own:
                continue                     # it speaks of the candidates of another rule, which has cases of its own
            for one in each if node.free else (cell,):
                yield from _of_node(one, node, names)
        for condition in _conditions(rule):
            for one in each if condition.free else (cell,):
                yield from (_branch(condition, names, place, rule.id) for place in _alone(one, condition))


def _of_node(cell: Cell, node: Term, names: dict[int, str]) -> Iterator[Branch]:
    if node.operation == "choose":
        place = _taken(cell, node)
        if place is not None:
            yield _branch(node, names, place)
    elif node.operation in ("parameter", "lookup"):
        day, parameter = cell.quantity(node.arguments[0]), cell.book.parameters[str(node.detail)]
        for place, value in enumerate(parameter.values):
            if day is not None and day.exact and value.start <= day.least and (value.end is None or day.least < value.end):  # type: ignore[operator]
                yield _value(value.mark, parameter.id, place, len(parameter.values))


def _taken(cell: Cell, choice: Term) -> int | None:
    """The number of the case that was surely chosen."""
    conditions = choice.arguments[:-1:2]
    for place, condition in enumerate(conditions):
        verdict = cell.verdict(condition)
        if verdict is not Verdict.NOT_MET:
            return place if verdict is Verdict.MET else None
    return len(conditions)


def _alone(cell: Cell, condition: Term) -> Iterator[int]:
    """The sides that alone make the condition what it is."""
    deciding = Verdict.NOT_MET if condition.operation == "and" else Verdict.MET
    neutral = Verdict.MET if condition.operation == "and" else Verdict.NOT_MET
    verdicts = [cell.verdict(part) for part in condition.arguments]
    if verdicts.count(deciding) == 1 and verdicts.count(neutral) == len(verdicts) - 1:
        yield verdicts.index(deciding)


def _is_settled(node: Term) -> bool:
    """Whether nobody wrote the condition: a deadline without `applies` applies to all."""
    return any(part.operation == "constant" for part in (node.arguments[:-1:2] if node.operation == "choose" else node.arguments))


def _conditions(rule: ReadyRule) -> Iterator[Term]:
    """The topmost `and` or `or` of what a rule asks, and those that are sides of it."""
    terms = rule.payment.arguments[1:3] if rule.payment is not None else () if rule.when is None else (rule.when,)
    for term in terms:
        while term.operation == "named" or (term.operation == "choose" and term.detail == "except"):
            term = term.arguments[0 if term.operation == "named" else -1]
        if term.operation in ("and", "or"):
            yield term
            yield from (part for part in term.arguments if part.operation in ("and", "or"))


def _names(rule: ReadyRule) -> dict[int, str]:
    """What the terms of a rule are called, by identity."""
    return {id(node.arguments[0]): str(node.detail[0]) for node in rule.nodes if node.operation == "named"}


def _branch(node: Term, names: dict[int, str], place: int, what: str = "") -> Branch:
    mark, many = node.mark, len(node.arguments)
    if node.operation != "choose":
        return Branch(mark.path, mark.line, mark.column, node.operation, place, many, what)
    if node.detail == "except":
        # Each exception is a choice of two: itself, or what follows.
        return Branch(mark.path, mark.line, mark.column, "exception", place, 2, names.get(id(node), ""))
    return Branch(mark.path, mark.line, mark.column, "case", place, many // 2 + 1, names.get(id(node), ""))


def _value(mark: Mark, what: str, place: int, of: int) -> Branch:
    return Branch(mark.path, mark.line, mark.column, "value", place, of, what)
