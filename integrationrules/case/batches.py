"""Answers for a record batch of citizens: one row in, one row out, for whatever engine carries the batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from integrationrules.dates import Quarter
from integrationrules.engine.answers import NOT_MET, Answers, answers
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.verdict import INFINITE, BoolArray, IntArray, Verdict

from .evaluation import check_covers
from .questions import QuestionError, chosen_options, find_rules

if TYPE_CHECKING:
    from pyarrow import RecordBatch
else:
    RecordBatch = Any

__all__ = ["run_batch"]

_VERDICTS = (Verdict.NOT_MET.value, Verdict.MET.value, Verdict.UNKNOWN.value)


def run_batch(
    book: Rulebook, citizens: RecordBatch, rules: Sequence[str], quarters: Sequence[Quarter] = (), on: date | None = None,
    options: Mapping[str, str] | None = None,
) -> RecordBatch:
    """Answers rules for citizens in the columns of `integrationrules.timeline.arrow.schema`, row by row.

    Gives the column `id`, and for each rule its verdict (`met`, `not_met` or `unknown`) under the id of the rule; of a rule
    about a quarter a column a quarter, as in `dk.outcomes.self_support.counted 2018Q4`. A rule with a value has two more
    columns, `... least` and `... greatest`: øre, day numbers or the smallest part of its unit; null where there is no such
    bound. A pure function that keeps no state, so that it can be called anywhere, on batches of any size. `on` and `options`
    are those of `evaluate`. Raises `QuestionError` for what cannot be asked and `CaseError` for rows that are no citizens.
    """
    import pyarrow as pa

    from integrationrules.timeline.arrow import batch_from_arrow

    asked = find_rules(book, rules)
    for rule in asked:
        if rule.rule.period == "quarter" and not quarters:
            raise QuestionError("no_quarter", rule=rule.id)
    check_covers(book, asked, quarters)
    found = answers(book, asked, batch_from_arrow(citizens), quarters, on, chosen_options(book, options or {}))
    size = citizens.num_rows
    columns: dict[str, Any] = {"id": citizens.column("id")}
    for rule in asked:
        for row, name in enumerate(_names(rule, quarters)):
            columns |= {f"{name}{end}": column for end, column in _columns(pa, found[rule.id], row, size)}
    return pa.RecordBatch.from_arrays(list(columns.values()), names=list(columns))


def _names(rule: ReadyRule, quarters: Sequence[Quarter]) -> list[str]:
    return [f"{rule.id} {quarter}" for quarter in quarters] if rule.rule.period == "quarter" else [rule.id]


def _columns(pa: Any, found: Answers, row: int, size: int) -> list[tuple[str, Any]]:
    verdicts = _row(found.verdicts, row, size)
    columns = [("", pa.DictionaryArray.from_arrays(pa.array(verdicts.astype(np.int8)), pa.array(_VERDICTS)).cast(pa.string()))]
    if found.least is not None and found.greatest is not None:
        least, greatest = _row(found.least, row, size), _row(found.greatest, row, size)
        none = verdicts == NOT_MET
        columns += [(" least", _numbers(pa, least, none | (least <= -INFINITE))), (" greatest", _numbers(pa, greatest, none | (greatest >= INFINITE)))]
    return columns


def _numbers(pa: Any, values: IntArray, none: BoolArray) -> Any:
    return pa.array(values.astype(np.int64), mask=none)


def _row(values: np.ndarray, row: int, size: int) -> np.ndarray:
    return np.broadcast_to(values[row if len(values) > 1 else 0], size)
