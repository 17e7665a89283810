"""Exceptions, preferences, amounts by key, another day's answer, and deadlines, in small."""

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

TEXT = """\
lists: {aided: [flex_job, wage_subsidy_public]}
parameters:
  fare:
    unit: DKK
    by: {zone: [near, far]}
    values: [{from: 2015-01-01, to: 2017-01-01, is: {near: 20, far: none}, source: s}, {from: 2018-01-01, to: open, is: {near: 30, far: 40}, source: s}]
  rebate:
    unit: percent
    by: {rides: bands}
    values: [{from: 2015-01-01, to: open, is: {1-4: 80, 5-26: 40, 27-: 20}, source: s}]
facts:
  signed: {first: contract, administrative: true}
  seen: {first: visitation, administrative: true}
  aided_work: {facts: employment, where: type in aided}
  home: {facts: residence, administrative: true}
measures:
  zone: {choose: [{if: citizen.sex == female, is: near}, {else: far}]}
  price: {of: fare, by: zone}
  begins: {prefer: [signed.on, seen.on, citizen.born]}
  rides: elapsed(citizen.born, on, month)
  aided_days: {count: aided_work, since: on - 1 * month, up_to: on, by: day}
rules:
  price_now:  {for: citizen, value: price, source: s}
  price_then: {for: citizen, value: "at(price, citizen.born)", source: s}
  begun:      {for: citizen, value: begins, source: s}
  discount:   {for: citizen, value: {of: rebate, by: rides}, source: s}
  grown:      {for: citizen, when: "age(citizen.born, on) >= 18", source: s}
  was_grown:  {for: citizen, when: "at(grown, seen.on)", source: s}
  signed_by:  {for: citizen, when: "at(has_signed, on - 1 * year)", source: s}
  has_signed: {for: citizen, when: exists(signed), source: s}
  lives_in:   {for: citizen, value: "lasting(home, on).municipality", source: s}
  days_aided: {for: citizen, value: aided_days, source: s}
  rides_free:
    for: citizen
    when: citizen.origin == danish
    except:
      - {if: citizen.sex == male, verdict: not_met, source: s, at: § 2}
      - {if: exists(signed), verdict: met}
    source: s
deadlines:
  card:
    applies: citizen.origin != danish
    due: after(seen.on, 1 * month)
    done: signed.on
    source: s
  talk: {due: "after(seen.on, 1 * month)", source: s}
"""
SEEN = {"kind": "visitation", "on": "2018-03-31"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("small"), TEXT)


def answer(book: Rulebook, rule: str, *facts: Fact, on: str = "2018-06-01", **citizen: Any) -> tuple[str, object]:
    found = decide(book, rule, list(facts), on, **citizen)
    return str(found.verdict), found.value.as_json() if found.value else None


@pytest.mark.parametrize(("sex", "on", "expected"), [
    ("female", "2016-12-31", ("met", "20.00")), ("male", "2016-12-31", ("not_met", None)), ("male", "2018-01-01", ("met", "40.00")),
    ("female", "2017-06-01", ("unknown", {"min": None, "max": None})), (None, "2018-01-01", ("met", {"min": "30.00", "max": "40.00"})),
    (None, "2016-12-31", ("unknown", "20.00")),
])
def test_an_amount_by_word(book: Rulebook, sex: str | None, on: str, expected: tuple[str, object]) -> None:
    assert answer(book, "price_now", on=on, **({"sex": sex} if sex else {})) == expected


@pytest.mark.parametrize(("months", "percent"), [(0, None), (1, 80), (4, 80), (5, 40), (26, 40), (27, 20)])
def test_an_amount_by_band(book: Rulebook, months: int, percent: int | None) -> None:
    found = answer(book, "discount", on=str(date(2016, 1, 1) + relativedelta(months=months)), born="2016-01-01")
    assert found == ("met" if percent else "not_met", percent)


def test_another_days_amount_is_that_days(book: Rulebook) -> None:
    assert answer(book, "price_then", born="2016-05-01", sex="female") == ("met", "20.00")


def test_the_first_that_exists_is_preferred(book: Rulebook) -> None:
    signed: Fact = {"kind": "contract", "on": "2018-05-01"}
    assert [answer(book, "begun", *facts, born="1990-01-01")[1] for facts in ((signed, SEEN), (SEEN,), ())] == ["2018-05-01", "2018-03-31", "1990-01-01"]
    assert answer(book, "begun", signed, SEEN, on="2018-04-01", born="1990-01-01")[1] == "2018-03-31"


def test_a_rule_read_on_another_day_knows_what_had_begun_by_then(book: Rulebook) -> None:
    assert [answer(book, "was_grown", SEEN, born=born)[0] for born in ("2000-03-31", "2000-04-01")] == ["met", "not_met"]
    signed: Fact = {"kind": "contract", "on": "2017-06-01"}
    assert [answer(book, "signed_by", signed, on=on)[0] for on in ("2018-06-01", "2018-05-31")] == ["met", "not_met"]


def test_the_first_exception_that_is_met_wins(book: Rulebook) -> None:
    signed: Fact = {"kind": "contract", "on": "2018-05-01"}
    found = [answer(book, "rides_free", *facts, **citizen)[0] for facts, citizen in (
        ((), {"sex": "male", "origin": "danish"}), ((signed,), {"sex": "male", "origin": "western"}), ((signed,), {"sex": "female", "origin": "western"}),
        ((), {"sex": "female", "origin": "western"}), ((), {"sex": "female", "origin": "danish"}), ((), {"origin": "danish"}), ((), {"origin": "western"}))]
    assert found == ["not_met", "not_met", "met", "not_met", "met", "unknown", "not_met"]


def test_the_fact_that_lasts_on_a_day(book: Rulebook) -> None:
    homes: list[Fact] = [{"kind": "residence", "from": "2017-01-01", "to": "2018-03-01", "municipality": 860},
                         {"kind": "residence", "from": "2018-03-01", "municipality": 461}]
    assert [answer(book, "lives_in", *homes, on=on) for on in ("2018-02-28", "2018-03-01", "2016-12-31")] == [("met", 860), ("met", 461), ("not_met", None)]


def test_days_are_counted_from_a_day_and_of_listed_words(book: Rulebook) -> None:
    work: list[Fact] = [{"kind": "employment", "type": kind, "from": "2018-04-01", "to": "2018-05-11"} for kind in ("flex_job", "ordinary")]
    assert [answer(book, "days_aided", one)[1] for one in work] == [10, 0]


@pytest.mark.parametrize(("signed", "on", "verdict", "state", "running"), [
    (None, "2018-04-30", "not_met", "due", True), (None, "2018-05-01", "not_met", "overdue", False), ("2018-04-30", "2018-05-01", "met", "done", False),
    ("2018-05-01", "2018-06-01", "not_met", "done_late", False), ("2018-04-30", "2018-04-29", "not_met", "due", True),
])
def test_a_deadline(book: Rulebook, signed: str | None, on: str, verdict: str, state: str, running: bool) -> None:
    facts = [SEEN, *([{"kind": "contract", "on": signed}] if signed else [])]
    found = decide(book, "card", facts, on, origin="western")
    assert (str(found.verdict), found.state, found.running, found.value and found.value.as_json()) == (verdict, state, running, "2018-04-30")


def test_a_deadline_that_does_not_apply_or_only_passes(book: Rulebook) -> None:
    asked: list[tuple[str, str, dict[str, Any]]] = [
        ("card", "2018-06-01", {"origin": "danish"}), ("card", "2018-06-01", {}), ("talk", "2018-04-30", {}), ("talk", "2018-05-01", {})]
    found = [decide(book, rule, [SEEN], on, **citizen) for rule, on, citizen in asked]
    assert [(str(one.verdict), one.state, one.value is not None) for one in found] == [
        ("not_met", None, False), ("not_met", None, True), ("not_met", "due", True), ("not_met", "passed", True)]


ANY = """\
facts: {work: {facts: employment, where: type == ordinary, none_before: 2014-01-01}}
candidates:
  job:
    each: work
    merged: {gap: 0 * day}
    with: {enough: "any_average(job.hours_per_week, 2 * month, twenty)"}
parameters: {twenty: {unit: hours_per_week, values: [{from: 2010-01-01, to: open, is: 20, source: s}]}}
payments: {best: {first: job, where: exists(enough), earned_on: enough, source: s}}
"""


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("any"), ANY)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from([10, 18, 20, 22, 37])), min_size=1, max_size=4))
def test_the_first_months_that_are_enough(anywhere: Rulebook, parts: list[tuple[int, int]]) -> None:
    day, facts, hours = date(2016, 1, 1), list[Fact](), dict[date, int]()
    for length, week in parts:
        facts.append({"kind": "employment", "type": "ordinary", "from": str(day), "to": str(day + timedelta(days=length)), "hours_per_week": week})
        hours |= {day + timedelta(days=number): week for number in range(length)}
        day += timedelta(days=length)
    found = decide(anywhere, "best", facts, "2018-01-01")
    expected = None
    for start in sorted(hours):
        end = start + relativedelta(months=2)
        span = [start + timedelta(days=number) for number in range((end - start).days)]
        if all(one in hours for one in span) and sum((Fraction(hours[one]) for one in span), Fraction(0)) >= 20 * len(span):
            expected = str(end)
            break
    assert (str(found.verdict), found.earned_on.as_json() if found.earned_on else None) == ("met" if expected else "not_met", expected)
