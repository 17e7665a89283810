"""`whatif` as its users meet it: changes as they are typed, what is printed, what is written, what is refused."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from integrationrules.cli import main
from integrationrules.timeline.files import read_cases

CASE: dict[str, Any] = {
    "citizen": {"id": "c-001", "born": "1990-05-01", "sex": "female", "origin": "non_western"},
    "observed": {"from": "2015-01-01", "to": "2019-01-01"},
    "facts": [
        {"kind": "responsibility", "from": "2016-01-01", "municipality": 860},
        {"kind": "benefit", "type": "integration_benefit", "from": "2016-01-04", "id": "ydelse"},
    ],
}


class Run:
    """What a run printed and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out.replace("\u00a0", " "), err.replace("\u00a0", " ")


Runner = Callable[..., Run]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.delenv("INTEGRATIONRULES_LANG", raising=False)

    def running(*arguments: str, stdin: str | None = None) -> Run:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        captured = capsys.readouterr()
        return Run(int(stop.value.code or 0), captured.out, captured.err)

    return running


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(CASE), encoding="utf-8")
    return str(path)


ASKED = ("--rule", "self_supporting", "--quarter", "2018Q4")


def test_what_differs_is_shown_with_what_it_was(run: Runner, case: str) -> None:
    changes = ("--set", "facts.ydelse.to=1. oktober 2018", "--add", "ansættelse, ordinær, 25 t/uge, fra 1/10-2018")
    found = run("whatif", case, *changes, *ASKED, "--rule", "dk.integration.window.year")
    assert found.code == 0
    assert found.out.startswith(
        "Hvad nu hvis\n  facts[1].to: (ingen) -> 1. oktober 2018\n  tilføjet: ansættelse, ordinær, 25 timer om ugen, fra 1. oktober 2018\n\n"
        "Selvforsørgelse: OPFYLDT ")
    assert "\n  Før: IKKE OPFYLDT\n" in found.out
    assert "\n1 svar er det samme som før.\n" in found.out
    assert "År i introduktionsperioden" not in found.out


def test_the_same_in_english(run: Runner, case: str) -> None:
    found = run("whatif", case, "--remove", "ydelse", *ASKED, "--lang", "en")
    assert found.out.startswith("What if\n  removed: benefit, integration benefit, id=ydelse, from 4 January 2016\n\nSelf-support: MET ")
    assert "\n  Before: NOT MET\n" in found.out


def test_a_day_after_observation_is_projected_and_says_so(run: Runner, case: str) -> None:
    found = run("whatif", case, "--set", "facts.ydelse.to=2019-02-01", "--rule", "self_supporting", "--quarter", "2019Q2")
    assert "Fremskrevet: fra 1. januar 2019 fortsætter åbne forløb, og intet andet sker.\n" in found.out
    assert "2. kvartal 2019, fremskrevet\n" in found.out
    document = json.loads(run("whatif", case, "--set", "facts.ydelse.to=2019-02-01", *ASKED[:2], "--quarter", "2019Q2", "--format", "json").out)
    assert document["changed"][0]["after"]["projected"] is True
    assert document["projected_from"] == "2019-01-01"


def test_json_holds_both_answers(run: Runner, case: str) -> None:
    document = json.loads(run("whatif", case, "--remove", "facts[1]", *ASKED, "--format", "json").out)
    assert (document["format"], document["unchanged"]) == (1, 0)
    assert [(one["before"]["verdict"], one["after"]["verdict"]) for one in document["changed"]] == [("not_met", "met")]


def test_the_changed_case_is_written_to_another_file_and_the_case_stays(run: Runner, case: str, tmp_path: Path) -> None:
    before = Path(case).read_bytes()
    out = tmp_path / "other.yaml"
    assert run("whatif", case, "--set", "facts.ydelse.to=2018-10-01", "-o", str(out), *ASKED).code == 0
    assert Path(case).read_bytes() == before
    (written,) = read_cases(out)
    assert str(written.facts[1].model_dump()["to"]) == "2018-10-01"


def test_a_case_may_come_from_standard_input(run: Runner) -> None:
    assert run("whatif", "-", "--remove", "ydelse", *ASKED, stdin=json.dumps(CASE)).code == 0


@pytest.mark.parametrize(("setting", "value"), [
    ("facts.ydelse.to=1/10-2018", "2018-10-01"), ("facts.ydelse.to=2018-10-01", "2018-10-01"), ("facts.ydelse.to = 1 October 2018", "2018-10-01"),
])
def test_dates_are_typed_as_people_write_them(run: Runner, case: str, setting: str, value: str) -> None:
    document = json.loads(run("whatif", case, "--set", setting, *ASKED, "--format", "json").out)
    assert document["changes"] == [{"path": "facts[1].to", "before": None, "after": value}]


@pytest.mark.parametrize(("value", "hours"), [("25", 25), ("25,5", 25.5), ("25.5", 25.5)])
def test_numbers_are_typed_with_a_comma_or_a_point(run: Runner, tmp_path: Path, value: str, hours: float) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({**CASE, "facts": [{"kind": "employment", "type": "ordinary", "from": "2018-01-01"}]}), encoding="utf-8")
    document = json.loads(run("whatif", str(path), "--set", f"facts[0].hours_per_week={value}", *ASKED, "--format", "json").out)
    assert document["changes"][0]["after"] == hours


@pytest.mark.parametrize(("arguments", "said"), [
    ((), "intet er ændret; angiv hvad med --set, --add eller --remove"),
    (("--set", "citizen.born"), "--set: 'citizen.born' skal skrives som STI=VÆRDI"),
    (("--set", "=3"), "--set: '=3' skal skrives som STI=VÆRDI"),
    (("--set", "citizen.bron=1990-05-01"), "'citizen.bron': citizen har ikke det felt; felter: id, born, sex, origin; mente du 'born'?"),
    (("--set", "facts[9].to=2018-01-01"), "'facts[9]': den oplysning findes ikke; der er: ydelse, facts[0] (responsibility)"),
    (("--set", "facts.ydelse.to=snart"), "--set 'facts.ydelse.to=snart': to: "),
    (("--set", "citizen.id=010190-1234"), "--set 'citizen.id=…': citizen.id: det ligner et CPR-nummer"),
    (("--add", "ansættelse, ordnær, fra 2018-03-01"), "--add: 'ordnær' forstås ikke i en linje om ansættelse (mente du 'ordinær'?)"),
    (("--add", "ansættelse, ordinær, 300 t/uge, fra 2018-03-01"), "--add 'ansættelse, ordinær, 300 t/uge, fra 201…': hours_per_week: 300 timer om ugen"),
    (("--remove", "ydelser"), "'ydelser': den oplysning findes ikke; der er: ydelse, facts[0] (responsibility); mente du 'ydelse'?"),
    (("--remove", "ydelse", "-o", "{case}"), "er selve sagen, som aldrig ændres"),
    (("--remove", "ydelse", "-o", "{folder}/case.txt"), "skal ende på .yaml, .json eller .jsonl"),
    (("--remove", "ydelse", "-o", "{folder}/nowhere/case.yaml"), "kan ikke skrives"),
    (("--remove", "ydelse", "--on", "i morgen"), "--on: 'i morgen' er ikke en dato"),
    (("--remove", "ydelse", "--rule", "nothing"), "der er ingen regel 'nothing'"),
])
def test_unusable_changes_exit_2_with_a_text_that_says_why(run: Runner, case: str, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    found = run("whatif", case, *(each.format(case=case, folder=tmp_path) for each in arguments))
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert "010190-1234" not in found.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case.json"]


def test_several_cases_are_refused(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(f"{json.dumps(CASE)}\n{json.dumps(CASE)}\n", encoding="utf-8")
    for command in (("whatif", str(path), "--remove", "ydelse"), ("deadlines", str(path))):
        found = run(*command)
        assert found.code == 2
        assert "indeholder flere sager; kommandoen tager én" in found.err


def test_the_id_of_the_citizen_is_in_no_text(run: Runner, case: str) -> None:
    assert "c-001" not in run("whatif", case, "--remove", "ydelse").out


# ---- deadlines

def test_deadlines_say_when_nothing_is_due(run: Runner, case: str) -> None:
    found = run("deadlines", case, "--rule", "dk.integration.window.year")
    assert found.code == 0
    assert "\nDer er ingen frister.\n" in found.out
    assert json.loads(run("deadlines", case, "--rule", "dk.integration.window.year", "--format", "json").out)["deadlines"] == []


# ---- values of one's own

OVERLAY = """sources: {mine: {title: Byrådets beslutning}}
parameters:
  dk.outcomes.self_support.weeks_needed:
    values: [{from: 2018-10-01, to: 2019-01-01, is: 14, source: mine, replaces: true}]
"""


@pytest.fixture
def overlay(tmp_path: Path) -> str:
    path = tmp_path / "mine.yaml"
    path.write_text(OVERLAY, encoding="utf-8")
    return str(path)


def test_values_of_ones_own_decide_and_are_named(run: Runner, case: str, overlay: str) -> None:
    found = run("evaluate", case, "--rule", "self_supporting", "--quarter", "2018Q4", "--parameters", overlay)
    assert "kravet er 14" in found.out
    assert "Værdier fra mine.yaml (" in found.out
    assert "Byrådets beslutning" in found.out
    document = json.loads(run("evaluate", case, "--rule", "self_supporting", "--quarter", "2018Q4", "--parameters", overlay, "--format", "json").out)
    assert document["decisions"][0]["overlay"]["file"] == "mine.yaml"


def test_what_if_and_deadlines_take_them_too(run: Runner, case: str, overlay: str) -> None:
    assert "ingen ændringer" not in run("whatif", case, "--remove", "ydelse", *ASKED, "--parameters", overlay).out
    document = json.loads(run("whatif", case, "--remove", "ydelse", *ASKED, "--parameters", overlay, "--format", "json").out)
    assert (document["changed"], document["unchanged"]) == ([], 1)
    assert "Værdier fra mine.yaml (" in run("deadlines", case, "--parameters", overlay).out


def test_mistakes_in_them_are_told_by_line_and_column(run: Runner, case: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(OVERLAY.replace("self_support", "selfsupport"), encoding="utf-8")
    found = run("evaluate", case, "--parameters", str(path))
    assert (found.code, found.out) == (2, "")
    assert f"{path}:3:3: IR120 error: there is no parameter" in found.err
    assert run("evaluate", case, "--parameters", str(tmp_path / "nowhere.yaml")).code == 2


def test_a_hole_in_them_is_noticed_and_answered_all_the_same(run: Runner, case: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    given = "[{from: 2014-01-01, to: 2014-02-01, is: 5, source: mine}, {from: 2014-03-01, to: 2014-04-01, is: 5, source: mine}]"
    path.write_text(OVERLAY.replace("[{from: 2018-10-01, to: 2019-01-01, is: 14, source: mine, replaces: true}]", given), encoding="utf-8")
    found = run("evaluate", case, "--rule", "dk.integration.window.year", "--parameters", str(path))
    assert found.code == 0
    assert "IR101 notice: no value from 2014-02-01 to 2014-02-28" in found.err


# ---- coverage

def test_coverage_in_three_forms(run: Runner) -> None:
    assert "L læst, B beregnet, . ingen daterede værdier, - kendes ikke, * en del af året\n" in run("rules", "--coverage").out
    assert run("rules", "--coverage", "--format", "markdown", "--lang", "en").out.startswith("| Rule | read | derived | no dated value | is not known |\n")
    found = json.loads(run("rules", "--coverage", "--format", "json").out)
    assert found["format"] == 1
    (self_support,) = (one for one in found["rules"] if one["rule"] == "dk.outcomes.self_support.self_supporting")
    assert self_support["years"]["2015"] == {"known": "read", "partly": True, "unknown": []}


def test_coverage_of_some_years(run: Runner) -> None:
    found = json.loads(run("rules", "--coverage", "--years", "2016..2018", "--format", "json").out)
    assert {year for one in found["rules"] for year in one["years"]} == {"2016", "2017", "2018"}
    assert run("rules", "--coverage", "--years", "2018").out.startswith("2018-2018\n")
    refused = run("rules", "--coverage", "--years", "2018..2016")
    assert (refused.code, refused.out) == (2, "")
    assert "--years: '2018..2016' skal skrives som 2018 eller 2014..2020" in refused.err


def test_an_unknown_form_of_coverage_is_refused(run: Runner) -> None:
    found = run("rules", "--coverage", "--format", "xml")
    assert found.code == 2
    assert "'xml' er ikke et format; skriv text, json eller markdown" in found.err
