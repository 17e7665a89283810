"""A sheet as the Word file that is put before a committee: the same bytes every time it is made."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.money.blocks import Block, Checked, Listed, Mark, Said, Sheet, Tabled
from integrationrules.report.money.page.measure import width
from integrationrules.timeline.cpr import without_cpr
from integrationrules.zipped import zipped

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.rel import Relationships
    from docx.table import _Cell

__all__ = ["annex"]

_FIXED_TIME = datetime(2026, 1, 1)
_LANGUAGES = MappingProxyType({"da": "da-DK", "en": "en-GB"})
_FONT, _BODY, _TABLE = "Arial", 10, 8
_WIDE, _PADDING = 178.0, 4.0
"""Millimetres between the margins, and at the sides of a cell."""
_POINT = 25.4 / 72 * 0.88
"""Millimetres; the font is narrower than the one that texts are measured in."""
_TABLE_STYLES = ("TableNormal", "TableGrid")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def annex(sheet: Sheet) -> bytes:
    """The contents of a `.docx` file: A4, numbered headings, tables whose heads are repeated on every page. Charts are left to the page."""
    import docx

    tr = translator(sheet.lang)
    document = docx.Document()
    _paper(document, sheet)
    document.add_heading(_clean(sheet.title), 0)
    for line in sheet.about:
        _paragraph(document, line)
    _paragraph(document, sheet.answer.concluded, bold=True)
    if sheet.answer.open:
        _paragraph(document, f"{tr('Cannot be concluded:')} {' '.join(sheet.answer.open)}")
    for number, section in enumerate(sheet.sections, 1):
        document.add_heading(f"1.{number}\u2002{_clean(section.title)}", 1)
        for block in section.blocks:
            _block(document, block, tr)
    return _fixed(document)


def _paper(document: Document, sheet: Sheet) -> None:
    """A4, one font, the language for the spelling checker, and nothing that tells when or by whom the file was made."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(16)
    page.top_margin = page.bottom_margin = Mm(18)
    for name, size in (("Normal", _BODY), ("Title", 18), ("Heading 1", 12), ("List Bullet", _BODY)):
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:hAnsi"), _FONT)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0x1B, 0x1B, 0x1F)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LANGUAGES[sheet.lang])
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    about = document.core_properties
    about.title, about.language = _clean(sheet.title), _LANGUAGES[sheet.lang]
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = _FIXED_TIME
    about.revision = 1


def _block(document: Document, block: Block, tr: Translator) -> None:
    if isinstance(block, Said):
        _paragraph(document, block.text)
    elif isinstance(block, Listed):
        for one in block.items:
            document.add_paragraph(_clean(one), "List Bullet")
    elif isinstance(block, Checked):
        _paragraph(document, block.counted)
        rows = [(title, mark, found) for mark, title, found in block.items]
        _table(document, Tabled("", (tr("Check"), tr("Verdict"), tr("What was found")), rows))
    elif isinstance(block, Tabled):
        if block.caption:
            _paragraph(document, block.caption)
        _table(document, block)


def _paragraph(document: Document, text: str, bold: bool = False) -> None:
    document.add_paragraph().add_run(_clean(text)).bold = bold or None


def _table(document: Document, block: Tabled) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=len(block.heads), style="Table Grid")
    table.autofit = False
    rooms = _rooms(block)
    for place, text in enumerate(block.heads):
        _fill(table.rows[0].cells[place], text, place in block.numbers, bold=True)
    repeated = table.rows[0]._tr.get_or_add_trPr()
    repeated.append(OxmlElement("w:tblHeader"))
    for number, row in enumerate(block.rows):
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for place, (cell, said) in enumerate(zip(added.cells, row, strict=True)):
            _fill(cell, said, place in block.numbers, number in block.sums)
    for column, room in zip(table.columns, rooms, strict=True):
        column.width = Mm(room)
    for row_of in table.rows:
        for cell, room in zip(row_of.cells, rooms, strict=True):
            cell.width = Mm(room)


def _rooms(block: Tabled) -> list[float]:
    """The width of each column in millimetres: at least its longest word, and of the rest more where there is more to say."""
    cells = [[_plain(row[place]) for row in (block.heads, *block.rows)] for place in range(len(block.heads))]
    words = [max((width(word, _TABLE, bold=True) for text in column for word in text.split(" ")), default=0) * _POINT + _PADDING for column in cells]
    texts = [max(width(text, _TABLE) for text in column) * _POINT + _PADDING for column in cells]
    free = max(_WIDE - sum(words), 0)
    wants = [max(text - word, 0) for word, text in zip(words, texts, strict=True)]
    found = [word + (free * want / sum(wants) if sum(wants) else free / len(words)) for word, want in zip(words, wants, strict=True)]
    return [room * _WIDE / sum(found) for room in found]


def _plain(said: str | Mark) -> str:
    return said if isinstance(said, str) else f"{said.symbol} {said.word}"


def _fill(cell: _Cell, said: str | Mark, right: bool, bold: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    text = _plain(said)
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(_clean(text))
    run.bold, run.font.size = bold or None, Pt(_TABLE)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _fixed(document: Document) -> bytes:
    """The file without the library's table styles, which nothing here uses, and without the time of day that it writes."""
    from docx.oxml.ns import qn

    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in _TABLE_STYLES:
            styles.remove(style)
    _forget(document.part.rels, "stylesWithEffects")
    _forget(document.part.package.rels, "thumbnail")
    stream = BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as made:
        return zipped([(name, made.read(name)) for name in made.namelist()])


def _forget(relations: Relationships, kind: str) -> None:
    for key in [key for key, one in relations.items() if one.reltype.endswith(kind)]:
        del relations[key]


def _clean(text: str) -> str:
    return without_cpr(_NOT_XML.sub("\ufffd", text))
