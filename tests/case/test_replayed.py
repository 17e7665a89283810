"""A recorded result can be computed again, or the refusal says why not."""

from __future__ import annotations

import json
from typing import Any

import pytest

import integrationrules as ir
from integrationrules import Quarter
from integrationrules.engine.decision import canonical

from .test_evaluation import benefit, case

Q4 = Quarter.parse("2018Q4")


@pytest.fixture(scope="module")
def book() -> ir.Rulebook:
    return ir.load_rulebook()


@pytest.fixture(scope="module")
def records(book: ir.Rulebook) -> list[dict[str, Any]]:
    (result,) = ir.evaluate(book, [case(benefit("2016-01-04", "2018-11-26"))], quarters=[Q4])
    return [json.loads(canonical(decision.as_json())) for decision in result.decisions]


def test_every_record_replays_to_itself_whatever_the_version(book: ir.Rulebook, records: list[dict[str, Any]]) -> None:
    for record in records:
        assert ir.replay({**record, "version": "9.9"}, book, case(benefit("2016-01-04", "2018-11-26"))).same


def test_a_changed_record_is_noticed(book: ir.Rulebook, records: list[dict[str, Any]]) -> None:
    other = "met" if records[0]["verdict"] == "unknown" else "unknown"
    found = ir.replay({**records[0], "verdict": other}, book, case(benefit("2016-01-04", "2018-11-26")))
    assert found.differences == ("verdict",)


def test_other_facts_are_refused(book: ir.Rulebook, records: list[dict[str, Any]]) -> None:
    with pytest.raises(ir.ReplayError, match="the facts are not those of the record"):
        ir.replay(records[0], book, case())


def test_another_rulebook_is_refused_by_its_hash(book: ir.Rulebook, records: list[dict[str, Any]]) -> None:
    with pytest.raises(ir.ReplayError, match="recorded under rulebook 000000000000"):
        ir.replay({**records[0], "rulebook_hash": "0" * 64}, book, case())


@pytest.mark.parametrize("broken", [{}, {"rule": "x"}, {"rule": "x", "for": "2018Q9", "on": "2018-01-01", "assumptions": {}}])
def test_what_is_no_record_is_refused(book: ir.Rulebook, broken: dict[str, Any]) -> None:
    with pytest.raises(ir.ReplayError, match="not a result"):
        ir.replay(broken, book, case())
