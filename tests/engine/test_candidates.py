"""Candidates: which spells there are, on which days each may begin and end, and what nobody can know of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrationrules.case import evaluate
from integrationrules.dates import day_number
from integrationrules.engine.answers import answers
from integrationrules.engine.decision import Quantity
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.batch import batch_of

from .small import WHOLE, Fact, decide, rulebook, said, timeline

UNKNOWN, MET, NOT_MET = "unknown", "met", "not_met"
SPELLS = """\
assumptions:
  bridge:
    asks: {da: Hvilke pauser?, en: Which breaks?}
    options: ["0", "1", "3", weekend]
    default: "0"
    because: {da: Sædvane, en: Custom}
  change:
    asks: {da: Ét forløb?, en: One spell?}
    options: [same_spell, new_spell]
    default: same_spell
    because: {da: Sædvane, en: Custom}
  training_counts:
    asks: {da: Tæller oplæring?, en: Does training count?}
    options: [counts, does_not_count]
    default: does_not_count
    because: {da: Sædvane, en: Custom}
facts:
  work: {facts: employment, where: type == ordinary, none_before: 2014-01-01}
  training: {facts: igu, none_before: 2014-01-01}
  public: {facts: employment, where: sector == public, none_before: 2014-01-01}
  passed: {facts: danish_test, where: passed, none_before: 2014-01-01}
measures:
  days_bridged: {choose: [{if: bridge == '1', is: 1 * day}, {if: bridge == '3', is: 3 * day}, {else: 0 * day}]}
candidates:
  spell:
    each: work or (training and training_counts == counts)
    merged: {gap: days_bridged, weekends: bridge == weekend, when: change == same_spell}
    with: {week: "span(spell.start, after(spell.start, 1 * week))"}
  test:
    each: passed
  either:
    each: public or (work and training_counts == counts)
payments:
  spell_found: {first: spell, where: exists(spell.start), earned_on: spell.start, source: s}
  week_worked: {first: spell, where: "covered(spell, week)", earned_on: week.end, source: s}
  test_passed: {first: test, where: test.level >= 2, earned_on: test.end, source: s}
  full_time:   {first: either, where: either.hours_per_week >= 37, earned_on: either.start, source: s}
rules:
  first_day: {for: citizen, value: spell_found.earned_on, source: s}
"""


@pytest.fixture(scope="module")
def spells(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("spells"), SPELLS)


def job(start: str, to: str | None = None, **more: Any) -> Fact:
    return {"kind": "employment", "type": "ordinary", "from": start, **({"to": to} if to else {}), **more}


def found(book: Rulebook, *facts: Fact, on: str = "2016-12-31", observed: Any = None, rule: str = "spell_found", **options: str) -> list[tuple[Any, Any, bool]]:
    """First day, day after the last, and whether it is surely there, of every candidate."""
    decision = decide(book, rule, facts, on, observed=observed, options=options)
    return [(one.start.as_json(), one.end.as_json(), one.certain) for one in decision.candidates]


def between(least: str | None, greatest: str | None) -> dict[str, str | None]:
    return {"min": least, "max": greatest}


# -- what is joined ---------------------------------------------------------------------------------------------------

def test_jobs_that_touch_or_overlap_are_one_from_the_first_day_to_the_last(spells: Rulebook) -> None:
    touching = [job("2016-03-01", "2016-05-01"), job("2016-05-01", "2016-07-01")]
    inside = [job("2016-03-01", "2016-07-01"), job("2016-04-01", "2016-05-01")]
    across = [job("2016-04-01", "2016-07-01"), job("2016-03-01", "2016-05-01")]
    assert found(spells, *touching) == found(spells, *inside) == found(spells, *across) == [("2016-03-01", "2016-07-01", True)]


@pytest.mark.parametrize(("end", "start", "bridging"), [      # 30 April 2016 is a Saturday
    ("2016-05-02", "2016-05-03", {"1", "3"}),                 # Monday
    ("2016-04-30", "2016-05-01", {"1", "3", "weekend"}),      # Saturday
    ("2016-05-01", "2016-05-02", {"1", "3", "weekend"}),      # Sunday
    ("2016-04-30", "2016-05-02", {"3", "weekend"}),           # Saturday and Sunday
    ("2016-05-01", "2016-05-03", {"3"}),                      # Sunday and Monday
    ("2016-04-29", "2016-05-01", {"3"}),                      # Friday and Saturday
    ("2016-04-29", "2016-05-02", {"3"}),                      # Friday to Sunday
    ("2016-04-30", "2016-05-03", {"3"}),                      # Saturday to Monday
    ("2016-04-28", "2016-05-02", set()),                      # four days
    ("2016-04-23", "2016-05-01", set()),                      # from Saturday to the Saturday after
])
def test_a_break_is_bridged_by_its_days_or_because_it_is_a_weekend(spells: Rulebook, end: str, start: str, bridging: set[str]) -> None:
    facts = [job("2016-03-01", end), job(start, "2016-07-01")]
    for option in ("0", "1", "3", "weekend"):
        apart = [("2016-03-01", end, True), (start, "2016-07-01", True)]
        assert found(spells, *facts, bridge=option) == ([("2016-03-01", "2016-07-01", True)] if option in bridging else apart), option


def test_a_break_that_another_job_fills_is_none(spells: Rulebook) -> None:
    facts = [job("2016-03-01", "2016-05-01"), job("2016-06-01", "2016-07-01"), job("2016-04-15", "2016-06-01")]
    assert found(spells, *facts) == [("2016-03-01", "2016-07-01", True)]


def test_several_breaks_are_bridged_one_by_one(spells: Rulebook) -> None:
    facts = [job("2016-03-01", "2016-03-10"), job("2016-03-13", "2016-03-20"), job("2016-03-23", "2016-04-01")]
    assert found(spells, *facts, bridge="3") == [("2016-03-01", "2016-04-01", True)]


def test_jobs_are_not_joined_where_a_change_begins_a_new_spell(spells: Rulebook) -> None:
    facts = [job("2016-03-01", "2016-05-01"), job("2016-05-01", "2016-07-01"), job("2016-04-01", "2016-05-01")]
    assert found(spells, *facts, change="new_spell") == [
        ("2016-03-01", "2016-05-01", True), ("2016-04-01", "2016-05-01", True), ("2016-05-01", "2016-07-01", True)]


def test_another_kind_joins_only_where_it_counts(spells: Rulebook) -> None:
    facts = [job("2016-03-01", "2016-05-01"), {"kind": "igu", "part": "school", "from": "2016-05-01", "to": "2016-07-01"}]
    assert found(spells, *facts) == [("2016-03-01", "2016-05-01", True)]
    assert found(spells, *facts, training_counts="counts") == [("2016-03-01", "2016-07-01", True)]


def test_other_work_is_no_candidate(spells: Rulebook) -> None:
    assert found(spells, {**job("2016-03-01", "2016-05-01"), "type": "flex_job"}) == []


# -- what is not known ------------------------------------------------------------------------------------------------

def test_time_before_observation_may_belong_to_the_job_it_touches_or_hold_another(spells: Rulebook) -> None:
    facts = [job("2016-03-01", "2016-07-01")]
    assert found(spells, *facts, observed={"from": "2016-02-29", "to": "2020-01-01"}) == [
        (between("2014-01-01", "2016-02-28"), between("2014-01-02", "2016-02-29"), False), ("2016-03-01", "2016-07-01", True)]
    touching = found(spells, *facts, observed={"from": "2016-03-01", "to": "2020-01-01"})
    assert touching[0] == (between("2014-01-01", "2016-03-01"), "2016-07-01", True)
    assert touching[1:] == [(between("2014-01-01", "2016-02-29"), between("2014-01-02", "2016-03-01"), False)]


def test_a_bridged_break_beside_unobserved_time_may_belong_to_the_job(spells: Rulebook) -> None:
    observed = {"from": "2016-02-28", "to": "2020-01-01"}                   # two days before the job, without work
    assert found(spells, job("2016-03-01", "2016-07-01"), observed=observed, bridge="1")[-1] == ("2016-03-01", "2016-07-01", True)
    assert (between("2014-01-01", "2016-03-01"), "2016-07-01", True) in found(spells, job("2016-03-01", "2016-07-01"), observed=observed, bridge="3")


def test_time_unobserved_between_two_jobs_may_join_them(spells: Rulebook) -> None:
    observed = [{"from": "2013-01-01", "to": "2016-04-01"}, {"from": "2016-05-01", "to": "2020-01-01"}]
    assert found(spells, job("2016-03-01", "2016-04-01"), job("2016-05-01", "2016-06-01"), observed=observed) == [
        ("2016-03-01", between("2016-04-01", "2016-06-01"), True), (between("2016-03-01", "2016-05-01"), "2016-06-01", True),
        (between("2016-04-01", "2016-04-30"), between("2016-04-02", "2016-05-01"), False)]


def test_after_observation_a_job_without_an_end_may_go_on_and_another_may_begin(spells: Rulebook) -> None:
    assert found(spells, job("2016-03-01"), observed={"from": "2013-01-01", "to": "2016-06-01"}) == [
        ("2016-03-01", between("2016-06-01", None), True), (between("2016-06-01", "2016-12-31"), between("2016-06-02", None), False)]


@pytest.mark.parametrize("end", ["2016-06-02", "2016-06-30", "2016-07-01", None])
def test_an_end_after_the_day_is_only_known_not_to_have_come(spells: Rulebook, end: str | None) -> None:
    assert found(spells, job("2016-03-01", end), on="2016-06-01") == [("2016-03-01", between("2016-06-02", None), True)]


def test_an_end_on_the_day_itself_has_come(spells: Rulebook) -> None:
    assert found(spells, job("2016-03-01", "2016-06-01"), on="2016-06-01") == [("2016-03-01", "2016-06-01", True)]


def test_jobs_begun_after_the_day_do_not_exist(spells: Rulebook) -> None:
    assert found(spells, job("2016-03-01"), on="2016-02-29") == []
    assert found(spells, job("2016-03-01"), on="2016-03-01") == [("2016-03-01", between("2016-03-02", None), True)]


def test_a_day_known_to_the_month_is_some_day_of_it_and_no_other_spell(spells: Rulebook) -> None:
    assert found(spells, job("2016-03-10", "2016-06-10", precision="month")) == [
        (between("2016-03-01", "2016-03-31"), between("2016-06-01", "2016-06-30"), True)]


def test_a_job_of_a_month_known_to_the_month_is_only_possible(spells: Rulebook) -> None:
    # No day is certain, so nothing says that it is a spell of its own.
    assert found(spells, job("2016-03-10", "2016-03-20", precision="month")) == [
        (between("2016-03-01", "2016-03-30"), between("2016-03-02", "2016-03-31"), False)]


def test_facts_that_do_not_match_are_no_candidates(spells: Rulebook) -> None:
    facts = [{"kind": "danish_test", "on": "2016-05-02", "level": 3, "passed": True}, {"kind": "danish_test", "on": "2016-06-02", "level": 1, "passed": False}]
    assert found(spells, *facts, rule="test_passed") == [("2016-05-02", "2016-05-03", True)]


def test_nothing_before_a_kind_existed(spells: Rulebook) -> None:
    assert found(spells, job("2013-03-01", "2014-02-01"), job("2013-01-01", "2013-02-01")) == [("2014-01-01", "2014-02-01", True)]


def test_without_facts_there_is_no_candidate_and_no_payment(spells: Rulebook) -> None:
    decision = decide(spells, "week_worked", on="2016-12-31")
    assert (str(decision.verdict), decision.value, decision.running, decision.candidates, dict(decision.days)) == (NOT_MET, None, False, (), {})
    assert said(decide(spells, "first_day", on="2016-12-31")) == (NOT_MET, None)


@pytest.mark.parametrize("on", ["1900-01-01", "2014-01-01", "2099-12-31"])
def test_days_far_from_all_facts_are_answered(spells: Rulebook, on: str) -> None:
    observed = {"from": "1900-01-01", "to": "2100-01-01"}
    assert str(decide(spells, "week_worked", [job("2016-03-01", "2016-07-01")], on, observed=observed).verdict) == (MET if on > "2016" else NOT_MET)
    assert found(spells, on=on, observed=observed) == []


# -- each fact for itself ---------------------------------------------------------------------------------------------

def test_an_event_lasts_its_day_and_its_fields_are_asked_for(spells: Rulebook) -> None:
    tests = [{"kind": "danish_test", "on": day, "level": level, "passed": True} for day, level in (("2016-05-02", 1), ("2016-06-02", 2), ("2016-07-02", 3))]
    decision = decide(spells, "test_passed", tests, "2016-12-31")
    assert [str(one.verdict) for one in decision.candidates] == [NOT_MET, MET, MET]
    assert decision.days["earned_on"].as_json() == "2016-06-03"
    assert str(decide(spells, "test_passed", tests, "2016-06-02").verdict) == NOT_MET
    assert str(decide(spells, "test_passed", tests, "2016-06-03").verdict) == MET


def test_an_event_known_to_the_month_is_on_some_day_of_it(spells: Rulebook) -> None:
    test = {"kind": "danish_test", "on": "2016-06-12", "level": 2, "passed": True, "precision": "month"}
    by_day = {on: str(decide(spells, "test_passed", [test], on).verdict) for on in ("2016-06-01", "2016-06-02", "2016-06-30", "2016-07-01")}
    assert by_day == {"2016-06-01": NOT_MET, "2016-06-02": UNKNOWN, "2016-06-30": UNKNOWN, "2016-07-01": MET}


def test_an_unobserved_event_may_have_any_level(spells: Rulebook) -> None:
    # Nobody has a test on file at all, or one that is too low: the unobserved may hold another.
    low = {"kind": "danish_test", "on": "2016-05-02", "level": 1, "passed": True}
    for facts in ([], [low]):
        assert str(decide(spells, "test_passed", facts, "2016-12-31", observed={"from": "2016-01-01", "to": "2017-01-01"}).verdict) == UNKNOWN


def test_two_parts_of_one_kind_keep_their_fields(spells: Rulebook) -> None:
    facts = [job("2016-03-01", "2016-05-01", hours_per_week=37, sector="public"), job("2016-02-01", "2016-05-01", hours_per_week=30)]
    # The second may be public too, and has 30 hours in any case.
    assert str(decide(spells, "full_time", facts, "2016-12-31").verdict) == MET
    assert str(decide(spells, "full_time", facts[1:], "2016-12-31").verdict) == NOT_MET
    decision = decide(spells, "full_time", facts, "2016-12-31", options={"training_counts": "counts"})
    assert (str(decision.verdict), decision.days["earned_on"].as_json()) == (MET, "2016-03-01")


# -- who else is asked ------------------------------------------------------------------------------------------------

def test_a_bridged_break_is_no_candidate_whoever_else_is_asked_about(spells: Rulebook) -> None:
    bridged = timeline([job("2016-03-01", "2016-03-04"), job("2016-03-06", "2016-03-09")])
    unseen = timeline([], {"from": "2017-01-01", "to": "2020-01-01"})
    for several in ([bridged], [bridged, unseen], [unseen, bridged]):
        results = evaluate(spells, several, ["spell_found"], on=date(2018, 1, 1), options={"bridge": "3"})
        decision = results[several.index(bridged)].decisions[0]
        assert [(one.start.as_json(), one.end.as_json()) for one in decision.candidates] == [("2016-03-01", "2016-03-09")]


def test_no_citizens_have_no_answers(spells: Rulebook) -> None:
    rules = [spells.find(name) for name in ("week_worked", "first_day", "test_passed")]
    assert {one.verdicts.shape for one in answers(spells, rules, batch_of([])).values()} == {(1, 0)}


# -- against every way the unobserved may have been --------------------------------------------------------------------

FIRST = date(2016, 3, 1)
SMALL = """\
parameters:
  prize: {unit: DKK, values: [{from: 2016-03-01, to: 2016-03-10, is: 100, source: s}, {from: 2016-03-10, to: open, is: 200, source: s}]}
facts:
  work: {facts: employment, where: type == ordinary, none_before: 2016-03-01}
assumptions:
  bridge:
    asks: {da: Hvilke pauser?, en: Which breaks?}
    options: ["0", "1", "3", weekend]
    default: "0"
    because: {da: Sædvane, en: Custom}
  over:
    asks: {da: Hvilken tid?, en: Which time?}
    options: [four_days, whole]
    default: four_days
    because: {da: Sædvane, en: Custom}
measures:
  days_bridged: {choose: [{if: bridge == '1', is: 1 * day}, {if: bridge == '3', is: 3 * day}, {else: 0 * day}]}
candidates:
  job:
    each: work
    merged: {gap: days_bridged, weekends: bridge == weekend}
    with:
      needed: span(job.start, after(job.start, 4 * day))
      hours:
        choose:
          - {if: over == whole, is: "average(work.hours_per_week, span(job.start, seen_to(job)))"}
          - {else: "average(work.hours_per_week, needed)"}
  lone:
    each: work
    with: {needed: "span(lone.start, after(lone.start, 4 * day))"}
payments:
  joined: {first: job, where: "covered(job, needed) and hours >= 20", earned_on: needed.end, amount: "at(prize, last_day)", source: s}
  single: {first: lone, where: "covered(lone, needed) and lone.hours_per_week >= 20", earned_on: needed.end, amount: "at(prize, last_day)", source: s}
rules:
  joined_day: {for: citizen, value: joined.earned_on, source: s}
  single_day: {for: citizen, value: single.earned_on, source: s}
"""
ASKED = ["joined", "single", "joined_day", "single_day"]
Worked = tuple[int, int, int]
"""First day and day after the last, counted from 1 March 2016, and hours a week."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("brute"), SMALL)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@dataclass(frozen=True)
class Question:
    """What is asked, on which day after the first, under which options."""

    on: int
    bridge: str
    over: str

    @property
    def options(self) -> dict[str, str]:
        return {"bridge": self.bridge, "over": self.over}

    def earned(self, jobs: Sequence[Worked], joined: bool) -> int | None:
        """The day it is earned, if everything is known."""
        seen = [(start, min(end, self.on + 1), hours) for start, end, hours in jobs if start <= self.on]
        spells = self.runs(seen) if joined else [(start, end) for start, end, _ in seen]
        enough = [(hours >= 20) for _, _, hours in seen] if not joined else [
            self.enough(seen, start, start + 4 if self.over == "four_days" else end) for start, end in spells]
        return min((start + 4 for (start, end), good in zip(spells, enough, strict=True) if good and end >= start + 4 <= self.on), default=None)

    def runs(self, jobs: Sequence[Worked]) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for worked in sorted({number for start, end, _ in jobs for number in range(start, end)}):
            if found and self.bridged([day(number) for number in range(found[-1][1], worked)]):
                found[-1] = (found[-1][0], worked + 1)
            else:
                found.append((worked, worked + 1))
        return found

    def bridged(self, gap: Sequence[date]) -> bool:
        return len(gap) <= 2 and all(one.weekday() >= 5 for one in gap) if self.bridge == "weekend" else len(gap) <= int(self.bridge)

    def enough(self, jobs: Sequence[Worked], start: int, end: int) -> bool:
        return sum(hours * max(0, min(last, end) - max(first, start)) for first, last, hours in jobs) >= 20 * (end - start)


def random_case(random: Random) -> tuple[list[Fact], list[dict[str, str]]]:
    facts = []
    for _ in range(random.randint(0, 4)):
        start, length = random.randint(0, 14), random.choice([1, 2, 3, 4, 5, 8, 12])
        facts.append(job(str(day(start)), str(day(start + length)) if random.random() < 0.8 else None,
                         **({"hours_per_week": random.choice([10, 15, 20, 25, 30])} if random.random() < 0.85 else {}),
                         **({"precision": "week"} if random.random() < 0.15 else {})))
    cuts = sorted(random.sample(range(-3, 25), 2 * random.choice([1, 1, 2]))) if random.random() < 0.7 else [-60, 300]
    return facts, [{"from": str(day(start)), "to": str(day(end))} for start, end in zip(cuts[::2], cuts[1::2], strict=True)]


def number_of(text: str) -> int:
    return (date.fromisoformat(text) - FIRST).days


def week_of(number: int) -> tuple[int, int]:
    monday = number - day(number).weekday()
    return monday, monday + 6


def completions(random: Random, facts: Sequence[Fact], observed: Sequence[dict[str, str]], on: int, count: int) -> Iterator[list[Worked]]:
    """Ways it may have been: exact days, hours and ends, and other jobs on days nobody observed; the first adds none."""
    spans = [(number_of(span["from"]), number_of(span["to"])) for span in observed]
    hidden = [number for number in range(40) if not any(start <= number < end for start, end in spans)]
    gaps = [(start, next(end for end in range(start, 41) if end not in hidden)) for start in hidden if start - 1 not in hidden]
    for number in range(count):
        jobs = [_resolved(random, fact, spans, on) for fact in facts]
        for start, end in gaps if number else ():
            for _ in range(random.choice([0, 1, 1, 2])):
                begin = random.choice([start, random.randint(start, end - 1)])
                jobs.append((begin, random.choice([end, random.randint(begin + 1, end)]), random.choice([1, 5, 15, 20, 40])))
        yield [(max(start, 0), end, hours) for start, end, hours in jobs if end > 0]


def _resolved(random: Random, fact: Fact, spans: Sequence[tuple[int, int]], on: int) -> Worked:
    precise = fact.get("precision") is None
    first, last = (number_of(fact["from"]),) * 2 if precise else week_of(number_of(fact["from"]))
    hours = fact.get("hours_per_week") or random.choice([1, 5, 19, 20, 21, 40])
    if fact.get("to") is None:
        start, certain = random.randint(first, last), next((end for _, end in spans if end > first), first + 1)
        return start, max(start + 1, random.choice([certain, certain + 1, certain + random.randint(0, 10), 60])), hours
    least, greatest = (number_of(fact["to"]),) * 2 if precise else week_of(number_of(fact["to"]))
    start = random.randint(first, min(last, greatest - 1))
    end = random.randint(max(least, start + 1), greatest)
    return start, random.choice([on + 1, on + 2, end, 60]) if end > on >= start else end, hours


questions = st.builds(Question, st.integers(-2, 22), st.sampled_from(["0", "1", "3", "weekend"]), st.sampled_from(["four_days", "whole"]))


def within(value: Quantity | None, found: Any) -> bool:
    """Whether the value may be what was found."""
    assert value is not None
    least, greatest = cast(Any, value.least), cast(Any, value.greatest)
    return (least is None or least <= found) and (greatest is None or found <= greatest)


@settings(max_examples=150)
@given(questions, st.integers(0, 2**32))
def test_no_way_it_may_have_been_contradicts_what_is_said(small: Rulebook, question: Question, seed: int) -> None:
    random = Random(seed)
    cases = [random_case(random) for _ in range(3)]
    results = evaluate(small, [timeline(*case) for case in cases], ASKED, on=day(question.on), options=question.options)
    for case, result in zip(cases, results, strict=True):
        for place, joined in ((0, True), (1, False)):
            paid, on_day = result.decisions[place], result.decisions[place + 2].value
            for jobs in completions(random, *case, question.on, 10):
                earned = question.earned(jobs, joined)
                assert str(paid.verdict) in (UNKNOWN, MET if earned is not None else NOT_MET), (case, jobs)
                if earned is not None:
                    assert within(on_day, day(earned)), (case, jobs)
                    assert within(paid.value, 100 if earned <= 9 else 200), (case, jobs)


@settings(max_examples=40)
@given(questions, st.integers(0, 2**32))
def test_what_is_wholly_known_is_answered_exactly(small: Rulebook, question: Question, seed: int) -> None:
    random = Random(seed)
    several = [next(completions(random, *random_case(random), question.on, 1)) for _ in range(10)]
    people = [timeline([job(str(day(start)), str(day(end)), hours_per_week=hours) for start, end, hours in jobs]) for jobs in several]
    rules = [small.find(name) for name in ASKED]
    chosen = {small.assumption(name).id: option for name, option in question.options.items()}
    told = answers(small, rules, batch_of(people), (), day(question.on), chosen)
    for rule, on_day, joined in ((rules[0], rules[2], True), (rules[1], rules[3], False)):
        for column, jobs in enumerate(several):
            earned = question.earned(jobs, joined)
            assert int(told[rule.id].verdicts[0, column]) == (earned is not None), jobs
            if earned is not None:
                least, greatest = told[on_day.id].least, told[on_day.id].greatest
                assert least is not None
                assert greatest is not None
                assert int(least[0, column]) == int(greatest[0, column]) == day_number(day(earned)), jobs


@settings(max_examples=25)
@given(questions, st.integers(0, 2**32))
def test_answers_do_not_hang_on_who_else_is_asked_about(small: Rulebook, question: Question, seed: int) -> None:
    random = Random(seed)
    people = [timeline(*random_case(random)) for _ in range(5)]
    asked: dict[str, Any] = {"rules": ASKED, "on": day(question.on), "options": question.options}
    together = evaluate(small, people, **asked)
    assert together == [evaluate(small, [one], **asked)[0] for one in people]
    assert together == evaluate(small, people[::-1], **asked)[::-1]


@settings(max_examples=25)
@given(questions, st.integers(0, 2**32))
def test_what_happens_after_the_day_changes_nothing(small: Rulebook, question: Question, seed: int) -> None:
    random = Random(seed)
    facts, _ = random_case(random)
    facts = [{name: value for name, value in fact.items() if name != "precision"} for fact in facts]
    later = [_another_end(random, fact, question.on) for fact in facts if number_of(fact["from"]) <= question.on]
    later += [job(str(day(question.on + random.randint(1, 9))), hours_per_week=37) for _ in range(random.randint(0, 2))]
    asked: dict[str, Any] = {"rules": ASKED, "on": day(question.on), "options": question.options}
    ours, theirs = evaluate(small, [timeline(facts, WHOLE), timeline(later, WHOLE)], **asked)
    for one, other in zip(ours.decisions, theirs.decisions, strict=True):
        assert (one.answer, one.running, one.state, one.days) == (other.answer, other.running, other.state, other.days), later


def _another_end(random: Random, fact: Fact, on: int) -> Fact:
    if "to" in fact and number_of(fact["to"]) <= on:
        return fact
    return job(fact["from"], random.choice([None, str(day(on + random.randint(1, 9)))]), **{name: fact[name] for name in ("hours_per_week",) if name in fact})
