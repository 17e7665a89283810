"""What is still running: spells that last go on as they are, nothing else happens to their kind, and it is said only while it may succeed."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from integrationrules.dates import LAST_DAY, as_date, day_number
from integrationrules.engine.decision import Decision
from integrationrules.engine.projection import projected
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.batch import batch_of

from .small import Fact, decide, rulebook, timeline

BONUS = """\
parameters:
  prize: {unit: DKK, values: [{from: 2016-01-01, to: 2017-01-01, is: 100, source: s}, {from: 2018-01-01, to: 2019-01-01, is: none, source: s}]}
assumptions:
  length:
    asks: {da: Hvor længe?, en: How long?}
    options: [short, long]
    because: {da: Det siges ikke, en: It is not said}
facts:
  work:   {facts: employment, where: type == ordinary, none_before: 2014-01-01}
  signed: {first: contract, administrative: true}
  coded:  {facts: week_code, none_before: 2014-01-01}
  paid:    {facts: bonus_paid, where: type == job, administrative: true}
  claimed: {facts: bonus_claimed, where: type == job, administrative: true}
measures:
  coded_weeks: {count: coded, up_to: on, by: week}
candidates:
  job:
    each: work
    merged: {gap: 0 * day}
    with:
      needed: span(job.start, after(job.start, 6 * month))
      hours: average(job.hours_per_week, needed)
      months: {choose: [{if: length == short, is: 3 * month}, {else: 9 * month}]}
      undecided: span(job.start, after(job.start, months))
payments:
  bonus:
    first: job
    where: covered(job, needed) and hours >= 20
    earned_on: needed.end
    amount: at(prize, last_day)
    paid_by: paid
    claimed_by: claimed
    claim_by: end_of(quarter, last_day)
    source: s
  with_contract: {first: job, where: "covered(job, needed)", when: signed.on <= last_day, earned_on: needed.end, source: s}
  few_codes:     {first: job, where: "covered(job, needed)", when: "at(coded_weeks, last_day) <= 1", earned_on: needed.end, source: s}
  perhaps:       {first: job, where: "covered(job, undecided)", earned_on: undecided.end, source: s}
"""


@pytest.fixture(scope="module")
def bonus(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("bonus"), BONUS)


def job(start: str, to: str | None = None, hours: object = 25, **more: Any) -> Fact:
    return {"kind": "employment", "type": "ordinary", "from": start, **({"to": to} if to else {}), **({"hours_per_week": hours} if hours else {}), **more}


def asked(book: Rulebook, *facts: Fact, on: str, rule: str = "bonus", observed: Any = None, **options: str) -> Decision:
    return decide(book, rule, facts, on, observed=observed, options=options)


def runs(decision: Decision) -> str | None:
    """The day it will be earned if things go on, where it is running."""
    assert (decision.state == "running") == decision.running == decision.projected
    assert str(decision.verdict) == "not_met" or not decision.running
    return str(decision.days["earned_on"].as_json()) if decision.running else None


@pytest.mark.parametrize(("on", "found"), [
    ("2016-02-29", None), ("2016-03-01", "2016-09-01"), ("2016-08-31", "2016-09-01"), ("2016-09-01", None), ("2017-09-01", None),
])
def test_it_runs_from_the_first_day_to_the_day_before_it_is_earned(bonus: Rulebook, on: str, found: str | None) -> None:
    decision = asked(bonus, job("2016-03-01"), on=on)
    assert runs(decision) == found
    assert str(decision.verdict) == ("met" if on >= "2016-09-01" else "not_met")


@pytest.mark.parametrize("end", ["2016-03-02", "2016-03-03", "2016-08-01", "2018-01-01", None])
def test_an_end_after_the_day_is_not_known_yet(bonus: Rulebook, end: str | None) -> None:
    assert runs(asked(bonus, job("2016-03-01", end), on="2016-03-01")) == "2016-09-01"


@pytest.mark.parametrize(("end", "found"), [("2016-05-31", None), ("2016-06-01", None), ("2016-06-02", "2016-09-01")])
def test_a_job_that_has_ended_by_the_day_does_not_go_on(bonus: Rulebook, end: str, found: str | None) -> None:
    assert runs(asked(bonus, job("2016-03-01", end), on="2016-06-01")) == found


def test_an_end_in_a_month_that_is_not_over_may_still_come(bonus: Rulebook) -> None:
    # The day after the last is some day of June 2016: on the 29th it may be still to come, on the 30th no more.
    ended = {on: runs(asked(bonus, job("2016-03-01", "2016-06-15", precision="month"), on=on)) for on in ("2016-06-29", "2016-06-30", "2016-07-01")}
    assert [end is not None for end in ended.values()] == [True, False, False]


def test_the_hours_held_on_the_day_go_on(bonus: Rulebook) -> None:
    # 10 hours for three months, then 29 or 31: 20 on average needs 30 for the other 92 days.
    for hours, found in ((29, None), (30, "2016-09-01")):
        assert runs(asked(bonus, job("2016-03-01", "2016-06-01", hours=10), job("2016-06-01", hours=hours), on="2016-06-15")) == found


def test_a_second_job_that_has_ended_adds_its_hours_so_far(bonus: Rulebook) -> None:
    beside = [job("2016-03-01", hours=15), job("2016-03-01", "2016-06-01", hours=10)]
    # 15 hours throughout and 10 for 92 of 184 days are 20; a day less is not enough.
    assert runs(asked(bonus, *beside, on="2016-06-15")) == "2016-09-01"
    assert runs(asked(bonus, beside[0], job("2016-03-01", "2016-05-31", hours=10), on="2016-06-15")) is None


@pytest.mark.parametrize(("hours", "running"), [(19.99, False), (20, True), (None, True)])
def test_it_runs_only_while_it_may_succeed(bonus: Rulebook, hours: object, running: bool) -> None:
    assert asked(bonus, job("2016-03-01", hours=hours), on="2016-06-01").running == running


def test_nothing_runs_towards_an_amount_of_none_and_a_hole_is_no_obstacle(bonus: Rulebook) -> None:
    assert runs(asked(bonus, job("2018-03-01"), on="2018-06-01")) is None
    decision = asked(bonus, job("2017-03-01"), on="2017-06-01")
    assert (runs(decision), decision.value) == ("2017-09-01", None)


def test_the_first_of_two_that_may_succeed_is_told(bonus: Rulebook) -> None:
    facts = [job("2016-03-01", "2016-05-01"), job("2016-05-02")]
    assert runs(asked(bonus, *facts, on="2016-06-01")) == "2016-11-02"


def test_a_job_that_only_may_be_there_does_not_run(bonus: Rulebook) -> None:
    unseen = {"from": "2013-01-01", "to": "2016-05-01"}
    decision = asked(bonus, on="2016-06-01", observed=unseen)
    assert (str(decision.verdict), decision.running) == ("not_met", False)
    assert runs(asked(bonus, job("2016-03-01"), on="2016-06-01", observed=unseen)) == "2016-09-01"


def test_what_the_citizen_may_still_do_leaves_it_running(bonus: Rulebook) -> None:
    signed = {"kind": "contract", "on": "2016-05-01"}
    assert runs(asked(bonus, job("2016-03-01"), signed, on="2016-06-01", rule="with_contract")) == "2016-09-01"
    # Nothing is signed: it must be by 31 August, and what is signed that day would be seen on it.
    assert [asked(bonus, job("2016-03-01"), on=on, rule="with_contract").running for on in ("2016-08-30", "2016-08-31")] == [True, False]


def test_a_week_with_a_code_does_not_go_on(bonus: Rulebook) -> None:
    codes = [{"kind": "week_code", "week": "2016-W22", "code": "651"}]           # holds 1 June 2016
    assert asked(bonus, job("2016-03-01"), *codes, on="2016-06-01", rule="few_codes").running
    codes.append({"kind": "week_code", "week": "2016-W21", "code": "651"})
    assert not asked(bonus, job("2016-03-01"), *codes, on="2016-06-01", rule="few_codes").running


def test_it_runs_only_under_every_reading(bonus: Rulebook) -> None:
    # Three months or nine: until 1 June under both, from then on it is earned under one.
    by_day = [asked(bonus, job("2016-03-01"), on=on, rule="perhaps") for on in ("2016-05-31", "2016-06-01", "2016-12-01")]
    assert [(str(one.verdict), one.running) for one in by_day] == [("not_met", True), ("unknown", False), ("met", False)]
    assert asked(bonus, job("2016-03-01"), on="2016-06-01", rule="perhaps", length="long").running
    assert by_day[0].days["earned_on"].as_json() == {"min": "2016-06-01", "max": "2016-12-01"}


def test_what_was_claimed_or_paid_is_said_of_what_still_runs(bonus: Rulebook) -> None:
    claim: Fact = {"kind": "bonus_claimed", "type": "job", "on": "2016-05-01"}
    sum_: Fact = {"kind": "bonus_paid", "type": "job", "on": "2016-05-02", "amount": 100}
    states = [asked(bonus, job("2016-03-01"), claim, sum_, on=on).state for on in ("2016-04-30", "2016-05-01", "2016-05-02")]
    assert states == ["running", "claimed", "paid"]


# -- the columns ------------------------------------------------------------------------------------------------------

def columns(kind: str, *facts: Fact, on: str = "2016-06-01", kinds: tuple[str, ...] = ("employment",)) -> list[tuple[str, str]]:
    batch = projected(batch_of([timeline(facts)]), np.array([day_number(date.fromisoformat(on))]), kinds)
    found = batch.facts[kind]
    ends = [("never", "never") if low >= LAST_DAY else (str(as_date(low)), "never" if high >= LAST_DAY else str(as_date(high)))
            for low, high in zip(found.end_min.tolist(), found.end_max.tolist(), strict=True)]
    return ends


def test_only_spells_that_last_on_the_day_have_no_end() -> None:
    assert columns("employment", job("2016-03-01")) == [("never", "never")]
    assert columns("employment", job("2016-03-01", "2016-06-02")) == [("never", "never")]
    assert columns("employment", job("2016-06-01", "2016-06-02")) == [("never", "never")]
    assert columns("employment", job("2016-03-01", "2016-06-01")) == [("2016-06-01", "2016-06-01")]
    assert columns("employment", job("2016-03-01", "2016-06-15", precision="month")) == [("2016-06-01", "never")]
    assert columns("employment", job("2016-06-02")) == []


def test_events_and_weeks_stay_where_they_are() -> None:
    assert columns("contract", {"kind": "contract", "on": "2016-06-01"}) == [("2016-06-02", "2016-06-02")]
    assert columns("contract", {"kind": "contract", "on": "2016-06-01", "precision": "month"}) == [("2016-06-02", "2016-07-01")]
    assert columns("week_code", {"kind": "week_code", "week": "2016-W22", "code": "651"}) == [("2016-05-31", "2016-06-06")]


def test_only_the_kinds_asked_for_are_observed_ahead() -> None:
    on = np.array([day_number(date(2016, 6, 1))])
    batch = projected(batch_of([timeline([], {"from": "2015-01-01", "to": "2016-05-01"})]), on, ["employment"])
    assert [str(as_date(int(day))) for day in batch.observed.end] == ["2016-05-01"]
    assert batch.observed_for("employment").end.tolist() == [LAST_DAY]
    assert batch.observed_for("benefit").end.tolist() == batch.observed.end.tolist()
