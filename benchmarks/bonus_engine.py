"""The shipped rule for the results bonus for a job, through the plan that also answers for one citizen, in batches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from integrationrules.engine.answers import answer_of
from integrationrules.engine.plan import Plan
from integrationrules.engine.rows import Rows
from integrationrules.rulebook.book import load
from integrationrules.timeline.batch import Batch
from integrationrules.verdict import IntArray

from .bonus_population import ON, Register, comparable
from .spell_batches import in_batches

__all__ = ["OPTIONS", "RULE", "comparable", "from_register"]

RULE = "dk.integration.results_bonus.job"
OPTIONS = {
    "dk.integration.results_bonus.igu_is_ordinary": "does_not_count",
    "dk.integration.programme.five_year_window": "everyone",
    "dk.integration.programme.clock_pauses_for_leave": "parental",
}
"""One reading of each question that is open for this rule."""


def from_register(register: Register, threads: int = 1) -> Callable[[], list[IntArray]]:
    """Verdicts, least and greatest amount, first and last day it may have been earned on; for each citizen, in order."""
    book = load()
    rule = book.rules[RULE]
    rows, plan = Rows(book, [rule], (), OPTIONS, alternatives=False), Plan(book, [rule])
    groups, payment = [rows.of(rule, 0)], rule.payment
    assert payment is not None

    def answered(part: Batch) -> list[IntArray]:
        run = plan.run(part, rows.questions(ON, part.end))
        answer = answer_of(run, rule, groups)
        paid: Any = run.value(payment)
        columns: tuple[Any, ...] = (answer.verdicts, answer.least, answer.greatest, paid.earned_on.least, paid.earned_on.greatest)
        return [np.broadcast_to(column, (1, part.size))[0] for column in columns]

    return in_batches(register, rule, answered, threads)
