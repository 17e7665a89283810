"""Cases beside rules: what fails says where in whose words, and a mistake is no failed expectation."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrationrules.case.cases import CaseOutcome, run_cases
from integrationrules.report.problems import case_outcome
from integrationrules.rulebook.book import load
from integrationrules.timeline.problems import CaseError

RULES = """\
ruleset: town
title: {da: Byen, en: The town}
sources:
  act: {title: byloven, act: LBK 12/2017}
rules:
  grown:
    title: {da: Voksen, en: Grown}
    for: citizen
    when: age(citizen.born, on) >= 18 * year
    source: act
    at: § 1
"""
CASE = """\
case: a citizen of 20
citizen: {id: c, born: 1998-01-01}
observed: {from: 2015-01-01, to: 2018-01-01}
expect:
  - {rule: grown, verdict: met}
"""


def outcomes(folder: Path, text: str | bytes, name: str = "grown.yaml") -> list[CaseOutcome]:
    (folder / "town" / "cases").mkdir(parents=True)
    (folder / "town" / "rules.yaml").write_text(RULES, encoding="utf-8")
    (folder / "town" / "cases" / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return run_cases(load(folder), folder)


@pytest.mark.parametrize("name", ["grown.yaml", "grown.yml"])
def test_both_endings_of_yaml_are_run(tmp_path: Path, name: str) -> None:
    [outcome] = outcomes(tmp_path, CASE, name)
    assert outcome.ok
    assert (outcome.name, outcome.rule) == ("a citizen of 20", "grown")


def test_a_failure_names_file_line_and_column_in_both_languages(tmp_path: Path) -> None:
    [outcome] = outcomes(tmp_path, CASE.replace("verdict: met", "verdict: not_met"))
    assert case_outcome(outcome, "da") == "town/cases/grown.yaml:5:5: a citizen of 20: grown: ventet not_met, fundet met"
    assert case_outcome(outcome, "en") == outcome.text == "town/cases/grown.yaml:5:5: a citizen of 20: grown: expected not_met, found met"
    assert outcome.mistake is None


@pytest.mark.parametrize(("old", "new", "said"), [
    ("verdict: met", "verdict: mett", "town/cases/grown.yaml:5:28: expect[0].verdict: her står 'mett'; mente du 'met'? Der ventes en af met, not_met, unknown"),
    ("verdict: met", "verdict: true", "her står true"),
    ("rule: grown, ", "", "town/cases/grown.yaml:5:5: expect[0]: 'rule' mangler"),
    ("rule: grown", "rulle: grown", "mente du 'rule'?"),
    ("verdict: met", "verdict: met, on: 1/6/2018", "her ventes en dato som 2018-05-28; her står '1/6/2018'"),
    ("verdict: met", "verdict: met, on: 2018-02-30", "'2018-02-30' er ikke en dag i kalenderen"),
    ("verdict: met", "verdict: met, quarter: 2018Q5", "her ventes et kvartal som 2018Q4; her står '2018Q5'"),
    ("verdict: met", "verdict: met, quarter: 2018", "her ventes et kvartal som 2018Q4; her står 2018"),
    ("verdict: met", "verdict: met, options: igu", "expect[0].options: "),
    ("rule: grown", "rule: gronw", "town/cases/grown.yaml:5:5: a citizen of 20: gronw: der er ingen regel"),
    ("expect:\n  - {rule: grown, verdict: met}\n", "", "town/cases/grown.yaml:1:1: expect: 'expect' er tom"),
    ("expect:\n  - {rule: grown, verdict: met}\n", "expect: met\n", "town/cases/grown.yaml:4:9: expect: her ventes en liste"),
    ("observed:", "obsrved:", "town/cases/grown.yaml:3:1: obsrved: 'obsrved' er ikke kendt her; mente du 'observed'?"),
    ("born: 1998-01-01", "born: 1998-13-01", "town/cases/grown.yaml:2:24: citizen.born: "),
    ("  - {rule", "  - grown\n  - {rule", "town/cases/grown.yaml:5:5: expect[0]: "),
])
def test_a_mistake_is_named_in_our_words(tmp_path: Path, old: str, new: str, said: str) -> None:
    outcome = next(each for each in outcomes(tmp_path, CASE.replace(old, new)) if not each.ok)
    assert outcome.mistake is not None
    assert said in case_outcome(outcome, "da")
    assert "isoformat" not in outcome.text


@pytest.mark.parametrize(("content", "said"), [
    (b"", "der står ingen sag i denne fil"), (b"# nothing\n", "der står ingen sag i denne fil"), (b"\xff", "byte 1 er ikke UTF-8"),
    (b"a: [", "town/cases/grown.yaml:1:5: "), (b"- 3\n", "town/cases/grown.yaml:1:1: "),
])
def test_a_file_without_cases_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    [outcome] = outcomes(tmp_path, content)
    assert isinstance(outcome.mistake, CaseError)
    assert said in case_outcome(outcome, "da")
    assert case_outcome(outcome, "da").startswith("town/cases/grown.yaml")
