"""What the readers accept, the schemas accept; what is wrong with the shape of a file, they refuse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from integrationrules.schema import SCHEMAS

from .checking import HERE, ROOT, documents, kind_of, mistakes, validator

SHIPPED = sorted(path for path in (ROOT / "rulesets").rglob("*.yaml") if path.name != "mutation.yaml")     # those are the tests' own
DESIGN = sorted((HERE.parent / "rulebook" / "design").rglob("*.yaml"))
TOWN = sorted((HERE.parent / "case" / "town").rglob("*.yaml"))
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
MODEL_INPUTS = [*sorted((ROOT / "examples" / "models").glob("*.yaml")), HERE.parent / "economics" / "town" / "bus.yaml"]
BAD = HERE.parent / "rulebook" / "bad"
BAD_MODELS = HERE.parent / "rulebook" / "models" / "bad"
BAD_INPUTS = HERE.parent / "economics" / "bad_inputs"
STRUCTURAL = ("IR003", "IR005", "IR006", "IR007", "IR008", "IR014", "IR103", "IR112", "IR219")
"""Codes of mistakes in the shape of a file."""
UNSEEN = {
    "IR006_key_of_a_parameter": "which keys an amount has is written elsewhere in the file",
    "IR007_case_after_else": "a schema cannot say which item of a list is the last",
}
"""Structural mistakes a schema cannot see, and why."""
ALSO = ("IR106_keys_missing", "IR106_not_a_number", "IR201_nothing", "IR216_kind", "IR216_unit")
"""Mistakes of other codes that it does see."""


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_of_draft_7(name: str) -> None:
    Draft7Validator.check_schema(validator(name).schema)


@pytest.mark.parametrize("path", [*SHIPPED, *DESIGN, *TOWN], ids=lambda path: "/".join(path.parts[-4:]))
def test_a_file_of_a_rule_set_fits(path: Path) -> None:
    found = documents(path)
    assert found
    assert [mistakes(kind_of(path), one) for one in found] == [[]] * len(found)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_fits(path: Path) -> None:
    found = documents(path)
    assert found
    assert [mistakes("values" if path.name.startswith("amounts") else "case", one) for one in found] == [[]] * len(found)


@pytest.mark.parametrize("path", MODEL_INPUTS, ids=lambda path: path.name)
def test_inputs_of_a_model_fit(path: Path) -> None:
    assert [mistakes("inputs", one) for one in documents(path)] == [[]]


def refused(example: Path) -> bool:
    """Whether the schema refuses any file of a bad example."""
    return any(mistakes(kind_of(path), one) for path in example.rglob("*.yaml") for one in documents(path))


@pytest.mark.parametrize("example", [one for one in sorted(BAD.iterdir()) if one.name.startswith((*STRUCTURAL, *ALSO)) and one.name not in UNSEEN],
                         ids=lambda example: example.name)
def test_a_mistake_in_the_shape_is_refused(example: Path) -> None:
    assert refused(example)


NOT_IN_SHAPE = {
    "IR005_unknown_payer", "IR006_a_step_without_payer", "IR007_no_row_of_numbers", "IR008_default_of_no_option", "IR008_payer_of_break_even",
    "IR103_default_without_source",
}
"""Mistakes of models that hang on what stands elsewhere in the file, or on which number is the larger."""


@pytest.mark.parametrize("example", [one for one in sorted(BAD_MODELS.iterdir()) if one.name.startswith(STRUCTURAL) and one.name not in NOT_IN_SHAPE],
                         ids=lambda example: example.name)
def test_a_mistake_in_the_shape_of_a_model_is_refused(example: Path) -> None:
    assert refused(example)


@pytest.mark.parametrize("name", ["both_texts", "missing_field", "missing_field_of_a_source", "not_a_mapping", "prices_form", "unknown_key", "years_form"])
def test_a_mistake_in_the_shape_of_inputs_is_refused(name: str) -> None:
    assert [mistakes("inputs", one) for one in documents(BAD_INPUTS / f"{name}.yaml")] != [[]]


@pytest.mark.parametrize("name", UNSEEN)
def test_what_a_schema_cannot_see_is_left_to_check(name: str) -> None:
    assert not refused(BAD / name)


NEEDED: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "parameters": ({"unit": "weeks", "values": [{"from": "2015-01-01", "to": "open", "is": 5, "source": "act"}]}, ("unit", "values")),
    "assumptions": ({"asks": {"da": "x", "en": "x"}, "options": ["a", "b"], "because": {"da": "x", "en": "x"}}, ("asks", "options", "because")),
    "candidates": ({"each": "work"}, ("each",)),
    "payments": ({"first": "job", "earned_on": "on", "source": "act"}, ("first", "earned_on", "source")),
    "deadlines": ({"due": "on", "source": "act"}, ("due", "source")),
    "rules": ({"for": "citizen", "when": "unknown", "source": "act"}, ("for", "when", "source")),
}
"""A part of each section with no more than it must have."""


@pytest.mark.parametrize(("section", "key"), [(section, key) for section, (_, keys) in NEEDED.items() for key in keys])
def test_a_part_without_what_it_must_have_is_refused(section: str, key: str) -> None:
    part = NEEDED[section][0]
    assert mistakes("rules", {"ruleset": "bus", section: {"x": part}}) == []
    assert mistakes("rules", {"ruleset": "bus", section: {"x": {name: value for name, value in part.items() if name != key}}})


@pytest.mark.parametrize("key", ["from", "to", "is", "source"])
def test_a_value_without_its_days_or_source_is_refused(key: str) -> None:
    value = {name: found for name, found in {"from": "2015-01-01", "to": "open", "is": 5, "source": "act"}.items() if name != key}
    assert mistakes("rules", {"ruleset": "bus", "parameters": {"x": {"unit": "weeks", "values": [value]}}})
