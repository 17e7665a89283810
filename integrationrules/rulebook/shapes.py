"""Shapes of YAML values: mappings, words, dates, texts in two languages, citations, each with its mistake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from .diagnostics import Diagnostics, Mark, nearest
from .grammar import Part
from .layout import TEXT
from .model import Citation, Source, Text
from .yamltree import MappingNode, Node, ScalarNode, shape_of

__all__ = ["Shapes", "written"]


class Shapes:
    """Reads one shape at a time from the nodes of a rule file; what is wrong goes to `problems`."""

    def __init__(self, rules: MappingNode, problems: Diagnostics) -> None:
        self.rules, self.problems = rules, problems
        self.sources: dict[str, Source] = {}
        self.cited: set[str] = set()
        self.places: dict[int, Mark] = {}      # a block begins on the line below its name: what it lacks is said at the name

    def allow(self, node: MappingNode, keys: tuple[str, ...], place: str) -> None:
        """Says which keys do not belong."""
        for key, _ in node.pairs:
            if key.text not in keys:
                self.problems.add("IR005", key.mark, key=key.text, place=place, suggestion=nearest(key.text, keys), allowed=", ".join(keys))

    def entries(self, part: MappingNode | None, section: str) -> Iterator[tuple[ScalarNode, Node]]:
        """Keys and values of a section, if it is there."""
        body = part.get(section) if part else None
        if body is None or (isinstance(body, ScalarNode) and body.is_null):
            return
        if not isinstance(body, MappingNode):
            self.problems.add("IR007", body.mark, name=section, found=shape_of(body), expected="keys and values")
            return
        yield from body.pairs

    def scalars(self, section: str) -> Iterator[tuple[ScalarNode, ScalarNode]]:
        """Keys and single words of a section."""
        for key, value in self.entries(self.rules, section):
            if isinstance(value, ScalarNode):
                yield key, value
            else:
                self.problems.add("IR007", value.mark, name=f"{section}.{key.text}", found=shape_of(value), expected="a word")

    def mapping(self, key: ScalarNode, body: Node, part: Part, place: str) -> MappingNode | None:
        """A named mapping with only the keys of a part."""
        if not isinstance(body, MappingNode):
            mark = key.mark if isinstance(body, ScalarNode) and body.is_null else body.mark
            self.problems.add("IR007", mark, name=f"{place} '{key.text}'", found=shape_of(body), expected="keys and values")
            return None
        if not body.flow:
            self.places[id(body)] = key.mark
        self.allow(body, part.names, f"{place} '{key.text}'")
        return body

    def text_of(self, body: MappingNode, name: str, place: str, required: bool = True) -> str | None:
        """The word under a key."""
        node = body.get(name)
        if isinstance(node, ScalarNode) and not node.is_null:
            return node.text
        if node is not None:
            empty = isinstance(node, ScalarNode)
            self.problems.add("IR007", cast(ScalarNode, body.key(name)).mark if empty else node.mark, name=name, found=shape_of(node), expected="a word")
        elif required:
            self.problems.add("IR006", self.places.get(id(body), body.mark), place=place, key=name)
        return None

    def flag_of(self, body: MappingNode, name: str) -> bool:
        """Whether a key says true; left out is false."""
        node = body.get(name)
        if node is not None and written(node) not in ("true", "false"):
            self.problems.add("IR008", node.mark, found=written(node), expected="true or false", example=f"{name}: true, or leave it out")
        return node is not None and written(node) == "true"

    def both(self, node: Node | None, place: str) -> Text | None:
        """A text in Danish and English."""
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            found_shape = "one text" if isinstance(node, ScalarNode) and not node.is_null else shape_of(node)
            self.problems.add("IR007", node.mark, name=place, found=found_shape, expected="{da: ..., en: ...}")
            return None
        self.allow(node, TEXT.names, place)
        found = {lang: value.text for lang, value in node if isinstance(value, ScalarNode) and value.text and not value.is_null}
        for lang, language in (("da", "Danish"), ("en", "English")):
            if lang not in found:
                self.problems.add("IR219", node.mark, place=place, language=language)
        return Text(found.get("da", ""), found.get("en", ""))

    def date_of(self, body: MappingNode, name: str) -> date | None:
        """The date under a key."""
        node = body.get(name)
        if node is None:
            return None
        found = node.as_date() if isinstance(node, ScalarNode) else None
        if found is None:
            self.problems.add("IR008", node.mark, found=written(node), expected="a date", example="2018-10-01")
        return found

    def citation(self, body: MappingNode, place: str, required: bool, placed: bool = True) -> Citation | None:
        """The source under `source` and the place in it under `at`, unless `at` means something else there."""
        name = self.text_of(body, "source", place, required=False)
        at = (self.text_of(body, "at", place, required=False) or "") if placed else ""
        if name is None:
            if required:
                self.problems.add("IR103", self.places.get(id(body), body.mark), place=place)
            return None
        if name not in self.sources:
            node = body.get("source")
            self.problems.add("IR104", node.mark if node else body.mark, name=name, suggestion=nearest(name, self.sources))
            return None
        self.cited.add(name)
        return Citation(self.sources[name], at)


def written(node: Node) -> str:
    """The word that stands there, or what stands there instead of a word."""
    return node.text if isinstance(node, ScalarNode) and not node.is_null else shape_of(node)
