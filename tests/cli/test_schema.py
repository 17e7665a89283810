"""The command `schema`, from its arguments to the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from integrationrules.cli import main
from integrationrules.schema import SCHEMAS


@pytest.fixture(autouse=True)
def _danish(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INTEGRATIONRULES_LANG", "INTEGRATIONRULES_DEBUG"):
        monkeypatch.delenv(name, raising=False)


def code_of(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["schema", *arguments])
    return int(stop.value.code or 0)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_printed(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert code_of(name) == 0
    assert json.loads(capsys.readouterr().out)["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize(("arguments", "title"), [((), "Sag om en borger"), (("--lang", "en"), "Case about a citizen")])
def test_titles_are_in_the_language_asked_for(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], title: str) -> None:
    assert code_of("case", *arguments) == 0
    assert json.loads(capsys.readouterr().out)["title"] == title


def test_a_file_is_written_whole(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "rules.json"
    target.write_text("old", encoding="utf-8")
    assert code_of("rules", "-o", str(target)) == 0
    assert "rules" in json.loads(target.read_text(encoding="utf-8"))["properties"]
    assert capsys.readouterr().out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["rules.json"]


@pytest.mark.parametrize(("arguments", "said"), [
    (("rulez",), "der findes ikke et skema 'rulez'; der findes: rules, parameters, values, codes, case, expected, investment, model, inputs\n"),
    (("case", "-o", "nowhere/case.json"), "--output: nowhere/case.json kan ikke skrives"),
    ((), "mangler"),
])
def test_unusable_input_exits_2_and_says_why(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: tuple[str, ...], said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert code_of(*arguments) == 2
    found = capsys.readouterr()
    assert said in found.err
    assert found.out == ""


def test_no_message_repeats_a_cpr_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("0101901234") == 2
    assert "1234" not in capsys.readouterr().err
