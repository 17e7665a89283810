"""Conditions on the fields of facts, field by field, where a field may be missing."""

from __future__ import annotations

import numpy as np
import pytest

from integrationrules.engine.selection import label_truths, matches
from integrationrules.rulebook.terms import Term, Type, number
from integrationrules.timeline.batch import FactColumns, Field
from integrationrules.verdict import Verdict

MET, NOT_MET, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
TRUTH = Type("truth")


def _columns(name: str, values: list[int | None], categories: tuple[str, ...] = (), unknown: int = 0) -> FactColumns:
    """One fact a value; `unknown` is the number that stands where nothing is known, and must not matter."""
    days = np.zeros(len(values), dtype=np.int64)
    filled = np.array([unknown if value is None else value for value in values], dtype=np.int64)
    known = np.array([value is not None for value in values])
    return FactColumns(days, days, days, days + 1, days + 1, {name: Field(filled, known, categories)})


def _verdicts(columns: FactColumns, condition: Term) -> list[Verdict]:
    sure, possible = matches(columns, condition)
    assert sure.shape == possible.shape == (len(columns.citizen),)
    return [MET if one else OPEN if other else NOT_MET for one, other in zip(sure, possible, strict=True)]


def _not(condition: Term) -> Term:
    return Term("not", TRUTH, (condition,))


def _compared(operator: str, limit: int, turned: bool = False) -> Term:
    field, value = Term("fact_field", number("count"), (), "level"), Term("number", number("count"), (), limit)
    return Term("compare", TRUTH, (value, field) if turned else (field, value), operator)


@pytest.mark.parametrize("unknown", [0, 1])
def test_a_flag_is_met_not_met_or_missing(unknown: int) -> None:
    columns, flag = _columns("passed", [1, 0, None], unknown=unknown), Term("fact_flag", TRUTH, (), "passed")
    assert _verdicts(columns, flag) == [MET, NOT_MET, OPEN]
    assert _verdicts(columns, _not(flag)) == [NOT_MET, MET, OPEN]


@pytest.mark.parametrize("unknown", [0, 1])
def test_a_word_is_among_others_or_missing(unknown: int) -> None:
    columns = _columns("type", [0, 1, 2, None], ("a", "b", "c"), unknown)
    condition = Term("fact_word", TRUTH, (), ("type", ("b", "c")))
    assert _verdicts(columns, condition) == [NOT_MET, MET, MET, OPEN]
    assert _verdicts(columns, _not(condition)) == [MET, NOT_MET, NOT_MET, OPEN]


@pytest.mark.parametrize(("operator", "found"), [
    ("<", [MET, NOT_MET, NOT_MET, OPEN]), ("<=", [MET, MET, NOT_MET, OPEN]), (">", [NOT_MET, NOT_MET, MET, OPEN]), (">=", [NOT_MET, MET, MET, OPEN]),
    ("==", [NOT_MET, MET, NOT_MET, OPEN]),
])
def test_a_number_is_compared_from_either_side(operator: str, found: list[Verdict]) -> None:
    columns = _columns("level", [1, 2, 3, None])
    assert _verdicts(columns, _compared(operator, 2)) == found
    other = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(operator, operator)
    assert _verdicts(columns, _compared(other, 2, turned=True)) == found
    assert _verdicts(columns, _not(_compared(operator, 2))) == [~one for one in found]


CODE = Term("fact_code", TRUTH, (), ("code", frozenset({"700"}), frozenset({"700", "111", ""}), ()))
BLANK = Term("fact_code", TRUTH, (), ("code", frozenset({""}), frozenset({"700", "111", ""}), ()))


def test_a_code_that_is_not_listed_is_open() -> None:
    labels = ("", "111", "700", "999")
    columns = _columns("code", [0, 1, 2, 3, None], labels)
    expected = {"code": [NOT_MET, NOT_MET, MET, OPEN], "not": [MET, MET, NOT_MET, OPEN],
                "or": [MET, NOT_MET, MET, OPEN], "and": [NOT_MET, NOT_MET, NOT_MET, OPEN]}
    terms = {"code": CODE, "not": _not(CODE), "or": Term("or", TRUTH, (CODE, BLANK)), "and": Term("and", TRUTH, (CODE, BLANK))}
    for name, term in terms.items():
        assert _verdicts(columns, term) == [*expected[name], OPEN], name
        sure, possible = label_truths(term, labels)      # the same of a register's own list of codes
        assert [MET if one else OPEN if other else NOT_MET for one, other in zip(sure, possible, strict=True)] == expected[name], name


def test_without_a_condition_every_fact_and_every_code_matches() -> None:
    sure, possible = matches(_columns("level", [1, None]), None)
    assert sure.all()
    assert possible.all()
    assert all(part.all() for part in label_truths(None, ("700", "?")))
