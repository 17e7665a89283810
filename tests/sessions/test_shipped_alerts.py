"""The shipped alert rule sets: each rule has a source, a title and a sentence or none, and a case in which it is raised and one in which it is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from integrationrules.case.asked import Written, written_cases
from integrationrules.case.cases import CaseOutcome
from integrationrules.rulebook.book import default_root
from integrationrules.sessions.cases import run_alert_cases

from .situation import CHAINERS, book

ALERTS = [alert for alert in book().alerts.values() if alert.rule.concludes.what == "alert"]
IDS = [alert.id for alert in ALERTS]


def expectations() -> Iterator[tuple[str, set[str]]]:
    """The alerts that cases say stand, by rule set."""
    for written in written_cases(default_root()):
        assert isinstance(written, Written)
        for one in written.document.get("alerts") or ():
            yield written.ruleset, {f"{written.ruleset}.{raised['rule']}" for raised in one["raised"]}


STANDING = list(expectations())


@pytest.mark.parametrize("chainer", CHAINERS)
def test_every_case_of_an_alert_holds(chainer: str) -> None:
    found = list(run_alert_cases(book(), default_root(), chainer))
    assert len(found) > 40
    assert [outcome.text for outcome in found if not outcome.ok] == []


@pytest.mark.parametrize("alert", ALERTS, ids=IDS)
def test_an_alert_stands_in_one_case_and_not_in_another(alert) -> None:  # type: ignore[no-untyped-def]
    ruleset = alert.id.rpartition(".")[0]
    of_ruleset = [raised for name, raised in STANDING if name == ruleset]
    assert any(alert.id in raised for raised in of_ruleset)
    assert any(alert.id not in raised for raised in of_ruleset)


@pytest.mark.parametrize("alert", ALERTS, ids=IDS)
def test_an_alert_has_a_title_and_a_source(alert) -> None:  # type: ignore[no-untyped-def]
    assert alert.rule.title is not None
    assert alert.rule.citation is not None


def test_everyone_told_has_a_name_in_the_diary() -> None:
    from integrationrules.report.alerts import WHOM

    told = {alert.rule.concludes.to for alert in ALERTS if not book().ruleset_of(alert.id).invented}
    assert told == set(WHOM)


def of_text(tmp_path: Path, alerts: str) -> list[CaseOutcome]:
    """The outcome of a case with these expectations, beside one alert rule."""
    folder = tmp_path / "bus"
    (folder / "cases").mkdir(parents=True)
    (folder / "rules.yaml").write_text("""ruleset: bus
title: {da: Skolebussen, en: The school bus}
alerts:
  late: {given: [{fact: contract, as: c, where: c.on < today}], concludes: {alert: late, due: c.on, to: driver}}
""", encoding="utf-8")
    case = "case: signed\ncitizen: {id: c-1}\nobserved: {from: 2018-01-01, to: 2018-02-01}\nfacts: [{kind: contract, on: 2018-01-31}]\n"
    (folder / "cases" / "late.yaml").write_text(case + alerts, encoding="utf-8")
    from integrationrules.rulebook.book import load

    return list(run_alert_cases(load(tmp_path), tmp_path, "builtin"))


@pytest.mark.parametrize(("alerts", "expected"), [
    ("alerts: [{on: 2018-02-01, raised: [{rule: late, due: 2018-01-31, to: driver}]}]", []),
    ("alerts: [{on: 2018-02-01, raised: []}]", ["bus/cases/late.yaml:5:10: signed: alerts on 2018-02-01: expected no alert, found rule: late"]),
    ("alerts: [{on: 2018-01-31, raised: [{rule: late}]}]", ["bus/cases/late.yaml:5:10: signed: alerts on 2018-01-31: expected rule: late, found no alert"]),
    ("alerts: [{on: 2018-02-01, raised: [{rule: late, due: 2018-02-01}]}]",
     ["bus/cases/late.yaml:5:10: signed: alerts on 2018-02-01: expected rule: late due: 2018-02-01, found rule: late due: 2018-01-31"]),
    ("alerts: [{on: 2018-01-01, raised: []}]",
     ["bus/cases/late.yaml:5:10: signed: alerts on 2018-01-01: expected no alert, found the session stands at 2018-01-31; it is not moved back to 2018-01-01"]),
    ("alerts: [{on: 2018-01-32, raised: []}]", ["bus/cases/late.yaml:5:15: alerts[0].on: '2018-01-32' is not a day of the calendar"]),
    ("alerts: [{raised: []}]", ["bus/cases/late.yaml:5:10: alerts[0]: 'on' is missing"]),
    ("alerts: [{on: 2018-02-01, stands: []}]", ["bus/cases/late.yaml:5:27: alerts[0].stands: 'stands' is not known here; known are on, raised"]),
    ("alerts: [{on: 2018-02-01, raised: [late]}]",
     ["bus/cases/late.yaml:5:36: alerts[0].raised[0]: expected a mapping such as {key: value}; found text"]),
    ("events: [{kind: fact}]\nalerts: [{on: 2018-02-01, raised: []}]", ["bus/cases/late.yaml:5:10: 'recorded' is missing"]),
], ids=str)
def test_what_is_said_of_a_case_that_fails_or_cannot_be_used(tmp_path: Path, alerts: str, expected: list[str]) -> None:
    assert [outcome.text for outcome in of_text(tmp_path, alerts) if not outcome.ok] == expected
