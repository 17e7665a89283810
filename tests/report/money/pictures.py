"""Where the things of a drawn chart lie, for claims about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from integrationrules.report.money.page.figure import SIZE
from integrationrules.report.money.page.measure import width

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Box:
    """The room that a thing takes up."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    def inside(self, other: Box) -> bool:
        return self.left >= other.left and self.top >= other.top and self.right <= other.right and self.bottom <= other.bottom

    def meets(self, other: Box) -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def view(svg: Element) -> Box:
    left, top, wide, high = (float(one) for one in (svg.get("viewBox") or "").split())
    return Box(left, top, left + wide, top + high)


def texts(svg: Element, across: float = 0, down: float = 0) -> Iterator[Box]:
    """The box of every text, from the width of its letters in the widest usual font."""
    for one in svg:
        if one.tag == f"{SVG}g":
            moved = (one.get("transform") or "translate(0 0)")[10:-1].split()
            yield from texts(one, across + float(moved[0]), down + float(moved[1]))
        if one.tag == f"{SVG}text":
            said = one.text or ""
            wide = width(said, SIZE, (one.get("class") or "") in ("bold", "value"))
            x, y = float(one.get("x", "nan")) + across, float(one.get("y", "nan")) + down
            left = x - {"end": wide, "middle": wide / 2}.get(one.get("text-anchor") or "", 0)
            yield Box(left, y - SIZE * 0.78, left + wide, y + SIZE * 0.24, said)


def shapes(svg: Element) -> Iterator[Box]:
    """The box of every rectangle that is not inside a legend."""
    for one in svg:
        if one.tag == f"{SVG}rect":
            x, y, wide, high = (float(one.get(name, "nan")) for name in ("x", "y", "width", "height"))
            yield Box(x, y, x + wide, y + high, one.get("class") or "")
