"""Hjørring: the figures that were published, what follows from them, and what does not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from integrationrules.economics.investment.problems import InvestmentError
from integrationrules.economics.investment.public import invest
from integrationrules.economics.investment.values import Money, Number, Parts, Share
from integrationrules.economics.ranges import Range

from .cases import HJOERRING, checks

RESULT = invest(HJOERRING)


def exact(text: str) -> Range:
    return Range.of(Decimal(text))


def test_84_1_was_invested_and_115_5_saved_until_2017() -> None:
    outturn = RESULT.by_status["outturn"]
    assert (outturn.cost, outturn.saving, outturn.net) == (exact("84.1"), exact("115.5"), exact("31.4"))
    assert outturn.benefit_cost is not None
    assert round(outturn.benefit_cost.least, 2) == Decimal("1.37")


def test_the_headline_is_what_its_parts_make() -> None:
    check = checks(RESULT, "sums")["sums_sum", "saved_2015_19"]
    assert check.verdict == "pass"
    assert check.values["parts"] == Parts(((1, exact("115.5")), (1, exact("92")), (1, exact("117"))))
    assert check.values["computed"] == Money(exact("324.5"))


def test_64_percent_had_not_happened() -> None:
    check = checks(RESULT, "happened")["happened_part", "saved_2015_19"]
    assert check.verdict == "warn"
    share, rest = check.values["share"], check.values["rest_share"]
    assert isinstance(share, Share)
    assert isinstance(rest, Share)
    assert (round(share.value, 3), round(rest.value, 3)) == (Decimal("0.356"), Decimal("0.644"))


def test_312_7_is_explained_and_125_is_not() -> None:
    rivals = checks(RESULT, "rivals")
    explained = rivals["rivals_explained", "ministry_saved_2015_19"]
    assert (explained.verdict, explained.values["explained"]) == ("pass", Money(exact("11.8")))
    unexplained = rivals["rivals_unexplained", "invested_decided"]
    assert (unexplained.verdict, unexplained.values["gap"]) == ("warn", Money(exact("33")))


def test_158_over_four_years_does_not_fit_84_1_in_three() -> None:
    spans = checks(RESULT, "spans")
    steep = spans["spans_steep", "invested_kit"]
    assert (steep.verdict, steep.values["rest"], steep.values["rest_years"]) == ("warn", Money(exact("73.9")), 1)
    pace = steep.values["pace"]
    assert isinstance(pace, Number)
    assert round(pace.value.least, 1) == Decimal("2.6")
    assert spans["spans_even_beside", "invested_press"].verdict == "pass"


def test_four_years_here_and_five_there_is_remarked_on() -> None:
    check = checks(RESULT, "spans")["spans_quoted_beside", "invested_kit"]
    assert (check.verdict, check.values["years"], check.values["other_years"]) == ("warn", 4, 5)


def test_20_and_11_8_more_than_budgeted_and_a_forecast_that_was_too_high() -> None:
    by_year = {one.stated.year: one for one in RESULT.follow_up}
    assert (by_year[2016].variance, by_year[2017].variance) == (Decimal(20), Decimal("11.8"))
    assert (by_year[2017].outturn, by_year[2017].computed) == (Decimal("80.8"), ("outturn",))
    assert by_year[2017].forecast_miss == Decimal("-8.2")
    assert checks(RESULT, "budgets")["budgets_forecast", "follow_2017"].verdict == "warn"


def test_a_plan_for_2016_is_no_outturn_and_about_20_is_no_20() -> None:
    by_year = {one.stated.year: one for one in RESULT.follow_up}
    assert (by_year[2016].budget, by_year[2016].outturn, by_year[2016].share) == (None, None, None)
    assert checks(RESULT, "budgets")["budgets_planned_variance", "follow_2016"].verdict == "warn"
    assert checks(RESULT, "budgets")["budgets_forecast", "follow_2017"].values["forecast"] == Money(exact("20"), signed=True, about=True)


def test_the_area_of_the_investment_is_not_invented() -> None:
    assert "areas_several" not in {one.message for one in RESULT.checks}
    assert checks(RESULT, "areas")["areas_not_stated", ""].verdict == "warn"


def test_125_of_four_years_against_gains_of_five_is_remarked_on() -> None:
    check = checks(RESULT, "spans")["spans_gains_longer", "invested_decided"]
    assert (check.verdict, check.values["until"], check.values["net"]) == ("warn", 2019, Money(exact("199.5")))


def test_the_years_are_those_of_cabi() -> None:
    assert checks(RESULT, "spans")["spans_beyond_stated", ""].values["source"] == "Cabi"


def test_current_prices_have_no_present_value() -> None:
    assert (RESULT.present_value.value, RESULT.present_value.reason) == (None, "current_prices")
    with pytest.raises(InvestmentError, match="current prices"):
        invest(HJOERRING, npv=True)


def test_the_split_within_a_span_is_not_known_and_its_end_is() -> None:
    by_year = {one.year: one for one in RESULT.years}
    assert by_year[2015].net == Range(Decimal("-84.1"), Decimal("115.5"))
    assert by_year[2017].cumulative == exact("31.4")
    assert by_year[2019].cumulative == Range(Decimal("166.5"), Decimal("199.5"))


def test_the_amounts_are_of_all_benefits() -> None:
    assert [one.message for one in RESULT.checks if one.id == "scope"] == ["scope_share_unknown"]


def test_per_person_is_shown_beside_each_yardstick_and_never_as_agreement() -> None:
    people = [one for one in RESULT.checks if one.id == "people"]
    assert [one.about for one in people[1:]] == ["yardstick_benchmark", "yardstick_public", "yardstick_cash_assistance"]
    assert {one.verdict for one in people} == {"warn"}


def test_nothing_is_said_to_be_net_of_anything() -> None:
    assert set(RESULT.not_included) == {one.about for one in RESULT.checks if one.id == "included"}
    assert len(RESULT.not_included) == 9


def test_an_even_split_is_a_choice_that_is_named() -> None:
    even = invest(HJOERRING, split="even")
    assert even.as_json()["split"] == "even"
    assert all(one.net.exact for one in even.years if one.year <= 2017)
    assert even.years[2].cumulative == exact("31.4")
