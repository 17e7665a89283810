"""Verdicts and values of many citizens, as arrays: what registers and benchmarks need, without reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from integrationrules.dates import IsoWeek, Quarter, as_date
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.timeline.batch import Batch
from integrationrules.verdict import INFINITE, BoolArray, IntArray

from .plan import Plan, Run
from .rows import Rows

__all__ = ["MET", "NOT_MET", "UNKNOWN", "Answers", "answers", "in_hole"]

NOT_MET, MET, UNKNOWN = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Answers:
    """One rule for every quarter (rows; one row for a rule about a citizen) and every citizen (columns)."""

    verdicts: NDArray[np.uint8]
    """NOT_MET, MET or UNKNOWN."""
    least: IntArray | None = None
    greatest: IntArray | None = None
    """Bounds of the value, in the unit's smallest part or as day numbers, where the verdict is not NOT_MET."""


def answers(
    book: Rulebook, rules: Sequence[ReadyRule], batch: Batch, quarters: Sequence[Quarter] = (), on: date | None = None, chosen: Mapping[str, str] | None = None,
) -> dict[str, Answers]:
    """Answers by rule id. `chosen` are options by assumption id; what is left undecided must agree under all its options.

    A week is the one that holds `on`, or the last day that was observed of anybody.
    """
    found: dict[str, Answers] = {}
    for period in ("citizen", "quarter", "week"):
        several = [rule for rule in rules if rule.rule.period == period]
        if several:
            day, asked = on, list[Quarter | IsoWeek](quarters if period == "quarter" else ())
            if period == "week":
                day = on or as_date(int(batch.end.max(initial=1)) - 1)
                asked = [IsoWeek.holding(day)]
            rows = Rows(book, several, asked, chosen or {}, alternatives=False)
            run = Plan(book, several).run(batch, rows.questions(day, batch.end))
            for rule in several:
                found[rule.id] = answer_of(run, rule, [rows.of(rule, place) for place in range(max(1, len(rows.quarters)))])
    return found


def in_hole(run: Run, rule: ReadyRule) -> BoolArray:
    """Where a parameter that the rule reads has no value on its day."""
    found: BoolArray = np.zeros((1, 1), dtype=np.bool_)
    for node in rule.nodes:
        if node.operation == "parameter" and not node.free:
            value = run.bounds(node)
            found = found | ((value.least <= -INFINITE) & (value.greatest >= INFINITE) & ~value.absent.possible)
    return found


def answer_of(run: Run, rule: ReadyRule, rows: Sequence[Sequence[int]]) -> Answers:
    """One rule's answers: each quarter is answered by the rows that try what the rule leaves undecided."""
    shape = (run.questions.size, run.batch.size)
    bounds = run.bounds(rule.value) if rule.value else None
    if rule.when is not None:
        truth = run.truths(rule.when)
    else:
        assert bounds is not None
        truth = ~bounds.absent
    sure, possible = _shaped(truth.sure, shape), _shaped(truth.possible, shape)
    if bounds is not None and rule.when is None:
        below, above = bounds.least <= -INFINITE, bounds.greatest >= INFINITE
        # A value that nothing bounds is not known; nor is one that a hole in a parameter leaves open on either side.
        open_ended = ((below & above) | ((below | above) & in_hole(run, rule))) & ~bounds.absent.sure
        sure = sure & ~_shaped(open_ended, shape)
    if len(rows) != shape[0] or any(len(group) > 1 for group in rows):
        starts = np.cumsum([0, *(len(group) for group in rows[:-1])])
        flat = np.array([row for group in rows for row in group], dtype=np.int64)
        least, greatest = None, None
        if bounds is not None:
            # Rows without a value say nothing about how large it is.
            stands = possible & ~_shaped(bounds.absent.sure, shape)
            least = np.minimum.reduceat(np.where(stands, bounds.least.astype(np.int64), INFINITE)[flat], starts)
            greatest = np.maximum.reduceat(np.where(stands, bounds.greatest.astype(np.int64), -INFINITE)[flat], starts)
        sure, possible = np.logical_and.reduceat(sure[flat], starts), np.logical_or.reduceat(possible[flat], starts)
    else:
        least = _shaped(bounds.least, shape) if bounds else None
        greatest = _shaped(bounds.greatest, shape) if bounds else None
    verdicts = np.left_shift(possible.view(np.uint8), 1, dtype=np.uint8) - sure.view(np.uint8)
    return Answers(verdicts, least, greatest)


def _shaped(values: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    return values if values.shape == shape else np.broadcast_to(values, shape)
