"""Registered facts are taken as stated, except where a case says that nothing of their kind is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from integrationrules.case import evaluate
from integrationrules.rulebook.book import Rulebook, load
from integrationrules.timeline.timeline import Timeline

RULES = ["dk.integration.programme.group", "dk.integration.programme.has_been_covered", "dk.integration.deadlines.contract",
         "dk.integration.results_bonus.job"]
ON = date(2018, 12, 1)
PERMIT = {"kind": "residence_permit", "on": "2015-11-02", "basis": "refugee"}
TAKEN_OVER = {"kind": "responsibility", "from": "2017-01-01", "municipality": 860}
SIGNED = {"kind": "contract", "on": "2017-01-20"}
JOB = {"kind": "employment", "type": "ordinary", "from": "2018-01-01", "hours_per_week": 25}


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load()


def case(facts: list[dict[str, Any]], *unknown: str) -> Timeline:
    observed = {"from": "2010-01-01", "to": "2019-01-01", "by_kind": {kind: [] for kind in unknown}}
    return Timeline.model_validate({"citizen": {"id": "c", "born": "1990-05-01"}, "observed": observed, "facts": facts})


def verdicts(book: Rulebook, *cases: Timeline) -> list[list[str]]:
    options = {"clock_pauses_for_leave": "none", "igu_is_ordinary": "does_not_count", "five_year_window": "everyone"}
    return [[str(one.verdict) for one in result.decisions] for result in evaluate(book, cases, RULES, on=ON, options=options)]


def test_what_is_not_stated_did_not_happen_unless_nothing_is_known_of_it(book: Rulebook) -> None:
    all_of_it = case([PERMIT, TAKEN_OVER, SIGNED, JOB])
    without = case([JOB])
    unheard = case([JOB], "residence_permit", "responsibility", "contract")
    no_contract = case([PERMIT, TAKEN_OVER, JOB], "contract")
    assert verdicts(book, all_of_it) == [["met"] * 4]
    assert verdicts(book, without) == [["not_met"] * 4]
    assert verdicts(book, unheard) == [["unknown"] * 4]
    assert verdicts(book, no_contract) == [["met", "met", "unknown", "unknown"]]


def test_each_citizen_of_a_batch_is_judged_for_itself(book: Rulebook) -> None:
    cases = [case([PERMIT, TAKEN_OVER, SIGNED, JOB]), case([JOB]), case([JOB], "residence_permit", "responsibility", "contract"),
             case([PERMIT, TAKEN_OVER, JOB], "contract"), case([PERMIT, JOB], "responsibility")]
    assert verdicts(book, *cases) == [verdicts(book, one)[0] for one in cases]


def test_a_fact_that_is_stated_all_the_same_is_used(book: Rulebook) -> None:
    """More may be: the first may have been earlier, but a contract there was."""
    assert verdicts(book, case([PERMIT, TAKEN_OVER, SIGNED, JOB], "contract"))[0][3] == "met"
