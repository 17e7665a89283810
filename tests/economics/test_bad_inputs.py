"""Every mistake in a file of inputs, with the exact words said about it in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrationrules.economics.formulas.inputs import read_inputs
from integrationrules.economics.formulas.result import run_model
from integrationrules.report.catalogue import LANGUAGES
from integrationrules.report.problems import case_problems
from integrationrules.rulebook.book import read
from integrationrules.rulebook.models.load import Model, load_model
from integrationrules.timeline import messages
from integrationrules.timeline.problems import CaseError, Problem

HERE = Path(__file__).parent
FILES = sorted((HERE / "bad_inputs").glob("*.yaml"))


@pytest.fixture(scope="module")
def bus() -> Model:
    return load_model(read(HERE / "town")[0], "bus")


def problems(model: Model, path: Path) -> tuple[Problem, ...]:
    with pytest.raises(CaseError) as refused:
        read_inputs(model, path)
    return refused.value.problems


def said(model: Model, path: Path) -> str:
    """What is said of a file, in Danish and in English."""
    found = problems(model, path)
    lines = [line.replace(str(path), path.name) for lang in LANGUAGES for line in case_problems(found, lang)]
    return "\n".join(lines) + "\n"


def test_the_file_they_are_made_from_is_answered(bus: Model) -> None:
    result = run_model(bus, read_inputs(bus, HERE / "town" / "bus.yaml"))
    assert result.years.net("town") == pytest.approx((1500 * 20 * 0.9 * 0.745, 1600 * 20 * 0.9 * 0.745))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_message_is_exactly_this(bus: Model, path: Path) -> None:
    assert said(bus, path) == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [one for one in FILES if one.stem != "several_at_once"], ids=lambda path: path.stem)
def test_one_mistake_is_told_once(bus: Model, path: Path) -> None:
    assert len(problems(bus, path)) == 1


def test_every_message_about_inputs_has_an_example(bus: Model) -> None:
    shown = {one.id for path in FILES for one in problems(bus, path)}
    assert set(messages.INPUTS) - shown == set()



CPR = "010190-4321"


@pytest.mark.parametrize("old", ["model: bus", "is: 0.9", "is: 25.5", "is: single", "source: assumed", "north: 1000", "years: {from: 2026, to: 2027}"])
def test_no_message_repeats_a_cpr_number(bus: Model, tmp_path: Path, old: str) -> None:
    text = (HERE / "town" / "bus.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "inputs.yaml"
    path.write_text(text.replace(old, f"{old.partition(':')[0]}: '{CPR}'", 1), encoding="utf-8")
    assert "4321" not in said(bus, path)


@pytest.mark.parametrize("old", ["ticket", "north", "title: The"])
def test_no_message_repeats_a_cpr_number_as_a_key(bus: Model, tmp_path: Path, old: str) -> None:
    path = tmp_path / "inputs.yaml"
    path.write_text((HERE / "town" / "bus.yaml").read_text(encoding="utf-8").replace(old, f"'{CPR}'" + (": The" if ":" in old else ""), 1), encoding="utf-8")
    assert "4321" not in said(bus, path)
