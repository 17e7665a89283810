"""Hours a week of a candidate: averaged exactly, bounded where nobody knows, and the first span that is enough."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from integrationrules.rulebook.book import Rulebook

from .small import Fact, decide, rulebook

UNKNOWN, MET, NOT_MET = "unknown", "met", "not_met"
HOURS = """\
parameters:
  limit: {unit: hours_per_week, values: [{from: 2010-01-01, to: 2017-01-01, is: 20, source: s}, {from: 2018-01-01, to: open, is: none, source: s}]}
facts:
  work: {facts: employment, where: type == ordinary, none_before: 2014-01-01}
  training: {facts: igu, none_before: 2014-01-01}
  seen: {first: visitation, administrative: true}
assumptions:
  over:
    asks: {da: Hvilken tid?, en: Which time?}
    options: [first_six, whole_job, any_six]
    default: first_six
    because: {da: Sædvane, en: Custom}
  training_counts:
    asks: {da: Tæller oplæring?, en: Does training count?}
    options: [counts, does_not_count]
    default: does_not_count
    because: {da: Sædvane, en: Custom}
candidates:
  job:
    each: work or (training and training_counts == counts)
    merged: {gap: 0 * day}
    with:
      needed: span(job.start, after(job.start, 6 * month))
      least: at(limit, job.start)
      whole: span(job.start, seen_to(job))
      later_six: any_average(job.hours_per_week, 6 * month, least)
      hours:
        choose:
          - {if: over == whole_job, is: "average(job.hours_per_week, whole)"}
          - {else: "average(job.hours_per_week, needed)"}
      enough: {choose: [{if: over == any_six, is: exists(later_six)}, {else: hours >= least}]}
      reached: {choose: [{if: over == any_six and exists(later_six), is: "max(needed.end, later_six)"}, {else: needed.end}]}
      nothing: span(job.start, job.start)
      until: span(job.start, seen.on)
payments:
  bonus:     {first: job, where: "covered(job, needed) and enough", earned_on: reached, source: s}
  too_few:   {first: job, where: "average(job.hours_per_week, needed) < 20", earned_on: needed.end, source: s}
  empty:     {first: job, where: "exists(average(job.hours_per_week, nothing))", earned_on: job.start, source: s}
  few_until: {first: job, where: "average(job.hours_per_week, until) < 20", earned_on: job.start, source: s}
"""
START, END = date(2016, 3, 1), date(2016, 9, 1)          # 184 days


@pytest.fixture(scope="module")
def hours(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("hours"), HOURS)


def job(start: str, to: str | None = "2016-09-01", hours: object = 20, **more: Any) -> Fact:
    return {"kind": "employment", "type": "ordinary", "from": start, **({"to": to} if to else {}), **({"hours_per_week": hours} if hours else {}), **more}


def asked(book: Rulebook, *facts: Fact, on: str = "2016-12-31", rule: str = "bonus", observed: Any = None, **options: str) -> str:
    return str(decide(book, rule, facts, on, observed=observed, options=options).verdict)


def earned(book: Rulebook, *facts: Fact, on: str = "2016-12-31", observed: Any = None, **options: str) -> tuple[str, Any]:
    decision = decide(book, "bonus", facts, on, observed=observed, options=options)
    return str(decision.verdict), decision.days["earned_on"].as_json() if "earned_on" in decision.days else None


# -- exactly at the limit ---------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("stated", "verdict"), [
    ({"hours_per_week": 20}, MET), ({"hours_per_week": 19.99}, NOT_MET), ({"hours_per_week": 20.01}, MET), ({"hours_per_week": 37}, MET),
    ({"hours_per_month": 86.67}, MET), ({"hours_per_month": 86.66}, NOT_MET),        # 20 hours a week are 86.665 a month
    ({"hours_per_month": 160.33}, MET), ({}, UNKNOWN),
])
def test_hours_by_the_week_and_by_the_month_are_compared_with_the_limit(hours: Rulebook, stated: dict[str, Any], verdict: str) -> None:
    assert asked(hours, job("2016-03-01", hours=None, **stated)) == verdict


def test_hours_of_jobs_at_the_same_time_are_added(hours: Rulebook) -> None:
    assert asked(hours, job("2016-03-01", hours=10), job("2016-03-01", hours=10)) == MET
    assert asked(hours, job("2016-03-01", hours=10), job("2016-03-01", hours=9.99)) == NOT_MET
    # 10 hours throughout and 20 for the first half of the 184 days: 20 on average, and one day fewer is too little.
    half = START + timedelta(days=92)
    assert asked(hours, job("2016-03-01", hours=10), job("2016-03-01", str(half), hours=20)) == MET
    assert asked(hours, job("2016-03-01", hours=10), job("2016-03-01", str(half - timedelta(days=1)), hours=20)) == NOT_MET


def test_hours_after_the_six_months_do_not_count(hours: Rulebook) -> None:
    assert asked(hours, job("2016-03-01", hours=19), job("2016-09-01", "2016-12-01", hours=37)) == NOT_MET
    assert asked(hours, job("2016-03-01", hours=19), job("2016-09-01", "2016-12-01", hours=37), over="whole_job") == MET


def test_hours_nobody_stated_are_any_hours(hours: Rulebook) -> None:
    # Another job's hours may be enough alone; and what is missing may always be enough.
    assert asked(hours, job("2016-03-01", hours=20), job("2016-03-01", hours=None)) == MET
    assert asked(hours, job("2016-03-01", hours=19), job("2016-03-01", hours=None)) == UNKNOWN
    assert asked(hours, job("2016-03-01", hours=19), job("2016-08-31", "2016-12-01", hours=None)) == UNKNOWN
    assert asked(hours, job("2016-03-01", hours=19), job("2016-09-01", "2016-12-01", hours=None)) == NOT_MET


def test_training_has_no_hours_of_its_own(hours: Rulebook) -> None:
    training = {"kind": "igu", "part": "practice", "from": "2016-03-01", "to": "2016-09-01"}
    assert asked(hours, training) == NOT_MET
    assert asked(hours, training, training_counts="counts") == UNKNOWN
    assert asked(hours, training, job("2016-06-01"), training_counts="counts") == UNKNOWN
    assert asked(hours, training, job("2016-03-01"), training_counts="counts") == MET


def test_a_job_that_began_before_observation_keeps_its_stated_hours(hours: Rulebook) -> None:
    observed = {"from": "2016-05-01", "to": "2020-01-01"}
    # Stated from the first day, but another job may have stood beside it in March and April, or before it.
    assert asked(hours, job("2016-03-01", hours=20), observed=observed) == UNKNOWN
    assert asked(hours, job("2014-01-01", hours=20), observed=observed) == MET
    assert asked(hours, job("2014-01-01", hours=19), observed=observed) == UNKNOWN
    assert asked(hours, job("2014-01-01", "2016-04-30", hours=19), observed={"from": "2014-07-01", "to": "2020-01-01"}) == UNKNOWN
    assert asked(hours, job("2014-01-01", "2016-04-30", hours=19), observed={"from": "2014-01-01", "to": "2020-01-01"}) == NOT_MET


@pytest.mark.parametrize(("unseen", "verdict"), [
    (("2016-02-01", "2016-02-15"), NOT_MET), (("2016-03-01", "2016-03-02"), UNKNOWN), (("2016-08-31", "2016-09-01"), UNKNOWN),
    (("2016-09-02", "2016-10-01"), NOT_MET),
])
def test_unobserved_days_before_between_and_after(hours: Rulebook, unseen: tuple[str, str], verdict: str) -> None:
    # With 19 hours only another job can help, and only on a day of the six months.
    observed = [{"from": "2013-01-01", "to": unseen[0]}, {"from": unseen[1], "to": "2020-01-01"}]
    assert asked(hours, job("2016-03-01", hours=19), observed=observed) == verdict


def test_a_start_known_to_the_month_bounds_the_average(hours: Rulebook) -> None:
    # From some day of March on: at least five of at most seven months.
    assert earned(hours, job("2016-03-10", "2017-06-01", hours=37, precision="month"), on="2017-12-31") == (MET, {"min": "2016-09-01", "max": "2016-09-30"})
    assert asked(hours, job("2016-03-10", "2017-06-01", hours=19, precision="month"), on="2017-12-31") == NOT_MET


# -- other times ------------------------------------------------------------------------------------------------------

def test_the_whole_job_is_averaged_to_the_last_day_seen(hours: Rulebook) -> None:
    # 25 hours for 184 days, then 10 hours: after 92 days more, the last of them 1 December, the average is 20.
    facts = [job("2016-03-01", hours=25), job("2016-09-01", "2017-12-01", hours=10)]
    by_day = {on: asked(hours, *facts, on=on, over="whole_job") for on in ("2016-08-31", "2016-09-01", "2016-12-01", "2016-12-02")}
    assert by_day == {"2016-08-31": NOT_MET, "2016-09-01": MET, "2016-12-01": MET, "2016-12-02": NOT_MET}


def test_the_whole_job_ends_where_it_ends(hours: Rulebook) -> None:
    facts = [job("2016-03-01", hours=25), job("2016-09-01", "2016-12-02", hours=10)]
    assert [asked(hours, *facts, on=on, over="whole_job") for on in ("2016-12-01", "2016-12-02", "2019-12-01")] == [MET, MET, MET]


def test_any_six_months_are_enough_and_earn_when_they_end(hours: Rulebook) -> None:
    facts = [job("2016-03-01", "2016-06-01", hours=10), job("2016-06-01", "2017-06-01", hours=30)]
    # From d in spring to half a year later: 10 hours for 1 June - d days, 30 for the rest; enough from 1 June less half the time.
    day = next(day for day in (START + timedelta(days=number) for number in range(200)) if _average(day, facts) >= 20)
    end = day + relativedelta(months=6)
    assert earned(hours, *facts, on="2017-12-31", over="any_six") == (MET, str(max(end, END)))
    assert asked(hours, *facts, on="2017-12-31", over="first_six") == (MET if _average(START, facts) >= 20 else NOT_MET)


def _average(start: date, facts: list[Fact]) -> Fraction:
    end = start + relativedelta(months=6)
    days = [start + timedelta(days=number) for number in range((end - start).days)]
    return sum((Fraction(str(fact["hours_per_week"])) for day in days for fact in facts if fact["from"] <= str(day) < fact["to"]), Fraction(0)) / len(days)


@pytest.mark.parametrize("low", [10, 12, 15])
def test_any_six_months_later_than_the_first(hours: Rulebook, low: int) -> None:
    facts = [job("2015-03-01", "2016-03-01", hours=low), job("2016-03-01", "2017-06-01", hours=24)]
    day = next(day for day in (date(2015, 3, 1) + timedelta(days=number) for number in range(400)) if _average(day, facts) >= 20)
    reached = day + relativedelta(months=6)
    assert earned(hours, *facts, on=str(reached), over="any_six") == (MET, str(reached))
    assert asked(hours, *facts, on=str(reached - timedelta(days=1)), over="any_six") == NOT_MET


def test_any_six_months_need_a_limit(hours: Rulebook) -> None:
    # In 2017 there is none on file; from 2018 it is stated that there is none.
    for start, verdict in (("2016-03-01", MET), ("2017-03-01", UNKNOWN), ("2018-03-01", NOT_MET)):
        for over in ("first_six", "any_six"):
            assert asked(hours, job(start, "2018-12-31", hours=37), on="2019-06-01", over=over) == verdict, (start, over)


def test_no_days_have_no_average(hours: Rulebook) -> None:
    assert asked(hours, job("2016-03-01"), rule="empty") == NOT_MET


def test_days_that_may_be_none_may_have_no_average(hours: Rulebook) -> None:
    def seen(day: str, **more: Any) -> Fact:
        return {"kind": "visitation", "on": day, **more}

    assert asked(hours, job("2016-03-01", hours=10), seen("2016-03-02"), rule="few_until") == MET
    assert asked(hours, job("2016-03-01", hours=10), seen("2016-03-01"), rule="few_until") == NOT_MET
    # Some day of March: if it was the first, there is nothing to average.
    assert asked(hours, job("2016-03-01", hours=10), seen("2016-03-10", precision="month"), rule="few_until") == UNKNOWN
    assert asked(hours, job("2016-03-01", hours=10), rule="few_until") == NOT_MET


# -- against sums day by day ------------------------------------------------------------------------------------------

spells = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 300), st.sampled_from([None, 5, 10, 15, 20, 25, 37])), min_size=1, max_size=4)


@settings(max_examples=120)
@given(spells, st.sampled_from(["first_six", "whole_job"]), st.integers(150, 600))
def test_the_average_is_the_sum_of_the_days(hours: Rulebook, beside: list[tuple[int, int, int | None]], over: str, later: int) -> None:
    on = START + timedelta(days=later)
    # Ten hours for 300 days, and other jobs beside them.
    facts = [(START + timedelta(days=first), START + timedelta(days=first + length), week) for first, length, week in [(0, 300, 10), *beside]]
    seen = [(start, stop, week) for start, stop, week in facts if start <= on]
    end = END if over == "first_six" else min(max(stop for _, stop, _ in seen), on + timedelta(days=1))
    days = [START + timedelta(days=number) for number in range((end - START).days)]
    least = sum((Fraction(week or 0) for day in days for start, stop, week in seen if start <= day < stop), Fraction(0))
    missing = any(week is None and start < end for start, stop, week in seen)
    enough = MET if least >= 20 * len(days) else UNKNOWN if missing else NOT_MET
    verdict = asked(hours, *(job(str(start), str(stop), week) for start, stop, week in facts), on=str(on), over=over)
    assert verdict == (NOT_MET if on < END else enough)
