"""A table whose heads say what they head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from .elements import Child, element

__all__ = ["table"]


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Child | Element]]) -> Element:
    """A table whose first column names its rows; a cell that is an element is put in as it is."""
    head = element("tr", *(element("th", one, scope="col") for one in heads))
    body = [element("tr", *(_cell(one, place == 0) for place, one in enumerate(row))) for row in rows]
    return element("div", element("table", element("caption", caption), element("thead", head), element("tbody", *body)), class_="scroll")


def _cell(content: Child, names_row: bool) -> Element:
    if isinstance(content, Element) and content.tag == "td":
        return content
    return element("th", content, scope="row") if names_row else element("td", content)
