"""The shipped rule files: clean, proved by their cases, and refusing what they do not cover."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from integrationrules.case.cases import check_cases, run_cases
from integrationrules.case.evaluation import evaluate
from integrationrules.dates import Quarter
from integrationrules.rulebook.book import default_root, examine, load
from integrationrules.rulebook.diagnostics import Diagnostics
from integrationrules.timeline.timeline import Timeline
from integrationrules.verdict import Verdict

BOOK = load()


def test_no_rule_file_has_a_mistake_or_a_warning() -> None:
    _, problems = examine(default_root(), date(2026, 1, 1))
    assert [found.text() for found in problems.found if found.severity != "notice"] == []


@pytest.mark.parametrize("outcome", run_cases(BOOK), ids=lambda one: f"{one.name}: {one.rule}")
def test_case(outcome: object) -> None:
    assert outcome.ok, outcome.text  # type: ignore[attr-defined]


def test_every_rule_has_cases_that_are_met_not_met_and_unknown() -> None:
    problems = Diagnostics()
    check_cases(BOOK, run_cases(BOOK), problems)
    assert [found.message for found in problems.found] == []


def _observed_everywhere() -> Timeline:
    return Timeline.model_validate({
        "citizen": {"id": "c-1", "born": "1990-01-01", "origin": "non_western"},
        "observed": {"from": "2005-01-01", "to": "2030-01-01"},
        "facts": [
            {"kind": "residence_permit", "on": "2015-11-02", "basis": "refugee"},
            {"kind": "responsibility", "from": "2016-01-01", "municipality": 860},
            {"kind": "programme", "from": "2016-01-01", "to": "2019-01-01"},
            {"kind": "benefit", "type": "integration_benefit", "from": "2016-01-01", "to": "2017-01-01"},
        ],
    }, by_name=False)


def test_every_piece_of_history_is_answered_or_unknown_by_name() -> None:
    # History is cut at every parameter date; each quarter beside a cut is asked about every rule.
    cuts = {day for parameter in BOOK.parameters.values() for value in parameter.values for day in (value.start, value.end) if day}
    quarters = sorted({Quarter.holding(cut + timedelta(days=shift)) for cut in cuts for shift in (-1, 0, 95)})
    for name, rule in BOOK.rules.items():
        if rule.rule.period != "quarter":
            continue
        covers = BOOK.ruleset_of(name).covers
        begins, ends, _ = covers or (None, None, None)
        asked = [quarter for quarter in quarters if not (begins and quarter.first_day < begins) and not (ends and quarter >= Quarter.holding(ends))]
        (result,) = evaluate(BOOK, [_observed_everywhere()], [name], asked)
        for decision in result.decisions:
            holes = [missing for missing in decision.missing if missing.what == "parameter"]
            assert decision.verdict is not Verdict.UNKNOWN or holes, (name, decision.period)


def test_every_parameter_value_has_a_source_and_a_unit() -> None:
    for parameter in BOOK.parameters.values():
        assert parameter.unit
        assert all(value.citation.source.title for value in parameter.values)


def test_every_register_code_is_listed_once() -> None:
    table = BOOK.rulesets["dk.common.dream"].codes
    assert table is not None
    codes = [code for _, group in table.groups for code, _ in group]
    assert len(codes) == len(set(codes)) == 131
    assert "0" not in codes
    assert "100" not in codes
