"""A sheet as one HTML page: nothing runs in it, nothing is fetched, and it prints on A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, groupby
from xml.etree.ElementTree import Element

from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.markup import element, written
from integrationrules.report.money.blocks import Block, Charts, Checked, Listed, Mark, Said, Section, Sheet, Tabled
from integrationrules.report.money.page.figure import figure
from integrationrules.report.money.page.fit import fitted
from integrationrules.report.money.page.style import STYLE

__all__ = ["paper"]


def paper(sheet: Sheet) -> str:
    """The page as text; headings in order, every table with heads that say what they head."""
    tr = translator(sheet.lang)
    head = element("head", element("meta", charset="utf-8"), element("meta", name="viewport", content="width=device-width, initial-scale=1"),
                   element("title", sheet.title), element("style", STYLE))
    header = element("header", element("h1", sheet.title), *(element("p", line, class_="about") for line in sheet.about))
    fit = fitted(sheet)
    sections = sheet.sections if fit.breaks else [replace(one, new_page=False) for one in sheet.sections]
    main = element("main", header, _answer(sheet, tr), *_sections(sections, tr, count(1)), style=f"--scale:{fit.scale}")
    html = element("html", head, element("body", main), lang=sheet.lang)
    return "<!DOCTYPE html>\n" + _void(written(html)) + "\n"


def _void(page: str) -> str:
    """HTML has no end tags for `meta`; this form is both HTML and XML."""
    return page.replace("></meta>", "/>")


def _answer(sheet: Sheet, tr: Translator) -> Element:
    said: list[Element] = [element("h2", tr("The answer"), id="answer"), element("p", sheet.answer.concluded, class_="concluded")]
    if sheet.answer.open:
        said += [element("p", element("strong", tr("Cannot be concluded:")), " ", " ".join(sheet.answer.open), class_="open")]
    return element("section", *said, class_="answer", aria_labelledby="answer")


def _sections(sections: Sequence[Section], tr: Translator, numbers: Iterator[int]) -> Iterator[Element]:
    """Each section; of halves that follow each other two stand side by side, and more flow through two columns."""
    for half, group in groupby(sections, lambda one: one.half):
        shown = [(one, _section(one, tr, numbers)) for one in group]
        if not half:
            yield from (made for _, made in shown)
            continue
        kind = "pair" if len(shown) <= 2 else "flow"
        yield element("div", *(made for _, made in shown), class_=f"{kind} new-page" if shown[0][0].new_page else kind)


def _section(section: Section, tr: Translator, numbers: Iterator[int]) -> Element:
    key = f"s{next(numbers)}"
    blocks = [shown for number, block in enumerate(section.blocks) for shown in _block(block, f"{key}-{number}", section.title, tr)]
    kind = {"class_": "new-page"} if section.new_page and not section.half else {}
    return element("section", element("h2", section.title, id=key), *blocks, aria_labelledby=key, **kind)


def _block(block: Block, key: str, heading: str, tr: Translator) -> Iterator[Element]:
    if isinstance(block, Said):
        yield element("p", block.text, **({"class_": "note"} if block.note else {}))
    elif isinstance(block, Listed):
        yield element("ul", *(element("li", one) for one in block.items))
    elif isinstance(block, Charts):
        for number, drawn in enumerate(block.drawn):
            yield figure(drawn, f"{key}-{number}", tr, drawn.title != heading)
    elif isinstance(block, Checked):
        yield element("p", block.counted, class_="note")
        yield element("ul", *_checked(block), class_="checks")
    else:
        yield _table(block)


def _checked(block: Checked) -> Iterator[Element]:
    before = ""
    for mark, title, found in block.items:
        named: list[Element | str] = [" ", element("strong", f"{title}:")] if title != before else []
        yield element("li", _cell(mark), *named, f" {found}")
        before = title


def _table(block: Tabled) -> Element:
    numeric = {place: {"class_": "number"} if place in block.numbers else {"class_": "tight"} if place in block.tight else {}
               for place in range(len(block.heads))}
    head = element("tr", *(element("th", text, scope="col", **numeric[place]) for place, text in enumerate(block.heads)))
    rows = []
    for number, row in enumerate(block.rows):
        cells = [element("th", _cell(row[0]), scope="row"), *(element("td", _cell(cell), **numeric[place]) for place, cell in enumerate(row[1:], 1))]
        rows.append(element("tr", *cells, **({"class_": "sum"} if number in block.sums else {})))
    return element("div", element("table", element("caption", block.caption), element("thead", head), element("tbody", *rows)), class_="scroll", tabindex="0",
                   role="region", aria_label=block.caption)


def _cell(cell: str | Mark) -> Element | str:
    if isinstance(cell, str):
        return cell
    return element("span", element("span", cell.symbol, aria_hidden="true"), f" {cell.word}", class_=f"mark {cell.kind}")
