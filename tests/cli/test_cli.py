"""The console command as its users meet it: exit codes, streams, languages, and mistakes in plain words."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from integrationrules.cli import main
from integrationrules.version import VERSION

CASE: dict[str, Any] = {
    "citizen": {"id": "c-001", "born": "1990-05-01", "sex": "female", "origin": "non_western"},
    "observed": {"from": "2015-01-01", "to": "2019-01-01"},
    "facts": [
        {"kind": "responsibility", "from": "2016-01-01", "municipality": 860},
        {"kind": "benefit", "type": "integration_benefit", "from": "2016-01-04", "to": "2018-05-28"},
        {"kind": "employment", "type": "ordinary", "from": "2018-05-28", "hours_per_week": 25},
    ],
}
LINE = json.dumps(CASE)
INVENTED = """\
ruleset: bus
title: {da: Bussen, en: The bus}
invented: true
sources: {act: {title: Loven}}
rules: {rides: {for: citizen, when: citizen.born <= on, source: act}}
"""


class Run:
    """What a run printed and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out.replace("\u00a0", " "), err.replace("\u00a0", " ")


Runner = Callable[..., Run]


@pytest.fixture(autouse=True)
def _danish(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INTEGRATIONRULES_LANG", "INTEGRATIONRULES_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    def running(*arguments: str, stdin: str | bytes | None = None) -> Run:
        if stdin is not None:
            content = stdin.encode() if isinstance(stdin, str) else stdin
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        captured = capsys.readouterr()
        return Run(int(stop.value.code or 0), captured.out, captured.err)

    return running


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.json"
    path.write_text(LINE, encoding="utf-8")
    return str(path)


# ---- evaluate

def test_evaluate_answers_in_danish(run: Runner, case: str) -> None:
    found = run("evaluate", case, "--rule", "self_supporting", "--quarter", "2018Q2")
    assert found.code == 0
    assert found.out.startswith("Selvforsørgelse: OPFYLDT ")
    assert "5 af 13 uger uden ydelse; kravet er 5" in found.out
    assert "Beslutningsstøtte" in found.out
    assert found.err == ""


@pytest.mark.parametrize("arguments", [("--lang", "en", "evaluate"), ("evaluate", "--lang", "en"), ("--lang=da", "evaluate", "--lang=en")])
def test_the_language_may_be_chosen_before_or_after_the_command(run: Runner, case: str, arguments: tuple[str, ...]) -> None:
    assert run(*arguments, case, "--rule", "self_supporting", "--quarter", "2018Q2").out.startswith("Self-support: MET ")


def test_the_environment_chooses_the_language(run: Runner, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTEGRATIONRULES_LANG", "en")
    assert run("evaluate", case, "--rule", "window.month").out.startswith("Month of the introduction period: MET, 37 ")


def test_the_id_of_the_citizen_is_in_no_text(run: Runner, case: str) -> None:
    assert "c-001" not in run("evaluate", case).out


def test_without_a_rule_each_has_a_line_and_full_gives_the_reasons(run: Runner, case: str) -> None:
    brief, full = (run("evaluate", case, "--quarter", "2018Q2", *more).out for more in ((), ("--full",)))
    assert "Selvforsørgelse, 2. kvartal 2018 " in brief
    assert "5 af 13 uger uden ydelse" not in brief
    assert "--full for alle" in brief
    assert max(map(len, brief.splitlines())) <= 100
    assert "Selvforsørgelse: OPFYLDT " in full
    assert "5 af 13 uger uden ydelse; kravet er 5" in full
    # What is asked is the same: every rule of the brief answer is among the reasons.
    assert full.count("Forudsætninger:") > 20


def test_one_case_gives_one_indented_document(run: Runner, case: str) -> None:
    found = run("evaluate", case, "--rule", "window.month", "--format", "json")
    document = json.loads(found.out)
    assert list(document) == ["format", "decisions", "warnings"]
    assert found.out.startswith('{\n  "format": 1,\n')
    assert document["decisions"][0]["rule"] == "dk.integration.window.month"


def test_several_cases_give_one_document_a_line(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(f"{LINE}\n{LINE}\n", encoding="utf-8")
    found = run("evaluate", str(path), "--rule", "window.month", "--format", "json")
    assert [json.loads(line)["format"] for line in found.out.splitlines()] == [1, 1]


def test_several_cases_as_text_are_numbered_and_have_one_footer(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(f"{LINE}\n{LINE}\n", encoding="utf-8")
    found = run("evaluate", str(path), "--rule", "window.month")
    assert "Sag 1\n" in found.out
    assert "Sag 2\n" in found.out
    assert found.out.count("Beslutningsstøtte") == 1


def test_danish_letters_are_not_escaped_in_json(run: Runner, case: str) -> None:
    assert "Årsrapport" in run("evaluate", case, "--rule", "self_supporting", "--quarter", "2018Q2", "--format", "json").out


def test_ranges_of_quarters_are_answered_in_order(run: Runner, case: str) -> None:
    found = run("evaluate", case, "--rule", "counted", "--quarter", "2017K3..2018Q2", "--quarter", "2018Q2", "--format", "json")
    assert [one["for"] for one in json.loads(found.out)["decisions"]] == ["2017Q3", "2017Q4", "2018Q1", "2018Q2"]


def test_without_a_quarter_the_text_says_which_was_taken(run: Runner, case: str) -> None:
    said = "Der er ikke angivet et kvartal; der svares for 4. kvartal 2018, det seneste afsluttede.\n"
    assert run("evaluate", case, "--rule", "counted").out.startswith(said)
    assert "angivet et kvartal" not in run("evaluate", case, "--rule", "window.month").out


def test_rules_that_do_not_cover_the_last_quarter_are_said_to_be_left_out(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({**CASE, "observed": {"from": "2013-01-01", "to": "2014-01-01"}, "facts": []}), encoding="utf-8")
    said = "dækker ikke det seneste afsluttede og er udeladt; angiv et med --quarter."
    assert said in " ".join(run("evaluate", str(path)).out.split())
    assert said not in " ".join(run("evaluate", str(path), "--rule", "window.month").out.split())


def test_the_end_of_observation_decides_only_without_on(run: Runner, case: str) -> None:
    assert "1. kvartal 2018" in run("evaluate", case, "--rule", "counted", "--on", "2018-06-20").out


def test_options_of_assumptions_reach_the_result(run: Runner, case: str) -> None:
    found = run("evaluate", case, "--rule", "window.year", "--assume", "window_end_tier=inclusive", "--format", "json")
    assert json.loads(found.out)["decisions"][0]["assumptions"]["window_end_tier"] == "inclusive"


def test_facts_recorded_later_are_left_out_and_the_text_says_how_they_were_read(run: Runner, case: str) -> None:
    found = run("evaluate", case, "--rule", "window.month", "--as-known", "2017-02-01")
    assert "som kendt 1. februar 2017" in found.out
    assert found.out.startswith("Bemærk: ")


# ---- standard input

def test_lines_in_give_lines_out(run: Runner) -> None:
    found = run("evaluate", "-", "--rule", "window.month", stdin=f"{LINE}\n\n{LINE}\n")
    assert [json.loads(line)["decisions"][0]["value"] for line in found.out.splitlines()] == [37, 37]


def test_standard_input_gives_text_only_when_asked(run: Runner) -> None:
    assert run("evaluate", "-", "--rule", "window.month", "--format", "text", stdin=LINE).out.startswith("Måned i introduktionsperioden")


@pytest.mark.parametrize("document", [json.dumps(CASE, indent=2), f"---\n{json.dumps(CASE, indent=1)}\n", "\ufeff" + LINE])
def test_one_document_may_be_indented_or_yaml(run: Runner, document: str) -> None:
    found = run("evaluate", "-", "--rule", "window.month", stdin=document)
    assert found.code == 0
    assert len(found.out.splitlines()) == 1


def test_a_bad_line_stops_with_its_number_after_the_results_before_it(run: Runner) -> None:
    found = run("evaluate", "-", "--rule", "window.month", stdin=f'{LINE}\n{LINE}\n{{"citizen": 3}}\n{LINE}\n')
    assert found.code == 2
    assert len(found.out.splitlines()) == 2
    assert found.err.startswith("standard input linje 3: ")


def test_results_come_in_chunks_in_order(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    from integrationrules.commands import evaluate

    monkeypatch.setattr(evaluate, "CHUNK", 2)
    cases = [json.dumps({**CASE, "observed": {"from": "2015-01-01", "to": f"2018-0{month}-01"}}) for month in range(1, 6)]
    found = run("evaluate", "-", "--rule", "window.month", stdin="\n".join(cases))
    assert [json.loads(line)["decisions"][0]["value"] for line in found.out.splitlines()] == [25, 26, 27, 28, 29]


def test_a_caller_that_waits_for_an_answer_gets_it() -> None:
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-m", "integrationrules", "evaluate", "-", "--rule", "window.month"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": root}) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        watch = threading.Timer(60, process.kill)       # what is never answered must not hang the tests
        watch.start()
        for end in ("\n", "\n\n"):
            process.stdin.write(f"{LINE}{end}".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["decisions"][0]["value"] == 37
        process.stdin.close()
        watch.cancel()
    assert process.returncode == 0


@pytest.mark.parametrize("more", ["", f"{LINE}\n"])
def test_a_bad_first_line_is_line_1(run: Runner, more: str) -> None:
    found = run("evaluate", "-", stdin="{bad\n" + more)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("standard input linje 1: det er ikke JSON")


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes of this kind")
def test_a_pipe_is_read_once(run: Runner, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text(LINE, encoding="utf-8"))
    writer.start()
    assert run("evaluate", str(pipe), "--rule", "window.month").out.startswith("Måned i introduktionsperioden")
    writer.join()


# ---- unusable input

@pytest.mark.parametrize(("arguments", "said"), [
    (("evaluate", "{nowhere}"), "filen findes ikke"),
    (("evaluate", "{case}", "--rule", "window.month", "--on", "1/6/2018"), "--on: '1/6/2018' er ikke en dato"),
    (("evaluate", "{case}", "--on", "2018-W10-1"), "--on: '2018-W10-1' er ikke en dato"),
    (("evaluate", ""), "filens navn er tomt"),
    (("evaluate", "{case}", "--on", "2018-02-30"), "--on: '2018-02-30' er ikke en dato"),
    (("evaluate", "{case}", "--as-known", "i går"), "--as-known: 'i går' er ikke en dato"),
    (("evaluate", "{case}", "--quarter", "2018Q5"), "--quarter: '2018Q5' er ikke et kvartal"),
    (("evaluate", "{case}", "--quarter", "2018Q1..2017Q1"), "slutter, før det begynder"),
    (("evaluate", "{case}", "--quarter", "2018Q1.."), "er ikke et kvartal"),
    (("evaluate", "{case}", "--quarter", "2014Q1", "--rule", "counted"), "dækker fra 1. oktober 2015"),
    (("evaluate", "{case}", "--rule", "nothing"), "der er ingen regel 'nothing'"),
    (("evaluate", "{case}", "--assume", "igu_counts"), "skal skrives som id=mulighed"),
    (("evaluate", "{case}", "--assume", "igu_counts=own_test", "--assume", "igu_counts=pooled"), "to muligheder for igu_counts"),
    (("evaluate", "{case}", "--assume", "igu_counts=half"), "'half' er ikke en mulighed for igu_counts"),
    (("evaluate", "{case}", "--assume", "nothing=half"), "der er ingen forudsætning 'nothing'"),
    (("evaluate", "{case}", "--format", "xml"), "--format: 'xml' er ikke et format"),
    (("evaluate", "{case}", "--lang", "de"), "--lang: 'de' er ikke et sprog"),
    (("evaluate", "{case}", "--rulebook", "{nowhere}"), "IR015"),
    (("evaluate", "{case}", "--on", "2100-12-31", "--rule", "counted"), "2099"),
    (("evaluate", "{case}", "--nothing"), "der er intet valg --nothing"),
    (("evaluate", "{case}", "{case}"), "uventet: "),
    (("evaluate",), "mangler"),
    (("evaluate", "{case}", "--rule"), "--rule skal have en værdi"),
    (("evalute", "{case}"), "der er ingen kommando 'evalute'"),
    (("explain", "nothing"), "der er ingen regel, sats, måling eller forudsætning 'nothing'"),
    (("explain", "selfsupporting"), "dk.outcomes.self_support.self_supporting"),
    (("test", "{nowhere}"), "IR015"),
    (("test", "{case}"), "ikke et arkiv af regler"),
    (("evaluate", "{case}", "--rulebook", "{invented}"), "  bus.rides"),
])
def test_unusable_input_exits_2_with_a_text_that_says_why(run: Runner, case: str, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    (tmp_path / "invented" / "bus").mkdir(parents=True)
    (tmp_path / "invented" / "bus" / "rules.yaml").write_text(INVENTED, encoding="utf-8")
    found = run(*(each.format(case=case, nowhere=tmp_path / "nowhere", invented=tmp_path / "invented") for each in arguments))
    assert found.code == 2
    assert said in found.err
    assert "Traceback" not in found.err
    assert found.out == ""


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"\xff\xfec", b"citizen: [", b"\xe6\xf8\xe5", b"[1, 2]", b"[]", b"nonsense", b"{}", b"---\n---\n"])
def test_a_file_that_is_no_case_exits_2(run: Runner, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(content)
    found = run("evaluate", str(path))
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(str(path))


def test_many_mistakes_fill_one_screen(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({**CASE, "facts": [{"kind": "nothing"}] * 60}), encoding="utf-8")
    found = run("evaluate", str(path))
    lines = found.err.splitlines()
    assert len(lines) == 24
    assert lines[-1] == "... og 37 linjer mere"


def test_many_thousand_mistakes_are_counted_not_listed(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({**CASE, "facts": [{"kind": "nothing"}] * 5000}), encoding="utf-8")
    assert run("evaluate", str(path)).err.splitlines()[-1] == "... og 4977 linjer mere"


def test_mistakes_come_in_the_language_asked_for(run: Runner) -> None:
    assert "is missing" in run("evaluate", "--lang", "en").err
    assert "there is no command 'x'" in run("--lang", "en", "x").err


def test_an_unknown_language_in_the_environment_is_named(run: Runner, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTEGRATIONRULES_LANG", "de")
    found = run("evaluate", case)
    assert found.code == 2
    assert found.err.startswith("INTEGRATIONRULES_LANG: 'de'")


# ---- our own mistakes

def _broken(*_: object, **__: object) -> Iterator[None]:
    raise KeyError("1234567890 c-001")


def test_an_unexpected_error_is_one_line_without_its_text(run: Runner, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("integrationrules.commands.evaluate.read_cases", _broken)
    found = run("evaluate", case)
    assert found.code == 70
    assert found.err == "Uventet fejl (KeyError). Det er en fejl i integrationrules; sæt INTEGRATIONRULES_DEBUG=1 for at se hvor.\n"


def test_debugging_shows_where_an_unexpected_error_came_from(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("integrationrules.commands.evaluate.read_cases", _broken)
    monkeypatch.setenv("INTEGRATIONRULES_DEBUG", "1")
    with pytest.raises(KeyError):
        main(["evaluate", case])


# ---- check, test, explain, rules

def test_check_counts_errors_and_warnings(run: Runner) -> None:
    found = run("check")
    assert found.code == 0
    assert found.out.splitlines()[-1].startswith("0 fejl, ")


def test_check_exits_1_on_errors_also_as_json(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "rules.yaml").write_text("ruleset: town\ntitle: {da: x, en: y}\nnonsense: 1\n", encoding="utf-8")
    found = run("check", str(tmp_path))
    assert found.code == 1
    assert "IR005" in found.out
    assert found.out.splitlines()[-1] == "2 fejl, 0 advarsler"
    document = json.loads(run("check", str(tmp_path), "--format", "json").out)
    assert (document["format"], document["errors"], document["diagnostics"][-1]["code"], document["diagnostics"][-1]["line"]) == (1, 2, "IR005", 3)


def test_a_folder_without_rules_fails_the_check(run: Runner, tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "nowhere")).code == 1


def test_the_shipped_cases_pass(run: Runner) -> None:
    found = run("test")
    assert found.code == 0
    assert found.out.endswith(" bestået, 0 fejlet\n")


def test_a_failing_case_exits_1(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    from integrationrules.case.cases import CaseOutcome

    monkeypatch.setattr("integrationrules.commands.cases.run_cases", lambda book, root: [CaseOutcome("a.yaml:3:4", "n", "r", "met", "not_met")])
    monkeypatch.setattr("integrationrules.commands.cases.run_alert_cases", lambda book, root: iter(()))
    found = run("test", "--lang", "en")
    assert found.code == 1
    assert found.out == "a.yaml:3:4: n: r: expected met, found not_met\n\n0 passed, 1 failed\n"
    assert run("test").out.startswith("a.yaml:3:4: n: r: ventet met, fundet not_met\n")


def test_check_prints_one_screen_of_mistakes_and_counts_the_rest(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "town").mkdir()
    lines = ["ruleset: town", "title: {da: x, en: y}", *(f"nonsense_{number}: 1" for number in range(80))]
    (tmp_path / "town" / "rules.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = run("check", str(tmp_path))
    assert found.out.count("error: ") == 50
    assert found.out.splitlines()[-3:] == ["... og 31 mere", "", "81 fejl, 0 advarsler"]
    assert len(json.loads(run("check", str(tmp_path), "--format", "json").out)["diagnostics"]) == 81


STALE = """ruleset: town
title: {da: Byen, en: The town}
sources: {act: {title: The act}}
parameters:
  youngest: {unit: years, values: [{from: 2015-01-01, to: 2018-01-01, is: 6, source: act}]}
rules:
  rides: {for: citizen, when: "age(citizen.born, on) >= youngest", source: act}
"""


@pytest.fixture
def stale(tmp_path: Path) -> str:
    """Rule files with a value that ended with 2017, and no cases."""
    (tmp_path / "rules" / "town").mkdir(parents=True)
    (tmp_path / "rules" / "town" / "rules.yaml").write_text(STALE, encoding="utf-8")
    return str(tmp_path / "rules")


def test_check_asks_for_values_on_the_day_given(run: Runner, stale: str) -> None:
    assert "IR107" not in run("check", stale, "--on", "2017-12-31").out
    found = run("check", stale, "--on", "2018-01-01", "--lang", "en")
    assert (found.code, found.out.splitlines()[-1]) == (0, "0 errors, 1 warning, 1 notice")
    assert "IR107 notice: the last value of 'youngest' ended on 2017-12-31; there is none on 2018-01-01" in found.out
    assert run("check", stale, "--on", "1. januar").code == 2


def test_check_without_a_day_asks_for_values_today(run: Runner, stale: str) -> None:
    assert "IR107" in run("check", stale).out


def test_check_counts_notices_in_json(run: Runner, stale: str) -> None:
    document = json.loads(run("check", stale, "--format", "json").out)
    assert (document["errors"], document["warnings"], document["notices"]) == (0, 1, 1)


def test_check_writes_sarif(run: Runner, stale: str) -> None:
    found = run("check", stale, "--format", "sarif")
    assert found.code == 0
    log = json.loads(found.out)
    assert [(one["ruleId"], one["level"]) for one in log["runs"][0]["results"]] == [("IR107", "note"), ("IR302", "warning")]


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_check_writes_what_it_would_print_to_a_file_and_prints_the_counts(run: Runner, stale: str, tmp_path: Path, form: str) -> None:
    target = tmp_path / "found.out"
    printed = run("check", stale, "--format", form, "--lang", "en").out
    found = run("check", stale, "--format", form, "--lang", "en", "-o", str(target))
    assert (found.code, found.out) == (0, "0 errors, 1 warning, 1 notice\n")
    assert target.read_text(encoding="utf-8") == printed
    assert sorted(one.name for one in tmp_path.iterdir()) == ["found.out", "rules"]


def test_check_exits_1_on_errors_also_when_it_writes_a_file(run: Runner, tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "nowhere"), "--format", "sarif", "-o", str(tmp_path / "found.sarif")).code == 1
    assert json.loads((tmp_path / "found.sarif").read_text(encoding="utf-8"))["runs"][0]["results"][0]["ruleId"] == "IR015"


def test_check_writes_no_rule_file_and_names_a_file_it_cannot_write(run: Runner, stale: str, tmp_path: Path) -> None:
    assert run("check", stale, "-o", f"{stale}/town/rules.yaml", "--lang", "en").code == 2
    assert Path(f"{stale}/town/rules.yaml").read_text(encoding="utf-8") == STALE
    found = run("check", stale, "-o", str(tmp_path / "no" / "such.sarif"), "--lang", "en")
    assert (found.code, "cannot be written" in found.err) == (2, True)
    assert run("check", stale, "--format", "xml", "--lang", "en").err == "--format: 'xml' is not a format; write text, json or sarif\n"


def test_thousands_of_unknown_names_are_not_each_compared_with_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    from integrationrules.rulebook import diagnostics

    compared: list[int] = []

    def close(name: str, names: list[str], **_: object) -> list[str]:
        compared.append(len(names))
        return names[:1]

    monkeypatch.setattr("difflib.get_close_matches", close)
    names = [f"{letter}{number}" for letter in "abcdefghij" for number in range(100)]
    assert diagnostics.nearest("b7x", names) == "; did you mean 'b0'?"
    assert compared == [100]


# ---- CPR numbers

@pytest.mark.parametrize("arguments", [
    ("evaluate", "{cpr}"), ("evaluate", "{cpr}.yaml"), ("evaluate", "{case}", "--rule", "{cpr}"), ("evaluate", "{case}", "--on", "{cpr}"),
    ("evaluate", "{case}", "--quarter", "{cpr}"), ("evaluate", "{case}", "--assume", "{cpr}={cpr}"), ("evaluate", "{case}", "--rulebook", "{cpr}"),
    ("evaluate", "{case}", "{cpr}"), ("--{cpr}",), ("{cpr}",), ("explain", "{cpr}"), ("test", "{cpr}"), ("check", "{cpr}"), ("--lang", "{cpr}", "rules"),
])
@pytest.mark.parametrize("cpr", ["0101901234", "01.01.90-1234", "c0101901234", "101901234"])
def test_no_message_repeats_a_cpr_number(run: Runner, case: str, arguments: tuple[str, ...], cpr: str) -> None:
    found = run(*(each.format(case=case, cpr=cpr) for each in arguments))
    assert found.code in (1, 2)
    assert "…" in found.out + found.err
    assert "1234" not in (found.out + found.err).replace("2018", "")


@pytest.mark.parametrize(("name", "said"), [
    ("self_supporting", "Selvforsørgelse "), ("dk.outcomes.self_support.weeks_needed", "kravet i uger\n"), ("igu_counts", "Forudsætning igu_counts: "),
    ("free_weeks", "uger uden ydelse\n"), ("self_support.free_weeks", "uger uden ydelse\n"),
])
def test_explain_finds_full_ids_and_their_ends(run: Runner, name: str, said: str) -> None:
    found = run("explain", name)
    assert found.code == 0
    assert found.out.startswith(said)


def test_rules_lists_every_rule(run: Runner) -> None:
    from integrationrules.rulebook.book import load

    listed = run("rules").out
    for full_id in load().rules:
        assert f"  {full_id.rpartition('.')[2]} " in listed


@pytest.mark.parametrize("lang", ["da", "en"])
def test_everything_shipped_can_be_explained(lang: str) -> None:
    from integrationrules.report.rules import explain, explainable
    from integrationrules.rulebook.book import load

    book = load()
    for full_id in explainable(book):
        assert explain(book, full_id, lang).strip()


# ---- the process

def _process(*arguments: str, environment: dict[str, str] | None = None, **more: Any) -> subprocess.CompletedProcess[bytes]:
    root = str(Path(__file__).parents[2])
    variables = {"PATH": os.environ["PATH"], "PYTHONPATH": root, "SYSTEMROOT": os.environ.get("SYSTEMROOT", ""), **(environment or {})}
    return subprocess.run([sys.executable, "-m", "integrationrules", *arguments], capture_output=True, env=variables, check=False, **more)


def test_the_version() -> None:
    assert _process("--version").stdout.decode().split() == ["integrationrules", VERSION]


def test_pipes_are_utf_8_whatever_the_locale(case: str) -> None:
    found = _process("evaluate", case, "--rule", "window.month", environment={"LC_ALL": "C", "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"})
    assert found.stdout.decode("utf-8").startswith("Måned")


def test_help_speaks_the_language_of_the_environment() -> None:
    assert "Svar på regler" in _process("--help").stdout.decode()
    assert "Answer rules" in _process("--help", environment={"INTEGRATIONRULES_LANG": "en"}).stdout.decode()


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_reader_that_leaves_early_is_no_error(case: str) -> None:
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-m", "integrationrules", "evaluate", "-", "--quarter", "2016Q1..2018Q4"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": root}) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(f"{LINE}\n".encode() * 5)
        process.stdin.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("arguments", [("rules",), ("--help",), ("evaluate", "{case}", "--rule", "window.month")])
def test_a_full_output_is_named_and_exits_2(case: str, arguments: tuple[str, ...]) -> None:
    found = _shell("{python} -m integrationrules {arguments} >/dev/full", *(each.format(case=case) for each in arguments))
    assert (found.returncode, found.stderr.decode()) == (2, "resultatet kan ikke skrives: disken er fuld, eller ingen tager imod\n")


@pytest.mark.skipif(os.name == "nt", reason="shells close streams otherwise there")
@pytest.mark.parametrize(("closed", "arguments", "said"), [
    (">&-", ("rules",), "resultatet kan ikke skrives: standard output er lukket\n"),
    (">&-", ("--help",), "resultatet kan ikke skrives: standard output er lukket\n"),
    ("<&-", ("evaluate", "-"), "standard input: den er lukket; der er intet at læse\n"),
    ("2>&-", ("evaluate", "nowhere.yaml"), ""),
])
def test_a_closed_stream_is_named_and_exits_2(closed: str, arguments: tuple[str, ...], said: str) -> None:
    found = _shell(f"{{python}} -m integrationrules {{arguments}} {closed}", *arguments)
    assert (found.returncode, found.stdout, found.stderr.decode()) == (2, b"", said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_an_error_nobody_can_be_told_still_exits_2() -> None:
    assert _shell("{python} -m integrationrules evaluate nowhere.yaml 2>/dev/full").returncode == 2


def _shell(command: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    filled = command.format(python=shlex.quote(sys.executable), arguments=shlex.join(arguments))
    return subprocess.run(filled, shell=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}, check=False)


def test_help_and_errors_import_nothing_heavy() -> None:
    code = "import sys; import integrationrules.cli; print([name for name in ('numpy', 'babel', 'yaml', 'integrationrules.case') if name in sys.modules])"
    root = str(Path(__file__).parents[2])
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, env={**os.environ, "PYTHONPATH": root}, check=True)
    assert found.stdout.decode().strip() == "[]"


def test_a_result_without_large_numbers_needs_no_babel(case: str) -> None:
    code = (
        "import sys; from integrationrules.cli import main\n"
        f"try: main(['evaluate', {case!r}, '--rule', 'month'])\n"
        "except SystemExit: pass\n"
        "print('babel' in sys.modules)"
    )
    root = str(Path(__file__).parents[2])
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, env={**os.environ, "PYTHONPATH": root}, check=True)
    assert found.stdout.decode().splitlines()[-1] == "False"
