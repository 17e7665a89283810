"""The mini-model for people supported by their spouse, against a plain reading of its formulas and against what must hold of any net."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrationrules.economics.formulas.calendar import whole_years
from integrationrules.economics.formulas.inputs import ModelInputs, parse_inputs, read_inputs
from integrationrules.economics.formulas.result import ModelResult, run_model, staircase
from integrationrules.economics.formulas.settings import with_settings
from integrationrules.economics.formulas.uncertain import draw_model, draws_of, model_tornado
from integrationrules.rulebook.book import load
from integrationrules.rulebook.models.load import load_model
from tests.oracle.models import PlainModel

EXAMPLES = Path(__file__).parents[3] / "examples" / "models"
MODEL = load_model(load(), "spouse_supported")
INVENTED = read_inputs(MODEL, EXAMPLES / "spouse_supported_invented.yaml")
TO_FILL = read_inputs(MODEL, EXAMPLES / "spouse_supported_50.yaml")
GROUPS = ["western_qualified", "western_unqualified", "non_western_qualified", "non_western_unqualified"]
OFFERS = ["wage_subsidy", "company_placement", "guidance"]
YEARS = ["2024", "2025", "2026", "2027", "2028"]
SHARE = st.one_of(st.sampled_from([0, 1]), st.decimals(0, 1, places=2), st.just("unknown"))


def close(one: float, other: float | None) -> bool:
    return math.isnan(one) if other is None else math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)


def table(cells: st.SearchStrategy[Any], *axes: list[str]) -> st.SearchStrategy[Any]:
    if not axes:
        return cells
    inner = table(cells, *axes[1:])
    return st.fixed_dictionaries(dict.fromkeys(axes[0], inner))


def amounts(most: int) -> st.SearchStrategy[Any]:
    return st.one_of(st.integers(0, most), st.just("unknown"))


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    options = {one.name: st.sampled_from([*dict(one.options), "unknown"]) for one in MODEL.file.inputs if one.options}
    values = {
        "persons": table(st.integers(0, 30), GROUPS, OFFERS), "effect": table(SHARE, GROUPS, OFFERS), "deadweight": table(SHARE, GROUPS, OFFERS),
        "displacement": SHARE, "remaining": table(SHARE, YEARS), "lasting": SHARE, "inside_period": table(SHARE, GROUPS),
        "months_to_job": table(amounts(20), OFFERS), "subsidised_months": table(amounts(14), OFFERS), "income": table(amounts(300_000), YEARS),
        "tax_rate": table(st.decimals(20, 28, places=1), YEARS), "tax_base": options["tax_base"], "budget_choice": table(options["budget_choice"], YEARS),
        "budgeted": table(SHARE, YEARS), "own_cost": table(amounts(50_000), OFFERS), "subsidy": amounts(20_000), "refunded": SHARE,
        "budget_guarantee": options["budget_guarantee"],
    }
    optional = {"average_rate": table(st.decimals(20, 28, places=1), YEARS), "job_bonus": table(amounts(90_000), YEARS),
                "housing_benefit": amounts(30_000), "daycare": amounts(30_000)}
    chosen = {**values, **{name: strategy for name, strategy in optional.items() if draw(st.booleans())}}
    first = draw(st.integers(2024, 2026))
    because = {"da": "opdigtet", "en": "invented"}
    return {"model": MODEL.id, "years": {"from": first, "to": draw(st.integers(first, 2028))}, "prices": "current",
            "inputs": {name: {"is": draw(strategy), "source": "assumed", "because": because} for name, strategy in chosen.items()}}


def read(document: dict[str, Any]) -> ModelInputs:
    return parse_inputs(MODEL, document, lambda path, at_key: "here")


@settings(max_examples=60, deadline=None)
@given(documents())
def test_every_step_is_what_a_plain_reading_gives(document: dict[str, Any]) -> None:
    inputs = read(document)
    result = run_model(MODEL, inputs)
    values = {name: one.values for name, one in inputs.given.items()}
    for found, months in ((result.years, None), (result.early, 6)):
        assert found is not None
        years = [period.year for period in found.periods]
        plain = PlainModel(MODEL, years, values, months)
        for at, (step, entries) in enumerate(MODEL.steps):
            for payer, term in entries:
                said = [plain.value(term, {"year": str(year)}) for year in years]
                assert all(close(figure.value, value) for figure, value in zip(found.steps[at].by_payer[payer], said, strict=True)), step.name
        for one, cells in found.shown:
            term = next(term for shown, term in MODEL.shown if shown is one)
            assert close(cells[0][1].value, plain.value(term, {})), one.name


@settings(max_examples=30, deadline=None)
@given(documents())
def test_what_is_not_known_says_what_is_lacking(document: dict[str, Any]) -> None:
    for one in run_model(MODEL, read(document)).years.steps:
        for figures in one.by_payer.values():
            for figure in figures:
                assert bool(figure.lacks) == math.isnan(figure.value)


def test_the_net_of_all_payers_is_the_sum_of_their_steps() -> None:
    years = run_model(MODEL, INVENTED).years
    steps = sum(one.total(payer) for one in years.counted for payer in one.by_payer)
    assert math.isclose(sum(years.total(payer) for payer, _ in MODEL.file.payers), steps)
    # Between payers nothing is made: what is left is the effort's own cost.
    assert math.isclose(steps, -(30 * 15_000 + 20 * 10_000))


def total(inputs: ModelInputs, payer: str = "municipality") -> float:
    return run_model(MODEL, inputs).years.total(payer)


def test_twice_the_citizens_are_twice_the_money() -> None:
    path = "persons.non_western_unqualified"
    doubled = with_settings(MODEL, INVENTED, [(f"{path}.guidance", "60"), (f"{path}.wage_subsidy", "40")])
    assert math.isclose(total(doubled), 2 * total(INVENTED))


def test_a_bonus_needs_six_months_in_the_job_so_none_falls_within_six_months_of_a_six_month_wage_subsidy() -> None:
    result = run_model(MODEL, with_settings(MODEL, INVENTED, [("inside_period", "1")]))
    assert result.early is not None
    bonus = next(one for one in result.early.steps if one.step.name == "bonus")
    assert bonus.total("municipality") == 0
    # 20 x 0.35 and 30 x 0.10 jobs, 0.70 of them because of the effort; three quarters of those last, 88,817 each.
    yearly = next(one for one in result.years.steps if one.step.name == "bonus")
    assert math.isclose(yearly.total("municipality"), (20 * 0.35 + 30 * 0.10) * 0.7 * 0.75 * 88_817)


def test_nobody_inside_the_introduction_period_earns_a_bonus_though_the_amount_is_not_on_file() -> None:
    document = {**INVENTED.document, "inputs": {name: body for name, body in INVENTED.document["inputs"].items() if name != "job_bonus"}}
    unknown = run_model(MODEL, read(document))
    assert math.isnan(unknown.years.total("municipality"))
    assert "job_bonus" in unknown.years.lacks("municipality")
    none = run_model(MODEL, with_settings(MODEL, read(document), [("inside_period.non_western_unqualified", "0")]))
    assert not math.isnan(none.years.total("municipality"))


def test_under_the_state_guarantee_the_municipality_does_not_see_the_tax() -> None:
    result = run_model(MODEL, with_settings(MODEL, INVENTED, [("budget_choice", "state_guaranteed")]))
    seen = [one for one in result.years.steps if one.step.name in ("gross", "deadweight", "subsidised_tax", "equalisation", "state_guarantee", "settlement")]
    assert math.isclose(sum(one.total("municipality") for one in seen), 0, abs_tol=1e-6)


def test_tax_that_was_not_budgeted_comes_three_years_later() -> None:
    step = next(one for one in run_model(MODEL, with_settings(MODEL, INVENTED, [("budgeted", "0")])).years.steps if one.step.name == "settlement")
    moved = [figure.value for figure in step.by_payer["municipality"]]
    assert moved[0] < 0
    assert math.isclose(moved[3], -moved[0] + (moved[3] + moved[0]))
    plain = run_model(MODEL, INVENTED).years
    own = sum(one.by_payer["municipality"][0].value for one in plain.steps if one.step.name in ("gross", "deadweight", "subsidised_tax", "equalisation"))
    assert math.isclose(moved[0], -own)


def test_equalisation_before_2021_and_above_125_per_cent_is_not_known() -> None:
    above = run_model(MODEL, with_settings(MODEL, INVENTED, [("tax_base", "above_125")])).years
    assert math.isnan(above.total("other_municipalities"))
    document = {**INVENTED.document, "years": {"from": 2019, "to": 2020}}
    document["inputs"] = {**document["inputs"], "remaining": {**document["inputs"]["remaining"], "is": 1}}
    assert "dk.economics.tax.equalised 2019" in run_model(MODEL, read(document)).years.lacks("municipality")


def test_what_one_municipality_keeps_if_all_do_the_same_is_not_known() -> None:
    together = run_model(MODEL, with_settings(MODEL, INVENTED, [("budget_guarantee", "all_municipalities")])).years
    assert together.lacks("municipality") == ("unknown guaranteed",)
    assert math.isnan(together.total("municipality"))


def test_a_net_that_is_not_known_has_no_tornado_and_no_quantiles() -> None:
    unknown = with_settings(MODEL, INVENTED, [("tax_base", "above_125")])
    assert model_tornado(MODEL, unknown, "municipality") == ()
    assert all(math.isnan(one) for one in draw_model(MODEL, unknown, "municipality", 10, 1).total)


def test_only_the_cost_of_those_in_the_programme_is_refunded() -> None:
    refund = next(one for one in run_model(MODEL, INVENTED).years.steps if one.step.name == "refund")
    assert math.isclose(refund.total("municipality"), (650_000 + 20 * 6 * 13_814) * 0.2 * 0.5)


def test_a_job_begins_when_the_wage_subsidy_has_ended() -> None:
    early = with_settings(MODEL, INVENTED, [("months_to_job.wage_subsidy", "2")])
    assert total(early) == total(INVENTED)


def test_break_even_put_back_gives_zero() -> None:
    found = run_model(MODEL, INVENTED).break_even[0]
    assert found.factor is not None
    net = staircase(MODEL, INVENTED, whole_years(INVENTED.first, INVENTED.last), ("effect", found.factor)).total("municipality")
    assert abs(net) < 1e-6


def test_no_effect_can_pay_back_what_every_job_costs() -> None:
    dear = with_settings(MODEL, INVENTED, [("tax_base", "below_90"), ("tax_rate", "20"), ("inside_period", "0")])
    assert run_model(MODEL, dear).break_even[0].factor is None


def test_what_is_to_be_filled_in_is_asked_for_and_nothing_is_made_up() -> None:
    result: ModelResult = run_model(MODEL, TO_FILL)
    assert {name for name, one in MODEL.inputs.items() if not one.optional and one.default is None} - {"persons", "subsidised_months"} == set(
        result.years.lacks("municipality")) & set(MODEL.inputs) - {one.name for one in MODEL.file.inputs if one.optional}
    assert all(math.isnan(result.years.total(payer)) for payer in result.payers)
    shown = {one.name: cells[0][1].value for one, cells in result.years.shown}
    assert shown["citizens"] == 50


def test_the_same_seed_gives_the_same_draws_and_another_gives_others() -> None:
    first, again, other = (draw_model(MODEL, INVENTED, "municipality", 200, seed) for seed in (7, 7, 8))
    assert first.net.tobytes() == again.net.tobytes() != other.net.tobytes()


def test_a_figure_given_once_for_all_years_is_drawn_once() -> None:
    once = draws_of(MODEL, INVENTED, 20, 1)
    assert once["income", ("2026",)].tolist() == once["income", ("2030",)].tolist()
    guidance, subsidy = (once["own_cost", (offer,)].tolist() for offer in ("guidance", "wage_subsidy"))
    assert guidance != subsidy


def test_every_draw_without_spread_is_the_estimate() -> None:
    certain = {name: replace(one, low={}, high={}) for name, one in INVENTED.given.items()}
    draws = draw_model(MODEL, replace(INVENTED, given=certain), "municipality", 50, 1)
    assert draws.net.tolist() == [total(INVENTED)] * 50


def test_a_draw_is_the_answer_for_the_figures_drawn() -> None:
    low = {name: replace(one, values={member: one.low.get(member, value) for member, value in one.values.items()}, low={}, high={})
           for name, one in INVENTED.given.items()}
    bars = {bar.name: bar for bar in model_tornado(MODEL, INVENTED, "municipality")}
    for name in ("effect", "income", "own_cost", "refunded"):
        alone = replace(INVENTED, given={**INVENTED.given, name: low[name]})
        assert math.isclose(float(bars[name].at_low), total(alone)), name


@pytest.mark.parametrize("payer", ["municipality", "state", "citizen"])
def test_draws_lie_between_the_extremes_of_what_moves_them(payer: str) -> None:
    draws = draw_model(MODEL, INVENTED, payer, 500, 3)
    assert draws.total[0] <= draws.total[1] <= draws.total[2]
    assert draws.cumulative[-1] == draws.total


def test_a_figure_that_is_set_is_that_figure() -> None:
    changed = with_settings(MODEL, INVENTED, [("tax_rate.2027", "26"), ("years.to", "2027"), ("effect.low.non_western_unqualified.guidance", "0.01")])
    assert changed.given["tax_rate"].values == {("2026",): Decimal("25.049"), ("2027",): Decimal(26)}
    assert changed.given["effect"].low["non_western_unqualified", "guidance"] == Decimal("0.01")
    assert changed.last == 2027
