"""Facts under a condition on their own fields: which of them match, which may."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from integrationrules.dates import FIRST_DAY, LAST_DAY, day_number
from integrationrules.rulebook.model import DatedCode
from integrationrules.rulebook.terms import Term
from integrationrules.timeline.batch import FactColumns, Field
from integrationrules.verdict import BoolArray, Bounds, Truths

__all__ = ["label_truths", "matches", "used"]


def matches(columns: FactColumns, condition: Term | None) -> tuple[BoolArray, BoolArray]:
    """For each fact whether it surely matches and whether it may; a missing field leaves it open."""
    if condition is None:
        everything = np.ones(len(columns.citizen), dtype=np.bool_)
        return everything, everything
    found = _evaluate(columns, condition)
    return found.sure, found.possible


def label_truths(condition: Term | None, labels: tuple[str, ...]) -> tuple[BoolArray, BoolArray]:
    """`matches` for each code of a register's list of codes."""
    if condition is None:
        everything = np.ones(len(labels), dtype=np.bool_)
        return everything, everything
    found = _codes(condition, labels)
    return found.sure, found.possible


def used(code: DatedCode) -> tuple[int, int]:
    """The first day on which a code is used, and the day after the last."""
    return FIRST_DAY if code.start is None else day_number(code.start), LAST_DAY if code.end is None else day_number(code.end)


def _evaluate(columns: FactColumns, term: Term) -> Truths:
    match term.operation:
        case "and" | "or":
            found = _evaluate(columns, term.arguments[0])
            for argument in term.arguments[1:]:
                other = _evaluate(columns, argument)
                found = found & other if term.operation == "and" else found | other
            return found
        case "not":
            return ~_evaluate(columns, term.arguments[0])
        case "fact_flag":
            field = columns.fields[str(term.detail)]
            return Truths((field.values != 0) & field.known, (field.values != 0) | ~field.known)
        case "fact_word":
            name, words = term.detail
            field = columns.fields[name]
            inside = np.array([category in words for category in field.categories], dtype=np.bool_)
            found_words = inside[field.values] if len(inside) else np.zeros(len(field.values), dtype=np.bool_)
            if field.known.all():
                return Truths(found_words, found_words)
            return Truths(found_words & field.known, found_words | ~field.known)
        case "fact_code":
            field = columns.fields[term.detail[0]]
            by_label = _codes(term, field.categories)
            known = field.known & ~_out_of_use(columns, field, term.detail[3])
            return Truths(by_label.sure[field.values] & known, by_label.possible[field.values] | ~known)
        case "compare":
            return _number(columns, term)
    raise AssertionError(f"unexpected {term.operation} in a where")


def _number(columns: FactColumns, term: Term) -> Truths:
    left, right = term.arguments
    field_term, limit_term, operator = (left, right, str(term.detail)) if left.operation == "fact_field" else (right, left, _turned(str(term.detail)))
    field = columns.fields[str(field_term.detail)]
    unbounded = np.int64(1) << 40
    value = Bounds(np.where(field.known, field.values, 0), np.where(field.known, field.values, unbounded))
    limit = Bounds.exactly(limit_term.detail)
    match operator:
        case "<":
            found = value.below(limit)
        case "<=":
            found = value.at_most(limit)
        case ">":
            found = limit.below(value)
        case ">=":
            found = limit.at_most(value)
        case _:
            found = value.equals(limit)
    return Truths(found.sure.reshape(-1), found.possible.reshape(-1))    # one row a fact, like every other condition


def _turned(operator: str) -> str:
    return {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(operator, operator)


def _out_of_use(columns: FactColumns, field: Field, dated: Sequence[DatedCode]) -> BoolArray:
    """Facts with a code that is not used in any day of their week: it may mean anything, as one that is not listed."""
    found = np.zeros(len(field.values), dtype=np.bool_)
    for one in dated:
        if one.code in field.categories:
            start, end = used(one)
            outside = (columns.end_max <= start) | (columns.start_min >= end)
            found |= (field.values == field.categories.index(one.code)) & outside
    return found


def _codes(term: Term, labels: tuple[str, ...]) -> Truths:
    match term.operation:
        case "not":
            return ~_codes(term.arguments[0], labels)
        case "and" | "or":
            found = _codes(term.arguments[0], labels)
            for argument in term.arguments[1:]:
                other = _codes(argument, labels)
                found = found & other if term.operation == "and" else found | other
            return found
    _, chosen, listed, _ = term.detail
    sure = np.array([label in chosen for label in labels], dtype=np.bool_)
    unlisted = np.array([label not in listed for label in labels], dtype=np.bool_)
    return Truths(sure, sure | unlisted)
