"""The shipped measures over flat spells: what the register asks of each citizen, in batches, by the plan that also answers for one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from integrationrules.register.measure import Asked, find_measure
from integrationrules.rulebook.book import load
from integrationrules.timeline.batch import Batch
from integrationrules.verdict import Truths

from .bonus_population import Register
from .spell_batches import in_batches
from .spells_answers import NO, PERIODS, UNKNOWN, YES, Answers, comparable

__all__ = ["OPTIONS", "comparable", "from_register"]

OPTIONS = {
    "dk.common.quarters.measuring_day": "monday_of_last_week",
    "dk.common.quarters.quarter_weeks": "thursday",
    "dk.common.support.benefit_codes": "any_but_su",
    "dk.common.support.su_codes": "paid",
    "dk.integration.window.receipt_anchor": "monday",
    "dk.integration.window.window_end_population": "inclusive",
    "dk.outcomes.self_support.igu_counts": "own_test",
    "dk.outcomes.self_support.school_or_practice": "school_wins",
    "dk.outcomes.first_years.blank_weeks": "no_job",
    "dk.outcomes.first_years.first_years_as": "52_weeks_a_year",
    "dk.outcomes.first_years.job_week_as": "any_day",
    "dk.outcomes.first_years.permit_not_stated": "no_newcomer",
    "dk.outcomes.first_years.residence_begins": "permit",
    "dk.outcomes.first_years.three_weeks_as": "any_three",
    "dk.outcomes.share_in_work.in_work_when": "any_day",
    "dk.outcomes.share_in_work.refugee_not_stated": "no_refugee",
    "dk.outcomes.share_in_work.stay_begins": "permit",
    "dk.outcomes.share_in_work.three_years_when": "anniversary_in_the_quarter",
    "dk.outcomes.share_in_work.wage_work": "unsubsidised",
}
"""One reading of each question that is open for these measures."""


def from_register(register: Register, measure: str, threads: int = 1) -> Callable[[], list[Answers]]:
    """Who is a member and who achieves it: one row a period and one column a citizen, in order."""
    book = load()
    rule = find_measure(book, measure)
    asked = Asked(book, rule, PERIODS[measure], OPTIONS)

    def answered(batch: Batch) -> list[Answers]:
        found = asked.answers(batch)
        return [_verdicts(found.population), _verdicts(found.outcome)]

    return in_batches(register, rule, answered, threads)


def _verdicts(truths: Truths) -> Answers:
    return np.where(truths.sure, np.uint8(YES), np.where(truths.possible, np.uint8(UNKNOWN), np.uint8(NO)))
