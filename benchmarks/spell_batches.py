"""The invented register of flat spells as the columns the engine reads, batch after batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from integrationrules.dates import LAST_DAY, day_number
from integrationrules.rulebook.kinds import RESIDENT
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.timeline.attributes import attributes_of, hour_parts
from integrationrules.timeline.batch import Batch, FactColumns, Field, Spans
from integrationrules.verdict import IntArray

from .bonus_population import BASES, BENEFITS, JOBS, LEAVES, MISSING, ON, OPEN, ORIGINS, SUPPORTS, Register, Table

__all__ = ["in_batches"]

BATCH = 50_000

_END = day_number(ON) + 1
_WORDS = {
    ("employment", "type"): JOBS, ("benefit", "type"): BENEFITS, ("leave", "type"): LEAVES, ("residence_permit", "basis"): BASES,
    ("education", "support"): SUPPORTS,
}


Columns = list[NDArray[Any]]
"""Of every answer one column a citizen."""


def in_batches(register: Register, rule: ReadyRule, answered: Callable[[Batch], Columns], threads: int) -> Callable[[], Columns]:
    """What is answered of each batch, put together: all citizens in order. Only facts that the rule may ask for are made columns of."""
    size, named = len(register.born), {term.type.unit for node in rule.nodes for term in node.walk() if term.operation == "facts"}
    kinds = [kind for kind in register.facts if kind in named or (RESIDENT in named and kind in ("residence", "abroad"))]

    def part(start: int) -> Columns:
        return answered(_batch(register, kinds, start, min(start + BATCH, size)))

    def everyone() -> Columns:
        starts = range(0, size, BATCH)
        if threads == 1:
            parts = [part(start) for start in starts]
        else:
            with ThreadPoolExecutor(threads) as pool:
                parts = list(pool.map(part, starts))
        return [np.concatenate(columns, axis=-1) for columns in zip(*parts, strict=True)]

    return everyone


def _batch(register: Register, kinds: Sequence[str], first: int, last: int) -> Batch:
    """Some of the citizens; open spells end after the last day observed."""
    size, known = last - first, np.ones(last - first, dtype=np.bool_)
    nothing = Field(np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.bool_), ())
    end = np.full(size, _END)
    facts = {kind: _facts(kind, register.facts[kind], first, last) for kind in kinds}
    observed = Spans(np.arange(size), register.observed_from[first:last], end)
    return Batch(size, None, Field(register.born[first:last], known, ()), nothing, _stated(register.origin[first:last], ORIGINS), end, facts, observed, {})


def _facts(kind: str, table: Table, first: int, last: int) -> FactColumns:
    low, high = np.searchsorted(table["citizen"], (first, last))
    cut = {name: column[low:high] for name, column in table.items()}
    start = cut["start"]
    end_min = end_max = start + 1
    if "end" in cut:
        is_open = cut["end"] == OPEN
        end_min, end_max = np.where(is_open, _END, cut["end"]), np.where(is_open, LAST_DAY, cut["end"])
    fields = {}
    for attribute in attributes_of(kind):
        if words := _WORDS.get((kind, attribute.name)):
            fields[attribute.name] = _stated(cut[attribute.name], words)
        elif attribute.name == "hours_per_week" and "hours" in cut:
            fields[attribute.name] = Field(hour_parts(np.maximum(cut["hours"], 0) * 100, 0), cut["hours"] >= 0, ())
    return FactColumns(cut["citizen"] - first, start, start, end_min, end_max, fields)


def _stated(places: IntArray, words: tuple[str, ...]) -> Field:
    return Field(np.maximum(places, 0), places != MISSING, words)
