"""The models of published cases give the figures that were published, and nothing their sources do not carry."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from integrationrules.economics.formulas.inputs import parse_inputs, read_inputs
from integrationrules.economics.formulas.result import ModelResult, run_model
from integrationrules.report.money.modeltext import model_text
from integrationrules.rulebook.book import Rulebook, default_root, read
from integrationrules.rulebook.diagnostics import Diagnostics
from integrationrules.rulebook.models.load import check_models, load_model, model_ids
from integrationrules.timeline.onedocument import read_document

FOLDER = Path(__file__).parents[2] / "examples" / "models"
FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.fixture(scope="module")
def book() -> Rulebook:
    found = read(default_root())[0]
    assert found is not None
    return found


def answered(book: Rulebook, name: str, **changed: Any) -> ModelResult:
    """The answer to an example's file; `changed` are other inputs, or `years`."""
    document, place = read_document(FOLDER / f"{name}.yaml")
    years = changed.pop("years", document["years"])
    model = load_model(book, document["model"])
    figures = json.loads(json.dumps(changed), parse_float=Decimal)
    own = {key: {"is": value, "source": "assumed", "because": {"da": "-", "en": "-"}} for key, value in figures.items()}
    return run_model(model, parse_inputs(model, {**document, "years": years, "inputs": {**document["inputs"], **own}}, place))


def shown(result: ModelResult, name: str) -> list[float | None]:
    return [figure.as_json() for one, cells in result.years.shown for _, figure in cells if one.name == name]


def test_no_model_has_a_mistake(book: Rulebook) -> None:
    problems = Diagnostics()
    check_models(Path(book.root), book.rulesets, problems)
    assert [one.text() for one in problems.errors] == []


def test_every_model_has_an_example(book: Rulebook) -> None:
    assert {read_document(path)[0]["model"] for path in FILES} == set(model_ids(book))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_example_is_answered(book: Rulebook, path: Path) -> None:
    model = load_model(book, read_document(path)[0]["model"])
    result = run_model(model, read_inputs(model, path))
    assert result.as_json()["model"] == model.id


def test_greves_thirteen_at_the_rate_of_2015(book: Rulebook) -> None:
    result = answered(book, "greve_coach")
    assert shown(result, "one_bonus") == [48_440]
    assert shown(result, "said_to_cover") == [629_720]
    assert shown(result, "reached_in_all") == [30 * 48_440]


def test_the_rate_of_greves_own_years_is_unknown(book: Rulebook) -> None:
    assert shown(answered(book, "greve_coach", years={"from": 2004, "to": 2005}), "said_to_cover") == [None, None]


def test_greves_net_is_not_known_without_salary_and_jobs(book: Rulebook) -> None:
    result = answered(book, "greve_coach")
    assert result.years.total("municipality") != result.years.total("municipality")
    assert {"salary", "jobs", "earning", "deadweight"} <= set(result.years.lacks("municipality"))


def test_a_salary_of_thirteen_bonuses_needs_thirteen_jobs(book: Rulebook) -> None:
    result = answered(book, "greve_coach", salary=629_720, other_costs=0, jobs=13, earning=1, deadweight=0)
    assert shown(result, "jobs_needed") == [13]
    assert result.years.total("municipality") == 0
    assert result.years.total("state") == -629_720


def test_vejle_has_no_figures(book: Rulebook) -> None:
    result = answered(book, "vejle_bonus")
    assert all(value is None for one, _ in result.years.shown for value in shown(result, one.name))


def test_the_refund_of_the_first_year_is_38_per_cent(book: Rulebook) -> None:
    result = answered(book, "benefit_saved_per_1000")
    assert shown(result, "weighted_rate") == pytest.approx([(4 * 80 + 22 * 40 + 26 * 30) / 52, 20])
    assert shown(result, "weighted_rate") == pytest.approx([38.08, 20], abs=0.005)
    assert shown(result, "own_share") == pytest.approx([61.9, 80], abs=0.05)


def test_the_saving_is_net_of_the_tax_on_the_benefit(book: Rulebook) -> None:
    result = answered(book, "benefit_saved_per_1000")
    expected = 52_000 * (1 - 0.20) - 52_000 * 0.25049 * (1 - 0.75)
    assert result.years.net("municipality")[1] == pytest.approx(expected)
    assert shown(result, "per_person")[1] == pytest.approx(expected)


def test_what_the_payers_of_a_benefit_gain_is_what_others_lose(book: Rulebook) -> None:
    result = answered(book, "benefit_saved_per_1000", budget_choice="state_guaranteed")
    assert sum(result.years.total(payer) for payer in result.payers) == pytest.approx(0)


def test_no_refund_ladder_and_no_equalisation_before_their_time(book: Rulebook) -> None:
    assert shown(answered(book, "benefit_saved_per_1000", years={"from": 2015, "to": 2015}, tax_rate=25), "weighted_rate") == [None]
    before = answered(book, "benefit_saved_per_1000", years={"from": 2020, "to": 2020}, tax_rate=25, average_rate=25)
    assert shown(before, "weighted_rate") != [None]
    assert shown(before, "per_person") == [None]


def test_varde_paid_all_of_its_screenings_in_2012(book: Rulebook) -> None:
    result = answered(book, "varde_screening")
    assert result.years.total("municipality") == -70_500
    assert result.years.total("state") == 0


@pytest.mark.parametrize("refundable", [0.5, 1])
def test_the_refund_of_screenings_never_gives_a_surplus(book: Rulebook, refundable: float) -> None:
    result = answered(book, "varde_screening", years={"from": 2013, "to": 2014}, refundable=refundable)
    assert result.years.net("municipality") == (-70_500 * (1 - refundable),) * 2
    assert answered(book, "varde_screening", years={"from": 2014, "to": 2014}, refundable=1, unit_cost=3000).years.total("municipality") == -47_000


def test_the_refund_of_screenings_is_unknown_after_the_source(book: Rulebook) -> None:
    assert shown(answered(book, "varde_screening", years={"from": 2015, "to": 2015}, refundable=1), "covered") == [None]


def test_lg_insights_sum_is_58_228_a_person(book: Rulebook) -> None:
    result = answered(book, "lg_insight_duration")
    assert [round(value) for value in shown(result, "per_person") if value is not None] == [58_228]


def test_the_budget_guarantee_takes_what_all_save(book: Rulebook) -> None:
    assert answered(book, "lg_insight_duration").years.total("municipality") == 0
    assert answered(book, "lg_insight_duration", budget_guarantee="alone").years.total("municipality") == 253_000_000
    remark = "If all save, the block grant follows"
    assert remark in model_text(answered(book, "lg_insight_duration"), "en", 100)
    assert remark not in model_text(answered(book, "lg_insight_duration", budget_guarantee="alone"), "en", 100)


def test_what_citizens_lose_is_unknown_where_the_source_does_not_say_gross_or_net(book: Rulebook) -> None:
    result = answered(book, "lg_insight_duration").as_json()
    assert result["net"]["citizen"]["total"] is None
    assert result["net"]["citizen"]["lacks"] == ["unknown lost_benefit"]


def test_shorter_spells_are_fewer_persons(book: Rulebook) -> None:
    own = {"saving_stated": "unknown", "persons_stated": "unknown", "spells": 104, "duration_now": 60, "duration_goal": 50}
    result = answered(book, "lg_insight_duration", **own, saving_per_person=70_000, budget_guarantee="alone")
    assert shown(result, "fewer") == [20]
    assert result.years.total("municipality") == 1_400_000


def test_only_society_gains_by_nydanskers_programme(book: Rulebook) -> None:
    result = answered(book, "nydansker_host")
    assert result.payers == ("society",)
    assert result.years.total("society") == 5_220_000 - 900_000


def test_nydanskers_sum_follows_the_share_with_family(book: Rulebook) -> None:
    assert answered(book, "nydansker_host", family=0.16665).years.total("society") == pytest.approx(2_610_000 - 900_000)
    (balanced,) = answered(book, "nydansker_host").break_even
    assert balanced.factor == pytest.approx(900 / 5220)
    assert balanced.shows is not None
    assert balanced.shows.value == pytest.approx(33.33 * 900 / 5220)


def test_internship_is_no_ordinary_job(book: Rulebook) -> None:
    assert shown(answered(book, "nydansker_host"), "ordinary_only") == [None]


def test_slagelses_groups_differ_by_23_and_a_half_points(book: Rulebook) -> None:
    result = answered(book, "slagelse_groups")
    assert shown(result, "effect") == pytest.approx([23.5])
    assert shown(result, "deadweight") == pytest.approx([16], abs=0.1)


def test_slagelses_uncertainty_needs_the_sizes_of_the_groups(book: Rulebook) -> None:
    assert shown(answered(book, "slagelse_groups"), "at_least") == [None]
    result = answered(book, "slagelse_groups", after=0.5, after_compared=0.5, size=200, size_compared=200)
    assert shown(result, "at_most") == pytest.approx([1.96 * 5])


def test_a_difference_before_the_effort_is_not_its_effect(book: Rulebook) -> None:
    assert shown(answered(book, "slagelse_groups", before=0.10, before_compared=0.045), "since_before") == pytest.approx([18])


def test_helsingoers_rises_start_low_and_end_at_all_of_it(book: Rulebook) -> None:
    result = answered(book, "helsingoer_sanctions")
    assert shown(result, "after_lowest") == [0, pytest.approx(32), pytest.approx(53.6), None]
    assert shown(result, "after_highest") == [100, pytest.approx(62.4), pytest.approx(79.06), None]


def test_attendance_is_never_above_all_of_it(book: Rulebook) -> None:
    own = {"under_20": 0.19, "from_20": 0.39, "from_40": 0.59}
    result = answered(book, "helsingoer_sanctions", before=own, rise={"under_20": 1000, "from_20": 400, "from_40": 400})
    assert shown(result, "after") == [100, 100, 100, None]


def test_a_minimal_effect_is_not_none(book: Rulebook) -> None:
    result = answered(book, "helsingoer_sanctions", before=0.1, persons=10)
    assert shown(result, "after") == [pytest.approx(50), pytest.approx(16), pytest.approx(13.4), None]
    assert shown(result, "average") == [None]


def test_months_to_payback_are_counted_from_the_first_year(book: Rulebook) -> None:
    years = {"from": 2012, "to": 2013}
    result = answered(book, "nydansker_host", years=years, cost={"2012": 900_000, "2013": 0}, contribution_stated={"2012": 0, "2013": 1_800_000})
    assert "Paid back for society after 18 months" in model_text(result, "en", 100)


def test_what_costs_nothing_is_not_paid_back(book: Rulebook) -> None:
    assert "No year of the municipality is below zero: nothing to pay back" in model_text(answered(book, "benefit_saved_per_1000"), "en", 100)
