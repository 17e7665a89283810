"""A calculation that crashes costs one retry, one that never ends is stopped, and what goes wrong in one is not told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from integrationrules.service.asking import EvaluateAsked
from integrationrules.service.reading import Limits
from integrationrules.service.service import ServiceSettings
from integrationrules.service.worker import WorkerSettings, told_of

from .client import problem, sent
from .conftest import Served
from .misbehaving import TASKS as MISBEHAVING_TASKS

evaluate_task = MISBEHAVING_TASKS["evaluate"]
MISBEHAVING = WorkerSettings(tasks="tests.service.misbehaving:TASKS")


@pytest.fixture
def ask(tmp_path: Path, serve: Callable[[ServiceSettings], Served]) -> Served:
    return serve(ServiceSettings(
        workers=1, worker=MISBEHAVING, store=str(tmp_path / "cases.db"), audit=tmp_path / "audit", limits=Limits(calculation=1.0)))


def evaluate(ask: Served, **does: str) -> Any:
    return ask.post("/evaluate", {"case": {}, "assumptions": does})


def test_a_crash_costs_one_retry(ask: Served, tmp_path: Path) -> None:
    before = evaluate(ask).text
    after = evaluate(ask, does="crash once", file=str(tmp_path / "crashed"))
    assert after.status_code == 200
    assert after.text != before
    assert ask("GET", "/health").json()["workers_replaced"] == 1


def test_a_second_crash_is_told_and_the_next_question_answered(ask: Served) -> None:
    answer = evaluate(ask, does="crash")
    assert problem(answer) == (503, "http_crashed")
    assert answer.headers["retry-after"]
    assert evaluate(ask).status_code == 200


def test_a_chainer_that_crashes_twice_is_left_for_our_own(ask: Served) -> None:
    answer = ask.post("/cases/events", sent("events"))
    assert answer.status_code == 200
    assert answer.json()["events"][0]["alerts"]
    assert ask("GET", "/health").json()["workers_replaced"] == 2


def test_a_calculation_that_does_not_end_is_stopped(ask: Served) -> None:
    evaluate(ask)                               # the first one also waits for the rulebook
    answer = evaluate(ask, does="sleep")
    assert problem(answer) == (503, "http_too_long")
    assert answer.headers["retry-after"]
    assert evaluate(ask).status_code == 200


def test_who_waits_too_long_for_a_worker_is_told_so(ask: Served) -> None:
    evaluate(ask)
    answers = ask.together(*(("/evaluate", {"case": {}, "assumptions": {"does": "sleep"}}),) * 3)
    assert {problem(one) for one in answers} == {(503, "http_too_long"), (503, "http_busy")}
    assert evaluate(ask).status_code == 200


def test_more_than_can_wait_are_refused_at_once(ask: Served) -> None:
    evaluate(ask)
    answers = ask.together(*(("/evaluate", {"case": {}}),) * 60)
    codes = [one.status_code for one in answers]
    assert set(codes) == {200, 503}
    assert all(problem(one) == (503, "http_busy") for one in answers if one.status_code == 503)


def test_a_mistake_of_ours_is_a_500_that_tells_nothing(ask: Served) -> None:
    answer = evaluate(ask, does="raise")
    assert problem(answer) == (500, "http_unexpected")
    assert "secret" not in answer.text


def test_the_log_says_where_a_mistake_is_and_not_what_it_was_about(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        evaluate_task({}, EvaluateAsked(case={}, assumptions={"does": "raise"}))
    except RuntimeError as error:
        told_of(error, "da")
    said = capsys.readouterr().err
    assert "RuntimeError" in said
    assert "misbehaving.py" in said
    assert "secret" not in said
