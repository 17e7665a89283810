"""The closed set of facts and what stands for a CPR number."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date

import pytest
from pydantic import ValidationError

from integrationrules.timeline.cpr import holds_cpr, without_cpr
from integrationrules.timeline.facts import KINDS, Benefit
from integrationrules.timeline.messages import MESSAGES
from integrationrules.timeline.timeline import Timeline


@pytest.mark.parametrize("text", ["0101901234", "010190-1234", "311299-0000", "610190-1234", "sag 010190-1234, s. 2"])
def test_a_plausible_cpr_number_is_recognised(text: str) -> None:
    assert holds_cpr(text)
    assert not holds_cpr(without_cpr(text))


@pytest.mark.parametrize(
    "text", ["c-001", "0013901234", "9901901234", "01019012345", "2018-0010", "20180101901234", ""]
)
def test_other_numbers_are_not_taken_for_cpr(text: str) -> None:
    assert not holds_cpr(text)


def test_facts_are_values() -> None:
    fact = Benefit(type="other", from_=date(2016, 1, 1))
    assert fact == Benefit.model_validate({"kind": "benefit", "type": "other", "from": "2016-01-01"})
    assert hash(fact) == hash(fact.model_copy())
    with pytest.raises(ValidationError):
        fact.type = "rehabilitation"


def test_each_kind_is_named_by_its_class() -> None:
    assert len(KINDS) == 24
    for kind, model in KINDS.items():
        assert re.sub(r"(?<!^)([A-Z])", r"_\1", model.__name__).lower() == kind
        assert model.__doc__


def test_the_schema_names_every_kind() -> None:
    schema = Timeline.model_json_schema(by_alias=True)
    assert set(schema["properties"]["facts"]["items"]["discriminator"]["mapping"]) == set(KINDS)
    assert "from" in schema["$defs"]["Benefit"]["properties"]


def test_every_message_is_a_template_of_named_values() -> None:
    for text in MESSAGES.values():
        assert not re.search(r"\{\d*\}", text)
        assert text == text.strip()


def test_reading_a_case_does_not_load_pyarrow() -> None:
    code = "import sys, integrationrules.timeline.batch, integrationrules.timeline.files; print('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
