"""What is said of rows and documents that cannot be used: reasons, counts and rows, kept in golden/noticed.txt, and never an id."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from integrationrules.cli import main
from integrationrules.report.register.noticed import REASONS

from .data import parquet, small, written

GOLDEN = Path(__file__).parent / "golden" / "noticed.txt"
SECRET = "S3CRET"
PEOPLE = "id;born;sex;origin\n" + "".join(f"{SECRET}{one};1985-01-01;k;ikke-vestlig\n" for one in "abcdefghij")
OBSERVED = ["--observed", "2015-01-01..2019-01-01", "--absent", "blank"]


def rows(head: str, *found: str) -> str:
    return "\n".join([head, *(f"{SECRET}{row}" if not row.startswith(";") else row for row in found)]) + "\n"


WEEKS = {
    "weeks that are none": rows(
        "id;week;code", "a;2018-W40;700", "a;2017-W53;700", "b;2018-10-02;700", "c;week 40;700", "d;;700", "e;2018-W54;700", ";2018-W40;700",
    ),
    "two codes in a week": rows("id;week;code", "a;2018-W40;700", "a;y_1840;703", "a;2018-W41;703", "a;2018-W41;703", "b;2018-W40;", "b;2018-W40;700"),
    "years and weeks": rows("id;year;week;code", "a;2018;40;700", "a;2017;53;700", "b;18;W41;888", "c;;40;700", "d;2018;0;700"),
    "rows of another length": rows("id;week;code", "a;2018-W40;700", "b;2018-W40", "c;2018-W40;700;703", "d;2018-W41;700"),
    "no code": rows("id;week", "a;2018-W40"),
    "no week": rows("id;code", "a;700"),
}
SPELLS = {
    "spells that are none": rows(
        "id;kind;type;from;to;through;hours_per_week;hours_per_month;municipality",
        "a;benefit;cash_assistance;2018-01-01;2018-02-01;;;;", "a;benefitt;cash_assistance;2018-01-01;2018-02-01;;;;",
        "b;kontanthjælp;;2018-01-01;2018-02-01;;;;", "c;benefit;cash_asistance;2018-01-01;;;;;", "d;benefit;ordinary;2018-01-01;;;;;",
        "e;benefit;;2018-01-01;;;;;", "f;benefit;cash_assistance;2018-13-01;;;;;", "f;benefit;cash_assistance;;2018-01-01;;;;",
        "g;benefit;cash_assistance;2018-01-01;2018-01-01;;;;", "g;benefit;cash_assistance;2018-02-01;;2018-01-01;;;",
        "h;benefit;cash_assistance;2018-01-01;2018-02-01;2018-02-01;;;", "i;employment;ordinary;2018-01-01;;;37,5;160,33;",
        "i;employment;ordinary;2018-01-01;;;many;;", "j;residence;;2018-01-01;;;;;1234", ";benefit;cash_assistance;2018-01-01;;;;;", "j;;;2018-01-01;;;;;",
    ),
    "a column misspelt": rows("id;kind;type;from;to;hours_per_wek", "a;employment;ordinary;2018-01-01;;20"),
    "no kind": rows("id;type;from;to", "a;ordinary;2018-01-01;"),
    "no day": rows("id;kind;type", "a;benefit;cash_assistance"),
}
BENEFIT = {"kind": "benefit", "type": "cash_assistance", "from": "2018-01-01"}


def document(letter: str, *facts: object, **other: object) -> str:
    return json.dumps({"citizen": {"id": f"{SECRET}{letter}"}, "observed": {"from": "2015-01-01", "to": "2019-01-01"}, "facts": facts, **other})


TIMELINES = {
    "documents that are none": "\n".join([
        document("a", BENEFIT), document("b", {**BENEFIT, "to": "2017-01-01"}), document("c", {**BENEFIT, "to": "2017-02-01"}),
        document("d", {**BENEFIT, "kind": "benefitt"}), document("e", observed=None), "{", "[]", "", document("f", BENEFIT)[:-20],
    ]),
    "someone twice": "\n".join([document("a"), document("b"), document("a")]),
    "nobody": "{\n",
    "nothing": "\n",
}


def told(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The end of the answer, after what is the same in all of them; or the refusal."""
    with pytest.raises(SystemExit) as stop:
        main(["--lang", "en", "measure", "--measure", "self_support", "--quarters", "2018Q4", *arguments])
    captured = capsys.readouterr()
    assert stop.value.code in (0, None, 2), captured.err
    assert SECRET not in captured.out + captured.err
    _, _, notes = captured.out.replace("\u00a0", " ").partition("\nPeople: ")
    said = f"People: {notes.partition('Rulebook:')[0]}" if not stop.value.code else re.sub(r"[^ ]*/", "", captured.err)
    return said.strip()


def all_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    people = written(PEOPLE, folder / "people.csv")
    found = []
    for layout, files in (("weeks", WEEKS), ("spells", SPELLS)):
        for name, content in files.items():
            data = written(content, folder / "rows.csv")
            found.append(f"# {layout}: {name}\n{told(folder, capsys, data, '--people', people, '--layout', layout, *OBSERVED)}\n")
    for name, content in TIMELINES.items():
        data = written(content, folder / "documents.jsonl")
        found.append(f"# timelines: {name}\n{told(folder, capsys, data, '--layout', 'timelines')}\n")
    for name, files_ in yearly(folder).items():
        found.append(f"# dream: {name}\n{told(folder, capsys, *files_, '--people', people, '--quarters', '2017Q4', '--absent', 'unknown')}\n")
    return "\n".join(found)


def yearly(folder: Path) -> dict[str, list[str]]:
    import pyarrow as pa

    def file(name: str, who: str, *more: str) -> str:
        place = folder / f"{len(list(folder.iterdir()))}"
        place.mkdir()
        columns = {f"y_{week:02}": ["700"] * len(who) for week in range(1, 54)} | {one: ["700"] * len(who) for one in more}
        return parquet(pa.table({"id": [f"{SECRET}{one}" for one in who], **columns}), place / name)

    return {
        "someone lacks in a year": [file("dream2017.parquet", "abc"), file("dream2018.parquet", "cd")],
        "someone twice in a year": [file("dream2017.parquet", "abc"), file("d2018.parquet", "aba")],
        "a file without a year": [file("dream.parquet", "abc"), file("dream2018.parquet", "abc")],
        "a year twice": [file("dream2018.parquet", "abc"), file("other2018.parquet", "abc")],
        "a week of the year among others": [file("dream2017.parquet", "abc", "y_1801"), file("dream2018.parquet", "abc")],
        "wide files of the same weeks": [
            parquet(pa.table({**small(140), "lobenr": [f"{SECRET}{one}" for one in "abc"]}), folder / f"{name}.parquet") for name in ("one", "other")
        ],
    }


def test_what_is_said_of_odd_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INTEGRATIONRULES_DEBUG", raising=False)
    found = all_told(tmp_path, capsys)
    if os.environ.get("WRITE_GOLDEN"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


def test_every_reason_that_the_code_gives_has_a_sentence() -> None:
    sources = (Path(__file__).parents[2] / "integrationrules" / "register").rglob("*.py")
    given = {id_ for source in sources for id_ in re.findall(r'\bReason\("(\w+)"', source.read_text(encoding="utf-8"))}
    assert given >= {"columns", "no_id", "lost"}
    assert given <= set(REASONS)
