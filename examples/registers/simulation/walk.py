"""How people go from state to state, week after week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .citizens import Numbers, State, mondays

__all__ = ["Start", "walked"]

_SPREAD = 0.7
"""Of the logarithm of how long a state lasts."""


@dataclass(frozen=True)
class Start:
    """Where people begin, one entry a person."""

    state: Numbers
    """In the first week, and until arrival."""
    left: Numbers
    """Weeks until the next state is drawn."""
    arrival: Numbers
    """The week in which the person arrives."""
    arrives_as: int
    slowness: Callable[[Numbers, Numbers], Numbers] = lambda people, states: np.ones(len(people))
    """How much longer than usual the states last that some people enter."""
    corrected: Callable[[Numbers, Numbers], Numbers] = lambda people, states: states
    """The states that some people enter, given those that were drawn."""
    ended: Callable[[int, Numbers, Numbers], None] = lambda week, state, left: None
    """Old age and the like: changes the states of a week in place."""


def walked(random: np.random.Generator, states: dict[str, State], sex: Numbers, start: Start, is_delivered: Numbers) -> Numbers:
    """The state of each person, one row a week; in a week that was not delivered nobody changes."""
    limits, medians = _limits(states), np.array([one.median for one in states.values()])
    state, left, lasts = start.state.copy(), start.left.copy(), bool(medians.any())
    found = np.empty((len(mondays()), len(state)), dtype=np.uint8)
    for week in range(len(found)):
        if is_delivered[week]:
            left -= 1
            over = np.flatnonzero(left <= 0)
            drawn = (random.random((len(over), 1)) >= limits[sex[over], state[over]]).sum(axis=1)
            state[over] = start.corrected(over, np.where(week < start.arrival[over], start.state[over], np.where(
                week == start.arrival[over], start.arrives_as, np.minimum(drawn, len(states) - 1))))
            if lasts:
                spread = np.exp(random.normal(0, _SPREAD, len(over)))
                left[over] = np.ceil(start.slowness(over, state[over]) * medians[state[over]] * spread).astype(np.int64)
            start.ended(week, state, left)
        found[week] = state
    return found


def _limits(states: dict[str, State]) -> Numbers:
    """For men and women, from each state: the sums of the chances of the next states."""
    names = list(states)
    table = np.zeros((2, len(names), len(names)))
    for place, state in enumerate(states.values()):
        for after, chances in state.next.items():
            table[:, place, names.index(after)] = chances
    sums = np.cumsum(table, axis=2)
    return np.asarray(sums / sums[:, :, -1:])
