"""Timelines and spells in a register are answered as `evaluate` answers each citizen."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import integrationrules
from integrationrules.case.evaluation import briefly
from integrationrules.dates import Quarter
from integrationrules.timeline.files import parse_case
from integrationrules.verdict import Verdict
from tests.oracle.timelines import random_case

from .data import written
from .test_measure import BOOK

QUARTERS = [Quarter(year, number) for year in (2016, 2017, 2018, 2019) for number in (1, 2, 3, 4)]
RULES = ["dk.outcomes.objective_1.population", "dk.outcomes.self_support.counted"]
OBSERVED = {"from": "2014-01-01", "to": "2020-01-01"}
COLUMNS = ("kind", "type", "part", "support", "from", "to", "through", "municipality", "hours_per_week", "precision")


def cases(seed: int, count: int) -> list[dict[str, Any]]:
    """Random ones that `evaluate` does not refuse."""
    rng = Random(seed)
    found: list[dict[str, Any]] = []
    while len(found) < count:
        case = random_case(rng)
        case["citizen"]["id"] = f"c{len(found):04}"
        try:
            parse_case(case)
        except integrationrules.CaseError:
            continue
        found.append(case)
    return found


def lines(documents: list[dict[str, Any]], path: Path) -> str:
    return written("".join(json.dumps(one, default=str) + "\n" for one in documents), path)


def one_by_one(documents: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """How many citizens have each outcome of each quarter, asked of one after the other."""
    found: Counter[tuple[str, str]] = Counter()
    for briefs in briefly(BOOK, [parse_case(one) for one in documents], RULES, QUARTERS):
        by_rule = {(brief.rule, brief.period): brief.answer.verdict for brief in briefs}
        for quarter in QUARTERS:
            member, outcome = (by_rule[rule, str(quarter)] for rule in RULES)
            if member is Verdict.MET:
                found[str(quarter), {Verdict.MET: "met", Verdict.NOT_MET: "not_met", Verdict.UNKNOWN: "unknown"}[outcome]] += 1
            elif member is Verdict.UNKNOWN:
                found[str(quarter), "possible"] += 1
    return found


def counted(found: integrationrules.Measured) -> Counter[tuple[str, str]]:
    names = ("met", "not_met", "unknown", "possible")
    return Counter({(str(cell.period), name): getattr(cell.counts, name) for cell in found.cells for name in names if getattr(cell.counts, name)})


def measured(data: str, **asked: Any) -> integrationrules.Measured:
    return integrationrules.measure(BOOK, data, "objective_1", QUARTERS, **asked)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_timelines_are_counted_as_evaluate_answers_each_citizen(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    documents = cases(seed, 40)
    data = lines(documents, tmp_path_factory.mktemp("timelines") / "timelines.jsonl")
    expected = one_by_one(documents)
    assert counted(measured(data, layout="timelines")) == expected
    assert counted(measured(data, layout="timelines", batch=3)) == expected


def test_random_timelines_are_of_every_kind() -> None:
    seen = one_by_one(cases(5, 150))
    assert {name for _, name in seen} == {"met", "not_met", "unknown", "possible"}


def as_spells(documents: list[dict[str, Any]]) -> tuple[str, str, list[dict[str, Any]]]:
    """Flat spells and people as texts, and the timelines that say exactly as much."""
    rows, people, same = [], [], []
    for case in documents:
        facts = [fact for fact in case["facts"] if fact["kind"] in ("benefit", "employment", "igu", "education", "residence", "abroad", "responsibility")]
        facts = [{name: value for name, value in fact.items() if name in COLUMNS} for fact in facts if not fact.get("withdrawn") and "id" not in fact]
        if not facts:
            continue
        citizen = case["citizen"]
        rows += [[citizen["id"], *(str(fact.get(name) or "") for name in COLUMNS)] for fact in facts]
        people.append([citizen.get(name) or "" for name in ("id", "born", "sex", "origin")])
        same.append({"citizen": citizen, "observed": OBSERVED, "facts": facts})
    Random(1).shuffle(rows)
    return _table(["id", *COLUMNS], rows), _table(["id", "born", "sex", "origin"], people), same


def _table(names: list[str], rows: list[list[str]]) -> str:
    return "".join(";".join(row) + "\n" for row in [names, *rows])


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_spells_are_counted_as_timelines_that_say_the_same(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("spells")
    rows, people, same = as_spells(cases(seed, 40))
    data, persons = written(rows, folder / "spells.csv"), written(people, folder / "people.csv")
    asked = {"people": persons, "observed": "2014-01-01..2020-01-01", "layout": "spells", "absent": "unknown"}
    found = measured(data, **asked, by=["municipality"])
    assert not found.told.noticed
    assert counted(measured(data, **asked, batch=3)) == one_by_one(same)
    timelines = measured(lines(same, folder / "timelines.jsonl"), layout="timelines", by=["municipality"])
    assert found.cells == timelines.cells


def person(*facts: dict[str, Any], id_: str = "a") -> dict[str, Any]:
    return {"citizen": {"id": id_, "born": "1990-05-01", "sex": "female", "origin": "non_western"}, "observed": OBSERVED, "facts": list(facts)}


MOVED = [
    {"kind": "responsibility", "from": "2016-01-01", "to": "2018-11-15", "municipality": 101},
    {"kind": "responsibility", "from": "2018-11-15", "to": "2018-12-27", "municipality": 461},
    {"kind": "residence", "from": "2018-12-27", "municipality": 561},
]


@pytest.mark.parametrize(("option", "municipality"), [
    (None, "461"), ("at_measuring_day", "461"), ("at_period_start", "101"), ("at_period_end", "561"),
])
def test_the_municipality_of_a_mover_is_that_of_the_day_chosen(option: str | None, municipality: str, tmp_path: Path) -> None:
    data = lines([person(*MOVED)], tmp_path / "t.jsonl")
    options = {"movers_municipality": option} if option else {}
    found = integrationrules.measure(BOOK, data, "self_support", [Quarter(2018, 4)], layout="timelines", by=["municipality"], options=options)
    assert [cell.group for cell in found.cells] == [(municipality,)]
    assert found.options["dk.common.groups.movers_municipality"] == (option or "at_measuring_day")
    assert found.told.municipality == "by_day"


def test_a_municipality_that_is_not_certain_is_not_known(tmp_path: Path) -> None:
    two = [{"kind": "responsibility", "from": "2016-01-01", "to": "2020-01-01", "municipality": number} for number in (101, 461)]
    vague = [{"kind": "responsibility", "from": "2018-12-01", "to": "2020-01-01", "municipality": 101, "precision": "quarter"}]
    documents = [person(*two), person(*vague, id_="b"), person(id_="c"), person(*two[:1], id_="d")]
    found = integrationrules.measure(
        BOOK, lines(documents, tmp_path / "t.jsonl"), "self_support", [Quarter(2018, 4)], layout="timelines", by=["municipality"],
    )
    assert {cell.group: cell.counts.members for cell in found.cells} == {("",): 3, ("101",): 1}


def test_a_document_that_cannot_be_used_leaves_its_citizen_unknown(tmp_path: Path) -> None:
    wrong = person({"kind": "benefit", "type": "integration_benefit", "from": "2018-10-01", "to": "2018-01-01"}, id_="b")
    data = written(json.dumps(person()) + "\n" + json.dumps(wrong) + "\n{\n", tmp_path / "t.jsonl")
    found = integrationrules.measure(BOOK, data, "self_support", [Quarter(2018, 4)], layout="timelines")
    [cell] = found.cells
    assert (cell.counts.met, cell.counts.unknown) == (1, 1)
    assert {(one.id, one.what, one.found): found.told.rejected[one] for one in found.told.noticed} == {
        ("document", "facts.to", "from_not_before_to"): (2,), ("lost", "", "json_syntax"): (3,),
    }


def test_a_row_that_cannot_be_used_leaves_its_citizen_unknown_and_is_not_taken_for_nothing(tmp_path: Path) -> None:
    rows = "id;kind;type;from;to\na;benefit;cash_assistance;2018-01-01;2018-02-01\nb;benefit;cash_assistance;2018-01-01;2017-01-01\n"
    people = "id;born;sex;origin\na;1990-01-01;k;dansk\nb;1990-01-01;k;dansk\n"
    found = integrationrules.measure(
        BOOK, written(rows, tmp_path / "s.csv"), "self_support", [Quarter(2018, 4)], written(people, tmp_path / "p.csv"), layout="spells",
        observed="2015-01-01..2019-01-01",
    )
    [cell] = found.cells
    assert (cell.counts.met, cell.counts.unknown) == (1, 1)
