"""`integrationrules session`: a diary, JSON, a comparison under other rules, and exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from integrationrules.cli import _exit_code

from .situation import INSTALLED

LOG = str(Path(__file__).parents[2] / "examples" / "sessions" / "three-years.yaml")
LETTERS = """case: c-1
events:
  - id: e1
    kind: opened
    recorded: 2018-03-01
    timeline:
      citizen: {id: c-1, born: 1990-05-01}
      observed: {from: 1990-05-01, to: 2018-03-01}
      facts: [{kind: employment, type: ordinary, from: 2018-02-01, hours_per_week: 20, sector: private}]
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = _exit_code(["session", *arguments, "--lang", "en"])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@INSTALLED
def test_the_chainers_write_the_same_diary(capsys: pytest.CaptureFixture[str]) -> None:
    durable, builtin = (run(capsys, LOG, "--chainer", name) for name in ("durable", "builtin"))
    assert durable == builtin
    assert durable[0] == 0
    assert durable[1].startswith("Diary of the case")


def test_it_goes_on_to_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert "as of 1 March 2019" in run(capsys, LOG, "--to", "2019-03-01")[1].replace("\u00a0", " ")
    code, _, said = run(capsys, LOG, "--to", "2016-03-01")
    assert code == 2
    assert "--to: the session stands at 31 December 2018; it is not moved back to 1 March 2016" in said.replace("\u00a0", " ")


def test_a_chainer_that_is_not_there_is_no_fault_of_an_event(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, LOG, "--chainer", "x") == (2, "", "there is no chainer 'x'; there is durable and builtin\n")


def test_only_one_rule_set_and_invented_ones_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.yaml"
    log.write_text(LETTERS, encoding="utf-8")
    assert "Claim the work prize (clerk)" not in run(capsys, str(log), "--to", "2018-08-01")[1]
    assert "Claim the work prize (clerk)" in run(capsys, str(log), "--to", "2018-08-01", "--ruleset", "teaching.bakkeby.letters")[1]
    assert run(capsys, str(log), "--ruleset", "dk.integration.deadlines")[0] == 2


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, LOG, "--format", "json")
    document = json.loads(out)
    assert (code, document["format"], document["today"], len(document["diary"])) == (0, 1, "2018-12-31", 23)
    withdrawn = [alert for entry in document["diary"] for alert in entry["told"] if alert["status"] == "withdrawn"]
    assert {alert["reason"]["why"] for alert in withdrawn} == {"decision_changed", "fact_corrected", "fact_withdrawn"}


def test_other_rules_are_compared(changed_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, LOG, "--compare", "rulesets") == (0, "The log tells the same under both rulebooks.\n", "")
    code, out, _ = run(capsys, LOG, "--compare", str(changed_root))
    assert code == 1
    told = out.replace("\u00a0", " ")
    assert "Claim by 30 September 2018" in told.partition("only under the other")[0]
    assert "Claim by 15 May 2019" in told.partition("only under the other")[2]
    assert (told.count("only under the first:"), told.count("only under the other:")) == (3, 2)


@pytest.mark.parametrize("arguments", [("nowhere.jsonl",), (LOG, "--chainer", "drools"), (LOG, "--to", "tomorrow"), (LOG, "--compare", "nowhere")], ids=str)
def test_unusable_input_is_exit_2(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, said = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said


def test_every_process_says_the_same_in_the_same_order() -> None:
    command = [sys.executable, "-m", "integrationrules", "session", LOG, "--format", "json"]
    told = {subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout for seed in ("1", "2", "3")}
    assert len(told) == 1
