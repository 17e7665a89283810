"""A sheet as a Word file: readable by the library that others use, the same bytes each time, nothing about who made it."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx

from integrationrules.report.money.annex import annex
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
