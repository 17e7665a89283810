"""A few people whose files are shipped: a week's state depends on the one before it, and on nothing else.

A person arrives in a week of 2015-2017, receives integration benefit (700, or 703 and 705 with an offer) and leaves it for
a job (a blank week), for education (651) or for another benefit (130, 890); some fall back, some leave the country (997).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from integrationrules.dates import IsoWeek

from .citizens import Citizens, State, World
from .walk import Start, walked

__all__ = ["VILLAGE"]

_NAMES = ("blank", "passive", "guided", "subsidised", "student", "cash", "sick", "abroad", "unlisted")
_CODES = ("", "700", "703", "705", "651", "130", "890", "997", "888")
_KINDS = ("free", "receipt", "receipt", "receipt", "student", "benefit", "benefit", "away", "benefit")
# From a state to the states of the next week, in the order of _NAMES.
_MOVES = (
    (0.985, 0.009, 0, 0, 0.001, 0.002, 0.002, 0.001, 0),
    (0.012, 0.928, 0.045, 0.006, 0.004, 0.001, 0.002, 0.001, 0.001),
    (0.013, 0.060, 0.905, 0.012, 0.006, 0.001, 0.002, 0.001, 0),
    (0.040, 0.020, 0.020, 0.917, 0.001, 0.001, 0.001, 0, 0),
    (0.010, 0.004, 0, 0, 0.985, 0.001, 0, 0, 0),
    (0.020, 0, 0, 0, 0.002, 0.976, 0.002, 0, 0),
    (0.040, 0.060, 0, 0, 0, 0.010, 0.890, 0, 0),
    (0.010, 0, 0, 0, 0, 0, 0, 0.990, 0),
    (0.300, 0.500, 0, 0, 0, 0, 0, 0, 0.200),
)
_PAID = ("benefit", "integration_benefit")
_FACTS: tuple[tuple[tuple[str, str], ...], ...] = (
    (), (_PAID,), (_PAID, ("offer", "guidance_upskilling")), (_PAID, ("offer", "wage_subsidy")), (("education", "su"),), (("benefit", "cash_assistance"),),
    (("benefit", "sickness_benefit"),), (("abroad", ""),), (("benefit", "other"),),
)
_STATES = {
    name: State(code, kind, {after: (chance, chance) for after, chance in zip(_NAMES, moves, strict=True) if chance}, facts=facts)
    for name, code, kind, moves, facts in zip(_NAMES, _CODES, _KINDS, _MOVES, _FACTS, strict=True)
}
_MUNICIPALITIES = (101, 461, 561, 860, 0)
_NEVER = 10_000


def _lived(people: int, seed: int) -> Iterator[Citizens]:
    random = np.random.default_rng(seed)
    ids = np.array([f"L{number:07d}" for number in random.permutation(people)])
    arrival = random.integers(0, 110, people)
    arrival[random.random(people) < 0.1] = _NEVER            # born here: no integration benefit
    nothing = np.zeros(people, dtype=np.int64)
    delivered = VILLAGE.is_delivered()
    # Arrivals were drawn among the weeks that were delivered.
    arrival = np.where(arrival < _NEVER, np.flatnonzero(delivered)[np.minimum(arrival, 110)], _NEVER)
    weeks = walked(random, _STATES, nothing, Start(nothing, nothing, arrival, VILLAGE.names.index("passive")), delivered)
    has_row = random.random(people) >= 0.03
    born = np.datetime64("1950-01-01") + random.integers(0, 19_500, people)
    has_birthday = random.random(people) >= 0.02
    is_asked = random.random(people) >= 0.03
    sex = 1 - random.choice(2, people)
    origin = random.choice(3, people, p=[0.85, 0.05, 0.1])
    homes = np.array(_MUNICIPALITIES)[random.choice(len(_MUNICIPALITIES), people, p=[0.38, 0.28, 0.18, 0.14, 0.02])]
    yield Citizens(ids, born, has_birthday, sex, origin, homes[None], weeks, weeks, has_row, is_asked)


VILLAGE = World(_STATES, frozenset({IsoWeek(2016, 10)}), frozenset({"888"}), has_details=False, lived=_lived)
