"""A sheet as a Word file: readable by the library that others use, the same bytes each time, nothing about who made it."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.shared import Mm

from integrationrules.economics.investment.public import result_of
from integrationrules.economics.investment.result import InvestmentResult
from integrationrules.report.money.annex import annex
from integrationrules.report.money.proposal import proposal_sheet
from tests.report.money.hjoerring import HJOERRING, SMALL
from tests.report.money.sheets import sheet


def test_headings_are_numbered_as_an_annex_is() -> None:
    made = docx.Document(BytesIO(annex(sheet())))
    headings = [one.text for one in made.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert headings == ["1.1\u2002Tal", "1.2\u2002Figur", "1.3\u2002Ene", "1.4\u2002Anden"]


def test_tables_hold_their_texts_and_repeat_their_heads() -> None:
    made = docx.Document(BytesIO(annex(sheet())))
    [table] = made.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Tal", "mio. kr.", "Status"]
    assert [cell.text for cell in table.rows[1].cells] == ["Investeret", "−84,1", "● regnskab"]
    assert "w:tblHeader" in table.rows[0]._tr.xml


def test_the_same_sheet_gives_the_same_bytes_without_names_or_times() -> None:
    made = annex(sheet())
    assert made == annex(sheet())
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"python-docx" not in archive.read("docProps/core.xml")


def test_the_paper_is_a4_and_the_language_is_said() -> None:
    made = docx.Document(BytesIO(annex(sheet())))
    page = made.sections[0]
    assert page.page_width is not None
    assert page.page_height is not None
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert made.core_properties.language == "da-DK"


def test_no_cpr_number_and_no_control_character_reaches_the_file() -> None:
    made = docx.Document(BytesIO(annex(sheet(said="010190-1234 \x00\x0b"))))
    said = "\n".join(one.text for one in made.paragraphs)
    assert "010190" not in said
    assert "\x00" not in said


def _proposal(result: InvestmentResult, lang: str = "en") -> Document:
    return docx.Document(BytesIO(annex(proposal_sheet(result, lang))))


def _cells(made: Document, table: int) -> dict[str, list[str]]:
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in made.tables[table].rows}


def test_the_first_heading_is_what_it_costs_then_why_then_what() -> None:
    made = _proposal(result_of(HJOERRING))
    headings = [one.text for one in made.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert headings[:3] == ["1.1\u2002The proposal's overall economic consequences", "1.2\u2002Background and purpose", "1.3\u2002Contents of the proposal"]


def test_amounts_are_in_thousands_by_budget_year_and_estimates() -> None:
    table = _cells(_proposal(result_of(SMALL)), 0)
    assert table["DKK 1,000, 2026 prices"] == ["Spending area", "Budget 2026", "Estimate 2027", "Estimate 2028", "Estimate 2029", "In all"]
    assert table["Job coach"] == ["Service", "−600.0", "0.0", "0.0", "0.0", "−600.0"]
    assert table["Overall economic effect"] == ["", "−600.0", "+330.5", "+450.5", "0.0", "+181.0"]


def test_millions_become_thousands_and_a_span_is_not_divided() -> None:
    table = _cells(_proposal(result_of(HJOERRING)), 0)
    assert table["Invested in employment services 2015–2017"] == ["Active measures", *["−84,100 to 0"] * 3, "0", "0", "−84,100"]
    assert table["Overall economic effect"][-1] == "+240,400"


def test_a_case_without_budget_years_says_so() -> None:
    made = _proposal(result_of(replace(SMALL, budget_period=None)))
    assert any("no budget years" in one.text for one in made.paragraphs)


def test_a_case_without_amounts_has_an_annex_that_says_so() -> None:
    made = _proposal(result_of(replace(HJOERRING, lines=(), claims=(), follow_up=())))
    assert any("No amount is published" in one.text for one in made.paragraphs)


def test_no_column_is_narrower_than_its_longest_word_unless_the_page_is() -> None:
    made = _proposal(result_of(SMALL))
    assert sum(cell.width or 0 for cell in made.tables[0].rows[0].cells) == pytest.approx(Mm(178), abs=Mm(1))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_the_annex_on_a4(tmp_path: Path) -> None:
    source = tmp_path / "annex.docx"
    source.write_bytes(annex(proposal_sheet(result_of(HJOERRING), "da")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, capture_output=True, timeout=180, check=False)
    made = tmp_path / "annex.pdf"
    if not made.exists():
        pytest.skip("LibreOffice has no Writer here, and opens no .docx")
    assert b"595.3" in made.read_bytes()
