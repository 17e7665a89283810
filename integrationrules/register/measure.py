"""What a measure asks of each citizen: whether they belong to its population, and whether they achieve it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_

import numpy as np

from integrationrules.case.evaluation import check_covers
from integrationrules.case.questions import chosen_options
from integrationrules.dates import FIRST_DAY
from integrationrules.engine.plan import Plan
from integrationrules.engine.questions import Questions
from integrationrules.engine.rows import Rows
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.rulebook.terms import Term
from integrationrules.timeline.batch import Batch
from integrationrules.verdict import TRUE, Truths

from .periods import Period
from .problems import RegisterError

__all__ = ["Asked", "find_measure"]

_ACHIEVED = ("achieved", "counted")
"""The rule of a rule set that a measure by the rule set's name stands for."""


def find_measure(book: Rulebook, name: str) -> ReadyRule:
    """The quarter rule of a measure: by the name of its rule set, such as `objective_1`, or by its own id."""
    known: dict[str, ReadyRule] = {}
    for ruleset, rule in ((ruleset, book.rules.get(f"{ruleset}.{last}")) for ruleset in book.rulesets for last in _ACHIEVED):
        if rule is not None and rule.rule.period == "quarter" and not book.rulesets[ruleset].invented:
            known.setdefault(ruleset, rule)
    found = [rule for ruleset, rule in known.items() if name in (ruleset, ruleset.rpartition(".")[2])]
    by_id = book.rules.get(name)
    rule = by_id if by_id is not None else found[0] if len(found) == 1 else None
    if rule is None:
        raise RegisterError("register_measure", found=name, known=", ".join(one.rpartition(".")[2] for one in known))
    if rule.rule.period != "quarter" or rule.when is None or not any(
        argument.operation == "facts" and argument.type.unit == "week_code" for node in rule.nodes for argument in node.arguments
    ):
        raise RegisterError("register_not_weekly", found=rule.id)
    return rule


class Asked:
    """A measure, asked of batch after batch for the same quarters under the same options."""

    def __init__(self, book: Rulebook, rule: ReadyRule, periods: Sequence[Period], options: Mapping[str, str]) -> None:
        if not periods:
            raise RegisterError("register_no_quarters")
        check_covers(book, [rule], periods)
        self.book, self.rule, self.periods = book, rule, tuple(periods)
        self.rows = Rows(book, [rule], periods, chosen_options(book, options), alternatives=False)
        self.plan = Plan(book, [rule])
        self.questions: Questions = self.rows.questions(None, np.array([FIRST_DAY]))
        self._places = [self.rows.of(rule, place) for place in range(len(periods))]
        self._population, self._outcome = _parts(rule)

    @property
    def first_monday(self) -> int:
        """Of the first week that belongs to any of the quarters."""
        period = self.questions.period
        assert period is not None
        return int(period.first_monday.min())

    @property
    def end(self) -> int:
        """The day after the last week of the quarters."""
        period = self.questions.period
        assert period is not None
        return int((period.first_monday + 7 * period.weeks).max())

    def answers(self, batch: Batch) -> tuple[Truths, Truths]:
        """Whether each citizen belongs to the population and whether the outcome is met: one row a quarter."""
        run = self.plan.run(batch, self.questions)
        population = reduce(and_, [run.truths(term) for term in self._population], TRUE)
        outcome = reduce(and_, [run.truths(term) for term in self._outcome], TRUE)
        return self._of_quarters(population, batch.size), self._of_quarters(outcome, batch.size)

    def _of_quarters(self, truths: Truths, size: int) -> Truths:
        """An assumption that nobody decided leaves a quarter several rows: what they agree on is known."""
        shape = (self.questions.size, size)
        sure, possible = np.broadcast_to(truths.sure, shape), np.broadcast_to(truths.possible, shape)
        return Truths(
            np.stack([sure[rows].all(axis=0) for rows in self._places]), np.stack([possible[rows].any(axis=0) for rows in self._places]),
        )


def _parts(rule: ReadyRule) -> tuple[list[Term], list[Term]]:
    """The parts of `population and ...`: those that say who is counted, and those that say what is achieved. Without a population all are counted."""
    when = rule.when
    assert when is not None
    named = f"{rule.id.rpartition('.')[0]}.population"
    parts = when.arguments if when.operation == "and" else (when,)
    population = [part for part in parts if part.operation == "named" and part.detail[0] == named]
    return population, [part for part in parts if part not in population]
