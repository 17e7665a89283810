"""What a case file states, as the cells of a workbook hold it: numbers in the unit of the case, texts, short names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from integrationrules.economics.numbers import STYLES, UNITS, NumberError, Style, read_amount, read_percent
from integrationrules.rulebook.yamltree import MappingNode, Node, ScalarNode, SequenceNode

from ..cell import Content

__all__ = ["Share", "Stated"]


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage, as a share of one."""

    value: Decimal


class Stated:
    """The values of a case file by their keys; of none, nothing."""

    def __init__(self, root: MappingNode | None) -> None:
        self.root = root
        style = self._text(root, ("talformat",))
        self.style: Style | None = next((one for one in STYLES if one == style), None)
        self.unit = str(self._text(root, ("amounts",)) or "kr")

    def of_case(self, keys: tuple[str, ...], holds: str) -> Content | Share:
        """A value of the case itself."""
        if keys == ("prices",):
            return "constant" if isinstance(_at(self.root, keys), MappingNode) else self._text(self.root, keys)
        in_kroner = keys[:2] == ("persons", "per_person")
        return self.of_record(self.root, keys, holds, "kr" if in_kroner else self.unit)

    def of_record(self, node: Node | None, keys: tuple[str, ...], holds: str, unit: str = "") -> Content | Share:
        """A value of a record; a text in one language stands for both."""
        found = _at(node, keys)
        if found is None and keys[-1] in ("da", "en"):
            found = _at(node, keys[:-1])
        if found is None and keys == ("treated",):
            found = node
        if holds == "names":
            return "; ".join(_scalars(found)) or None
        if not isinstance(found, ScalarNode) or found.is_null or (found.text == "unknown" and keys != ("years",)):
            return None
        return self._converted(found.text, holds, unit or self.unit)

    def _converted(self, text: str, holds: str, unit: str) -> Content | Share:
        if holds in ("number", "percent"):
            return self._number(text, unit)
        return int(text) if holds == "year" and text.isdecimal() else text

    def _number(self, text: str, unit: str) -> Content | Share:
        try:
            if text.rstrip().endswith("%"):
                return Share(read_percent(text, self.style))
            value, own = read_amount(text, self.style)
        except NumberError:
            return text
        return value if own is None else value * UNITS[own] / UNITS[unit]

    def records(self, section: str, named: bool) -> Iterator[tuple[str, Node]]:
        """The records of a section with their short names."""
        found = _at(self.root, tuple(section.split(".")))
        if isinstance(found, MappingNode) and named:
            yield from found
        elif isinstance(found, SequenceNode):
            yield from (("", item) for item in found.items)

    def amounts(self, node: Node) -> list[dict[str, Content | Share]]:
        """First and last year and amount of each of a line's amounts."""
        found: list[dict[str, Content | Share]] = []
        years = _at(node, ("years",))
        if isinstance(years, MappingNode):
            found += [{"from": int(year), "to": int(year), **self._bounds(value)} for year, value in years]
        elif years is not None:
            found.append(self._bounds(node))
        span = _at(node, ("span",))
        if isinstance(span, MappingNode):
            ends = {key: self.of_record(span, (key,), "year") for key in ("from", "to")}
            found.append({**ends, **self._bounds(span)})
        return found

    def _bounds(self, node: Node) -> dict[str, Content | Share]:
        if isinstance(node, ScalarNode):
            return {"is": self._number(node.text, self.unit)}
        return {key: self.of_record(node, (key,), "number") for key in ("is", "least", "most")}

    def _text(self, node: Node | None, keys: tuple[str, ...]) -> str | None:
        found = _at(node, keys)
        return found.text if isinstance(found, ScalarNode) and not found.is_null else None


def _at(node: Node | None, keys: tuple[str, ...]) -> Node | None:
    for key in keys:
        node = node.get(key) if isinstance(node, MappingNode) else None
    return node


def _scalars(node: Node | None) -> list[str]:
    items = node.items if isinstance(node, SequenceNode) else (node,)
    return [one.text for one in items if isinstance(one, ScalarNode)]
