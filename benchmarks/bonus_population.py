"""An invented register of flat spells: newcomers, the municipality's takeover, contracts, jobs that touch, overlap and last, benefits and stays abroad."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from integrationrules.dates import day_number
from integrationrules.verdict import INFINITE

__all__ = [
    "BASES", "BENEFITS", "JOBS", "LEAVES", "MISSING", "ON", "OPEN", "ORIGINS", "SUPPORTS", "Days", "Register", "Table", "comparable", "newcomers",
]

ON = date(2018, 12, 31)
"""The day the register is asked about, and the last day it observes."""
OPEN = MISSING = -1
"""No end yet; hours, an origin or the support of an education that nobody stated."""
BASES = ("refugee", "quota_refugee", "family_of_refugee", "family_reunified", "special_act", "work", "study")
JOBS = ("ordinary", "wage_subsidy_private", "wage_subsidy_public", "flex_job")
BENEFITS = ("integration_benefit", "cash_assistance", "sickness_benefit", "unemployment_benefit")
LEAVES = ("parental", "illness", "other")
SUPPORTS = ("su", "pupil_wage", "none")
ORIGINS = ("western", "non_western")

_LAST = day_number(ON)
_FIRST = day_number(date(2015, 1, 1))
_HOURS = np.array([800, 1500, 1850, 2000, 2500, 3000, 3700])

Days = NDArray[np.int64]
Table = dict[str, Days]
"""Columns of one kind of fact, ordered by citizen and first day; words are places in the lists above."""


@dataclass(frozen=True)
class Register:
    """Everybody's birthday, origin and first observed day (the last is `ON`), and the facts by kind."""

    born: Days
    origin: Days
    observed_from: Days
    facts: dict[str, Table]

    @property
    def spells(self) -> int:
        """How many facts there are in all."""
        return sum(len(table["citizen"]) for table in self.facts.values())

    def save(self, folder: Path) -> None:
        """Writes it as one file a column."""
        for name, column in {"born": self.born, "origin": self.origin, "observed_from": self.observed_from}.items():
            np.save(folder / f"{name}.npy", column)
        for kind, table in self.facts.items():
            for name, column in table.items():
                np.save(folder / f"{kind}.{name}.npy", column)

    @classmethod
    def read(cls, folder: Path) -> Register:
        """What `save` wrote."""
        facts: dict[str, Table] = {}
        for path in sorted(folder.glob("*.*.npy")):
            kind, name, _ = path.name.split(".")
            facts.setdefault(kind, {})[name] = np.load(path)
        born, origin, observed_from = (np.load(folder / f"{name}.npy") for name in ("born", "origin", "observed_from"))
        return cls(born, origin, observed_from, facts)


def newcomers(citizens: int, seed: int = 1) -> Register:
    """About nine spells a citizen. One in eight is observed only from later on, and nothing that ended before is stated of them."""
    random = np.random.default_rng(seed)
    everyone = np.arange(citizens, dtype=np.int64)
    permit = random.integers(_FIRST - 20, _FIRST + 1000, citizens)
    taken_over = permit + random.integers(20, 80, citizens)
    late = random.random(citizens) < 0.125
    observed_from = np.where(late, random.integers(_FIRST + 100, _LAST - 300, citizens), _FIRST)
    basis = np.searchsorted(np.cumsum([0.45, 0.08, 0.14, 0.24, 0.03, 0.04]), random.random(citizens))
    in_group = basis < BASES.index("work")
    contracted = random.random(citizens) < 0.85
    signed = taken_over + random.integers(0, 400, citizens)
    facts = {
        "residence_permit": {"citizen": everyone, "start": permit, "basis": basis},
        "responsibility": _of(in_group, {"citizen": everyone, "start": taken_over, "end": np.full(citizens, OPEN)}),
        "contract": _of(contracted & in_group & (signed <= _LAST), {"citizen": everyone, "start": signed}),
        "residence": {"citizen": everyone, "start": taken_over, "end": np.full(citizens, OPEN)},
        "employment": _jobs(random, taken_over, citizens),
        "benefit": _many(random, taken_over, random.poisson(7.0, citizens), 200, len(BENEFITS)),
        "leave": _many(random, taken_over + 60, (random.random(citizens) < 0.1).astype(np.int64), 200, len(LEAVES)),
    }
    born = day_number(date(1955, 1, 1)) + random.integers(0, 48 * 365, citizens)
    facts["abroad"] = _stays(random, taken_over)
    facts["residence"] = _between(facts["residence"], facts["abroad"])
    facts["education"] = _studies(random, taken_over)
    for kind, table in facts.items():
        if "end" in table:
            facts[kind] = _seen(table, observed_from)
    origin = np.searchsorted(np.cumsum([0.02, 0.06]), random.random(citizens)) - 1
    return Register(born, origin, observed_from, facts)


def comparable(answers: Any) -> Days:
    """Five rows, one column a citizen: verdict, least and greatest amount, first and last day; `OPEN` where there is no bound.

    What a bonus that is not due would have been nobody asks.
    """
    if isinstance(answers, dict):
        order = np.argsort(answers["citizen"])
        names = ("verdict", "amount_least", "amount_greatest", "earned_least", "earned_greatest")
        found = np.stack([_numbers(answers[name])[order] for name in names])
    else:
        found = np.stack([np.asarray(column, dtype=np.int64) for column in answers])
        found[np.abs(found) >= INFINITE] = OPEN
    found[1:, found[0] == 0] = OPEN
    return found


def _numbers(column: Any) -> Days:
    numbers = column.astype("datetime64[D]") if column.dtype.kind == "M" else column
    return np.asarray(np.ma.filled(numbers.astype(np.int64), OPEN), dtype=np.int64)


def _jobs(random: np.random.Generator, taken_over: Days, citizens: int) -> Table:
    """Jobs in chains: one in four begins the day after the one before it, one in six before that has ended."""
    many = random.poisson(5.3, citizens)
    citizen = np.repeat(np.arange(citizens, dtype=np.int64), many)
    first = np.cumsum(many) - many
    length = np.maximum(random.gamma(1.4, 170, len(citizen)).astype(np.int64), 3)
    kind = random.random(len(citizen))
    between = np.where(kind < 0.25, 0, np.where(kind < 0.42, -random.integers(1, 90, len(citizen)), random.integers(1, 250, len(citizen))))
    steps = length + between
    passed = np.cumsum(steps) - steps
    begins = taken_over + random.exponential(240, citizens).astype(np.int64) - 40
    start = begins[citizen] + passed - np.repeat(passed[first[many > 0]], many[many > 0])
    hours = np.where(random.random(len(citizen)) < 0.1, MISSING, random.choice(_HOURS, len(citizen)))
    type_ = np.searchsorted(np.cumsum([0.9, 0.05, 0.03]), random.random(len(citizen)))
    return {"citizen": citizen, "start": start, "end": start + length, "hours": hours, "type": type_}


def _many(random: np.random.Generator, begins: Days, many: NDArray[np.int64], days: int, words: int) -> Table:
    """So many spells each, one after the other."""
    citizen = np.repeat(np.arange(len(begins), dtype=np.int64), many)
    place = np.arange(len(citizen)) - np.repeat(np.cumsum(many) - many, many)
    start = begins[citizen] + place * days * 2 + random.integers(0, days, len(citizen))
    return {"citizen": citizen, "start": start, "end": start + random.integers(5, days, len(citizen)), "type": random.integers(0, words, len(citizen))}


def _stays(random: np.random.Generator, taken_over: Days) -> Table:
    """One in fourteen moves abroad, and may come back."""
    citizen = np.flatnonzero(random.random(len(taken_over)) < 0.07)
    start = taken_over[citizen] + random.integers(100, 1200, len(citizen))
    return {"citizen": citizen, "start": start, "end": start + random.integers(20, 700, len(citizen))}


def _between(residence: Table, abroad: Table) -> Table:
    """Living here, but for the stay abroad."""
    first = residence["end"].copy()
    first[abroad["citizen"]] = abroad["start"]
    again = {"citizen": abroad["citizen"], "start": abroad["end"], "end": np.full(len(abroad["end"]), OPEN)}
    return {name: np.concatenate([column, again[name]]) for name, column in {**residence, "end": first}.items()}


def _studies(random: np.random.Generator, taken_over: Days) -> Table:
    """One in four takes an education; of one in twenty nobody stated how it is supported."""
    citizen = np.flatnonzero(random.random(len(taken_over)) < 0.25)
    start = taken_over[citizen] + random.integers(60, 1100, len(citizen))
    support = np.searchsorted(np.cumsum([0.05, 0.6, 0.15]), random.random(len(citizen))) - 1
    return {"citizen": citizen, "start": start, "end": start + random.integers(30, 800, len(citizen)), "support": support}


def _seen(table: Table, observed_from: Days) -> Table:
    """What begins after the last day is not there, what lasts then is open; what ended before observation nobody stated."""
    table = {**table, "end": np.where(table["end"] > _LAST, OPEN, table["end"])}
    kept = _of((table["start"] <= _LAST) & ((table["end"] == OPEN) | (table["end"] > observed_from[table["citizen"]])), table)
    order = np.lexsort((kept["start"], kept["citizen"]))
    return {name: column[order] for name, column in kept.items()}


def _of(kept: NDArray[np.bool_], table: Table) -> Table:
    return {name: column[kept] for name, column in table.items()}
