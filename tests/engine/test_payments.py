"""Candidates and payments in small: what is joined, what is covered, what is earned and when, and what nobody can know."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from integrationrules.engine.decision import Decision
from integrationrules.rulebook.book import Rulebook

from .small import Fact, decide, rulebook

PRIZE = """\
parameters:
  prize:
    unit: DKK
    by: {size: [big, small]}
    values:
      - {from: 2015-01-01, to: 2017-01-01, is: {big: 500, small: none}, source: s}
      - {from: 2018-01-01, to: 2019-01-01, is: {big: 700, small: 300}, source: s}
facts:
  work: {facts: employment, where: type == ordinary, none_before: 2014-01-01}
  paid: {facts: bonus_paid}
  claims: {facts: bonus_claimed}
candidates:
  job:
    each: work
    merged: {gap: GAP, weekends: WEEKENDS}
    with:
      needed: span(job.start, after(job.start, 6 * month))
      hours: average(job.hours_per_week, needed)
      size: {choose: [{if: hours >= 30, is: big}, {else: small}]}
payments:
  prize_paid:
    first: job
    where: covered(job, needed) and hours >= 20
    when: first(contract).on <= last_day
    once_in: life
    earned_on: needed.end
    amount: {of: prize, by: size, at: last_day}
    paid_by: paid
    claimed_by: claims
    claim_by: end_of(quarter, last_day)
    final_by: date_in(year_after(last_day), 5, 15)
    source: s
rules:
  earned_in_2016: {for: citizen, when: prize_paid and prize_paid.earned_on <= on and prize_paid.last_day < prize_paid.claim_by, source: s}
"""
SIGNED = {"kind": "contract", "on": "2010-01-01"}


def book(folder: Path, gap: str = "0 * day", weekends: str = "exists(none)") -> Rulebook:
    return rulebook(folder, PRIZE.replace("GAP", gap).replace("WEEKENDS", weekends).replace(", weekends: exists(none)", ""))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return book(tmp_path_factory.mktemp("plain"))


def job(start: str, end: str | None = None, hours: object = 37, **more: object) -> Fact:
    stated = {} if hours is None else {"hours_per_week": hours}
    return {"kind": "employment", "type": "ordinary", "from": start, **({"to": end} if end else {}), **stated, **more}


def paid(book: Rulebook, *facts: Fact, on: str = "2016-12-01", observed: object = None) -> Decision:
    return decide(book, "prize_paid", [SIGNED, *facts], on, observed=observed)


def days(decision: Decision) -> dict[str, object]:
    return {name: found.as_json() for name, found in decision.days.items()}


def test_it_is_earned_the_day_after_six_months(plain: Rulebook) -> None:
    whole, short = (paid(plain, job("2016-03-01", end)) for end in ("2016-09-01", "2016-08-31"))
    assert (str(whole.verdict), whole.state, whole.value.as_json() if whole.value else None) == ("met", "earned", "500.00")
    assert days(whole) == {"earned_on": "2016-09-01", "last_day": "2016-08-31", "claim_by": "2016-09-30", "final_by": "2017-05-15"}
    assert (str(short.verdict), short.state, short.value, days(short)) == ("not_met", None, None, {})


@pytest.mark.parametrize(("on", "verdict", "running"), [("2016-02-29", "not_met", False), ("2016-03-01", "not_met", True), ("2016-08-31", "not_met", True),
                                                        ("2016-09-01", "met", False)])
def test_the_day_before_it_is_running(plain: Rulebook, on: str, verdict: str, running: bool) -> None:
    found = paid(plain, job("2016-03-01"), on=on)
    assert (str(found.verdict), found.running) == (verdict, running)
    assert (days(found).get("earned_on") == "2016-09-01") == (on >= "2016-03-01")


@pytest.mark.parametrize("end", ["2016-07-01", "2016-12-01", None])
def test_what_comes_after_the_day_changes_nothing(plain: Rulebook, end: str | None) -> None:
    later = [job("2016-10-01", "2017-10-01"), {"kind": "bonus_paid", "on": "2016-11-01", "type": "job", "amount": 500}]
    alone, more = paid(plain, job("2016-03-01"), on="2016-06-01"), paid(plain, job("2016-03-01", end), *later, on="2016-06-01")
    assert (alone.answer, alone.running, days(alone), alone.state) == (more.answer, more.running, days(more), more.state)


def test_a_running_job_with_too_few_hours_is_not_running(plain: Rulebook) -> None:
    assert [paid(plain, job("2018-03-01", None, hours), on="2018-06-01").running for hours in (19, 20, None)] == [False, True, True]


def test_an_amount_of_none_is_no_payment_and_a_hole_no_obstacle(plain: Rulebook) -> None:
    small = paid(plain, job("2016-03-01", hours=25))
    hole = paid(plain, job("2017-03-01"), on="2017-12-01")
    assert (str(small.verdict), small.value) == ("not_met", None)
    assert (str(hole.verdict), hole.value and hole.value.exact) == ("met", False)
    assert [(one.what, one.name, one.start) for one in hole.missing] == [("parameter", "teaching.small.prize", date(2017, 8, 31))]


def test_only_the_first_that_qualifies_is_paid(plain: Rulebook) -> None:
    found = paid(plain, job("2015-02-01", "2015-03-01"), job("2016-03-01", "2016-09-01"), job("2018-03-01"), on="2018-12-01")
    assert (days(found)["earned_on"], found.value.as_json() if found.value else None) == ("2016-09-01", "500.00")
    assert [str(one.verdict) for one in found.candidates] == ["not_met", "met", "met"]


def test_unobserved_time_before_a_job_may_belong_to_it(plain: Rulebook) -> None:
    at_edge = paid(plain, job("2016-03-01", "2016-09-01"), observed={"from": "2016-03-01", "to": "2020-01-01"})
    inside = paid(plain, job("2016-03-02", "2016-09-02"), observed={"from": "2016-03-01", "to": "2020-01-01"})
    assert (str(at_edge.verdict), str(inside.verdict)) == ("unknown", "met")
    assert days(inside)["earned_on"] != "2016-09-02"                # an earlier one may be hidden: the first is bounded
    assert days(inside)["earned_on"]["max"] == "2016-09-02"             # type: ignore[index]


def test_states_come_from_what_was_claimed_and_paid(plain: Rulebook) -> None:
    claimed: Fact = {"kind": "bonus_claimed", "on": "2016-09-20", "type": "job"}
    sum_: Fact = {"kind": "bonus_paid", "on": "2016-10-20", "type": "job", "amount": 500}
    states = [paid(plain, job("2016-03-01"), claimed, sum_, on=on).state for on in ("2016-09-19", "2016-09-20", "2016-10-20")]
    assert states == ["earned", "claimed", "paid"]


def test_the_citizens_condition_is_read_at_the_candidate(plain: Rulebook) -> None:
    late: list[Fact] = [{"kind": "contract", "on": day} for day in ("2016-08-31", "2016-09-01")]
    observed = {"from": "2009-01-01", "to": "2020-01-01"}
    found = [decide(plain, "prize_paid", [contract, job("2016-03-01")], "2016-12-01", observed=observed) for contract in late]
    assert [str(one.verdict) for one in found] == ["met", "unknown"]     # the first contract may be an earlier one, never a later


def test_other_rules_may_ask_for_it(plain: Rulebook) -> None:
    found = [str(decide(plain, "earned_in_2016", [SIGNED, job("2016-03-01", end)], "2016-12-01").verdict) for end in ("2016-09-01", "2016-08-01")]
    assert found == ["met", "not_met"]


@pytest.mark.parametrize(("gap", "weekends", "second", "joined"), [
    ("0 * day", "exists(none)", "2016-06-01", True), ("0 * day", "exists(none)", "2016-06-02", False), ("1 * day", "exists(none)", "2016-06-02", True),
    ("1 * day", "exists(none)", "2016-06-03", False), ("3 * day", "exists(none)", "2016-06-04", True), ("3 * day", "exists(none)", "2016-06-05", False),
])
def test_a_gap_is_bridged_or_not(tmp_path: Path, gap: str, weekends: str, second: str, joined: bool) -> None:
    found = paid(book(tmp_path, gap, weekends), job("2016-03-01", "2016-06-01"), job(second, "2016-09-01"))
    assert (str(found.verdict) == "met") == joined


steps = st.lists(st.tuples(st.integers(0, 120), st.integers(1, 200), st.sampled_from([10, 15, 20, 25, 37])), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_hours_are_averaged_day_by_day(plain: Rulebook, parts: list[tuple[int, int, int]]) -> None:
    first = date(2016, 1, 1)
    spells = [(first + timedelta(days=start), first + timedelta(days=start + length), hours) for start, length, hours in parts]
    found = paid(plain, *(job(str(start), str(end), hours) for start, end, hours in spells), on="2019-01-01")
    worked = sorted({start + timedelta(days=number) for start, end, _ in spells for number in range((end - start).days)})
    runs = [day for day in worked if day - timedelta(days=1) not in worked]
    expected = False
    for start in runs:
        end = start + relativedelta(months=6)
        needed = [start + timedelta(days=number) for number in range((end - start).days)]
        total = sum((Fraction(hours) for day in needed for begin, stop, hours in spells if begin <= day < stop), Fraction(0))
        # In 2016 only the big prize was paid.
        expected = expected or (set(needed) <= set(worked) and total >= 30 * len(needed) and end <= date(2017, 1, 1))
        expected = expected or (set(needed) <= set(worked) and total >= 20 * len(needed) and end > date(2017, 1, 1))
    assert (str(found.verdict) == "met") == expected
