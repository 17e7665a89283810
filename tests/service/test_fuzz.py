"""Requests made at random from our own OpenAPI document, valid and not: no 500, and every answer is one that the document tells of.

More of them: `python -m pytest tests/service/test_fuzz.py --hypothesis-profile=long`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

schemathesis = pytest.importorskip("schemathesis")

from .live import served  # noqa: E402

SHORT, LONG = 15, 1_000
ADDRESSES = (
    ("/evaluate", "POST"), ("/whatif", "POST"), ("/deadlines", "POST"), ("/measure", "POST"), ("/invest", "POST"), ("/cases/events", "POST"),
    ("/cases/alerts", "POST"), ("/cases/alerts/acknowledge", "POST"), ("/rules", "GET"), ("/health", "GET"),
)


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("fuzz")
    with served(folder, "--workers", "1", "--store", str(folder / "cases.db")) as live:
        yield schemathesis.openapi.from_url(f"{live.url}/openapi.json")


def test_every_address_is_tried(schema: Any) -> None:
    assert {(path, method.upper()) for path in schema for method in schema[path]} == set(ADDRESSES)


@pytest.mark.parametrize(("path", "method"), ADDRESSES)
def test_no_request_is_answered_with_an_error_of_ours(schema: Any, path: str, method: str) -> None:
    # Not by schemathesis's plugin, which looks inside pytest where this version has nothing.
    operation, modes = schema[path][method], schemathesis.GenerationMode
    either = st.one_of(operation.as_strategy(generation_mode=modes.POSITIVE), operation.as_strategy(generation_mode=modes.NEGATIVE)) \
        if method == "POST" else operation.as_strategy()
    checks = schemathesis.checks
    told = [checks.not_a_server_error, checks.status_code_conformance, checks.response_schema_conformance, checks.content_type_conformance]

    @given(either)
    @settings(max_examples=SHORT if settings().max_examples < LONG else LONG, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        case.call_and_validate(checks=told)

    ask()
