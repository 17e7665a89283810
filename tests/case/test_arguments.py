"""The public functions say which argument is of another type, and the package lists its names."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

import integrationrules as ir

CASE = {"citizen": {"id": "c"}, "observed": {"from": "2015-01-01", "to": "2019-01-01"}}


@pytest.mark.parametrize(("given", "said"), [
    ({"book": "dk"}, "evaluate: book must be a rulebook"),
    ({"timelines": "x"}, "evaluate: timelines must be a list of Timelines"),
    ({"timelines": [CASE]}, "evaluate: timelines must be .*; one of them is dict"),
    ({"timelines": [None]}, "one of them is NoneType"),
    ({"rules": "month"}, "evaluate: rules must be a list of names of rules; found str"),
    ({"quarters": ["2018Q4"]}, "evaluate: quarters must be a list of Quarters"),
    ({"on": "2018-01-01"}, r"evaluate: on must be a datetime\.date; found str"),
    ({"as_known": datetime(2018, 1, 1)}, r"evaluate: as_known must be a datetime\.date; found datetime"),
    ({"options": "igu_counts=pooled"}, "evaluate: options must be a mapping"),
    ({"salt": "x"}, "evaluate: salt must be bytes; found str"),
])
def test_an_argument_of_another_type_is_named(given: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        ir.evaluate(**{"book": ir.load_rulebook(), "timelines": [ir.parse_case(CASE)], **given})


def test_replaying_refuses_other_types_too() -> None:
    with pytest.raises(TypeError, match="replay: timeline must be a Timeline"):
        ir.replay({}, ir.load_rulebook(), "x")  # type: ignore[arg-type]


def test_the_package_lists_its_public_names() -> None:
    assert dir(ir) == sorted(ir.__all__)
    assert all(hasattr(ir, name) for name in ir.__all__)
