"""The true answers, counted from the states themselves, and how much of them an extract can tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from integrationrules.dates import Quarter

from .citizens import FIRST, Citizens, Numbers, World

__all__ = ["QUARTERS", "truth"]

QUARTERS = [Quarter(2015, 4), *(Quarter(year, number) for year in (2016, 2017, 2018) for number in (1, 2, 3, 4))]
_NEEDED, _MONTHS, _YOUNGEST, _OLDEST = 5, 36, 18, 64
_SCHEMA = pa.schema([
    ("id", pa.string()), ("quarter", pa.string()), ("in_extract", pa.bool_()), ("free", pa.int8()), ("student", pa.int8()), ("away", pa.int8()),
    *((name, pa.bool_()) for name in ("population", "self_supporting", "in_education", "self_supporting_seen", "in_education_seen")),
])


def truth(world: World, people: Citizens) -> Iterator[pa.Table]:
    """One row a person, quarter by quarter.

    `free`, `student` and `away` are weeks; `population` says whether the person belongs to that of objective 1. The tests
    ending in `_seen` are what the extract can tell: empty where it cannot.
    """
    unlisted = [place for place, code in enumerate(world.codes) if code in world.unlisted]
    unseen = np.isin(people.written, unlisted) | ~world.is_delivered()[:, None]
    holds = {kind: np.isin(people.true, world.of_kind(kind)) for kind in ("free", "student", "away")}
    received = np.isin(people.true, world.of_kind("receipt"))
    first_receipt = np.where(received.any(axis=0), received.argmax(axis=0), len(received))
    for quarter in QUARTERS:
        first, last = ((monday - FIRST).days // 7 for monday in (quarter.first_monday(), quarter.last_monday()))
        some = slice(first, last + 1)
        counts = {kind: week[some].sum(axis=0) for kind, week in holds.items()}
        seen = {kind: (week & ~unseen)[some].sum(axis=0) for kind, week in holds.items()}
        hidden = unseen[some].sum(axis=0)
        yield pa.table({
            "id": pa.array(people.ids), "quarter": pa.array([str(quarter)] * len(people.ids)), "in_extract": pa.array(people.has_row),
            **{kind: pa.array(count.astype(np.int8)) for kind, count in counts.items()},
            "population": pa.array((people.origin == 0) & _is_of_age(people.born, quarter) & _is_recent(first_receipt, quarter)),
            # Of a week abroad nobody can say that it was lived without a benefit.
            "self_supporting": _enough(counts["free"], counts["away"]),
            "in_education": _enough(counts["student"], 0),
            "self_supporting_seen": _enough(seen["free"], seen["away"] + hidden),
            "in_education_seen": _enough(seen["student"], hidden),
        }, schema=_SCHEMA)


def _is_of_age(born: Numbers, quarter: Quarter) -> Numbers:
    """On the Monday of the quarter's last week."""
    day = quarter.last_monday()
    months = born.astype("datetime64[M]").astype(np.int64)
    days = (born - born.astype("datetime64[M]")).astype(np.int64) + 1
    passed = (day.year - 1970) * 12 + day.month - 1 - months - (days > day.day)
    return np.asarray((passed // 12 >= _YOUNGEST) & (passed // 12 <= _OLDEST))


def _is_recent(first_receipt: Numbers, quarter: Quarter) -> Numbers:
    """At most 36 months since the Monday of the first week with integration benefit."""
    day = quarter.last_monday()
    # The weeks in question begin in 2015-2018: 29 February is not three years before any of these Mondays.
    earliest = (day.replace(year=day.year - _MONTHS // 12) - FIRST).days
    return np.asarray((7 * first_receipt >= earliest) & (7 * first_receipt <= (day - FIRST).days))


def _enough(weeks: Numbers, open_weeks: Numbers | int) -> Any:
    """True with five weeks, false if the open weeks could not make them five, else empty."""
    return pa.array(weeks >= _NEEDED, mask=(weeks < _NEEDED) & (weeks + open_weeks >= _NEEDED))
