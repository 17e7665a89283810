"""Models and their inputs damaged at random: no reader falls over, and the schema refuses nothing that the reader accepts."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings

from integrationrules.economics.formulas.inputs import parse_inputs
from integrationrules.economics.formulas.result import run_model
from integrationrules.rulebook.book import read
from integrationrules.rulebook.diagnostics import Diagnostics
from integrationrules.rulebook.models.load import check_models, load_model
from integrationrules.timeline.files import placer
from integrationrules.timeline.problems import CaseError
from tests.rulebook.models.test_models_page import INPUTS, PARTS, WHOLE
from tests.rulebook.models.written import model_tree
from tests.rulebook.written import added

from .checking import HERE, documents, mistakes
from .damage import damaged

TOWN = HERE.parent / "economics" / "town"
BUS = load_model(read(TOWN)[0], "bus")
GIVEN = documents(TOWN / "bus.yaml")


def model_documents() -> list[Any]:
    """The examples of the page about models that need no rule set."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.yaml"
        found = []
        for text in [WHOLE, *(added(WHOLE, part) for part in PARTS if "uses:" not in part)]:
            path.write_text(text, encoding="utf-8")
            found += documents(path)
    return found


MODELS = model_documents()


def test_the_pages_inputs_fit() -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "inputs.yaml"
        path.write_text(INPUTS, encoding="utf-8")
        assert [mistakes("inputs", one) for one in documents(path)] == [[]]
    assert [mistakes("model", one) for one in MODELS] == [[]] * len(MODELS)


def models_disagree(document: Any) -> str:
    """What the schema refuses and the reader of models accepts; empty where nothing."""
    problems = Diagnostics()
    with TemporaryDirectory() as folder:
        check_models(model_tree(Path(folder), json.dumps(document, ensure_ascii=False, default=float)), {}, problems)
    found = mistakes("model", document)
    return f"only the schema: {found}" if found and not problems.errors else ""


def inputs_disagree(document: Any) -> str:
    """The same of inputs, which are evaluated where they are accepted."""
    try:
        inputs = parse_inputs(BUS, copy.deepcopy(document), placer("", "inputs.yaml", 0))
    except CaseError:
        return ""
    run_model(BUS, inputs)
    found = mistakes("inputs", document)
    return f"only the schema: {found}" if found else ""


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(damaged(MODELS))
def test_models(document: Any) -> None:
    assert models_disagree(document) == ""


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(damaged(GIVEN))
def test_inputs(document: Any) -> None:
    assert inputs_disagree(document) == ""
