"""Everything the page about formula models shows can be written, and gives what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from integrationrules.economics.formulas.inputs import read_inputs
from integrationrules.economics.formulas.layout import GIVEN, INPUTS_FILE
from integrationrules.economics.formulas.result import run_model
from integrationrules.rulebook.book import default_root, load, read
from integrationrules.rulebook.models.dimension import BASES
from integrationrules.rulebook.models.layout import AREAS, INPUT, MODEL_FILE
from integrationrules.rulebook.models.load import load_model, model_ids
from integrationrules.rulebook.models.named import YEAR_NAMES
from integrationrules.rulebook.models.typed import FUNCTIONS
from tests.rulebook.written import added

from .written import model_tree, said_of_models

PAGE = (Path(__file__).parents[3] / "docs" / "models.md").read_text(encoding="utf-8")
WHOLE, INPUTS, *PARTS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
SHOWN = re.findall(r"(?m)^\| `.*\| `([^`]+)` \|$", PAGE.partition("## Functions and names")[2].partition("## Files of inputs")[0])
"""The examples in the last column of the table of functions."""
RATES = """ruleset: rates
title: {da: Satser, en: Rates}
sources: {act: {title: The bus act}}
parameters:
  reduction:
    label: {da: nedsættelse, en: reduction}
    unit: percent
    values: [{from: 2015-01-01, to: open, is: 40, source: act}]
  discount:
    label: {da: rabat efter alder, en: discount by age}
    unit: percent
    by: {age: bands}
    values: [{from: 2015-01-01, to: open, is: {0-15: 50, 16-: 0}, source: act}]
"""


def said(root: Path, text: str) -> str:
    if "uses:" in text:
        (root / "rates").mkdir()
        (root / "rates" / "rules.yaml").write_text(RATES, encoding="utf-8")
    return said_of_models(model_tree(root, text))


def test_the_whole_example_is_without_any_remark(tmp_path: Path) -> None:
    assert said(tmp_path, WHOLE) == ""


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.partition("\n")[0])
def test_every_part_can_be_added_to_it(tmp_path: Path, part: str) -> None:
    assert said(tmp_path, added(WHOLE, part)) == ""


@pytest.mark.parametrize("example", SHOWN)
def test_an_example_in_the_table_is_right(tmp_path: Path, example: str) -> None:
    part = f'shown:\n  example: {{label: {{da: eksempel, en: example}}, is: "{example}"}}\n'
    assert said(tmp_path, added(WHOLE, part)) == ""


def test_the_inputs_give_what_the_page_says(tmp_path: Path) -> None:
    path = tmp_path / "inputs.yaml"
    path.write_text(INPUTS, encoding="utf-8")
    model = load_model(read(model_tree(tmp_path / "models", WHOLE))[0], "bus")
    found = run_model(model, read_inputs(model, path))
    (tickets,) = [one for one in found.years.steps if one.step.name == "tickets"]
    assert [figure.value for figure in tickets.by_payer["town"]] == [30_000, 32_000]
    assert "the income of tickets is 30,000 kr. in 2026 and 32,000 kr. in 2027" in PAGE
    assert found.as_json()["net"]["town"]["total"] is None
    assert found.years.lacks("town") == ("cost",)


def test_every_word_of_models_is_on_the_page() -> None:
    words = {*MODEL_FILE.names, *INPUT.names, *FUNCTIONS, *YEAR_NAMES, *BASES.values(), *AREAS, *INPUTS_FILE.names, *GIVEN.names,
             "share", "percent", "count", "current", "constant", "unknown", "assumed", "if", "else", "choose", "of", "scale", "payer", "shows", "numbers",
             "members", "remark"}
    assert sorted(word for word in words if not re.search(rf"\b{word}\b", PAGE)) == []


def test_every_function_has_an_example() -> None:
    assert sorted(name for name in (*FUNCTIONS, *YEAR_NAMES) if not any(name in example for example in SHOWN)) == []


def test_every_model_is_listed_with_its_examples() -> None:
    book = load(default_root())
    assert set(re.findall(r"(?m)^\| `(\w+)` \| .* `\w+\.yaml`", PAGE)) == {id_.rpartition(".")[2] for id_ in model_ids(book)}
    folder = Path(__file__).parents[3] / "examples" / "models"
    for name in re.findall(r"`(\w+\.yaml)`", PAGE.partition("## The models there are")[2]):
        assert (folder / name).is_file()
