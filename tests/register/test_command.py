"""`measure` as its users meet it: tables, files, and the same answer from Python."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import integrationrules as ir
from integrationrules.cli import main
from tests.register.data import SCRIPT, script

FOLDER = SCRIPT.parent
EXTRACT, PEOPLE = str(FOLDER / "extract.csv"), str(FOLDER / "people.csv")
ASKED = [EXTRACT, "--people", PEOPLE, "--measure", "objective_1", "--quarters", "2018Q3..2018Q4", "--by", "municipality,sex", "--absent", "blank"]
Runner = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.delenv("INTEGRATIONRULES_LANG", raising=False)

    def running(*arguments: str) -> str:
        with pytest.raises(SystemExit) as stop:
            main(["--lang", "en", "measure", *arguments])
        captured = capsys.readouterr()
        assert not stop.value.code, captured.err
        return captured.out.replace("\u00a0", " ")

    return running


def test_the_script_writes_the_files_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["simulate.py", str(tmp_path)])
    script().main()
    for path in (EXTRACT, PEOPLE):
        made, shipped = ((folder / Path(path).name).read_bytes() for folder in (tmp_path, FOLDER))
        assert hashlib.sha256(made).digest() == hashlib.sha256(shipped).digest()


def test_json_is_what_python_answers(run: Runner) -> None:
    quarters = [ir.Quarter.parse("2018Q3"), ir.Quarter.parse("2018Q4")]
    found = ir.measure(ir.load_rulebook(), EXTRACT, "objective_1", quarters, PEOPLE, by=["municipality", "sex"], absent="blank")
    answer = json.loads(run(*ASKED, "--format", "json"))
    assert answer == json.loads(json.dumps(found.as_json()))
    assert answer["assumptions"]["dk.common.support.su_codes"] == "paid"
    assert answer["rulebook_hash"] == ir.load_rulebook().hash_of("dk.outcomes.objective_1")
    assert len(answer["rulebook_hash"]) == 64


def test_the_file_for_danish_excel_has_the_same_numbers(run: Runner, tmp_path: Path) -> None:
    output = tmp_path / "table.csv"
    assert run(*ASKED, "-o", str(output)) == ""
    content = output.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    heads, *rows = csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";")
    answer = json.loads(run(*ASKED, "--format", "json"))
    printed = [row for period in answer["periods"] for part in ("cells", "summaries") for row in answer[part] if row["period"] == period]
    assert len(rows) == len(printed)
    for row, one in zip((dict(zip(heads, row, strict=True)) for row in rows), printed, strict=True):
        for head, name in (("members", "members"), ("met", "met"), ("not met", "not_met"), ("unknown", "unknown"), ("possible members", "possible_members")):
            assert int(row[head]) == one[name]
        assert row["share"] == ("" if one["share"] is None else f"{one['share']:.6f}".replace(".", ","))
        assert row["mean of municipalities"] == (f"{one['mean_of_municipalities']:.6f}".replace(".", ",") if "mean_of_municipalities" in one else "")
        assert row["municipalities with a share"] == str(one.get("municipalities", ""))
        assert row["men less women, points"] == (f"{one['gap']:.4f}".replace(".", ",") if one.get("gap") is not None else "")
        assert (row["sex"] == "all") == ("sex" not in one["group"])


def test_the_text_tells_what_was_left_out_and_what_is_not_known(run: Runner) -> None:
    prose = " ".join(run(*ASKED).split())
    for said in (
        "Rows of people who are not in the people file, left out: 3", "People without a row, taken as never on a benefit: 4",
        "Weeks with code 888, which is not listed, unknown: 4", "Weeks without a column, unknown: week 10, 2016", "(su_codes=paid)", "Decision support",
        "mean of 4 municipalities, women", "municipality not known, men",
    ):
        assert said in prose


def test_a_column_of_the_callers_own_makes_groups_that_are_no_formulas(run: Runner, tmp_path: Path) -> None:
    lines = Path(PEOPLE).read_text(encoding="utf-8").splitlines()
    people = tmp_path / "people.csv"
    people.write_text("\n".join([f"{lines[0]};=team", *(f"{line};{'' if place % 3 else '=1+1'}" for place, line in enumerate(lines[1:]))]), encoding="utf-8")
    asked = [EXTRACT, "--people", str(people), "--measure", "objective_1", "--quarters", "2018Q4", "--by", "=team", "--absent", "unknown"]
    out = run(*asked, "--format", "csv")
    assert "'=team" in out
    assert ";'=1+1;" in out
    assert ";=" not in out
    assert "=team not known" in run(*asked)


def test_an_output_that_fails_leaves_the_old_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "table.csv"
    output.write_text("old", encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["measure", EXTRACT, "--people", PEOPLE, "--measure", "objective_1", "--quarters", "2018Q4", "-o", str(output)])
    assert stop.value.code == 2
    assert output.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize(("quarters", "by", "said"), [
    ("2018Q3..2018Q4", "municipality,sex", "Hidden cells, totals included, by reason:"), ("2018Q1", "sex", "Nothing had to be hidden"),
])
def test_what_was_hidden_is_told_beside_the_table_and_not_in_it(capsys: pytest.CaptureFixture[str], quarters: str, by: str, said: str) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--lang", "en", "measure", EXTRACT, "--people", PEOPLE, "--measure", "objective_1", "--quarters", quarters, "--by", by, "--absent", "blank",
              "--suppress", "3", "--format", "json"])
    captured = capsys.readouterr()
    assert not stop.value.code
    assert said in captured.err
    answer = json.loads(captured.out)
    assert answer["suppress"] == 3
    assert "people" not in answer["data"]
    hidden = [row for part in ("cells", "summaries") for row in answer[part] if row.get("hidden")]
    assert bool(hidden) == said.startswith("Hidden")
    assert not any("reason" in row for row in hidden)
