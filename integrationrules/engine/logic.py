"""Conditions and choices: strong Kleene logic over truths, sets of weeks and bounded values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from integrationrules.rulebook.terms import Term
from integrationrules.verdict import FALSE, TRUE, Bounds, Truths

from .values import Value, alike
from .weeks import WeekSet

if TYPE_CHECKING:
    from .run import Operation, Run

__all__ = ["OPERATIONS"]


def _and(run: Run, term: Term) -> Value:
    return _logical(run, term, TRUE, FALSE)


def _or(run: Run, term: Term) -> Value:
    return _logical(run, term, FALSE, TRUE)


def _logical(run: Run, term: Term, neutral: Truths, absorbing: Truths) -> Value:
    found: Value | None = None
    over_weeks = term.type.kind == "weeks"
    for argument in run.plan.in_order(term):
        if argument.type.kind == "truth":
            truth = run.truths(argument)
            met, not_met = truth.is_met, truth.is_not_met
            if met if absorbing is TRUE else not_met:
                return WeekSet.everywhere(absorbing) if over_weeks else absorbing
            if met or not_met:
                continue
            value: Value = WeekSet.everywhere(truth) if over_weeks else truth
        else:
            value = run.weeks(argument)
        if found is None:
            found = value
        elif absorbing is FALSE:
            found = found & value  # type: ignore[operator]
        else:
            found = found | value  # type: ignore[operator]
    if found is None:
        return WeekSet.everywhere(neutral) if over_weeks else neutral
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
    return _preferred(run, term.arguments)


def _preferred(run: Run, terms: Sequence[Term]) -> Bounds:
    value = run.bounds(terms[0])
    exists = ~value.absent
    if len(terms) == 1 or exists.is_met:
        return value
    others = run.narrowed(~exists.sure)
    second = _preferred(others, terms[1:])
    return value.either(second if others is run else others.widened(second), exists)  # type: ignore[arg-type]


def _chosen(run: Run, cases: list[tuple[Term, Term]], otherwise: Term, term: Term) -> Value:
    if not cases:
        return _branch(run, otherwise, term)
    (condition, then), *rest = cases
    truth = run.truths(condition)
    if truth.is_met:
        return _branch(run, then, term)
    if truth.is_not_met:
        return _chosen(run, rest, otherwise, term)
    # Where only candidates are asked about, each branch is looked at for those it may hold of.
    some = run.narrowed(truth.possible) if then.free else run
    others = run.narrowed(~truth.sure)
    first, second = _branch(some, then, term), _chosen(others, rest, otherwise, term)
    if some is not run:
        first = some.widened(first)
    if others is not run:
        second = others.widened(second)
    return first.either(second, truth)  # type: ignore[union-attr, arg-type]


def _branch(run: Run, branch: Term, term: Term) -> Value:
    return run.weeks(branch) if term.type.kind == "weeks" else run.value(branch)


OPERATIONS: Mapping[str, Operation] = {
    "and": _and,
    "or": _or,
    "not": _not,
    "compare": _compare,
    "in": _in,
    "choose": _choose,
    "prefer": _prefer,
}
