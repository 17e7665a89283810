"""Changes to a case, a question or a rulebook whose effect on the answers is known without computing them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from integrationrules.case import evaluate
from integrationrules.dates import IsoWeek, Quarter
from integrationrules.rulebook.book import load
from integrationrules.timeline.timeline import Timeline
from tests.oracle import CITIZEN_RULES, QUARTER_RULES, Oracle
from tests.oracle.oracle import SELF_SUPPORT_RULES
from tests.property.asking import ASKED, SPELLS, Case, ask, changed, quarters_from, random_cases, random_options, shipped, spans_of

SELF_SUPPORTING = SELF_SUPPORT_RULES[0]
DAY = timedelta(days=1)
CASES = 120


def _day(rng: Random, first: date = date(2015, 9, 1), last: date = date(2021, 12, 31)) -> date:
    return first + DAY * rng.randint(0, (last - first).days)


def _closed(fact: dict[str, Any]) -> date | None:
    """The day after a spell's last, if it states one."""
    if "through" in fact:
        return date.fromisoformat(fact["through"]) + DAY
    return date.fromisoformat(fact["to"]) if "to" in fact else None


def _seen_until(case: Case, fact: dict[str, Any]) -> date:
    """The end of the observed span that an open spell is known to last to; its first day if there is none."""
    spans = spans_of(case)
    start = date.fromisoformat(fact["from"])
    ends = [end for span in spans["by_kind"].get(fact["kind"], spans["spans"]) if (end := _closed(span)) and end > start]
    return min(ends, default=start)


# -- adding support ---------------------------------------------------------------------------------------------------

def _benefit_week(rng: Random, monday: date) -> dict[str, Any]:
    return {"kind": "benefit", "type": rng.choice(("integration_benefit", "cash_assistance", "parental_benefit", "holiday_benefit")),
            "from": monday.isoformat(), "to": (monday + 7 * DAY).isoformat()}


def _benefit_day(rng: Random, monday: date) -> dict[str, Any]:
    return {**_benefit_week(rng, monday), "to": (monday + DAY).isoformat()}


def _coded_week(rng: Random, monday: date) -> dict[str, Any]:
    return {"kind": "week_code", "week": str(IsoWeek.holding(monday)), "code": rng.choice(("700", "730", "111", "881", "121"))}


def _run_of(supported: Callable[[Random, date], dict[str, Any]], rng: Random) -> list[dict[str, Any]]:
    """One week, a quarter's or some years' weeks on end."""
    first = _day(rng, last=date(2019, 12, 31))
    monday = first - DAY * first.weekday()
    return [supported(rng, monday + 7 * DAY * week) for week in range(rng.choice((1, 13, 150)))]


@pytest.mark.parametrize("supported", [_benefit_week, _benefit_day, _coded_week])
def test_more_support_never_makes_anyone_self_supporting(supported: Callable[[Random, date], dict[str, Any]]) -> None:
    rng = Random(1)
    worse = 0
    for start in range(0, CASES, 20):
        options = random_options(rng)
        cases = random_cases(start, 20)
        more = [changed(case, facts=[*case["facts"], *_run_of(supported, rng)]) for case in cases]
        before, after = (ask(some, options=options, rules=[SELF_SUPPORTING]) for some in (cases, more))
        for case, old, new in zip(more, before, after, strict=True):
            turned = [key for key in old if new[key][0] == "met" and old[key][0] != "met"]
            assert not turned, (options, case)
            worse += sum(old[key][0] == "met" and new[key][0] != "met" for key in old)
    assert worse > 20, "the added weeks never mattered"


# -- the same days said otherwise -------------------------------------------------------------------------------------

def _split(rng: Random, case: Case) -> Case:
    """Every spell that says its days exactly, in two or three touching pieces."""
    facts: list[dict[str, Any]] = []
    for fact in case["facts"]:
        start, end = date.fromisoformat(fact.get("from", "2015-01-01")), _closed(fact)
        last = end or (_seen_until(case, fact) if fact["kind"] in SPELLS else start)
        if fact["kind"] not in SPELLS or "id" in fact or fact.get("precision", "day") != "day" or (last - start).days < 3:
            facts.append(fact)
            continue
        cuts = sorted({_day(rng, start + DAY, last - DAY) for _ in range(rng.choice((1, 2)))})
        bounds = [start, *cuts]
        for place, (begin, until) in enumerate(zip(bounds, [*cuts, end], strict=True)):
            piece = {name: value for name, value in fact.items() if name not in ("from", "to", "through")} | {"from": begin.isoformat()}
            if until is not None:
                piece |= {"to": until.isoformat()} if place % 2 else {"through": (until - DAY).isoformat()}
            facts.append(piece)
    return changed(case, facts=facts)


def _other_end(case: Case) -> Case:
    """`to` for `through` and `through` for `to`, in facts and in what is observed."""
    def turned(span: dict[str, Any]) -> dict[str, Any]:
        end = _closed(span)
        if end is None or span.get("precision", "day") != "day":
            return span
        rest = {name: value for name, value in span.items() if name not in ("to", "through")}
        return rest | ({"to": end.isoformat()} if "through" in span else {"through": (end - DAY).isoformat()})

    spans = spans_of(case)
    observed = {"spans": [turned(span) for span in spans["spans"]],
                "by_kind": {kind: [turned(span) for span in several] for kind, several in spans["by_kind"].items()}}
    return changed(case, observed=observed, facts=[turned(fact) for fact in case["facts"]])


def _touching_observation(rng: Random, case: Case) -> Case:
    """Every observed span in two touching pieces."""
    def halves(spans: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found = []
        for span in spans:
            start, end = date.fromisoformat(span["from"]), _closed(span)
            assert end is not None
            cut = _day(rng, start, end)
            pieces = [(start, cut), (cut, end)] if start < cut < end else [(start, end)]
            found += [{"from": first.isoformat(), "to": last.isoformat()} for first, last in pieces]
        return found

    spans = spans_of(case)
    return changed(case, observed={"spans": halves(spans["spans"]), "by_kind": {kind: halves(several) for kind, several in spans["by_kind"].items()}})


@pytest.mark.parametrize("said", [_split, lambda _, case: _other_end(case), _touching_observation], ids=["split", "to_or_through", "observed_in_pieces"])
def test_the_same_days_said_otherwise_give_the_same_answers(said: Callable[[Random, Case], Case]) -> None:
    rng = Random(2)
    rewritten = 0
    for start in range(0, CASES, 20):
        options = random_options(rng)
        on = _day(rng) if rng.random() < 0.3 else None
        cases = random_cases(start, 20)
        others = [said(rng, case) for case in cases]
        rewritten += sum(case != other for case, other in zip(cases, others, strict=True))
        for case, old, new in zip(others, ask(cases, on=on, options=options), ask(others, on=on, options=options), strict=True):
            assert old == new, (options, on, case)
    assert rewritten > CASES / 2


def test_touching_spells_and_one_long_spell_are_one() -> None:
    whole = {"kind": "education", "support": "su", "from": "2017-10-02", "to": "2017-11-06"}
    start = {"kind": "education", "support": "su"}
    pieces = [{**whole, "to": "2017-10-11"}, {**start, "from": "2017-10-11", "through": "2017-10-31"}, {**whole, "from": "2017-11-01"}]
    cases = [{"citizen": {"id": "c"}, "observed": {"from": "2015-01-01", "to": "2019-01-01"}, "facts": facts} for facts in ([whole], pieces, pieces[::-1])]
    one, several, backwards = ask(cases)
    assert one == several == backwards
    assert one["dk.outcomes.self_support.in_education", "2017Q4"][0] == "met"    # five weeks: 2 October to 5 November


# -- learning more ----------------------------------------------------------------------------------------------------

def _learned(rng: Random, case: Case, day: date) -> Case:
    """The case with one more week observed, of every kind or of one, in which nothing more happened."""
    spans = spans_of(case)
    monday = day - DAY * day.weekday()
    week = {"from": monday.isoformat(), "to": (monday + 7 * DAY * rng.choice((1, 1, 5))).isoformat()}
    kinds = list(spans["by_kind"])
    if kinds and rng.random() < 0.5:
        spans["by_kind"][rng.choice(kinds)].append(week)
    else:
        spans["spans"].append(week)
    return changed(case, observed=spans)


def test_learning_an_unobserved_week_never_flips_a_verdict() -> None:
    rng = Random(3)
    settled = 0
    for number, case in enumerate(random_cases(33, 2 * CASES)):
        options = random_options(rng) if number % 3 == 0 else {}
        on = _day(rng) if number % 4 == 0 else None
        more = [_learned(rng, case, _day(rng)) for _ in range(3)]
        before, *after = ask([case, *more], on=on, options=options, rules=QUARTER_RULES)
        # A question about a day names it: what is observed last is its default.
        was, *then = ask([case, *more], (), on or Oracle(case).horizon(CITIZEN_RULES[0]), options=options, rules=CITIZEN_RULES)
        for old, several in ((before, after), (was, then)):
            for new, learned in zip(several, more, strict=True):
                flipped = {key for key in old if {old[key][0], new[key][0]} == {"met", "not_met"}}
                assert not flipped, (flipped, on, options, case, learned["observed"])
                settled += sum(old[key][0] == "unknown" != new[key][0] for key in old)
    assert settled > 50, "nothing was ever learned"


def test_facts_after_the_day_asked_on_change_nothing() -> None:
    rng = Random(4)
    for case in random_cases(44, CASES):
        on = _day(rng, date(2016, 1, 1), date(2020, 12, 31))
        options = random_options(rng)
        later = [_day(rng, on + DAY, date(2022, 6, 1)) for _ in range(8)]
        facts = [
            *case["facts"],
            {"kind": "benefit", "type": "integration_benefit", "from": later[0].isoformat()},
            {"kind": "employment", "type": "flex_job", "from": later[1].isoformat(), "to": (later[1] + 40 * DAY).isoformat()},
            {"kind": "education", "support": "su", "from": later[2].isoformat()},
            {"kind": "igu", "part": rng.choice(("school", "practice")), "from": later[3].isoformat()},
            {"kind": "residence", "from": later[4].isoformat(), "municipality": 101},
            {"kind": "abroad", "from": later[5].isoformat()},
            {"kind": "responsibility", "from": later[6].isoformat(), "municipality": 101},
        ]
        if (later[7] - DAY * later[7].weekday()) > on:
            facts.append({"kind": "week_code", "week": str(IsoWeek.holding(later[7])), "code": "703"})
        other = changed(case, facts=[_ended_otherwise(rng, fact, on) for fact in facts])
        old, new = ask([case, other], on=on, options=options)
        assert old == new, (on, options, case, other)


def _ended_otherwise(rng: Random, fact: dict[str, Any], on: date) -> dict[str, Any]:
    end = _closed(fact)
    if end is None or end <= on or fact["from"] > "2022" or fact.get("precision", "day") != "day":
        return fact
    begin = max(on, date.fromisoformat(fact["from"]))
    return {name: value for name, value in fact.items() if name != "through"} | {"to": _day(rng, begin + DAY, date(2022, 12, 31)).isoformat()}


def test_what_is_recorded_later_than_the_state_of_knowledge_changes_nothing() -> None:
    rng = Random(5)
    for case in random_cases(55, CASES):
        day = _day(rng)
        later = [_day(rng, day + DAY, date(2023, 1, 1)).isoformat() for _ in range(2)]
        facts = [*case["facts"], {"kind": "benefit", "type": "cash_assistance", "from": "2016-01-01", "recorded": later[0]},
                 *({**fact, "withdrawn": True, "recorded": later[1]} for fact in case["facts"] if "id" in fact)]
        other = changed(case, facts=facts)
        old, new = ask([case, other], as_known=day)
        assert old == new, (day, case)


def test_knowledge_in_the_far_future_is_all_knowledge_when_everything_is_recorded() -> None:
    rng = Random(6)
    cases = [changed(case, facts=[{"recorded": _day(rng).isoformat(), **fact} for fact in case["facts"]]) for case in random_cases(66, CASES)]
    assert ask(cases, as_known=date(2099, 1, 1)) == ask(cases)


# -- the law changes --------------------------------------------------------------------------------------------------

REFORM = date(2018, 5, 16)


@pytest.mark.parametrize("needed", [3, 8])
def test_a_reform_changes_no_quarter_before_it_and_some_after(tmp_path: Path, needed: int) -> None:
    shutil.copytree(shipped().root, tmp_path / "rules")
    path = tmp_path / "rules" / "dk" / "outcomes" / "self_support" / "parameters.yaml"
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "is: 5" in line)
    assert "to: open" in line
    reformed = line.replace("from: 2015-10-01", f"from: {REFORM}").replace("is: 5", f"is: {needed}")
    path.write_text(text.replace(line, line.replace("to: open", f"to: {REFORM}") + "\n" + reformed), encoding="utf-8")
    cases = random_cases(77, CASES)
    after_it: set[str] = set()
    for old, new in zip(ask(cases), ask(cases, book=load(tmp_path / "rules")), strict=True):
        for key in old:
            if old[key] != new[key]:
                after_it.add(key[1])
    # The second quarter of 2018 is measured in its last week, after the reform.
    assert min(after_it) == "2018Q2"
    assert len(after_it) > 8


# -- batches ----------------------------------------------------------------------------------------------------------

def _shuffled_facts(rng: Random, case: Case) -> Case:
    """Facts in another order; the versions of one fact keep theirs, since of two recorded on a day the later counts."""
    other = changed(case)
    free = [place for place, fact in enumerate(other["facts"]) if "id" not in fact]
    moved = [other["facts"][place] for place in free]
    rng.shuffle(moved)
    for place, fact in zip(free, moved, strict=True):
        other["facts"][place] = fact
    return other


@pytest.mark.parametrize("size", [1, 7, 60])
def test_neither_the_order_nor_the_company_of_citizens_changes_an_answer(size: int) -> None:
    rng = Random(size)
    cases = random_cases(88, 60)
    expected = ask(cases)
    order = list(range(len(cases)))
    rng.shuffle(order)
    for start in range(0, len(order), size):
        some = order[start:start + size]
        found = ask([_shuffled_facts(rng, cases[place]) for place in some])
        assert found == [expected[place] for place in some]


@pytest.mark.parametrize("on", [None, date(2019, 3, 5)])
def test_neither_the_order_nor_the_company_of_quarters_changes_an_answer(on: date | None) -> None:
    cases = random_cases(99, 30)
    together = ask(cases, on=on, rules=QUARTER_RULES)
    for quarters in (ASKED[::-1], [*ASKED[7:9], ASKED[7]], ASKED[4:5]):
        for whole, part in zip(together, ask(cases, quarters, on, rules=QUARTER_RULES), strict=True):
            assert all(whole[key] == cell for key, cell in part.items())


def test_the_answer_to_one_rule_does_not_depend_on_the_others_asked() -> None:
    cases = random_cases(111, 30)
    together = ask(cases, options={"school_or_practice": "practice_wins"})
    for rule in (*QUARTER_RULES, *CITIZEN_RULES):
        for whole, part in zip(together, ask(cases, options={"school_or_practice": "practice_wins"}, rules=[rule]), strict=True):
            assert all(whole[key] == cell for key, cell in part.items())


# -- quarters ---------------------------------------------------------------------------------------------------------

def test_quarters_of_12_13_and_14_weeks_are_asked_in_these_tests() -> None:
    assert {quarter.weeks("thursday") for quarter in ASKED} == {12, 13, 14}
    assert {quarter.weeks("blocks13") for quarter in ASKED} == {13, 14}


def _weeks_off_benefit(first_monday: date, last_monday: date, free: int) -> Case:
    end = last_monday + 7 * DAY
    paid = {"kind": "benefit", "type": "cash_assistance", "from": (first_monday + 7 * free * DAY).isoformat(), "to": end.isoformat()}
    return {"citizen": {"id": "c"}, "observed": {"from": "2015-01-01", "to": "2024-01-01"}, "facts": [paid]}


@pytest.mark.parametrize("scheme", ["thursday", "blocks13"])
@pytest.mark.parametrize("quarter", quarters_from("2019Q3", 12), ids=str)
def test_five_weeks_are_needed_however_long_the_quarter_is(quarter: Quarter, scheme: Any) -> None:
    first, last = quarter.first_monday(scheme), quarter.last_monday(scheme)
    timelines = [Timeline.model_validate(_weeks_off_benefit(first, last, free)) for free in (4, 5)]
    four, five = evaluate(shipped(), timelines, ["self_supporting"], [quarter], options={"quarter_weeks": scheme})
    assert (four.decisions[0].verdict, five.decisions[0].verdict) == ("not_met", "met")
    assert dict(five.decisions[0].quarter or {}) == {"weeks": quarter.weeks(scheme), "scheme": scheme}
