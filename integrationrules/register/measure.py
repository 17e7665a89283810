"""What a measure asks of each citizen: whether they belong to its population, and whether they achieve it or what their number is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

import numpy as np
from numpy.typing import NDArray

from integrationrules.case.evaluation import check_covers
from integrationrules.case.questions import chosen_options
from integrationrules.engine.frames import truths_of
from integrationrules.engine.plan import Plan, Run
from integrationrules.engine.rows import Rows
from integrationrules.engine.values import wide
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.rulebook.terms import Term
from integrationrules.timeline.batch import Batch
from integrationrules.timeline.some import some_of
from integrationrules.verdict import TRUE, Truths

from .asking import Asking, Places
from .averages import Numbers, joined
from .periods import Period, asked_of
from .problems import RegisterError

__all__ = ["Answers", "Asked", "find_measure"]

_ACHIEVED = ("achieved", "counted")
"""The rule of a rule set that a measure by the rule set's name stands for."""
_POPULATION = "population"
"""A rule of this name, or one that begins so, says who is counted."""
_FEW = 2
"""Where not one in so many may still be a member, what remains is asked of those only."""
_COUNTED = frozenset({"weeks", "days", "months", "years", "count", "persons"})
"""Units whose numbers are averaged."""


def find_measure(book: Rulebook, name: str) -> ReadyRule:
    """The rule of a measure: by the name of its rule set, such as `objective_1`, or by its own id or the end of it."""
    known: dict[str, ReadyRule] = {}
    for ruleset, rule in ((ruleset, book.rules.get(f"{ruleset}.{last}")) for ruleset in book.rulesets for last in _ACHIEVED):
        if rule is not None and rule.rule.period != "week" and not book.rulesets[ruleset].invented:
            known.setdefault(ruleset, rule)
    found = [rule for ruleset, rule in known.items() if name in (ruleset, ruleset.rpartition(".")[2])]
    if not found:
        found = [rule for id_, rule in book.rules.items() if id_ == name or ("." in name and id_.endswith(f".{name}"))]
    if len(found) != 1:
        raise RegisterError("register_measure", found=name, known=", ".join(one.rpartition(".")[2] for one in known))
    [rule] = found
    if rule.rule.period == "week" or rule.when is None:
        raise RegisterError("register_no_measure", found=rule.id)
    return rule


@dataclass(frozen=True, slots=True)
class Answers:
    """What a measure says of citizens: one row a period and one column a citizen."""

    population: Truths
    outcome: Truths
    """Not met of those who cannot be members: nobody asks it of them."""
    changed: tuple[NDArray[np.bool_], ...] = ()
    """For each alternative who would be counted otherwise."""


def differ(population: Truths, outcome: Truths, other_population: Truths, other_outcome: Truths) -> NDArray[np.bool_]:
    """Who is counted otherwise: as a member, a possible one or none, and if at all, by another outcome."""
    membership = (population.sure != other_population.sure) | (population.possible != other_population.possible)
    result = (outcome.sure != other_outcome.sure) | (outcome.possible != other_outcome.possible)
    return np.asarray(membership | (population.possible & result), dtype=np.bool_)


class Asked:
    """A measure, asked of batch after batch for the same periods under the same options."""

    def __init__(self, book: Rulebook, rule: ReadyRule, periods: Sequence[Period], options: Mapping[str, str], sensitivity: bool = False) -> None:
        """With `sensitivity` everybody is also asked under each other option of what the measure leans on, one at a time."""
        quarters, days = asked_of(rule, periods)
        check_covers(book, [rule], quarters)
        chosen = chosen_options(book, options)
        self.book, self.rule, self.periods = book, rule, tuple(periods)
        self.rows = Rows(book, [rule], quarters, chosen, alternatives=sensitivity, days=days)
        self.plan = Plan(book, [rule])
        # Candidates are cut at the day asked about, which must then be one.
        apart = len(days) > 1 and any(node.operation == "candidates" for node in rule.nodes)
        rows = [Rows(book, [rule], (), chosen, alternatives=sensitivity, days=[day]) for day in days] if apart else [self.rows]
        self._asking = [Asking(rule, one) for one in rows]
        self.alternatives = tuple(self._alternatives()) if sensitivity else ()
        """What else might have been chosen: an assumption and an option of it."""
        self._population, self._outcome = _parts(rule)
        self._conditions = [part for term in self._population for part in _conditions(term)]
        if self.is_number and rule.value and rule.value.type.unit not in _COUNTED:
            raise RegisterError("register_no_average", found=rule.id)

    @property
    def is_number(self) -> bool:
        """Whether it is a number of each member, to be averaged, rather than an outcome that is met or not."""
        return not self._outcome and self.rule.value is not None and self.rule.value.type.kind == "number"

    @property
    def by_day(self) -> bool:
        """Whether it is asked on days, and looks back from them; else of the weeks of quarters."""
        return self.rule.rule.period == "citizen"

    @property
    def asks_for_codes(self) -> bool:
        """Whether it asks for the codes of weeks at all."""
        return any(argument.operation == "facts" and argument.type.unit == "week_code" for node in self.rule.nodes for argument in node.arguments)

    @property
    def first_monday(self) -> int:
        """Of the first week that belongs to any of the quarters, or that holds one of the days."""
        return min(one.first_monday for one in self._asking)

    @property
    def end(self) -> int:
        """The day after the last week of the quarters, or after the last that holds one of the days."""
        return max(one.end for one in self._asking)

    def answers(self, batch: Batch) -> Answers:
        """Whether each citizen belongs to the population and whether the outcome is met: one row a period."""
        return _together([self._answers(one, batch) for one in self._asking])

    def numbers(self, batch: Batch) -> tuple[Truths, Numbers]:
        """Whether each citizen belongs to the population, and their number: one row a period."""
        found = [self._numbers(one, batch) for one in self._asking]
        return _stacked([population for population, _ in found]), joined([numbers for _, numbers in found])

    def _answers(self, asking: Asking, batch: Batch) -> Answers:
        run, members = self.plan.run(batch, asking.questions), np.arange(batch.size)
        population = TRUE
        for term in self._conditions:
            population = population & run.truths(term)
            left = np.flatnonzero(np.broadcast_to(population.possible, (len(population.possible), len(members))).any(axis=0))
            if batch.weeks is None and 0 < len(left) * _FEW < len(members):
                run, members, population = self.plan.run(some_of(run.batch, left), asking.questions), members[left], truths_of(population, left)
        outcome = _all_of(run, self._outcome)

        def everybody(truths: Truths, places: Places) -> Truths:
            found = asking.truths(truths, places, len(members))
            return found if len(members) == batch.size else Truths(*(_spread(one, members, batch.size) for one in (found.sure, found.possible)))

        def settled(places: Places) -> tuple[Truths, Truths]:
            counted, achieved = everybody(population, places), everybody(outcome, places)
            return counted, Truths(achieved.sure & counted.possible, achieved.possible & counted.possible)

        found = settled(asking.places())
        return Answers(*found, tuple(differ(*found, *settled(asking.places({name: option}))) for name, option in self.alternatives))

    def _numbers(self, asking: Asking, batch: Batch) -> tuple[Truths, Numbers]:
        run, places = self.plan.run(batch, asking.questions), asking.places()
        assert self.rule.value is not None
        number = asking.numbers(wide(run.bounds(self.rule.value)), places, batch.size)
        return asking.truths(_all_of(run, self._population), places, batch.size), number

    def _alternatives(self) -> Iterator[tuple[str, str]]:
        for name in self.rule.assumptions:
            yield from ((name, option) for option in self.rows.assumptions[name].options if option != self.rows.chosen[name])


def _all_of(run: Run, terms: Sequence[Term]) -> Truths:
    return reduce(and_, [run.truths(term) for term in terms], TRUE)


def _conditions(term: Term) -> list[Term]:
    """What all must hold for a condition to, one by one."""
    while term.operation == "named":
        term = term.arguments[0]
    return [part for one in term.arguments for part in _conditions(one)] if term.operation == "and" else [term]


def _spread(cells: NDArray[np.bool_], places: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    """A column for every citizen; false where there was none."""
    found: NDArray[np.bool_] = np.zeros((len(cells), size), dtype=np.bool_)
    found[:, places] = cells
    return found


def _together(found: Sequence[Answers]) -> Answers:
    if len(found) == 1:
        return found[0]
    changed = zip(*(one.changed for one in found), strict=True)
    return Answers(
        _stacked([one.population for one in found]), _stacked([one.outcome for one in found]), tuple(np.concatenate(several) for several in changed),
    )


def _stacked(truths: Sequence[Truths]) -> Truths:
    return Truths(np.concatenate([one.sure for one in truths]), np.concatenate([one.possible for one in truths]))


def _parts(rule: ReadyRule) -> tuple[list[Term], list[Term]]:
    """The parts of `population and ...`: those that say who is counted, and those that say what is achieved. Without a population all are counted."""
    when = rule.when
    assert when is not None
    named = f"{rule.id.rpartition('.')[0]}.{_POPULATION}"
    parts = when.arguments if when.operation == "and" else (when,)
    population = [part for part in parts if part.operation == "named" and str(part.detail[0]).startswith(named)]
    return population, [part for part in parts if part not in population]
