"""What all charts share: the text set in a place, the picture with its heading, and its numbers as a table to open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from integrationrules.report.catalogue import Translator
from integrationrules.report.markup import element, picture, table
from integrationrules.report.money.page.measure import width

__all__ = ["HALF", "LINE", "SIZE", "WIDE", "Drawn", "figure", "hatch", "legend", "words"]

WIDE = 680
HALF = 331
"""The width of A4 within its margins, in the pixels of a browser, and of one of two columns."""
SIZE, LINE = 11, 13.5
"""Of all text in charts: the size of the letters, and from one line to the next."""
_SAMPLE, _GAP = 30, 16


@dataclass(frozen=True)
class Drawn:
    """A chart: what it is called, what it says to those who do not see it, its shapes, and the numbers behind them."""

    title: str
    description: str
    width: float
    height: float
    shapes: Sequence[Element]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def figure(drawn: Drawn, key: str, tr: Translator, titled: bool = True) -> Element:
    """The chart under its title unless that stands above already, with its numbers as a table that opens; `key` is its own on the page."""
    svg = picture(key, drawn.title, drawn.description, drawn.width, round(drawn.height, 1), *drawn.shapes,
                  style=f"max-width:{drawn.width}px")
    numbers = element("details", element("summary", tr("The numbers in the figure")), table(drawn.title, drawn.heads, drawn.rows), class_="numbers")
    return element("figure", *([element("figcaption", drawn.title)] if titled else []), svg, numbers)


def words(text: str, x: float, y: float, anchor: str = "start", style: str = "") -> Element:
    """One line of text on its base line."""
    named = {"class_": style} if style else {}
    return element("text", text, x=round(x, 1), y=round(y, 1), text_anchor=anchor, **named)


def hatch(key: str, style: str) -> Element:
    """A pattern of slanting strokes to fill shapes with."""
    strokes = element("path", d="M-1 1L1 -1M0 6L6 0M5 7L7 5", class_=style)
    return element("pattern", strokes, id=key, width=6, height=6, patternUnits="userSpaceOnUse")


def legend(samples: Iterable[tuple[Sequence[Element], str]], left: float, right: float, top: float) -> tuple[list[Element], float]:
    """Samples (drawn at 0, 0, up to 24 wide) with their texts, in as many lines as it takes; and where the last line ends."""
    found = list(samples)
    shapes: list[Element] = []
    x, y = left, top
    for sample, text in found:
        wide = _SAMPLE + width(text, SIZE) + _GAP
        if x > left and x + wide - _GAP > right:
            x, y = left, y + LINE + 4
        shapes += _placed(sample, x, y)
        shapes.append(words(text, x + _SAMPLE, y + 4))
        x += wide
    return shapes, y + LINE - 2 if found else top


def _placed(sample: Sequence[Element], x: float, y: float) -> Iterator[Element]:
    yield element("g", *sample, transform=f"translate({round(x, 1)} {round(y, 1)})")
