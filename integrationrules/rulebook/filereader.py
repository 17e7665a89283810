"""What the files of a rulebook have in common: an id that the folder gives, other rule sets, documents, dated values, names given once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import layout
from .diagnostics import Diagnostics, Mark
from .formulas import FormulaReader
from .model import Parameter, Source
from .parameters import ParameterReader
from .shapes import Shapes
from .yamltree import MappingNode, Node, ScalarNode, shape_of

__all__ = ["FileReader"]


class FileReader(Shapes):
    """Reads the common parts of one file, and of the file of dated values beside it."""

    kind = "ruleset"
    """The key under which the file says its id."""

    def __init__(self, rules: MappingNode, parameters: MappingNode | None, path: str, id_: str, problems: Diagnostics) -> None:
        super().__init__(rules, problems)
        self.path, self.id, self.parameters = path, id_, parameters
        self.defined: dict[str, Mark] = {}
        self.marks: dict[str, Mark] = {}
        self.documents: dict[str, Mark] = {}
        self.formulas = FormulaReader(problems)

    def begin(self, names: tuple[str, ...]) -> None:
        """The keys, the id and the documents: what everything else in the file leans on."""
        self.allow(self.rules, names, "the file")
        if self.parameters:
            self.allow(self.parameters, layout.PARAMETERS_FILE.names, "the file")
        self.check_id()
        for part in (self.rules, self.parameters):
            for key, body in self.entries(part, "sources"):
                if key.text in self.documents:
                    self.problems.add("IR004", key.mark, key=key.text, where=self.documents[key.text].seen_from(key.mark.path))
                self.documents[key.text] = key.mark
                self.sources[key.text] = self.source(key.text, body)

    def check_id(self) -> None:
        """The id in each file must be the one that the folder gives."""
        written = self.text_of(self.rules, self.kind, "the file")
        self.id = self.id or written or ""
        for part in (self.rules, self.parameters):
            node = part.get(self.kind if part is self.rules else "ruleset") if part else None
            if isinstance(node, ScalarNode) and not node.is_null and node.text != self.id:
                self.problems.add("IR010", node.mark, found=node.text, expected=self.id)

    def uses(self) -> Iterator[tuple[ScalarNode, ScalarNode]]:
        """The rule sets used, each under a name that nothing else here has."""
        for key, value in self.scalars("uses"):
            if not self.is_name(key):
                continue
            self.marks[f"uses {key.text}"], self.marks[f"target {key.text}"] = key.mark, value.mark
            yield key, value

    def named(self, section: str, part: MappingNode | None = None) -> Iterator[tuple[ScalarNode, Node]]:
        """Entries that define a name of the rule set: each once, none a word of the language."""
        reserved = layout.RESERVED_IN_RULES if section == "rules" else layout.RESERVED
        return ((key, body) for key, body in self.entries(part or self.rules, section) if self.is_new(key, reserved))

    def is_new(self, key: ScalarNode, reserved: frozenset[str]) -> bool:
        """Whether nothing else here has the name, and it may be one; if so it is taken."""
        if not self.is_name(key, reserved):
            return False
        if key.text in self.defined:
            self.problems.add("IR013", key.mark, name=key.text, where=self.defined[key.text].seen_from(key.mark.path))
        else:
            self.defined[key.text] = key.mark
            return True
        return False

    def is_name(self, key: ScalarNode, reserved: frozenset[str] = layout.RESERVED) -> bool:
        """Whether it looks like a name and is no word of the language."""
        if key.text not in reserved and re.fullmatch(layout.NAME, key.text):
            return True
        self.problems.add("IR014", key.mark, name=key.text, why=_why_not(key.text))
        return False

    def source(self, name: str, body: Node) -> Source:
        """A document the file cites."""
        if not isinstance(body, MappingNode):
            self.problems.add("IR007", body.mark, name=f"source '{name}'", found=shape_of(body), expected="{title: ...}")
            return Source(name, name)
        self.allow(body, layout.SOURCE.names, f"source '{name}'")
        texts = {key: self.text_of(body, key, f"source '{name}'", required=key in layout.SOURCE.needed) or "" for key in layout.SOURCE.names}
        return Source(name, **texts)

    def dated(self) -> Iterator[Parameter]:
        """The dated values of both files."""
        for part in (self.rules, self.parameters):
            if part:
                for key, body in self.named("parameters", part):
                    found = ParameterReader(self, self.id).read(key, body)
                    if found:
                        yield found

    @property
    def uncited(self) -> dict[str, Mark]:
        """Documents that nothing in the file is taken from."""
        return {name: mark for name, mark in self.documents.items() if name not in self.cited}


def _why_not(name: str) -> str:
    return "a word of the language" if name in layout.RESERVED or name == layout.TODAY else "no name: a name has small letters a-z, digits and _"
