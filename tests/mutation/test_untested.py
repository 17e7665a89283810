"""What cases leave untested: verdicts and branches, and the days on which rules change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from integrationrules.case.branches import Branch
from integrationrules.case.covered import CoveredSet, cases_cover
from integrationrules.mutation.regimes import Regimes, regimes
from integrationrules.rulebook.book import default_root, load

from .club import CASES, EARLIER, RULES, club

CHOICE = RULES.replace("rules:\n", """\
measures:
  card:
    choose:
      - {if: citizen.sex == male, is: blue}
      - {if: citizen.sex == female, is: red}
      - {else: none}
rules:
  colour: {for: citizen, value: card, source: act}
""").replace("    source: act\n", "    except:\n      - {if: citizen.origin == danish, verdict: met}\n    source: act\n")


def covered(folder: Path, rules: str = RULES, cases: str = CASES) -> CoveredSet:
    [found] = cases_cover(load(club(folder, rules, cases)))
    return found


def named(branches: tuple[Branch, ...]) -> list[tuple[str, int, int]]:
    return [(one.kind, one.number + 1, one.of) for one in branches]


def test_verdicts_that_no_case_expects_are_named(tmp_path: Path) -> None:
    assert covered(tmp_path).lacking == (("club.member", "unknown"),)


def test_a_value_that_no_case_reads_is_named(tmp_path: Path) -> None:
    found = covered(tmp_path)
    assert named(found.idle) == [("value", 1, 2)]
    assert (found.idle[0].what, found.idle[0].line, found.branches) == ("club.youngest", 9, 4)


def test_a_side_decides_alone_or_not_at_all(tmp_path: Path) -> None:
    only_the_boy = CASES.split("---")[1]
    assert named(covered(tmp_path, cases=only_the_boy).idle) == [("value", 1, 2), ("and", 1, 2)]


def test_with_the_other_cases_everything_decides(tmp_path: Path) -> None:
    found = covered(tmp_path, cases=CASES + EARLIER)
    assert (found.lacking, found.idle) == ((), ())


def test_cases_of_a_choice_and_exceptions_are_branches(tmp_path: Path) -> None:
    cases = CASES.replace("  - {rule: member, on: 2017-06-01, verdict: met}\n", "  - {rule: colour, verdict: met}\n")
    idle = named(covered(tmp_path, CHOICE.replace("origin == danish", "sex == male"), cases.replace("on: 2017-06-01, verdict: not_met", "verdict: met")).idle)
    assert ("case", 1, 3) in idle
    assert ("case", 2, 3) not in idle
    assert ("case", 3, 3) in idle
    assert not any(kind == "exception" for kind, _, _ in idle)


def changes(folder: Path, rules: str = RULES, cases: str = CASES) -> Regimes:
    [found] = regimes(club(folder, rules, cases))
    return found


def test_every_day_of_change_is_asked_about(tmp_path: Path) -> None:
    six = CASES.replace("2010-06-01", "2010-12-01").split("---")[0].replace("2017-06-01, verdict: met", "2017-06-01, verdict: not_met")
    found = changes(tmp_path, cases=six)
    assert [(one.day, one.parameters, one.citizens, one.shown_by, one.wrong) for one in found.days] == [
        (date(2015, 1, 1), ("youngest",), 1, ("club.member",), ()),
        (date(2017, 1, 1), ("youngest",), 1, ("club.member",), ()),
    ]


def test_a_time_in_which_nothing_is_expected_is_named(tmp_path: Path) -> None:
    assert changes(tmp_path / "some").silent == ((date(2015, 1, 1), date(2017, 1, 1)),)
    assert changes(tmp_path / "all", cases=CASES + EARLIER).silent == ()


def test_a_rule_that_reads_ahead_may_change_before_the_day(tmp_path: Path) -> None:
    rules = RULES.replace(">= youngest", '>= at(youngest, on + 1 * day)').replace("    when: age", '    when: "age').replace("female\n", 'female"\n')
    cases = CASES.replace("2010-06-01", "2010-12-01").split("---")[0].replace("2017-06-01, verdict: met", "2017-06-01, verdict: not_met")
    found = changes(tmp_path, rules, cases)
    assert [one.ahead for one in found.days] == [("club.member",), ("club.member",)]
    assert all(one.wrong == () for one in found.days)


def test_nothing_shipped_changes_that_should_not() -> None:
    assert [(one.ruleset, change.day, change.wrong) for one in regimes(default_root()) for change in one.days if change.wrong] == []
