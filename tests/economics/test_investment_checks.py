"""The checks: each passes, warns or fails for a reason, with the numbers it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from integrationrules.economics.investment.checks.messages import SENTENCES, TITLES
from integrationrules.economics.investment.model import INCLUDED
from integrationrules.economics.investment.result import Check
from integrationrules.economics.ranges import Range

from .cases import SMALL, checks, found

SAVED = "years: {2027: 700, 2028: 800}"
MORE = """\
  mere:
    title: {title}
    kind: {kind}
    payer: municipality
    area: Overførsler
    status: {status}
    years: {years}
    source: sag
"""


def with_top(text: str, top: str) -> str:
    return text.replace("lines:\n", f"{top}\nlines:\n", 1)


def with_line(title: str = "Sparet ydelse", kind: str = "saving", status: str = "forecast", years: str = "{2027: 5}") -> str:
    return SMALL + MORE.format(title=title, kind=kind, status=status, years=years)


def claim(body: str) -> str:
    return with_top(SMALL, f"claims:\n  total: {{says: Total, source: sag, {body}}}")


def one(tmp_path: Path, text: str, family: str, message: str) -> Check:
    return next(check for (name, _), check in checks(found(tmp_path, text), family).items() if name == message)


@pytest.mark.parametrize(("body", "message", "verdict"), [
    ("is: 1500, sum_of: [besparelse]", "sums_sum", "pass"), ("is: 1600, sum_of: [besparelse]", "sums_sum_not", "fail"),
    ("is: 500, net_of: [udgift, besparelse]", "sums_net", "pass"), ("is: 400, net_of: [udgift, besparelse]", "sums_net_not", "fail"),
    ("is: 1.5, unit: ratio, ratio_of: [udgift, besparelse]", "sums_ratio", "pass"),
    ("is: 1.4, unit: ratio, ratio_of: [udgift, besparelse]", "sums_ratio_not", "fail"),
    ("is: 1.4, unit: ratio, ratio_of: [besparelse]", "sums_no_ratio", "fail"),
])
def test_totals_are_what_their_parts_make(tmp_path: Path, body: str, message: str, verdict: str) -> None:
    assert one(tmp_path, claim(body), "sums", message).verdict == verdict


def test_a_printed_decimal_may_be_rounded(tmp_path: Path) -> None:
    text = claim("is: 700.1, sum_of: [besparelse]").replace(SAVED, 'years: {2027: "700,08"}')
    assert one(tmp_path, text, "sums", "sums_sum").verdict == "pass"


@pytest.mark.parametrize(("body", "message", "verdict"), [
    ("is: 1600, contains: [udgift], lasts: 3", "spans_even", "pass"), ("is: 5000, contains: [udgift], lasts: 3", "spans_steep", "warn"),
    ("is: 900, contains: [udgift], lasts: 3", "spans_exceeded", "fail"), ("is: 1000, contains: [udgift], lasts: 2", "spans_whole", "pass"),
    ("is: 1100, contains: [udgift], lasts: 2", "spans_left", "fail"), ("is: 1100, contains: [udgift], lasts: 1", "spans_exceeded", "fail"),
])
def test_totals_fit_their_years(tmp_path: Path, body: str, message: str, verdict: str) -> None:
    assert one(tmp_path, claim(body), "spans", message).verdict == verdict


def test_amounts_outside_the_stated_years_are_named(tmp_path: Path) -> None:
    assert one(tmp_path, with_top(SMALL, "stated_years: {from: 2026, to: 2028}"), "spans", "spans_within_stated").verdict == "pass"
    assert one(tmp_path, with_top(SMALL, "stated_years: {from: 2026, to: 2027}"), "spans", "spans_beyond_stated").values["beyond"].as_json() == 800


def test_a_headline_that_has_happened_passes(tmp_path: Path) -> None:
    text = claim("is: 1500, sum_of: [besparelse], headline: true")
    assert one(tmp_path, text, "happened", "happened_part").verdict == "warn"
    assert one(tmp_path, text.replace("status: forecast", "status: outturn"), "happened", "happened_all").verdict == "pass"


@pytest.mark.parametrize(("explained", "message", "verdict"), [
    ("", "rivals_unexplained", "warn"), (", explained_by: [udgift]", "rivals_explained", "pass"), (", explained_by: [besparelse]", "rivals_partly", "warn"),
])
def test_a_rival_is_explained_or_not(tmp_path: Path, explained: str, message: str, verdict: str) -> None:
    text = with_top(SMALL, f"claims:\n  a: {{says: A, is: 3000, source: sag}}\n  b: {{says: B, is: 2000, rival_of: a, source: sag{explained}}}")
    assert one(tmp_path, text, "rivals", message).verdict == verdict


@pytest.mark.parametrize(("treated", "verdict"), [("net", "pass"), ("not_relevant", "pass"), ("gross", "warn"), ("not_stated", "warn")])
@pytest.mark.parametrize("what", INCLUDED)
def test_gross_or_net_is_asked_of_each_thing(tmp_path: Path, what: str, treated: str, verdict: str) -> None:
    result = found(tmp_path, with_top(SMALL, f"included: {{{what}: {treated}}}"))
    assert checks(result, "included")[f"included_{treated}", what].verdict == verdict
    assert (what in result.not_included) == (verdict == "warn")


@pytest.mark.parametrize(("kind", "verdict"), [
    ("none", "warn"), ("before", "warn"), ("budget", "warn"), ("forecast_without", "pass"),
])
def test_a_counterfactual_convinces_or_not(tmp_path: Path, kind: str, verdict: str) -> None:
    assert one(tmp_path, with_top(SMALL, f"compared_with: {{kind: {kind}}}"), "compared", f"compared_{kind}").verdict == verdict


@pytest.mark.parametrize(("known", "message", "verdict"), [
    ("", "compared_control_group_unsure", "warn"), (", treated: 50, control: 60", "compared_control_group_unsure", "warn"),
    (", lots: drawn, treated: 50", "compared_control_group_unsure", "warn"),
    (", lots: not_drawn, treated: 50, control: 60", "compared_control_group_unsure", "warn"),
    (", lots: drawn, treated: 50, control: 60", "compared_control_group", "pass"),
])
def test_a_control_group_convinces_where_its_sizes_and_its_lots_are_known(tmp_path: Path, known: str, message: str, verdict: str) -> None:
    assert one(tmp_path, with_top(SMALL, f"compared_with: {{kind: control_group{known}}}"), "compared", message).verdict == verdict


def test_an_amount_of_unknown_years_leaves_every_line_apart(tmp_path: Path) -> None:
    result = found(tmp_path, SMALL.replace("years: {2027: 700, 2028: 800}", "years: unknown\n    is: 1500"))
    assert ([line.id for line in result.case.apart], result.lines, result.years) == (["udgift", "besparelse"], (), ())
    assert result.case.apart[1].undated == Range.of(1500)
    assert not result.case.apart[1].each_year
    assert result.as_json()["apart"][1]["undated"] == {"is": 1500, "each_year": False}


def test_a_plan_makes_no_outturn(tmp_path: Path) -> None:
    text = with_top(SMALL, "follow_up: {f: {title: Besparelse, year: 2027, kind: saving, planned: {is: 7.3, source: sag}, variance: {is: 20, source: sag}}}")
    (variance,) = found(tmp_path, text).follow_up
    assert (variance.budget, variance.outturn) == (None, None)
    assert one(tmp_path, text, "budgets", "budgets_planned_variance").verdict == "warn"


def test_staff_inside_the_service_ceiling_while_the_saving_falls_outside(tmp_path: Path) -> None:
    assert one(tmp_path, SMALL, "areas", "areas_several").verdict == "pass"
    assert one(tmp_path, SMALL.replace("area: Indsats", "area: Service"), "areas", "areas_ceiling").verdict == "warn"


def test_prices_of_different_years_are_not_added(tmp_path: Path) -> None:
    text = SMALL.replace("    status: forecast", "    status: forecast\n    prices: current")
    assert one(tmp_path, text, "prices", "prices_mixed").verdict == "fail"
    assert found(tmp_path, text).present_value.reason in ("current_prices", "mixed_prices")


@pytest.mark.parametrize(("years", "message", "verdict"), [
    ("{2025: 700}", "timing_gain_first", "fail"), ("{2026: 700}", "timing_same_year", "warn"), ("{2027: 700}", "timing_later", "pass"),
])
def test_gains_come_after_costs(tmp_path: Path, years: str, message: str, verdict: str) -> None:
    assert one(tmp_path, SMALL.replace(SAVED, f"years: {years}"), "timing", message).verdict == verdict


@pytest.mark.parametrize(("last", "message", "verdict"), [(2028, "timing_within_budget", "pass"), (2027, "timing_beyond_budget", "fail")])
def test_payback_is_within_the_budget_period_or_not(tmp_path: Path, last: int, message: str, verdict: str) -> None:
    text = with_top(SMALL, f"budget_period: {{from: 2026, to: {last}}}")
    assert one(tmp_path, text, "timing", message).verdict == verdict


@pytest.mark.parametrize(("line", "message", "verdict"), [
    ({}, "double_same", "fail"), ({"title": "Andet"}, "double_alike", "warn"), ({"title": "Andet", "status": "outturn"}, "double_statuses", "warn"),
    ({"title": "Tilskud", "kind": "income"}, "double_grant", "warn"),
])
def test_the_same_money_twice_is_seen(tmp_path: Path, line: dict[str, Any], message: str, verdict: str) -> None:
    assert one(tmp_path, with_line(**line), "double", message).verdict == verdict


def test_a_line_twice_in_a_total_fails(tmp_path: Path) -> None:
    assert one(tmp_path, claim("is: 3000, sum_of: [besparelse, besparelse]"), "double", "double_in_total").verdict == "fail"


def test_gains_without_costs_are_seen(tmp_path: Path) -> None:
    assert one(tmp_path, SMALL, "costs", "costs_some_years").values["years"] == (2028,)
    assert one(tmp_path, SMALL.replace("kind: cost", "kind: saving"), "costs", "costs_none").verdict == "fail"


def test_a_source_without_a_date_is_named(tmp_path: Path) -> None:
    assert one(tmp_path, SMALL, "vintage", "vintage_dated").verdict == "pass"
    assert one(tmp_path, SMALL.replace(", published: 2026-01", ""), "vintage", "vintage_undated").values["sources"] == ("Sagen",)


def test_an_assumption_of_another_year_or_without_source_is_remarked_on(tmp_path: Path) -> None:
    text = with_top(SMALL, "assumptions:\n  sats: {title: Sats, unit: times, is: 1, year: 2015, source: sag}\n"
                           "  egen: {title: Egen, unit: times, is: 1, source: assumed, because: et skøn}")
    found_ = checks(found(tmp_path, text), "vintage")
    assert found_["vintage_other_year", "sats"].verdict == found_["vintage_assumed", "egen"].verdict == "warn"


@pytest.mark.parametrize(("numbers", "message", "verdict"), [
    ("budget: {is: 100, source: sag}, outturn: {is: 90, source: sag}", "budgets_variance", "warn"),
    ("budget: {is: 100, source: sag}, variance: {is: 5, source: sag}", "budgets_variance", "pass"),
    ("variance: {is: 5, source: sag}", "budgets_only_variance", "pass"),
    ("variance: {is: 9, source: sag}, forecast_variance: {is: 10, source: sag}", "budgets_forecast", "pass"),
    ("variance: {is: 5, source: sag}, forecast_variance: {is: 10, source: sag}", "budgets_forecast", "warn"),
])
def test_outturn_is_held_against_budget_and_forecast(tmp_path: Path, numbers: str, message: str, verdict: str) -> None:
    text = with_top(SMALL, f"follow_up:\n  aar: {{title: År, year: 2027, kind: saving, {numbers}}}")
    assert one(tmp_path, text, "budgets", message).verdict == verdict


def test_a_counted_saving_by_person_may_pass_and_a_planned_one_may_not(tmp_path: Path) -> None:
    done = SMALL.replace("forecast", "outturn").replace(SAVED, "years: {2027: 700}")
    text = with_top(done, "persons: {is: 10, status: outturn, of: [besparelse], source: sag}")
    assert one(tmp_path, text, "people", "yardstick_benchmark_inside").verdict == "pass"
    assert one(tmp_path, text.replace("persons: {is: 10, status: outturn", "persons: {is: 10, status: goal"), "people", "people_planned").verdict == "warn"


def test_every_check_has_a_title_and_a_sentence(tmp_path: Path) -> None:
    for check in found(tmp_path, SMALL).checks:
        assert check.id in TITLES
        assert check.message in SENTENCES
