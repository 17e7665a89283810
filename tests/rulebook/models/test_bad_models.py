"""The mistakes one can make in a model, with the exact words said about each."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrationrules.rulebook.diagnostics import CATALOGUE

from .written import said_of_models

EXAMPLES = sorted((Path(__file__).parent / "bad").iterdir())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_message_is_exactly_this(example: Path) -> None:
    assert said_of_models(example) == (example / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_shows_the_code_in_its_name(example: Path) -> None:
    code = example.name.partition("_")[0]
    assert f": {code} {CATALOGUE[code][0]}: " in (example / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one.name != "IR210_axis_of_an_input"], ids=lambda example: example.name)
def test_one_mistake_is_told_once(example: Path) -> None:
    assert (example / "expected.txt").read_text(encoding="utf-8").count("bus/model.yaml:") == 1
