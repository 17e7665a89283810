"""dk.outcomes.objective_1: chapter 3.1, who belongs to the population of the first objective."""

from __future__ import annotations

from datetime import date

from .dates import age, day
from .facts import Fact
from .kleene import Truth, all_of


def non_western(citizen: Fact) -> Truth:
    """Chapter 3.1: "ikke-vestlige indvandrere"."""
    origin = citizen.get("origin")
    return None if origin is None else origin == "non_western"


def between_18_and_64(citizen: Fact, m: date) -> Truth:
    """Chapter 3.1: "mellem 18 og 64 år", both included, on the measuring day."""
    born = citizen.get("born")
    return None if born is None else 18 <= age(day(born), m) <= 64


def population(citizen: Fact, since_first_receipt: Truth, m: date) -> Truth:
    """Chapter 3.1: all three."""
    return all_of(non_western(citizen), between_18_and_64(citizen, m), since_first_receipt)
