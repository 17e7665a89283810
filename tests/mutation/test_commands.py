"""`test --mutate`, `--coverage` and `--regimes` as their users meet them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from integrationrules.cli import main

from .club import CASES, EARLIER, club


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(["test", *arguments, "--lang", "en"])
    told = capsys.readouterr()
    return int(stop.value.code or 0), told.out, told.err


def test_survivors_are_listed_with_their_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(club(tmp_path)), "--mutate")
    name = tmp_path.name
    assert code == 1
    assert out == f"""\
club: 6 of 12 caught (50.0 %)
  {name}/club/rules.yaml:9:16: parameters.youngest.values[0].from: 2015-01-01 -> 2015-01-02
  {name}/club/rules.yaml:9:16: parameters.youngest.values[0].from: 2015-01-01 -> 2014-12-31
  {name}/club/rules.yaml:9:32: parameters.youngest.values[0].to: 2017-01-01 -> 2017-01-02
  {name}/club/rules.yaml:9:32: parameters.youngest.values[0].to: 2017-01-01 -> 2016-12-31
  {name}/club/rules.yaml:9:48: parameters.youngest.values[0].is: 6 -> 7
  {name}/club/rules.yaml:9:48: parameters.youngest.values[0].is: 6 -> 5

in all: 6 of 12 caught (50.0 %)
"""


def test_without_survivors_it_exits_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, str(club(tmp_path, cases=CASES + EARLIER)), "--mutate", "club")[0] == 0


def test_with_a_reason_each_it_exits_0_and_markdown_shows_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reasons = 'survivors:\n  - {where: "parameters.youngest.values[0]", because: nobody was a member before 2017}\n'
    code, out, _ = run(capsys, str(club(tmp_path, more=reasons)), "--mutate", "--format", "markdown")
    assert code == 0
    assert "| `club` | 12 | 6 | 6 | 0 | 0 | 50.0 |\n" in out
    assert "## club\n\n- nobody was a member before 2017\n  - `rules.yaml:9:16` `parameters.youngest.values[0].from`: `2015-01-01` -> `2015-01-02`\n" in out


def test_a_reason_without_a_survivor_exits_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reasons = "survivors:\n  - {where: rules.member.when, because: it was once so}\n"
    code, out, _ = run(capsys, str(club(tmp_path, cases=CASES + EARLIER, more=reasons)), "--mutate")
    assert code == 1
    assert "/club/mutation.yaml:2:5: this reason speaks of no survivor\n" in out


def test_json_has_the_same_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, str(club(tmp_path)), "--mutate", "--format", "json")
    document = json.loads(out)
    assert (document["format"], document["caught"], document["survived"], document["percent"]) == (1, 6, 6, 50.0)
    assert document["rulesets"][0]["survivors"][0] == {
        "outcome": "survived", "kind": "first_day", "where": "parameters.youngest.values[0].from", "file": f"{tmp_path.name}/club/rules.yaml",
        "line": 9, "column": 16, "old": "2015-01-01", "new": "2015-01-02",
    }


def test_cases_that_fail_are_named_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(club(tmp_path, cases=CASES.replace("verdict: met", "verdict: unknown"))), "--mutate")
    assert code == 1
    assert out == "Cases fail before anything is changed; `integrationrules test` says why:\n  club/cases/members.yaml:5:5\n"


@pytest.mark.parametrize(("arguments", "said"), [
    (("--mutate", "clubb"), "there is no rule set 'clubb'; did you mean 'club'?"), (("--mutate", "--format", "xml"), "--format: 'xml' is not a format"),
    (("--mutate", "--coverage"), "one at a time"), (("--coverage", "--format", "markdown"), "--format: 'markdown' is not a format"),
    (("--format", "json"), "--format is for"), (("elsewhere",), "'elsewhere' is one argument too many"),
])
def test_what_cannot_be_done_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str) -> None:
    code, _, err = run(capsys, str(club(tmp_path)), *arguments)
    assert code == 2
    assert said in err


def test_coverage_lists_what_no_case_shows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(club(tmp_path)), "--coverage")
    assert code == 0
    assert out == f"""\
club: 2 of 3 verdicts expected, 3 of 4 branches decide
  member: no case expects unknown
  {tmp_path.name}/club/rules.yaml:9:9: youngest: value 1 of 2 is read in no case

in all: 2 of 3 verdicts expected, 3 of 4 branches decide
"""


def test_regimes_list_the_days_of_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(club(tmp_path)), "--regimes")
    assert code == 0
    assert out.replace("\u00a0", " ").startswith("club\n  1 January 2015: youngest; ")
    assert out.endswith("days of change: 2; mistakes: 0; times in which no case expects anything: 1\n")
    assert json.loads(run(capsys, str(tmp_path), "--regimes", "--format", "json")[1])["rulesets"][0]["silent"] == [{"from": "2015-01-01", "to": "2017-01-01"}]
