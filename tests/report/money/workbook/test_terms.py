"""A model's formulas in a worksheet give what its formulas give in NumPy, also where figures are unknown."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from random import Random

import numpy as np
import pytest

from integrationrules.economics.formulas.amounts import Amounts
from integrationrules.economics.formulas.calendar import first_months, whole_years
from integrationrules.economics.formulas.compute import Computation
from integrationrules.economics.formulas.dated import in_year
from integrationrules.report.money.workbook.cell import Cell
from integrationrules.report.money.workbook.sheet import Block, Book, Sheet
from integrationrules.report.money.workbook.terms import Members, Translation
from integrationrules.report.money.workbook.unknowns import UNKNOWN
from integrationrules.report.money.workbook.valuation import Valuation
from integrationrules.report.money.workbook.writing import xlsx
from integrationrules.rulebook.book import load
from integrationrules.rulebook.models.load import Model, load_model
from integrationrules.rulebook.models.named import parameter_scale

from .agreement import assert_same_everywhere

MODEL = """
model: dk.economics.toy
title: {da: Prøvemodel, en: Toy model}
prices: current
sources: {s: {title: Assumed}}
parameters:
  grant: {unit: DKK, values: [{from: 2020-01-01, to: 2022-01-01, is: 76500, source: s}, {from: 2022-01-01, to: 2023-01-01, is: 80000, source: s}]}
  refund: {unit: percent, by: {months: bands}, values: [{from: 2020-01-01, to: open, is: {0-11: 80, 12-23: 40, 24-: 20}, source: s}]}
axes:
  group: {label: {da: Gruppe, en: Group}, members: {a: {da: A, en: A}, b: {da: B, en: B}}}
  offer: {label: {da: Tilbud, en: Offer}, members: {guidance: {da: Vejledning, en: Guidance}, subsidy: {da: Tilskud, en: Subsidy},
    practice: {da: Praktik, en: Practice}}}
payers: {municipality: {da: Kommunen, en: The municipality}, state: {da: Staten, en: The state}}
inputs:
  persons: {label: {da: Personer, en: Persons}, unit: persons, by: [group, offer]}
  effect: {label: {da: Effekt, en: Effect}, unit: share, by: [group, year]}
  cost: {label: {da: Udgift, en: Cost}, unit: DKK per person}
  how: {label: {da: Hvordan, en: How}, options: {gross: {da: Brutto, en: Gross}, net: {da: Netto, en: Net}}, by: [year]}
formulas:
  jobs: persons * effect
  bonus: jobs * grant / person
  paid: {choose: [{if: how == gross and year_number < 3, is: jobs * cost},
    {if: not how == gross or effect > 0.5, is: persons * cost / 2}, {else: "min(jobs * cost, persons * cost) - 0 * jobs * cost"}]}
  months_passed: months_from
  refunded: {choose: [{if: calendar_year > 2020, is: "sum(jobs * cost, group, offer) * rate"}, {else: 0}]}
  rate: {of: refund, by: months_from / month}
  total: "sum(bonus - paid, group, offer)"
  so_far: cumulative(total)
  settled: later(total, 2)
  faded: "max(power(1 - 0.1, year_number - 1), 0.5)"
  late: "sum(later(jobs, 1) * faded, offer)"
steps:
  all: {label: {da: Alt, en: All}, municipality: "so_far + settled + refunded + sum(late, group) * cost", state: total * 0}
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    root = tmp_path_factory.mktemp("rules") / "rulesets"
    shutil.copytree(Path(__file__).parents[4] / "rulesets" / "dk" / "common", root / "dk" / "common")
    folder = root / "dk" / "economics" / "toy"
    folder.mkdir(parents=True)
    (folder / "model.yaml").write_text(MODEL, encoding="utf-8")
    return load_model(load(root), "toy")


def given(model: Model, years: int, seed: int, hidden: float = 0.0) -> tuple[dict[str, Amounts | tuple[str, ...]], dict[str, dict[Members, Cell]]]:
    """The same random inputs for NumPy and as cells; a share of them unknown."""
    chance = Random(seed)
    numbers: dict[str, Amounts | tuple[str, ...]] = {}
    cells: dict[str, dict[Members, Cell]] = {}
    for one in model.file.inputs:
        sizes = [years if axis == "year" else len(model.axes[axis].members) for axis in one.axes]
        places = list(product(*map(range, sizes)))
        if one.options:
            words = tuple(chance.choice([option for option, _ in one.options]) for _ in places)
            numbers[one.name] = words
            shown = tuple(label.da for _, label in one.options)
            cells[one.name] = {place: Cell(dict(one.options)[word].da, choices=shown) for place, word in zip(places, words, strict=True)}
            continue
        values = [float("nan") if chance.random() < hidden else chance.choice([0.0, round(chance.random(), 3)]) for _ in places]
        lacks = frozenset({one.name}) if any(map(np.isnan, values)) else frozenset[str]()
        numbers[one.name] = Amounts(np.array(values).reshape(sizes), tuple(one.axes), lacks=lacks)
        cells[one.name] = {place: Cell(UNKNOWN if np.isnan(value) else value) for place, value in zip(places, values, strict=True)}
    return numbers, cells


def looked_up(model: Model, years: tuple[int, ...]) -> tuple[dict[tuple[str, str, int], Cell], dict[tuple[str, int], list[tuple[int, int, Cell]]]]:
    values: dict[tuple[str, str, int], Cell] = {}
    bands: dict[tuple[str, int], list[tuple[int, int, Cell]]] = {}
    for id_, parameter in model.parameters.items():
        for place, year in enumerate(years):
            found = in_year(parameter, year)
            if parameter.banded:
                bands[id_, place] = [(low, high, Cell(value / parameter_scale(parameter))) for low, high, value in found.bands]
            else:
                values[id_, "", place] = Cell(found.single / parameter_scale(parameter) if found.known else UNKNOWN)
    return values, bands


@pytest.mark.parametrize("hidden", [0.0, 0.15])
@pytest.mark.parametrize("months", [0, 30])
def test_the_worksheet_computes_what_numpy_computes(model: Model, hidden: float, months: int) -> None:
    periods = first_months(2020, months) if months else whole_years(2020, 2023)
    values, bands = looked_up(model, tuple(one.year for one in periods))
    seen = 0
    for seed in range(12):
        numbers, cells = given(model, len(periods), seed, hidden)
        translation = Translation(model, periods, cells, values, bands)
        computed = Computation(model, periods, numbers)
        valued = Valuation()
        for name in model.formulas:
            expected = computed.formula(name)
            full = np.broadcast_to(expected.values, [translation.size(axis) for axis in expected.axes])
            for place, cell in translation.formulas[name].items():
                found = valued.shown(cell)
                if np.isnan(full[place]):
                    assert found == "#N/A", (name, place)
                    seen += 1
                else:
                    assert found == pytest.approx(full[place], abs=1e-9), (name, place)
    assert bool(seen) == bool(hidden) or months == 0


def test_other_programs_compute_the_model_too(model: Model) -> None:
    periods = whole_years(2020, 2023)
    values, bands = looked_up(model, tuple(one.year for one in periods))
    _, cells = given(model, len(periods), 3)
    translation = Translation(model, periods, cells, values, bands)

    def column(of: Mapping[Members, Cell]) -> tuple[Cell, ...]:
        return tuple(of.values())

    rows = [*map(column, cells.values()), tuple(values.values()), *(tuple(cell for _, _, cell in found) for found in bands.values()),
            *map(column, translation.formulas.values()), *map(column, translation.steps.values())]
    sheet = Sheet("Beregning", "Prøve", (), (Block(rows=tuple(rows)),), (12,) * 40)
    assert_same_everywhere(xlsx(Book("Prøve", (sheet,), "da")))
