"""The workbook to fill in: what is written into it is read back, and what cannot be used is told with sheet and cell."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from integrationrules.cli import main
from integrationrules.economics.investment.problems import InvestmentError, Problems
from integrationrules.economics.investment.public import invest, result_of
from integrationrules.economics.investment.reading import investment_of, investment_tree
from integrationrules.report.catalogue import LANGUAGES, translator
from integrationrules.report.money.workbook.template.form import FIELDS, TABLES
from integrationrules.report.money.workbook.template.making import template_xlsx
from integrationrules.report.money.workbook.template.reading import read_template
from integrationrules.report.money.workbook.template.wording import offered

from .cases import FULL, SHIPPED


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cases") / "full.yaml"
    path.write_text(FULL, encoding="utf-8")
    return path


def read(path: Path, lang: str = "da") -> Any:
    problems = Problems()
    return investment_of(read_template(path, problems, lang), problems)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("source", [*SHIPPED, None], ids=lambda path: path.stem if path else "full")
def test_a_case_written_and_read_back_gives_the_same_json(source: Path | None, full: Path, tmp_path: Path, lang: str) -> None:
    path = source or full
    filled = tmp_path / "filled.xlsx"
    filled.write_bytes(template_xlsx(lang, investment_tree(path)))
    assert json.dumps(result_of(read(filled)).as_json()) == json.dumps(invest(path).as_json())


def test_a_workbook_is_read_whatever_the_language_of_the_reader(full: Path, tmp_path: Path) -> None:
    filled = tmp_path / "filled.xlsx"
    filled.write_bytes(template_xlsx("en", investment_tree(full)))
    assert result_of(read(filled, "da")).as_json() == result_of(read(filled, "en")).as_json()


def test_an_empty_one_says_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(template_xlsx("da"))
    with pytest.raises(InvestmentError) as caught:
        read(path)
    said = str(caught.value)
    for key in ("amounts", "investment", "title", "prices"):
        assert f"'{key}' is missing" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_choice_is_told_from_the_others(lang: str) -> None:
    every = [field.choices for field in FIELDS] + [column.choices for table in TABLES for column in table.columns]
    for choices in every:
        words = [word.casefold() for word in offered(choices, translator(lang))]
        assert len(words) == len(set(words)), choices


Change = Callable[[openpyxl.Workbook], None]


def cell(sheet: str, row: str, column: str, value: Any, look: str | None = None) -> Change:
    """Sets the cell in the row that begins with a short name, under a title."""
    def change(book: openpyxl.Workbook) -> None:
        found = book[sheet]
        titles = next(each for each in found.iter_rows() if any(one.value == column for one in each))
        across = next(one.column for one in titles if one.value == column)
        down = next(each[0].row for each in found.iter_rows() if each[0].value == row)
        found.cell(down, across).value = value
        if look:
            found.cell(down, across).number_format = look
    return change


def new_row(sheet: str, *values: Any) -> Change:
    def change(book: openpyxl.Workbook) -> None:
        found = book[sheet]
        last = max(row[0].row for row in found.iter_rows() if row[0].value is not None)
        for across, value in enumerate(values, 1):
            found.cell(last + 1, across).value = value
    return change


def injected(book: openpyxl.Workbook) -> None:
    cell("Lines", "wages", "Amount", "x")(book)
    found = next(one for row in book["Lines"].iter_rows() for one in row if one.value == "x")
    found.value, found.data_type = "=2+2", "s"


MISTAKES: dict[str, tuple[Change, str]] = {
    "text in a number cell": (cell("Lines", "wages", "Amount", "ca. 50"), "Lines!K15: found the text 'ca. 50'; expected a number, typed without unit"),
    "a formula": (cell("Lines", "wages", "Amount", "=25*2"), "Lines!K15: the cell holds a formula; expected the number or text itself"),
    "a formula as text": (injected, "Lines!K15: found the text '=2+2'; expected a number"),
    "an error value": (cell("Lines", "wages", "Amount", "#N/A"), "Lines!K15: the cell holds the error #N/A"),
    "no spending area": (cell("Lines", "wages", "Spending area", None), "Lines!B15: lines.wages: 'area' is missing"),
    "no unit": (cell("The case", "Unit of all amounts", "Answer", None), "'amounts' is missing"),
    "an unknown payer": (cell("Lines", "wages", "Payer", "the bank"), "Lines!E15: found 'the bank'; expected one of the municipality, municipalities together"),
    "another currency": (cell("Lines", "wages", "Amount", 50, '#,##0 "€"'), "Lines!K15: the cell is formatted in €; amounts must be in DKK"),
    "a negative amount": (cell("Lines", "wages", "Amount", -50), "Lines!K15: lines.wages.years.2026: -50 is negative"),
    "no source": (cell("Lines", "wages", "Source (short name)", None), "lines.wages: no source"),
    "an unknown source": (cell("Lines", "wages", "Source (short name)", "repport"), "Lines!P15: lines.wages.source: there is no source"),
    "years out of order": (cell("Lines", "start", "First year", 2025), "from 2025 is after to 2024"),
    "no short name": (cell("Lines", "wages", "Short name", None), "Lines!A15: the row has no short name"),
    "a line twice": (new_row("Sources", "report", "Again"), "Sources!A9: the short name 'report' stands in an earlier row"),
    "a year twice": (new_row("Lines", "wages", *[None] * 7, 2026, 2026, 5), "Lines!A16: this line has an amount for 2026 already"),
    "two spans": (new_row("Lines", "saved", *[None] * 7, 2027, 2028, 5), "Lines!A16: this line has an amount for several years already"),
    "a total that contradicts its year": (cell("The case", "Prices", "Answer", "current prices"), "The case!B14: a year of the prices is given"),
    "a percentage without sign": (cell("Factors", "retention", "Value", 0.8, "General"), "Factors!E9: assumptions.retention.is: '0.8' may be 0.8 %"),
    "no titles": (lambda book: book["Lines"].delete_rows(1, 7), "Lines: the titles of the columns are not there; expected a row that has 'Short name'"),
    "a CPR number": (cell("Lines", "wages", "Because (Danish)", "010190-1234"), "lines.wages.because"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_cell(mistake: str, full: Path, tmp_path: Path) -> None:
    change, expected = MISTAKES[mistake]
    book = openpyxl.load_workbook(BytesIO(template_xlsx("en", investment_tree(full))))
    change(book)
    path = tmp_path / "filled.xlsx"
    book.save(path)
    with pytest.raises(InvestmentError) as caught:
        read(path, "en")
    said = str(caught.value)
    assert expected in said
    assert said.startswith(str(path))
    assert "1234" not in said or mistake != "a CPR number"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"text", "xls"])
def test_another_file_is_refused(content: bytes | str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "other.xlsx"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        openpyxl.Workbook().save(path)
    with pytest.raises(SystemExit) as stop:
        main(["--lang", "en", "invest", str(path)])
    assert stop.value.code == 2
    assert "workbook" in capsys.readouterr().err


def test_the_command_writes_one_and_reads_it(full: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "skabelon.xlsx", tmp_path / "out.xlsx"
    for arguments in (["invest", "--template", "-o", str(path)], ["invest", str(full), "--template", "-o", str(path)], ["invest", str(path), "-o", str(out)]):
        with pytest.raises(SystemExit) as stop:
            main(arguments)
        assert stop.value.code == 0, capsys.readouterr().err
    assert "out_totals_net_least" in openpyxl.load_workbook(out).defined_names


@pytest.mark.parametrize("arguments", [["invest", "--template"], ["invest", "--template", "-o", "x.txt"], ["invest"]])
def test_a_command_that_lacks_something_exits_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
