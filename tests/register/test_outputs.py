"""Files of a table: the same numbers as the JSON in each, and in none a number that is hidden."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest

from integrationrules.cli import main
from integrationrules.commands.measure import FORMATS
from integrationrules.register.counts import Counts
from integrationrules.register.groups import UNKNOWN
from integrationrules.register.measured import Measured
from integrationrules.register.places import TOTAL, Place
from integrationrules.report.register.parquet import METADATA, measured_parquet
from integrationrules.report.register.stata import LONGEST_NAME, stata_names
from tests.register.data import SCRIPT
from tests.register.printed import measured, printed

BY = ("municipality", "sex")
TABLE: dict[Place, Counts] = {
    ("101", "female"): Counts(2, 4013), ("101", "male"): Counts(3019, 5021), ("147", "female"): Counts(1223, 3319),
    ("147", "male"): Counts(2539, 6043, unknown=2), ("151", "female"): Counts(2081, 7121), ("151", "male"): Counts(4519, 9127),
    ("", "female"): Counts(1511, 1613, unknown=5), ("", "male"): Counts(1709, 1811),
}
BEFORE: dict[Place, Counts] = {place: Counts(one.met + 40, one.not_met + 3, one.unknown) for place, one in TABLE.items()}
HIDDEN = ("4013", "3019", "5021")
"""Numbers that only hidden cells have: that of the few, and those that would give it away."""


def table(suppress: int | None = None, by: tuple[str, ...] = BY) -> Measured:
    return measured(by, {"2017Q4": BEFORE, "2018Q4": TABLE}, suppress, baseline="2017Q4")


def content(form: str, found: Measured, lang: str = "en") -> bytes:
    return FORMATS[form].write(found, lang)


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_shows_a_hidden_number(form: str, tmp_path: Path) -> None:
    rows = printed(table(3))["2018Q4"]
    assert rows["101", "female"]["not_met"] is None
    assert rows["101", "male"]["met"] is None
    shown, plain = (set(numbers_in(form, content(form, table(threshold)), tmp_path)) for threshold in (3, None))
    assert not shown & set(HIDDEN)
    if form != "svg":
        assert plain >= set(HIDDEN)


def numbers_in(form: str, found: bytes, folder: Path) -> Iterator[str]:
    """Every whole number of a file, in whatever part of it."""
    if form == "xlsx":
        with zipfile.ZipFile(BytesIO(found)) as file:
            texts = [file.read(name).decode(errors="replace") for name in file.namelist()]
    elif form == "parquet":
        texts = [str(pa.parquet.read_table(pa.BufferReader(found)).to_pydict())]
    elif form == "dta":
        texts = [read_dta(found, folder)[0].to_csv()]
    else:
        texts = [found.decode()]
    for text in texts:
        yield from re.findall(r"\d+", re.sub(r"(?<=\d)[,.](?=\d{3}\b)", "", text.replace(".0,", ",")))


def read_dta(found: bytes, folder: Path) -> Any:
    import pyreadstat

    path = folder / "t.dta"
    path.write_bytes(found)
    return pyreadstat.read_dta(path, user_missing=True)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("suppress", [None, 3])
def test_the_same_table_gives_the_same_bytes(form: str, suppress: int | None) -> None:
    assert content(form, table(suppress)) == content(form, table(suppress))


@pytest.mark.parametrize("suppress", [None, 3])
def test_parquet_is_typed_and_has_what_json_has(suppress: int | None) -> None:
    found = pa.parquet.read_table(pa.BufferReader(measured_parquet(table(suppress))))
    types = {name: str(type_) for name, type_ in zip(found.schema.names, found.schema.types, strict=True)}
    assert (types["municipality"], types["met"], types["share"], types["hidden"]) == ("string", "int64", "double", "list<element: string>")
    answer = table(suppress).as_json()
    head = json.loads(found.schema.metadata[METADATA])
    assert head == {key: value for key, value in answer.items() if key not in ("cells", "summaries")}
    assert head["rulebook_hash"] == "0" * 64
    rows = printed(table(suppress))
    for row in found.to_pylist():
        place = tuple({"all": TOTAL, None: UNKNOWN}.get(row[name], row[name]) for name in BY)
        json_row = rows[row["period"]][place]
        assert (row["row"] == "total") == (TOTAL in place)
        for name in ("members", "met", "not_met", "unknown", "possible_members", "share", "least", "mean_change", "gap"):
            assert row[name] == json_row.get(name)
        assert row["hidden"] == json_row.get("hidden", [])


def test_stata_has_labels_and_tells_hidden_from_none(tmp_path: Path) -> None:
    found, about = read_dta(content("dta", table(3)), tmp_path)
    labels = dict(zip(about.column_names, about.column_labels, strict=True))
    assert labels["possible_members"] == "possible members"
    assert about.file_label == "Objective 1 is achieved"
    row = found[(found["period"] == "2018Q4") & (found["municipality"] == "101") & (found["sex"] == "female")].iloc[0]
    assert row["met"] == "a"
    assert about.variable_value_labels["met"] == {"a": "hidden"}
    assert row["gap"] != row["gap"]


def test_stata_takes_every_name() -> None:
    names = stata_names(["municipality", "=hold", "2team", "et meget langt navn på en kolonne i en fil", "et meget langt navn på en kolonne i en fil 2"])
    assert len(set(names.values())) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", one) and len(one) <= LONGEST_NAME for one in names.values())


def test_the_workbook_shows_the_table_and_how_it_was_made() -> None:
    book = openpyxl.load_workbook(BytesIO(content("xlsx", table(3), "en")), data_only=True)
    assert book.sheetnames == ["Table", "Means", "Changes", "Men and women", "About"]
    rows = [[cell.value for cell in row] for row in book["Table"].iter_rows()]
    heads = next(row for row in rows if row[0] == "period")
    found = {tuple(row[:3]): dict(zip(heads, row, strict=True)) for row in rows}
    assert found["Q4 2018", "101", "women"]["met"] == ".."
    shown = found["Q4 2018", "151", "men"]
    assert shown["share"] == pytest.approx(4519 / 13646)
    assert (shown["met"], shown["members"]) == (4519, 13646)
    about = "\n".join(str(cell.value) for row in book["About"].iter_rows() for cell in row if cell.value)
    for said in ("Objective 1 is achieved", "kap. 3.1", "0" * 64, "--suppress"):
        assert said in about.replace("\u00a0", " ")


def test_parameters_stand_in_the_workbook_as_sentences_with_their_source_beside() -> None:
    sheet = openpyxl.load_workbook(BytesIO(content("xlsx", table(), "en")))["About"]
    rows = [[str(cell.value or "").replace("\u00a0", " ") for cell in row] for row in sheet.iter_rows()]
    assert ["lowest age", "from 1 October 2015: 18 years", "I mål med integration - Årsrapport 2018, kap. 3.1"] in [row[:3] for row in rows]
    assert not [one for row in rows for one in row if "  " in one]


def test_the_workbook_speaks_danish() -> None:
    book = openpyxl.load_workbook(BytesIO(content("xlsx", table(), "da")))
    about = "\n".join(str(cell.value) for row in book.worksheets[-1].iter_rows() for cell in row if cell.value)
    assert "Målgruppen for målsætning 1" in about
    assert "I mål med integration - Årsrapport 2018, kap. 3.1" in about.replace("\u00a0", " ")


def test_a_text_that_begins_like_a_formula_stays_a_text() -> None:
    counts: dict[Place, Counts] = {("=1+1",): Counts(5, 5), ("@x",): Counts(5, 6)}
    book = openpyxl.load_workbook(BytesIO(content("xlsx", measured(("team",), {"2018Q4": counts}, None))))
    cells = [cell for row in book["Table"].iter_rows() for cell in row if cell.value in ("=1+1", "@x")]
    assert {cell.value: (cell.data_type, cell.quotePrefix) for cell in cells} == {"=1+1": ("s", True), "@x": ("s", True)}


def test_shares_are_formulas_over_the_numbers_beside_them() -> None:
    sheet = openpyxl.load_workbook(BytesIO(content("xlsx", table(3))))["Table"]
    formulas = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str) and cell.value.startswith("=")]
    assert formulas
    assert all(re.fullmatch(r"=\$E\$\d+/\(\$E\$\d+\+\$F\$\d+\)", one) for one in formulas)


def test_the_figure_says_what_it_shows() -> None:
    tree = fromstring(content("svg", table()))
    space = {"s": "http://www.w3.org/2000/svg"}
    title, told = tree.find("s:title", space), tree.find("s:desc", space)
    assert title is not None
    assert told is not None
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert "151: women 22.6\u00a0%; men 33.1\u00a0%" in str(told.text)
    labels = [text.text for text in tree.iter("{http://www.w3.org/2000/svg}text") if text.get("x") == "4"]
    order = [one for one in labels if one in ("101", "147", "151")]
    gaps = {place[0]: row["gap"] for place, row in printed(table())["2018Q4"].items() if place[1] is None and row["gap"] is not None}
    assert order == sorted(order, key=lambda one: -gaps[one])


def test_the_figure_of_two_quarters_has_a_bar_for_each() -> None:
    alone: dict[Place, Counts] = {place[:1]: one for place, one in TABLE.items() if place[1] == "male"}
    found = measured(("municipality",), {"2017Q4": alone, "2018Q4": alone}, None)
    tree = fromstring(content("svg", found))
    classes = [one.get("class") for one in tree.iter("{http://www.w3.org/2000/svg}rect")]
    assert classes.count("now") == classes.count("before") == len(alone) + 2 + 1


def test_without_pyreadstat_the_format_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path,
) -> None:
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    folder, output = SCRIPT.parent, tmp_path / "t.dta"
    with pytest.raises(SystemExit) as stop:
        main(["--lang", "en", "measure", str(folder / "extract.csv"), "--people", str(folder / "people.csv"), "--measure", "objective_1",
              "--quarters", "2018Q4", "--absent", "blank", "-o", str(output)])
    assert stop.value.code == 2
    assert "install integrationrules[formats]" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
