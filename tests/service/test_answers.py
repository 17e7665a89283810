"""Every address answers with the document of the command of its name, and the OpenAPI document says what that is."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from integrationrules.service.app import make_app
from integrationrules.service.service import ServiceSettings
from integrationrules.service.worker import WorkerSettings
from integrationrules.timeline.documents import yaml_values

from .client import REQUESTS, problem, sent
from .conftest import Served

EXAMPLES = Path(__file__).parents[2] / "examples"


def command(*arguments: str) -> Any:
    done = subprocess.run([sys.executable, "-m", "integrationrules", *arguments, "--format", "json"], capture_output=True, check=True)
    return json.loads(done.stdout)


def test_evaluate_is_the_document_of_the_command(ask: Served) -> None:
    body = sent("evaluate")
    answer = ask.post("/evaluate", body)
    options = [part for rule in body["rules"] for part in ("--rule", rule)]
    assert answer.json() == command("evaluate", str(EXAMPLES / "citizen.yaml"), *options, "--quarter", "2018Q1", "--on", body["on"])
    assert answer.headers["cache-control"] == "no-store"


def test_an_unknown_case_answers_unknown(ask: Served) -> None:
    body = sent("evaluate", rules=["self_supporting"], quarters=["2019Q4"], on=None)
    (decision,) = ask.post("/evaluate", body).json()["decisions"]
    assert decision["verdict"] == "unknown"
    assert decision["missing"]


def test_whatif_is_the_document_of_the_command(ask: Served) -> None:
    body = sent("whatif")
    changes = ["--add", body["changes"][0]["add"], "--set", f"{body['changes'][1]['set']}={body['changes'][1]['value']}"]
    expected = command("whatif", str(EXAMPLES / "what-if.yaml"), "--rule", body["rules"][0], *changes)
    found = ask.post("/whatif", body).json()
    # The command takes settings before additions.
    assert sorted(map(str, found.pop("changes"))) == sorted(map(str, expected.pop("changes")))
    assert found == expected


def test_a_fact_is_added_as_a_line_or_as_it_stands_in_a_case(ask: Served) -> None:
    fact = {"kind": "employment", "type": "ordinary", "from": "2018-03-01", "hours_per_week": 25}
    as_line, as_fact = (ask.post("/whatif", sent("whatif", changes=[{"add": one}])) for one in (sent("whatif")["changes"][0]["add"], fact))
    assert as_line.status_code == 200
    assert as_line.json() == as_fact.json()


def test_a_value_is_set_to_a_number_with_decimals(ask: Served) -> None:
    fact = {"kind": "employment", "type": "ordinary", "id": "job", "from": "2018-03-01", "hours_per_week": 25}
    answer = ask.post("/whatif", sent("whatif", changes=[{"add": fact}, {"set": "facts.job.hours_per_week", "value": 25.5}]))
    assert answer.status_code == 200, answer.text
    assert answer.json()["changes"][1]["after"] == 25.5


def test_a_value_is_taken_away_and_a_fact_removed(ask: Served) -> None:
    answer = ask.post("/whatif", sent("whatif", changes=[{"set": "citizen.sex", "value": None}, {"remove": "benefit"}]))
    assert [one["path"] for one in answer.json()["changes"]] == ["citizen.sex", "facts[4]"]


def test_deadlines_is_the_document_of_the_command(ask: Served) -> None:
    assert ask.post("/deadlines", sent("deadlines")).json() == command("deadlines", str(EXAMPLES / "deadlines.yaml"), "--on", "2019-10-01")


@pytest.mark.parametrize("name", ["slagelse", "hjoerring"])
def test_invest_is_the_document_of_the_command(ask: Served, name: str) -> None:
    path = EXAMPLES / "investments" / f"{name}.yaml"
    case = json.loads(json.dumps(next(yaml_values(path.read_text(encoding="utf-8"))), default=float))
    assert ask.post("/invest", {"case": case}).json() == command("invest", str(path))


def test_measure_counts_by_quarter_and_group(ask: Served) -> None:
    found = ask.post("/measure", sent("measure", by=["municipality"])).json()
    counts = {(cell["period"], cell["group"]["municipality"]): (cell["met"], cell["not_met"], cell["unknown"]) for cell in found["cells"]}
    verdicts = {}
    for name, code in (("citizen", "210"), ("nordfyn", "480")):
        (decision,) = command("evaluate", str(EXAMPLES / f"{name}.yaml"), "--rule", found["measure"], "--quarter", "2018Q1")["decisions"]
        verdicts["2018Q1", code] = tuple(int(decision["verdict"] == one) for one in ("met", "not_met", "unknown"))
    assert counts == verdicts


def test_people_without_a_column_are_a_group_of_their_own(ask: Served) -> None:
    body = sent("measure", by=["municipality"])
    del body["people"][0]["columns"]
    groups = [cell["group"] for cell in ask.post("/measure", body).json()["cells"]]
    assert groups == [{"municipality": "480"}, {"municipality": None}]


def test_rules_lists_every_rule_with_titles_and_hash(ask: Served) -> None:
    found = {rule["id"]: rule for rule in ask("GET", "/rules").json()["rules"]}
    bonus = found["dk.integration.results_bonus.job"]
    assert bonus["period"] == "citizen"
    assert set(bonus["title"]) == {"da", "en"}
    assert bonus["title"]["da"] != bonus["title"]["en"]
    assert len(bonus["rulebook_hash"]) == 64
    assert any(rule["invented"] for rule in found.values())


def test_health_needs_nothing(ask: Served) -> None:
    found = ask("GET", "/health").json()
    assert (found["status"], found["store"]) == ("ok", True)


ADDRESSES = {
    "evaluate": "/evaluate", "whatif": "/whatif", "deadlines": "/deadlines", "measure": "/measure", "invest": "/invest", "events": "/cases/events",
    "alerts": "/cases/alerts", "acknowledge": "/cases/alerts/acknowledge",
}


def test_every_example_and_its_answer_are_as_the_openapi_document_says(ask: Served) -> None:
    document = ask("GET", "/openapi.json").json()
    assert set(ADDRESSES) == set(REQUESTS)
    for name, address in ADDRESSES.items():
        body = sent(name)
        if name == "acknowledge":
            body["alert"] = ask.post("/cases/alerts", sent("alerts")).json()["alerts"][0]["id"]
        answer = ask.post(address, body)
        assert answer.status_code == 200, answer.text
        post = document["paths"][address]["post"]
        schemas = post["requestBody"]["content"], post["responses"]["200"]["content"]
        for schema, value in zip(schemas, (body, answer.json()), strict=True):
            whole = {**schema["application/json"]["schema"], "components": document["components"]}
            Draft202012Validator(whole).validate(value)
        assert post["requestBody"]["content"]["application/json"]["examples"][name]["value"] == REQUESTS[name]["sent"]


def test_the_schema_of_a_case_refuses_what_the_service_refuses() -> None:
    document = make_app(ServiceSettings()).openapi()
    validator = Draft202012Validator({"$ref": "#/components/schemas/EvaluateAsked", "components": document["components"]})
    body = sent("evaluate")
    assert validator.is_valid(body)
    for facts in ([{"kind": "employment"}], [{"kind": "job", "from": "2018-01-01"}], [{"kind": "employment", "type": "x", "from": "2018-01-01"}]):
        assert not validator.is_valid({**body, "case": {**body["case"], "facts": facts}})


def test_a_problem_is_as_the_openapi_document_says(ask: Served) -> None:
    document = ask("GET", "/openapi.json").json()
    answer = ask.post("/evaluate", {"case": []})
    problem(answer)
    Draft202012Validator({"$ref": "#/components/schemas/Problem", "components": document["components"]}).validate(answer.json())


def test_no_address_has_a_place_for_an_id() -> None:
    for path, methods in make_app(ServiceSettings()).openapi()["paths"].items():
        assert "{" not in path
        assert not any("parameters" in operation for operation in methods.values())


def test_values_of_ones_own_are_used_and_told(tmp_path: Path, serve: Callable[[ServiceSettings], Served]) -> None:
    settings = WorkerSettings(parameters=str(EXAMPLES / "amounts-2018.yaml"))
    ask = serve(ServiceSettings(workers=1, worker=settings, audit=tmp_path / "audit"))
    case = next(yaml_values((EXAMPLES / "own-amount.yaml").read_text(encoding="utf-8")))
    rule = "dk.integration.results_bonus.job"
    found = ask.post("/evaluate", {"case": case, "rules": [rule]}).json()
    assert found == command("evaluate", str(EXAMPLES / "own-amount.yaml"), "--rule", rule, "--parameters", str(EXAMPLES / "amounts-2018.yaml"))
    assert found["decisions"][0]["overlay"]
