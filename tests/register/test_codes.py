"""Register codes of the caller's own, and codes that are used on some days only, over a whole register."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest

from integrationrules.cli import main
from integrationrules.register.codes import Codes

from .data import PEOPLE, parquet, small

SOURCES = "ruleset: dk.common.dream\nsources: {mine: {title: Invented codes, by: A municipality, published: 2020-01}}\n"
ASKED = ["--measure", "objective_1", "--quarters", "2017Q3"]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Three people, one of whom has an unlisted code in every week from 2017 on."""
    found = small(120)
    later = [name for name in found if name >= "y_1701" and name.startswith("y_")]
    extract = pa.table(found | {name: ["700", "", "799"] for name in later})
    return [parquet(extract, tmp_path / "e.parquet"), "--people", parquet(pa.table(PEOPLE), tmp_path / "p.parquet")]


def measured(capsys: pytest.CaptureFixture[str], files: list[str], *options: str, form: str = "json") -> str:
    with pytest.raises(SystemExit) as stop:
        main(["--lang", "en", "measure", *files, *ASKED, "--format", form, *options])
    captured = capsys.readouterr()
    assert not stop.value.code, captured.err
    return captured.out


def codes(folder: Path, text: str) -> list[str]:
    (folder / "mine.yaml").write_text(SOURCES + text, encoding="utf-8")
    return ["--codes", str(folder / "mine.yaml")]


def numbers(answer: str) -> list[int]:
    cell = json.loads(answer)["cells"][0]
    return [cell[name] for name in ("met", "not_met", "unknown")]


def test_a_code_of_ones_own_settles_what_was_unknown(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    usual = measured(capsys, files)
    assert numbers(usual) == [0, 1, 1]
    assert json.loads(usual)["data"]["unlisted_codes"]["799"] > 13
    own = measured(capsys, files, *codes(tmp_path, 'codes: {integration_benefit: {source: mine, codes: {"799": Invented benefit}}}'))
    assert numbers(own) == [0, 2, 0]
    assert json.loads(own)["data"]["unlisted_codes"] == {}
    student = measured(capsys, files, *codes(tmp_path, 'codes: {su_paid: {source: mine, codes: {"799": Invented grant}}}'))
    assert numbers(student) == [1, 1, 0]


def test_the_answer_names_the_file_and_has_another_hash(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    usual = json.loads(measured(capsys, files))
    options = codes(tmp_path, 'codes: {su_paid: {source: mine, codes: {"799": Invented grant}}}')
    own = json.loads(measured(capsys, files, *options))
    assert "codes" not in usual
    assert own["codes"]["file"] == "mine.yaml"
    assert own["codes"]["codes"] == ["799"]
    assert own["rulebook_hash"] != usual["rulebook_hash"]
    assert f"Register codes from mine.yaml ({own['codes']['hash'][:12]}): 799" in measured(capsys, files, *options, form="text")


def test_weeks_outside_the_days_of_a_code_are_counted_as_unlisted(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The last week of the quarter begins on 25 September 2017."""
    dated = 'codes: {su_paid: {source: mine, codes: {"799": {label: Invented grant, to: 2017-09-26}}}}'
    found = measured(capsys, files, *codes(tmp_path, dated))
    assert numbers(found) == [1, 1, 0]
    assert json.loads(found)["data"]["unlisted_codes"] == {}
    earlier = measured(capsys, files, *codes(tmp_path, dated.replace("2017-09-26", "2017-09-25")))
    assert numbers(earlier) == [1, 1, 0]
    assert json.loads(earlier)["data"]["unlisted_codes"] == {"799": 1}


def test_a_mistake_is_told_with_its_line_and_nothing_is_counted(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = codes(tmp_path, 'codes: {su_payd: {source: mine, codes: {"799": Invented grant}}}')
    with pytest.raises(SystemExit) as stop:
        main(["--lang", "en", "measure", *files, *ASKED, *options])
    captured = capsys.readouterr()
    assert (stop.value.code, captured.out) == (2, "")
    assert "mine.yaml:3:9: IR124 error: the register codes have no group 'su_payd'; did you mean 'su_paid'?" in captured.err


def test_a_case_is_answered_with_the_same_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weeks = [{"kind": "week_code", "week": f"2018-W{week:02d}", "code": "799"} for week in range(1, 14)]
    case = {"citizen": {"id": "c", "born": "1980-01-01"}, "observed": {"from": "2018-01-01", "to": "2018-04-02"}, "facts": weeks}
    (tmp_path / "case.yaml").write_text(json.dumps(case), encoding="utf-8")
    options = codes(tmp_path, 'codes: {su_paid: {source: mine, codes: {"799": Invented grant}}}')
    said = []
    for own in ([], options):
        with pytest.raises(SystemExit) as stop:
            main(["evaluate", str(tmp_path / "case.yaml"), "--rule", "in_education", "--quarter", "2018Q1", "--format", "json", *own])
        captured = capsys.readouterr()
        assert not stop.value.code, captured.err
        said.append(json.loads(captured.out)["decisions"][0])
    assert [one["verdict"] for one in said] == ["unknown", "met"]
    assert said[1]["codes"]["codes"] == ["799"]
    with pytest.raises(SystemExit) as stop:
        main(["evaluate", str(tmp_path / "case.yaml"), "--record", str(tmp_path / "r.jsonl"), *options])
    assert stop.value.code == 2
    assert not (tmp_path / "r.jsonl").exists()


def test_only_weeks_with_none_of_its_days_are_outside() -> None:
    found = Codes(["", "a"], frozenset(), {"a": (10, 20)})
    column = pa.array(["a", "", "a", "b"])
    assert [found.of(column, monday).tolist() for monday in (3, 4, 19, 20)] == [[2, 0, 2, 2], [1, 0, 1, 2], [1, 0, 1, 2], [2, 0, 2, 2]]
    assert found.unlisted == {"a": 4, "b": 4}


def test_a_whole_number_with_a_decimal_is_the_code_it_is() -> None:
    read = Codes(["", "700"], frozenset())
    assert list(read.of(pa.array(["700.0", " 700 ", "700.5", "0.0", "", None]))) == [1, 1, 2, 2, 0, 0]
    assert read.unlisted == {"": 1, "0": 1}
