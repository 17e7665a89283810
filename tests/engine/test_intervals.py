"""Ragged intervals against sets of days."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.engine.intervals import Intervals, combine, merge, per_citizen

PEOPLE = 3
Piece = tuple[int, int, int]
pieces = st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.integers(-9, 9), st.integers(1, 6)), max_size=8)


def _intervals(found: Sequence[Piece]) -> Intervals:
    columns = np.array(found, dtype=np.int64).reshape(-1, 3)
    return Intervals(columns[:, 0], columns[:, 1], columns[:, 1] + columns[:, 2])


def _depths(found: Sequence[Piece]) -> dict[tuple[int, int], int]:
    """How many of the pieces cover each day of each citizen."""
    depths: dict[tuple[int, int], int] = {}
    for citizen, start, length in found:
        for day in range(start, start + length):
            depths[citizen, day] = depths.get((citizen, day), 0) + 1
    return depths


def _days(found: Intervals) -> list[tuple[int, int]]:
    return [(int(citizen), day) for citizen, start, end in zip(found.citizen, found.start, found.end, strict=True) for day in range(int(start), int(end))]


def _is_shortest(found: Intervals) -> bool:
    """Ordered, and no two of one citizen overlap or touch."""
    rows = list(zip(found.citizen, found.start, found.end, strict=True))
    return all(start < end for _, start, end in rows) and all(
        one[0] < other[0] or (one[0] == other[0] and one[2] < other[1]) for one, other in pairwise(rows))


@given(pieces)
def test_merging_keeps_the_days_in_as_few_intervals_as_possible(found: list[Piece]) -> None:
    merged = merge(_intervals(sorted(found)))
    assert sorted(_days(merged)) == sorted(_depths(found))
    assert _is_shortest(merged)


@given(pieces, pieces, pieces)
def test_layers_combine_day_by_day(first: list[Piece], second: list[Piece], third: list[Piece]) -> None:
    layers = [_intervals(layer) for layer in (first, second, third)]
    a, b, c = _depths(first), _depths(second), _depths(third)
    everywhere = set(a) | set(b) | set(c)
    without = combine(layers, lambda depth: (depth[0] > 0) & (depth[1] == 0))
    assert sorted(_days(without)) == sorted(day for day in everywhere if a.get(day, 0) and not b.get(day, 0))
    twice = combine(layers, lambda depth: (depth[0] >= 2) | (depth[2] > 0))
    assert sorted(_days(twice)) == sorted(day for day in everywhere if a.get(day, 0) >= 2 or c.get(day, 0))
    assert _is_shortest(without)
    assert _is_shortest(twice)


@given(pieces)
def test_a_citizens_intervals_never_run_into_the_next_citizens(found: list[Piece]) -> None:
    far = [(citizen, start + 1_000_000 * (start % 2), length) for citizen, start, length in found]
    merged = merge(_intervals(sorted(far)))
    assert sorted(_days(merged)) == sorted(_depths(far))


@given(st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.integers(-9, 9)), max_size=8))
def test_reducing_gives_each_citizen_its_own_and_the_empty_value_to_the_others(found: list[tuple[int, int]]) -> None:
    found = sorted(found)
    citizen, values = (np.array([pair[place] for pair in found], dtype=np.int64) for place in (0, 1))
    least = per_citizen(np.stack([values, -values]), citizen, PEOPLE, np.minimum, 99)
    for person in range(PEOPLE):
        own = [value for one, value in found if one == person]
        assert least[:, person].tolist() == [min(own, default=99), min((-value for value in own), default=99)]


def test_only_some_intervals_can_be_kept() -> None:
    kept = _intervals([(0, 1, 2), (1, 4, 3)]).where(np.array([False, True]))
    assert _days(kept) == [(1, 4), (1, 5), (1, 6)]
