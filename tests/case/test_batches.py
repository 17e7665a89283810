"""A record batch of citizens is answered row by row as `evaluate` answers each of them, however the rows are divided."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

import integrationrules as ir
from integrationrules.timeline.arrow import to_arrow

BOOK = ir.load_rulebook()
QUARTERS = [ir.Quarter(2018, 1), ir.Quarter(2018, 4)]
RULES = ["dk.outcomes.self_support.counted", "dk.integration.results_bonus.job", "dk.integration.window.since_first_receipt"]
ON = date(2018, 12, 31)


def citizens() -> list[ir.Timeline]:
    found = []
    for place in range(12):
        facts: list[dict[str, object]] = [
            {"kind": "benefit", "type": "integration_benefit", "from": "2016-01-04", "to": f"2018-{place + 1:02}-05"},
            {"kind": "residence_permit", "basis": "quota_refugee", "on": "2016-01-01"},
            {"kind": "residence", "municipality": 101, "from": "2016-01-04"},
        ]
        if place % 3:
            facts.append({"kind": "employment", "type": "ordinary", "hours_per_week": 30 if place % 2 else 10, "from": f"2016-{place % 5 + 5:02}-05"})
        end = "2019-06-01" if place % 4 else "2018-02-01"
        found.append(ir.parse_case({"citizen": {"id": f"c-{place}", "born": "1985-05-05", "origin": "non_western"},
                                    "observed": {"from": "2015-09-01", "to": end}, "facts": facts}))
    return found


def test_a_batch_is_answered_as_each_of_its_citizens_is() -> None:
    timelines = citizens()
    found = ir.run_batch(BOOK, to_arrow(timelines), RULES, QUARTERS, ON)
    assert found.column("id").to_pylist() == [one.citizen.id for one in timelines]
    expected = ir.evaluate(BOOK, timelines, RULES, QUARTERS, ON)
    seen = set()
    for row, result in enumerate(expected):
        for decision in result.decisions:
            name = decision.rule if decision.period == "citizen" else f"{decision.rule} {decision.period}"
            assert found.column(name)[row].as_py() == decision.verdict, (row, name)
            seen.add((decision.rule, decision.verdict))
    assert len(seen) > 4


def test_values_have_bounds_in_columns_of_their_own() -> None:
    rule = "dk.integration.programme.responsibility_starts"
    timelines = [*citizens()[1:3], ir.parse_case({"citizen": {"id": "c"}, "observed": {"from": "2015-09-01", "to": "2019-01-01"}, "facts": []})]
    found = ir.run_batch(BOOK, to_arrow(timelines), [rule], on=ON)
    assert found.schema.names == ["id", rule, f"{rule} least", f"{rule} greatest"]
    day = (date(2016, 1, 4) - date(1970, 1, 1)).days
    assert found.column(rule).to_pylist() == ["met", "met", str(ir.evaluate(BOOK, timelines[2:], [rule], on=ON)[0].decisions[0].verdict)]
    assert found.column(f"{rule} least").to_pylist()[:2] == found.column(f"{rule} greatest").to_pylist()[:2] == [day, day]
    assert found.column(f"{rule} least").to_pylist()[2] is None


@pytest.mark.parametrize("size", [1, 5])
def test_batches_of_any_size_answer_the_same(size: int) -> None:
    whole = to_arrow(citizens())
    expected = ir.run_batch(BOOK, whole, RULES, QUARTERS, ON)
    parts = [ir.run_batch(BOOK, whole.slice(start, size), RULES, QUARTERS, ON) for start in range(0, whole.num_rows, size)]
    assert pa.Table.from_batches(parts).to_pylist() == expected.to_pylist()
    nobody = ir.run_batch(BOOK, whole.slice(0, 0), RULES, QUARTERS, ON)
    assert nobody.schema == expected.schema
    assert nobody.num_rows == 0


def test_a_question_about_a_quarter_needs_one() -> None:
    with pytest.raises(ir.QuestionError, match="quarter"):
        ir.run_batch(BOOK, to_arrow(citizens()), RULES[:1])
    with pytest.raises(ir.QuestionError, match="counte"):
        ir.run_batch(BOOK, to_arrow(citizens()), ["counte"], QUARTERS)
