"""Whether the measures over a batch say what the slow reading says of each citizen, whatever options are chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from random import Random
from typing import Any, NamedTuple

from integrationrules.register.measure import Asked, find_measure
from integrationrules.rulebook.book import Rulebook, load
from integrationrules.timeline.batch import Batch, batch_of
from integrationrules.timeline.timeline import Timeline
from tests.oracle.kleene import Truth

from . import measures
from .citizen import Citizen
from .people import random_citizen

__all__ = ["DAYS", "Compared", "compared"]

DAYS = (date(2016, 12, 31), date(2017, 2, 28), date(2017, 12, 31), date(2018, 11, 30), date(2018, 12, 31))
"""Ends of months on a Tuesday, Friday, Saturday, Sunday and Monday; the years before have 53 weeks, and 52."""
Reading = Callable[[Citizen, Mapping[str, str]], tuple[Any, ...]]

TRUTHS: Mapping[str, Reading] = {
    "objective_2": measures.objective_2, "objective_3": measures.objective_3, "share_in_work": measures.share_in_work,
    "monthly_book.activated": measures.activated, "first_years": partial(measures.first_years, years=3),
    "first_years.two_years": partial(measures.first_years, years=2),
}
NUMBERS: Mapping[str, Reading] = {
    "monthly_book.talks": measures.talks,
    **{f"first_years.{state}": partial(measures.weeks_in, state) for state in (*measures.STATES, "ordinary_job", "without_support")},
}
COURSES: Mapping[str, Reading] = {
    f"job_after_course.{name}": partial(measures.after_course, courses=courses) for name, courses in measures.COURSES.items()
}
Answer = tuple[int, int, int, int, tuple[str, ...]]
MEASURES = (*TRUTHS, *NUMBERS, *COURSES)


class Compared(NamedTuple):
    """How often a measure was asked, how often it knew less than the slow reading, and where it said otherwise."""

    asked: int
    met: int
    unknown: int
    less: int
    otherwise: tuple[str, ...]


@cache
def book() -> Rulebook:
    return load()


def options_of(rng: Random, asked: Sequence[str]) -> dict[str, str]:
    """Some of a measure's assumptions under another option."""
    return {one.name: rng.choice(one.options) for id_ in asked if (one := book().assumptions[id_]).id.startswith("dk.outcomes.") and rng.random() < 0.35}


def compared(names: Sequence[str], citizens: int, seed: int, batch: int = 500) -> dict[str, Compared]:
    """Some measures of so many citizens, each on one of the days; options change from batch to batch."""
    rng = Random(seed)
    found: dict[str, list[Answer]] = {name: [] for name in names}
    for start in range(0, citizens, batch):
        cases = [random_citizen(rng, start + number) for number in range(min(batch, citizens - start))]
        people = [Citizen(case, DAYS[place % len(DAYS)]) for place, case in enumerate(cases)]
        timelines = batch_of([Timeline.model_validate(case) for case in cases])
        leaned = sorted({id_ for name in names for id_ in find_measure(book(), name).assumptions})
        options = options_of(rng, leaned) if start else {}
        for name in names:
            found[name] += _batch(name, people, timelines, options)
    return {name: _summed(answers) for name, answers in found.items()}


def _summed(answers: Sequence[Answer]) -> Compared:
    asked, met, unknown, less, otherwise = zip(*answers, strict=True)
    return Compared(sum(asked), sum(met), sum(unknown), sum(less), tuple(said for several in otherwise for said in several))


def _batch(name: str, people: Sequence[Citizen], timelines: Batch, options: Mapping[str, str]) -> Iterator[Answer]:
    asked = Asked(book(), find_measure(book(), name), DAYS, options)
    chosen = {id_.rpartition(".")[2]: options.get(id_.rpartition(".")[2], one.default or "") for id_, one in book().assumptions.items()}
    number, outcome = None, None
    if name in NUMBERS:
        population, number = asked.numbers(timelines)
    else:
        population, outcome = (answers := asked.answers(timelines)).population, answers.outcome
    for place, one in enumerate(people):
        cell = (place % len(DAYS), place)
        member = _truth(population.sure[cell], population.possible[cell])
        expected = {**TRUTHS, **NUMBERS, **COURSES}[name](one, chosen)
        where = f"{name} {place} {one.on} {dict(options)}"
        if number is not None:
            sides = (None if number.low[cell] else int(number.least[cell]), None if number.high[cell] else int(number.greatest[cell]))
            yield _numbers(where, member, sides, *expected)
        elif outcome is not None:
            result = _truth(outcome.sure[cell], outcome.possible[cell])
            yield _courses(where, member, result, *expected) if name in COURSES else _exact(where, member, result, *expected)


def _truth(sure: bool, possible: bool) -> Truth:
    return True if sure else None if possible else False


def _exact(where: str, member: Truth, outcome: Truth, real: Truth, result: Truth) -> Answer:
    """What is not a member has no outcome that counts."""
    wrong = member is not real or (real is not False and outcome is not result)
    said = f"{where}: {member}, {outcome}; by the slow reading {real}, {result}"
    return 1, bool(real and result), real is None or bool(real and result is None), 0, (said,) if wrong else ()


def _numbers(where: str, member: Truth, number: tuple[Any, Any], real: Truth, result: Any) -> Answer:
    wrong = member is not real or (real is True and number != result)
    said = f"{where}: {member}, {number}; by the slow reading {real}, {result}"
    return 1, real is True, real is None or bool(real and result and result[0] != result[1]), 0, (said,) if wrong else ()


def _courses(where: str, member: Truth, outcome: Truth, real: Truth, result: Truth,
             unseen: Truth, unseen_job: Truth, exact: bool) -> Answer:
    """Courses that nobody saw are candidates whose days are only known within bounds: there the engine may know less, never other."""
    real, result = (None if one is False and hidden is None else one for one, hidden in ((real, unseen), (result, unseen_job)))
    wrong = less = False
    for mine, slow in ((member, real), (outcome, result if real is not False else outcome)):
        wrong |= mine is not slow and mine is not None
        less |= mine is not slow and mine is None
    said = f"{where}: {member}, {outcome}; by the slow reading {real}, {result}"
    return 1, bool(real and result), real is None, less, (said,) if wrong or (less and exact) else ()
