"""The workbook of a formula model shows what the JSON says, before and after other programs recalculate it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from integrationrules.economics.formulas.inputs import ModelInputs, read_inputs
from integrationrules.economics.formulas.result import ModelResult, run_model
from integrationrules.economics.formulas.settings import with_settings
from integrationrules.economics.formulas.uncertain import model_tornado
from integrationrules.report.money.workbook.models import model_xlsx
from integrationrules.rulebook.book import load
from integrationrules.rulebook.models.load import Model, load_model
from integrationrules.timeline.onedocument import read_document

from .agreement import assert_same_everywhere
from .recalculated import HAS_LIBREOFFICE, Address, Value, by_libreoffice, changed, named, stored

SHIPPED = sorted((Path(__file__).parents[4] / "examples" / "models").glob("*.yaml"))
INVENTED = next(path for path in SHIPPED if path.stem.endswith("invented"))


@cache
def model_of(path: Path) -> Model:
    document, _ = read_document(path)
    return load_model(load(), str(document["model"]))


def inputs_of(path: Path, settings: tuple[tuple[str, str], ...] = ()) -> ModelInputs:
    found = read_inputs(model_of(path), path)
    return with_settings(model_of(path), found, settings) if settings else found


def result_of(path: Path, settings: tuple[tuple[str, str], ...] = ()) -> ModelResult:
    return run_model(model_of(path), inputs_of(path, settings))


@cache
def made(path: Path, lang: str = "da") -> bytes:
    result = result_of(path)
    bars = model_tornado(result.model, result.inputs, result.payers[0]) if result.payers else ()
    return model_xlsx(result, lang, bars)


def outputs(found: Mapping[str, Any], name: str) -> Iterator[tuple[str, float | None]]:
    """What the JSON says, under the names of the workbook's cells; None is unknown."""
    for step in found["steps"]:
        for payer, values in step["by_payer"].items():
            for year, value in zip(found["years"], values, strict=True):
                yield f"{name}_{step['id']}_{payer}_{year}", value
    for payer, net in found["net"].items():
        for year, value in zip(found["years"], net["by_year"], strict=True):
            yield f"{name}_net_{payer}_{year}", value
        yield f"{name}_total_{payer}", net["total"]
    for figure, cells in found["shown"].items():
        for cell in cells:
            yield "_".join((name, "shown", figure, *cell["of"])), cell["is"]


def expected(result: ModelResult) -> dict[str, float | None]:
    found = result.as_json()
    early = found["after_months"]
    return dict([*outputs(found, "out"), *(outputs(early, "early") if early else ())])


def assert_shows(values: Mapping[Address, Value], where: Mapping[str, Address], wanted: Mapping[str, float | None]) -> None:
    assert wanted
    wrong = {}
    for name, value in wanted.items():
        found = values.get(where[name])
        if (found != "#N/A") if value is None else (found != pytest.approx(value, rel=1e-9, abs=1e-6)):
            wrong[name] = (value, found)
    assert not wrong


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.stem))
def test_opened_without_recalculation_it_shows_the_json(path: Path) -> None:
    assert_shows(stored(made(path)), named(made(path)), expected(result_of(path)))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.stem))
def test_recalculated_independently_it_shows_the_same(path: Path) -> None:
    assert_same_everywhere(made(path))


def written(inputs: ModelInputs, name: str, member: tuple[str, ...]) -> bool:
    """Whether the file gives this very member its own figure: one that stands for several is not set anew for one alone."""
    found = inputs.document["inputs"].get(name, {}).get("is")
    for step in member:
        found = found.get(step) or found.get(int(step) if step.isdecimal() else step) if isinstance(found, dict) else None
    return found is not None and not isinstance(found, dict)


@pytest.mark.skipif(not HAS_LIBREOFFICE, reason="LibreOffice (soffice) is not installed")
def test_ten_changes_move_the_workbook_as_they_move_the_command() -> None:
    chance = Random(7)
    workbook = made(INVENTED)
    where, inputs = named(workbook), inputs_of(INVENTED)
    places = [(name, member) for name, given in inputs.given.items() for member, value in given.values.items()
              if not isinstance(value, str) and written(inputs, name, member)]
    tried = []
    for name, member in (chance.choice(places) for _ in range(10)):
        percent = model_of(INVENTED).inputs[name].unit == "percent"
        given = inputs.given[name]
        low, high = float(given.low.get(member, 0)), float(given.high.get(member, 1))
        share = round(low + (high - low) * chance.random(), 3)
        number = share * 100 if percent else share
        tried.append((".".join((name, *member)), "_".join(("in", name, *member)), number, share))
    found = by_libreoffice(*(changed(workbook, {where[cell]: share}) for _, cell, _, share in tried))
    for (path, _, number, _), values in zip(tried, found, strict=True):
        assert_shows(values, where, expected(result_of(INVENTED, ((path, str(number)),))))


def test_the_same_model_gives_the_same_bytes() -> None:
    made.cache_clear()
    first = made(INVENTED)
    made.cache_clear()
    assert made(INVENTED) == first
