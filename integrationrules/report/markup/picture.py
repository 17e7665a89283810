"""An inline SVG that says in words what it shows."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from .elements import Child, element

__all__ = ["picture"]


def picture(key: str, title: str, description: str, width: float, height: float, *parts: Child, **attributes: object) -> Element:
    """The SVG of a size, read aloud as one image; `key` tells its title and description from another's on the page."""
    named = (element("title", title, id=f"{key}-title"), element("desc", description, id=f"{key}-desc"))
    return element("svg", *named, *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}", role="img",
                   aria_labelledby=f"{key}-title {key}-desc", **attributes)
