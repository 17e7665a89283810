"""Parts of the language that this version reads but does not compute: their shape and their expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .diagnostics import Mark, nearest
from .expression import Expression
from .grammar import Part
from .layout import ALERT, CONCLUDES, GIVEN
from .model import Unbuilt
from .yamltree import MappingNode, Node, ScalarNode, SequenceNode, shape_of

if TYPE_CHECKING:
    from .parts import Reader

__all__ = ["SECTIONS", "UnbuiltReader"]

SECTIONS = {"alerts": "alert"}
_PARTS = {"alert": ALERT}
_TEXTS = ("title", "label", "says", "source", "at")


class UnbuiltReader:
    """Reads one such part, so that its author hears of a slip today and not when it is built."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.problems = reader, reader.problems

    def read(self, what: str, key: ScalarNode, body: Node, mark: Mark, named: str) -> Unbuilt | None:
        """The part by its name; None after a mistake in its shape."""
        fields = self.reader.mapping(key, body, _PARTS[what], what)
        if fields is None:
            return None
        for needed in _PARTS[what].needed:
            if fields.get(needed) is None:
                self.problems.add("IR006", key.mark, place=f"{what} '{key.text}'", key=needed)
        self._alert(fields)
        return Unbuilt(f"{self.reader.id}.{key.text}", named, mark, self._expressions(fields))

    def _alert(self, fields: MappingNode) -> None:
        for section in ("given", "unless"):
            node = fields.get(section)
            if node is not None and not isinstance(node, SequenceNode):
                self.problems.add("IR007", node.mark, name=section, found=shape_of(node), expected="a list of {fact: ..., where: ...}")
            for item in node.items if isinstance(node, SequenceNode) else ():
                self._pattern(item, GIVEN, section)
        concludes = fields.get("concludes")
        if concludes is not None:
            self._pattern(concludes, CONCLUDES, "concludes")

    def _pattern(self, node: Node, part: Part, place: str) -> None:
        if not isinstance(node, MappingNode):
            self.problems.add("IR007", node.mark, name=place, found=shape_of(node), expected="keys and values")
            return
        wrong = [] if part.open else [key for key, _ in node.pairs if key.text not in part.names]
        for key in wrong:
            allowed = ", ".join(part.names)
            self.problems.add("IR005", key.mark, key=key.text, place=place, suggestion=nearest(key.text, part.names), allowed=allowed)
        if not wrong and sum(name in part.one_of for name, _ in node) != 1:
            self.problems.add("IR006", node.mark, place=place, key="' or '".join(part.one_of))

    def _expressions(self, fields: MappingNode) -> tuple[Expression, ...]:
        return tuple(one for name, value in fields if name not in _TEXTS for one in self.reader.formulas.every(value))
