"""The shipped rule for the results bonus for a job, through the plan that also answers for one citizen, in batches."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from integrationrules.dates import LAST_DAY, day_number
from integrationrules.engine.answers import answer_of
from integrationrules.engine.plan import Plan
from integrationrules.engine.rows import Rows
from integrationrules.rulebook.book import load
from integrationrules.timeline.attributes import attributes_of, hour_parts
from integrationrules.timeline.batch import Batch, FactColumns, Field, Spans
from integrationrules.verdict import IntArray

from .bonus_population import BASES, BENEFITS, JOBS, LEAVES, ON, OPEN, Register, Table

__all__ = ["OPTIONS", "RULE", "batch", "from_register"]

RULE = "dk.integration.results_bonus.job"
OPTIONS = {
    "dk.integration.results_bonus.igu_is_ordinary": "does_not_count",
    "dk.integration.programme.five_year_window": "everyone",
    "dk.integration.programme.clock_pauses_for_leave": "parental",
}
"""One reading of each question that is open for this rule."""
BATCH = 50_000

_END = day_number(ON) + 1
_WORDS = {("employment", "type"): JOBS, ("benefit", "type"): BENEFITS, ("leave", "type"): LEAVES, ("residence_permit", "basis"): BASES}


def from_register(register: Register, threads: int = 1) -> Callable[[], list[IntArray]]:
    """Verdicts, least and greatest amount, first and last day it may have been earned on; for each citizen, in order."""
    book = load()
    rule = book.rules[RULE]
    rows, plan = Rows(book, [rule], (), OPTIONS, alternatives=False), Plan(book, [rule])
    groups, payment = [rows.of(rule, 0)], rule.payment
    assert payment is not None
    size = len(register.born)

    def answered(start: int) -> list[IntArray]:
        part = batch(register, start, min(start + BATCH, size))
        run = plan.run(part, rows.questions(ON, part.end))
        answer = answer_of(run, rule, groups)
        paid: Any = run.value(payment)
        columns: tuple[Any, ...] = (answer.verdicts, answer.least, answer.greatest, paid.earned_on.least, paid.earned_on.greatest)
        return [np.broadcast_to(column, (1, part.size))[0] for column in columns]

    def everyone() -> list[IntArray]:
        starts = range(0, size, BATCH)
        if threads == 1:
            parts = [answered(start) for start in starts]
        else:
            with ThreadPoolExecutor(threads) as pool:
                parts = list(pool.map(answered, starts))
        return [np.concatenate(columns) for columns in zip(*parts, strict=True)]

    return everyone


def batch(register: Register, first: int, last: int) -> Batch:
    """Some of the citizens, as the columns the engine reads; open spells end after the last day observed."""
    size, known = last - first, np.ones(last - first, dtype=np.bool_)
    nothing = Field(np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.bool_), ())
    end = np.full(size, _END)
    facts = {kind: _facts(kind, table, first, last) for kind, table in register.facts.items()}
    observed = Spans(np.arange(size), register.observed_from[first:last], end)
    return Batch(size, None, Field(register.born[first:last], known, ()), nothing, nothing, end, facts, observed, {})


def _facts(kind: str, table: Table, first: int, last: int) -> FactColumns:
    low, high = np.searchsorted(table["citizen"], (first, last))
    cut = {name: column[low:high] for name, column in table.items()}
    start = cut["start"]
    end_min = end_max = start + 1
    if "end" in cut:
        is_open = cut["end"] == OPEN
        end_min, end_max = np.where(is_open, _END, cut["end"]), np.where(is_open, LAST_DAY, cut["end"])
    known, fields = np.ones(len(start), dtype=np.bool_), {}
    for attribute in attributes_of(kind):
        if words := _WORDS.get((kind, attribute.name)):
            fields[attribute.name] = Field(cut[attribute.name], known, words)
        elif attribute.name == "hours_per_week" and "hours" in cut:
            fields[attribute.name] = Field(hour_parts(np.maximum(cut["hours"], 0) * 100, 0), cut["hours"] >= 0, ())
    return FactColumns(cut["citizen"] - first, start, start, end_min, end_max, fields)
