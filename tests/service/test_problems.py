"""What cannot be used: a clear 4xx with a code, in Danish or English, that repeats no id and no CPR number; and the service goes on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from integrationrules.service.problems import Refusal, document, refused
from integrationrules.service.reading import json_of

from .client import problem, sent
from .conftest import Served

JSON = {"Content-Type": "application/json"}
CPR = "0101901234"


def raw(ask: Served, content: bytes, path: str = "/evaluate", **headers: str) -> tuple[int, str]:
    return problem(ask("POST", path, content=content, headers={**JSON, **headers}))


@pytest.mark.parametrize(("content", "expected"), [
    (b"", (400, "http_empty")), (b"  ", (400, "http_empty")), (b"{", (400, "http_json")), (b"nonsense", (400, "http_json")),
    (b"\xff\xfe{}", (400, "http_not_utf8")), (b'{"case": NaN}', (400, "http_json_number")), (b'{"case": Infinity}', (400, "http_json_number")),
    (b'{"case": 1, "case": 2}', (400, "http_duplicate_key")), (b'{"case": ' + b"9" * 10_000 + b"}", (400, "http_number_too_long")),
    (b"[" * 100_000, (400, "http_too_deep")), (b'{"case":' * 50_000, (400, "http_too_deep")),
    (b'{"case": ' + b"[" * 41 + b"]" * 41 + b"}", (400, "http_too_deep")),
    (b"null", (422, "not_a_mapping")), (b"[]", (422, "not_a_mapping")), (b'"x"', (422, "not_a_mapping")), (b"1e999", (422, "missing_field")),
    (b"{}", (422, "missing_field")), (b'{"case": 1}', (422, "not_a_mapping")), (b'{"case": {}}', (422, "missing_field")),
    (b'{"case": {"citizen": {"id": "\\ud800"}}}', (422, "text_control")),
])
def test_a_body_that_is_no_request(ask: Served, content: bytes, expected: tuple[int, str]) -> None:
    assert raw(ask, content) == expected


def test_ten_megabytes_are_refused_by_what_they_say_and_by_what_they_are(ask: Served) -> None:
    assert raw(ask, b"[" + b" " * 10_000_000) == (413, "http_too_large")

    async def chunks() -> Any:
        for _ in range(200):
            yield b" " * 50_000

    answer = ask("POST", "/evaluate", content=chunks(), headers=JSON)
    assert problem(answer) == (413, "http_too_large")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""])
def test_what_is_not_said_to_be_json_is_not_read(ask: Served, kind: str) -> None:
    assert problem(ask("POST", "/evaluate", content=b"{}", headers={"Content-Type": kind})) == (415, "http_media_type")


def test_json_in_a_stated_character_set_is_json(ask: Served) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8"}
    assert ask("POST", "/evaluate", content=json.dumps(sent("evaluate")).encode(), headers=headers).status_code == 200


@pytest.mark.parametrize(("changes", "field", "code"), [
    ({"rules": "job"}, "rules", "not_a_list"), ({"rules": [1]}, "rules[0]", "not_text"), ({"rules": ["x" * 201]}, "rules[0]", "text_too_long"),
    ({"rules": ["x"] * 201}, "rules", "value_most"), ({"on": "25-05-2018"}, "on", "date_form"), ({"on": 20180525}, "on", "date_form"),
    ({"on": "2018-02-30"}, "on", "date_impossible"), ({"on": "0001-01-01"}, "on", "date_out_of_range"),
    ({"quarters": ["2018Q5"]}, "quarters[0]", "quarter_form"),
    ({"quarters": [None]}, "quarters[0]", "quarter_form"), ({"assumptions": []}, "assumptions", "not_a_mapping"),
    ({"assumptions": {"a": 1}}, "assumptions.a", "not_text"), ({"quarter": ["2018Q1"]}, "quarter", "unknown_key_near"),
])
def test_a_field_that_cannot_be_used_is_named(ask: Served, changes: dict[str, Any], field: str, code: str) -> None:
    answer = ask.post("/evaluate", sent("evaluate", **changes))
    assert problem(answer) == (422, code)
    assert [(one["code"], one["field"]) for one in answer.json()["problems"]] == [(code, field)]


@pytest.mark.parametrize(("changes", "code"), [
    ({"rules": ["no_such_rule"]}, "unknown_rule"), ({"assumptions": {"no_such": "x"}}, "unknown_assumption"), ({"quarters": ["1990Q1"]}, "not_covered"),
    ({"assumptions": {"su_codes": "x"}}, "unknown_option"),
])
def test_a_question_that_cannot_be_asked_has_the_code_of_its_message(ask: Served, changes: dict[str, Any], code: str) -> None:
    status, found = problem(ask.post("/evaluate", sent("evaluate", **{"on": None, **changes})))
    assert status == 422
    assert found.removeprefix("covers_open") in (code, "")


@pytest.mark.parametrize(("address", "body", "code"), [
    ("/whatif", {"changes": []}, "value_least"), ("/whatif", {"changes": [{}]}, "value_one_change"),
    ("/whatif", {"changes": [{"set": "citizen.sex", "value": "male", "remove": "benefit"}]}, "value_one_change"),
    ("/whatif", {"changes": [{"remove": "benefit", "value": 1}]}, "value_one_change"), ("/whatif", {"changes": [{"sett": "x"}]}, "unknown_key_near"),
    ("/whatif", {"changes": [{"set": "no.such", "value": 1}]}, "path_unknown"), ("/whatif", {"changes": [{"remove": "nobody"}]}, "path_no_fact"),
    ("/whatif", {"changes": [{"add": "noget, vist nok"}]}, None), ("/whatif", {"changes": [{"add": {"kind": "employmnt"}}]}, "unknown_kind_near"),
    ("/measure", {"measure": "no_such"}, "register_measure"), ("/measure", {"by": ["shoe_size"]}, "register_by"), ("/measure", {"people": []}, "value_least"),
    ("/measure", {"quarters": []}, "value_least"), ("/measure", {"people": [{"case": {}}]}, "missing_field"),
    ("/invest", {"case": {}}, None), ("/invest", {"case": {"investment": "x", "lines": 1}}, None), ("/invest", {"npv": "perhaps"}, "not_true_or_false"),
    ("/invest", {"draws": 10**9}, "number_too_large"), ("/invest", {"draws": -1}, "number_too_small"), ("/invest", {"draws": 1.5}, "not_a_whole_number"),
    ("/invest", {"split": "odd"}, "wrong_value"), ("/invest", {"set": {"no.such": "1"}}, None),
])
def test_every_address_refuses_with_a_code(ask: Served, address: str, body: dict[str, Any], code: str | None) -> None:
    status, found = problem(ask.post(address, sent(address[1:], **body)))
    assert status == 422
    assert code is None or found == code


def test_texts_follow_accept_language_and_are_danish_by_default(ask: Served) -> None:
    body = sent("evaluate", on="2018-02-30")
    found = {language: ask.post("/evaluate", body, Accept_Language=language) for language in ("", "da", "en-GB,en;q=0.9,da;q=0.8", "fr")}
    assert [one.headers["content-language"] for one in found.values()] == ["da", "da", "en", "da"]
    assert found["da"].json()["detail"] == "on: '2018-02-30' er ikke en dag i kalenderen"
    assert found["en-GB,en;q=0.9,da;q=0.8"].json()["detail"] == "on: '2018-02-30' is not a day of the calendar"


def test_no_such_address_and_no_such_method(ask: Served) -> None:
    assert problem(ask("GET", "/cases/c-001/alerts")) == (404, "http_no_such_page")
    answer = ask("DELETE", "/evaluate")
    assert problem(answer) == (405, "http_method")
    assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize("where", [
    {"case": {"citizen": {"id": CPR}, "observed": {"from": "2018-01-01", "to": "2018-02-01"}}}, {"rules": [CPR]}, {"rules": [f"x{CPR}y"]},
    {"on": CPR}, {"quarters": [CPR]}, {"assumptions": {CPR: "x"}}, {"assumptions": {"su_codes": CPR}}, {CPR: 1}, {"rules": {CPR: 1}},
    {"case": {"citizen": {"id": "c", "name": CPR}, "observed": {"from": CPR, "to": CPR}, CPR: {}}},
])
def test_no_problem_repeats_a_cpr_number(ask: Served, where: dict[str, Any]) -> None:
    answer = ask.post("/evaluate", {**sent("evaluate"), **where})
    problem(answer)
    assert CPR not in answer.text


def test_a_cpr_number_is_hidden_wherever_a_text_came_from() -> None:
    told = refused(Refusal(400, "http_duplicate_key", key=CPR), "en")
    assert CPR.encode() not in document(told, "en")


def test_the_id_of_a_citizen_is_in_no_problem(ask: Served) -> None:
    case = sent("evaluate")["case"]
    case["citizen"]["id"] = "person-4711"
    case["facts"].append({"kind": "employment", "from": "2018-01-01", "id": "person-4711"})
    answer = ask.post("/evaluate", {"case": case})
    problem(answer)
    assert "4711" not in answer.text


def test_numbers_with_a_point_are_read_exactly() -> None:
    assert str(json_of(b'{"hours_per_week": 0.1}')["hours_per_week"]) == "0.1"


def test_the_audit_log_tells_no_ids_and_no_facts(ask: Served) -> None:
    ask.post("/cases/events", {"case": "person-4711", "events": [{"id": "event-4712", "kind": "advance", "recorded": "2018-01-01"}]})
    ask("GET", "/cases/person-4711")
    lines = ask.run(_audit(ask)).splitlines()
    assert len(lines) > 20
    for line in lines:
        assert set(json.loads(line)) == {"time", "key", "endpoint", "status", "count"}
    assert not any(secret in line for line in lines for secret in ("4711", "4712", "c-001", CPR, "2018Q"))


async def _audit(ask: Served) -> str:
    app = ask.client._transport.app  # type: ignore[attr-defined]
    name: str = app.state.service.audit._stream.name
    with open(name, encoding="utf-8") as stream:
        return stream.read()
