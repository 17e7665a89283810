"""Elements of HTML and SVG, as trees of the standard library: it escapes every text, so nothing here does."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

from integrationrules.timeline.cpr import without_cpr

__all__ = ["Child", "element", "written"]

Child = Element | str
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, *children: Child, **attributes: object) -> Element:
    """An element; `class_` is the attribute class, and `_` in a name stands for `-`. What looks like a CPR number is hidden."""
    made = Element(tag, {name.rstrip("_").replace("_", "-"): _clean(str(value)) for name, value in attributes.items()})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + _text(child)
        else:
            made.text = (made.text or "") + _text(child)
    return made


def written(tree: Element) -> str:
    """The element as text that is both HTML and XML: every element has an end tag."""
    return tostring(tree, encoding="unicode", short_empty_elements=False)


def _text(text: str) -> str:
    return without_cpr(_clean(text))


def _clean(text: str) -> str:
    # A document with these characters is not XML, however they are written.
    return _NOT_XML.sub("\ufffd", text)
