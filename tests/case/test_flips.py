"""Everybody under two rulebooks: who flips, and whether a reform keeps to its day."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import integrationrules as ir
from integrationrules import Quarter
from integrationrules.case.decide import Brief
from integrationrules.case.due import Standing
from integrationrules.case.evaluation import briefly
from integrationrules.case.flips import Asked, Flips, answers_of, flips_of, said_by
from integrationrules.case.reform import ReformCheck, affected, days_before
from integrationrules.engine.decision import Answer
from integrationrules.rulebook.book import default_root
from integrationrules.rulebook.compare.differences import differences

from .test_evaluation import SELF_SUPPORT, benefit, case

REFORM = date(2018, 7, 1)
WEEKS = "{from: 2015-10-01, to: open, is: 5, source: imi2018, at: kap. 3.1 note 8, confidence: published, date_confidence: derived}"
QUARTERS = [Quarter.parse("2018Q1"), Quarter.parse("2018Q3")]
PEOPLE = [
    case(benefit("2016-01-04", "2018-02-26"), id="five-weeks-in-q1"),      # 26 February to 1 April: five weeks free
    case(benefit("2016-01-04", "2018-08-27"), id="five-weeks-in-q3"),
    case(benefit("2016-01-04"), id="never"),
    case(id="always"),
]


@pytest.fixture(scope="module")
def shipped() -> ir.Rulebook:
    return ir.load_rulebook()


def changed(folder: Path, old: str, new: str, file: str = "outcomes/self_support/parameters.yaml") -> ir.Rulebook:
    """The shipped rules with one text of one file put in another's place."""
    root = folder / "rulesets"
    shutil.copytree(default_root(), root)
    path = root / "dk" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return ir.load_rulebook(root)


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> ir.Rulebook:
    """Six weeks, whenever."""
    return changed(tmp_path_factory.mktemp("six"), WEEKS, WEEKS.replace("is: 5", "is: 6"))


@pytest.fixture(scope="module")
def reform(tmp_path_factory: pytest.TempPathFactory) -> ir.Rulebook:
    """Six weeks from July 2018."""
    both = WEEKS.replace("to: open", "to: 2018-07-01") + "\n      - " + WEEKS.replace("2015-10-01", "2018-07-01").replace("is: 5", "is: 6")
    return changed(tmp_path_factory.mktemp("reform"), WEEKS, both)


def test_those_who_flip_are_counted_from_and_to(shipped: ir.Rulebook, six: ir.Rulebook) -> None:
    found = Flips(Asked.of(shipped, six, [SELF_SUPPORT], {}))
    flips_of(found, PEOPLE, QUARTERS)
    assert (found.people, found.flipped, found.answers) == (4, 2, 8)
    assert {rule: dict(counts) for rule, counts in found.verdicts.items()} == {SELF_SUPPORT: {("met", "not_met"): 2}}
    assert [flip.citizen for flip in found.examples] == ["five-weeks-in-q1", "five-weeks-in-q3"]


def test_a_rulebook_beside_itself_flips_nobody(shipped: ir.Rulebook) -> None:
    found = Flips(Asked.of(shipped, shipped, [], {}))
    flips_of(found, PEOPLE, QUARTERS)
    assert (found.people, found.flipped, found.rules, found.examples) == (4, 0, (), ())
    assert found.answers > 100


def test_another_value_under_the_same_verdict_is_counted_apart(shipped: ir.Rulebook, tmp_path: Path) -> None:
    more = changed(tmp_path, "{1-4: 80,", "{1-4: 70,", "integration/state_refund/parameters.yaml")
    asked = Asked.of(shipped, more, ["rate"], {})
    found = Flips(asked)
    flips_of(found, [case(benefit("2018-11-05", "2019-01-01"), id="new")], on=date(2018, 11, 20))
    assert (found.verdicts, dict(found.values)) == ({}, {asked.rules[0]: 1})


def test_at_most_three_examples_of_different_rules_and_people(shipped: ir.Rulebook, six: ir.Rulebook) -> None:
    found = Flips(Asked.of(shipped, six, [], {}))
    many = [case(benefit("2016-01-04", "2018-02-26"), id=f"p-{number}") for number in range(20)]
    flips_of(found, many, QUARTERS)
    assert len(found.examples) == 3
    assert len({flip.citizen for flip in found.examples}) == 3
    assert len({flip.before.rule for flip in found.examples}) > 1


def check(before: ir.Rulebook, after: ir.Rulebook, day: date, people: list[ir.Timeline], *rules: str) -> ReformCheck:
    asked = affected(Asked.of(before, after, rules, {}), differences(before, after))
    found = ReformCheck(day, asked, days_before(asked, day))
    found.add(people)
    return found


def test_a_reform_from_its_day_changes_nothing_before(shipped: ir.Rulebook, reform: ir.Rulebook) -> None:
    found = check(shipped, reform, REFORM, PEOPLE)
    assert found.holds
    assert found.answers > 100
    flips = Flips(Asked.of(shipped, reform, [SELF_SUPPORT], {}))
    flips_of(flips, PEOPLE, QUARTERS)
    assert [flip.citizen for flip in flips.examples] == ["five-weeks-in-q3"]


def test_one_that_reaches_back_is_found_by_rule_and_quarter(shipped: ir.Rulebook, six: ir.Rulebook) -> None:
    found = check(shipped, six, REFORM, PEOPLE, SELF_SUPPORT)
    assert not found.holds
    assert found.differing == {(SELF_SUPPORT, "2018Q1"): 1}
    assert [flip.citizen for flip in found.examples] == ["five-weeks-in-q1"]


def test_so_is_one_a_day_too_early(shipped: ir.Rulebook, reform: ir.Rulebook) -> None:
    assert check(shipped, reform, date(2018, 10, 1), PEOPLE, SELF_SUPPORT).differing == {(SELF_SUPPORT, "2018Q3"): 1}


def test_a_quarter_that_ends_on_the_day_itself_is_not_before_it(shipped: ir.Rulebook, reform: ir.Rulebook) -> None:
    assert check(shipped, reform, date(2018, 9, 30), PEOPLE, SELF_SUPPORT).holds


def brief(earned_on: date, projected: bool) -> Brief:
    day = ir.Quantity("date", earned_on, earned_on)
    return Brief("bus.prize", "citizen", REFORM, Answer(ir.Verdict.NOT_MET), Standing(projected, "running", {"earned_on": day}, projected))


@pytest.mark.parametrize(("days", "projected", "same"), [
    ((date(2018, 8, 1), date(2018, 9, 1)), True, True),         # when it will be earned may follow from the reform
    ((date(2018, 8, 1), date(2018, 9, 1)), False, False),
    ((date(2018, 6, 1), date(2018, 9, 1)), True, False),
    ((date(2018, 5, 1), date(2018, 6, 1)), True, False),
])
def test_of_what_is_projected_only_the_days_before_the_reform_count(days: tuple[date, date], projected: bool, same: bool) -> None:
    one, other = (brief(day, projected) for day in days)
    assert (said_by(one, REFORM) == said_by(other, REFORM)) is same
    assert said_by(one) != said_by(other)


REFUND = "integration/state_refund/parameters.yaml"


def test_weeks_before_are_asked_about(shipped: ir.Rulebook, tmp_path: Path) -> None:
    more = changed(tmp_path, "{1-4: 80,", "{1-4: 70,", REFUND)
    found = check(shipped, more, date(2018, 12, 1), [case(benefit("2018-11-05", "2019-01-01"), id="new")], "rate")
    assert {asked for _, asked in found.differing} == {"2018-11-09", "2018-11-16", "2018-11-23", "2018-11-30"}


def test_the_days_around_every_value_of_a_parameter_are_asked_about(shipped: ir.Rulebook) -> None:
    asked = Asked.of(shipped, shipped, ["dk.integration.igu.eligible"], {})
    days = days_before(asked, date(2019, 7, 1))
    assert max(days) == date(2019, 6, 30)
    turns = [turn for name in shipped.rules["dk.integration.igu.eligible"].parameters for value in shipped.parameters[name].values
             for turn in (value.start, value.end) if turn and date(1991, 1, 1) < turn < date(2019, 6, 1)]
    assert turns
    assert all({date.fromordinal(turn.toordinal() + step) for step in (-1, 0, 1)} <= set(days) for turn in turns)


def test_a_rule_or_option_that_neither_has_is_refused(shipped: ir.Rulebook) -> None:
    with pytest.raises(ir.QuestionError, match="there is no rule 'self_suporting'"):
        Asked.of(shipped, shipped, ["self_suporting"], {})
    with pytest.raises(ir.QuestionError, match="there is no assumption 'x'"):
        Asked.of(shipped, shipped, [], {"x": "y"})


def test_an_answer_in_brief_is_the_answer(shipped: ir.Rulebook) -> None:
    """Whoever and whatever is asked about, with a running bonus among it."""
    (person,) = ir.read_cases(Path(__file__).parents[2] / "examples" / "citizen.yaml")
    asked: list[dict[str, Any]] = [{}, {"on": date(2018, 5, 25)}, {"on": date(2018, 5, 25), "as_known": date(2018, 5, 20)}]
    for how in asked:
        (found,), (result,) = briefly(shipped, [person], **how), ir.evaluate(shipped, [person], **how)
        assert len(found) > 50
        for brief, decision in zip(found, result.decisions, strict=True):
            assert (brief.rule, brief.period, brief.on, brief.answer) == (decision.rule, decision.period, decision.on, decision.answer)
            standing = brief.standing
            assert (standing.running, standing.state, standing.days) == (decision.running, decision.state, decision.days)


def test_an_example_is_explained_by_both(shipped: ir.Rulebook, six: ir.Rulebook) -> None:
    asked = Asked.of(shipped, six, [SELF_SUPPORT], {})
    found = Flips(asked)
    flips_of(found, PEOPLE, QUARTERS)
    before, after = found.examples[0].explained(asked)
    assert (str(before.verdict), str(after.verdict), before.period) == ("met", "not_met", "2018Q1")
    assert before.rulebook_hash != after.rulebook_hash


def spells() -> Iterator[st.SearchStrategy[dict[str, Any]]]:
    days = st.dates(date(2016, 1, 1), date(2018, 12, 1))
    yield st.builds(lambda start, length: benefit(start.isoformat(), date.fromordinal(start.toordinal() + length).isoformat()), days, st.integers(1, 300))
    yield st.builds(
        lambda start, length, hours: {
            "kind": "employment", "type": "ordinary", "from": start.isoformat(), "to": date.fromordinal(start.toordinal() + length).isoformat(),
            "hours_per_week": hours}, days, st.integers(1, 400), st.integers(1, 40))


TIMELINES = st.lists(st.one_of(*spells()), max_size=5).map(lambda facts: case({"kind": "responsibility", "from": "2016-01-01", "municipality": 860}, *facts))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(TIMELINES, min_size=1, max_size=4))
def test_only_rules_that_ask_for_what_changed_can_flip(shipped: ir.Rulebook, six: ir.Rulebook, people: list[ir.Timeline]) -> None:
    everything = Asked.of(shipped, six, [], {})
    touched = set(differences(shipped, six).affected)
    for pairs in answers_of(everything, people, QUARTERS, date(2018, 10, 15)):
        assert {before.rule for before, after in pairs if said_by(before) != said_by(after)} <= touched


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(TIMELINES, min_size=1, max_size=4))
def test_a_reform_never_reaches_back_whoever_is_asked_about(shipped: ir.Rulebook, reform: ir.Rulebook, people: list[ir.Timeline]) -> None:
    assert check(shipped, reform, REFORM, people).holds
