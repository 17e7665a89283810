"""What the rule files under `rulesets/teaching` make use of: every key, word, operator and function that they write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from integrationrules.rulebook import expression as ex
from integrationrules.rulebook.book import Rulebook, default_root, read
from integrationrules.rulebook.formulas import FormulaReader
from integrationrules.rulebook.shapes import Shapes
from integrationrules.rulebook.yamltree import MappingNode, Node, ScalarNode

__all__ = ["Taught", "taught"]

TEACHING = "teaching."
_FOLDER = "rulesets/teaching/"


@dataclass
class Taught:
    """What was met while the files were read."""

    book: Rulebook
    keys: dict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    """For each list of keys that a place allows, those that are written somewhere in such a place."""
    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """For each key, the plain words that are written after it."""
    expressions: list[ex.Expression] = field(default_factory=list)

    def parts(self) -> Iterator[ex.Expression]:
        """Every part of every expression."""
        for expression in self.expressions:
            yield from ex.walk(expression)


def taught() -> Taught:
    """Reads the shipped rule files, and keeps what those of the teaching municipality write."""
    found = Taught(Rulebook("", {}, {}, {}, {}, {}))
    with _watched(found):
        book, _ = read(default_root())
    found.book = book
    return found


@contextmanager
def _watched(found: Taught) -> Iterator[None]:
    allow, formula_allow, expression = Shapes.allow, FormulaReader._allow, FormulaReader.expression

    def note(node: MappingNode, keys: tuple[str, ...]) -> None:
        if _is_taught(node):
            found.keys[keys] |= {key.text for key, _ in node.pairs}
            for key, value in node.pairs:
                if isinstance(value, ScalarNode) and not value.quoted:
                    found.words[key.text].add(value.text)

    def watched_allow(self: Shapes, node: MappingNode, keys: tuple[str, ...], place: str) -> None:
        note(node, keys)
        allow(self, node, keys, place)

    def watched_formula_allow(self: FormulaReader, node: MappingNode, keys: tuple[str, ...], place: str) -> None:
        note(node, keys)
        formula_allow(self, node, keys, place)

    def watched_expression(self: FormulaReader, node: Node | None, place: str) -> Any:
        read_ = expression(self, node, place)
        if read_ is not None and _is_taught(node):
            found.expressions.append(read_)
        return read_

    with (patch.object(Shapes, "allow", watched_allow), patch.object(FormulaReader, "_allow", watched_formula_allow),
          patch.object(FormulaReader, "expression", watched_expression)):
        yield


def _is_taught(node: Node | None) -> bool:
    return node is not None and node.mark.path.startswith(_FOLDER)
