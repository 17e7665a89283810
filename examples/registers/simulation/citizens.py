"""Invented citizens: the weeks they live through, what is fixed about them, and their state in every week."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from integrationrules.dates import IsoWeek

__all__ = ["FIRST", "ORIGINS", "SEXES", "Citizens", "Numbers", "State", "World", "mondays"]

Numbers = NDArray[Any]
FIRST = date(2015, 8, 31)
"""The Monday of the week in which integration benefit began."""
_WEEKS = 174
SEXES = ("mand", "kvinde")
ORIGINS = ("ikke-vestlig", "vestlig", "dansk")


def mondays() -> list[date]:
    """Every week lived through, up to the last of 2018; 2015 has a week 53."""
    return [FIRST + timedelta(weeks=week) for week in range(_WEEKS)]


@dataclass(frozen=True)
class State:
    """What a person may be doing."""

    code: str
    kind: str
    """free, student, benefit, receipt (of integration benefit) or away."""
    next: dict[str, tuple[float, float]]
    """States that follow, and their chances for men and women."""
    median: float = 0.0
    """Weeks; with 0, the next state is drawn every week."""
    facts: tuple[tuple[str, str], ...] = ()
    """What it is as facts: kind and type, of education its support."""


@dataclass(frozen=True)
class Citizens:
    """Some citizens, as columns."""

    ids: Numbers
    born: Numbers
    has_birthday: Numbers
    """Whether the people file has it."""
    sex: Numbers
    """Places in SEXES."""
    origin: Numbers
    """Places in ORIGINS."""
    homes: Numbers
    """Municipalities, one row a year; 0 where the register has none."""
    true: Numbers
    """Places in the world's states, one row a week."""
    written: Numbers
    """Places in the world's codes, one row a week: what the register says."""
    has_row: Numbers
    """Whether the extract has the person."""
    is_asked: Numbers
    """Whether the people file has the person."""


@dataclass(frozen=True)
class World:
    """States, and citizens who live through them."""

    states: dict[str, State]
    undelivered: frozenset[IsoWeek]
    unlisted: frozenset[str]
    """Codes that no list knows."""
    has_details: bool
    """Whether the extract also tells sex, yearly municipalities and monthly industries."""
    lived: Callable[[int, int], Iterator[Citizens]]
    """Citizens by number and seed, some at a time."""
    zeros: bool = False
    """Whether some empty weeks say 0."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The states in order."""
        return tuple(self.states)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The code of each state; the last may stand for an empty week that says 0."""
        return (*(state.code for state in self.states.values()), *(("0",) if self.zeros else ()))

    def places(self, *names: str) -> list[int]:
        """Where states stand."""
        return [self.names.index(name) for name in names]

    def of_kind(self, *kinds: str) -> list[int]:
        """Where the states of some kinds stand."""
        return [place for place, state in enumerate(self.states.values()) if state.kind in kinds]

    def is_delivered(self) -> Numbers:
        """Of each week."""
        return np.array([IsoWeek.holding(monday) not in self.undelivered for monday in mondays()])
