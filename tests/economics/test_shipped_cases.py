"""The shipped investment cases: what their sources print, and nothing that they do not."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from integrationrules.economics.investment.problems import InvestmentError
from integrationrules.economics.investment.public import invest
from integrationrules.economics.investment.result import InvestmentResult
from integrationrules.economics.ranges import Range
from integrationrules.report.money.text import investment_text

FOLDER = Path(__file__).parents[2] / "examples" / "investments"
CASES = sorted(FOLDER.glob("*.yaml"))
WITHOUT_AMOUNTS = ["frederiksberg", "greve", "slagelse", "vejle", "vordingborg"]
WITHOUT_YEARS = ["foreningen_nydansker", "lg_insight", "odense"]


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
    assert "Neither costs nor gains are published by themselves; neither net nor payback can be computed." in " ".join(text.split())
    assert "In all" not in text
    with pytest.raises(InvestmentError, match="no costs and gains are published"):
        invest(FOLDER / f"{name}.yaml", npv=True)


def test_frederiksberg_states_a_surplus_that_nobody_can_recompute() -> None:
    result = found("frederiksberg")
    assert [claim.value for claim in result.case.claims] == [1_000_000]
    assert verdicts(result)["sums_alone"] == "warn"


@pytest.mark.parametrize("name", WITHOUT_YEARS)
def test_without_the_years_of_an_amount_nothing_is_added_up(name: str) -> None:
    result = found(name)
    document = result.as_json()
    assert result.apart
    assert (document["lines"], document["years"], document["payers"], document["totals"]) == ([], [], [], None)
    assert document["payback"]["reason"] == "no_amounts"
    assert document["savings_to_investment"] is None
    assert verdicts(result)["timing_undated"] == "warn"
    assert not {"timing_same_year", "costs_all_years", "costs_some_years", "spans_within_stated"} & set(verdicts(result))
    text = investment_text(result, "en")
    assert "so nothing is added up" in text
    assert "Year by year" not in text
    assert "Key figures" not in text


def test_what_a_comparison_is_in_words_is_told() -> None:
    assert "gruppernes størrelse" in investment_text(found("slagelse"), "da").lower()
    assert "assumed to carry over from other studies" in " ".join(investment_text(found("odense"), "en").split())
    assert "denies creaming" in investment_text(found("greve"), "en")


def test_greve_needs_13_of_its_30_and_shows_no_kroner() -> None:
    result = found("greve")
    assert {claim.id: (int(claim.value), claim.unit) for claim in result.case.claims[:2]} == {"needed": (13, "persons"), "placed": (30, "persons")}
    (quotient,) = (one for one in result.checks if one.message == "sums_quotient")
    assert quotient.verdict == "pass"
    text = investment_text(result, "en")
    # The rate of 2015 is arithmetic, and nothing of 2004-05 is computed with it.
    assert "Arithmetic, no result" in text
    assert "823" not in text
    assert "2.31" not in text


def test_frederiksbergs_figure_is_shown_where_nothing_can_be_computed() -> None:
    text = investment_text(found("frederiksberg"), "en")
    assert "DKK\u00a01,000,000 [handbook2014]" in text
    assert "No amount" not in text
    assert "DKK\u00a00" not in text


def test_vejle_shows_both_of_what_the_handbook_says() -> None:
    first, second = (one.en for one in found("vejle").case.concludes.can)
    assert "paid for by results grants alone" in first
    assert "can be paid for" in second


def test_varde_shows_what_screenings_cost_and_no_surplus() -> None:
    result = found("varde")
    assert result.totals.net == Range.of(-70_500)
    assert result.totals.gain == Range.of(0)
    assert result.payback.latest is None
    assert verdicts(result)["sums_sum"] == "pass"
    # 47 refunds of 2,000 kr. would exceed the cost, and belong to another year.
    assert "94" not in json.dumps(result.as_json()["totals"])


def test_nydansker_gains_on_no_municipal_line_and_has_no_net() -> None:
    result = found("foreningen_nydansker")
    assert {one.line.payer: one.total for one in result.apart} == {"society": Range.of(5_220_000), "not_stated": Range.of(900_000)}
    assert verdicts(result)["payers_society"] == "warn"
    assert "outturn" not in {one.line.status for one in result.apart}
    text = investment_text(result, "en")
    assert "4,320,000" not in text
    assert "5.80" not in text


def test_slagelse_has_a_deadweight_of_16_percent_and_no_amount() -> None:
    result = found("slagelse")
    (quotient,) = (one for one in result.checks if one.message == "sums_quotient")
    assert quotient.verdict == "pass"
    assert round(quotient.values["computed"].value, 4) == Decimal("0.1607")
    assert verdicts(result)["compared_control_group_unsure"] == "warn"
    assert verdicts(result)["effect_found"] == "warn"
    assert result.case.scope.integration_share is None


def test_lg_insight_is_58228_a_person_and_carries_the_remark_on_the_budget_guarantee() -> None:
    result = found("lg_insight")
    by_id = {one.about: one for one in result.checks if one.id == "people"}
    assert round(by_id["yardstick_benchmark"].values["each"].value.least) == 58_228
    # It is what that yardstick was made of.
    assert "yardstick_cash_assistance" not in by_id
    assert [one.payer for one in result.case.apart] == ["municipalities"]
    assert verdicts(result)["included_because"] == "warn"
    assert "bloktilskuddet" in investment_text(result, "da")
    assert verdicts(result)["costs_none"] == "fail"


def test_odense_states_72_4_and_42_and_had_lost_in_one_project() -> None:
    result = found("odense")
    assert [one.total for one in result.apart] == [Range.of(Decimal("72.4"))]
    assert verdicts(result)["effect_mixed"] == "warn"
    assert [claim.value for claim in result.case.claims] == [Decimal(42), Decimal("-9.2")]


def test_vordingborg_failed_and_is_shown_as_such() -> None:
    assert verdicts(found("vordingborg"))["effect_none"] == "fail"
