"""Mutants: each is the file with one thing changed, and each is caught by exactly the cases that can see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrationrules.mutation.survey import survey
from integrationrules.mutation.trees import Mutant, changed
from integrationrules.mutation.trial import CasesFail, Trial
from integrationrules.rulebook.book import default_root, load
from integrationrules.rulebook.diagnostics import RulebookError
from integrationrules.rulebook.fingerprint import fingerprint

from .club import CASES, EARLIER, RULES, club


def changes(found: list[Mutant]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.old, one.new) for one in found]


def with_when(text: str) -> str:
    return RULES.replace("age(citizen.born, on) >= youngest and citizen.sex == female", text)


def test_the_mutants_of_a_small_rule_set_are_these(tmp_path: Path) -> None:
    assert changes(Trial(club(tmp_path)).mutants("club")) == [
        ("first_day", "2015-01-01", "2015-01-02"), ("first_day", "2015-01-01", "2014-12-31"),
        ("boundary", "2017-01-01", "2017-01-02"), ("boundary", "2017-01-01", "2016-12-31"),
        ("amount", "6", "7"), ("amount", "6", "5"),
        ("amount", "7", "8"), ("amount", "7", "6"),
        ("comparison", ">=", ">"), ("and_or", "and", "or"), ("comparison", "==", "!="), ("word", "female", "male"),
    ]


def test_what_no_case_sees_survives(tmp_path: Path) -> None:
    [found] = survey(club(tmp_path))
    assert [(one.mutant.mark.line, one.mutant.mark.column, one.mutant.old, one.mutant.new) for one in found.survivors] == [
        (9, 16, "2015-01-01", "2015-01-02"), (9, 16, "2015-01-01", "2014-12-31"), (9, 32, "2017-01-01", "2017-01-02"),
        (9, 32, "2017-01-01", "2016-12-31"), (9, 48, "6", "7"), (9, 48, "6", "5"),
    ]
    assert (found.count("caught"), found.percent, found.unexplained) == (6, 50.0, 6)


def test_cases_that_see_it_catch_it(tmp_path: Path) -> None:
    [found] = survey(club(tmp_path, cases=CASES + EARLIER))
    assert found.survivors == ()
    assert found.percent == 100.0
    assert all(one.verdict.by.startswith("club/cases/members.yaml:") for one in found.fared)


def test_more_processes_give_the_same_answer(tmp_path: Path) -> None:
    assert survey(club(tmp_path), jobs=2) == survey(tmp_path, jobs=1)


@pytest.mark.parametrize(("when", "expected"), [
    ("citizen.born < on", [("comparison", "<", "<=")]),
    ("not (citizen.born > on)", [("negation", "not", ""), ("comparison", ">", ">=")]),
    ("citizen.origin not in [western, danish]", [("membership", "not in", "in"), ("word", "western", "non_western"), ("word", "danish", "western")]),
    ("citizen.born + 0 * day != on", [("arithmetic", "+", "-"), ("number", "0", "1"), ("unit", "day", "week"), ("comparison", "!=", "==")]),
    ('"after(citizen.born, 18 * year) <= end_of(quarter, on)"',
     [("number", "18", "19"), ("number", "18", "17"), ("unit", "year", "month"), ("comparison", "<=", "<"), ("unit", "quarter", "year")]),
    ("age(citizen.born, on) >= youngest\n      and citizen.sex == female", [("comparison", ">=", ">"), ("and_or", "and", "or"),
                                                                          ("comparison", "==", "!="), ("word", "female", "male")]),
])
def test_every_sign_number_unit_and_word_of_an_expression_is_changed(tmp_path: Path, when: str, expected: list[tuple[str, str, str]]) -> None:
    found = [one for one in Trial(club(tmp_path, rules=with_when(when))).mutants("club") if one.where == "rules.member.when"]
    assert changes(found) == expected
    assert all(one.mark.source[one.mark.column - 1:].startswith(one.old) for one in found)


def test_bands_defaults_exceptions_and_ways_of_counting_are_changed(tmp_path: Path) -> None:
    rules = RULES.replace("rules:\n", """\
  share:
    unit: percent
    by: {weeks: bands}
    values:
      - {from: 2015-01-01, to: open, is: {1-4: 80, 5-: none}, source: act}
assumptions:
  guests:
    asks: {da: Gæster?, en: Guests?}
    options: [count, leave_out]
    default: count
    because: {da: Intet er sagt, en: Nothing is said}
sets:
  away: {weeks: any_day, of: leave}
rules:
  rests:
    for: week
    when: away
    except: [{if: guests == leave_out, verdict: not_met}]
    source: act
""")
    found = {(one.kind, one.where, one.old, one.new) for one in Trial(club(tmp_path, rules=rules)).mutants("club")}
    assert {
        ("band", "parameters.share.values[0].is.1-4", "1-4", "1-5"), ("band", "parameters.share.values[0].is.1-4", "1-4", "1-3"),
        ("amount", "parameters.share.values[0].is.5-", "none", "0"), ("default", "assumptions.guests.default", "count", "leave_out"),
        ("way_of_counting", "sets.away.weeks", "any_day", "every_day"), ("verdict", "rules.rests.except[0].verdict", "not_met", "met"),
    } <= found


def test_a_mutant_is_what_loading_the_changed_file_gives(tmp_path: Path) -> None:
    trial = Trial(club(tmp_path / "a"))
    for number, mutant in enumerate(trial.mutants("club")):
        lines = RULES.splitlines()
        for change in mutant.changes:
            line, column = change.node.origin
            raw, text = change.node.raw, change.text
            assert lines[line][column:].startswith(raw)
            lines[line] = lines[line][:column] + text + lines[line][column + len(raw):]
        told, _ = trial.variants.variant(changed(trial.variants.written["club"], mutant))
        read = load(club(tmp_path / str(number), rules="\n".join(lines)))
        assert fingerprint(told.rulesets["club"]) == fingerprint(read.rulesets["club"]), mutant


def test_what_cannot_be_read_is_refused_and_what_changes_no_answer_is_unseen(tmp_path: Path) -> None:
    rules = with_when("after(citizen.born, 6 * year) <= on").replace("    source: act\n", '    says: {da: "{youngest}", en: "{youngest}"}\n    source: act\n')
    rules = rules.replace("6 * year) <= on", "youngest) <= on and 5 * day < 6 * day")
    [found] = survey(club(tmp_path / "refused", rules=rules, cases=CASES.split("---")[0].replace("female", "male")))
    assert [(one.mutant.old, one.mutant.new) for one in found.fared if one.verdict.outcome == "refused"] == [("day", "week")] * 2
    shown = with_when("citizen.sex == female").replace("    source: act\n", '    says: {da: "{youngest}", en: "{youngest}"}\n    source: act\n')
    cases = CASES.replace("  - {rule: member, on: 2017-05-31, verdict: not_met}\n", "")
    [found] = survey(club(tmp_path / "unseen", rules=shown, cases=cases))
    assert (found.count("unseen"), found.count("caught"), found.percent) == (8, 2, 100.0)


def test_a_boundary_between_equal_values_changes_no_answer(tmp_path: Path) -> None:
    [found] = survey(club(tmp_path, rules=RULES.replace("is: 6", "is: 7")))
    assert [one.mutant.kind for one in found.fared if one.verdict.outcome == "unseen"] == ["boundary", "boundary"]


def test_cases_that_fail_as_they_stand_catch_nothing(tmp_path: Path) -> None:
    with pytest.raises(CasesFail) as failed:
        survey(club(tmp_path, cases=CASES.replace("verdict: met", "verdict: unknown")))
    assert failed.value.places == ("club/cases/members.yaml:5:5",)


def test_a_survivor_may_have_a_reason_and_a_reason_must_have_a_survivor(tmp_path: Path) -> None:
    reasons = """\
survivors:
  - {where: "parameters.youngest.values[0]", old: "6", because: nobody asks of the time before 2017}
  - {where: rules.member.when, because: a case catches all of these}
"""
    [found] = survey(club(tmp_path, more=reasons))
    assert [one.because for one in found.survivors] == ["", "", "", "", *["nobody asks of the time before 2017"] * 2]
    assert found.idle == (f"{tmp_path.name}/club/mutation.yaml:3:5",)


@pytest.mark.parametrize(("text", "code"), [
    ("survivors: none\n", "IR007"), ("survivers: []\n", "IR005"), ("survivors:\n  - {where: rules.member}\n", "IR006"),
    ("survivors:\n  - rules.member\n", "IR007"), ("survivors: [\n", "IR001"),
])
def test_a_mistake_in_the_reasons_is_named(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(RulebookError) as error:
        survey(club(tmp_path, more=text))
    assert error.value.diagnostics[0].code == code


def test_every_mutant_of_the_shipped_rules_says_where_it_stands() -> None:
    trial = Trial(default_root())
    for ruleset in trial.variants.written:
        for one in trial.mutants(ruleset):
            assert one.mark.source[one.mark.column - 1:].lstrip("\"'").startswith(one.old.lstrip("\"'")), one
            assert one.old != one.new
