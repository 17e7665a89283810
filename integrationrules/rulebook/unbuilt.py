"""Parts of the language that this version reads but does not compute: their shape and their expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .diagnostics import Mark, nearest
from .expression import Expression
from .model import Unbuilt
from .yamltree import MappingNode, Node, ScalarNode, SequenceNode, shape_of

if TYPE_CHECKING:
    from .parts import Reader

__all__ = ["SECTIONS", "UnbuiltReader"]

SECTIONS = {"alerts": "alert"}
_TEXTS = ("title", "label", "says", "source", "at")
_KEYS = {"alert": ("given", "unless", "concludes")}
_NEEDED = {"alert": ("given", "concludes")}
_PATTERNS = ("decision", "clock", "alert", "fact")


class UnbuiltReader:
    """Reads one such part, so that its author hears of a slip today and not when it is built."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.problems = reader, reader.problems

    def read(self, what: str, key: ScalarNode, body: Node, mark: Mark, named: str) -> Unbuilt | None:
        """The part by its name; None after a mistake in its shape."""
        fields = self.reader.mapping(key, body, (*_KEYS[what], *_TEXTS), what)
        if fields is None:
            return None
        for needed in _NEEDED[what]:
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
                self._pattern(item, (*_PATTERNS, "as", "where"), _PATTERNS, section)
        concludes = fields.get("concludes")
        if concludes is not None:
            self._pattern(concludes, None, ("clock", "alert"), "concludes")

    def _pattern(self, node: Node, allowed: tuple[str, ...] | None, one_of: tuple[str, ...], place: str) -> None:
        if self._keys(node, allowed, (), place) and isinstance(node, MappingNode):
            named = [name for name, _ in node if name in one_of]
            if len(named) != 1:
                self.problems.add("IR006", node.mark, place=place, key="' or '".join(one_of))

    def _keys(self, node: Node, allowed: tuple[str, ...] | None, needed: tuple[str, ...], place: str) -> bool:
        if not isinstance(node, MappingNode):
            self.problems.add("IR007", node.mark, name=place, found=shape_of(node), expected="keys and values")
            return False
        wrong = [key for key, _ in node.pairs if allowed is not None and key.text not in allowed]
        for key in wrong:
            self.problems.add("IR005", key.mark, key=key.text, place=place, suggestion=nearest(key.text, allowed or ()), allowed=", ".join(allowed or ()))
        for name in needed:
            if node.get(name) is None:
                self.problems.add("IR006", node.mark, place=place, key=name)
        return not wrong

    def _expressions(self, fields: MappingNode) -> tuple[Expression, ...]:
        return tuple(one for name, value in fields if name not in _TEXTS for one in self.reader.formulas.every(value))
