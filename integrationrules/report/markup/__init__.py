"""HTML and SVG as trees: elements, tables, and pictures that say what they show."""

from __future__ import annotations

from .elements import Child, element, written
from .picture import picture
from .table import table

__all__ = ["Child", "element", "picture", "table", "written"]
