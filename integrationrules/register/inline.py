"""A measure over a few citizens whose timelines are at hand: the counts of a register, without files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.batch import batch_of
from integrationrules.timeline.timeline import Timeline
from integrationrules.version import VERSION

from .cells import average_cells, share_cells
from .counting import tally_of
from .groups import UNKNOWN, in_order
from .measure import Asked, find_measure
from .measured import Measured, Told
from .periods import Period
from .problems import RegisterError

__all__ = ["measure_cases"]

_OWN = ("sex", "origin")
"""What is known of each citizen without a column for it."""


def measure_cases(
    book: Rulebook, timelines: Sequence[Timeline], measure: str, periods: Sequence[Period], columns: Sequence[Mapping[str, str]] = (),
    by: Sequence[str] = (), options: Mapping[str, str] | None = None,
) -> Measured:
    """How many meet a measure in each period and group, as `measure` counts them in files.

    `by` are `sex`, `origin`, or names that `columns` gives each citizen a value of; no value is a group of its own.
    Raises `RegisterError` for what cannot be counted, `QuestionError` for what cannot be asked.
    """
    asked = Asked(book, find_measure(book, measure), tuple(periods), options or {})
    named = columns or [{}] * len(timelines)
    known = tuple(dict.fromkeys((*_OWN, *(name for one in named for name in one))))
    for name in by:
        if name not in known:
            raise RegisterError("register_by", file="people", found=name, known=", ".join(known))
    values = [tuple(_value(timeline, one, name) for name in by) for timeline, one in zip(timelines, named, strict=True)]
    groups = sorted(set(values), key=in_order)
    group = np.array([[groups.index(one) for one in values]], dtype=np.int64)
    tally = tally_of(asked, batch_of(timelines, None), group, len(groups))
    cells = () if asked.is_number else tuple(share_cells(asked.periods, groups, tally))
    averages = tuple(average_cells(asked.periods, groups, tally)) if asked.is_number else ()
    return Measured(
        measure=asked.rule.id, periods=asked.periods, by=tuple(by), cells=cells, absent=None, options=asked.rows.chosen,
        told=Told(len(timelines), len(timelines), 0, 0, {}, {}, ()), rulebook_hash=book.hash_of(asked.rule.id.rpartition(".")[0]),
        version=VERSION, book=book, averages=averages,
    )


def _value(timeline: Timeline, columns: Mapping[str, str], name: str) -> str:
    found = columns[name] if name in columns else {"sex": timeline.citizen.sex, "origin": timeline.citizen.origin}.get(name)
    return found or UNKNOWN
