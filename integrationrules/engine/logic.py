"""Conditions and choices: strong Kleene logic over truths, sets of weeks and bounded values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from integrationrules.rulebook.terms import Term
from integrationrules.verdict import FALSE, TRUE, Bounds, Truths

from .values import Value, alike
from .weeks import WeekSet

if TYPE_CHECKING:
    from .run import Operation, Run

__all__ = ["OPERATIONS"]

Test = Callable[[Truths], bool]


def _and(run: Run, term: Term) -> Value:
    return _logical(run, term, stop=lambda truth: not truth.possible.any(), skip=lambda truth: bool(truth.sure.all()))


def _or(run: Run, term: Term) -> Value:
    return _logical(run, term, stop=lambda truth: bool(truth.sure.all()), skip=lambda truth: not truth.possible.any())


def _logical(run: Run, term: Term, stop: Test, skip: Test) -> Value:
    # What does not depend on the citizen comes first: it may settle the rest without looking.
    found: Value | None = None
    neutral, absorbing = (TRUE, FALSE) if term.operation == "and" else (FALSE, TRUE)
    for argument in sorted(term.arguments, key=_cost):
        if argument.type.kind == "truth":
            truth = run.truths(argument)
            if stop(truth):
                return WeekSet.everywhere(absorbing) if term.type.kind == "weeks" else absorbing
            if skip(truth):
                continue
            value: Value = WeekSet.everywhere(truth) if term.type.kind == "weeks" else truth
        else:
            value = run.weeks(argument)
        if found is None:
            found = value
        elif term.operation == "and":
            found = found & value  # type: ignore[operator]
        else:
            found = found | value  # type: ignore[operator]
    if found is None:
        return WeekSet.everywhere(neutral) if term.type.kind == "weeks" else neutral
    return found


def _not(run: Run, term: Term) -> Value:
    return ~run.value(term.arguments[0])  # type: ignore[operator]


def _compare(run: Run, term: Term) -> Value:
    left, right = alike(run.bounds(term.arguments[0]), run.bounds(term.arguments[1]))
    match term.detail:
        case "<":
            return left.below(right)
        case "<=":
            return left.at_most(right)
        case ">":
            return right.below(left)
        case ">=":
            return right.at_most(left)
    return left.equals(right)


def _in(run: Run, term: Term) -> Value:
    value = run.bounds(term.arguments[0])
    positions: tuple[int, ...] = term.detail
    found = FALSE
    for position in positions:
        found = found | value.equals(Bounds.exactly([[position]]))
    # All words left open may be in the list.
    words = len(term.arguments[0].type.options)
    open_words = [position for position in range(words) if position not in positions]
    if not open_words:
        found = Truths(found.sure | ~value.absent.possible, found.possible)
    return found


def _choose(run: Run, term: Term) -> Value:
    *pairs, otherwise = term.arguments
    cases = list(zip(pairs[::2], pairs[1::2], strict=True))
    return _chosen(run, cases, otherwise, term)


def _prefer(run: Run, term: Term) -> Value:
    *earlier, last = term.arguments
    found = run.bounds(last)
    for one in reversed(earlier):
        value = run.bounds(one)
        found = value.either(found, ~value.absent)
    return found


def _chosen(run: Run, cases: list[tuple[Term, Term]], otherwise: Term, term: Term) -> Value:
    if not cases:
        return _branch(run, otherwise, term)
    (condition, then), *rest = cases
    truth = run.truths(condition)
    if truth.sure.all():
        return _branch(run, then, term)
    if not truth.possible.any():
        return _chosen(run, rest, otherwise, term)
    first, second = _branch(run, then, term), _chosen(run, rest, otherwise, term)
    return first.either(second, truth)  # type: ignore[union-attr, arg-type]


def _branch(run: Run, branch: Term, term: Term) -> Value:
    return run.weeks(branch) if term.type.kind == "weeks" else run.value(branch)


def _cost(term: Term) -> int:
    inner = term
    while inner.operation in ("named", "not"):
        inner = inner.arguments[0]
    if inner.operation == "compare" and all(part.operation in ("assumption", "option") for part in inner.arguments):
        return 0
    return 1


OPERATIONS: Mapping[str, Operation] = {
    "and": _and,
    "or": _or,
    "not": _not,
    "compare": _compare,
    "in": _in,
    "choose": _choose,
    "prefer": _prefer,
}
