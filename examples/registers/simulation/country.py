"""A country: people live through states whose lengths are drawn around a median, with a long tail.

What follows a state is drawn from the list beside it; women's and men's lists differ in parental leave and work. Codes are
those of the register's documentation of November 2015. Lengths and chances were chosen so that the weeks look
plausible; they are not estimated from anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from integrationrules.dates import IsoWeek

from .citizens import FIRST, ORIGINS, Citizens, Numbers, State, World, mondays
from .walk import Start, walked

__all__ = ["COUNTRY"]

_AT_ONCE = 50_000
"""Citizens simulated together: what bounds the memory."""
_Chances = dict[str, tuple[float, float]]
"""Of women and men."""
_ACTIVE: _Chances = {"guidance": (30, 30), "practice": (8, 12), "practice_public": (9, 6), "useful": (2, 3), "subsidy": (1, 4), "subsidy_public": (1, 1)}
_OUT: _Chances = {"work": (4, 10), "own": (3, 2), "student": (3, 3), "sick": (3, 2), "parental": (3, 0.5), "cash": (1, 2), "new": (1, 1), "abroad": (1, 2)}
_BACK: _Chances = {"passive": (10, 10), "work": (6, 12), "own": (2, 2)}


_FACTS: dict[str, tuple[tuple[str, str], ...]] = {
    "guidance": (("offer", "guidance_upskilling"),), "schooling": (("offer", "other"),), "subsidy": (("offer", "wage_subsidy"),),
    "subsidy_public": (("offer", "wage_subsidy"),), "practice": (("offer", "company_internship"),), "practice_public": (("offer", "company_internship"),),
    "useful": (("offer", "community_job"),), "work": (("employment", "ordinary"),), "student": (("education", "su"),), "unpaid": (("education", "none"),),
    "adult": (("benefit", "other"),), "unemployed": (("benefit", "unemployment_benefit"),), "cash": (("benefit", "cash_assistance"),),
    "cash_passive": (("benefit", "cash_assistance"),), "sick": (("benefit", "sickness_benefit"),), "parental": (("benefit", "parental_benefit"),),
    "holiday": (("benefit", "holiday_benefit"),), "new": (("benefit", "other"),), "pension": (("benefit", "disability_pension"),),
    "retired": (("benefit", "other"),), "abroad": (("abroad", ""),), "dead": (("abroad", ""),),
}


def _state(code: str, kind: str, median: float, following: _Chances) -> State:
    return State(code, kind, {name: (man, woman) for name, (woman, man) in following.items()}, median)


def _with_facts(name: str, state: State) -> State:
    paid = (("benefit", "integration_benefit"),) if state.kind == "receipt" else ()
    return replace(state, facts=paid + _FACTS.get(name, ()))


_STATES: dict[str, State] = {
    "passive": _state("700", "receipt", 9, _ACTIVE | _OUT | {"adult": (1, 1)}),
    "guidance": _state("703", "receipt", 13, {"passive": (20, 20)} | _ACTIVE | _OUT),
    "schooling": _state("704", "receipt", 26, {"passive": (4, 4), "student": (4, 3), "work": (1, 2)}),
    "subsidy": _state("705", "receipt", 20, {"work": (10, 12), "passive": (6, 6), "unemployed": (2, 2)}),
    "subsidy_public": _state("706", "receipt", 17, {"work": (5, 5), "passive": (8, 8), "unemployed": (2, 2)}),
    "practice": _state("707", "receipt", 9, {"work": (5, 8), "subsidy": (3, 4), "passive": (10, 8)}),
    "practice_public": _state("708", "receipt", 11, {"work": (3, 3), "subsidy_public": (2, 2), "passive": (10, 8)}),
    "useful": _state("709", "receipt", 8, {"passive": (10, 10), "work": (1, 1)}),
    "work": _state("", "free", 34, {
        "work": (20, 30), "own": (3, 2), "passive": (6, 5), "unemployed": (4, 5), "sick": (3, 2), "parental": (4, 1), "student": (2, 2), "holiday": (1, 1),
        "abroad": (1, 1)}),
    "own": _state("", "free", 26, {"work": (6, 8), "passive": (3, 3), "own": (8, 4), "student": (2, 1), "abroad": (1, 2), "parental": (2, 0.1)}),
    "student": _state("651", "student", 43, {"student": (4, 4), "work": (4, 5), "unpaid": (2, 2), "passive": (2, 2), "parental": (1, 0.1)}),
    "unpaid": _state("652", "free", 8, {"student": (6, 6), "work": (2, 3)}),
    "adult": _state("661", "benefit", 20, {"work": (3, 3), "passive": (3, 3)}),
    "unemployed": _state("111", "benefit", 12, {"work": (10, 12), "passive": (2, 2), "sick": (1, 1)}),
    "cash": _state("130", "benefit", 18, {"work": (4, 6), "cash_passive": (3, 3), "own": (1, 1)}),
    "cash_passive": _state("730", "benefit", 30, {"cash": (2, 2), "sick": (2, 2), "pension": (1, 1)}),
    "sick": _state("890", "benefit", 6, _BACK | {"cash": (1, 1)}),
    "parental": _state("881", "benefit", 40, {"passive": (12, 4), "work": (6, 20), "own": (4, 2)}),
    "holiday": _state("121", "benefit", 2, {"work": (1, 1)}),
    "new": _state("791", "benefit", 20, _BACK),                      # a code that no list knows
    "pension": _state("783", "benefit", 500, {"pension": (1, 1)}),
    "retired": _state("998", "benefit", 500, {"retired": (1, 1)}),
    "abroad": _state("997", "away", 40, {"abroad": (5, 5), "own": (1, 1)}),
    "dead": _state("999", "away", 500, {"dead": (1, 1)}),
}
_STATES = {name: _with_facts(name, state) for name, state in _STATES.items()}
_SETTLED_WORK_LASTS = 4
"""People who were here before get cash assistance instead of integration benefit, and their jobs last longer."""
_MUNICIPALITIES = (
    (101, 0.20), (147, 0.04), (151, 0.04), (210, 0.03), (217, 0.04), (253, 0.03), (330, 0.05), (461, 0.12), (480, 0.02), (573, 0.03),
    (630, 0.07), (671, 0.015), (727, 0.015), (751, 0.17), (825, 0.001), (851, 0.10), (860, 0.029),
)
_NEVER_OVER = 10_000


def _lived(people: int, seed: int) -> Iterator[Citizens]:
    begins = range(0, people, _AT_ONCE)
    for begin, sequence in zip(begins, np.random.SeedSequence(seed).spawn(len(begins)), strict=True):
        yield _some(np.random.default_rng(sequence), begin, min(_AT_ONCE, people - begin))


def _some(random: np.random.Generator, begin: int, count: int) -> Citizens:
    origin = random.choice(len(ORIGINS), count, p=[0.7, 0.1, 0.2])
    sex = (random.random(count) < 0.46).astype(np.int64)
    # Three of four are 18 to 45 when the register begins, the others children and older people.
    age = np.where(random.random(count) < 0.75, random.uniform(18, 45, count), random.uniform(10, 66, count))
    born = np.datetime64(FIRST) - (age * 365.25).astype("timedelta64[D]")
    true = walked(random, _STATES, sex, _start(random, origin == 0, age), COUNTRY.is_delivered())
    zero = np.isin(true, COUNTRY.places("work", "own")) & (random.random(true.shape, dtype=np.float32) < 0.0005)
    written = np.where(zero, len(_STATES), true).astype(np.uint8)
    ids = np.array([f"L{number:07d}" for number in range(begin + 1, begin + count + 1)])
    has_row = np.asarray(np.array([code != "" for code in COUNTRY.codes])[written].any(axis=0))
    return Citizens(
        ids, born, random.random(count) >= 0.01, sex, origin, _homes(random, count), true, written, has_row, random.random(count) >= 0.02,
    )


def _start(random: np.random.Generator, newcomer: Numbers, age: Numbers) -> Start:
    """Seven of ten newcomers come during the years, and are abroad until then; the others begin on benefit in the first week."""
    count, (work, abroad, passive, cash) = len(newcomer), COUNTRY.places("work", "abroad", "passive", "cash")
    settled = random.choice(COUNTRY.places("work", "own", "student", "unemployed", "sick"), count, p=[0.72, 0.12, 0.10, 0.04, 0.02])
    arrival = np.where(newcomer & (random.random(count) < 0.7), random.integers(1, 150, count), -1)
    # Nobody comes in a week that was not delivered, so that everybody who comes is seen to come.
    delivered = np.flatnonzero(COUNTRY.is_delivered())
    arrival = np.where(arrival > 0, delivered[np.searchsorted(delivered, arrival)], -1)
    state = np.where(newcomer, np.where(arrival > 0, abroad, passive), settled)
    medians = np.array([one.median for one in _STATES.values()])
    so_far = np.where(state == work, _SETTLED_WORK_LASTS, 1) * random.random(count)
    # The weeks until arrival are those that were delivered, and the week itself.
    left = np.where(arrival > 0, np.searchsorted(delivered, arrival) + 1, np.ceil(medians[state] * so_far).astype(np.int64) + 1)
    newcomers_only = np.isin(np.arange(len(_STATES)), COUNTRY.of_kind("receipt"))

    def ended(week: int, state: Numbers, left: Numbers) -> None:
        """Old people retire, and some die."""
        years, (retired, dead) = age + week / 52.18, COUNTRY.places("retired", "dead")
        for place, whom in ((retired, years >= 65), (dead, random.random(count) < 0.00002)):
            whom = whom & (state != abroad) & (state != dead)
            state[whom], left[whom] = place, _NEVER_OVER

    return Start(
        state, left, arrival, passive,
        slowness=lambda people, states: np.where(~newcomer[people] & (states == work), _SETTLED_WORK_LASTS, 1),
        corrected=lambda people, states: np.where(~newcomer[people] & newcomers_only[states], cash, states), ended=ended,
    )


def _homes(random: np.random.Generator, count: int) -> Numbers:
    """The municipality of each year: a few move, and of a few nobody knows it."""
    codes, chances = np.array([code for code, _ in _MUNICIPALITIES]), np.array([chance for _, chance in _MUNICIPALITIES])
    years = mondays()[-1].year - FIRST.year + 1
    drawn = codes[random.choice(len(codes), (years, count), p=chances / chances.sum())]
    moves = random.random((years, count)) < 0.04
    for year in range(1, years):
        drawn[year] = np.where(moves[year], drawn[year], drawn[year - 1])
    drawn[:, random.random(count) < 0.005] = 0
    return drawn


COUNTRY = World(
    _STATES, frozenset({IsoWeek(2016, 10), IsoWeek(2017, 33)}), frozenset({"791", "0"}), has_details=True, lived=_lived, zeros=True,
)
