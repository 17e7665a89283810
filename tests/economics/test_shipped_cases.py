"""The shipped investment cases: what their sources print, and nothing that they do not."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from integrationrules.economics.investment.problems import InvestmentError
from integrationrules.economics.investment.public import invest
from integrationrules.economics.investment.result import InvestmentResult
from integrationrules.economics.ranges import Range
from integrationrules.report.money.text import investment_text

FOLDER = Path(__file__).parents[2] / "examples" / "investments"
CASES = sorted(FOLDER.glob("*.yaml"))
WITHOUT_AMOUNTS = ["frederiksberg", "slagelse", "vejle", "vordingborg"]


def found(name: str) -> InvestmentResult:
    return invest(FOLDER / f"{name}.yaml")


def verdicts(result: InvestmentResult) -> dict[str, str]:
    return {one.message: one.verdict for one in result.checks}


def test_the_cases_of_the_sources_are_shipped() -> None:
    assert {path.stem for path in CASES} >= {
        "foreningen_nydansker", "frederiksberg", "greve", "hjoerring", "lg_insight", "odense", "slagelse", "varde", "vejle", "vordingborg",
    }


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_each_names_what_is_missing_and_where_its_figures_are_from(path: Path) -> None:
    case = invest(path).case
    assert case.missing
    assert all(line.cited or line.because for line in case.lines)
    assert all(claim.cited for claim in case.claims)
    assert all(one.cited for one in case.assumptions)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_none_states_a_spread_and_none_gets_one(path: Path) -> None:
    sensitivity = invest(path, draws=100).sensitivity
    assert sensitivity is not None
    assert not sensitivity.spread_stated
    assert sensitivity.drawn is None
    assert sensitivity.scenarios == ()


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_the_net_is_the_sum_over_payers(path: Path) -> None:
    result = invest(path)
    nets = [one.totals.net for one in result.payers]
    assert sum((net.least for net in nets), Decimal(0)) == result.totals.net.least
    assert sum((net.most for net in nets), Decimal(0)) == result.totals.net.most


@pytest.mark.parametrize("name", WITHOUT_AMOUNTS)
def test_without_a_published_amount_nothing_is_computed(name: str) -> None:
    result = found(name)
    document = result.as_json()
    assert document["totals"] is None
    assert document["years"] == []
    assert document["payback"] == {"earliest": None, "latest": None, "reason": "no_amounts"}
    assert verdicts(result)["costs_no_amounts"] == "fail"
    assert result.case.concludes.cannot
    text = investment_text(result, "en")
    assert "No amount is published; neither net nor payback can be computed." in text
    assert "In all" not in text
    with pytest.raises(InvestmentError, match="no amounts are published"):
        invest(FOLDER / f"{name}.yaml", npv=True)


def test_frederiksberg_states_a_surplus_that_nobody_can_recompute() -> None:
    result = found("frederiksberg")
    assert [claim.value for claim in result.case.claims] == [1_000_000]
    assert verdicts(result)["sums_alone"] == "warn"


def test_greve_needs_13_of_its_30_grants() -> None:
    result = found("greve")
    assert result.totals.cost == Range.of(629_720)
    sensitivity = result.sensitivity
    assert sensitivity is not None
    assert sensitivity.needed_share == (Fraction(13, 30), Fraction(13, 30))
    assert {one.name: one.value for one in sensitivity.zero_at} == {"placed": 13, "needed": 30}
    assert verdicts(result)["vintage_other_year"] == "warn"
    assert result.present_value.reason == "current_prices"


def test_varde_shows_what_screenings_cost_and_no_surplus() -> None:
    result = found("varde")
    assert result.totals.net == Range.of(-70_500)
    assert result.totals.gain == Range.of(0)
    assert result.payback.latest is None
    assert verdicts(result)["sums_sum"] == "pass"
    # 47 refunds of 2,000 kr. would exceed the cost, and belong to another year.
    assert "94" not in json.dumps(result.as_json()["totals"])


def test_nydansker_gains_on_no_municipal_line() -> None:
    result = found("foreningen_nydansker")
    assert {one.payer: one.totals.net for one in result.payers} == {"society": Range.of(5_220_000), "not_stated": Range.of(-900_000)}
    assert result.savings_to_investment is None
    assert result.payback.reason == "society"
    assert verdicts(result)["payers_society"] == "warn"


def test_slagelse_has_a_deadweight_of_16_percent_and_no_amount() -> None:
    result = found("slagelse")
    (quotient,) = (one for one in result.checks if one.message == "sums_quotient")
    assert quotient.verdict == "pass"
    assert round(quotient.values["computed"].value, 4) == Decimal("0.1607")
    assert verdicts(result)["compared_control_group"] == "pass"
    assert result.case.scope.integration_share is None


def test_lg_insight_is_58228_a_person_and_carries_the_remark_on_the_budget_guarantee() -> None:
    result = found("lg_insight")
    by_id = {one.about: one for one in result.checks if one.id == "people"}
    assert round(by_id["yardstick_cash_assistance"].values["each"].value.least) == 58_228
    assert by_id["yardstick_cash_assistance"].message == "yardstick_cash_assistance_inside"
    assert verdicts(result)["included_because"] == "warn"
    assert "bloktilskuddet" in investment_text(result, "da")
    assert verdicts(result)["costs_none"] == "fail"


def test_odense_expects_a_net_of_42_and_had_lost_in_one_project() -> None:
    result = found("odense")
    assert result.totals.net == Range.of(Decimal("42.0"))
    assert verdicts(result)["effect_mixed"] == "warn"
    assert [claim.value for claim in result.case.claims] == [Decimal(42), Decimal("-9.2")]
    assert result.payback.earliest is not None
    assert result.payback.latest is not None
    assert (result.payback.earliest.year, result.payback.latest.year) == (2015, 2021)


def test_vordingborg_failed_and_is_shown_as_such() -> None:
    assert verdicts(found("vordingborg"))["effect_none"] == "fail"
